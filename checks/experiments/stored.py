"""The shipped summaries of all experiments, judged."""

from __future__ import annotations

from checks.experiments.judged import Outcome, judge_experiment, out_of_date
from checks.experiments.page import Row
from numerics.experiments import Experiment, experiments, load

__all__ = ["fresh_outcomes", "stored_rows"]


def fresh_outcomes(experiment: Experiment) -> list[Outcome] | None:
    """What the shipped summary on fresh seeds shows; None if there is none, or other code made it."""
    summary = load(experiment, fresh=True)
    return None if summary is None or out_of_date(summary) else judge_experiment(summary)


def stored_rows() -> list[Row]:
    """Every experiment with what its shipped summaries show."""
    rows = []
    for experiment in experiments().values():
        summary = load(experiment)
        outcomes = None if summary is None else judge_experiment(summary)
        rows.append(Row(experiment, summary, outcomes, fresh_outcomes(experiment)))
    return rows
