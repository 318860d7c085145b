"""Finding experiments: every module of this package that has a tuple ``EXPERIMENTS`` contributes them."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import numerics.experiments as package
from numerics.experiments.base import Experiment

__all__ = ["experiments", "find"]


def _order(name: str) -> tuple[str, str, int]:
    stem, digits = re.fullmatch(r"(.*?)(\d*)", name).groups()  # type: ignore[union-attr]  # this pattern matches any text
    return name.split("/")[0], stem, int(digits or 0)


@cache
def experiments() -> dict[str, Experiment]:
    """All experiments by name, in the order of papers and figures."""
    found: dict[str, Experiment] = {}
    for module in iter_modules(package.__path__, f"{package.__name__}."):
        for experiment in getattr(import_module(module.name), "EXPERIMENTS", ()):
            if experiment.name in found:
                raise ValueError(f"two experiments are named {experiment.name}")
            found[experiment.name] = experiment
    return {name: found[name] for name in sorted(found, key=_order)}


def find(name: str) -> Experiment:
    """The experiment of that name.

    Raises
    ------
    ValueError
        If there is none; the message names those of the same paper.
    """
    known = experiments()
    if name not in known:
        near = [other for other in known if other.split("/")[0] == name.split("/")[0]] or list(known)
        raise ValueError(f"no experiment {name!r}; there are {', '.join(near)}")
    return known[name]
