"""The one way to check an argument: what is wrong is named, and quoted in a few characters."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from numerics.arguments import choice, flag, instance, integer, model, real, reals, shown
from numerics.models.two_layer import TwoLayerNet


class Rude:
    """An object whose repr fails."""

    def __repr__(self) -> str:
        raise RuntimeError("no")


WRONG = [None, True, "1", b"1", 1j, [1.0], {}, set(), object(), Rude(), np.datetime64("2020-01-01"), np.ma.masked, int, print]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_what_is_no_number_is_refused_by_name(value: object) -> None:
    with pytest.raises(TypeError, match="rate must be a real number, not "):
        real(value, "rate")
    with pytest.raises(TypeError, match="steps must be an integer, not "):
        integer(value, "steps")
    with pytest.raises(TypeError, match="weights must"):
        reals(value if not isinstance(value, list) else [[1.0], [1.0, 2.0]], "weights", "(P,)")


def test_numbers_out_of_range_are_refused_by_name() -> None:
    for value in (np.nan, np.inf, -np.inf, np.float32("nan"), 10**400, Fraction(10) ** 400):
        with pytest.raises(ValueError, match="rate must be "):
            real(value, "rate")
    for value, limits, words in ((0, {"above": 0}, "positive"), (-1, {"least": 0}, "nonnegative"), (3, {"below": 3}, "below 3")):
        with pytest.raises(ValueError, match=f"rate must be {words}, not "):
            real(value, "rate", **limits)
    assert real(np.inf, "rate", above=0, infinite=True) == np.inf
    with pytest.raises(ValueError, match="rate must be positive"):
        real(-np.inf, "rate", above=0, infinite=True)
    assert real(Fraction(1, 2), "rate", most=0.5) == 0.5
    with pytest.raises(ValueError, match="steps must be below 2"):
        integer(10**5000, "steps")
    with pytest.raises(ValueError, match="steps must be at least 1, not 0"):
        integer(np.int8(0), "steps", least=1)


def test_arrays_are_taken_for_what_they_are() -> None:
    masked = np.ma.array([1.0, 2.0], mask=[True, False])
    for value, words in (
        (masked, "masked"),
        ([masked, masked], "masked"),
        (np.array([1 + 0j]), "complex"),
        (np.array([True]), "bool"),
        (np.array(["2020-01-01"], dtype="datetime64[D]"), "datetime"),
        (np.array([10**30]), "object"),
        ([[1.0], [1.0, 2.0]], "not "),
    ):
        with pytest.raises(TypeError, match=f"weights must .*{words}"):
            reals(value, "weights", "(P,)")
    for value in (np.array([1.0, np.nan]), np.array([np.inf]), np.array([1e300]).astype(np.longdouble) ** 2):
        with pytest.raises(ValueError, match="weights must be finite"):
            reals(value, "weights", "(P,)")
    with pytest.raises(ValueError, match=r"weights must have shape \(B, P\) with P = 3, not \(2, 2\)"):
        reals(np.ones((2, 2)), "weights", "(B, P)", shape=(None, 3))
    assert reals([1, 2], "weights", "(P,)").dtype == np.float64
    assert reals(np.ones(2, np.float32), "weights", "(P,)").dtype == np.float32
    assert reals(Fraction(1, 4), "weights", "()").item() == 0.25
    assert reals([np.inf], "weights", "(P,)", infinite=True).tolist() == [np.inf]


def test_names_flags_kinds_and_models() -> None:
    with pytest.raises(ValueError, match="law must be one of a, b, not 'c'"):
        choice("c", "law", ("a", "b"))
    with pytest.raises(TypeError, match="law must be one of a, b, not "):
        choice([], "law", ("a", "b"))
    with pytest.raises(TypeError, match="keep must be True or False, not 1"):
        flag(1, "keep")
    with pytest.raises(TypeError, match="number must be a Fraction, not the class Fraction"):
        instance(Fraction, "number", Fraction)
    net = TwoLayerNet(np.ones((1, 1)), 2)
    assert model(net) is net
    for wrong in (TwoLayerNet, None, "net", 3, np.ones(3), object()):
        with pytest.raises(TypeError, match="model must be a model of"):
            model(wrong)


def test_what_was_given_is_quoted_in_a_few_characters() -> None:
    for value in ("x" * 10**6, 10**5000, [[[[0] * 100] * 100] * 100], Rude(), np.zeros((1000, 1000)), {"a": "b" * 10**5}):
        assert len(shown(value)) <= 80
