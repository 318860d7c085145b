"""Findings about the learning-rate sweeps with one initialisation: Meltzer & Liu, figures 1, 2, 4 to 10."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from checks.experiments.findings.finding import Data, Finding, column, rank_correlations

Bounds = Mapping[str, float]
_ROUNDING = 1e-12


def _converges_below_bound(data: Data, bounds: Bounds) -> bool:
    """Every rate below the derived bound (a control: every rate) ends below 1e-4 of the first loss, and some lie above 2."""
    ratios, final = column(data["ratios"]), column(data["final_loss"])
    chosen = ratios < min(bounds.values(), default=np.inf)
    return bool((ratios[chosen] > 2).any() and (final[chosen] < 1e-4 * data["initial_loss"]).all())


def _edge_between(low: float, high: float) -> Callable[[Data, Bounds], bool]:
    """Every rate up to ``low`` converges and every rate from ``high`` on diverges, and there are such rates."""

    def holds(data: Data, bounds: Bounds) -> bool:
        ratios, gone = column(data["ratios"]), np.asarray(data["diverged"], dtype=bool)
        below, above = ratios <= low, ratios >= high
        return bool(above.any() and ratios.max() > low and not gone[below].any() and gone[above].all())

    return holds


def _first_lost_in(low: float, high: float) -> Callable[[Data, Bounds], bool]:
    """No rate up to ``low`` diverges, and some rate above it and up to ``high`` does (what lies beyond that is erratic)."""

    def holds(data: Data, bounds: Bounds) -> bool:
        lost = column(data["ratios"])[np.asarray(data["diverged"], dtype=bool)]
        return bool(len(lost) and low < lost.min() <= high)

    return holds


def _bound_near(value: float, slack: float) -> Callable[[Data, Bounds], bool]:
    return lambda data, bounds: len(bounds) == 1 and abs(next(iter(bounds.values())) - value) < slack


def _norm_falls(data: Data, bounds: Bounds) -> bool:
    """Below the derived bound no step raises the weight norm (for controls without a bound: at none of their rates)."""
    limit = min(bounds.values()) if bounds else np.inf
    chosen = column(data["ratios"]) < limit
    return bool(chosen.any() and (column(data["norm_rise"])[chosen] <= _ROUNDING).all())


def _catapult(data: Data, bounds: Bounds) -> bool:
    """Some run lifts its loss (above what no weights can fit) by a tenth over the first value, and then comes to rest."""
    least = data.get("constant_loss", 0.0)
    risen = column(data["peak_loss"]) - least > 1.1 * (data["initial_loss"] - least)
    return bool((risen & np.asarray(data["settled"], dtype=bool)).any())


def _kernel_below_two(data: Data, bounds: Bounds) -> bool:
    """Every run above 2 that came to rest has η‖H_∞‖ ≤ 2, and there is one."""
    ratios, kernel = column(data["ratios"]), column(data["ntk"])
    rested = np.asarray(data["settled"], dtype=bool) & (ratios > 2.1)
    return bool(rested.any() and (kernel[rested] <= 2).all())


def _sparser(data: Data, bounds: Bounds) -> bool:
    """The fraction of negative pre-activations grows with the rate, between 2 and 3.6 (all rates of a control)."""
    ratios, sparsity = column(data["ratios"]), column(data["sparsity"])
    chosen = (ratios >= 2) & (ratios <= 3.6) if ratios.max() > 2 else np.ones(len(ratios), dtype=bool)
    spread = np.ptp(sparsity[chosen])
    return bool(spread > 0.05 and rank_correlations(ratios[chosen], sparsity[chosen][None])[0] > 0.9)


def _bounded_loss(data: Data, bounds: Bounds) -> bool:
    """No rate below the edge lets the loss reach 2/(κη²), κ = s²a₊²|x|²; a control is judged at all of its rates."""
    constants = data["constants"]
    kappa = constants["s"] ** 2 * constants["a_plus"] ** 2 * constants["x2"]
    rates = column(data["ratios"]) / data["initial_ntk"]
    chosen = column(data["ratios"]) < min(bounds.values(), default=np.inf)
    return bool(chosen.any() and (column(data["peak_loss"])[chosen] * kappa * rates[chosen] ** 2 < 2).all())


def _norm_shrinks(data: Data, bounds: Bounds) -> bool:
    """Some run above 2 ends with less than 0.7 of its first weight norm."""
    return bool((column(data["norm_ratio"])[column(data["ratios"]) > 2] < 0.7).any())


def _findings(name: str, *own: tuple[str, Callable[[Data, Bounds], bool], tuple[str, ...]]) -> list[Finding]:
    common = (
        ("Above η‖H₀‖ = 2 the loss first rises, then comes to rest: the catapult.", _catapult, ("sub-critical", "linear model")),
        ("Every catapult comes to rest with η‖H_∞‖ ≤ 2.", _kernel_below_two, ("sub-critical", "linear model")),
    )
    return [Finding(name, sentence, holds, controls) for sentence, holds, controls in (*own, *common)]


_NORM = "At every rate below the derived bound no step raises the weight norm."
_SHRINKS = "A catapult shrinks the weight norm."

FINDINGS = (
    *_findings(
        "meltzer-liu/fig1",
        ("Rates converge nearly to 4: all up to 3.7, and one up to 4 diverges.", _first_lost_in(3.7, 4.0), ("linear model",)),
        ("The bound lies near 7/3.", _bound_near(7 / 3, 0.2), ("other spectrum",)),
        (_NORM, _norm_falls, ("large target", "linear model")),
    ),
    *_findings(
        "meltzer-liu/fig2",
        ("Rates converge to about 4.7: all up to 4.4, none from 5.2.", _edge_between(4.4, 5.2), ("linear model", "linear net")),
        ("The bound lies near 5/2.", _bound_near(5 / 2, 0.2), ("linear net",)),
        (_NORM, _norm_falls, ("large target", "linear model")),
    ),
    *_findings(
        "meltzer-liu/fig8",
        ("The bound lies near 25/8.", _bound_near(25 / 8, 0.2), ("linear net",)),
        (_NORM, _norm_falls, ("large target", "linear model")),
    ),
    *_findings("meltzer-liu/fig6", ("Every rate below the derived bound converges.", _converges_below_bound, ("linear model",))),
    *_findings(
        "meltzer-liu/fig10",
        ("Below the edge with a target the loss stays below 2/(κη²).", _bounded_loss, ("linear model",)),
        ("The activation map grows sparser with the rate.", _sparser, ("sub-critical", "linear net")),
    ),
    *_findings("meltzer-liu/fig4", (_SHRINKS, _norm_shrinks, ("sub-critical", "linear model"))),
    *_findings("meltzer-liu/fig5", (_SHRINKS, _norm_shrinks, ("sub-critical", "linear model"))),
    *_findings("meltzer-liu/fig7", (_SHRINKS, _norm_shrinks, ("sub-critical", "linear model"))),
    *_findings("meltzer-liu/fig9", (_SHRINKS, _norm_shrinks, ("sub-critical", "linear model"))),
)
