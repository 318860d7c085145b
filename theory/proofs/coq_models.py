"""The models, their loss, gradient step and observables, as printed at the head of ``Statements.v``.

Sums over units, inputs and data are structure and come from the templates here. What one unit contributes (its output and the
derivatives that the gradient step uses) is printed from SymPy, the derivatives by ``diff``.
"""

from __future__ import annotations

from theory.models.homogeneous import two_layer_net
from theory.proofs.coq_layered import LAYERED
from theory.proofs.coq_listed import LISTED
from theory.proofs.coq_neural import NEURAL
from theory.proofs.coq_printer import coq_term

__all__ = ["model_text"]

PRELUDE = """\
(* Printed by theory/proofs/coq_statements.py. Do not edit: change the claims or the models and print again.

   The models, one gradient-descent step, the observables, and what is asserted about them. Each file named after a theorem
   proves [Theorem X : stmt_X.] for one [stmt_X] below and a witness [nonvacuous_X]: rational values that satisfy every
   hypothesis. Conventions: D data, loss L = (1/2D) sum_a (f_a - y_a)^2, kernel H_ab = (1/D) grad f_a . grad f_b. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* sum n g = g 0 + ... + g (n-1) *)
Fixpoint sum (n : nat) (g : nat -> R) : R := match n with O => 0 | S m => sum m g + g m end.
(* product n g = g 0 * ... * g (n-1) *)
Fixpoint product (n : nat) (g : nat -> R) : R := match n with O => 1 | S m => product m g * g m end.
(* The t-th state of a trajectory. *)
Fixpoint iterate {W : Type} (step : W -> W) (w : W) (t : nat) : W :=
  match t with O => w | S j => step (iterate step w j) end.
(* The supremum of [form] over [domain]: with the unit sphere as domain, the top eigenvalue of a quadratic form. *)
Definition supremum {A : Type} (domain : A -> Prop) (form : A -> R) : R :=
  real (Lub_Rbar (fun value => exists z, domain z /\\ value = form z)).
(* The vector w with coordinate i replaced by z. *)
Definition replace (w : nat -> R) (i : nat) (z : R) : nat -> R := fun j => if Nat.eq_dec j i then z else w j.
Definition unit_sphere (n : nat) (z : nat -> R) : Prop := sum n (fun i => z i ^ 2) = 1.
"""

