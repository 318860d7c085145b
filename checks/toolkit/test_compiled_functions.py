"""Elementary functions of traced programs against extended precision: as exact as the module that writes them says."""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_void_p

import numpy as np
import pytest
from numpy import ndarray

pytest.importorskip("numba")

from llvmlite import ir

from numerics.compiled.programs.lanes import LANES, Lanes
from numerics.compiled.programs.machine import addresses

ERRORS = {"exp": 1.0, "expm1": 1.9, "log": 0.9, "log1p": 1.3, "sinh": 2.6, "tanh": 2.7}
"""In units in the last place."""
SPECIAL = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, -1e-310, 1e-20, -22.0, 709.5, -745.5, 1e300])


def values(op: str, points: ndarray) -> ndarray:
    """What a program computes, of a multiple of eight points."""
    module, data = ir.Module(op), ir.DoubleType().as_pointer()
    function = ir.Function(module, ir.FunctionType(ir.VoidType(), [data, data]), "eight")
    builder = ir.IRBuilder(function.append_basic_block())
    lanes, first = Lanes(builder), ir.Constant(ir.IntType(64), 0)
    lanes.store(lanes.apply(op, lanes.load(function.args[0], first)), function.args[1], first)
    builder.ret_void()
    run = CFUNCTYPE(None, c_void_p, c_void_p)(*addresses(module, ("eight",)))
    found = np.empty_like(points)
    for first in range(0, len(points), LANES):
        run(points[first:].ctypes.data, found[first:].ctypes.data)
    return found


def points(op: str) -> ndarray:
    rng = np.random.default_rng(5)
    near, far, small = rng.uniform(-1.3, 1.3, 40_000), rng.uniform(-25, 25, 20_000), np.exp(rng.uniform(-40, 3, 20_000))
    found = np.concatenate((near, far, small))
    return abs(found) if op == "log" else np.maximum(found, -0.999) if op == "log1p" else found


def units_off(op: str, found: ndarray, at: ndarray) -> ndarray:
    exact = getattr(np, op)(at.astype(np.longdouble))
    return (abs(found - exact) / np.spacing(abs(exact).astype(float))).astype(float)


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 63, reason="this machine has no wider floats to compare with")
@pytest.mark.parametrize("op", ERRORS)
def test_elementary_functions_are_as_exact_as_said(op):
    at = points(op)
    off = units_off(op, values(op, at), at)
    assert off.max() < ERRORS[op]
    # Not vacuous: half of the bound, or what is rounded once only, is exceeded.
    assert off.max() > max(0.5, ERRORS[op] / 2)
    assert units_off(op, values(op, at) * (1 + 2**-50), at).max() > ERRORS[op]


@pytest.mark.parametrize("op", ERRORS)
def test_zeros_infinities_and_nan_are_those_of_numpy(op):
    at = np.concatenate((SPECIAL, np.ones(-len(SPECIAL) % LANES)))
    with np.errstate(all="ignore"):
        expected = getattr(np, op)(at)
    found = values(op, at)
    np.testing.assert_array_equal(np.signbit(found[~np.isnan(expected)]), np.signbit(expected[~np.isnan(expected)]))
    np.testing.assert_allclose(found, expected, rtol=1e-15, atol=5e-324)


def test_tanh_does_not_exceed_one():
    at = np.linspace(5, 30, 80_000)
    assert values("tanh", at).max() == 1.0
    assert values("tanh", -at).min() == -1.0
