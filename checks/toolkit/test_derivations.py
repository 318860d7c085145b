"""The derived update maps against formulas worked out by hand, on known models and on models the package has never seen."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Expr, Rational, Symbol, expand, log, sqrt, symbols

from theory.descent import THETA2, F, H, R, update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.models.unit import UnitConstant, UnitModel
from theory.symbols import PARAMETERS

u, v, w = symbols("u v w", real=True)
s, eta, x2, a_plus = (PARAMETERS[name].symbol for name in ("s", "eta", "x2", "a_plus"))
kappa = Symbol("kappa", positive=True)


def same(left: Expr, right: Expr) -> bool:
    return bool(expand(left - right) == 0)


def assert_closed_with(model: UnitModel, constant: Expr) -> None:
    maps = update_maps(model)
    assert maps.closed
    assert same(maps.residual, (1 - eta * H + constant * eta**2 * R * F) * R)
    assert same(maps.ntk, H + constant * eta * R * (eta * R * H - 4 * F))
    assert same(maps.weight_norm, THETA2 - 4 * eta * R * F + eta**2 * R**2 * H)


def test_linear_net_closes() -> None:
    assert_closed_with(two_layer_net("linear"), s**2 * a_plus**2 * x2)


def test_relu_net_closes_on_its_active_units() -> None:
    model = two_layer_net("relu")
    assert_closed_with(model, s**2 * a_plus**2 * x2)
    assert "sign" in model.validity


def test_opposite_slopes_close() -> None:
    assert_closed_with(two_layer_net(slopes=(2, -2), input_norm2=25), 100 * s**2)


@pytest.mark.parametrize("constant", [4 * s**2 * x2, s**2 * a_plus**2 * x2 * 2, s * a_plus**2 * x2])
def test_wrong_closed_maps_are_noticed(constant: Expr) -> None:
    with pytest.raises(AssertionError):
        assert_closed_with(two_layer_net("linear"), constant)


def test_leaky_net_names_its_new_moments() -> None:
    maps = update_maps(two_layer_net(slopes=(2, -3), input_norm2=25))
    d, p = symbols("d p", real=True)
    assert not maps.closed
    first, second = maps.new_moments
    assert same(first.polynomial, s**3 * (5 * d) ** 3 * v * p)
    assert same(second.polynomial, s**4 * (5 * d) ** 4 * (v**2 + p**2))
    assert same(maps.residual, (1 - eta * H + eta**2 * R * first.symbol) * R)
    assert same(maps.ntk, H - 4 * eta * R * first.symbol + eta**2 * R**2 * second.symbol)


def test_pure_quadratic_closes_iff_squared_eigenvalues_agree() -> None:
    maps = update_maps(pure_quadratic())
    psi, zeta = Symbol("psi_i", real=True), PARAMETERS["zeta"].symbol
    assert not maps.closed
    condition = maps.closure_conditions[0]
    assert same(condition.ratio, zeta**2 * psi**2)
    closed = maps.closed_under(condition, kappa)
    assert closed.closed
    assert same(closed.residual, (1 - eta * H + kappa * eta**2 * R * F) * R)
    assert same(closed.ntk, H + kappa * eta * R * (eta * R * H - 4 * F))


def test_unseen_bilinear_unit() -> None:
    assert_closed_with(UnitModel("skew", (u, v, w), v * (u + 2 * w), scale=s), 5 * s**2)


def test_unseen_quadratic_activation() -> None:
    maps = update_maps(UnitModel("quadratic activation", (u, v), v * u**2, scale=s))
    moments = {moment.symbol.name: moment.polynomial for moment in maps.new_moments}
    assert maps.model.degree == 3
    assert same(moments["M_f2"], 4 * s**3 * u**2 * v * (u**2 + v**2))
    assert same(moments["M_f3"], -4 * s**4 * u**4 * v**2)
    assert same(maps.weight_norm, THETA2 - 6 * eta * R * F + eta**2 * R**2 * H)


def test_target_zero_identifies_residual_and_output() -> None:
    maps = update_maps(two_layer_net("linear", input_norm2=1), target=0)
    assert same(maps.residual, F * (1 - eta * H + eta**2 * F**2 * s**2 * a_plus**2))
    assert same(maps.residual, maps.output)


def test_linear_model_has_a_constant_kernel() -> None:
    maps = update_maps(UnitModel("linear", (u,), 3 * u, scale=s))
    assert same(maps.ntk, H)
    assert same(maps.residual, R * (1 - eta * H))


HOSTILE: Any = "__import__('os').system('exit 1')"


@pytest.mark.parametrize(
    "build",
    [
        lambda: UnitModel("bad", (u,), HOSTILE),
        lambda: UnitModel("bad", HOSTILE, u),
        lambda: UnitModel("bad", (HOSTILE,), u),
        lambda: UnitModel("bad", (u,), u, scale=HOSTILE),
        lambda: UnitModel("bad", (u,), u, constants=HOSTILE),
        lambda: UnitModel("bad", (u,), u * w, constants=(HOSTILE,)),
        lambda: UnitConstant(w, values=(HOSTILE,)),
        lambda: UnitConstant(w, square_bound=HOSTILE),
        lambda: UnitModel("bad", (u,), 0.5 * u),
        lambda: two_layer_net(slopes=(HOSTILE, 1)),
        lambda: two_layer_net(input_norm2=HOSTILE),
        lambda: pure_quadratic(zeta=HOSTILE),
        lambda: update_maps(two_layer_net("linear"), target=HOSTILE),
        lambda: update_maps(HOSTILE),
    ],
)
def test_text_and_floats_are_rejected(build: object) -> None:
    assert callable(build)
    with pytest.raises(TypeError):
        build()


@pytest.mark.parametrize(
    ("output", "message"),
    [(sqrt(u), "not known of sqrt"), (w, "must involve"), (u**w, "not known of u"), (log(u), "not known of log")],
)
def test_only_real_outputs_of_the_coordinates(output: Expr, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        UnitModel("bad", (u,), output)


def test_only_polynomials_are_derived_from() -> None:
    assert all(not UnitModel("real", (u,), output).polynomial for output in (1 / (1 + u**2), abs(u), sqrt(u**2 + 1)))
    with pytest.raises(ValueError, match="polynomial"):
        UnitModel("bad", (u,), abs(u), constants=(v,))


def test_a_wrong_degree_is_rejected() -> None:
    with pytest.raises(ValueError, match="Euler"):
        UnitModel("bad", (u, v), u * v, degree=3)
    assert UnitModel("mixed", (u, v), u * v + u, scale=Rational(1, 2)).degree is None


def test_maps_print_as_text_and_latex() -> None:
    maps = update_maps(two_layer_net())
    assert "new moments" in str(maps)
    assert maps._repr_latex_().startswith("$$")
    assert maps.derivation._repr_latex_().count(r"\text") == len(maps.derivation)
