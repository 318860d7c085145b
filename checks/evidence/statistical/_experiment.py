"""Evidence from experiments: the stored summary of a full version, turned into measurements for an empirical claim."""

from __future__ import annotations

from checks.evidence.kinds import Evidence, Measured, Skipped
from checks.experiments.judged import judge_experiment, out_of_date
from numerics.experiments import experiments, load

__all__ = ["evidence_for"]


def evidence_for(claim: str) -> list[Evidence]:
    """Measurements for a claim from every stored experiment whose findings name it.

    A summary that other code or settings made is no evidence: it is skipped, with the command that makes it anew.
    """
    found: list[Evidence] = []
    for name, experiment in experiments().items():
        summary = load(experiment)
        if summary is None:
            continue
        outcomes = [outcome for outcome in judge_experiment(summary) if claim in outcome.finding.claimed]
        if outcomes and out_of_date(summary):
            found.append(Skipped("experiment", f"the summary of {name} is out of date: catapult reproduce {name}"))
            continue
        for outcome in outcomes:
            measure = outcome.finding.measure
            assert measure is not None
            value = measure(summary["results"]["main"])
            found.append(
                Measured(
                    quantity=f"{(measure.__doc__ or '').strip().rstrip('.')} ({name})",
                    estimate=value.estimate,
                    low=value.low,
                    high=value.high,
                    confidence=0.95,
                    samples=value.samples,
                    claimed=outcome.finding.claimed[claim],
                    shown=outcome.established,
                    note=outcome.finding.sentence,
                )
            )
    return found or [Skipped("experiment", f"no stored summary speaks about {claim}")]
