"""One gradient-descent step, carried through a unit model exactly: update maps of residual, NTK and weight norm.

Used: f = s Σ φ(p_i), L = (f − y)²/2, p' = p − η ∂L/∂p. Nothing else. Symbolic width, learning rate and target.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import Eq, Expr, Symbol, collect, expand, factor
from sympy import Integer as Int

from theory.derivation import Derivation, as_expression, to_latex
from theory.models.unit import UnitModel, UnitSum
from theory.moments import ClosureCondition, Ledger, NewMoment, stepped
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["UpdateMaps", "update_maps"]

_ETA = PARAMETERS["eta"].symbol
_N = PARAMETERS["n"].symbol
F, R, H, THETA2 = (OBSERVABLES[name].now for name in ("f", "r", "H", "theta2"))


@dataclass(frozen=True)
class UpdateMaps:
    """What one gradient step on one datum makes of the observables: exact at every width, for all weights.

    Attributes
    ----------
    model
        The unit model.
    target
        y; with y = 0 the residual is the output, and only ``f`` occurs.
    residual, output, ntk, weight_norm
        r', f', H' and θ²' in the symbols of `theory.symbols` (values now) and those of ``new_moments``.
    others
        (symbol now, value next) of the model's further named sums.
    new_moments
        Unit sums that occur and are not determined by the known observables.
    derivation
        The steps.
    """

    model: UnitModel
    target: Expr
    residual: Expr
    output: Expr
    ntk: Expr
    weight_norm: Expr
    others: tuple[tuple[Symbol, Expr], ...]
    new_moments: tuple[NewMoment, ...]
    derivation: Derivation

    @property
    def closed(self) -> bool:
        """Whether residual and NTK after the step depend on their values before it alone."""
        moments = {moment.symbol for moment in self.new_moments}
        return not (self.residual.free_symbols | self.ntk.free_symbols) & moments

    @property
    def closure_conditions(self) -> tuple[ClosureCondition, ...]:
        """Conditions on the constants under which new moments become multiples of known observables."""
        return tuple(dict.fromkeys(c for moment in self.new_moments for c in moment.conditions))

    def closed_under(self, condition: ClosureCondition, value: Expr) -> UpdateMaps:
        """Return the maps of the restricted model in which ``condition.ratio`` has one ``value`` for all units.

        Raises
        ------
        ValueError
            If the condition is not one of ``closure_conditions``.
        TypeError
            If ``value`` is text or a float.
        """
        if condition not in self.closure_conditions:
            raise ValueError(f"condition is not one of {[str(c) for c in self.closure_conditions]}")
        value = as_expression(value, "value")
        replaced: dict[Expr, Expr] = {}
        for moment in self.new_moments:
            for own in moment.conditions:
                power = _power_of(own.ratio, condition.ratio)
                if power is not None and moment.symbol not in replaced:
                    replaced[moment.symbol] = power[0] * value ** power[1] * own.observable

        def close(expression: Expr) -> Expr:
            return _ordered(expression.subs(replaced))

        left = tuple(moment for moment in self.new_moments if moment.symbol not in replaced)
        residual, ntk = close(self.residual), close(self.ntk)
        derivation = self.derivation.then("Let this have the same value in all units", condition.ratio)
        derivation = derivation.then("Then the residual becomes", residual)
        return UpdateMaps(
            self.model,
            self.target,
            residual,
            close(self.output),
            ntk,
            close(self.weight_norm),
            tuple((symbol, close(value_next)) for symbol, value_next in self.others),
            left,
            derivation.then("and the NTK", ntk),
        )

    def __str__(self) -> str:
        lines = [f"{self.model.name}, one gradient step, target {self.target}"]
        lines += [f"  r' = {self.residual}", f"  H' = {self.ntk}", f"  θ²' = {self.weight_norm}"]
        if self.model.validity:
            lines.append(f"  as long as {self.model.validity}")
        lines.append("  the map closes" if self.closed else "  the map does not close; new moments:")
        for moment in self.new_moments:
            lines.append(f"    {moment}")
            lines += [f"      known if {condition}" for condition in moment.conditions]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"UpdateMaps({self.model.name}, {'closed' if self.closed else f'{len(self.new_moments)} new moments'})"

    def _repr_latex_(self) -> str:
        rows = [("r", self.residual), ("H", self.ntk), (r"\theta^2", self.weight_norm)]
        return "$$ \\begin{aligned} " + r" \\ ".join(rf"{n}_{{t+1}} &= {to_latex(e)}" for n, e in rows) + " \\end{aligned} $$"


def update_maps(model: UnitModel, target: Expr | int = PARAMETERS["y"].symbol) -> UpdateMaps:
    """Derive the exact maps of one gradient step on one datum, L = (f − y)²/2, H = |∇f|².

    The maps of residual and NTK need ``model.validity``; the one of the weight norm uses the gradient before the step
    only, so it holds whether or not a gate flips.

    Parameters
    ----------
    model
        Any unit model; gates count as constants.
    target
        y, symbolic by default; 0 identifies residual and output.

    Raises
    ------
    TypeError
        If ``model`` is not a `UnitModel`, or the target is text or a float.

    Examples
    --------
    >>> from theory import two_layer_net
    >>> update_maps(two_layer_net("linear"), 0).weight_norm
    H*eta**2*f**2 - 4*eta*f**2 + theta2
    """
    if not isinstance(model, UnitModel):
        raise TypeError(f"model must be a UnitModel, not {type(model).__name__}")
    return _derive(model, as_expression(target, "target"))


@lru_cache(maxsize=64)
def _derive(model: UnitModel, target: Expr) -> UpdateMaps:
    residual = F if target == 0 else R
    epsilon = Symbol("epsilon")
    sums = [UnitSum(F, model.output_polynomial, "the output"), UnitSum(H, model.kernel_polynomial, "the NTK")]
    sums += [*model.sums, *([] if model.frozen else [UnitSum(THETA2, model.norm_polynomial)]), UnitSum(_N, Int(1))]
    ledger = Ledger(model, sums)

    derivation = Derivation()
    derivation = derivation.then("One unit contributes to the output", model.output_polynomial)
    for coordinate, gradient in zip(model.coordinates, model.gradient, strict=True):
        derivation = derivation.then(
            "A weight of the unit moves to", Eq(_after(coordinate), coordinate - _ETA * residual * gradient)
        )
    derivation = derivation.then("One unit contributes to the NTK", model.kernel_polynomial)

    def after(quantity: UnitSum) -> Expr:
        nonlocal derivation
        label, words, moved = quantity.symbol.name, quantity.meaning, quantity.symbol
        for order, coefficient in enumerate(stepped(model, quantity.polynomial, epsilon)[1:], 1):
            moved += (_ETA * residual) ** order * ledger.express(coefficient, f"M_{label}{order}", quantity)
            derivation = derivation.then(
                f"Order {order} in (learning rate times residual) of {words}, per unit", factor(coefficient)
            )
        moved = _ordered(moved)
        derivation = derivation.then(f"Summed over the units, {words} becomes", moved)
        return moved

    output, ntk = after(sums[0]), after(sums[1])
    weight_norm = after(UnitSum(THETA2, model.norm_polynomial, "the weight norm"))
    others = tuple((known.symbol, after(known)) for known in model.sums)
    change = _ordered(expand(output - F) + residual)
    return UpdateMaps(model, target, change, output, ntk, weight_norm, others, tuple(ledger.new), derivation)


def _after(coordinate: Symbol) -> Symbol:
    return Symbol(f"{coordinate.name}_next", real=True)


def _ordered(expression: Expr) -> Expr:
    return collect(expand(expression), _ETA)


def _power_of(ratio: Expr, base: Expr) -> tuple[Expr, int] | None:
    """Return (c, j) with ratio = c·baseʲ and c free of per-unit constants, else None."""
    for power in (1, 2, 3, 4):
        left = (ratio / base**power).cancel()
        if left.is_number:
            return left, power
    return None
