"""Facts about the experiments of Zhu et al. 2022."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy import ndarray

from checks.facts.fact import Data, Fact, Interval, column, mean_interval, rank_correlations, table

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


def _peaks(data: Data, bounds: Bounds) -> bool:
    """Median peak higher for each smaller γ, and for each larger rate."""
    by_gamma, by_ratio = _medians(data, "by_gamma", "peak"), _medians(data, "by_ratio", "peak")
    return bool((np.diff(by_gamma) > 0).all() and (np.diff(by_ratio[: _up_to(data, 3.0)]) > 0).all() and not _any_diverged(data))


def _up_to(data: Data, limit: float) -> int:
    return max(2, int((column(data["ratios"]) <= limit).sum()))


def _any_diverged(data: Data) -> bool:
    return bool(table(data["by_gamma"]["diverged"]).any() or table(data["by_ratio"]["diverged"]).any())


def _final_kernels(data: Data, bounds: Bounds) -> bool:
    """Median final kernel falls with the rate up to 3, below 0.9 of the start; γ changes it by less than a fifth."""
    by_ratio = _medians(data, "by_ratio", "final_kernel")[: _up_to(data, 3.0)]
    by_gamma = _medians(data, "by_gamma", "final_kernel")
    flat = np.ptp(by_gamma) < 0.2 * by_gamma.mean()
    return bool((np.diff(by_ratio) < 0).all() and (by_ratio < 0.9).all() and flat)


def peak_rank(data: Data) -> Interval:
    """Spearman's correlation of the peak with γ, over seeds."""
    return mean_interval(rank_correlations(column(data["gammas"]), table(data["by_gamma"]["peak"]).T))


def kernel_rank(data: Data) -> Interval:
    """Spearman's correlation of the final kernel with the rate up to 3, over seeds."""
    upto = _up_to(data, 3.0)
    return mean_interval(rank_correlations(column(data["ratios"])[:upto], table(data["by_ratio"]["final_kernel"]).T[:, :upto]))


def _same_below(data: Data, bounds: Bounds) -> bool:
    """At the largest sub-critical rate the three models' best test losses agree to a quarter, and have learnt."""
    for case in data["cases"]:
        ratios = column(case["ratios"])
        last = int(np.flatnonzero(ratios < 1)[-1])
        means = np.array([table(case["best"][name])[:, last].mean() for name in ("f", "f_lin", "f_quad")])
        if not (np.ptp(means) < 0.25 * means.mean() and means.max() < 0.5):
            return False
    return True


def gains(data: Data) -> Interval:
    """Logarithm of best super- over best sub-critical test loss of f, over cases and seeds; negative is better."""
    found: list[float] = []
    for case in data["cases"]:
        ratios, losses = column(case["ratios"]), table(case["best"]["f"])
        losses = np.where(np.isfinite(losses), losses, np.inf)
        found += np.log(losses[:, ratios > 1].min(axis=1) / losses[:, ratios < 1].min(axis=1)).tolist()
    return mean_interval(found)


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

FACTS = (
    Fact(_E, "Between 2/λ₁ and 2/λ₂ only the first eigendirection catapults.", _one_direction, _CONTROLS),
    Fact(_E, "Above 2/λ₂ both eigendirections catapult.", _both_directions, _CONTROLS),
    Fact(_E, "After the catapults ηλ₁ < 2 and ηλ₂ < 2.", _flattened, _CONTROLS, claim="ZQ-10", measure=final_sharpness),
    Fact(_T, "The catapult stays in the top five eigendirections.", _confined, ("random directions", "sub-critical")),
    Fact(_Q, "The peak is higher for smaller γ and for larger η.", _peaks, _CONTROLS, claim="ZQ-23", measure=peak_rank),
    Fact(_Q, "Larger η, smaller final kernel; γ hardly matters.", _final_kernels, _CONTROLS, claim="ZQ-23", measure=kernel_rank),
    Fact(_G, "Below η_crit the three models have nearly the same best test loss.", _same_below, ("shuffled labels",)),
    Fact(
        _G,
        "Above η_crit f (and with ReLU f_quad) improves, f_lin diverges.",
        _better_above,
        ("shuffled labels", "linear model"),
        claim="ZQ-22",
        measure=gains,
    ),
)
