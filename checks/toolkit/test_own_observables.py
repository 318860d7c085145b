"""A user's own observables: stated with, measured, proved from their definition, refuted exactly; wrong ones are refused."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from numpy import ndarray
from sympy import Eq, Symbol

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.instances import own_observable as registry
from checks.instances.brought import restore
from checks.instances.own_observable import own_extras, own_observable, own_observables
from checks.search.exact import search_exactly
from checks.search.fuzz import fuzz
from checks.verdict.profiles import PROFILES
from numerics import TwoLayerNet
from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet as Net
from numerics.observables import active_norm
from theory import symbols
from theory.derivation import to_latex
from theory.observables import add_observable
from theory.provers.proof import prove_identity
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, Observable

r, r2, theta2 = (OBSERVABLES[name] for name in ("r", "r2", "theta2"))
NET = Setting("two_layer", targets="any", variant="relu")


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What a test adds is taken out again."""
    before, mine = dict(symbols.OBSERVABLES), dict(registry._OWN)
    yield
    for table, kept in ((symbols.OBSERVABLES, before), (registry._OWN, mine)):
        for name in table.keys() - kept.keys():
            del table[name]


def claim_of(setting: Setting, quantifier: Quantifier, conclusion: object) -> Claim:
    return Claim("MINE", Source("mine"), "as it is written", (Statement(setting, (), quantifier, conclusion),))


def largest_input(model: Model, weights: ndarray) -> ndarray:
    """max_a |x_a|², the same at all weights."""
    if not isinstance(model, Net):
        raise TypeError("a net is expected")
    top = (model.inputs**2).sum(axis=1).max()
    return np.array([top] * len(weights), dtype=weights.dtype)


def first_gate(model: Model, weights: ndarray) -> ndarray:
    """The slope that the first unit has on the first datum."""
    if not isinstance(model, Net):
        raise TypeError("a net is expected")
    return model.gates(model.preactivations(weights))[:, 0, 0]


def top_curvature(model: Model, weights: ndarray) -> ndarray:
    """The top eigenvalue of the Hessian of the first output, by differences of its gradient; floats only."""
    steps = np.eye(weights.shape[1]) * 1e-6
    rows = [
        [(model.jacobian(row[None] + step) - model.jacobian(row[None] - step))[0, 0] / 2e-6 for step in steps] for row in weights
    ]
    return np.linalg.eigvalsh((np.array(rows) + np.array(rows).swapaxes(1, 2)) / 2)[:, -1]


def test_an_active_norm_is_searched_and_a_wrong_claim_about_it_refuted() -> None:
    active = own_observable(
        Observable("active2", r"|\theta_t|^2_+", "squared norm of the active units along x", True), active_norm
    )
    assert to_latex(active.next) == r"|\theta_{t+1}|^2_+"
    true = claim_of(NET, Quantifier.STATE, active.now <= theta2.now)
    for found in (search_exactly(true, 0, most=200), fuzz(true, 0, PROFILES["dev"], 0)):
        assert isinstance(found, Fuzzed)
        assert found.states > 20
        assert found.suspects == 0
    broken = search_exactly(claim_of(NET, Quantifier.STEP, active.next <= active.now), 0, most=400)
    assert isinstance(broken, Counterexample)
    assert Fraction(broken.values["active2_next"]) > Fraction(broken.values["active2"])


def test_numbers_of_the_data_gates_and_curvatures() -> None:
    inputs = own_observable(Observable("x2_max", r"\max_a|x_a|^2", "largest squared norm of an input", True), largest_input)
    gate = own_observable(Observable("gate_one", "d_1", "slope of the first unit on the first datum"), first_gate)
    curved = own_observable(
        Observable("curved", r"\lambda_1", "top eigenvalue of the output's Hessian"), top_curvature, exact=False
    )
    data = Setting("two_layer", "many", "any", "relu")
    assert isinstance(search_exactly(claim_of(data, Quantifier.STEP, Eq(inputs.next, inputs.now)), 0, most=60), Fuzzed)
    assert isinstance(search_exactly(claim_of(NET, Quantifier.STEP, Eq(gate.next, gate.now)), 0, most=400), Counterexample)
    form = Setting("quadratic", targets="any")
    net = TwoLayerNet(np.ones((1, 1)), 1, (1.0, 1.0))
    assert own_extras(net, np.array([[1.0, 2.0]])).keys() == {"x2_max", "gate_one", "curved"}
    np.testing.assert_allclose(top_curvature(net, np.array([[1.0, 2.0]])), [1.0], rtol=1e-6)
    exact = search_exactly(claim_of(form, Quantifier.STATE, curved.now >= 0), 0, most=30)
    assert not isinstance(exact, Counterexample)  # nothing about it is decided in fractions


def test_what_follows_from_its_definition_is_proved() -> None:
    fourth = own_observable(
        Observable("r_fourth", "r_t^4", "fourth power of the residual", True, one_datum=r.now**4),
        lambda model, weights: weights[:, 0],
    )
    true, false = (Statement(NET, (), Quantifier.STATE, Eq(fourth.now, factor * r2.now**2)) for factor in (1, 2))
    assert prove_identity("MINE", true) is not None
    assert prove_identity("MINE", false) is None


@pytest.mark.parametrize(
    ("observable", "message"),
    [
        (Observable("H", "H", "something else"), "already means"),
        (Observable("eta", "e", "a rate"), "would be read as eta"),
        (Observable("f_next", "f", "the output later"), "another one at another time"),
        (Observable("a b", "f", "two words"), "ASCII letters"),
        (Observable("f__size", "f", "an inner name"), "single underscores"),
        (Observable("mine", "f", "of nothing", one_datum=Symbol("unknown")), "speaks of unknown"),
        (Observable("mine", "f", "of later", one_datum=r.next), "speaks of r_next"),
        (Observable("mine", "f", "of itself", one_datum=Symbol("mine", real=True)), "speaks of mine"),
    ],
)
def test_an_observable_that_would_be_misread_is_refused(observable: Observable, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        own_observable(observable, active_norm)
    assert observable.name not in registry._OWN


def test_bad_arguments_are_named() -> None:
    with pytest.raises(TypeError, match="observable"):
        add_observable("active2")
    mine = Observable("mine", "m", "mine")
    with pytest.raises(TypeError, match="measure"):
        own_observable(mine, 3)
    with pytest.raises(TypeError, match="exact"):
        own_observable(mine, active_norm, exact=1)
    own_observable(mine, active_norm)
    with pytest.raises(ValueError, match="another measure"):
        own_observable(mine, first_gate)
    wrong = own_observable(Observable("wrong", "w", "of a wrong shape"), lambda model, weights: weights)
    with pytest.raises(ValueError, match="must return"):
        search_exactly(claim_of(NET, Quantifier.STATE, wrong.now >= 0), 0, most=5)


def test_another_process_is_told() -> None:
    own_observable(Observable("mine", "m", "mine"), active_norm)
    told = own_observables()
    registry._OWN.clear()
    del symbols.OBSERVABLES["mine"]
    restore({}, {}, told, ())
    assert own_observables() == told
    assert "mine" in OBSERVABLES
