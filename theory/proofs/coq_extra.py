"""Propositions that no claim states in SymPy, because they speak of structure: matrices, gradients, the exact step."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXTRA", "ExtraStatement"]


@dataclass(frozen=True)
class ExtraStatement:
    """A proposition written in Coq.

    Attributes
    ----------
    name
        Coq name.
    module
        Coq module of its model.
    comment
        The sentence in words.
    binders, arguments
        Quantified variables, and the same as arguments.
    hypotheses, conclusion
        Coq propositions.
    moves
        What a witness has to satisfy besides the hypotheses, so that it is not trivial.
    """

    name: str
    module: str
    comment: str
    binders: str
    arguments: str
    hypotheses: tuple[str, ...]
    conclusion: str
    moves: str = "True"

    @property
    def coq_text(self) -> str:
        """The definitions printed into ``Statements.v``."""
        hypotheses = " /\\\n  ".join(self.hypotheses)
        met = f"hyp_{self.name} {self.arguments} /\\ {self.moves}"
        return (
            f"(* {self.comment} *)\n"
            f"Definition hyp_{self.name} {self.binders} : Prop :=\n  {hypotheses}.\n"
            f"Definition stmt_{self.name} : Prop := forall {self.binders}, hyp_{self.name} {self.arguments} ->\n"
            f"  {self.conclusion}.\n"
            f"Definition nonvacuous_{self.name} : Prop := exists {self.binders}, {met}.\n"
        )


_ITEMS = (
    ExtraStatement(
        name="OMEGA_SPECTRUM",
        module="Quadratic",
        comment="Omega is positive semidefinite, and its top eigenvalue is (zeta^2/D) times that of sum_a psi_a^2.",
        binders="(M : model)",
        arguments="M",
        hypotheses=("symmetric M", "(0 < D M)%nat"),
        conclusion="(forall x, 0 <= omega_form M x) /\\ omega_top M = zeta M ^ 2 / INR (D M) * sum_psi2_top M",
        moves="0 < omega_top M",
    ),
    ExtraStatement(
        name="GRAM_KERNEL",
        module="TwoLayer",
        comment="lambda_max(H) <= s^2 max(a_plus^2, a_minus^2) lambda_max(X Xᵀ / D) theta^2 on any D data in any dimension.",
        binders="(N : net) (w : weights)",
        arguments="N w",
        hypotheses=("(0 < D N)%nat", "kink_slope N"),
        conclusion="top_kernel N w <= s N ^ 2 * Rmax (a_plus N ^ 2) (a_minus N ^ 2) * gram_top N * weight_norm N w",
        moves="0 < loss N w",
    ),
    ExtraStatement(
        name="GENERAL_QUADRATIC",
        module="General",
        comment="One step of a general quadratic model: r' = (I - eta K) r + (eta^2/2) G Jᵀ r, J' = J - eta G, K' = J' J'ᵀ.",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        hypotheses=("symmetric M",),
        conclusion="""(forall a, (a < D M)%nat -> residual M (step M eta w) a = residual M w a
    - eta * sum (D M) (fun e => kernel M w a e * residual M w e)
    + eta ^ 2 / 2 * sum (D M) (fun e => sum (P M) (fun i => G M w a i * jacobian M w e i) * residual M w e)) /\\
  (forall a i, jacobian M (step M eta w) a i = jacobian M w a i - eta * G M w a i) /\\
  (forall a e, kernel M (step M eta w) a e
    = sum (P M) (fun i => (jacobian M w a i - eta * G M w a i) * (jacobian M w e i - eta * G M w e i)))""",
        moves="0 < loss M w",
    ),
)
EXTRA: dict[str, ExtraStatement] = {item.name: item for item in _ITEMS}
