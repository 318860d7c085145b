"""Findings about the experiments of Zhu et al. 2023, and of Lewkowycz et al."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from checks.experiments.findings.finding import (
    ABOVE_0,
    BELOW_0,
    EACH,
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
_FACTOR = 1
"""Position of the factor that the findings use in the settings' list of factors; the others show what depends on it."""


def drop_share(data: Data) -> Interval:
    """Share of spikes (all seeds pooled) through which the kernel's norm drops, with Clopper and Pearson's interval."""
    spikes = sum(int(row[_FACTOR]) for row in data["count"])
    drops = sum(int(row[_FACTOR]) for row in data["catapults"])
    return share(drops, spikes)


def _spikes_drop(data: Data, bounds: Bounds) -> bool:
    """There are spikes, and through at least three quarters of them the kernel drops."""
    found = drop_share(data)
    return found.samples >= 2 and found.estimate >= 0.75


def growth_share(data: Data) -> Interval:
    """Share, among steps that raised the loss of their own batch, of those on a super-critical batch (all seeds pooled)."""
    return share(sum(data["grew_above"]), sum(data["grew"]))


def _growth_is_super_critical(data: Data, bounds: Bounds) -> bool:
    """Steps that raise their own batch's loss happen, and nearly all of them on super-critical batches."""
    found = growth_share(data)
    return found.samples >= 3 and found.estimate >= 0.9


def top_share(data: Data) -> Interval:
    """Share of a spike's rise that lies in the top five eigendirections; above 1 where the complement falls meanwhile."""
    return mean_interval([value for seed in data["shares"] for value in seed[_FACTOR]])


def _in_top(data: Data, bounds: Bounds) -> bool:
    found = top_share(data)
    return found.samples >= 1 and found.estimate > 0.9


def _raised(data: Data) -> list[list[bool]]:
    """For each seed and raise: whether the loss rose twofold, the run stayed finite and the kernel ended lower."""
    return [
        [
            stage["rise"] > 2 and stage["kernel_after"] is not None and stage["kernel_after"] < stage["kernel_before"]
            for stage in seed[1:]
        ]
        for seed in data["stages"]
    ]


def raise_share(data: Data) -> Interval:
    """Share of raises that gave a catapult lowering the kernel, all seeds pooled."""
    raised = _raised(data)
    return share(sum(map(sum, raised)), data["raises"] * len(raised))


def raises_each(data: Data) -> Interval:
    """Catapults that lower the kernel in one run, over seeds."""
    return mean_interval([sum(seed) for seed in _raised(data)])


def _several(data: Data, bounds: Bounds) -> bool:
    return all(len(seed) == data["raises"] and sum(seed) >= 2 for seed in _raised(data))


def _by_batch(data: Data, name: str) -> list[float]:
    """Rank correlation of a quantity with the batch size, one number per task and seed."""
    return [float(value) for task in data["tasks"] for value in rank_correlations(column(task["batches"]), table(task[name]).T)]


def catapults_by_batch(data: Data) -> Interval:
    """Rank correlation of the number of catapults with the batch size; negative: more for smaller batches."""
    return mean_interval(_by_batch(data, "catapults"))


def test_by_batch(data: Data) -> Interval:
    """Rank correlation of the test loss with the batch size; positive: better for smaller batches."""
    return mean_interval(_by_batch(data, "test"))


def alignment_by_batch(data: Data) -> Interval:
    """Rank correlation of the AGOP alignment with the batch size; negative: better for smaller batches."""
    return mean_interval(_by_batch(data, "alignment"))


def _by_catapults(data: Data, name: str) -> Interval:
    found: list[float] = []
    for task in data["tasks"]:
        counts, values = table(task["catapults"]).T, table(task[name]).T
        found += [float(rank_correlations(x, y[None])[0]) for x, y in zip(counts, values, strict=True) if np.ptp(x) > 0]
    return mean_interval(found)


def alignment_by_catapults(data: Data) -> Interval:
    """Rank correlation of AGOP alignment with the number of catapults over the batch sizes; positive as claimed."""
    return _by_catapults(data, "alignment")


def test_by_catapults(data: Data) -> Interval:
    """Rank correlation of the test loss with the number of catapults over the batch sizes; negative as claimed."""
    return _by_catapults(data, "test")


