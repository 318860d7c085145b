"""Counterexamples as files and snippets, and their replay in exact arithmetic from nothing but the numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample
from checks.instances.instance import Instance
from checks.instances.model_source import model_source
from checks.instances.numbers import model_from_json, model_to_json
from checks.instances.process_source import process_source
from checks.instances.training_data import training_from_json, training_to_json
from checks.ledger.file import brief
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.pairs.process.trained import trained
from checks.truth.algebraic import Exact
from checks.truth.exact_judge import Failure, judge, shown_values, undefined_at
from checks.truth.number_field import FieldNumber, common_field
from numerics.arguments import integer, shown
from theory.arguments import instance as require
from theory.plain_text import to_text
from theory.statements import Claim, Statement

__all__ = ["Replayed", "confirmed", "counterexample_from_json", "counterexample_to_json", "replay_counterexample", "snippet"]

_FOLLOWING = ("recipe", "step", "sentence", "decided", "undefined")
"""What a counterexample says beside its numbers and the values of the conclusion's symbols."""


@dataclass(frozen=True)
class Replayed:
    """The outcome of a replay.

    Attributes
    ----------
    refuted
        Whether the statement fails again.
    failure
        Where.
    differences
        What the file says otherwise.
    found
        The counterexample as it is found now: its numbers, with texts and values made anew; None if the statement holds.
    """

    refuted: bool
    failure: Failure | None
    differences: tuple[str, ...] = ()
    found: Counterexample | None = None

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
    require(claim, "claim", Claim, "theory.claim('ML-2') finds one by its id")
    require(item, "item", Counterexample)
    if item.claim != claim.id:
        raise ValueError(f"this is a counterexample to {item.claim}, not to {claim.id}")
    if not 0 <= item.statement < len(claim.statements):
        raise ValueError(f"{claim.id} has no statement {item.statement}")
    if item.step < 0:
        raise ValueError(f"the step must not be negative, but is {item.step}")
    statement = claim.statements[item.statement]
    instance = _instance(statement, item)
    failure = judge(statement, instance, item.learning_rate, item.step + 1)
    if failure is None:  # it may fail at another step than the recorded one
        failure = judge(statement, instance, item.learning_rate, max(item.step + 1, 5))
    if failure is None:
        return Replayed(False, None)
    found = _found(item, instance, statement, failure)
    return Replayed(True, failure, _differences(item, found), found)


def _instance(statement: Statement, item: Counterexample) -> Instance:
    """The instance that the numbers of a counterexample make, in the setting of the statement."""
    if not statement.setting.plain and common_field(item.numbers) is not None:
        raise ValueError("irrational numbers are for gradient descent on the squared loss only")
    model = model_from_json(item.model)
    if len(item.weights) != model.weight_count or len(item.targets) != model.data_count:
        raise ValueError(f"the model needs {model.weight_count} weights and {model.data_count} targets")
    weights, targets = fractions([item.weights]), fractions(item.targets)
    if not pair(statement.setting).fits(statement.setting, model, weights):
        raise ValueError(f"{type(model).__name__}: not a model that statement {item.statement} of {item.claim} speaks of")
    instance = pair(statement.setting).instance(statement.setting, model, weights, targets)
    if item.training and statement.setting.plain:
        raise ValueError(f"the statement speaks of gradient descent, which has no {min(item.training)}")
    if not statement.setting.plain:
        instance = trained(instance, training_from_json(item.training))
    _refuse_foreign(instance, item.learning_rate)
    return instance


def _found(item: Counterexample, instance: Instance, statement: Statement, failure: Failure) -> Counterexample:
    """A counterexample with everything that follows from its numbers."""
    return replace(
        item,
        recipe=instance.recipe,
        step=failure.step,
        values=shown_values(statement, failure),
        sentence=to_text(statement.conclusion),
        decided=failure.decided,
        undefined=undefined_at(statement, failure),
    )


def confirmed(claim: Claim, index: int, instance: Instance, rate: Exact, failure: Failure) -> Counterexample | None:
    """The counterexample of an instance on which a statement fails, if `replay_counterexample` confirms what is written of it.

    Every search reports through this function, so that nothing is reported that a replay refuses: a number outside its range
    (a small learning rate rounded to 0), a model that is not of the setting, a failure that its numbers alone do not show.
    """
    statement = claim.statements[index]
    row, targets = tuple(instance.weights[0]), tuple(instance.targets)
    numbers = Counterexample(
        claim.id,
        index,
        "",
        model_to_json(instance.model),
        row,
        targets,
        rate,
        failure.step,
        {},
        "",
        training=training_to_json(instance.training),
    )
    written = _found(numbers, instance, statement, failure)
    for _ in range(2):
        try:
            read = counterexample_from_json(json.loads(json.dumps(counterexample_to_json(written))))
            outcome = replay_counterexample(claim, read)
        except ValueError:
            return None
        if outcome.found is None or outcome.confirmed:
            return read if outcome.confirmed else None
        # A replay may follow an orbit further than the search did, and decide it at another step: then that is what is written.
        written = outcome.found
    return None


