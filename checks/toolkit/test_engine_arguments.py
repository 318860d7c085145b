"""Wrong arguments of `simulate` and of the initialisations are refused by name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from numerics.descent import simulate
from numerics.initial import LAWS, draw, initialise
from numerics.models.two_layer import TwoLayerNet

NET = TwoLayerNet([[1.0], [2.0]], 2)
GOOD: dict[str, Any] = {
    "model": NET,
    "weights": np.ones((3, 4)),
    "targets": np.zeros(2),
    "learning_rates": 0.1,
    "steps": 2,
    "engine": "numpy",
}
HOSTILE = "__import__('os').abort()"


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"model": HOSTILE}, TypeError, "model"),
        ({"model": TwoLayerNet}, TypeError, "model"),
        ({"weights": HOSTILE}, TypeError, "weights"),
        ({"weights": np.ones(4)}, ValueError, r"weights must have shape \(B, P\) with P = 4"),
        ({"weights": np.ones((3, 5))}, ValueError, "weights must have shape"),
        ({"weights": np.full((3, 4), np.nan)}, ValueError, "weights must be finite"),
        ({"weights": np.full((3, 4), np.inf)}, ValueError, "weights must be finite"),
        ({"weights": np.ones((3, 4)) * 1j}, TypeError, "weights"),
        ({"targets": HOSTILE}, TypeError, "targets"),
        ({"targets": np.zeros(3)}, ValueError, r"targets must have shape \(D,\) or \(B, D\)"),
        ({"targets": np.zeros((2, 2))}, ValueError, "targets must have shape"),
        ({"targets": [0.0, np.nan]}, ValueError, "targets must be finite"),
        ({"learning_rates": HOSTILE}, TypeError, "learning_rates"),
        ({"learning_rates": -0.1}, ValueError, "learning_rates must not be negative"),
        ({"learning_rates": np.inf}, ValueError, "learning_rates must be finite"),
        ({"learning_rates": np.ones(2)}, ValueError, "learning_rates must have shape"),
        ({"steps": -1}, ValueError, "steps must be at least 0"),
        ({"steps": 2.0}, TypeError, "steps must be an integer"),
        ({"steps": True}, TypeError, "steps must be an integer"),
        ({"steps": 10**30}, ValueError, "steps must be below"),
        ({"normalisation": "half"}, ValueError, "normalisation must be one of"),
        ({"record_every": 0}, ValueError, "record_every must be at least 1"),
        ({"record_every": 10**30}, ValueError, "record_every must be below"),
        ({"record_every": "1"}, TypeError, "record_every"),
        ({"ntk_every": 0}, ValueError, "ntk_every must be at least 1"),
        ({"ntk_every": 2.5}, TypeError, "ntk_every must be an integer"),
        ({"observe": [np.sum]}, TypeError, "observe must map"),
        ({"observe": {"loss": HOSTILE}}, TypeError, "observe must map"),
        ({"observe": {"sum": lambda model, weights: np.float64(1)}}, ValueError, r"observe\['sum'\]"),
        ({"divergence_loss": "1"}, TypeError, "divergence_loss"),
        ({"divergence_loss": -1.0}, ValueError, "divergence_loss must be positive"),
        ({"engine": "gpu"}, ValueError, "engine must be one of"),
    ],
)
def test_simulate_names_the_wrong_argument(change: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        simulate(**(GOOD | change))


def test_arguments_are_not_written_to() -> None:
    weights, targets = np.ones((3, 4)), np.zeros((3, 2))
    runs = simulate(NET, weights, targets, 0.1, 3, engine="numpy")
    assert (weights == 1).all()
    assert not np.shares_memory(runs.final_weights, weights)


@pytest.mark.parametrize("law", LAWS)
def test_a_trajectory_owns_its_stream(law: str) -> None:
    whole = initialise(law, 5, 10, 40)
    assert whole.shape == (10, 40)
    assert np.isfinite(whole).all()
    np.testing.assert_array_equal(initialise(law, 5, [7, 2], 40), whole[[7, 2]])
    np.testing.assert_array_equal(initialise(law, 5, 10, 40, scale=3.0), whole * 3.0)
    np.testing.assert_array_equal(draw(law, 40, 3), draw(law, 40, np.random.default_rng(3)))
    if law != "zeros":
        assert not np.array_equal(whole, initialise(law, 6, 10, 40))
        assert len(np.unique(whole, axis=0)) >= 8


def test_laws_are_what_they_say() -> None:
    assert set(np.unique(initialise("sign", 0, 5, 100)).tolist()) == {-1.0, 1.0}
    assert 0.05 < (initialise("sparse", 0, 5, 400) != 0).mean() < 0.15
    ties = initialise("near_tie", 0, 5, 400)
    assert (ties == 0).any()
    assert ((ties != 0) & (np.abs(ties) < 1e-15)).any()
    balanced = initialise("balanced", 0, 5, 40)
    np.testing.assert_array_equal(np.abs(balanced[:, :20]), np.abs(balanced[:, 20:]))


def test_initialisations_name_the_wrong_argument() -> None:
    wrong: Any = HOSTILE
    with pytest.raises(ValueError, match="law must be one of"):
        initialise(wrong, 0, 2, 3)
    with pytest.raises(ValueError, match="seed"):
        initialise("gaussian", -1, 2, 3)
    with pytest.raises(ValueError, match="indices"):
        initialise("gaussian", 0, [-1], 3)
    for size, error in ((-3, ValueError), (2.5, TypeError)):
        with pytest.raises(error, match="size"):
            initialise("gaussian", 0, 2, size)
    with pytest.raises(TypeError, match="rng"):
        draw("gaussian", 3, wrong)
    with pytest.raises(ValueError, match="size"):
        draw("gaussian", -3, 0)