def _more_catapults(data: Data, bounds: Bounds) -> bool:
    """The smallest batch has more catapults than the full batch, summed over seeds, in every task, whatever the factor."""
    for task in data["tasks"]:
        counts = np.array(task["counts"], dtype=float).sum(axis=1)
        if not (counts[0, :2] > counts[-1, :2]).all():
            return False
    return True


def _better_small(data: Data, bounds: Bounds) -> bool:
    """In every task the smallest batch has learnt, is better aligned than the full one, and its test loss is a tenth lower."""
    for task in data["tasks"]:
        alignment, test = table(task["alignment"]).mean(axis=1), table(task["test"]).mean(axis=1)
        if not (alignment[0] > max(alignment[-1], 0.8) and test[0] < 0.9 * test[-1]):
            return False
    return True


def edges(data: Data) -> Interval:
    """Where training ends: between the least edge over seeds, up to which all rates train, and the rate after the largest."""
    ratios = column(data["ratios"])
    after = ratios[ratios > max(data["edge"])]
    return Interval(float(np.mean(data["edge"])), float(min(data["edge"])), float(min(after, default=np.inf)), len(data["edge"]))


def _beyond_four(data: Data, bounds: Bounds) -> bool:
    """Every seed trains at every rate up to 6 at least."""
    return bool(min(data["edge"]) >= 4.5)


_S, _T, _R, _B = (f"zhu-2023/{name}" for name in ("sgd-spikes", "top-eigenspace", "several-catapults", "batch-size-agop"))
_CONTROLS = ("sub-critical", "linear model")

FINDINGS = (
    Finding(
        _S,
        "The kernel's norm drops through at least three of four spikes (of threefold height).",
        _spikes_drop,
        _CONTROLS,
        measure=drop_share,
        claimed={"ZS-1": EACH, "ZS-1c": (0.5, np.inf)},
    ),
    Finding(
        _S,
        "A step raises the loss of its own batch only if the batch is super-critical.",
        _growth_is_super_critical,
        ("sub-critical",),
        measure=growth_share,
        claimed={"ZS-3": (0.95, np.inf)},
    ),
    Finding(
        _T,
        "The spikes lie in the top five eigendirections.",
        _in_top,
        ("sub-critical",),
        measure=top_share,
        claimed={"ZS-2": (0.9, np.inf)},
    ),
    Finding(
        _R,
        "Raising the rate again and again gives several catapults that lower the kernel.",
        _several,
        _CONTROLS,
        measure=raise_share,
        claimed={"ZS-4": EACH},
    ),
    Finding(
        _R,
        "Each run has at least two such catapults.",
        _several,
        _CONTROLS,
        measure=raises_each,
        claimed={"ZS-4": (1.5, np.inf)},
    ),
    Finding(
        _B,
        "Smaller batches, more catapults.",
        _more_catapults,
        ("sub-critical",),
        measure=catapults_by_batch,
        claimed={"ZS-6": BELOW_0},
    ),
    Finding(
        _B,
        "The smallest batch has the better AGOP alignment and test loss.",
        _better_small,
        ("sub-critical", "shuffled labels"),
        measure=test_by_batch,
        claimed={"ZS-6": ABOVE_0},
    ),
    Finding(
        _B,
        "Over the batch sizes, alignment falls with the batch.",
        lambda data, bounds: alignment_by_batch(data).estimate < -0.5 and _more_catapults(data, bounds),
        ("sub-critical", "shuffled labels"),
        measure=alignment_by_batch,
        claimed={"ZS-6": BELOW_0},
    ),
    Finding(
        _B,
        "The runs with more catapults have the better AGOP alignment.",
        lambda data, bounds: alignment_by_catapults(data).estimate > 0.2,
        ("sub-critical",),
        measure=alignment_by_catapults,
        claimed={"ZS-5": ABOVE_0},
        full_only=True,
    ),
    Finding(
        _B,
        "The runs with more catapults have the lower test loss.",
        lambda data, bounds: test_by_catapults(data).estimate < -0.2,
        ("sub-critical",),
        measure=test_by_catapults,
        claimed={"ZS-5": BELOW_0},
        full_only=True,
    ),
    Finding(
        "lewkowycz/relu-edge",
        "ReLU nets train beyond 4/λ₀, where linear nets diverge.",
        _beyond_four,
        ("linear net",),
        measure=edges,
        claimed={"LW-3": (9.6, 14.4)},
        full_only=True,
    ),
)
