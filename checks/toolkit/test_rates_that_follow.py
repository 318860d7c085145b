"""Learning rates that follow the state keep what they promise, exactly; axes of the process are the processes they name."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from numerics import (
    CertifiedRate,
    Ensemble,
    GradientDescent,
    HeavyBall,
    KernelRate,
    PolyakRate,
    PureQuadratic,
    TwoLayerNet,
    initialise,
    phase_diagram,
    simulate,
    simulate_exact,
)
from numerics.process_axes import PROCESS_AXES, process_diagram

F = Fraction
MODEL = PureQuadratic([[F(1), F(-2)], [F(2), F(1)]], F(1))
START = [F(3), F(1, 3)]


def norms(schedule: object, targets: object = (0, 0), model: PureQuadratic = MODEL) -> list[Fraction]:
    return [state.weight_norm for state in simulate_exact(model, START, targets, steps=4, update=GradientDescent(schedule))]


def test_polyaks_step_lowers_the_norm_by_exactly_what_is_said() -> None:
    for rho in (F(1), F(3), F(8), F(9)):
        states = simulate_exact(MODEL, START, [0, 0], steps=3, update=GradientDescent(PolyakRate(rho)))
        for before, after in pairwise(states):
            row = np.array([before.weights], dtype=object)
            pulled = MODEL.pullback(row, MODEL.outputs(row))[0] / 2
            assert before.weight_norm - after.weight_norm == rho * (8 - rho) * before.loss**2 / (pulled**2).sum()


def test_a_certified_rate_never_raises_the_norm_and_one_beyond_may() -> None:
    # λmax(H) ≤ C θ² with C = 4 for forms whose squares are at most 4.
    assert all(after <= before for before, after in pairwise(norms(CertifiedRate(F(4), c=F(4)))))
    wrong = CertifiedRate(F(1), c=F(4))
    assert any(after > before for before, after in pairwise(norms(wrong)))


def test_the_dial_holds_the_kernel_at_the_rate() -> None:
    net = TwoLayerNet(np.array([[1.0, 0.0], [0.5, 2.0]]), 6, (1.0, 0.5))
    weights = initialise("gaussian", 0, 3, net.weight_count)
    runs = simulate(net, weights, 0.0, steps=5, update=GradientDescent(KernelRate(1.5)))
    for step in range(5):
        one = simulate(net, weights, 0.0, 1.5 / runs.ntk[:, step], 1)
        weights = one.final_weights
        assert np.allclose(one.loss[:, 1], runs.loss[:, step + 1], rtol=1e-10)


def test_nothing_moves_where_the_gradient_is_zero() -> None:
    for schedule in (CertifiedRate(F(1)), PolyakRate(F(1))):
        states = simulate_exact(MODEL, [0, 0], [0, 0], steps=2, update=GradientDescent(schedule))
        assert states[-1].weight_norm == 0


def test_the_certified_rate_may_keep_a_least_norm() -> None:
    free, kept = (norms(CertifiedRate(F(4), least_norm=least), (1, -1)) for least in (F(0), F(1000)))
    assert abs(kept[1] - kept[0]) < abs(free[1] - free[0])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: CertifiedRate(1.0, c=4.5), "c must be"),
        (lambda: CertifiedRate(0.0), "constant must be"),
        (lambda: CertifiedRate(1.0, least_norm=-1.0), "least_norm must be"),
        (lambda: PolyakRate(float("nan")), "rho must be"),
        (lambda: KernelRate(0.0), "c must be"),
    ],
)
def test_numbers_out_of_range_are_named(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()  # type: ignore[operator]  # what makes a schedule


def test_a_dial_on_several_data_is_not_exact() -> None:
    with pytest.raises(TypeError, match="no exact arithmetic"):
        norms(KernelRate(F(1)))


def test_an_axis_runs_the_process_that_it_names() -> None:
    ensemble, rates = Ensemble(width=16, slope=1.0), [0.5, 2.5, 5.0]
    found = process_diagram(ensemble, rates, "momentum", [0.0, 0.7], replicates=2, steps=100)
    plain = phase_diagram(ensemble, rates, replicates=2, steps=100)
    heavy = phase_diagram(ensemble, rates, replicates=2, steps=100, update=partial(HeavyBall, momentum=0.7))
    for name in ("phase", "initial_loss", "weight_norm_rise"):
        assert np.allclose(found.data[name][0], plain.data[name][0])
        assert np.allclose(found.data[name][1], heavy.data[name][0])
    assert not np.allclose(found.data["weight_norm_rise"][0], found.data["weight_norm_rise"][1])


@pytest.mark.parametrize(("axis", "value"), [("momentum", 0.6), ("nesterov", 0.6), ("weight_decay", 0.5)])
def test_the_linear_edge_is_where_small_outputs_grow(axis: str, value: float) -> None:
    """Near a minimum with curvature λ: just below the edge the loss falls, just above it grows."""
    from numerics.models.taylor import first_order

    net = TwoLayerNet(np.ones((1, 1)), 8, (1.0, 1.0))
    start = initialise("gaussian", 0, 1, net.weight_count)
    model = first_order(net, start[0])
    ntk = float(simulate(model, start, 0.0, 0.0, 0).ntk[0, 0])
    edge = PROCESS_AXES[axis].edge(value, ntk) / ntk
    last = []
    for rate in (0.98 * edge, 1.02 * edge):
        update = PROCESS_AXES[axis].process(value, rate)["update"](rate)
        last.append(float(simulate(model, start, 1.0, steps=600, update=update).summary.loss_change[0]))
    assert abs(last[0]) < 1e-3 < abs(last[1])


def test_bounded_slopes_are_bounded_by_their_axis() -> None:
    """Up to ρ = √2 every rate comes to rest; above, some do not."""
    ensemble, rates = Ensemble(width=16, slope=1.0), [4.0, 6.0, 9.0]
    found = process_diagram(ensemble, rates, "slope_bound", [1.2, 2.0], steps=300)
    assert (found.phase[0] <= 1).all()
    assert (found.phase[1] == 3).any()
    assert not (found.phase == 2).any()


@pytest.mark.parametrize(
    ("axis", "values", "message"),
    [("width", [1], "axis must be"), ("momentum", [], "must not be empty"), ("momentum", [1.0], "momentum must be")],
)
def test_wrong_axes_are_named(axis: str, values: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        process_diagram(Ensemble(width=4), [1.0], axis, values, steps=1)
    with pytest.raises(ValueError, match="two-layer net on the toy datum"):
        process_diagram(Ensemble(model="pure_quadratic", width=4), [1.0], "slope_bound", [1.0], steps=1)
