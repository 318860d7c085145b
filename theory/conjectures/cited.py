"""That a sentence about trajectories follows from theorems by algebra: the hypotheses of each that is cited are implied."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sympy import Basic, Expr, Gt, Integer, Lt, PolynomialError, Symbol, factor_list, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Implies, Not, to_nnf

from theory.certificates.algebra import Implied
from theory.conjectures.implied import implied
from theory.conjectures.letters import lettered, sides
from theory.conjectures.theorems import Theorem, theorems
from theory.provers.obligations import granted
from theory.provers.smt.rationals import rational_point
from theory.provers.smt.smt import prove
from theory.roles import at
from theory.settings import Setting
from theory.statements import Quantifier
from theory.symbols import PARAMETERS, Observable, observable_of

__all__ = ["Followed", "followed"]

_Usable: TypeAlias = "tuple[Followed, tuple[Boolean, ...]]"
"""How the hypotheses of a theorem follow, and what it says then."""
_Y, _D = PARAMETERS["y"].symbol, PARAMETERS["D"].symbol


@dataclass(frozen=True)
class Followed:
    """How a sentence follows.

    Attributes
    ----------
    cited
        The theorems.
    certificates, queries
        What shows the algebra: certificates, or queries that Z3 found unsatisfiable.
    meaning
        What the letters in them stand for: (letter, part) pairs for each of the sentences that are shown.
    """

    cited: tuple[Theorem, ...] = ()
    certificates: tuple[Implied, ...] = ()
    queries: tuple[str, ...] = ()
    meaning: tuple[tuple[Symbol, Basic], ...] = ()

    def __add__(self, other: Followed) -> Followed:
        return Followed(
            tuple(dict.fromkeys((*self.cited, *other.cited))),
            (*self.certificates, *other.certificates),
            (*self.queries, *other.queries),
            (*self.meaning, *other.meaning),
        )


def followed(
    setting: Setting, quantifier: Quantifier, given: Sequence[Boolean], goals: Sequence[Boolean], seconds: float
) -> Followed | None:
    """How goals follow, one after the other, from what is given and from the theorems of a setting; None if that is not found.

    Parameters
    ----------
    setting
        The theorems must speak of exactly this one.
    quantifier
        ``STEP``, ``TRAJECTORY``, or ``FIRST``, where values now are those at the start.
    given
        Hypotheses, whose parts have values.
    goals
        What has to be shown; the parts of each have values where the goals before it hold.
    seconds
        Of processor time, after which no further search is begun.

    Raises
    ------
    ImportError
        If neither Clarabel nor Z3 is there where one is needed.
    """
    search = _Search(setting, quantifier, tuple(given), time.process_time() + seconds)
    whole = Followed()
    for goal in goals:
        found = search.shown(goal)
        if found is None:
            return None
        whole += found
        search.given = (*search.given, goal)
    return whole


@dataclass
class _Search:
    setting: Setting
    quantifier: Quantifier
    given: tuple[Boolean, ...]
    end: float
    thorough: bool = False
    letters: int = 1

    def shown(self, goal: Boolean) -> Followed | None:
        """How a goal follows: what takes little time is tried with all theorems first."""
        for self.thorough in (False, True):
            found = self._shown(goal)
            if found is not None:
                return found
        return None

    def _shown(self, goal: Boolean) -> Followed | None:
        """From what is given alone, from one theorem, from all whose hypotheses are implied."""
        found = self._algebra(self.given, goal)
        if found is not None:
            return found
        usable: list[_Usable] = []
        for theorem, hypotheses, conclusions in self._near(goal):
            met = self._met(theorem, hypotheses)
            if met is None:
                continue
            cleared, learned = self._learned(conclusions)
            met += cleared
            usable.append((met, learned))
            found = self._algebra((*self.given, *learned), goal)
            if found is not None:
                return met + found
        usable = _connected(usable, goal)
        return self._together(usable, goal) if len(usable) > 1 else None

    def _together(self, usable: list[_Usable], goal: Boolean) -> Followed | None:
        """From several theorems, of which none can be left out."""
        found = self._algebra((*self.given, *(part for _, learned in usable for part in learned)), goal)
        if found is None:
            return None
        for one in usable:
            fewer = [other for other in usable if other is not one]
            smaller = self._together(fewer, goal) if len(fewer) > 1 else None
            if smaller is not None:
                return smaller
        return sum((met for met, _ in usable), Followed()) + found

    def _near(self, goal: Boolean) -> Iterator[tuple[Theorem, tuple[Boolean, ...], tuple[Boolean, ...]]]:
        """Instances of theorems, those first that speak of what the goal speaks of."""
        asked = _observables([goal])
        found = [(theorem, *instance) for theorem in theorems(self.setting) for instance in theorem.instances(self.quantifier)]
        return iter(sorted((one for one in found if one[2]), key=lambda one: -len(asked & _observables(one[2]))))

    def _met(self, theorem: Theorem, hypotheses: tuple[Boolean, ...]) -> Followed | None:
        """How all hypotheses of a theorem follow."""
        met = Followed((theorem,))
        for hypothesis in hypotheses:
            found = self._algebra(self.given, hypothesis) if hypothesis is not true else Followed()
            if found is None:
                return None
            met += found
        return met

    def _learned(self, conclusions: Iterable[Boolean]) -> tuple[Followed, tuple[Boolean, ...]]:
        """Conclusions, those of implications whose premise is given among them, without divisors that are positive."""
        learned: list[Boolean] = []
        cleared = Followed()
        for conclusion in conclusions:
            parts = list(And.make_args(conclusion))
            if isinstance(conclusion, Implies) and conclusion.args[0] in self.given:
                parts.append(conclusion.args[1])
            for part in parts:
                above, below = sides(part) if isinstance(part, Relational) and not _extended(part) else (part, Integer(1))
                positive = None if below.is_number else self._positive(below)
                if positive is None:
                    learned += [*granted([part]), part]
                else:
                    cleared += positive
                    learned.append(part.func(above, 0, evaluate=False))
        return cleared, tuple(part for part in learned if part is not true)

    def _positive(self, divisor: Expr) -> Followed | None:
        """That a divisor, which is not 0, is positive: each factor of an odd power in it is, of one sign or the other."""
        try:
            number, factors = factor_list(divisor)
        except PolynomialError:
            return None
        shown, sign = Followed(), number
        for factor in (base for base, power in factors if power % 2):
            for relation in (Gt, Lt):
                found = self._algebra(self.given, relation(factor, 0))
                if found is not None:
                    shown, sign = shown + found, sign if relation is Gt else -sign
                    break
            else:
                return None
        return shown if sign > 0 else None

    def _algebra(self, given: tuple[Boolean, ...], goal: Boolean) -> Followed | None:
        """That a goal is given, or follows: from what speaks of nothing else, or of all, as said or with what is known of it."""
        if goal is true or goal in given:
            return Followed()
        missing: ImportError | None = None
        written, asked = tuple(map(self._defined, given)), self._defined(goal)
        ranges = self._ranges((*written, asked))
        for premises, sought, meanings in (
            (_near(given, goal), goal, False),
            (given, goal, False),
            (_near(written, asked), asked, False),
            ((*written, *ranges), asked, True),
        ):
            if time.process_time() > self.end:
                return None
            part = lettered((item for item in premises if item is not true), sought, meanings=meanings, first=self.letters)
            if (meanings and not self.thorough) or rational_point((*part.given, Not(part.goal))) is not None:
                continue
            left = min(4.0 if self.thorough else 2.0, self.end - time.process_time())
            try:
                found = implied(part.given, to_nnf(part.goal, simplify=False), left)
            except ImportError as error:
                missing, found = error, None
            if found is not None:
                self.letters += len(part.meaning)
                return Followed((), found, (), tuple(part.meaning.items()))
            if not self.thorough:
                continue
            try:
                answer = prove(part.given, part.goal, timeout=3.0, counterexample=False)
            except (ImportError, TypeError) as error:
                missing = error if isinstance(error, ImportError) else None
                continue
            if answer.proved:
                self.letters += len(part.meaning)
                return Followed((), (), answer.smt2, tuple(part.meaning.items()))
        if missing is not None:
            raise missing
        return None

    def _defined(self, formula: Boolean) -> Boolean:
        """The formula with the observables that are defined by others on one datum, and with what the setting fixes."""
        setting, values = self.setting, dict[Basic, Expr]()
        for symbol in formula.free_symbols:
            observable, role = observable_of(symbol) or (None, "")
            if observable is not None and setting.single_datum and role in ("now", "next", "initial"):
                value = setting.one_datum.get(observable)
                values |= {} if value is None else {symbol: at(value, now=role)}
        fixed = ({_Y: Integer(0)} if setting.zero_targets else {}) | ({_D: Integer(1)} if setting.single_datum else {})
        return formula.subs(values, simultaneous=True).subs(fixed, simultaneous=True)

    def _ranges(self, formulas: Iterable[Boolean]) -> tuple[Boolean, ...]:
        """The ranges of the parameters that are spoken of."""
        names = sorted({symbol.name for part in formulas for symbol in part.free_symbols if observable_of(symbol) is None})
        return tuple(part for name in names for part in self.setting.parameters[name].within)


def _connected(usable: list[_Usable], goal: Boolean) -> list[_Usable]:
    """Without what speaks, in each part, of something that nothing else speaks of."""
    spoken = [[part.free_symbols for part in learned] for _, learned in usable]
    kept = []
    for place, one in enumerate(usable):
        others = goal.free_symbols.union(*(part for number, parts in enumerate(spoken) for part in parts if number != place))
        if any(part <= others for part in spoken[place]):
            kept.append(one)
    return kept


def _extended(relation: Relational) -> bool:
    """Whether a side may be infinite."""
    return any(symbol.is_real is not True for symbol in relation.free_symbols)


def _near(given: Iterable[Boolean], goal: Boolean) -> tuple[Boolean, ...]:
    """What speaks of nothing but what the goal speaks of."""
    return tuple(part for part in given if part.free_symbols <= goal.free_symbols)


def _observables(formulas: Iterable[Boolean]) -> set[Observable]:
    """What formulas speak of, in whatever role."""
    symbols = {symbol for part in formulas for symbol in part.free_symbols}
    return {pair[0] for symbol in symbols if (pair := observable_of(symbol)) is not None}
