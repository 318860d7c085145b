"""Findings about the experiments of Zhu et al. 2022."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy import ndarray

from checks.experiments.findings.finding import (
    ABOVE_0,
    BELOW_0,
    Data,
    Finding,
    Interval,
    column,
    mean_interval,
    rank_correlations,
    share,
    table,
)

Bounds = Mapping[str, float]
Run = Mapping[str, Any]


def _catapulted(run: Run, number: int) -> bool:
    """Whether the loss along direction ``number`` rose above twice its first value and came back below it."""
    part = table(run["parts"])[:, number]
    return bool(not run["diverged"] and part.max() > 2 * part[0] and part[-1] < part[0])


def _stayed(run: Run, number: int) -> bool:
    part = table(run["parts"])[:, number]
    return bool(not run["diverged"] and part.max() <= 2 * part[0])


def _one_direction(data: Data, bounds: Bounds) -> bool:
    return all(_catapulted(data[name][1], 0) and _stayed(data[name][1], 1) for name in ("nqm", "net"))


def _both_directions(data: Data, bounds: Bounds) -> bool:
    return all(_catapulted(data[name][2], number) for name in ("nqm", "net") for number in (0, 1))


def _flattened(data: Data, bounds: Bounds) -> bool:
    """After the catapults ηλ_i < 2 for both, although both began above."""
    return all(
        not run["diverged"]
        and (run["rate"] * column(run["kernel"][0]) > 2).all()
        and (run["rate"] * column(run["kernel"][-1]) < 2).all()
        for run in (data["nqm"][2], data["net"][2])
    )


def final_sharpness(data: Data) -> Interval:
    """ηλ_i at the end of the catapult in both directions, NQM and net."""
    return mean_interval(
        [run["rate"] * value for name in ("nqm", "net") for run in data[name][2:] for value in run["kernel"][-1]]
    )


def _confined(data: Data, bounds: Bounds) -> bool:
    """The top directions double their loss, hold 95 % of it at the peak and return; the complement rises a tenth as much."""
    for run in data["runs"]:
        parts = table(run["parts"])
        top, rest = parts[:, :-1].sum(axis=1), parts[:, -1]
        peak = int(np.argmax(top))
        if run["diverged"] or top[peak] < 2 * top[0] or top[-1] > top[0]:
            return False
        if rest[peak] > 0.05 * (top[peak] + rest[peak]) or rest.max() - rest[0] > 0.1 * (top[peak] - top[0]):
            return False
    return True


def _medians(data: Data, group: str, name: str) -> ndarray:
    return np.median(table(data[group][name]), axis=1)


def _peak_of_gamma(data: Data, bounds: Bounds) -> bool:
    """Median peak higher for each smaller γ, at least doubled."""
    peaks = _medians(data, "by_gamma", "peak")
    return bool((peaks[1:] > 2 * peaks[:-1]).all() and not _any_diverged(data))


def _peak_of_rate(data: Data, bounds: Bounds) -> bool:
    """Median peak higher at the largest rate than at the smallest, in the mean over seeds, and rising up to 3."""
    by_ratio = _medians(data, "by_ratio", "peak")
    return bool((np.diff(by_ratio[: _up_to(data, 3.0)]) > 0).all() and by_ratio[-1] > by_ratio[0] and not _any_diverged(data))


def _up_to(data: Data, limit: float) -> int:
    return max(2, int((column(data["ratios"]) <= limit).sum()))


def _any_diverged(data: Data) -> bool:
    return bool(table(data["by_gamma"]["diverged"]).any() or table(data["by_ratio"]["diverged"]).any())


def _kernel_of_rate(data: Data, bounds: Bounds) -> bool:
    """Median final kernel falls with the rate up to 3, below 0.9 of the start."""
    by_ratio = _medians(data, "by_ratio", "final_kernel")[: _up_to(data, 3.0)]
    return bool((np.diff(by_ratio) < 0).all() and (by_ratio < 0.9).all())


def _kernel_turns(data: Data, bounds: Bounds) -> bool:
    """Beyond 3 the median final kernel rises again, by a tenth at least; at 3 it is below half of the start."""
    upto, by_ratio = _up_to(data, 3.0), _medians(data, "by_ratio", "final_kernel")
    return bool(upto < len(by_ratio) and by_ratio[upto - 1] < 0.5 and by_ratio[-1] > 1.1 * by_ratio[upto - 1])


def _kernel_of_gamma(data: Data, bounds: Bounds) -> bool:
    """γ changes the median final kernel by less than a fifth, and it is below 0.9 of the start."""
    by_gamma = _medians(data, "by_gamma", "final_kernel")
    return bool(np.ptp(by_gamma) < 0.2 * by_gamma.mean() and (by_gamma < 0.9).all())


def peak_of_gamma(data: Data) -> Interval:
    """Spearman's correlation of the peak with γ, over seeds."""
    return mean_interval(rank_correlations(column(data["gammas"]), table(data["by_gamma"]["peak"]).T))


