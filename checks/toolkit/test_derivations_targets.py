"""Normal form with a target, neural quadratic models, expansions and conventions against formulas worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Abs, Expr, ImmutableMatrix, Symbol, expand, simplify, sqrt, symbols

from theory.arguments import as_expression
from theory.conventions import CONVENTIONS, convert_kernel, convert_learning_rate, linear_stability_edge
from theory.derivation import to_latex
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.nqm import expansion, relu_nqm
from theory.models.quadratic import pure_quadratic
from theory.models.unit import UnitModel
from theory.normal_form import (
    E,
    X,
    Y,
    closing_constant,
    equilibria,
    normal_form,
    real_weights_certificate,
    reduced_map,
    sign_conservation_range,
    stable_minimum_range,
    target_edge,
)
from theory.nqm_data import vector_dynamics
from theory.symbols import OBSERVABLES, PARAMETERS

eta, s, x2, a_plus, D, y = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "a_plus", "D", "y"))
f, r, H = (OBSERVABLES[name] for name in ("f", "r", "H"))


def same(left: Expr, right: Expr) -> bool:
    return bool(simplify(left - right) == 0)


def test_reduced_map() -> None:
    reduced = reduced_map()
    u, v, w = Symbol("u", nonnegative=True), Symbol("v", nonnegative=True), Symbol("w", real=True)
    assert same(reduced.u, (1 - v + u + w) ** 2 * u)
    assert same(reduced.v, v - u * (4 - v) - 4 * w)
    assert same(reduced.w, (1 - v + u + w) * w)
    assert same(reduced.invariant, (1 - u) ** 2 * (v**2 - 4 * u))


@pytest.mark.parametrize(
    "model", [None, UnitModel("skew", symbols("p q t", real=True), symbols("q", real=True) * Symbol("t", real=True))]
)
def test_normal_form_is_the_same_for_every_closed_model(model: UnitModel | None) -> None:
    form = normal_form(model)
    output = X + Y
    assert same(form.R, X * (X**2 - 3 - E))
    assert same(form.e, E * (1 + X * output))
    assert same(form.P_factor, (1 - X) ** 2)
    assert same(form.Q_factor, (1 + X) ** 2)


def test_models_that_do_not_close_have_no_normal_form() -> None:
    with pytest.raises(ValueError, match="do not close"):
        normal_form(pure_quadratic())
    with pytest.raises(ValueError, match="do not close"):
        closing_constant(update_maps(two_layer_net("leaky")))


def test_equilibria_and_their_stability() -> None:
    points = {(point.R, point.e): point for point in equilibria()}
    assert set(points[0, E].eigenvalues) == {-E - 3, 1}
    origin = points[-Y, Y**2 - 4]
    assert origin.kernel == 0
    assert {expand(value) for value in origin.eigenvalues} == {expand((1 + Y) ** 2), expand((1 - Y) ** 2)}
    assert points[2, 0].eigenvalues == (2 * Y + 5, 9)


def test_ranges_of_the_target() -> None:
    assert sign_conservation_range().statement == (Abs(Y) < 2)
    assert stable_minimum_range().statement == (Abs(Y) <= 1)
    p, v = symbols("p v", real=True)
    plus, minus = real_weights_certificate()
    assert same(plus, s**2 * a_plus**2 * x2 * (p + v) ** 2)
    assert same(minus, s**2 * a_plus**2 * x2 * (p - v) ** 2)


def test_sharp_edge_with_a_target() -> None:
    kappa = s**2 * a_plus**2 * x2
    edge = target_edge().expression
    assert same(edge, 8 / (H.initial + sqrt(H.initial**2 + 16 * kappa * y * (y - f.initial))))
    assert same(edge.subs(y, 0), 4 / H.initial)
    start = eta * H.initial - 4 - kappa * eta**2 * y * (f.initial - y)
    numbers = {H.initial: 3, s: 1, a_plus: 1, x2: 1, y: 2, f.initial: -1}
    assert simplify(start.subs(numbers).subs(eta, edge.subs(numbers))) == 0


def test_relu_neural_quadratic_model_closes_without_a_condition() -> None:
    model = relu_nqm()
    maps = update_maps(model)
    assert model.validity == ""
    assert maps.closed
    assert same(closing_constant(maps), s**2 * a_plus**2 * x2)


def test_expansions_touch_the_model_at_its_start() -> None:
    u, v = symbols("u v", real=True)
    model = UnitModel("cubic", (u, v), v * u**2 + u)
    start = {Symbol("u_init", real=True): u, Symbol("v_init", real=True): v}
    for order, derivatives in ((1, ((u,), (v,))), (2, ((u,), (v,), (u, u), (u, v)))):
        taylor = expansion(model, order)
        assert same(taylor.output.subs(start), model.output)
        for which in derivatives:
            assert same(taylor.output.diff(*which).subs(start), model.output.diff(*which))
    assert same(update_maps(expansion(model, 1)).ntk, H.now)


@pytest.fixture(scope="module")
def dynamics() -> Any:
    return vector_dynamics(2, 2)


def test_rank_two_kernel(dynamics: Any) -> None:
    for block in dynamics.blocks:
        size = sum(value**2 for value in block.inputs)
        assert same(block.eigenvalue, block.rate * size)
        assert (dynamics.kernel * block.inputs - block.eigenvalue * block.inputs).applyfunc(expand).is_zero_matrix
    total = sum((block.rate * block.inputs * block.inputs.T for block in dynamics.blocks), start=ImmutableMatrix.zeros(4, 4))
    assert (dynamics.kernel - total).applyfunc(expand).is_zero_matrix


def test_vector_update(dynamics: Any) -> None:
    outputs, residual, kernel = dynamics.outputs, dynamics.residual, dynamics.kernel
    bend, curve = ImmutableMatrix.zeros(4, 4), ImmutableMatrix.zeros(4, 4)
    for block in dynamics.blocks:
        mask = ImmutableMatrix.diag(*(1 if value != 0 else 0 for value in block.inputs))
        outer = block.inputs * block.inputs.T
        bend += ((mask * residual).T * (mask * outputs))[0] * outer
        curve += ((mask * residual).T * kernel * (mask * residual))[0] * outer
    expected = residual - eta * kernel * residual + eta**2 * s**2 * bend * residual
    assert (dynamics.next_residual - expected).applyfunc(expand).is_zero_matrix
    next_kernel = kernel + eta**2 * s**2 * curve - 4 * eta * s**2 * bend
    assert (dynamics.next_kernel - next_kernel).applyfunc(expand).is_zero_matrix


def test_each_block_is_one_datum(dynamics: Any) -> None:
    for block in dynamics.blocks:
        size = sum(value**2 for value in block.inputs)
        one = block.residual * (1 - eta * block.eigenvalue + eta**2 * s**2 * size * block.residual * sqrt(size) * block.amplitude)
        assert same(block.next_residual, one)
        next_rate = block.eigenvalue + s**2 * size * eta * block.residual * (
            eta * block.residual * block.eigenvalue - 4 * sqrt(size) * block.amplitude
        )
        assert same(block.next_rate * size, next_rate)


def test_conventions() -> None:
    top = Symbol("top", positive=True)
    assert convert_learning_rate("ZQ", "ML") == D
    assert convert_kernel("ML", "ZQ") == D
    assert linear_stability_edge("ML", top) == 2 / top
    assert linear_stability_edge("ZQ", top) == 2 / top
    assert same(linear_stability_edge("ZS", top), D / top)
    for key in CONVENTIONS:
        same_step = linear_stability_edge("ours", top * convert_kernel(key, "ours")) * convert_learning_rate("ours", key)
        assert same(same_step, linear_stability_edge(key, top))
    with pytest.raises(KeyError, match="key must be one of"):
        linear_stability_edge("XX", top)


def test_text_is_rejected() -> None:
    hostile: Any = "__import__('os').system('exit 1')"
    for call in (
        lambda: as_expression(hostile, "value"),
        lambda: to_latex(hostile),
        lambda: target_edge(hostile),
        lambda: expansion(hostile, 1),
    ):
        with pytest.raises(TypeError):
            call()
