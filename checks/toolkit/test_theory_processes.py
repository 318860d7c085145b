"""Update rules and losses in symbols: what is derived from them holds for exact steps of the numeric ones, wrong maps do not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from sympy import Expr, Integer, Rational, Symbol, diff, expand, symbols

import numerics.losses as numeric_losses
import numerics.updates as numeric_updates
from numerics.driver import iterates
from numerics.models.deep import DeepNet
from numerics.models.two_layer import TwoLayerNet
from numerics.process import Process
from numerics.updates import State
from theory import losses, updates
from theory.descent import UpdateMaps, update_maps
from theory.homogeneous import homogeneous_maps
from theory.models.homogeneous import two_layer_net
from theory.provers.canonical import statement_hash
from theory.provers.proof import prove_identity
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

F = Fraction
RATE, BETA, MU, DELTA, TARGET = F(3, 7), F(2, 5), F(1, 6), F(1, 4), F(1, 3)
NUMBERS = {"eta": RATE, "beta": BETA, "mu": MU, "delta": DELTA, "y": TARGET}
RULES = {
    updates.GradientDescent(): numeric_updates.GradientDescent(RATE),
    updates.WeightDecay(): numeric_updates.WeightDecay(RATE, MU),
    updates.HeavyBall(): numeric_updates.HeavyBall(RATE, BETA),
    updates.Nesterov(): numeric_updates.Nesterov(RATE, BETA),
}
LOSSES = {losses.Squared(): numeric_losses.Squared(), losses.Huber(): numeric_losses.Huber(DELTA)}


def exact(values: Any) -> np.ndarray:
    found = np.empty(np.shape(values), dtype=object)
    for index in np.ndindex(found.shape):
        found[index] = Fraction(str(np.asarray(values, dtype=object)[index]))
    return found


def number(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


class Point:
    """Everything that the maps speak of at one exact state of a linear net with two units on one datum."""

    def __init__(self, here: Any, rule: Any, loss: Any) -> None:
        net, state = here.process.model, here.state
        weights, velocity = state.weights[0], state.memory[0][0] if state.memory else state.weights[0] * 0
        ahead = state.weights + (rule.momentum * state.memory[0] if isinstance(rule, numeric_updates.Nesterov) else 0)
        jacobian = net.jacobian(state.weights)[0]
        outputs, there = net.outputs(state.weights), net.outputs(ahead)
        slopes, slopes_there = loss.slope(outputs, here.targets)[0], loss.slope(there, here.targets)[0]
        pull, pull_there = jacobian.T @ slopes, net.jacobian(ahead)[0].T @ slopes_there
        count = net.data_count
        self.values = {
            "f": outputs[0, 0],
            "r": outputs[0, 0] - here.targets[0],
            "H": (jacobian[0] ** 2).sum(),
            "theta2": (weights**2).sum(),
            "slope": slopes[0],
            "slope_ahead": slopes_there[0],
            "f_ahead": there[0, 0],
            "velocity2": (velocity**2).sum(),
            "theta_velocity": (weights * velocity).sum(),
            "f_velocity": (jacobian[0] * velocity).sum(),
            "rf": (slopes * outputs[0]).sum() / count,
            "slope_f": (slopes * outputs[0]).sum() / count,
            "slope_f_ahead": (slopes_there * there[0]).sum() / count,
            "rHr": (pull**2).sum() / count**2,
            "slope_kernel": (pull**2).sum() / count**2,
            "slope_kernel_ahead": (pull_there**2).sum() / count**2,
            "slope_velocity": (pull * velocity).sum() / count,
            "slope_velocity_ahead": (pull_there * velocity).sum() / count,
        }
        self.coordinates: dict[tuple[str, int], Fraction] = {}
        if isinstance(net, TwoLayerNet) and net.inputs.shape == (1, 1):
            for name, row in (("", weights), ("_velocity", velocity)):
                self.coordinates |= {(f"p{name}", i): row[i] for i in range(2)}
                self.coordinates |= {(f"v{name}", i): row[2 + i] for i in range(2)}

    def value(self, expression: Expr, maps: UpdateMaps | None = None) -> Fraction:
        """The exact value of an expression in observables, parameters and new moments here."""
        known = {symbol: self.values.get(symbol.name, NUMBERS.get(symbol.name)) for symbol in expression.free_symbols}
        for moment in maps.new_moments if maps is not None else ():
            known[moment.symbol] = sum(self._unit(moment.polynomial, unit) for unit in range(2))
        found = expression.subs({symbol: number(Fraction(v)) for symbol, v in known.items() if v is not None}, simultaneous=True)
        assert found.is_Rational, f"{found} is left of {expression}"
        return Fraction(int(found.p), int(found.q))

    def _unit(self, polynomial: Expr, unit: int) -> Fraction:
        there = {symbol: self.coordinates[symbol.name, unit] for symbol in polynomial.free_symbols}
        found = polynomial.subs({symbol: number(value) for symbol, value in there.items()}, simultaneous=True)
        return Fraction(int(found.p), int(found.q))


def walk(net: Any, start: Any, targets: Any, rule: Any, loss: Any, steps: int = 2) -> list[Point]:
    process = Process(net, exact(targets), rule, loss)
    weights = exact([start])
    memory = (exact([[F(1, 3), F(-1, 2), F(1, 5), F(2)][: len(start)] + [F(1, 7)] * (len(start) - 4)]),)
    remembers = bool(rule.init(weights).memory)
    states = iterates(process, State(weights, memory if remembers else ()))
    return [Point(next(states), rule, loss) for _ in range(steps + 1)]


@pytest.mark.parametrize(("update", "loss"), [*product(RULES, LOSSES)], ids=str)
def test_maps_of_one_datum_are_those_of_exact_steps(update: updates.UpdateRule, loss: losses.Loss) -> None:
    net = TwoLayerNet(exact([[1]]), 2, (F(1), F(1)), F(1, 2), F(1))
    points = walk(net, [1, F(-1, 2), F(3, 4), 2], [TARGET], RULES[update], LOSSES[loss])
    maps = update_maps(two_layer_net(slopes=(1, 1), input_norm2=1, scale=Rational(1, 2)), update=update, loss=loss)
    wanted = {"r": maps.residual, "f": maps.output, "H": maps.ntk, "theta2": maps.weight_norm}
    wanted |= {symbol.name: value for symbol, value in maps.memory}
    assert len(maps.memory) == 3 * len(update.memory)
    for now, after in pairwise(points):
        for name, value in wanted.items():
            assert now.value(value, maps) == after.values[name], name
            assert now.value(value * 2 - value.subs(PARAMETERS["eta"].symbol, 2), maps) != after.values[name], (
                "a wrong map passes"
            )
        for symbol, output in maps.slopes:
            assert now.values[symbol.name] == now.value(loss.slope(output, PARAMETERS["y"].symbol), maps)


@pytest.mark.parametrize(("update", "loss"), [*product(RULES, LOSSES)], ids=str)
def test_norm_maps_of_many_data_are_those_of_exact_steps(update: updates.UpdateRule, loss: losses.Loss) -> None:
    net = DeepNet(exact([[1, 2], [-1, 1], [0, 3]]), (2, 1), (F(1), F(-1, 2)), F(1), F(1))
    start = [1, -1, F(1, 2), 1, F(1, 3), 1, F(1, 2)]
    points = walk(net, start, [TARGET, 1, -1], RULES[update], LOSSES[loss])
    maps = homogeneous_maps(3, update=update, loss=loss)
    for now, after in pairwise(points):
        for name, value in (("theta2", maps.weight_norm_data), *((symbol.name, value) for symbol, value in maps.memory)):
            assert now.value(value) == after.values[name], name
    wrong = homogeneous_maps(2, update=update, loss=loss)
    assert points[0].value(wrong.weight_norm_data) != points[1].values["theta2"]


@pytest.mark.parametrize(
    "loss", [losses.Squared(), losses.Huber(delta=Rational(1, 4)), losses.LogCosh(), losses.Logistic()], ids=str
)
def test_the_slope_is_the_derivative_and_the_facts_hold(loss: losses.Loss) -> None:
    f, y = symbols("f y", real=True)
    for output, target in product((-3, -1, Rational(-1, 8), 0, Rational(1, 5), 2), (1, -1)):
        at = {f: output, y: Integer(target)}
        slope = loss.slope(f, y).subs(at)
        step = Rational(1, 10**6)
        secant = (loss.value(f + step, y) - loss.value(f - step, y)).subs(at) / (2 * step)
        assert abs(float(secant - slope)) < 1e-5
        for fact in loss.facts(Integer(output) if isinstance(output, int) else output, Integer(target), slope):
            assert bool(fact.doit() if hasattr(fact, "doit") else fact), fact
        numeric = {
            losses.Squared: numeric_losses.Squared(),
            losses.Huber: numeric_losses.Huber(0.25),
            losses.LogCosh: numeric_losses.LogCosh(),
            losses.Logistic: numeric_losses.Logistic(),
        }[type(loss)]
        outputs, goals = np.array([[float(output)]]), np.array([float(target)])
        assert numeric.slope(outputs, goals)[0, 0] == pytest.approx(float(slope))
        assert numeric.term(outputs, goals)[0, 0] == pytest.approx(float(loss.value(f, y).subs(at)))
    assert expand(diff(losses.Squared().value(f, y), f) - losses.Squared().slope(f, y)) == 0


def test_a_certified_schedule_goes_through_the_maps() -> None:
    theta2, c = OBSERVABLES["theta2"].now, Rational(3)
    update = updates.GradientDescent(rate=c / theta2)
    maps = homogeneous_maps(2, update=update)
    assert expand(maps.weight_norm_data - homogeneous_maps(2).weight_norm_data.subs(PARAMETERS["eta"].symbol, c / theta2)) == 0
    assert update_maps(two_layer_net("linear"), 0, update=update).weight_norm.has(1 / theta2)


HEAVY = Setting("two_layer", "many", "any", update=updates.HeavyBall())


def heavy_statement(factor: int = 2) -> Statement:
    names = ("theta2", "rf", "rHr", "velocity2", "theta_velocity", "slope_velocity")
    theta2, rf, rHr, velocity2, along, pull = (OBSERVABLES[name] for name in names)
    eta, beta = PARAMETERS["eta"].symbol, updates.HeavyBall().momentum
    after = theta2.now + 2 * beta * along.now + beta**2 * velocity2.now - factor * 2 * eta * rf.now + eta**2 * rHr.now
    from sympy import Eq

    return Statement(HEAVY, (), Quantifier.STEP, Eq(theta2.next, after - 2 * beta * eta * pull.now, evaluate=False))


def test_an_identity_about_momentum_is_proved_and_a_wrong_one_is_not() -> None:
    assert prove_identity("HB", heavy_statement()) is not None
    assert prove_identity("HB", heavy_statement(3)) is None
    plain = replace(heavy_statement(), setting=replace(HEAVY, update=updates.Nesterov()))
    assert prove_identity("HB", plain) is None


def test_settings_name_their_process() -> None:
    assert str(HEAVY) == "two layer, D data, any y, heavy ball"
    assert str(Setting("two_layer", loss=losses.Huber(delta=Integer(2)))) == "two layer, one datum, y = 0, Huber loss, delta 2"
    hashes = {
        statement_hash(replace(heavy_statement(), setting=replace(HEAVY, update=update)))
        for update in (updates.HeavyBall(), updates.HeavyBall(at_rest=False), updates.Nesterov())
    }
    assert len(hashes) == 3
    with pytest.raises(ValueError, match="unknown symbol 'beta'"):
        replace(heavy_statement(), setting=Setting("two_layer", "many", "any"))
    with pytest.raises(ValueError, match="logistic loss is not defined for targets 0"):
        Setting("two_layer", loss=losses.Logistic())
    with pytest.raises(TypeError, match="update must be a UpdateRule"):
        Setting("two_layer", update="heavy ball")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="momentum must be exact"):
        updates.HeavyBall(momentum=0.9)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="loss must be a Loss"):
        update_maps(two_layer_net("linear"), loss="huber")  # type: ignore[arg-type]


def test_a_rule_cannot_bring_a_symbol_of_the_alphabet() -> None:
    from theory.symbols import Parameter

    class Wrong(updates.HeavyBall):
        brings = (Parameter(Symbol("H", nonnegative=True), "H", "momentum"),)

    with pytest.raises(ValueError, match="means something else"):
        Setting("two_layer", update=Wrong(momentum=Symbol("H", nonnegative=True)))