TWO_LAYER = """\
(* Two-layer net without biases on D data in d dimensions: f_a = s sum_i v_i sigma(u_i . x_a), sigma of slopes a_plus, a_minus.
   [a_zero] is the slope that the gradient step uses where a preactivation is exactly 0. *)
Module TwoLayer.
Record net := Net {{
  n : nat; d : nat; D : nat;
  X : nat -> nat -> R;  (* X a k: coordinate k of datum a *)
  y : nat -> R;
  s : R; a_plus : R; a_minus : R; a_zero : R }}.
Record weights := Weights {{ U : nat -> nat -> R; V : nat -> R }}.
Definition preactivation (N : net) (w : weights) (a i : nat) : R := sum (d N) (fun k => U w i k * X N a k).
(* The slope at preactivation p, and one unit: its output and its derivatives in p and in the outer weight v at fixed slope. *)
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then {plus} else if Rlt_dec p 0 then {minus} else a_zero N.
Definition unit_output (N : net) (p v : R) : R := {output}.
Definition unit_d_preactivation (N : net) (p v : R) : R := {d_preactivation}.
Definition unit_d_outer (N : net) (p v : R) : R := {d_outer}.
Definition output (N : net) (w : weights) (a : nat) : R :=
  s N * sum (n N) (fun i => unit_output N (preactivation N w a i) (V w i)).
Definition residual (N : net) (w : weights) (a : nat) : R := output N w a - y N a.
Definition loss (N : net) (w : weights) : R := / (2 * INR (D N)) * sum (D N) (fun a => residual N w a ^ 2).
Definition grad_U (N : net) (w : weights) (a i k : nat) : R :=
  s N * unit_d_preactivation N (preactivation N w a i) (V w i) * X N a k.
Definition grad_V (N : net) (w : weights) (a i : nat) : R := s N * unit_d_outer N (preactivation N w a i) (V w i).
Definition step (N : net) (eta : R) (w : weights) : weights := {{|
  U := fun i k => U w i k - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_U N w a i k);
  V := fun i => V w i - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_V N w a i) |}}.
Definition train (N : net) (eta : R) : weights -> nat -> weights := iterate (step N eta).
Definition kernel (N : net) (w : weights) (a b : nat) : R := / INR (D N) *
  sum (n N) (fun i => sum (d N) (fun k => grad_U N w a i k * grad_U N w b i k) + grad_V N w a i * grad_V N w b i).
Definition weight_norm (N : net) (w : weights) : R :=
  sum (n N) (fun i => sum (d N) (fun k => U w i k ^ 2) + V w i ^ 2).
Definition mean_square_output (N : net) (w : weights) : R := / INR (D N) * sum (D N) (fun a => output N w a ^ 2).
(* zᵀ H z *)
Definition kernel_form (N : net) (w : weights) (z : nat -> R) : R :=
  sum (D N) (fun a => sum (D N) (fun b => z a * kernel N w a b * z b)).
Definition top_kernel (N : net) (w : weights) : R := supremum (unit_sphere (D N)) (kernel_form N w).
(* The top eigenvalue of X Xᵀ / D. *)
Definition gram_form (N : net) (z : nat -> R) : R :=
  / INR (D N) * sum (d N) (fun k => sum (D N) (fun a => z a * X N a k) ^ 2).
Definition gram_top (N : net) : R := supremum (unit_sphere (D N)) (gram_form N).
Definition mean_square_residual (N : net) (w : weights) : R := / INR (D N) * sum (D N) (fun a => residual N w a ^ 2).
Definition residual_output (N : net) (w : weights) : R :=
  / INR (D N) * sum (D N) (fun a => residual N w a * output N w a).
Definition residual_kernel (N : net) (w : weights) : R := / INR (D N) * kernel_form N w (residual N w).
Definition target_norm (N : net) : R := sqrt (sum (D N) (fun a => y N a ^ 2)).
Definition zero_targets (N : net) : Prop := forall a, (a < D N)%nat -> y N a = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_plus N ^ 2) (a_minus N ^ 2).
(* Meltzer and Liu's normalisation. *)
Definition standard_net (N : net) : Prop := s N = / sqrt (INR (d N) * INR (n N)) /\\ (0 < d N)%nat /\\ (0 < n N)%nat /\\
  a_plus N ^ 2 <= 1 /\\ a_minus N ^ 2 <= 1.
Definition linear_net (N : net) : Prop := a_plus N = a_minus N /\\ a_zero N = a_plus N.
Definition relu_net (N : net) : Prop :=
  0 < a_plus N /\\ a_minus N = 0 /\\ (a_zero N = 0 \\/ a_zero N = a_plus N).
(* Squared norm of the single datum. *)
Definition x2 (N : net) : R := sum (d N) (fun k => X N 0%nat k ^ 2).
(* No unit changes sign in a step of learning rate eta with eta |f| flip < 1 for all units. *)
Definition flip (N : net) (w : weights) (i : nat) : R :=
  s N * Rabs (slope N (preactivation N w 0 i) * V w i) * x2 N / Rabs (preactivation N w 0 i).
(* The slope used at a kink lies between the two slopes, and the sum of v_i^2 over the units that one step may flip. *)
Definition between_slopes (N : net) : Prop :=
  Rmin (a_plus N) (a_minus N) <= a_zero N <= Rmax (a_plus N) (a_minus N).
Definition flip_mass (N : net) (eta : R) (w : weights) : R := sum (n N) (fun i => if Rle_dec
  (Rabs (preactivation N w 0 i))
  (eta * Rabs (residual N w 0) * s N * Rabs (slope N (preactivation N w 0 i) * V w i) * x2 N) then V w i ^ 2 else 0).
(* The step takes some unit with outer weight across the kink, to the other slope. *)
Definition flips (N : net) (eta : R) (w : weights) : Prop := exists i, (i < n N)%nat /\\ V w i <> 0 /\\
  slope N (preactivation N (step N eta w) 0 i) <> slope N (preactivation N w 0 i).
(* One datum with a target, in the normal form: R, Y, e, P and Q with root_kappa = s a |x|. *)
Definition gated (N : net) : Prop := relu_net N \\/ (linear_net N /\\ 0 < a_plus N).
Definition root_kappa (N : net) : R := s N * a_plus N * sqrt (x2 N).
Definition scaled_residual (N : net) (eta : R) (w : weights) : R := eta * root_kappa N * residual N w 0.
Definition scaled_target (N : net) (eta : R) : R := eta * root_kappa N * y N 0%nat.
Definition edge_excess (N : net) (eta : R) (w : weights) : R :=
  eta * kernel N w 0 0 - 4 - scaled_target N eta * scaled_residual N eta w.
Definition P_form (N : net) (eta : R) (w : weights) : R := eta * kernel N w 0 0 + 2 * (eta * root_kappa N * output N w 0).
Definition Q_form (N : net) (eta : R) (w : weights) : R := eta * kernel N w 0 0 - 2 * (eta * root_kappa N * output N w 0).
(* The trajectory meets P = 0 (or Q = 0), beyond which the output can only tend to 0. *)
Definition trapped (N : net) (eta : R) (w : weights) : Prop :=
  (0 < y N 0%nat /\\ exists t, P_form N eta (train N eta w t) = 0) \\/
  (y N 0%nat < 0 /\\ exists t, Q_form N eta (train N eta w t) = 0).
(* A singular value decomposition of the data: X = L diag(sigma) W, r positive singular values, sigma_0 the largest. *)
Record decomposition := Decomposition {{ r : nat; sigma : nat -> R; left : nat -> nat -> R; right : nat -> nat -> R }}.
Definition identity (i j : nat) : R := if Nat.eq_dec i j then 1 else 0.
Definition decomposes (N : net) (S : decomposition) : Prop :=
  (forall a k, (a < D N)%nat -> (k < d N)%nat -> X N a k = sum (r S) (fun q => left S a q * sigma S q * right S q k)) /\\
  (forall p q, (p < r S)%nat -> (q < r S)%nat -> sum (D N) (fun a => left S a p * left S a q) = identity p q) /\\
  (forall p q, (p < r S)%nat -> (q < r S)%nat -> sum (d N) (fun k => right S p k * right S q k) = identity p q) /\\
  (forall q, (q < r S)%nat -> 0 < sigma S q <= sigma S 0).
Definition spectral_weight (S : decomposition) (q : nat) : R := (sqrt (1 + 8 * (sigma S q / sigma S 0) ^ 2) - 1) / 2.
Definition spectral_norm (N : net) (S : decomposition) (w : weights) : R := sum (n N) (fun i => V w i ^ 2)
  + sum (r S) (fun q => spectral_weight S q * sum (n N) (fun i => sum (d N) (fun k => U w i k * right S q k) ^ 2)).
(* |v|^2 and the part of the inner weights in the span of the data. *)
Definition live_norm (N : net) (S : decomposition) (w : weights) : R := sum (n N) (fun i => V w i ^ 2)
  + sum (r S) (fun q => sum (n N) (fun i => sum (d N) (fun k => U w i k * right S q k) ^ 2)).
Definition spectral_constant (N : net) (S : decomposition) : R := (s N * a_plus N) ^ 2 * sigma S 0 ^ 2 / INR (D N).
End TwoLayer.
"""

