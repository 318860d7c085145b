"""What an experiment is: settings, one function from settings to numbers, and a picture. Findings are asserted elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from numerics.experiments.cells import Cells
from numerics.experiments.source import code_of

__all__ = ["NOT_RUN", "REPHRASED", "Experiment", "Results", "Settings"]

Settings = Mapping[str, Any]
Results = dict[str, Any]
"""``{"main": {...}, "controls": {name: {...}}}`` of numbers, texts and nested lists: what JSON can hold."""

NOT_RUN = "not run here"
_FRESH = 1000
"""What is added to an experiment's seed for its fresh seeds."""
REPHRASED = "A finding did not hold on the first fresh seed (the threshold was too tight) and was rephrased; this is a second."
"""Remark of an experiment whose ``fresh`` names a second seed."""
_NAME = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")


@dataclass(frozen=True)
class Experiment:
    """One figure or table of a paper (or of ours), re-runnable by name.

    Attributes
    ----------
    name
        ``"<paper>/<figure>"``, e.g. ``"meltzer-liu/fig3"``.
    title
        One line: model, data, what is varied.
    compute
        (settings, cells) -> `Results`; deterministic in the settings; ``cells`` makes it resumable.
    draw
        (results, figure) -> None: draws on an empty Matplotlib figure. None for an experiment that was not run.
    paper
        The settings of the paper (or, where it gives none, our declared choice).
    full
        Where the full version differs from the paper: these are its reductions.
    quick
        Where the quick version differs from the full one.
    fresh
        Where the version on fresh seeds, see `on_fresh_seeds`, differs from the full one besides its seed; with another seed
        where a finding was rephrased after the first fresh one.
    printed
        What the paper shows, by short name: numbers and orderings, to be set beside ours.
    remarks
        Choices that numbers cannot tell, one sentence each.
    differences
        Where the full version's numbers differ from the paper's, one sentence each.
    needs
        Data that are not bundled, e.g. ``"cifar-10"``; the experiment then asks for a folder.
    extra
        The extra of this toolkit that brings the packages it needs beyond those of all experiments, e.g. ``"torch"``.
    table
        results -> lines of a table in Markdown for the experiment's page, where the findings and the picture do not say enough.
    """

    name: str
    title: str
    compute: Callable[[Settings, Cells], Results]
    draw: Callable[[Results, Any], None]
    paper: Settings
    full: Settings = field(default_factory=dict)
    quick: Settings = field(default_factory=dict)
    fresh: Settings = field(default_factory=dict, kw_only=True)
    printed: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    needs: str = ""
    extra: str = field(default="", kw_only=True)
    table: Callable[[Results], list[str]] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"an experiment is named '<paper>/<figure>' in lower case, not {self.name!r}")
        unknown = (set(self.full) | set(self.quick) | set(self.fresh)) - set(self.paper)
        if unknown:
            raise ValueError(f"{self.name}: settings {sorted(unknown)} are not among the paper's")

    def settings(self, quick: bool = False) -> Settings:
        """The settings of the full or of the quick version."""
        return MappingProxyType({**self.paper, **self.full, **(self.quick if quick else {})})

    def on_fresh_seeds(self) -> Experiment:
        """The same experiment on seeds that nobody looked at when the thresholds of its findings were set."""
        return replace(self, full={**self.full, "seed": self.paper["seed"] + _FRESH, **self.fresh})

    def reductions(self, quick: bool = False) -> dict[str, tuple[Any, Any]]:
        """Setting → (the paper's value, ours), where they differ."""
        ours = self.settings(quick)
        return {key: (value, ours[key]) for key, value in self.paper.items() if value != ours[key]}

    def key(self, quick: bool = False) -> str:
        """Hash of the settings and of the code that computes, see `code_of`: a summary with another key is out of date."""
        text = json.dumps([self.name, dict(self.settings(quick)), code_of(self.compute)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
