"""That the hypotheses of a statement about an own model can be met, as a proof: one unit with small weights, not at rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sympy import Expr, Rational, diff
from sympy.logic.boolalg import true

from theory.models.unit import UnitModel
from theory.provers.coq.generated.roots import bounds
from theory.provers.coq.printer import coq_term
from theory.statements import Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.weighted_norm import norm_of

__all__ = ["witness_script"]

_RATES = [Rational(2) ** power for power in (0, -1, -2, -4, -6, -8, -12, -16, -24, 1, 2, 4, 8)]
_NUMBERS = (1, 0, 2, -1)
_MOST = 4096


def witness_script(statement: Statement, unit: UnitModel) -> str | None:
    """The proof that the hypotheses can be met by weights with a positive loss; None if none are found among small numbers."""
    for weights in _weights(unit):
        for rate in _RATES:
            known = _known(unit, weights, rate)
            if all(part.subs(known) is true for part in statement.hypotheses):
                return _script(statement, unit, weights, rate, [part.lhs - part.rhs for part in statement.hypotheses])
    return None


def _weights(unit: UnitModel) -> Iterator[tuple[int, ...]]:
    for number, weights in enumerate(product(_NUMBERS, repeat=len(unit.coordinates))):
        if number >= _MOST:
            return
        if unit.output.subs(dict(zip(unit.coordinates, weights, strict=True))) != 0:
            yield weights


def _known(unit: UnitModel, weights: tuple[int, ...], rate: Rational) -> dict[Expr, Expr]:
    at = dict(zip(unit.coordinates, weights, strict=True))
    values = {
        "theta2": sum((Rational(x) ** 2 for x in weights), Rational(0)),
        "f": unit.scale * unit.output.subs(at),
        "H": unit.scale**2 * sum((diff(unit.output, p).subs(at) ** 2 for p in unit.coordinates), Rational(0)),
    }
    norm = norm_of(unit)
    if norm is not None:
        values["N_omega"] = norm.polynomial.subs(at)
    known = {OBSERVABLES[name].initial: value for name, value in values.items()}
    return {**known, PARAMETERS["eta"].symbol: rate, PARAMETERS["n"].symbol: Rational(1), PARAMETERS["y"].symbol: Rational(0)}


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
