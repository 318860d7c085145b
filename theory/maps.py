"""What one step makes of the observables of one datum, as a value: the update maps of residual, NTK, weight norm and memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sympy import Expr, Symbol, collect, expand

from theory.arguments import as_expression
from theory.derivation import Derivation, to_latex
from theory.losses import SQUARED, Loss
from theory.models.unit import UnitModel
from theory.moments import ClosureCondition, NewMoment
from theory.symbols import PARAMETERS
from theory.updates import GRADIENT_DESCENT, UpdateRule

__all__ = ["UpdateMaps", "ordered"]

_ETA = PARAMETERS["eta"].symbol


def ordered(expression: Expr) -> Expr:
    """The expression expanded and sorted by powers of the learning rate."""
    return collect(expand(expression), _ETA)


@dataclass(frozen=True)
class UpdateMaps:
    """What one step on one datum makes of the observables: exact at every width, for all weights and any memory.

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
    update, loss
        What was stepped. With a loss whose slope is not the residual the maps are in its slope, ``slope``.
    memory
        (symbol now, value next) of what the rule remembers: its squared norm, its products with the weights and with ∇f.
    slopes
        For each further point at which the rule takes the gradient the symbol of the loss's slope there, and the output there.
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
    update: UpdateRule = GRADIENT_DESCENT
    loss: Loss = SQUARED
    memory: tuple[tuple[Symbol, Expr], ...] = ()
    slopes: tuple[tuple[Symbol, Expr], ...] = ()

    @property
    def closed(self) -> bool:
        """Whether residual, NTK and memory after the step depend on known observables before it alone."""
        moments = {moment.symbol for moment in self.new_moments}
        values = (self.residual, self.ntk, *(value for _, value in (*self.memory, *self.slopes)))
        return not set().union(*(value.free_symbols for value in values)) & moments

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
        closed = self.mapped(lambda value: ordered(value.subs(replaced)))
        left = tuple(moment for moment in self.new_moments if moment.symbol not in replaced)
        derivation = self.derivation.then("Let this have the same value in all units", condition.ratio)
        derivation = derivation.then("Then the residual becomes", closed.residual).then("and the NTK", closed.ntk)
        return replace(closed, new_moments=left, derivation=derivation)

    def mapped(self, change: Callable[[Expr], Expr]) -> UpdateMaps:
        """The maps with every value changed."""

        def pairs(values: tuple[tuple[Symbol, Expr], ...]) -> tuple[tuple[Symbol, Expr], ...]:
            return tuple((symbol, change(value)) for symbol, value in values)

        return replace(
            self,
            residual=change(self.residual),
            output=change(self.output),
            ntk=change(self.ntk),
            weight_norm=change(self.weight_norm),
            others=pairs(self.others),
            memory=pairs(self.memory),
            slopes=pairs(self.slopes),
        )

    def __str__(self) -> str:
        plain = (self.update, self.loss) == (GRADIENT_DESCENT, SQUARED)
        step = "one gradient step" if plain else f"one step of {self.update} on the {self.loss}"
        lines = [f"{self.model.name}, {step}, target {self.target}"]
        lines += [f"  r' = {self.residual}", f"  H' = {self.ntk}", f"  θ²' = {self.weight_norm}"]
        lines += [f"  {symbol}' = {value}" for symbol, value in self.memory]
        lines += [f"  {symbol} is the slope at the output {output}" for symbol, output in self.slopes]
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


def _power_of(ratio: Expr, base: Expr) -> tuple[Expr, int] | None:
    """Return (c, j) with ratio = c·baseʲ and c free of per-unit constants, else None."""
    for power in (1, 2, 3, 4):
        left = (ratio / base**power).cancel()
        if left.is_number:
            return left, power
    return None
