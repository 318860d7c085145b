"""The library-neutral part of monitors: when it measures, what it records, how it shows it."""

from __future__ import annotations

import re
from functools import partial
from io import StringIO
from xml.etree import ElementTree

import numpy as np
import pytest

from checks.toolkit.browser import chromium
from numerics.sgd import spikes
from numerics.training.measurement import Measurement
from numerics.training.monitor import Monitor, Step
from numerics.training.record import COLUMNS
from numerics.training.rules import StepRule


def measurement(sharpness=2.0, gradient_square=0.0, slope=0.0, loss=2.0, misfit=0.0, degree=2):
    ends = np.array([sharpness]), np.array([0.0]), np.array([1.0])
    bends = sharpness * gradient_square, 0.0, 0.0
    return Measurement(*ends, loss, gradient_square, misfit, (gradient_square, 0.0), bends, slope, degree, 0, 0.0, ())


def follow(monitor, losses, kernels):
    """Hand a monitor a training with these losses and kernels; the weight norm changes at each step."""
    now = {"step": 0}
    for number, (loss, kernel) in enumerate(zip(losses, kernels, strict=True)):
        now["step"] = number
        monitor.before_step(
            Step(
                loss=float(loss),
                batch=lambda euler: measurement(),
                kernel=partial(float, kernel),
                batch_loss=lambda: float(losses[now["step"]]),
                weight_square=lambda: 1.0 + now["step"],
                steer=lambda found: StepRule(0.5),
            )
        )
    return monitor.record()


LOSSES = np.array([1.0, 0.9, 0.8, 4.0, 9.0, 3.0, 0.7, 0.6, 0.5, 5.0, 6.0, 0.5, 0.4, 0.3])
KERNELS = np.array([5.0, 5.0, 5.0, 4.0, 3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0, 4.0, 4.0, 4.0])


def test_measurements_wait_until_the_budget_allows_them():
    def steps(every, budget=None):
        monitor = Monitor(every, budget=budget)

        def measured(euler):
            monitor.work += 4.0
            return measurement()

        for number in range(200):
            steps = partial(float, number + 1)
            monitor.before_step(Step(1.0, measured, lambda: 1.0, lambda: 1.0, steps, lambda found: StepRule(0.5)))
        return monitor.record()

    assert steps(5).steps.tolist() == list(range(0, 200, 5))
    # After each measurement forty steps must pass; a measurement that is due waits for the end of them.
    assert steps(5, budget=0.1).steps.tolist() == [0, 40, 80, 120, 160]
    assert steps("auto").steps.tolist() == [0, 40, 80, 120, 160]
    for wrong in (0, -1.0, float("nan"), "much"):
        with pytest.raises((TypeError, ValueError), match="budget"):
            Monitor(budget=wrong)
    with pytest.raises((TypeError, ValueError), match="every"):
        Monitor("always")


def test_spikes_are_seen_between_measurements():
    record = follow(Monitor(every=100), LOSSES, KERNELS)
    expected = spikes(LOSSES, KERNELS)
    assert [(spike.start, spike.peak, spike.end) for spike in record.spikes] == [
        (spike.start, spike.peak, spike.end) for spike in expected
    ]
    # The first lowers the kernel, the second raises it.
    assert [spike.catapult for spike in expected] == [True, False]
    assert len(record.catapults) == 1
    assert record.kernel[6] == 2.0
    without = follow(Monitor(every=100, on_spikes=False), LOSSES, KERNELS)
    assert without.steps.tolist() == [0]
    assert without.catapults == []


def test_the_kernel_before_a_spike_is_the_one_measured_nearest():
    # Between the measurement at step 0 and the spike the kernel has grown; only when the loss has risen is that seen.
    losses = np.array([1.0, 0.9, 0.8, 0.7, 0.6, 4.0, 9.0, 3.0, 0.5, 0.5])
    kernels = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 4.0, 3.0, 2.0, 2.0])
    record = follow(Monitor(every=100), losses, kernels)
    assert record.steps.tolist() == [0, 5, 8]
    assert [(spike.kernel_before, spike.kernel_after, spike.catapult) for spike in record.spikes] == [(5.0, 2.0, True)]
    assert record.kernel[4] == 1.0


def test_a_noisy_loss_costs_at_most_half_as_much_again():
    noisy = np.tile([1.0, 5.0], 500)
    record = follow(Monitor(every=50), noisy, np.ones(1000))
    periodic = len(range(0, 1000, 50))
    assert periodic < len(record.steps) <= 1.5 * periodic + 3


