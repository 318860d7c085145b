"""That the hypotheses of a statement about an own model can be met, as a proof: one unit with small weights, not at rest."""

from __future__ import annotations

from sympy import Expr, Rational

from theory.models.unit import UnitModel
from theory.provers.coq.generated.roots import bounds
from theory.provers.coq.printer import coq_term
from theory.provers.own_witness import own_witness
from theory.statements import Statement
from theory.weighted_norm import norm_of

__all__ = ["witness_script"]


def witness_script(statement: Statement, unit: UnitModel) -> str | None:
    """The proof that the hypotheses can be met by weights with a positive loss; None if none are found among small numbers."""
    found = own_witness(statement, unit)
    if found is None:
        return None
    return _script(statement, unit, found.weights, found.rate, [part.lhs - part.rhs for part in statement.hypotheses])


def _script(statement: Statement, unit: UnitModel, weights: tuple[int, ...], rate: Rational, sides: list[Expr]) -> str:
    arms = " | ".join(f"{number}%nat => {coq_term(Rational(x), {})}" for number, x in enumerate(weights))
    signs = "" if unit.polynomial else "|unfold Rdiv; activation_signs; nra"
    target = "" if statement.setting.zero_targets else "0, "
    return (
        f"Proof.\n  {bounds([*sides, unit.output])}\n"
        f"  exists 1%nat, {target}{coq_term(rate, {})}, (fun _ j => match j with {arms} | _ => 0 end). split.\n"
        f"  - constructor; try lia; unfold weight_norm, output{', weighted_norm' if norm_of(unit) else ''}; "
        f"cbn [Sum m s phi model INR{' omega centre' if norm_of(unit) else ''}]; lra.\n"
        f"  - unfold loss, residual, output. cbn [Sum m s phi model]. first [lra|nra{signs}].\nQed.\n"
    )
