"""The two-layer linear net as a quadratic form, as printed into ``Statements.v``, and how that setting reads in Coq."""

from __future__ import annotations

from theory.proofs.coq_frame import Frame
from theory.statements import Setting

__all__ = ["LISTED", "listed_frame"]

LISTED = """\
(* The two-layer linear net as the pure quadratic form with Sigma = [[0, I (x) x], [I (x) xᵀ, 0]] and gamma = s = m^(-1/2):
   w lists U row by row, then v. *)
Module Listed.
Definition Sigma (N : TwoLayer.net) (i j : nat) : R := let first := (TwoLayer.n N * TwoLayer.d N)%nat in
  if lt_dec i first then if Nat.eq_dec j (first + i / TwoLayer.d N) then TwoLayer.X N 0%nat (i mod TwoLayer.d N) else 0
  else if lt_dec j first then if Nat.eq_dec i (first + j / TwoLayer.d N) then TwoLayer.X N 0%nat (j mod TwoLayer.d N) else 0
  else 0.
Definition form (N : TwoLayer.net) : Quadratic.model := Quadratic.Model
  (TwoLayer.n N * TwoLayer.d N + TwoLayer.n N) (TwoLayer.D N) (fun _ => Sigma N) (TwoLayer.y N) (TwoLayer.s N).
Definition as_net (N : TwoLayer.net) (w : Quadratic.weights) : TwoLayer.weights := TwoLayer.Weights
  (fun i k => w (i * TwoLayer.d N + k)%nat) (fun i => w (TwoLayer.n N * TwoLayer.d N + i)%nat).
Definition plain_net (N : TwoLayer.net) : Prop := TwoLayer.D N = 1%nat /\\ TwoLayer.linear_net N /\\ TwoLayer.a_plus N = 1 /\\
  (0 < TwoLayer.n N)%nat /\\ TwoLayer.s N = / sqrt (INR (TwoLayer.n N)).
End Listed.
"""


def listed_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of the linear net as a quadratic form."""
    targets = {"zero": ("TwoLayer.zero_targets N",), "any": ()}
    return Frame(
        module="Listed",
        binders="(N : TwoLayer.net) (eta : R) (w : Quadratic.weights)",
        arguments="N eta w",
        moves="0 < Quadratic.loss (form N) w",
        train="(Quadratic.train (form N) eta w {t})",
        hypotheses=("0 < eta", "plain_net N", *targets[setting.targets]),
        parameters={"eta": "eta", "gamma": "TwoLayer.s N", "x2": "TwoLayer.x2 N"},
        observables={
            "f": "Quadratic.output (form N) {w} 0",
            "H": "Quadratic.kernel (form N) {w} 0 0",
            "f_net": "TwoLayer.output N (as_net N {w}) 0",
            "H_net": "TwoLayer.kernel N (as_net N {w}) 0 0",
        },
    )