def peak_of_rate(data: Data) -> Interval:
    """Spearman's correlation of the peak with the rate, over seeds."""
    return mean_interval(rank_correlations(column(data["ratios"]), table(data["by_ratio"]["peak"]).T))


def kernel_of_rate(data: Data) -> Interval:
    """Spearman's correlation of the final kernel with the rate up to 3, over seeds."""
    upto = _up_to(data, 3.0)
    return mean_interval(rank_correlations(column(data["ratios"])[:upto], table(data["by_ratio"]["final_kernel"]).T[:, :upto]))


def kernel_turn(data: Data) -> Interval:
    """Logarithm of the final kernel at the largest rate over that at η‖H₀‖ = 3, over seeds."""
    kernel = table(data["by_ratio"]["final_kernel"])
    return mean_interval(np.log(kernel[-1] / kernel[_up_to(data, 3.0) - 1]))


def kernel_of_gamma(data: Data) -> Interval:
    """Logarithm of the final kernel at the largest γ over that at the smallest, over seeds."""
    kernel = table(data["by_gamma"]["final_kernel"])
    return mean_interval(np.log(kernel[0] / kernel[-1]))


def _same_below(data: Data, bounds: Bounds) -> bool:
    """At the largest sub-critical rate the three models' best test losses agree to a quarter, and have learnt."""
    for case in data["cases"]:
        ratios = column(case["ratios"])
        last = int(np.flatnonzero(ratios < 1)[-1])
        means = np.array([table(case["best"][name])[:, last].mean() for name in ("f", "f_lin", "f_quad")])
        if not (np.ptp(means) < 0.25 * means.mean() and means.max() < 0.5):
            return False
    return True


def spread_below(data: Data) -> Interval:
    """Logarithm of the largest over the least best test loss of f, f_lin, f_quad at the largest sub-critical rate."""
    found: list[float] = []
    for case in data["cases"]:
        last = int(np.flatnonzero(column(case["ratios"]) < 1)[-1])
        models = np.array([table(case["best"][name])[:, last] for name in ("f", "f_lin", "f_quad")])
        found += np.log(models.max(axis=0) / models.min(axis=0)).tolist()
    return mean_interval(found)


def _gains(data: Data, name: str) -> Interval:
    found: list[float] = []
    for case in data["cases"]:
        ratios, losses = column(case["ratios"]), table(case["best"][name])
        losses = np.where(np.isfinite(losses), losses, np.inf)
        found += np.log(losses[:, ratios > 1].min(axis=1) / losses[:, ratios < 1].min(axis=1)).tolist()
    return mean_interval(found)


def gains(data: Data) -> Interval:
    """Logarithm of best super- over best sub-critical test loss of f, over cases and seeds; negative is better."""
    return _gains(data, "f")


def gains_quadratic(data: Data) -> Interval:
    """Logarithm of best super- over best sub-critical test loss of f_quad, over cases and seeds; negative is better."""
    return _gains(data, "f_quad")


