"""That the hypotheses of a statement about an own model can be met, as a proof: one unit with small weights, not at rest."""

from __future__ import annotations

from sympy import Expr, Piecewise, Rational

from theory.models.unit import UnitModel
from theory.provers.coq.generated.roots import bounds
from theory.provers.coq.named import named
from theory.provers.coq.printer import coq_term
from theory.provers.own_witness import BROUGHT, OwnWitness, own_witness
from theory.statements import Statement
from theory.weighted_norm import norm_of

__all__ = ["decided", "witness_script"]


def witness_script(statement: Statement, unit: UnitModel) -> str | None:
    """The proof that the hypotheses can be met by weights with a positive loss; None if none are found among small numbers."""
    found = own_witness(statement, unit)
    if found is None:
        return None
    return _script(statement, unit, found, [part.lhs - part.rhs for part in statement.hypotheses])


_POSITIVE = (
    "unfold Rdiv; exponentials; repeat match goal with |- context [ln ?x] => lazymatch goal with _ : 0 < ln x |- _ => fail\n"
    "    | _ => assert (0 < ln x) by (rewrite <- ln_1; apply ln_increasing; lra) end end; activation_signs;\n"
    "    match goal with |- context [(?f - 0) ^ 2] => assert (0 < f) by nra;\n"
    "      assert (0 < (f - 0) ^ 2) by (replace (f - 0) with f by ring; apply pow_lt; assumption); lra end"
)


def decided(module: str = "", library: str = "") -> str:
    """Sentences that decide in which case a unit is; its definitions and those of the library have these prefixes."""
    return (
        f" unfold {module}value, {module}holds, {module}test, {library}above, {library}not_below.\n"
        "    repeat (match goal with |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b)\n"
        "      | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end; try (exfalso; lra)); cbv iota."
    )


def _script(statement: Statement, unit: UnitModel, found: OwnWitness, sides: list[Expr]) -> str:
    cased = decided() if named(unit.output).has(Piecewise) else ""
    arms = " | ".join(f"{number}%nat => {coq_term(Rational(x), {})}" for number, x in enumerate(found.weights))
    signs = "" if unit.polynomial or cased else f"|unfold Rdiv; activation_signs; nra|{_POSITIVE}"
    brought = f"{coq_term(BROUGHT, {})}, " * len(found.brought)
    target = "" if statement.setting.zero_targets else "0, "
    return (
        f"Proof.\n  {bounds([*sides, unit.output])}\n"
        f"  exists {brought}1%nat, {target}{coq_term(found.rate, {})}, (fun _ j => match j with {arms} | _ => 0 end). split.\n"
        f"  - constructor; try lia; unfold weight_norm, output{', weighted_norm' if norm_of(unit) else ''}; "
        f"cbn [Sum m s phi model INR{' omega centre' if norm_of(unit) else ''}]; lra.\n"
        f"  - unfold loss, residual, output. cbn [Sum m s phi model].{cased} first [lra|nra{signs}].\nQed.\n"
    )
