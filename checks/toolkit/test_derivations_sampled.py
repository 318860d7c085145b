"""Every derived map against one gradient step taken on random rational weights of several units, in exact arithmetic."""

from __future__ import annotations

import random

import pytest
from sympy import Expr, Rational, Symbol, symbols

from theory.descent import THETA2, F, H, R, update_maps
from theory.models.biased_quadratic import biased_quadratic
from theory.models.deep import chain_net
from theory.models.homogeneous import two_layer_net
from theory.models.nqm import neural_quadratic_model
from theory.models.quadratic import pure_quadratic
from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES, PARAMETERS

u, v, w, c = symbols("u v w c", real=True)
eta, x2, s, y = (PARAMETERS[name].symbol for name in ("eta", "x2", "s", "y"))
NUMBERS = {eta: Rational(3, 7), x2: 9, s: Rational(1, 2), y: Rational(-2, 3)} | {
    PARAMETERS[name].symbol: value
    for name, value in (("a_plus", 2), ("a_minus", -3), ("zeta", Rational(2, 5)), ("psi2_top", 4), ("n", 3))
}
CUBIC = UnitModel("cubic", (u, v), v * u**2 + u, scale=s)
MODELS = [
    two_layer_net("leaky"),
    two_layer_net("linear"),
    two_layer_net("relu"),
    pure_quadratic(),
    pure_quadratic("isotropic"),
    biased_quadratic(),
    chain_net(3),
    CUBIC,
    neural_quadratic_model(CUBIC),
    UnitModel("skew", (u, v, w), v * (u + 2 * w), scale=s),
    UnitModel("weighted", (u, v), c**2 * u * v + c * u + 3 * v, constants=(c,), scale=s),
]


def rational(draw: random.Random) -> Expr:
    return Rational(draw.randint(-6, 6), draw.randint(1, 4))


def sampled_units(model: UnitModel, draw: random.Random, count: int = 3) -> list[dict[Symbol, Expr]]:
    units = []
    for _ in range(count):
        unit = {p: rational(draw) for p in model.coordinates}
        for constant in model.constants:
            unit[constant.symbol] = draw.choice(constant.values).subs(NUMBERS) if constant.values else rational(draw)
        units.append(unit)
    return units


def unit_sum(polynomial: Expr, units: list[dict[Symbol, Expr]]) -> Expr:
    return sum((polynomial.subs(NUMBERS).subs(unit, simultaneous=True) for unit in units), start=Rational(0))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_maps_hold_on_random_weights(model: UnitModel) -> None:
    maps = update_maps(model)
    units = sampled_units(model, random.Random(7))
    output = unit_sum(model.scale * model.output, units)
    residual = output - NUMBERS[y]
    slopes = [model.scale * model.output.diff(p) for p in model.coordinates]
    after = []
    for unit in units:
        pushed = dict(unit)
        for p, slope in zip(model.coordinates, slopes, strict=True):
            pushed[p] -= NUMBERS[eta] * residual * slope.subs(NUMBERS).subs(unit, simultaneous=True)
        after.append(pushed)
    kernel = sum((slope**2 for slope in slopes), start=Rational(0))
    norm = sum((p**2 for p in model.coordinates), start=Rational(0))
    now = {F: output, R: residual, H: unit_sum(kernel, units), THETA2: unit_sum(norm, units), **NUMBERS}
    now |= {known.symbol: unit_sum(known.polynomial, units) for known in model.sums}
    now |= {moment.symbol: unit_sum(moment.polynomial, units) for moment in maps.new_moments}
    for derived, truth in ((maps.output, model.scale * model.output), (maps.ntk, kernel), (maps.weight_norm, norm)):
        assert derived.subs(now, simultaneous=True) == unit_sum(truth, after)
    assert maps.residual.subs(now, simultaneous=True) == unit_sum(model.scale * model.output, after) - NUMBERS[y]
    for (symbol, derived), known in zip(maps.others, model.sums, strict=True):
        assert symbol == known.symbol
        assert derived.subs(now, simultaneous=True) == unit_sum(known.polynomial, after)


def test_isotropic_quadratic_closes() -> None:
    maps = update_maps(pure_quadratic("isotropic"))
    kappa = PARAMETERS["zeta"].symbol ** 2 * PARAMETERS["psi2_top"].symbol
    assert maps.closed
    assert (maps.residual - R * (1 - eta * H + kappa * eta**2 * R * F)).expand() == 0
    assert OBSERVABLES["H"].now in maps.ntk.free_symbols
