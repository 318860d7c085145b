"""What is trained and by what, as pages show it: update rules, losses and models, each with the claims that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sympy import Basic, Expr, Function, Symbol

from checks.report.mathematics import mathml
from checks.verdict.judge import PROOFS, Verdict
from checks.verdict.words import verdict_of
from theory.bound import Bound
from theory.derivation import to_latex
from theory.models.unit import UnitModel
from theory.report import derive
from theory.statements import Claim, Setting
from theory.symbols import OBSERVABLES, PARAMETERS, Parameter
from theory.updates import UpdateRule

__all__ = ["losses", "models", "rules", "split"]

_Told = dict[str, Any]
_F, _Y = OBSERVABLES["f"].now, PARAMETERS["y"].symbol
_THETA, _VELOCITY = Symbol(r"\theta"), "m"


def rules(claims: Iterable[Claim], verdicts: Mapping[str, str]) -> list[_Told]:
    """Each update rule that a claim speaks of: one step of it, its numbers, and what is proved and refuted of it.

    Parameters
    ----------
    claims
        The claims that are told of.
    verdicts
        Claim id → verdict in full.
    """
    found = [
        {
            **told,
            "title": _sentence_case(str(rule)),
            "formulas": [(name, _formula(value)) for name, value in _step(rule)],
            "numbers": [_number(parameter) for parameter in rule.parameters],
            "note": "" if rule.at_rest or not rule.memory else "The memory starts anywhere.",
        }
        for rule, told in _grouped(claims, verdicts, lambda setting: setting.update)
    ]
    return _anchored("rule", found)


def losses(claims: Iterable[Claim], verdicts: Mapping[str, str]) -> list[_Told]:
    """Each loss that a claim speaks of: its term, its slope, its numbers, and what is proved and refuted of it; as `rules`."""
    found = [
        {
            **told,
            "title": _sentence_case(str(loss)),
            "formulas": [("one term", _formula(loss.value(_F, _Y))), ("its slope", _formula(loss.slope(_F, _Y)))],
            "numbers": [_number(parameter) for parameter in loss.parameters],
        }
        for loss, told in _grouped(claims, verdicts, lambda setting: setting.loss)
    ]
    return _anchored("loss", found)


def models(claims: Iterable[Claim], verdicts: Mapping[str, str]) -> list[_Told]:
    """Each model that a claim speaks of, those that a user brings first: its unit, bounds and what is proved and refuted of it.

    Parameters
    ----------
    claims, verdicts
        As for `rules`.
    """
    found = []
    for (model, variant), told in _grouped(claims, verdicts, lambda setting: (setting.model, setting.variant)):
        known = next(setting for setting in told["settings"] if (setting.model, setting.variant) == (model, variant)).known
        unit = known.unit() if known.unit is not None else None
        brought = bool(known.definition)
        found.append(
            {
                **told,
                "title": (variant if brought and variant else f"{variant} {model}").strip().replace("_", " "),
                "brought": brought,
                "definition": "" if unit is not None else known.definition,
                "kind": unit.kind if unit is not None else "",
                "formulas": []
                if unit is None
                else [("one unit", _formula(unit.output)), ("before the sum over units", _formula(unit.scale))],
                "bounds": _bounds(unit) if brought and unit is not None else [],
            }
        )
    return _anchored("model", sorted(found, key=lambda told: not told["brought"]))


def split(found: Iterable[_Told]) -> tuple[tuple[str, list[_Told]], ...]:
    """Models in two sections: those that a user brings, and the others."""
    parts: dict[bool, list[_Told]] = {True: [], False: []}
    for told in found:
        parts[told["brought"]].append(told)
    return ("Your own", parts[True]), ("Families", parts[False])


def _grouped(claims: Iterable[Claim], verdicts: Mapping[str, str], part: Callable[[Setting], Any]) -> list[tuple[Any, _Told]]:
    """What a part of settings is → the claims in them by verdict; in the order in which the claims have them."""
    groups: dict[Any, list[Claim]] = {}
    settings: dict[Any, list[Setting]] = {}
    for claim in (claim for claim in claims if claim.id in verdicts):
        for setting in (statement.setting for statement in claim.statements):
            of_it = groups.setdefault(part(setting), [])
            of_it += [claim] * (claim not in of_it)
            settings.setdefault(part(setting), []).append(setting)
    return [(value, {**_by_verdict(found, verdicts), "settings": settings[value]}) for value, found in groups.items()]


def _anchored(kind: str, found: Iterable[_Told]) -> list[_Told]:
    return [{**told, "anchor": f"{kind}-{number}"} for number, told in enumerate(found, 1)]


def _by_verdict(claims: Sequence[Claim], verdicts: Mapping[str, str]) -> _Told:
    kinds = {claim.id: verdict_of(verdicts[claim.id]) for claim in claims}
    true = (*PROOFS, Verdict.TRUE_WITH)
    false = (Verdict.REFUTED, Verdict.REFUTED_STATISTICALLY)
    return {
        **{"note": "", "kind": "", "definition": "", "brought": False, "numbers": [], "bounds": []},
        "holds": [claim for claim in claims if kinds[claim.id] in true],
        "fails": [claim for claim in claims if kinds[claim.id] in false],
        "undecided": [claim for claim in claims if kinds[claim.id] not in (*true, *false)],
    }


def _step(rule: UpdateRule) -> list[tuple[str, Expr]]:
    """The weights and what is remembered after one step, from symbols for the weights, the memory and the gradient."""
    gradient = Function(r"\nabla L")
    signs = [_VELOCITY if name == "velocity" else rf"\mathrm{{{name}}}\," for name in rule.memory]
    weights, remembered = rule.step(_THETA, tuple(map(Symbol, signs)), gradient)
    headings = [f"{name}{' m' * (name == 'velocity')} after it" for name in rule.memory]
    return [("weights after the step", weights), *zip(headings, remembered, strict=True)]


def _sentence_case(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _formula(value: Basic) -> Any:
    return mathml(to_latex(value))


def _number(parameter: Parameter) -> _Told:
    limits = [mathml(to_latex(part), "inline") for part in parameter.within]
    return {"formula": mathml(parameter.latex, "inline"), "meaning": parameter.meaning, "limits": limits}


def _bounds(unit: UnitModel) -> list[_Told]:
    return [_bound(bound) for bound in derive(unit).bounds]


def _bound(bound: Bound) -> _Told:
    needs = [_formula(part) for part in bound.hypotheses]
    return {
        "name": bound.name,
        "formula": _formula(bound.statement),
        "needs": needs,
        "validity": bound.validity,
        "tightness": bound.tightness,
    }