QUADRATIC = """\
(* Pure quadratic model on D data: f_a = (zeta/2) wᵀ psi_a w, psi_a symmetric. *)
Module Quadratic.
Record model := Model { n : nat; D : nat; psi : nat -> nat -> nat -> R; y : nat -> R; zeta : R }.
Definition weights := nat -> R.
Definition symmetric (M : model) : Prop :=
  forall a i j, (a < D M)%nat -> (i < n M)%nat -> (j < n M)%nat -> psi M a i j = psi M a j i.
Definition psi_times (M : model) (a : nat) (w : weights) (i : nat) : R := sum (n M) (fun j => psi M a i j * w j).
Definition output (M : model) (w : weights) (a : nat) : R := zeta M / 2 * sum (n M) (fun i => w i * psi_times M a w i).
Definition residual (M : model) (w : weights) (a : nat) : R := output M w a - y M a.
Definition loss (M : model) (w : weights) : R := / (2 * INR (D M)) * sum (D M) (fun a => residual M w a ^ 2).
Definition gradient (M : model) (w : weights) (a i : nat) : R := zeta M * psi_times M a w i.
Definition step (M : model) (eta : R) (w : weights) : weights :=
  fun i => w i - eta / INR (D M) * sum (D M) (fun a => residual M w a * gradient M w a i).
Definition train (M : model) (eta : R) : weights -> nat -> weights := iterate (step M eta).
Definition kernel (M : model) (w : weights) (a b : nat) : R :=
  / INR (D M) * sum (n M) (fun i => gradient M w a i * gradient M w b i).
Definition kernel_form (M : model) (w : weights) (z : nat -> R) : R :=
  sum (D M) (fun a => sum (D M) (fun b => z a * kernel M w a b * z b)).
Definition weight_norm (M : model) (w : weights) : R := sum (n M) (fun i => w i ^ 2).
Definition mean_square_output (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => output M w a ^ 2).
Definition zero_targets (M : model) : Prop := forall a, (a < D M)%nat -> y M a = 0.
Definition top_kernel (M : model) (w : weights) : R := supremum (unit_sphere (D M)) (kernel_form M w).
Definition mean_square_residual (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => residual M w a ^ 2).
Definition residual_output (M : model) (w : weights) : R :=
  / INR (D M) * sum (D M) (fun a => residual M w a * output M w a).
Definition residual_kernel (M : model) (w : weights) : R := / INR (D M) * kernel_form M w (residual M w).
Definition target_norm (M : model) : R := sqrt (sum (D M) (fun a => y M a ^ 2)).
(* The top eigenvalue of psi^2 (one datum), and of sum_a psi_a^2. *)
Definition square_form (M : model) (x : weights) : R := sum (n M) (fun i => psi_times M 0 x i ^ 2).
Definition psi2_top (M : model) : R := supremum (unit_sphere (n M)) (square_form M).
Definition sum_square_form (M : model) (x : weights) : R := sum (D M) (fun a => sum (n M) (fun i => psi_times M a x i ^ 2)).
Definition sum_psi2_top (M : model) : R := supremum (unit_sphere (n M)) (sum_square_form M).
(* The sharp constant (zeta^2/D) max over |z| = |x| = 1 of |sum_a z_a psi_a x|^2. *)
Definition mixed_form (M : model) (p : (nat -> R) * weights) : R :=
  sum (n M) (fun i => sum (D M) (fun a => fst p a * psi_times M a (snd p) i) ^ 2).
Definition c_star (M : model) : R := zeta M ^ 2 / INR (D M) *
  supremum (fun p => unit_sphere (D M) (fst p) /\\ unit_sphere (n M) (snd p)) (mixed_form M).
(* The quadratic form of Omega = (zeta^2/D) psi_a psi_b at the block vector x. *)
Definition omega_form (M : model) (x : nat -> nat -> R) : R := zeta M ^ 2 / INR (D M) *
  sum (D M) (fun a => sum (D M) (fun b => sum (n M) (fun i => psi_times M a (x a) i * psi_times M b (x b) i))).
Definition omega_top (M : model) : R :=
  supremum (fun x => sum (D M) (fun a => sum (n M) (fun i => x a i ^ 2)) = 1) (omega_form M).
(* psi^2 = c I on the one datum. *)
Definition squares_to (M : model) (c : R) : Prop := forall (x : weights) (i : nat), (i < n M)%nat ->
  psi_times M 0 (psi_times M 0 x) i = c * x i.
Definition isotropic (M : model) : Prop := exists c, squares_to M c.
End Quadratic.
"""

