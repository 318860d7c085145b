"""Experiments judged: every finding must hold on the experiment's numbers and fail on its controls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.experiments.findings import Finding, findings_of
from checks.experiments.findings.bounds import bounds_of
from numerics.experiments import find
from numerics.experiments.engine_probe import same_engine
from numerics.experiments.store import FRESH_SEEDS

__all__ = ["Outcome", "judge_experiment", "out_of_date"]


@dataclass(frozen=True)
class Outcome:
    """What became of one finding.

    Attributes
    ----------
    finding
        The finding.
    holds
        Whether the experiment's numbers show it.
    fooled
        Controls that show it although they must not.
    """

    finding: Finding
    holds: bool
    fooled: tuple[str, ...]

    @property
    def established(self) -> bool:
        """Whether the numbers show the finding and every control fails it."""
        return self.holds and not self.fooled

    def __str__(self) -> str:
        verdict = "shown" if self.established else "NOT SHOWN" if not self.holds else f"ALSO SHOWN BY {', '.join(self.fooled)}"
        return f"{verdict}: {self.finding.sentence}"


def judge_experiment(summary: Mapping[str, Any]) -> list[Outcome]:
    """Judge all findings of an experiment on its summary; the quick version is not asked for what it is too small to show.

    Raises
    ------
    ValueError
        If there is no experiment of the summary's name.
    """
    name, results, settings = summary["name"], summary["results"], summary["settings"]
    find(name)
    main, controls = results["main"], results["controls"]
    bounds = bounds_of(results, settings)
    outcomes = []
    for finding in findings_of(name):
        if finding.full_only and summary["version"] == "quick":
            continue
        fooled = []
        for control in finding.controls:
            # A control without constants of its own is judged against none of the bounds, but with the same constants.
            own = bounds_of({"main": controls[control]}, settings)
            data = {"constants": main.get("constants", {}), **controls[control]}
            if finding.holds(data, own):
                fooled.append(control)
        outcomes.append(Outcome(finding, finding.holds(main, bounds), tuple(fooled)))
    return outcomes


def out_of_date(summary: Mapping[str, Any]) -> bool:
    """Whether a stored summary was made by other settings, other code or an engine that returned other numbers than now."""
    experiment = find(summary["name"])
    if summary["version"] == FRESH_SEEDS:
        experiment = experiment.on_fresh_seeds()
    key = experiment.key(summary["version"] == "quick")
    return bool(summary["key"] != key or not same_engine(summary.get("engine", [])))