def linear_diverges(data: Data) -> Interval:
    """Share of the super-critical rates, cases and seeds at which f_lin diverges and f does not."""
    apart = []
    for case in data["cases"]:
        net, linear = (np.isfinite(table(case["best"][name])[:, column(case["ratios"]) > 1]) for name in ("f", "f_lin"))
        apart.append((net & ~linear).ravel())
    every = np.concatenate(apart)
    return share(int(every.sum()), len(every))


def _quadratic_improves(data: Data, bounds: Bounds) -> bool:
    return gains_quadratic(data).high < 0


def _linear_lost(data: Data, bounds: Bounds) -> bool:
    return linear_diverges(data).estimate > 0.9


def _better_above(data: Data, bounds: Bounds) -> bool:
    """Above the critical rate f and f_quad (ReLU cases) improve on their best sub-critical test loss; f_lin diverges."""
    for case in data["cases"]:
        ratios = column(case["ratios"])
        losses = {name: table(case["best"][name]) for name in ("f", "f_lin", "f_quad")}
        if np.isfinite(losses["f_lin"][:, ratios > 1.3]).any():
            return False
        for name in ("f", "f_quad") if case["label"].startswith("relu") else ("f",):
            mean = np.nan_to_num(losses[name], nan=np.inf).mean(axis=0)
            if not mean[ratios > 1].min() < mean[ratios < 1].min():
                return False
    return True


_E, _G, _T = "zhu-2022/eigendirections", "zhu-2022/generalisation", "zhu-2022/top-eigenspace"
_Q = "zhu-2022/general-quadratic"
_CONTROLS = ("linear model", "sub-critical")

FINDINGS = (
    Finding(_E, "Between 2/λ₁ and 2/λ₂ only the first eigendirection catapults.", _one_direction, _CONTROLS),
    Finding(_E, "Above 2/λ₂ both eigendirections catapult.", _both_directions, _CONTROLS),
    Finding(
        _E,
        "After the catapults ηλ₁ < 2 and ηλ₂ < 2.",
        _flattened,
        _CONTROLS,
        measure=final_sharpness,
        claimed={"ZQ-10": (-np.inf, 2)},
    ),
    Finding(_T, "The catapult stays in the top five eigendirections.", _confined, ("random directions", "sub-critical")),
    *(
        Finding(_Q, sentence, holds, _CONTROLS, measure, dict.fromkeys(claims, claimed))
        for sentence, holds, measure, claimed, claims in (
            ("The peak is higher for smaller γ.", _peak_of_gamma, peak_of_gamma, BELOW_0, ("ZQ-23", "ZQ-23c")),
            ("The peak is higher for larger η.", _peak_of_rate, peak_of_rate, ABOVE_0, ("ZQ-23", "ZQ-23c")),
            ("Larger η, smaller final kernel, up to η‖H₀‖ = 3.", _kernel_of_rate, kernel_of_rate, BELOW_0, ("ZQ-23c",)),
            ("Beyond η‖H₀‖ = 3 the final kernel rises again.", _kernel_turns, kernel_turn, BELOW_0, ("ZQ-23",)),
            ("γ hardly matters for the final kernel.", _kernel_of_gamma, kernel_of_gamma, (-0.1, 0.1), ("ZQ-23", "ZQ-23c")),
        )
    ),
    Finding(
        _G,
        "Below η_crit the three models have nearly the same best test loss.",
        _same_below,
        ("shuffled labels",),
        measure=spread_below,
        claimed={"ZQ-22": (-np.inf, 0.2)},
    ),
    Finding(
        _G,
        "Above η_crit f_quad, too, improves, in the mean over all cases.",
        _quadratic_improves,
        ("shuffled labels", "linear model"),
        measure=gains_quadratic,
        claimed={"ZQ-22": BELOW_0},
    ),
    Finding(
        _G,
        "Above η_crit f_lin diverges where f does not.",
        _linear_lost,
        ("linear model",),
        measure=linear_diverges,
        claimed={"ZQ-22": (0.9, np.inf)},
    ),
    Finding(
        _G,
        "Above η_crit f (and with ReLU f_quad) improves, f_lin diverges.",
        _better_above,
        ("shuffled labels", "linear model"),
        measure=gains,
        claimed={"ZQ-22": BELOW_0},
    ),
)
