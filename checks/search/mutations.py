"""Mutation operators: from a true statement, the wrong twins nearest to it.

An operator knows in which direction it moves a statement. A *strengthened* twin asserts more (a hypothesis loosened or
dropped, a constant of the conclusion tightened, ``≤`` made ``<``); an *altered* one asserts something else (a sign, an
exponent, a factor in an equation); a *weakened* one asserts less, and stays true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from sympy import Add, Basic, Eq, Expr, Max, Min, Pow, Rational, Symbol
from sympy.core.relational import Ge, Gt, Le, Lt, Relational
from sympy.logic.boolalg import Boolean

from theory.batches import AnyBatches
from theory.statements import Claim, Quantifier, Setting, Statement
from theory.symbols import PARAMETERS, observable_of

__all__ = ["Mutant", "mutants"]

_OF_THE_TARGET = frozenset({"L", "r2", "rf", "rHr"})
"""Observables that depend on the target at given weights."""
_ETA, _D = PARAMETERS["eta"].symbol, PARAMETERS["D"].symbol


@dataclass(frozen=True)
class Mutant:
    """A twin of a claim.

    Attributes
    ----------
    claim
        The twin, as a claim with one statement.
    origin
        Id of the claim it was made from, and the index of the statement.
    operator
        What was done.
    direction
        ``"strengthened"``, ``"altered"`` or ``"weakened"``.
    """

    claim: Claim
    origin: tuple[str, int]
    operator: str
    direction: str


def mutants(claim: Claim) -> Iterator[Mutant]:
    """All twins of a claim, statement by statement, operator by operator."""
    for index, statement in enumerate(claim.statements):
        for operator, direction, twin in _twins(statement):
            if twin == statement:
                continue
            name, text = _id_of(f"{claim.id}~{operator}"), f"{operator}: {claim.text}"
            wrong = replace(claim, id=name, statements=(twin,), text=text, added=())
            yield Mutant(wrong, (claim.id, index), operator, direction)


def _id_of(text: str) -> str:
    """The id of a twin; a long one ends in a digest, so that ids stay different."""
    name = text.replace("/", " for ")
    return name if len(name) <= 100 else f"{name[:90].rstrip()} {sha256(name.encode()).hexdigest()[:8]}"


def _twins(statement: Statement) -> Iterator[tuple[str, str, Statement]]:
    for number, hypothesis in enumerate(statement.hypotheses):
        others = statement.hypotheses[:number] + statement.hypotheses[number + 1 :]
        yield f"drop hypothesis {number + 1}", "strengthened", replace(statement, hypotheses=others)
        for operator, direction, changed in _hypothesis_twins(hypothesis, statement):
            parts = (*statement.hypotheses[:number], changed, *statement.hypotheses[number + 1 :])
            yield f"{operator} in hypothesis {number + 1}", direction, replace(statement, hypotheses=parts)
    for operator, direction, changed in _conclusion_twins(statement.conclusion, statement.setting):
        yield f"{operator} in conclusion", direction, replace(statement, conclusion=changed)
    if statement.setting.zero_targets and _feels_the_target(statement):
        setting = replace(statement.setting, targets="any")
        yield "target not zero", "strengthened", replace(statement, setting=setting)
    if statement.setting.batches.recurring and not statement.setting.batches.alike:
        setting = replace(statement.setting, batches=AnyBatches())
        yield "drop that data recur", "strengthened", replace(statement, setting=setting)


def _feels_the_target(statement: Statement) -> bool:
    """Whether the target enters the loss or a step that the statement speaks of; one in terms of r says itself what it does."""
    stems = {_stem(symbol) for symbol in statement.symbols}
    return "r" not in stems and (statement.quantifier is not Quantifier.STATE or bool(stems & _OF_THE_TARGET))


def _stem(symbol: Symbol) -> str:
    entry = observable_of(symbol)
    return entry[0].name if entry else symbol.name


def _hypothesis_twins(hypothesis: Boolean, statement: Statement) -> Iterator[tuple[str, str, Boolean]]:
    if not isinstance(hypothesis, (Lt, Le, Gt, Ge)):
        return
    small, large = _sides(hypothesis)
    kind = Lt if isinstance(hypothesis, (Lt, Gt)) else Le
    if kind is Lt:
        yield "≤ for <", "strengthened", Le(small, large, evaluate=False)
    else:
        yield "< for ≤", "weakened", Lt(small, large, evaluate=False)
    # A sign does not feel a factor; and how far a condition on the model alone may be exceeded shows at a state, not in a limit.
    threshold = not _of_parameters(hypothesis) or (statement.quantifier is Quantifier.STATE and large.is_nonnegative)
    if 0 not in (small, large) and threshold:
        yield "constant 4.0001/4", "strengthened", kind(small, large * Rational(40001, 40000), evaluate=False)
        yield "constant 3/2", "strengthened", kind(small, large * Rational(3, 2), evaluate=False)
        yield "constant 3/4", "weakened", kind(small, large * Rational(3, 4), evaluate=False)
    direction = "weakened" if large.has(Max) else "strengthened"
    yield from _replacements(hypothesis, direction, statement.setting, both_ways=False)


def _of_parameters(hypothesis: Boolean) -> bool:
    """Whether a hypothesis is about the model alone: neither the learning rate nor an observable."""
    return _ETA not in hypothesis.free_symbols and not any(map(observable_of, hypothesis.free_symbols))


def _conclusion_twins(conclusion: Boolean, setting: Setting) -> Iterator[tuple[str, str, Boolean]]:
    if isinstance(conclusion, Eq):
        for term in Add.make_args(conclusion.rhs):
            if isinstance(conclusion.rhs, Add):
                yield f"sign of {term}", "altered", Eq(conclusion.lhs, conclusion.rhs - 2 * term, evaluate=False)
        if conclusion.rhs != 0:
            yield "factor 1.0001", "altered", Eq(conclusion.lhs, conclusion.rhs * Rational(10001, 10000), evaluate=False)
        yield from _replacements(conclusion, "altered", setting, both_ways=True)
    elif isinstance(conclusion, (Lt, Le, Gt, Ge)):
        small, large = _sides(conclusion)
        if isinstance(conclusion, (Le, Ge)):
            yield "< for ≤", "strengthened", Lt(small, large, evaluate=False)
            yield "≥ for ≤", "altered", Le(large, small, evaluate=False)
        if large.is_nonnegative:
            yield "constant 0.999", "strengthened", Le(small, large * Rational(999, 1000), evaluate=False)
            yield "constant 2", "weakened", Le(small, 2 * large, evaluate=False)
        yield from _replacements(conclusion, "altered", setting, both_ways=False)
    elif not isinstance(conclusion, Relational):
        for part in sorted(conclusion.atoms(Relational), key=str):
            for operator, _, changed in _conclusion_twins(part, setting):
                if "constant 2" not in operator:
                    yield f"{operator} ({part})", "altered", conclusion.xreplace({part: changed})


def _sides(relation: Relational) -> tuple[Expr, Expr]:
    return (relation.lhs, relation.rhs) if isinstance(relation, (Lt, Le)) else (relation.rhs, relation.lhs)


def _replacements(
    relation: Relational, direction: str, setting: Setting, *, both_ways: bool
) -> Iterator[tuple[str, str, Boolean]]:
    """Max ↔ Min, exponents off by one, a factor D too many."""
    for node in sorted(relation.atoms(Max), key=str) if not setting.known.one_slope else ():
        yield "min for max", direction, _swap(relation, node, Min(*node.args))
    for node in sorted((n for n in relation.atoms(Pow) if n.exp.is_Integer and n.exp > 1), key=str):
        if both_ways or node.base in (PARAMETERS["s"].symbol, PARAMETERS["zeta"].symbol):
            yield f"exponent of {node.base}", direction, _swap(relation, node, Pow(node.base, node.exp + 1))
    if both_ways and relation.has(_ETA) and _mentions_data(relation):
        yield "normalisation D", direction, relation.xreplace({_ETA: _ETA * _D})


def _mentions_data(relation: Relational) -> bool:
    return any(_stem(symbol) in ("rf", "rHr", "r2", "f2") for symbol in relation.free_symbols if isinstance(symbol, Symbol))


def _swap(relation: Relational, old: Basic, new: Basic) -> Boolean:
    """The relation with a term replaced on one side only: the same change on both may leave an equation as it was."""
    if relation.rhs.has(old):
        return relation.func(relation.lhs, relation.rhs.xreplace({old: new}), evaluate=False)
    return relation.func(relation.lhs.xreplace({old: new}), relation.rhs, evaluate=False)
