"""What is known about one state, and about one step, of a setting: the proved lemmas with the right names filled in.

Here observables that are functions of others (residual, loss, mean squares) are replaced by their definitions, so that the
solver sees only independent numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Implies, Integer, Symbol
from sympy.logic.boolalg import And, Boolean

from theory.provers.smt.lemmas import proved_lemmas, sum_model
from theory.statements import Setting
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, observable_of

__all__ = ["Knowledge", "at_role", "knowledge", "renamed_role"]

_R = OBSERVABLES["r"].now
_SAMPLED = ("f", "H", "theta2", "H_active", "H_meta", "theta_m2", "theta_f2", "phi_theta", "N_bias", "flip")


@dataclass(frozen=True)
class Knowledge:
    """Facts about any state (in values now), facts about any step, substitutions of definitions, and the reasons."""

    setting: Setting
    state: tuple[Boolean, ...]
    step: tuple[Boolean, ...]
    reasons: tuple[str, ...]
    queries: tuple[str, ...]

    @property
    def target(self) -> Expr:
        """The target of the datum."""
        return self.setting.target

    def unfold(self, formula: Boolean) -> Boolean:
        """The formula without derived observables; totals stay.

        Raises
        ------
        LookupError
            If the formula speaks of an observable that this setting does not know.
        """
        replaced: dict[Symbol, Expr] = {}
        for symbol in formula.free_symbols:
            found = observable_of(symbol)
            if found is None or found[1] == "total":
                continue
            observable, role = found
            derived = self._derived(observable)
            if role in ("peak", "limit") or not (derived or observable.name in _SAMPLED):
                raise LookupError(f"nothing is known about {symbol}")
            if derived:
                replaced[symbol] = self.definition(observable, role)
        unfolded = formula.xreplace(replaced)
        fixed = {PARAMETERS["D"].symbol: Integer(1), PARAMETERS["y"].symbol: self.target, **self.setting.known.fixed}
        return unfolded.subs(fixed) if unfolded.free_symbols & fixed.keys() else unfolded

    def definition(self, observable: Observable, role: str) -> Expr:
        """An observable at a role (``now``, ``next``, ``initial``), derived ones by their definition on one datum."""
        if not self._derived(observable):
            return getattr(observable, role)
        return self.setting.one_datum[observable].xreplace(
            {OBSERVABLES[name].now: getattr(OBSERVABLES[name], role) for name in _SAMPLED}
        )

    def _derived(self, observable: Observable) -> bool:
        """Whether the observable follows from sums over the parts, on one datum."""
        value = self.setting.one_datum.get(observable)
        entries = () if value is None else map(observable_of, value.free_symbols)
        return value is not None and all(entry is None or entry[0].name in _SAMPLED for entry in entries)

    def state_at(self, role: str) -> tuple[Boolean, ...]:
        """Facts about the state at a role: ``now``, ``next`` or ``initial``."""
        return tuple(at_role(fact, role) for fact in self.state)


def at_role(formula: Boolean, role: str) -> Boolean:
    """The formula with every value now replaced by the value at another role; initial values stay."""
    return renamed_role(formula, "now", role)


def renamed_role(formula: Boolean, role: str, other: str) -> Boolean:
    """The formula with every value at one role replaced by the value at another."""
    observables = {found[0] for symbol in formula.free_symbols if (found := observable_of(symbol)) and found[1] == role}
    return formula.xreplace({getattr(o, role): getattr(o, other) for o in observables})


def knowledge(setting: Setting, timeout: float = 5.0) -> Knowledge | None:
    """Everything that is proved about a setting for single states and single steps; None if it is no sum over parts.

    Parameters
    ----------
    setting
        One datum, a two-layer net, a pure quadratic model or a quadratic model with bias.
    timeout
        Seconds for each query of each lemma.

    Raises
    ------
    TypeError
        If ``setting`` is not a `Setting`.
    """
    general, values = setting.general
    if sum_model(general) is None or not setting.plain:
        return None
    found = proved_lemmas(general, timeout)
    empty = Knowledge(setting, (), (), (), ())
    state: list[Boolean] = []
    step: list[Boolean] = []
    for (relation, hypotheses), _ in found:
        fact = Implies(And(*hypotheses), relation) if hypotheses else relation
        moves = any(symbol.name.endswith("_next") for symbol in relation.free_symbols)
        (step if moves else state).append(empty.unfold(fact).subs(values, simultaneous=True))
    reasons = tuple(reason for _, result in found for reason in result.reasons)
    queries = tuple(text for _, result in found for text in result.smt2)
    return Knowledge(setting, tuple(state), tuple(step), reasons, queries)
