"""Small inline drawings as SVG shapes: coordinates only, the template writes the markup and the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

__all__ = ["TightnessDrawing", "tightness_drawing"]

_LEFT, _RIGHT, _TOP, _ROW = 12.0, 628.0, 26.0, 30.0


@dataclass(frozen=True)
class TightnessDrawing:
    """Bound over measured edge on a logarithmic axis that ends at 1, where a bound is sharp.

    Attributes
    ----------
    width, height
        Size of the view box.
    ticks
        (x, label) of the axis.
    rows
        For each claim: id, y, x of the smallest, median and largest ratio, whether its name stands before them, where there
        is more room, and the same in words.
    """

    width: float
    height: float
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Mapping[str, Any], ...]


def tightness_drawing(claims: Sequence[Mapping[str, Any]]) -> TightnessDrawing | None:
    """Lay out the tightness of all claims of a ledger that have one; None if none has."""
    measured = [(item["id"], item["tightness"]) for item in claims if item.get("tightness")]
    measured = [(name, ratio) for name, ratio in measured if ratio["low"] > 0]
    if not measured:
        return None
    lowest = min(ratio["low"] for _, ratio in measured)
    decades = max(1, -floor(log10(min(lowest, 0.999))))
    top = max(0.0, log10(max(ratio["high"] for _, ratio in measured)))

    def across(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (log10(value) + decades) / (decades + top)

    ticks = tuple((across(10.0**-power), f"{10.0**-power:g}") for power in range(decades, -1, -1))
    rows = tuple(
        {
            "id": name,
            "y": _TOP + _ROW * (place + 0.5),
            "low": (low := across(ratio["low"])),
            "median": across(ratio["median"]),
            "high": (high := across(ratio["high"])),
            "before": low - _LEFT > _RIGHT - high,
            "words": _words(ratio),
        }
        for place, (name, ratio) in enumerate(measured)
    )
    return TightnessDrawing(640.0, _TOP + _ROW * len(rows) + 8, ticks, rows)


def _words(ratio: Mapping[str, Any]) -> str:
    seen = f"{ratio['median']:.2g} (from {ratio['low']:.2g} to {ratio['high']:.2g}, {ratio['initialisations']} initialisations)"
    attained = ratio.get("attained")
    return f"{seen}; sharp: a ten-thousandth beyond it the conclusion fails exactly, at {attained}" if attained else seen
