"""Every model's derivatives, held against exact or high-precision differences of its outputs."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np
import pytest
from numpy import ndarray

from numerics.exact import rational
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.taylor import first_order, second_order
from numerics.models.two_layer import TwoLayerNet


def _symmetric(rng: np.random.Generator, count: int, size: int) -> ndarray:
    forms = rng.standard_normal((count, size, size))
    return (forms + forms.swapaxes(1, 2)) / 2


def _polynomial_models() -> dict[str, Model]:
    """Models that are, in each single weight and away from kinks, polynomials of degree at most 2."""
    rng = np.random.default_rng(1)
    two_layer = TwoLayerNet(rng.standard_normal((3, 2)), 4, (1.5, -0.5))
    deep = DeepNet(rng.standard_normal((2, 2)), (3, 2), (1.0, 0.25), ntk_parameterisation=True)
    centre = rng.standard_normal
    return {
        "relu": TwoLayerNet([[4.0]], 5, (1.0, 0.0)),
        "linear": TwoLayerNet(rng.standard_normal((2, 3)), 3, (1.0, 1.0), scale=Fraction(1, 3), ntk_parameterisation=True),
        "leaky": two_layer,
        "deep1": DeepNet(rng.standard_normal((2, 3)), ()),
        "deep3": deep,
        "deep4": DeepNet([[1.0, -0.5]], (2, 3, 2), (2.0, -3.0)),
        "pure": PureQuadratic(_symmetric(rng, 3, 4), 0.7),
        "pure diagonal": PureQuadratic(rng.standard_normal((2, 5)), Fraction(1, 7)),
        "biased": BiasedQuadratic(rng.standard_normal((2, 3)), _symmetric(rng, 2, 4), 1.3),
        "general": GeneralQuadratic(rng.standard_normal(3), rng.standard_normal((3, 4)), _symmetric(rng, 3, 4), 0.1),
        "general diagonal": GeneralQuadratic(rng.standard_normal(2), rng.standard_normal((2, 4)), rng.standard_normal((2, 4))),
        "leaky, second order": second_order(two_layer, centre(12)),
        "leaky, first order": first_order(two_layer, centre(12)),
        "deep, second order": second_order(deep, centre(14)),
        "deep, first order": first_order(deep, centre(14)),
    }


MODELS = _polynomial_models()


@pytest.mark.parametrize("name", MODELS)
def test_derivatives_are_exact(name: str) -> None:
    model = MODELS[name]
    rng = np.random.default_rng(2)
    count = model.weight_count
    floats = rng.standard_normal((2, count))
    weights = rational(floats)
    step = Fraction(1, 2**40)
    rows = model.jacobian(weights)
    for index in range(count):
        ahead, behind = weights.copy(), weights.copy()
        ahead[:, index] += step
        behind[:, index] -= step
        difference = (model.outputs(ahead) - model.outputs(behind)) / (2 * step)
        assert (rows[:, :, index] == difference).all()
    cotangents = rational(rng.standard_normal((2, model.data_count)))
    assert (model.pullback(weights, cotangents) == np.einsum("bd,bdp->bp", cotangents, rows)).all()
    assert (model.tangent_gram(weights) == np.einsum("bdp,bep->bde", rows, rows)).all()
    # The same code in floats rounds, and nothing more.
    for dtype, rtol in ((np.float64, 1e-13), (np.float32, 1e-4)):
        single = floats.astype(dtype)
        near = np.abs(rows.astype(float)).max() + 1
        assert model.outputs(single).dtype == dtype
        assert model.pullback(single, cotangents.astype(dtype)).dtype == dtype
        assert model.tangent_gram(single).dtype == dtype
        np.testing.assert_allclose(model.jacobian(single), rows.astype(float), rtol=rtol, atol=rtol * near)


@pytest.mark.parametrize("activation", ["tanh", "swish"])
def test_smooth_derivatives_against_mpmath(activation: str) -> None:
    rng = np.random.default_rng(3)
    model = SmoothNet(rng.standard_normal((3, 2)), 4, activation)
    weights = rng.standard_normal((1, model.weight_count))

    def output(datum: int, flat: list[mpmath.mpf]) -> mpmath.mpf:
        total = mpmath.mpf(0)
        for unit in range(4):
            z = sum(flat[2 * unit + axis] * mpmath.mpf(float(model.inputs[datum, axis])) for axis in range(2))
            total += flat[8 + unit] * (mpmath.tanh(z) if activation == "tanh" else z / (1 + mpmath.exp(-z)))
        return total * mpmath.mpf(float(model.scale))

    with mpmath.workdps(60):
        flat = [mpmath.mpf(value) for value in weights[0].tolist()]
        step = mpmath.mpf(10) ** -20
        expected = np.empty((3, 12))
        for datum in range(3):
            for index in range(12):
                ahead, behind = flat.copy(), flat.copy()
                ahead[index] += step
                behind[index] -= step
                expected[datum, index] = float((output(datum, ahead) - output(datum, behind)) / (2 * step))
        values = [float(output(datum, flat)) for datum in range(3)]
    np.testing.assert_allclose(model.outputs(weights)[0], values, rtol=1e-14)
    np.testing.assert_allclose(model.jacobian(weights)[0], expected, rtol=1e-13, atol=1e-15)
    rows = model.jacobian(weights)
    np.testing.assert_allclose(model.tangent_gram(weights)[0], rows[0] @ rows[0].T, rtol=1e-13)
    cotangents = rng.standard_normal((1, 3))
    np.testing.assert_allclose(model.pullback(weights, cotangents)[0], cotangents[0] @ rows[0], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", ["leaky", "deep3"])
def test_expansions_are_the_derivatives_of_piecewise_linear_nets(name: str) -> None:
    model, rng = MODELS[name], np.random.default_rng(4)
    centre = rational(rng.standard_normal(model.weight_count))[None]
    move = rational(rng.standard_normal(model.weight_count))[None] / 2**30
    # Along a line a net of at most three layers is a cubic: these differences are its derivatives exactly.
    middle, ahead, behind = model.outputs(centre), model.outputs(centre + move), model.outputs(centre - move)
    slope = np.einsum("bdp,bp->bd", model.jacobian(centre), move)
    assert (first_order(model, centre[0]).outputs(centre + move) == middle + slope).all()
    assert (second_order(model, centre[0]).outputs(centre + move) == middle + slope + (ahead - 2 * middle + behind) / 2).all()


@pytest.mark.parametrize("activation", ["tanh", "swish"])
def test_expansions_of_smooth_nets_have_an_error_of_the_next_order(activation: str) -> None:
    rng = np.random.default_rng(5)
    model = SmoothNet(rng.standard_normal((3, 2)), 6, activation)
    centre, direction = rng.standard_normal((1, 18)), rng.standard_normal((1, 18))
    for build, order in ((first_order, 2), (second_order, 3)):
        taylor = build(model, centre[0])
        np.testing.assert_allclose(taylor.jacobian(centre), model.jacobian(centre), rtol=1e-12, atol=1e-13)
        errors = [
            np.abs(taylor.outputs(centre + h * direction) - model.outputs(centre + h * direction)).max()
            for h in (2e-2, 1e-2, 5e-3)
        ]
        for coarse, fine in pairwise(errors):
            assert 2**order * 0.8 < coarse / fine < 2**order * 1.25


def test_the_linear_model_of_a_quadratic_model_is_its_tangent() -> None:
    model, rng = MODELS["biased"], np.random.default_rng(6)
    centre, move = rational(rng.standard_normal(7))[None], rational(rng.standard_normal(7))[None]
    tangent = first_order(model, centre[0])
    expected = model.outputs(centre) + np.einsum("bdp,bp->bd", model.jacobian(centre), move)
    assert (tangent.outputs(centre + move) == expected).all()
    assert second_order(model, centre[0]) is model


@pytest.mark.parametrize(("at_zero", "expected"), [(None, 1.0), (0.0, 0.0), (0.25, 0.25)])
def test_the_gradient_at_a_tie_is_the_stated_one(at_zero: float | None, expected: float) -> None:
    net = TwoLayerNet([[2.0]], 2, (1.0, 0.0), scale=1.0, slope_at_zero=at_zero)
    weights = np.array([[0.0, -0.0, 3.0, -5.0]])
    assert net.outputs(weights).tolist() == [[0.0]]
    assert net.jacobian(weights)[0, 0].tolist() == [6.0 * expected, -10.0 * expected, 0.0, 0.0]
    deep = DeepNet([[2.0]], (2,), (1.0, 0.0), scale=1.0, slope_at_zero=at_zero)
    np.testing.assert_array_equal(deep.jacobian(weights), net.jacobian(weights))


def test_two_layers_are_a_deep_net_of_two_layers() -> None:
    rng = np.random.default_rng(7)
    inputs, weights = rng.standard_normal((3, 2)), rng.standard_normal((4, 15))
    shallow, deep = TwoLayerNet(inputs, 5, (1.0, 0.5)), DeepNet(inputs, (5,), (1.0, 0.5))
    np.testing.assert_allclose(deep.outputs(weights), shallow.outputs(weights), rtol=1e-13)
    np.testing.assert_allclose(deep.tangent_gram(weights), shallow.tangent_gram(weights), rtol=1e-13)


# Untyped on purpose: what follows breaks the signatures.
ANY_NET: Any = TwoLayerNet
ANY_DEEP: Any = DeepNet
ANY_QUADRATIC: Any = PureQuadratic


@pytest.mark.parametrize(
    ("build", "error", "words"),
    [
        (lambda: TwoLayerNet([1.0], 3), ValueError, "inputs must have 2 axes"),
        (lambda: TwoLayerNet([["x"]], 3), TypeError, "inputs"),
        (lambda: TwoLayerNet([[np.nan]], 3), ValueError, "inputs must be finite"),
        (lambda: TwoLayerNet([[1.0]], 0), ValueError, "width"),
        (lambda: ANY_NET([[1.0]], 3, (1.0,)), TypeError, "slopes"),
        (lambda: ANY_NET([[1.0]], 3, ("1", 0.0)), TypeError, r"slopes\[0\]"),
        (lambda: TwoLayerNet([[1.0]], 3, scale=np.inf), ValueError, "scale must be finite"),
        (lambda: SmoothNet([[1.0]], 3, "__import__('os')"), ValueError, "activation"),
        (lambda: ANY_DEEP([[1.0]], 3), TypeError, "widths"),
        (lambda: DeepNet([[1.0]], (3, -1)), ValueError, r"widths\[1\]"),
        (lambda: PureQuadratic(np.ones((1, 2, 3)), 1.0), ValueError, "psi must have shape"),
        (lambda: PureQuadratic([[[0.0, 1.0], [0.0, 0.0]]], 1.0), ValueError, "psi must be symmetric"),
        (lambda: PureQuadratic(np.array([["1"]], dtype=object), 1.0), TypeError, "psi"),
        (lambda: ANY_QUADRATIC(np.ones((1, 2)), "1"), TypeError, "zeta"),
        (lambda: BiasedQuadratic(np.ones((2, 2)), np.ones((1, 2)), 1.0), ValueError, "agree in D"),
        (lambda: GeneralQuadratic([0.0], np.ones((1, 3)), np.ones((1, 2))), ValueError, "must agree"),
        (lambda: second_order(TwoLayerNet([[1.0]], 3), np.ones(5)), ValueError, "P = 6"),
    ],
)
def test_wrong_arguments_are_named(build: object, error: type[Exception], words: str) -> None:
    assert callable(build)
    with pytest.raises(error, match=words):
        build()


def test_every_model_satisfies_the_protocol_and_has_a_short_repr() -> None:
    for model in MODELS.values():
        assert isinstance(model, Model)
        assert len(repr(model)) < 200
