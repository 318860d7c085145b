"""Propositions on the net of k layers that no claim states in SymPy: that its step is a gradient step, that C_k is attained."""

from __future__ import annotations

from theory.proofs.coq_extra_statement import ExtraStatement

__all__ = ["LAYERED_EXTRA"]

_NET = {"module": "Layered", "binders": "(N : net) (eta : R) (w : weights)", "arguments": "N eta w", "moves": "0 < loss N w"}
LAYERED_EXTRA = (
    ExtraStatement(
        name="GRADIENT_LAYERED",
        comment="Where no preactivation is 0, the step of the net of k layers is eta times the gradient of the loss.",
        hypotheses=(
            "0 < eta",
            "(0 < D N)%nat",
            "(forall a l i, (a < D N)%nat -> (l < hidden N)%nat -> (i < width N (S l))%nat -> preactivation N w a l i <> 0)",
        ),
        conclusion="""(forall l i j, (l < hidden N)%nat -> (i < width N (S l))%nat -> (j < width N l)%nat ->
    is_derive (fun z => loss N (with_W w l i j z)) (W w l i j) ((W w l i j - W (step N eta w) l i j) / eta)) /\\
  (forall j, (j < width N (hidden N))%nat ->
    is_derive (fun z => loss N (with_V w j z)) (V w j) ((V w j - V (step N eta w) j) / eta))""",
        **_NET,
    ),
    ExtraStatement(
        name="DEPTH_SHARP",
        module="Layered",
        comment="No constant below C_k bounds the kernel: on one datum every net of k layers has weights that attain it.",
        binders="(N : net)",
        arguments="N",
        hypotheses=(
            "0 < s N",
            "D N = 1%nat",
            "0 < gram_top N",
            "0 < Rmax (a_minus N ^ 2) (a_plus N ^ 2)",
            "(forall l, (l < depth N)%nat -> (0 < width N l)%nat)",
        ),
        conclusion="""exists w, 0 < weight_norm N w /\\ 0 < top_kernel N w /\\ top_kernel N w = gram_top N *
    ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * s N ^ 2 * weight_norm N w ^ (depth N - 1) *
    Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1)""",
        moves="(2 < depth N)%nat",
    ),
)
