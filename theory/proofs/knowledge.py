"""What is known about one state, and about one step, of a setting: the proved lemmas with the right names filled in.

Here observables that are functions of others (residual, loss, mean squares) are replaced by their definitions, so that the
solver sees only independent numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Implies, Integer, Symbol
from sympy.logic.boolalg import And, Boolean

from theory.proofs.lemmas import instance_of, proved_lemmas, sum_model
from theory.statements import Setting
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, observable_of

__all__ = ["Knowledge", "knowledge"]

_R = OBSERVABLES["r"].now
_SAMPLED = ("f", "H", "theta2", "H_active", "H_meta", "theta_m2", "theta_f2", "phi_theta", "N_bias", "flip")
_DERIVED = ("r", "L", "f2", "r2", "rf", "rHr")


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
        return Integer(0) if self.setting.targets == "zero" else PARAMETERS["y"].symbol

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
            if role in ("peak", "limit") or observable.name not in (*_SAMPLED, *_DERIVED):
                raise LookupError(f"nothing is known about {symbol}")
            if observable.name in _DERIVED:
                replaced[symbol] = self.definition(observable, role)
        unfolded = formula.subs(replaced, simultaneous=True)
        fixed = {PARAMETERS["D"].symbol: Integer(1), PARAMETERS["y"].symbol: self.target}
        if self.setting.variant == "linear":
            fixed[PARAMETERS["a_minus"].symbol] = PARAMETERS["a_plus"].symbol
        elif self.setting.variant == "relu":
            fixed[PARAMETERS["a_minus"].symbol] = Integer(0)
        return unfolded.subs(fixed)

    def definition(self, observable: Observable, role: str) -> Expr:
        """An observable at a role (``now``, ``next``, ``initial``), derived ones by their definition on one datum."""
        f, kernel = (getattr(OBSERVABLES[name], role) for name in ("f", "H"))
        r = f - self.target
        derived = {"r": r, "L": r**2 / 2, "f2": f**2, "r2": r**2, "rf": r * f, "rHr": r**2 * kernel}
        return derived.get(observable.name, getattr(observable, role))

    def state_at(self, role: str) -> tuple[Boolean, ...]:
        """Facts about the state at a role: ``now``, ``next`` or ``initial``."""
        return tuple(at_role(fact, role) for fact in self.state)


def at_role(formula: Boolean, role: str) -> Boolean:
    """The formula with every value now replaced by the value at another role; initial values stay."""
    names = {o.now: getattr(o, role) for o in OBSERVABLES.values()}
    return formula.subs(names, simultaneous=True)


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
    general, values = instance_of(setting)
    if sum_model(general) is None:
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
