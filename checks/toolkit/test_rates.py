"""Learning rates at which a hypothesis turns: exact where rational, in floating point otherwise."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from checks.instances.rates import edges_exact, edges_float
from theory.claims import claim
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENT = claim("LIN-SUB").statements[0]
eta, H = PARAMETERS["eta"].symbol, OBSERVABLES["H"]


def test_linear_edges() -> None:
    assert edges_exact(STATEMENT, {"H_0": Fraction(3)}) == [Fraction(2, 3)]
    assert edges_float(STATEMENT, {"H_0": np.array([4.0, 0.5])}, 2).ravel() == pytest.approx([0.5, 4.0])


def test_no_edge_where_the_kernel_vanishes() -> None:
    assert edges_exact(STATEMENT, {"H_0": Fraction(0)}) == []
    assert np.isnan(edges_float(STATEMENT, {"H_0": np.array([0.0])}, 1)).all()


@pytest.mark.parametrize(("square", "edges"), [(Fraction(4), [Fraction(1, 2)]), (Fraction(2), [])])
def test_quadratic_edges_are_exact_only_if_rational(square: Fraction, edges: list[Fraction]) -> None:
    bent = replace(STATEMENT, hypotheses=(eta**2 * H.initial < 1,))
    assert edges_exact(bent, {"H_0": square}) == edges
    assert edges_float(bent, {"H_0": np.array([float(square)])}, 1)[0] == pytest.approx(
        [np.nan, float(square) ** -0.5], nan_ok=True
    )


def test_a_tiny_leading_coefficient_does_not_stop_the_search() -> None:
    bent = replace(STATEMENT, hypotheses=(eta**2 * H.initial + 10**8 * eta < 1,))
    assert edges_float(bent, {"H_0": np.array([5e-324])}, 1).shape == (1, 2)


def test_a_missing_value_gives_no_edge() -> None:
    assert edges_exact(STATEMENT, {}) == []
    assert edges_float(STATEMENT, {}, 3).shape == (3, 0)
