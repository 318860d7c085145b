"""Findings about making catapults, and avoiding them, by learning rates that follow the kernel."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from checks.experiments.findings.finding import Data, Finding, column

Bounds = Mapping[str, float]
_NAME = "ours/control"
_BOTH = ("exchanged", "another rule's edge")
_ORDER = ("permanent", "few", "no catapult")


def _each(data: Data, name: str, key: str) -> np.ndarray:
    return column([run[key] for run in data["runs"][name]])


def _none(data: Data, bounds: Bounds) -> bool:
    """Below 2 the dial makes no catapult in any seed, with momentum and with decay, too."""
    return all((_each(data, f"no catapult{rule}", "catapults") == 0).all() for rule in ("", ", momentum", ", decay"))


def _few(data: Data, bounds: Bounds) -> bool:
    """Three pulses make one to three catapults."""
    counts = _each(data, "few", "catapults")
    return bool(((counts >= 1) & (counts <= 3)).all())


def _go_on(data: Data, bounds: Bounds) -> bool:
    """Of six pulses in the second half, at least five make a catapult."""
    return bool((_each(data, "permanent", "late") >= 5).all())


def _falls(data: Data, key: str) -> bool:
    """A quantity is smaller the more catapults there were, in every seed."""
    rows = [_each(data, name, key) for name in _ORDER]
    return bool((rows[0] < rows[1]).all() and (rows[1] < rows[2]).all())


FINDINGS = (
    Finding(_NAME, "Kept below 2, the dial makes no catapult, nor with momentum or decay.", _none, _BOTH),
    Finding(_NAME, "Turned up for three pulses, it makes at least one, and at most three.", _few, ("another rule's edge",)),
    Finding(_NAME, "Turned up every twenty steps, it makes them to the end.", _go_on, ("exchanged",), full_only=True),
    Finding(
        _NAME,
        "The more catapults, the lower the kernel at the end: permanent below few below none, in every seed.",
        lambda data, bounds: _falls(data, "kernel_ratio"),
        _BOTH,
    ),
    Finding(
        _NAME,
        "The more catapults, the lower the test loss, in every seed.",
        lambda data, bounds: _falls(data, "test_loss"),
        _BOTH,
        full_only=True,
    ),
)