def _refuse_foreign(instance: Instance, rate: Exact) -> None:
    """Raise ValueError if the numbers do not describe a trajectory of the setting: then they refute nothing about it."""
    if instance.setting.single_datum and instance.model.data_count != 1:
        raise ValueError(f"the statement speaks of one datum, not of {instance.model.data_count}")
    if instance.setting.zero_targets and any(instance.targets):
        raise ValueError(f"the statement speaks of targets 0, not of {shown([str(value) for value in instance.targets])}")
    known = instance.setting.parameters
    for name, value in {**instance.parameters, "eta": rate}.items():
        symbol = known[name].symbol
        if (symbol.is_positive and value <= 0) or (symbol.is_nonnegative and value < 0):
            raise ValueError(f"{known[name].meaning}, {name}, is {shown(str(value))}: outside its range")


def _differences(item: Counterexample, found: Counterexample) -> tuple[str, ...]:
    """What the file says otherwise than the replay: somebody has changed it."""
    now, recorded = ({**part.values, **{name: getattr(part, name) for name in _FOLLOWING}} for part in (found, item))
    return tuple(
        f"{brief(name)} is {_told(now.get(name))}, recorded as {_told(recorded.get(name))}"
        for name in sorted(now.keys() | recorded.keys())
        if now.get(name) != recorded.get(name)
    )


def _told(value: object) -> str:
    return value if isinstance(value, str) and 0 < len(value) <= 80 else shown(value)


def snippet(item: Counterexample, claim: Claim | None = None) -> str:
    """Python to paste: it rebuilds the model and prints the exact trajectory.

    It is made from the numbers of the counterexample, not from any text in it, which may come from a file.

    Parameters
    ----------
    item
        The counterexample.
    claim
        The claim that it speaks of, whose setting says what is run; None for gradient descent on the squared loss.

    Raises
    ------
    ValueError
        If the numbers make no model.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> print(snippet(verify(claim("SUM-1")).counterexample).splitlines()[1])
    from numerics.models.two_layer import TwoLayerNet
    """
    require(item, "item", Counterexample)
    if common_field(item.numbers) is not None:
        return _irrational_snippet(item)
    imports, model = model_source(model_from_json(item.model))
    weights, targets = (", ".join(f"Fraction('{value}')" for value in row) for row in (item.weights, item.targets))
    rate, steps = Fraction(str(item.learning_rate)), integer(item.step, "step") + 1
    start, rates, shown_too, more = f"[{weights}]", f"Fraction('{rate}'), {steps}", "", []
    if claim is not None and not claim.statements[item.statement].setting.plain:
        run = process_source(_instance(claim.statements[item.statement], item), rate, steps)
        start, rates, shown_too, more = run.start(start), f"steps={steps}, {run.arguments}", ", state.memory", list(run.lines)
    return "\n".join(
        (
            "from fractions import Fraction",
            *imports,
            "from numerics.exact import simulate_exact",
            *more,
            f"model = {model}",
            f"states = simulate_exact(model, {start}, [{targets}], {rates})",
            "for state in states:",
            f"    print(state.step, state.outputs, state.loss, state.weight_norm{shown_too})",
        )
    )


def _irrational_snippet(item: Counterexample) -> str:
    """The same for a trajectory in irrational numbers, which the engine does not step."""
    imports, model = model_source(model_from_json(item.model))
    field = common_field(item.numbers)
    assert field is not None  # for the type checker

    def written(value: Exact) -> str:
        if not isinstance(value, FieldNumber):
            return f"Fraction('{value}')"
        return " + ".join(f"Fraction('{part}') * a**{power}" for power, part in enumerate(value.parts) if part)

    weights, targets = (", ".join(map(written, row)) for row in (item.weights, item.targets))
    return "\n".join(
        (
            "import numpy as np",
            "from fractions import Fraction",
            *imports,
            "from checks.truth.number_field import Field",
            f"a = Field({field.polynomial}, {field.root}).generator",
            f"model = {model}",
            f"weights, targets = np.array([[{weights}]], dtype=object), np.array([{targets}], dtype=object)",
            f"rate = np.array([{written(item.learning_rate)}], dtype=object)",
            f"for step in range({integer(item.step, 'step') + 2}):",
            "    outputs = model.outputs(weights)",
            "    print(step, outputs[0], (outputs - targets)[0], (weights**2).sum())",
            "    weights = weights - model.pullback(weights, outputs - targets) / model.data_count * rate",
        )
    )
