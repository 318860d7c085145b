"""Drawing of predictions: precision and recall against the batch size, rules side by side, and how far ahead it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.panels import COLOURS, MARKERS, column

__all__ = ["pooled", "prediction_figure", "prediction_table"]


def pooled(runs: Sequence[dict[str, Any]], level: str, rule: str, place: int = 0) -> dict[str, float]:
    """Precision, recall, F1 and the number of rises over all seeds together, ``place`` among the steps ahead.

    Parameters
    ----------
    runs
        The runs of one task and batch size.
    level
        By what factor the loss must rise.
    rule
        One of our rules.
    place
        Position in the list of steps ahead.
    """
    hits, false_alarms, misses, _ = np.sum([run[level]["ours"][rule]["counts"][place] for run in runs], axis=0).tolist()
    made, happened = hits + false_alarms, hits + misses
    return {
        "rises": happened,
        "precision": hits / made if made else np.nan,
        "recall": hits / happened if happened else np.nan,
        "f1": 2 * hits / (made + happened) if made + happened else np.nan,
    }


def _best(runs: Sequence[dict[str, Any]], level: str) -> dict[str, float]:
    """Mean F1 of each other rule."""
    names = runs[0][level]["others"]
    return {name: float(np.nanmean(column([run[level]["others"][name]["f1"] for run in runs]))) for name in names}


def prediction_table(results: Results) -> list[str]:
    """The numbers as lines of Markdown: one row for each task, batch size and level at which the loss rose."""
    main = results["main"]
    rules = list(main["rows"][0]["runs"][0][main["levels"][0]]["ours"])
    head = ["task", "batch", "rise", "rises"]
    head += [f"{rule}: precision, recall, F1" for rule in rules] + ["best rule without a spectrum: F1"]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in main["rows"]:
        for level in main["levels"]:
            found = [pooled(row["runs"], level, rule) for rule in rules]
            if not found[0]["rises"]:
                continue
            other, value = max(_best(row["runs"], level).items(), key=lambda pair: pair[1])
            cells = [row["task"], str(row["batch"]), f"> {float(level):g}", str(found[0]["rises"])]
            cells += [f"{part['precision']:.2f}, {part['recall']:.2f}, {part['f1']:.2f}" for part in found]
            lines.append(f"| {' | '.join([*cells, f'{value:.2f} ({other})'])} |")
    return lines


def prediction_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing, for steps that raise the loss at all (the first level)."""

    def draw_on(results: Results, figure: Any) -> None:
        figure.set_size_inches(10, 3.6)
        main = results["main"]
        level, rules = main["levels"][0], list(main["rows"][0]["runs"][0][main["levels"][0]]["ours"])
        tasks = list(dict.fromkeys(row["task"] for row in main["rows"]))
        panels = figure.subplots(1, 3)
        figure.suptitle(title)
        for number, task in enumerate(tasks):
            rows = [row for row in main["rows"] if row["task"] == task and pooled(row["runs"], level, rules[0])["rises"] >= 5]
            _draw_task(panels, rows, level, rules, number, task)
        labels = (("batch size", "precision (full), recall (dashed)"), ("batch size", "F1"), ("steps ahead", "F1 (full), recall"))
        for panel, (axis, label) in zip(panels, labels, strict=True):
            panel.set(xlabel=axis, ylabel=label, ylim=(0, 1.03))
            panel.legend(fontsize=6)
        for panel in panels[:2]:
            panel.set_xscale("log", base=2)

    return draw_on


def _draw_task(panels: Any, rows: list[dict[str, Any]], level: str, rules: list[str], number: int, task: str) -> None:
    sizes, marker = [row["batch"] for row in rows], MARKERS[number]
    for place, rule in enumerate(rules):
        found = [pooled(row["runs"], level, rule) for row in rows]
        style: dict[str, Any] = {"color": COLOURS[place], "marker": marker}
        panels[0].plot(sizes, [part["precision"] for part in found], label=f"{rule}, {task}", **style)
        panels[0].plot(sizes, [part["recall"] for part in found], linestyle="--", **style)
        panels[1].plot(sizes, [part["f1"] for part in found], label=rule if number == 0 else None, **style)
        waits = rows[0]["ahead"] if rows else []
        for name, line in (("f1", "-"), ("recall", "--")):
            means = [
                np.nanmean([pooled(row["runs"], level, rule, position)[name] for row in rows]) for position in range(len(waits))
            ]
            label = f"{rule}, {task}" if name == "f1" else None
            panels[2].plot(waits, means, linestyle=line, label=label, **style)
    others = [_best(row["runs"], level) for row in rows]
    for place, name in enumerate(others[0] if others else ()):
        label = name if number == 0 else None
        panels[1].plot(sizes, [part[name] for part in others], ":", color=COLOURS[place + 2], marker=marker, label=label)
