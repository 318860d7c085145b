"""Findings about catapults in a CNN, a Wide ResNet and a ViT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.experiments.findings.finding import Data, Finding, Interval, mean_interval, share

Bounds = Mapping[str, float]
_NAME = "zhu-2023/real-nets"
_BOTH = ("sub-critical", "linear model")


def _nets(data: Data, part: str) -> Iterator[list[dict[str, Any]]]:
    """The runs of each kind of net."""
    yield from (found[part] for found in data["nets"].values())


def drop_share(data: Data) -> Interval:
    """Share of SGD's spikes, all nets and seeds pooled, through which the kernel's norm drops."""
    runs = [run for found in _nets(data, "sgd") for run in found]
    return share(sum(run["catapults"] for run in runs), sum(run["count"] for run in runs))


def top_share(data: Data) -> Interval:
    """Share of a spike's rise that lies in the top five eigendirections, all nets and seeds."""
    return mean_interval([value for found in _nets(data, "sgd") for run in found for value in run["shares"]])


def _spikes_drop(data: Data, bounds: Bounds) -> bool:
    """Each kind of net has spikes, and through at least three quarters of all of them the kernel drops."""
    found = drop_share(data)
    return all(sum(run["count"] for run in runs) for runs in _nets(data, "sgd")) and found.estimate >= 0.75


def _in_top(data: Data, bounds: Bounds) -> bool:
    found = top_share(data)
    return found.samples >= 3 and found.estimate > 0.9 and _spikes_drop(data, bounds)


def _raises(run: Mapping[str, Any]) -> list[bool]:
    """For each raise: whether the loss rose twofold, the run stayed finite and the kernel ended lower."""
    return [
        stage["rise"] > 2 and stage["kernel_after"] is not None and stage["kernel_after"] < stage["kernel_before"]
        for stage in run["stages"][1:]
    ]


def _several(data: Data, bounds: Bounds) -> bool:
    """In every run a raise of the rate makes a catapult, and of all raises at least nine in ten do."""
    runs = [_raises(run) for found in _nets(data, "raised") for run in found]
    return all(map(any, runs)) and sum(map(sum, runs)) >= 0.9 * sum(map(len, runs))


def _raised_in_top(data: Data, bounds: Bounds) -> bool:
    """In every net, seed and raise at least nine tenths of the rise lie in the top five eigendirections."""
    shares = [stage["top_share"] for runs in _nets(data, "raised") for run in runs for stage in run["stages"][1:]]
    return all(value is not None and value > 0.9 for value in shares)


FINDINGS = (
    Finding(
        _NAME,
        "SGD makes spikes in each kind of net, and through most of them the kernel's norm drops.",
        _spikes_drop,
        _BOTH,
        measure=drop_share,
        full_only=True,
    ),
    Finding(
        _NAME, "They lie in the span of the kernel's top five eigenvectors.", _in_top, _BOTH, measure=top_share, full_only=True
    ),
    Finding(
        _NAME,
        "Raised above the edge, the rate makes a catapult in every net and seed, and in nine of ten raises.",
        _several,
        _BOTH,
    ),
    Finding(_NAME, "Its rise lies in the span of the top five eigenvectors.", _raised_in_top, ("sub-critical",)),
)
