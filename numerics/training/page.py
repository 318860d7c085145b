"""One self-contained page about a monitored training: the picture, the spikes, the measurements, the cost. No script."""

from __future__ import annotations

from html import escape
from io import StringIO
from pathlib import Path

import numpy as np

from numerics.plots import figure
from numerics.training.record import COLUMNS, TrainingRecord, counted
from numerics.training.show import panels

__all__ = ["measured_rows", "spike_rows", "write_page"]

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 60rem; padding: 0 1rem; }
body { color: #111; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } th, td { padding: .15rem .6rem; text-align: right; }
td { white-space: nowrap; } caption { text-align: left; }
thead th { border-bottom: 2px solid #111; } tbody tr:nth-child(even) { background: #f2f2f2; }
figure { margin: 0; } svg { width: 100%; height: auto; } .wide { overflow-x: auto; }
"""


_HEADS = ["start", "peak", "end", "height", "kernel before", "kernel after", "catapult"]


def _picture(record: TrainingRecord) -> str:
    with figure(3, 1, figsize=(8.0, 6.0), sharex=True) as (picture, axes):
        panels(record, axes)
        text = StringIO()
        picture.savefig(text, format="svg", metadata={"Date": None})
    drawn = text.getvalue()
    return drawn[drawn.index("<svg") :]


def _table(head: list[str], rows: list[list[str]], caption: str) -> str:
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    label = escape(caption, quote=True)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(value: float) -> str:
    return f"{value:.4g}" if np.isfinite(value) else "–"


def spike_rows(record: TrainingRecord) -> list[list[str]]:
    """Of each spike: start, peak, end, height, the kernel before and after, and whether it is a catapult."""
    return [
        [
            *map(str, (spike.start, spike.peak, spike.end)),
            *map(_number, (record.loss[spike.peak] / record.loss[spike.start], spike.kernel_before, spike.kernel_after)),
            "yes" if spike.catapult else "no",
        ]
        for spike in record.spikes
    ]


def measured_rows(record: TrainingRecord) -> list[list[str]]:
    """Of each measurement: the step, and a number for each of `COLUMNS`."""
    return [
        [str(step), *(_number(record.measured[column][place]) for column in COLUMNS)]
        for place, step in enumerate(record.steps.tolist())
    ]


def write_page(record: TrainingRecord, path: Path | str, title: str = "") -> Path:
    """Write the page.

    Parameters
    ----------
    record
        What a monitor saw.
    path
        Where to write.
    title
        Title of the page.

    Raises
    ------
    ImportError
        If Matplotlib is missing.
    """
    name = escape(title or "Monitored training")
    beyond = record.measured["relative_rate"] > 2
    degree = "not homogeneous in its weights" if record.degree is None else f"homogeneous of degree {record.degree}"
    facts = (
        f"{counted(len(record.loss), 'step')}, {len(record.steps)} measured, {int(beyond.sum())} of them beyond the linear edge; "
        f"{counted(len(record.spikes), 'spike')}, {counted(len(record.catapults), 'catapult')}. The net is {degree}. "
        f"Measuring took {record.seconds:.2f} s, {record.share:.1%} of the training itself."
    )
    meanings = "".join(
        f"<dt>{escape(column)}</dt><dd>{escape(meaning)} ({escape(unit)})</dd>" for column, (unit, meaning) in COLUMNS.items()
    )
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{name}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{name}</h1>
<p>{escape(facts)}</p>
<figure role="img" aria-label="Loss, learning rate over the critical one and kernel against the step; catapults shaded">
{_picture(record)}
</figure>
<h2>Spikes</h2>
<p>A spike starts at the smallest loss of the last {record.memory} steps when the loss exceeds {record.factor:g} times it,
and ends when it is back; it is a catapult if the kernel on the reference data is lower after it.</p>
{_table(_HEADS, spike_rows(record), "Spikes of the loss")}
<h2>Measurements</h2>
{_table(["step", *COLUMNS], measured_rows(record), "What was measured before the step")}
<dl>{meanings}</dl>
</main>
</body>
</html>
"""
    target = Path(path)
    target.write_text(page, encoding="utf-8")
    return target
