"""A page for each experiment: ours beside the paper's, what was reduced, which findings hold; and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks.experiments.beside import beside
from checks.experiments.findings.bounds import bounds_of
from checks.experiments.judged import Outcome
from numerics.experiments import Experiment
from numerics.experiments.base import NOT_RUN

__all__ = ["Row", "in_short", "index", "page", "status"]


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(item) for item in value)
    return str(value)


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(row)} |" for row in rows), ""]


def status(experiment: Experiment, outcomes: Sequence[Outcome] | None) -> str:
    """One line: how many findings are established, or that the experiment was not run."""
    if outcomes is None:
        return NOT_RUN
    shown = sum(outcome.established for outcome in outcomes)
    return f"{shown} of {len(outcomes)} findings"


def page(
    experiment: Experiment,
    summary: Mapping[str, Any] | None,
    outcomes: Sequence[Outcome] | None,
    picture: str,
    fresh: Sequence[Outcome] | None = None,
) -> str:
    """The page of one experiment as Markdown; ``picture`` is the file name of its figure, ``fresh`` what fresh seeds show."""
    lines = [f"# {experiment.name}", "", f"{experiment.title}.", ""]
    if summary is None or outcomes is None:
        lines += [f"**{NOT_RUN}**" + (f": it needs {experiment.needs}, which is not bundled." if experiment.needs else "."), ""]
        if experiment.needs:
            lines += [f"`CATAPULT_DATA=<folder of the standard files> catapult reproduce {experiment.name}` runs it.", ""]
    else:
        lines += [
            f"![{experiment.title}]({picture})",
            "",
            f"Version: {summary['version']}. Key `{summary['key']}`.",
            "",
            "## Findings",
            "",
        ]
        lines += _findings(outcomes, fresh)
        lines += _fresh_note(experiment, fresh)
        lines += _measurements(summary, outcomes)
        if experiment.table is not None:
            lines += ["## Numbers", "", *experiment.table(summary["results"]), ""]
    if experiment.printed and summary is not None:
        rows = beside(summary, experiment.printed)
        lines += ["## Beside the paper", "", *_rows(("what", "printed or seen in the figure", "ours"), rows)]
    elif experiment.printed:
        lines += ["## The paper's", "", *_rows(("what", "printed or seen in the figure"), experiment.printed.items())]
    if summary is not None and summary["reductions"]:
        cut = ((f"`{name}`", _text(theirs), _text(ours)) for name, (theirs, ours) in summary["reductions"].items())
        lines += ["## Reductions", "", *_rows(("setting", "paper (or declared)", "here"), cut)]
    if experiment.differences and summary is not None:
        lines += ["## Where they differ", "", *(f"- {sentence}" for sentence in experiment.differences), ""]
    if experiment.remarks:
        lines += ["## Remarks", "", *(f"- {remark}" for remark in experiment.remarks), ""]
    return "\n".join(lines)


def _findings(outcomes: Sequence[Outcome], fresh: Sequence[Outcome] | None) -> list[str]:
    """The table of findings: on these numbers, on fresh seeds, and the controls."""
    again = {outcome.finding.sentence: outcome for outcome in fresh or ()}
    rows = []
    for outcome in outcomes:
        sentence, fooled = outcome.finding.sentence, outcome.fooled
        renewed = ("shown" if again[sentence].established else "**not shown**") if sentence in again else "not run"
        controls = ", ".join(name + (" (**shows it too**)" if name in fooled else "") for name in outcome.finding.controls)
        rows.append((sentence, "shown" if outcome.holds else "**not shown**", renewed, controls))
    return _rows(("finding", "ours", "on fresh seeds", "control that must fail it"), rows)


def _fresh_note(experiment: Experiment, fresh: Sequence[Outcome] | None) -> list[str]:
    if fresh is None:
        return []
    other = {name: value for name, value in experiment.fresh.items() if name != "seed" and not isinstance(value, Mapping)}
    told = "; ".join(f"{name} {_text(value)}" for name, value in other.items())
    return [
        "Thresholds were set with the first seeds in view; fresh seeds were not looked at then"
        + (f" (that version is smaller: {told})" if told else "")
        + ".",
        "",
    ]


def _measurements(summary: Mapping[str, Any], outcomes: Sequence[Outcome]) -> list[str]:
    rows = []
    for name, value in bounds_of(summary["results"], summary["settings"]).items():
        rows.append((f"{name}, η‖H₀‖", _text(value), ""))
    for outcome in outcomes:
        if outcome.finding.measure is not None:
            found = outcome.finding.measure(summary["results"]["main"])
            meaning = (outcome.finding.measure.__doc__ or "").strip().rstrip(".")
            spread = f"[{found.low:.3g}, {found.high:.3g}], {found.samples} samples"
            rows.append((meaning, f"{found.estimate:.3g}", spread))
    return ["## Measured", "", *_rows(("quantity", "value", "95 % interval"), rows)] if rows else []


@dataclass(frozen=True)
class Row:
    """An experiment, its stored summary (None if it was not run) and what became of its findings, also on fresh seeds."""

    experiment: Experiment
    summary: Mapping[str, Any] | None = None
    outcomes: Sequence[Outcome] | None = None
    fresh: Sequence[Outcome] | None = None

    def reductions(self) -> dict[str, Sequence[Any]]:
        """Setting → (the paper's value, ours); of the shipped summary."""
        return dict((self.summary or {}).get("reductions", {}))


def index(rows: Sequence[Row]) -> str:
    """The table of all experiments: figure, findings, differences."""
    seconds = sum(row.summary["seconds"] for row in rows if row.summary is not None)
    lines = [
        "# The papers' experiments",
        "",
        "Each row is one figure, re-run by `catapult reproduce <name>`; `--quick` takes seconds. A finding is a published",
        "statement that our numbers show and a control fails. Made by `catapult reproduce all --stored --out notebooks/figures`.",
        f"The times of the full versions add up to {seconds / 60:.0f} minutes, most beside other work on the machine and without",
        "figure 3 of Meltzer & Liu, put together from cells of earlier runs (about 20 more); `--jobs 2` runs two at a time.",
        "We draw the squared weight norm θ², Meltzer & Liu θ²/P, P the number of weights.",
        "They are judged again on seeds that nobody looked at when thresholds were set: `--fresh`, in versions of their own.",
        "",
    ]
    body = []
    for row in rows:
        missing = [outcome.finding.sentence for outcome in row.outcomes or () if not outcome.established]
        reduced = [f"{name} {_text(ours)} for {_text(theirs)}" for name, (theirs, ours) in row.reductions().items()]
        differences = [f"Not shown: {sentence}" for sentence in missing]
        differences += row.experiment.differences if row.summary is not None else ()
        if reduced:
            differences.append("Reduced: " + "; ".join(reduced) + ".")
        told = " ".join(differences) or ("none" if row.summary else row.experiment.needs)
        again = status(row.experiment, row.fresh) if row.fresh is not None else ""
        name = row.experiment.name
        body.append((f"[{name}]({name}.md)", row.experiment.title, status(row.experiment, row.outcomes), again, told))
    return "\n".join([*lines, *_rows(("experiment", "what", "findings reproduced", "on fresh seeds", "differences"), body)])


def in_short(rows: Sequence[Row]) -> str:
    """How many findings are reproduced, and how many experiments were not run.

    Examples
    --------
    >>> in_short([])
    '0 of 0 findings in 0 experiments'
    """
    outcomes = [outcome for row in rows for outcome in row.outcomes or ()]
    shown, without = sum(outcome.established for outcome in outcomes), sum(row.summary is None for row in rows)
    left = f"; {without} were not run" if without else ""
    return f"{shown} of {len(outcomes)} findings in {len(rows) - without} experiments{left}"
