"""A model of `theory` and its numeric twin, one file a model: how statements meet it and instances are drawn. Found by name."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from hypothesis.strategies import SearchStrategy
from numpy import ndarray

from checks.instances.instance import Instance
from theory.statements import Setting

__all__ = ["Pair", "add_pair", "added_pairs", "from_elsewhere", "pair", "pairs", "rebuilt"]


class Pair(Protocol):
    """What a module of this package offers; also ``grown``, where it is known how a model becomes larger, see `_growth`."""

    def fits(self, setting: Setting, model: Any, initial: ndarray) -> bool:
        """Whether a model in exact fractions, started at weights (1, P), is of this family and the setting's variant."""

    def instance(self, setting: Setting, model: Any, initial: ndarray, goal: ndarray) -> Instance:
        """The instance of a model of this family with weights (B, P) and targets (D,)."""

    def instances(self, setting: Setting, batch: int, largest: int) -> SearchStrategy[Instance]:
        """Floating-point instances with ``batch`` initialisations and widths up to ``largest``."""

    def exact_instances(self, setting: Setting) -> Iterator[Instance]:
        """A fixed, deterministic pool of small instances in exact fractions, one initialisation each, simplest first."""

    def boundary_instances(self, setting: Setting) -> Iterator[Instance]:
        """A few exact instances in which bounds are attained, or missed by little: the places where near misses fail."""

    def typical_instances(self, setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
        """Instances as an experiment would choose them, with ``rows`` initialisations each, to measure tightness on."""

    def as_exact(self, instance: Instance, row: int, digits: int | None) -> Instance:
        """One row of a floating-point instance in fractions: rounded to a few binary digits, or exactly (None)."""


@cache
def pairs() -> tuple[str, ...]:
    """Names of the model families that have instances: the files of this package; ``process`` is what they are trained by."""
    files = (info.name for info in pkgutil.iter_modules(__path__) if not info.ispkg)
    return tuple(sorted(name for name in files if not name.startswith("_")))


_ADDED: dict[str, Pair] = {}


def add_pair(name: str, added: Pair) -> None:
    """Make the pair of a model from elsewhere known in this process.

    Raises
    ------
    ValueError
        If the name is taken by another model.
    """
    if name in pairs() or _ADDED.get(name, added) != added:
        raise ValueError(f"name {name!r} is that of another model")
    _ADDED[name] = added


def added_pairs() -> tuple[Pair, ...]:
    """The pairs that were made known in this process."""
    return tuple(_ADDED.values())


def from_elsewhere(setting: Setting) -> bool:
    """Whether the model of a setting is one that was made known in this process."""
    return setting.model in _ADDED


def pair(setting: Setting) -> Pair:
    """The pair of a setting.

    Raises
    ------
    KeyError
        If no module of this package has the setting's model name.
    """
    if setting.model not in (*pairs(), *_ADDED):
        raise KeyError(f"no instances for model {setting.model!r}; known: {', '.join(pairs())}")
    module = _ADDED.get(setting.model) or cast(Pair, import_module(f"{__name__}.{setting.model}"))
    if setting.plain:
        return module
    from checks.pairs.process.trained import Trained  # which draws on what is defined here

    return Trained(module)


def rebuilt(instance: Instance, *, model: Any = None, weights: ndarray | None = None, targets: ndarray | None = None) -> Instance:
    """An instance with another model, other weights (B, P) or other targets (D,), trained in the same way.

    Raises
    ------
    ValueError
        If what is new does not fit.
    """
    model = instance.model if model is None else model
    weights = instance.weights if weights is None else weights
    targets = instance.targets if targets is None else targets
    made = pair(instance.setting).instance(instance.setting, model, weights, targets)
    if instance.setting.plain:
        return made
    from checks.pairs.process.trained import trained

    return trained(made, instance.training.like(weights))