BIASED = """\
(* Quadratic model with bias on one datum: f = phi . theta_f + (zeta/2) theta_mᵀ psi theta_m, psi symmetric. *)
Module Biased.
Record model := Model { nf : nat; n : nat; phi : nat -> R; psi : nat -> nat -> R; y : R; zeta : R }.
Record weights := Weights { F : nat -> R; M : nat -> R }.
Definition symmetric (B : model) : Prop := forall i j, (i < n B)%nat -> (j < n B)%nat -> psi B i j = psi B j i.
Definition psi_times (B : model) (x : nat -> R) (i : nat) : R := sum (n B) (fun j => psi B i j * x j).
Definition phi_theta (B : model) (w : weights) : R := sum (nf B) (fun i => phi B i * F w i).
Definition output (B : model) (w : weights) : R :=
  phi_theta B w + zeta B / 2 * sum (n B) (fun i => M w i * psi_times B (M w) i).
Definition residual (B : model) (w : weights) : R := output B w - y B.
Definition loss (B : model) (w : weights) : R := residual B w ^ 2 / 2.
Definition grad_F (B : model) (w : weights) (i : nat) : R := phi B i.
Definition grad_M (B : model) (w : weights) (i : nat) : R := zeta B * psi_times B (M w) i.
Definition step (B : model) (eta : R) (w : weights) : weights := {|
  F := fun i => F w i - eta * (residual B w * grad_F B w i);
  M := fun i => M w i - eta * (residual B w * grad_M B w i) |}.
Definition train (B : model) (eta : R) : weights -> nat -> weights := iterate (step B eta).
Definition phi2 (B : model) : R := sum (nf B) (fun i => phi B i ^ 2).
Definition theta_f2 (B : model) (w : weights) : R := sum (nf B) (fun i => F w i ^ 2).
Definition theta_m2 (B : model) (w : weights) : R := sum (n B) (fun i => M w i ^ 2).
Definition meta_kernel (B : model) (w : weights) : R := sum (n B) (fun i => grad_M B w i ^ 2).
Definition kernel (B : model) (w : weights) : R := sum (nf B) (fun i => grad_F B w i ^ 2) + meta_kernel B w.
Definition weight_norm (B : model) (w : weights) : R := theta_f2 B w + theta_m2 B w.
(* The norm that descends, |theta_m|^2 + 2 (phi . theta_f)^2 / |phi|^2, and the one in the published bound. *)
Definition weighted_norm (B : model) (w : weights) : R := theta_m2 B w + 2 * phi_theta B w ^ 2 / phi2 B.
Definition published_norm (B : model) (w : weights) : R := weight_norm B w + phi_theta B w ^ 2 / phi2 B.
(* The top eigenvalue of psi^2. *)
Definition square_form (B : model) (x : nat -> R) : R := sum (n B) (fun i => psi_times B x i ^ 2).
Definition psi2_top (B : model) : R := supremum (unit_sphere (n B)) (square_form B).
End Biased.
"""

