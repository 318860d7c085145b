"""A sentence about one step of a model, written in the weights before the step."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Eq, Expr, Symbol, diff
from sympy.logic.boolalg import Boolean, Or

from theory.arguments import shown
from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, observable_of
from theory.weighted_norm import norm_of

__all__ = ["OneStep"]

_ETA, _Y, _N, _D = (PARAMETERS[name].symbol for name in ("eta", "y", "n", "D"))
_UNKNOWN = {PARAMETERS[name].symbol for name in ("P", "d", "k", "m")}
_LOSS = (OBSERVABLES["f"].now - _Y) ** 2 / 2


@dataclass(frozen=True)
class OneStep:
    """One step of gradient descent on (f − y)²/2, on one datum, of a model with a given number of units.

    Attributes
    ----------
    model, width, target
        The model, how many units it has, and y.

    Raises
    ------
    ValueError
        If the model has gates or names of its own that are taken, or the target moves.
    """

    model: UnitModel
    width: int
    target: Expr

    def __post_init__(self) -> None:
        named = {symbol.name for symbol in self.model.generators}
        taken = sorted(name for name in named if name in OBSERVABLES or name in (_ETA.name, _Y.name, _N.name, _D.name))
        if taken:
            raise ValueError(f"model: no weight or constant may be called {', '.join(taken)}, as an observable or parameter is")
        if self.model.validity:
            raise ValueError(f"model must not have gates, whose flips its step leaves out: {self.model.name}")
        if any(symbol.name in named or symbol.name in OBSERVABLES for symbol in self.target.free_symbols):
            raise ValueError(f"target must not move with the weights: {shown(self.target)}")

    def __str__(self) -> str:
        units = "one unit" if self.width == 1 else f"{self.width} units"
        return f"{self.model.name} with {units} and target {self.target}"

    def _unit(self, number: int) -> dict[Symbol, Symbol]:
        """The symbols of a unit for those that the model uses."""
        if self.width == 1:
            return {}
        return {p: Symbol(f"{p.name}_{number + 1}", **p.assumptions0) for p in self.model.generators}

    def _summed(self, polynomial: Expr) -> Expr:
        return Add(*(polynomial.xreplace(self._unit(number)) for number in range(self.width)))

    @property
    def constants(self) -> tuple[Boolean, ...]:
        """What the numbers that do not move can be."""
        found = []
        for number in range(self.width):
            for constant in self.model.constants:
                symbol = self._unit(number).get(constant.symbol, constant.symbol)
                if constant.values:
                    found.append(Or(*(Eq(symbol, value) for value in constant.values)))
                elif constant.square_bound is not None:
                    found.append(symbol**2 <= constant.square_bound)
        return tuple(found)

    def written(self, formula: Boolean) -> Boolean:
        """The formula in weights, constants, learning rate and parameters.

        Raises
        ------
        ValueError
            If it speaks of what a model with this many units does not have, or of more than one step.
        """
        unknown = sorted(map(str, formula.free_symbols & _UNKNOWN))
        if unknown:
            raise ValueError(f"{', '.join(unknown)} is not known of {self.model.name}: write the number")
        values = {symbol: self._value(symbol) for symbol in formula.free_symbols if observable_of(symbol) is not None}
        return formula.subs(values, simultaneous=True).subs({_N: self.width, _D: 1, _Y: self.target}, simultaneous=True)

    def _value(self, symbol: Symbol) -> Expr:
        observable, role = observable_of(symbol) or (None, "")
        if observable is None or role not in ("now", "next") or symbol != getattr(observable, role):
            raise ValueError(
                f"a conjecture about one step speaks of values now and next, as in theory.symbols, not of {symbol}; one about "
                "all steps has a setting in place of the model, such as Setting.of_unit(model)"
            )
        value = self._now(observable)
        return value if role == "now" else value.subs(self._moved, simultaneous=True)

    @property
    def _moved(self) -> dict[Symbol, Expr]:
        rate = _ETA * (self._summed(self.model.output_polynomial) - self.target)
        pairs = [
            (p, diff(self.model.output_polynomial, p).xreplace(names), names)
            for names in map(self._unit, range(self.width))
            for p in self.model.coordinates
        ]
        return {names.get(p, p): names.get(p, p) - rate * slope for p, slope, names in pairs}

    @property
    def _own(self) -> dict[str, Expr]:
        """What only units of one's own have: the derivative along the weights, the weighted norm and kernel."""
        model, norm = self.model, norm_of(self.model)
        radial = Add(*(p * slope for p, slope in zip(model.coordinates, model.gradient, strict=True)))
        found = {} if model.frozen or model.constants else {"radial": radial}
        if norm is not None:
            found |= {"N_omega": norm.polynomial, "H_omega": model.scale**2 * norm.kernel}
        return found

    def _now(self, observable: Observable) -> Expr:
        sums = {
            "f": self.model.output_polynomial,
            "H": self.model.kernel_polynomial,
            **self._own,
            **({} if self.model.frozen else {"theta2": self.model.norm_polynomial}),
        }
        if observable.name in sums:
            return self._summed(sums[observable.name])
        formula = _LOSS if observable.name == "L" else observable.one_datum
        if formula is None:
            raise ValueError(f"{observable.name} is not known of {self.model.name}")
        inner = {symbol: self._value(symbol) for symbol in formula.free_symbols if symbol != _Y}
        return formula.subs({**inner, _Y: self.target}, simultaneous=True)
