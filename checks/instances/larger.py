"""Exact instances grown to any size: more units, data, inputs or layers, all zero or all copies of those that there are."""

from __future__ import annotations

from contextlib import suppress
from math import isqrt
from typing import Any

from checks.instances.instance import Instance
from checks.pairs import pair, rebuilt

__all__ = ["WAYS", "grows", "larger"]

WAYS = ("units", "data", "inputs", "layers")
"""What there can be more of; of a quadratic form units are its weights, of its bias inputs are features."""


def grows(instance: Instance) -> bool:
    """Whether it is known how to make an instance of this model larger."""
    return hasattr(pair(instance.setting), "grown")


def larger(instance: Instance, way: str, times: int, *, copied: bool) -> Instance | None:
    """An exact instance with ``times`` as many units, data, inputs or layers, in the same setting; None if there is none.

    Parameters
    ----------
    instance
        In exact arithmetic, with one initialisation.
    way
        One of `WAYS`.
    times
        By which factor it grows. Where the setting fixes a prefactor (dn)^(-1/2), a square.
    copied
        Whether what is added has the weights (data, targets) that there are, instead of zeros.
    """
    offered: Any = pair(instance.setting)
    if not grows(instance) or (way == "data" and instance.setting.single_datum):
        return None
    grown = offered.grown(instance, way, times, copied)
    if grown is None:
        return None
    root = isqrt(times)
    for divisor in (1, root) if root**2 == times else (1,):
        with suppress(ValueError):
            model = grown.model(divisor)
            made = None if model is None else rebuilt(instance, model=model, weights=grown.weights, targets=grown.targets)
            if made is not None and pair(instance.setting).fits(instance.setting, made.model, made.weights):
                return made
    return None
