"""Counterexamples as files and snippets, and their replay in exact arithmetic from nothing but the numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from checks import own_model
from checks.evidence import Counterexample
from checks.families import family
from checks.families._exact import fractions
from checks.hunt import Failure, judge, shown_values
from checks.numbers import fraction, model_from_json
from checks.scene import Scene
from theory.statements import Claim, Statement
from theory.symbols import PARAMETERS

__all__ = ["Replayed", "counterexample_from_json", "counterexample_to_json", "replay_counterexample", "snippet"]


def counterexample_to_json(item: Counterexample) -> dict[str, Any]:
    """A counterexample as plain JSON data, with a digest of it; fractions are written as text ``"p/q"``.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> counterexample_to_json(verify(claim("SUM-1")).counterexample)["learning_rate"]
    '99999/200000'
    """
    document = {
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
    return {**document, "digest": _digest(document)}


def _digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of what a replay depends on."""
    used = {
        name: document[name] for name in ("claim", "statement", "model", "weights", "targets", "learning_rate", "step", "values")
    }
    return sha256(json.dumps(used, sort_keys=True).encode()).hexdigest()


def counterexample_from_json(document: Mapping[str, Any]) -> Counterexample:
    """Read a counterexample back.

    Raises
    ------
    ValueError
        If a field is missing, is not a number where one is expected, or was changed after the file was written.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> found = verify(claim("SUM-1")).counterexample
    >>> counterexample_from_json(counterexample_to_json(found)) == found
    True
    """
    try:
        if not isinstance(document["weights"], list) or not isinstance(document["targets"], list):
            raise TypeError("weights and targets must be lists")
        if document.get("digest", _digest(document)) != _digest(document):
            raise ValueError("it was changed after it was written (take its digest out to replay it all the same)")
        return Counterexample(
            claim=str(document["claim"]),
            statement=int(document["statement"]),
            recipe=str(document["recipe"]),
            model=dict(document["model"]),
            weights=tuple(fraction(value) for value in document["weights"]),
            targets=tuple(fraction(value) for value in document["targets"]),
            learning_rate=fraction(document["learning_rate"]),
            step=int(document["step"]),
            values=dict(document["values"].items()),
            sentence=str(document["sentence"]),
        )
    except KeyError as error:
        raise ValueError(f"not a counterexample file: the field {error} is missing") from error
    except (AttributeError, TypeError, ValueError, ZeroDivisionError) as error:
        raise ValueError(f"not a counterexample file: {error}") from error


@dataclass(frozen=True)
class Replayed:
    """The outcome of a replay: whether the statement fails again, where, and what the file says otherwise."""

    refuted: bool
    failure: Failure | None
    differences: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether the statement fails again, and as recorded."""
        return self.refuted and not self.differences


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

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> replay_counterexample(claim("SUM-1"), verify(claim("SUM-1")).counterexample).confirmed
    True
    """
    if item.claim != claim.id:
        raise ValueError(f"this is a counterexample to {item.claim}, not to {claim.id}")
    if not 0 <= item.statement < len(claim.statements):
        raise ValueError(f"{claim.id} has no statement {item.statement}")
    if item.step < 0:
        raise ValueError(f"the step must not be negative, but is {item.step}")
    statement = claim.statements[item.statement]
    model = model_from_json(item.model)
    if len(item.weights) != model.weight_count or len(item.targets) != model.data_count:
        raise ValueError(f"the model needs {model.weight_count} weights and {model.data_count} targets")
    weights, targets = fractions([item.weights]), fractions(item.targets)
    if not family(statement.setting).fits(statement.setting, model, weights):
        raise ValueError(f"{type(model).__name__}: not a model that statement {item.statement} of {claim.id} speaks of")
    scene = family(statement.setting).scene(statement.setting, model, weights, targets)
    _refuse_foreign(scene, item.learning_rate)
    failure = judge(statement, scene, item.learning_rate, max(item.step + 1, 5))
    return Replayed(failure is not None, failure, () if failure is None else _differences(item, statement, failure))


def _refuse_foreign(scene: Scene, rate: Fraction) -> None:
    """Raise ValueError if the numbers do not describe a trajectory of the setting: then they refute nothing about it."""
    if scene.setting.data == "one" and scene.model.data_count != 1:
        raise ValueError(f"the statement speaks of one datum, not of {scene.model.data_count}")
    if scene.setting.targets == "zero" and any(scene.targets):
        raise ValueError(f"the statement speaks of targets 0, not of {', '.join(map(str, scene.targets))}")
    for name, value in {**scene.parameters, "eta": rate}.items():
        symbol = PARAMETERS[name].symbol
        if (symbol.is_positive and value <= 0) or (symbol.is_nonnegative and value < 0):
            raise ValueError(f"{PARAMETERS[name].meaning}, {name}, is {value}: outside its range")


def _differences(item: Counterexample, statement: Statement, failure: Failure) -> tuple[str, ...]:
    """What the file says otherwise than the replay: somebody has changed its numbers."""
    found = {"step": failure.step, **shown_values(statement, failure)}
    recorded = {"step": item.step, **item.values}
    return tuple(
        f"{name} is {found.get(name)}, recorded as {recorded.get(name)}"
        for name in sorted(found.keys() | recorded.keys())
        if found.get(name) != recorded.get(name)
    )


def snippet(item: Counterexample) -> str:
    """Python to paste: it rebuilds the model and prints the exact trajectory.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> print(snippet(verify(claim("SUM-1")).counterexample).splitlines()[1])
    from numerics.models.two_layer import TwoLayerNet
    """
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