GENERAL = """\
(* General quadratic model on D data, f_a = c_a + b_a . w + (1/2) wᵀ Q_a w, Q_a symmetric; here the loss is (1/2) sum_a r_a^2. *)
Module General.
Record model := Model {
  P : nat; D : nat; c : nat -> R; b : nat -> nat -> R; Q : nat -> nat -> nat -> R; y : nat -> R }.
Definition weights := nat -> R.
Definition symmetric (M : model) : Prop :=
  forall a i j, (a < D M)%nat -> (i < P M)%nat -> (j < P M)%nat -> Q M a i j = Q M a j i.
Definition Q_times (M : model) (a : nat) (w : weights) (i : nat) : R := sum (P M) (fun j => Q M a i j * w j).
Definition output (M : model) (w : weights) (a : nat) : R :=
  c M a + sum (P M) (fun i => b M a i * w i) + / 2 * sum (P M) (fun i => w i * Q_times M a w i).
Definition residual (M : model) (w : weights) (a : nat) : R := output M w a - y M a.
Definition loss (M : model) (w : weights) : R := / 2 * sum (D M) (fun a => residual M w a ^ 2).
Definition jacobian (M : model) (w : weights) (a i : nat) : R := b M a i + Q_times M a w i.
Definition step (M : model) (eta : R) (w : weights) : weights :=
  fun i => w i - eta * sum (D M) (fun a => residual M w a * jacobian M w a i).
Definition train (M : model) (eta : R) : weights -> nat -> weights := iterate (step M eta).
Definition kernel (M : model) (w : weights) (a e : nat) : R := sum (P M) (fun i => jacobian M w a i * jacobian M w e i).
(* Jᵀ r, and the rows G_a = rᵀ J Q_a. *)
Definition pull (M : model) (w : weights) (i : nat) : R := sum (D M) (fun e => residual M w e * jacobian M w e i).
Definition G (M : model) (w : weights) (a i : nat) : R := Q_times M a (pull M w) i.
End General.
"""


def model_text() -> str:
    """Return the definitions of every model, with the unit expressions printed from the theory's own unit model."""
    unit = two_layer_net("leaky", input_norm2=1, scale=1)
    (slope,) = unit.constants
    names = {"p": "p", "v": "v", "a_plus": "a_plus N", "a_minus": "a_minus N", slope.symbol.name: "slope N p"}
    plus, minus = (coq_term(value, names) for value in slope.values)
    output, d_preactivation, d_outer = (coq_term(part, names) for part in (unit.output, *unit.gradient))
    two_layer = TWO_LAYER.format(plus=plus, minus=minus, output=output, d_preactivation=d_preactivation, d_outer=d_outer)
    layered = LAYERED.format(plus=plus, minus=minus)
    return "\n".join((PRELUDE, two_layer, QUADRATIC, BIASED, GENERAL, LISTED, NEURAL, layered))