def test_growth_and_identity_are_those_of_the_step():
    now, monitor = {"norm": 4.0}, Monitor(every=1, growth=True)
    for loss, norm in ((2.0, 4.0), (6.0, 3.0)):
        now["norm"] = norm
        monitor.before_step(
            Step(
                loss,
                lambda euler: measurement(gradient_square=2.0, slope=1.5),
                lambda: 1.0,
                lambda: 6.0,
                lambda: now["norm"],
                lambda found: StepRule(0.5, decay=0.1),
            )
        )
    record = monitor.record()
    assert record.degree == 2
    assert record.measured["growth"][0] == 3.0
    assert record.measured["forecast"][0] == pytest.approx(1 + (0.25 / 2 * 4.0 - 0.5 * 2.0) / 2.0)
    kept = 1 - 0.5 * 0.1
    assert record.measured["identity"][0] == pytest.approx((3.0 - (kept**2 * 4 - 2 * kept * 0.5 * 3.0 + 0.25 * 2)) / 4)


@pytest.mark.parametrize(("growth", "batches", "seen"), [(False, "AA", 3.0), (False, "AB", np.nan), (True, "AB", 7.0)])
def test_growth_costs_a_pass_unless_the_batch_comes_again(growth, batches, seen):
    monitor, norms = Monitor(every=2, growth=growth), iter((4.0, 3.0))
    for loss, batch in zip((2.0, 6.0), batches, strict=True):
        monitor.before_step(
            Step(loss, lambda _: measurement(), float, lambda: 14.0, lambda: next(norms), lambda _: StepRule(0.1), batch)
        )
    np.testing.assert_equal(monitor.record().measured["growth"][0], seen)


NOT_TRIED = [
    ({"degree": None}, {}, {}),  # not homogeneous
    ({"misfit": 0.5}, {}, {}),  # another gradient than the batch's
    ({}, {"momentum": 0.5}, {}),
    ({}, {}, {"uniform": False}),
    ({}, {}, {"random": True}),  # another net than the one that was measured
]


@pytest.mark.parametrize(("found", "rule", "step"), NOT_TRIED)
def test_an_identity_that_does_not_apply_is_not_tried(found, rule, step):
    def tried(found, rule, step):
        monitor, norms = Monitor(every=1), iter((2.0, 1.0, 1.0, 1.0))
        rest = float, float, lambda: next(norms), lambda _: StepRule(0.1, **rule)
        for _ in range(2):
            monitor.before_step(Step(1.0, lambda _: measurement(**found), *rest, **step))
        return np.isfinite(monitor.record().measured["identity"]).any()

    assert (tried(found, rule, step), tried({}, {}, {})) == (False, True)


def test_divergence_is_data():
    record = follow(Monitor(every=1), np.array([1.0, np.inf, np.nan, 1.0]), np.ones(4))
    assert record.steps.tolist() == [0, 3]
    assert len(record.loss) == 4


def test_record_between_the_step_and_its_end_waits():
    monitor = Monitor(every=1, growth=True)
    step = Step(1.0, lambda _: measurement(), lambda: 1.0, lambda: 7.0, lambda: 1.0, lambda _: StepRule(0.1))
    monitor.before_step(step)
    assert np.isnan(monitor.record().measured["growth"][0])


def test_shown_in_all_ways(tmp_path):
    record = follow(Monitor(every=2), LOSSES, KERNELS)
    assert "2 spikes, 1 catapult," in repr(record)
    xarray = pytest.importorskip("xarray")
    data = record.to_xarray()
    assert isinstance(data, xarray.Dataset)
    assert set(COLUMNS) <= set(data)
    assert data["spike_catapult"].values.tolist() == [True, False]
    np.testing.assert_array_equal(data["loss"], LOSSES)
    pytest.importorskip("matplotlib")
    picture = record.draw(tmp_path / "run.png")
    assert picture.stat().st_size > 10_000
    page = record.to_html(tmp_path / "run.html", title="<run>").read_text(encoding="utf-8")
    assert "&lt;run&gt;" in page
    assert "<script" not in page
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    svg = page[page.index("<svg") : page.index("</svg>") + 6]
    ElementTree.fromstring(svg.replace("xlink:href", "href"))
    assert record.to_html(tmp_path / "again.html", title="<run>").read_text(encoding="utf-8").count("<tr>") == page.count("<tr>")


def test_the_page_opens_without_network_and_is_accessible(tmp_path):
    pytest.importorskip("matplotlib")
    path = follow(Monitor(every=2), LOSSES, KERNELS).to_html(tmp_path / "run.html")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with chromium() as browser:
        page, problems = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True).new_page(), []
        page.on("console", lambda message: problems.append(message.text))
        page.on("request", lambda request: problems.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(path.as_uri())
        assert problems == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()


def test_an_empty_record_is_shown_too(tmp_path):
    pytest.importorskip("matplotlib")
    record = Monitor().record()
    assert record.spikes == []
    assert np.isnan(record.share)
    record.draw(tmp_path / "run.svg")
    record.to_html(tmp_path / "run.html")


def test_the_live_table_shows_the_last_measurements():
    from rich.console import Console

    from numerics.training.show import live_table

    console = Console(file=StringIO(), force_terminal=True, width=100)
    with live_table(console) as tell:
        follow(Monitor(every=1, tell=tell), LOSSES, KERNELS)
    shown = console.file.getvalue()
    assert "critical rate" in shown
    assert "13" in shown
