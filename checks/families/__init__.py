"""Scenes of each model family, one family a file: how its statements meet a numeric model. Found by name, not registered."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast

from hypothesis.strategies import SearchStrategy
from numpy import ndarray

from checks.scene import Scene
from theory.statements import Setting

__all__ = ["Family", "families", "family"]


class Family(Protocol):
    """What a module of this package offers."""

    def fits(self, setting: Setting, model: Any, initial: ndarray) -> bool:
        """Whether a model in exact fractions, started at weights (1, P), is of this family and the setting's variant."""

    def scene(self, setting: Setting, model: Any, initial: ndarray, goal: ndarray) -> Scene:
        """The scene of a model of this family with weights (B, P) and targets (D,)."""

    def scenes(self, setting: Setting, batch: int, largest: int) -> SearchStrategy[Scene]:
        """Floating-point scenes with ``batch`` initialisations and widths up to ``largest``."""

    def exact_scenes(self, setting: Setting) -> Iterator[Scene]:
        """A fixed, deterministic pool of small scenes in exact fractions, one initialisation each, simplest first."""

    def boundary_scenes(self, setting: Setting) -> Iterator[Scene]:
        """A few exact scenes in which bounds are attained, or missed by little: the places where near misses fail."""

    def typical_scenes(self, setting: Setting, rows: int, seed: int) -> Iterator[Scene]:
        """Scenes as an experiment would choose them, with ``rows`` initialisations each, to measure tightness on."""

    def as_exact(self, scene: Scene, row: int, digits: int | None) -> Scene:
        """One row of a floating-point scene in fractions: rounded to a few binary digits, or exactly (None)."""


def families() -> tuple[str, ...]:
    """Names of the model families that have scenes."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def family(setting: Setting) -> Family:
    """The family of a setting.

    Raises
    ------
    KeyError
        If no module of this package has the setting's model name.
    ValueError
        If the family has no such variant: it would be judged as another one.
    """
    if setting.model not in families():
        raise KeyError(f"no scenes for model {setting.model!r}; known: {', '.join(families())}")
    found = import_module(f"{__name__}.{setting.model}")
    variants = getattr(found, "VARIANTS", (setting.variant,))
    if setting.variant not in variants:
        raise ValueError(f"{setting.model} has no variant {setting.variant!r}; known: {', '.join(map(repr, variants))}")
    return cast(Family, found)
