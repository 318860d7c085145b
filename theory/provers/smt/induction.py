"""Statements about every step of every trajectory, by induction whose region is found and then proved.

Candidates for the region (hypotheses that persist, observables that stay on one side of their initial value, running sums
paid for by a falling observable) are dropped until those that are left hold at the start and are preserved by a step. What
is left is an invariant whatever the candidates were, so guessing costs time and never soundness.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from sympy import Dummy, Expr, Symbol, together
from sympy.core.relational import GreaterThan, LessThan, StrictGreaterThan, StrictLessThan
from sympy.logic.boolalg import And, Boolean

from theory.arguments import instance
from theory.plain_text import to_text
from theory.provers.obligations import granted, owed
from theory.provers.smt.abstraction import renamed_knowledge
from theory.provers.smt.knowledge import Knowledge, at_role, knowledge, renamed_role
from theory.provers.smt.smt import SmtResult, prove
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, Observable, observable_of

__all__ = ["Region", "prove_inductive", "prove_statement"]

_MONOTONE = ("theta2", "H", "N_bias", "H_active")


@dataclass(frozen=True)
class Region:
    """An invariant of the trajectories: formulas in values now and initial, and the step that preserves them.

    Attributes
    ----------
    hypotheses
        What holds of the initialisation.
    invariants
        Candidate invariants; only those that survive are used.
    state
        Facts about every state, in values now.
    step
        Facts about every step, in values now and next.
    advance
        Value after a step of every symbol that moves and is not an observable (running sums).
    """

    hypotheses: tuple[Boolean, ...]
    invariants: tuple[Boolean, ...]
    state: tuple[Boolean, ...]
    step: tuple[Boolean, ...]
    advance: tuple[tuple[Symbol, Expr], ...] = ()


def prove_inductive(region: Region, conclusion: Boolean, *, timeout: float = 5.0) -> SmtResult:
    """Prove that the conclusion holds at every step of every trajectory that starts in the region.

    Parameters
    ----------
    region
        Hypotheses, candidate invariants and what is known of states and steps.
    conclusion
        In values now, next and initial.
    timeout
        Seconds for each query; an invariant that is not proved in time is dropped.

    Returns
    -------
    SmtResult
        ``unsat`` with the queries of base, step and conclusion; otherwise ``unknown``: that no invariant was found
        refutes nothing.
    """
    start = time.perf_counter()
    zero = dict.fromkeys((symbol for symbol, _ in region.advance), 0)
    initial = tuple(at_role(fact, "initial") for fact in region.state)
    kept: dict[Boolean, tuple[str, ...]] = {}
    for candidate in region.invariants:
        if any((found := observable_of(symbol)) is not None and found[1] == "next" for symbol in candidate.free_symbols):
            continue  # one step later it would speak of the state after the next, of which nothing is known
        base = prove(
            (*region.hypotheses, *initial), at_role(candidate.subs(zero), "initial"), timeout=timeout, counterexample=False
        )
        if base.proved:
            kept[candidate] = base.smt2
    facts = (*region.state, *region.step, *(at_role(fact, "next") for fact in region.state))

    def concluded() -> SmtResult:
        return prove((*region.hypotheses, *kept, *facts), conclusion, timeout=timeout, counterexample=False)

    final, dropping = concluded(), True
    while final.proved and dropping:
        known, steps, dropping = (*region.hypotheses, *kept, *facts), dict[Boolean, SmtResult](), False
        for candidate in tuple(kept):
            steps[candidate] = prove(known, _advanced(candidate, region.advance), timeout=timeout, counterexample=False)
            if not steps[candidate].proved:
                del kept[candidate]
                final, dropping = concluded(), True
                if not final.proved:  # fewer invariants prove no more
                    break
    if not final.proved:
        return SmtResult("unknown", None, final.smt2, time.perf_counter() - start)
    seconds = time.perf_counter() - start
    queries = (*(text for texts in kept.values() for text in texts), *(t for r in steps.values() for t in r.smt2), *final.smt2)
    reasons = tuple(f"invariant, by induction over the steps: {to_text(candidate)}" for candidate in kept)
    return SmtResult("unsat", None, queries, seconds, reasons)


def _advanced(candidate: Boolean, advance: tuple[tuple[Symbol, Expr], ...]) -> Boolean:
    """The candidate one step later; a running sum grows by a value now, which must not be renamed."""
    held = {symbol: Dummy(symbol.name, real=True) for symbol, _ in advance}
    moved = at_role(candidate.xreplace(held), "next")
    return moved.xreplace({held[symbol]: value for symbol, value in advance})


def prove_statement(statement: Statement, *, timeout: float = 5.0) -> SmtResult | None:
    """Try to prove a statement about states, first steps or all steps from the proved lemmas of its setting.

    Parameters
    ----------
    statement
        One datum; two-layer net (``""``, ``"linear"``, ``"relu"``), pure quadratic (``""``, ``"isotropic"``) or quadratic with
        bias. Every width, input dimension and initialisation is covered.
    timeout
        Seconds for each query.

    Returns
    -------
    SmtResult or None
        ``unsat`` with its reasons, or ``unknown``; None if the statement is outside what this prover speaks about. That every
        part of the conclusion is defined is proved first, on its own. A failure here refutes nothing: the lemmas do not
        determine the next state. See `theory.provers.smt.realise`.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`.
    """
    instance(statement, "statement", Statement)
    known = knowledge(statement.setting, timeout)
    if known is None or statement.quantifier is Quantifier.TRAJECTORY:
        return None
    asserted = (*owed(statement.conclusion), statement.conclusion)
    try:
        hypotheses = tuple(known.unfold(part) for part in (*granted(statement.hypotheses), *statement.hypotheses))
        results = []
        for part in asserted:
            results.append(_prove_part(statement.quantifier, known, hypotheses, known.unfold(part), timeout))
            if not results[-1].proved:
                break
    except (LookupError, TypeError):
        return None
    if not results[-1].proved:
        # A violation offered here respects the lemmas, not necessarily the model: it refutes nothing.
        return replace(results[-1], status="unknown", model=None)
    texts = tuple(text for result in results for text in result.smt2)
    reasons = dict.fromkeys(reason for result in results for reason in result.reasons)
    defined = tuple(f"defined, as {to_text(part)}" for part in asserted[:-1])
    seconds = sum(result.seconds for result in results)
    return SmtResult("unsat", None, (*known.queries, *texts), seconds, (*known.reasons, *defined, *reasons))


def _prove_part(
    quantifier: Quantifier, known: Knowledge, hypotheses: tuple[Boolean, ...], asserted: Boolean, timeout: float
) -> SmtResult:
    # The bare algebra of the maps is quick, and proves what large numbers of facts would only obscure.
    bare = renamed_knowledge(known, hypotheses, asserted)
    result = None if bare is None else _dispatch(quantifier, *bare, timeout / 4)
    if result is None or not result.proved:
        result = _dispatch(quantifier, known, hypotheses, asserted, timeout)
    return result


def _dispatch(
    quantifier: Quantifier,
    known: Knowledge,
    hypotheses: tuple[Boolean, ...],
    asserted: Boolean,
    timeout: float,
) -> SmtResult:
    advance = _running_sums(known, asserted)
    totals = {symbol: total for symbol, _, total in advance}
    sums = tuple((before, total) for _, before, total in advance)
    conclusion = asserted.xreplace(totals)
    if quantifier is Quantifier.STEP and not _speaks_of_steps(asserted):
        return prove((*hypotheses, *known.state_at("initial")), asserted, timeout=timeout, counterexample=False)
    if quantifier is Quantifier.STEP:
        guesses = _invariants(known, hypotheses, asserted, {symbol: before for symbol, before, _ in advance})
        region = Region(hypotheses, guesses, known.state, known.step, sums)
        return prove_inductive(region, conclusion, timeout=timeout)
    if quantifier is Quantifier.FIRST:
        zero = dict.fromkeys((before for before, _ in sums), 0)
        hypotheses = tuple(renamed_role(part, "initial", "now") for part in hypotheses)
        conclusion = renamed_role(conclusion.subs(zero), "initial", "now")
    facts = (*hypotheses, *known.state, *known.step, *known.state_at("next"))
    return prove(facts, conclusion, timeout=timeout, counterexample=False)


def _speaks_of_steps(formula: Boolean) -> bool:
    """Whether a formula mentions more than parameters and the initialisation."""
    return any(found is not None and found[1] != "initial" for found in map(observable_of, formula.free_symbols))


def _running_sums(known: Knowledge, conclusion: Boolean) -> tuple[tuple[Symbol, Symbol, Expr], ...]:
    """Each running sum with its value before this step, and what it is after adding the value now."""
    found = []
    for symbol in sorted(conclusion.free_symbols, key=str):
        observable = observable_of(symbol)
        if observable is not None and observable[1] == "total":
            before = Symbol(f"{symbol.name}_before", real=True)
            found.append((symbol, before, before + known.definition(observable[0], "now")))
    return tuple(found)


def _invariants(
    known: Knowledge, hypotheses: tuple[Boolean, ...], asserted: Boolean, before: dict[Symbol, Symbol]
) -> tuple[Boolean, ...]:
    """Guesses; `prove_inductive` keeps what is true."""
    guesses = [renamed_role(part, "initial", "now") for part in hypotheses]
    about = [o for o in (OBSERVABLES[name] for name in _MONOTONE) if any(fact.has(o.now) for fact in known.state)]
    guesses += [o.now <= o.initial for o in about] + [o.now >= o.initial for o in about]
    for relation in asserted.args if isinstance(asserted, And) else (asserted,):
        if before and isinstance(relation, LessThan | StrictLessThan | GreaterThan | StrictGreaterThan):
            guesses += [guess for o in about for guess in _reserves((relation.gts - relation.lts).subs(before), o, before)]
        elif not any(symbol.name.endswith("_next") for symbol in relation.free_symbols):
            guesses.append(relation)
    return tuple(dict.fromkeys(guess for guess in guesses if isinstance(guess, Boolean)))


def _reserves(slack: Expr, observable: Observable, before: dict[Symbol, Symbol]) -> list[Boolean]:
    """Bounds of a running sum that keep in reserve what an observable still has: slack ≥ factor · observable.

    The factor is what the slack gives per unit of the observable's initial value, apart from the running sum.
    """
    numerator = together(slack).as_numer_denom()[0]
    without_sum = numerator.subs(dict.fromkeys(before.values(), 0))
    factor = without_sum.expand().coeff(observable.initial)
    if factor == 0:
        return []
    return [numerator - factor * observable.now >= 0, numerator - factor * observable.now <= 0]
