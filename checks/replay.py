"""Counterexamples as files and snippets, and their replay in exact arithmetic from nothing but the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from checks import own_model
from checks.evidence import Counterexample
from checks.families import family
from checks.families._exact import fractions
from checks.hunt import Failure, judge
from checks.numbers import model_from_json
from theory.statements import Claim

__all__ = ["Replayed", "counterexample_from_json", "counterexample_to_json", "replay_counterexample", "snippet"]


def counterexample_to_json(item: Counterexample) -> dict[str, Any]:
    """A counterexample as plain JSON data; fractions are written as text ``"p/q"``."""
    return {
        "claim": item.claim,
        "statement": item.statement,
        "recipe": item.recipe,
        "model": dict(item.model),
        "weights": [str(value) for value in item.weights],
        "targets": [str(value) for value in item.targets],
        "learning_rate": str(item.learning_rate),
        "step": item.step,
        "values": dict(item.values),
        "sentence": item.sentence,
    }


def counterexample_from_json(document: Mapping[str, Any]) -> Counterexample:
    """Read a counterexample back.

    Raises
    ------
    ValueError
        If a field is missing or is not a number where one is expected.
    """
    try:
        return Counterexample(
            claim=str(document["claim"]),
            statement=int(document["statement"]),
            recipe=str(document["recipe"]),
            model=dict(document["model"]),
            weights=tuple(Fraction(value) for value in document["weights"]),
            targets=tuple(Fraction(value) for value in document["targets"]),
            learning_rate=Fraction(document["learning_rate"]),
            step=int(document["step"]),
            values=dict(document["values"]),
            sentence=str(document["sentence"]),
        )
    except KeyError as error:
        raise ValueError(f"not a counterexample file: the field {error} is missing") from error
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise ValueError(f"not a counterexample file: {error}") from error


@dataclass(frozen=True)
class Replayed:
    """The outcome of a replay: whether the statement fails again, and where."""

    confirmed: bool
    failure: Failure | None


def replay_counterexample(claim: Claim, item: Counterexample) -> Replayed:
    """Rebuild the model from its numbers, step the weights exactly, and judge the statement anew.

    Parameters
    ----------
    claim
        The claim that the counterexample speaks of.
    item
        The counterexample; only its numbers are used, nothing in it is run as code.

    Raises
    ------
    ValueError
        If the counterexample does not belong to the claim, or its numbers do not fit the model.
    """
    if item.claim != claim.id:
        raise ValueError(f"this is a counterexample to {item.claim}, not to {claim.id}")
    if not 0 <= item.statement < len(claim.statements):
        raise ValueError(f"{claim.id} has no statement {item.statement}")
    statement = claim.statements[item.statement]
    model = model_from_json(item.model)
    if len(item.weights) != model.weight_count or len(item.targets) != model.data_count:
        raise ValueError(f"the model needs {model.weight_count} weights and {model.data_count} targets")
    weights, targets = fractions([item.weights]), fractions(item.targets)
    scene = family(statement.setting).scene(statement.setting, model, weights, targets)
    failure = judge(statement, scene, item.learning_rate, max(item.step + 1, 5))
    return Replayed(failure is not None, failure)


def snippet(item: Counterexample) -> str:
    """Python to paste: it rebuilds the model and prints the exact trajectory."""
    module, name = item.model["module"], item.model["class"]
    own = f"from {module} import registered, twin  # once own_claims has been given the model"
    weights = ", ".join(f"Fraction({str(value)!r})" for value in item.weights)
    targets = ", ".join(f"Fraction({str(value)!r})" for value in item.targets)
    return "\n".join(
        (
            "from fractions import Fraction",
            own if module == own_model.__name__ else f"from {module} import {name}",
            "from numerics.exact import simulate_exact",
            f"model = {item.recipe}",
            f"states = simulate_exact(model, [{weights}], [{targets}], Fraction({str(item.learning_rate)!r}), {item.step + 1})",
            "for state in states:",
            "    print(state.step, state.outputs, state.loss, state.weight_norm)",
        )
    )
