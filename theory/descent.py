"""One step of an update rule, carried through a unit model exactly: update maps of residual, NTK, weight norm and memory.

Used: f = s Σ φ(p_i), the loss ℓ(f, y) and the rule; by default p' = p − η ∂L/∂p with L = (f − y)²/2. Nothing else. Symbolic
width, learning rate and target.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from sympy import Eq, Expr, Mul, Pow, Symbol, expand
from sympy import Integer as Int

from theory.arguments import as_expression, instance
from theory.bound import NoBoundError
from theory.derivation import Derivation
from theory.losses import SQUARED, Loss
from theory.maps import UpdateMaps, ordered
from theory.models.unit import UnitModel, UnitSum
from theory.moments import Ledger, factored
from theory.symbols import OBSERVABLES, PARAMETERS, now_of
from theory.unit_step import UnitStep, unit_step
from theory.updates import GRADIENT_DESCENT, UpdateRule

__all__ = ["UpdateMaps", "update_maps"]

_ETA = PARAMETERS["eta"].symbol
_N = PARAMETERS["n"].symbol
F, R, H, THETA2, SLOPE = (OBSERVABLES[name].now for name in ("f", "r", "H", "theta2", "slope"))


def update_maps(
    model: UnitModel,
    target: Expr | int = PARAMETERS["y"].symbol,
    *,
    update: UpdateRule = GRADIENT_DESCENT,
    loss: Loss = SQUARED,
) -> UpdateMaps:
    """Derive the exact maps of one step on one datum, by default of gradient descent on L = (f − y)²/2; H = |∇f|².

    The maps of residual and NTK need ``model.validity``; the one of the weight norm uses gradients before the step only, so it
    holds whether or not a gate flips (at a point ahead of the weights the gates are those of the weights).

    Parameters
    ----------
    model
        Any unit model; gates count as constants.
    target
        y, symbolic by default; 0 identifies residual and output.
    update, loss
        Values of `theory.updates` and `theory.losses`.

    Raises
    ------
    TypeError
        If ``model``, ``update`` or ``loss`` is none, or the target is text or a float.
    NoBoundError
        If the output of a unit is no polynomial.

    Examples
    --------
    >>> from theory import HeavyBall, two_layer_net
    >>> update_maps(two_layer_net("linear"), 0).weight_norm
    H*eta**2*f**2 - 4*eta*f**2 + theta2
    >>> update_maps(two_layer_net("linear"), 0, update=HeavyBall()).memory[0]
    (velocity2, H*eta**2*f**2 + beta**2*velocity2 - 2*beta*eta*f*f_velocity)
    """
    instance(model, "model", UnitModel), instance(update, "update", UpdateRule), instance(loss, "loss", Loss)
    return _derive(model, as_expression(target, "target"), update, loss)


@lru_cache(maxsize=64)
def _derive(model: UnitModel, target: Expr, update: UpdateRule, loss: Loss) -> UpdateMaps:
    if not model.polynomial:
        raise NoBoundError(f"{model.name}: φ is no polynomial, so one step is none in the learning rate: {model.output}")
    residual = F if target == 0 else R
    slope = residual if loss.slope(F, target) == F - target else SLOPE
    step = unit_step(model, replace(update, rate=_ETA), slope)
    norm = UnitSum(THETA2, _product(step.coordinates, step.coordinates), "the weight norm")
    output = UnitSum(F, model.output_polynomial, "the output")
    kernel = UnitSum(H, model.kernel_polynomial, "the NTK")
    remembered = tuple(_remembered(model, step))
    further = (*step.coordinates[len(model.coordinates) :], *(p for part in step.memory.values() for p in part))
    known = [output, kernel, *model.sums, norm, *remembered, UnitSum(_N, Int(1))]
    ledger = Ledger(model, known, further=further)

    derivation = Derivation().then("One unit contributes to the output", model.output_polynomial)
    for symbol, value in step.moved.items():
        if symbol in model.coordinates or step.memory:
            what = "weight" if symbol in step.coordinates else "memory"
            derivation = derivation.then(f"A {what} of the unit moves to", Eq(_after(symbol), value))
    derivation = derivation.then("One unit contributes to the NTK", model.kernel_polynomial)

    def written(quantity: UnitSum, coefficient: Expr, name: str) -> Expr:
        share = coefficient / quantity.polynomial
        return share * quantity.symbol if share.is_number else ledger.express(coefficient, name, quantity)

    def summed(quantity: UnitSum, polynomial: Expr, *, moved: bool) -> Expr:
        nonlocal derivation
        total: Expr = Int(0)
        for powers, coefficient in step.expanded(polynomial, moved=moved):
            name, order = _named(quantity, step, slope, powers)
            total += Mul(*map(Pow, step.numbers, powers)) * written(quantity, coefficient, name)
            if any(powers) and moved:
                derivation = derivation.then(f"{order} of {quantity.meaning}, per unit", factored(coefficient))
        return ordered(total)

    def after(quantity: UnitSum) -> Expr:
        nonlocal derivation
        value = summed(quantity, quantity.polynomial, moved=True)
        derivation = derivation.then(f"Summed over the units, {quantity.meaning} becomes", value)
        return value

    next_output, next_kernel, next_norm = (after(quantity) for quantity in (output, kernel, norm))
    others = tuple((quantity.symbol, after(quantity)) for quantity in model.sums)
    memory = tuple((quantity.symbol, after(quantity)) for quantity in remembered)
    slopes = tuple((symbol, summed(output, polynomial, moved=False)) for symbol, polynomial in step.slopes[1:])
    change = ordered(expand(next_output - F) + residual)
    found = UpdateMaps(
        model,
        target,
        change,
        next_output,
        next_kernel,
        next_norm,
        others,
        tuple(ledger.new),
        derivation,
        update,
        loss,
        memory,
        slopes,
    )
    return found if update.rate == _ETA else found.mapped(lambda value: value.subs(_ETA, update.rate))


def _product(one: tuple[Expr, ...], other: tuple[Expr, ...]) -> Expr:
    return sum((a * b for a, b in zip(one, other, strict=True)), Int(0))


def _remembered(model: UnitModel, step: UnitStep) -> Iterator[UnitSum]:
    """For each thing that the rule remembers its squared norm, its product with the weights, and the derivative of f along it."""
    for name, symbols in step.memory.items():
        gradient = (*model.gradient, *[Int(0)] * (len(symbols) - len(model.gradient)))
        yield UnitSum(now_of(f"{name}2"), _product(symbols, symbols), f"the squared {name}")
        yield UnitSum(now_of(f"theta_{name}"), _product(step.coordinates, symbols), f"weights times {name}")
        yield UnitSum(now_of(f"f_{name}"), expand(_product(gradient, symbols)), f"the derivative of the output along the {name}")


def _named(quantity: UnitSum, step: UnitStep, slope: Symbol, powers: tuple[int, ...]) -> tuple[str, str]:
    """The name of a new moment in the coefficient of a product of powers, and the product in words."""
    held = dict(zip(step.numbers, powers, strict=True))
    order = held.pop(_ETA)
    rest = {number: power for number, power in held.items() if power and number != slope}
    name = "_".join([f"M_{quantity.symbol.name}{order}", *(f"{number.name}{power}" for number, power in rest.items())])
    pull = "residual" if slope in (F, R) else "slope"
    words = f"Order {order} in (learning rate times {pull})"
    return name, words + "".join(f", {power} in {number.name.replace('_', ' ')}," for number, power in rest.items())


def _after(coordinate: Symbol) -> Symbol:
    return Symbol(f"{coordinate.name}_next", real=True)
