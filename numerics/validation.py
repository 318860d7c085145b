"""Checking the arguments of a simulation once, cheaply, before any engine sees them."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import NamedTuple

import numpy as np
from numpy import ndarray

from numerics.arguments import LARGEST, flag, integer, real
from numerics.arguments import array as as_array
from numerics.arguments import model as check_model
from numerics.batches import Batches, FullBatch
from numerics.losses import Loss, Squared
from numerics.models.base import Model
from numerics.observing import Observable
from numerics.process import Process, at_rest, chosen_batches, chosen_loss, chosen_rule, continued
from numerics.updates import Constant, GradientDescent, State, UpdateRule

__all__ = ["Request", "coefficient", "validated"]

_USED = ("outputs", "pullback", "tangent_gram")
_SEEN: set[type] = set()
_FLOATS = (np.dtype(np.float64), np.dtype(np.float32))


class Request(NamedTuple):
    """One simulation, validated: what an engine receives.

    Attributes
    ----------
    model
        The model on its data.
    weights, targets
        (B, P) and (B, D), of one float type, finite, C-contiguous; never written to.
    steps
        Number of steps.
    update, loss, batches
        What is run, see `numerics.process.Process`; no update rule means gradient descent at ``learning_rates``.
    learning_rates
        The constant rates of the update rule, (B,); NaN if it has none.
    record_every
        Record each k-th step (and the last); None records the first and the last state only.
    ntk_every
        Measure the NTK only at recorded steps that this divides, and in the first and last state.
    observe
        Further quantities to record.
    keep_outputs
        Whether to record the outputs.
    divergence_loss
        A loss above this freezes a trajectory; infinite if there is no threshold.
    memory, first_step
        What the update rule remembers at the start, and the number of steps made before; None and 0 for a start at rest.
    """

    model: Model
    weights: ndarray
    targets: ndarray
    steps: int
    update: UpdateRule | None
    loss: Loss
    batches: Batches
    learning_rates: ndarray
    record_every: int | None
    ntk_every: int
    observe: Mapping[str, Observable]
    keep_outputs: bool
    divergence_loss: float
    memory: tuple[ndarray, ...] | None = None
    first_step: int = 0

    @property
    def plain(self) -> bool:
        """Whether this is full-batch gradient descent at constant rates on the squared loss."""
        return self.update is None and type(self.loss) is Squared and type(self.batches) is FullBatch

    @property
    def coefficient(self) -> float:
        """The c of the loss on all data."""
        return self.loss.scale(self.weights, self.targets.shape[1])

    @property
    def process(self) -> Process:
        """What is run."""
        rule = GradientDescent(self.learning_rates) if self.update is None else self.update
        return Process(self.model, self.targets, rule, self.loss, self.batches)

    @property
    def start(self) -> State:
        """The first state."""
        if self.memory is None and self.update is not None:
            return at_rest(self.update, self.weights)
        return State(self.weights, self.memory or (), self.first_step)

    @property
    def recorded_steps(self) -> ndarray:
        """Numbers of the recorded steps, from 0 to ``steps``."""
        every = self.record_every or max(self.steps, 1)
        recorded = np.arange(0, self.steps + 1, every)
        return recorded if recorded[-1] == self.steps else np.append(recorded, self.steps)


def coefficient(normalisation: str, data_count: int) -> float:
    """The c of the squared loss in a convention, see `numerics.losses.base.Loss`."""
    return float(chosen_loss(None, normalisation).coefficient(data_count))


def _sum(array: ndarray) -> float:
    with np.errstate(all="ignore"):
        return float(np.add.reduce(array, axis=None))


def _floats(values: object, name: str, dtype: np.dtype) -> ndarray:
    array = values if type(values) is ndarray else as_array(values, name)
    if array.dtype != dtype:
        if array.dtype.kind not in "fiu":
            raise TypeError(f"{name} must be an array of real numbers, not of {array.dtype}")
        with np.errstate(over="ignore"):
            array = array.astype(dtype)
    # A finite sum means finite entries, and is one fast call; only overflow needs the second look. Long arrays are not given
    # to BLAS, whose threads may be kept waiting for a processor.
    size = array.size
    total = array.item() if size == 1 else np.vdot(array, array) if size < 4096 else _sum(array)
    if not isfinite(total) and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite in {dtype}: it holds NaN or infinity")
    return array


def _spread(array: ndarray, shape: tuple[int, ...], name: str, expected: str) -> ndarray:
    """Broadcast over the batch; a C-contiguous array of the right shape is returned as it is."""
    found = array.shape
    if found == shape:
        return np.ascontiguousarray(array)
    if found and found != shape[1:]:
        raise ValueError(f"{name} must have shape {expected}, here {shape}, not {found}")
    full = np.empty(shape, array.dtype)
    full[...] = array
    return full


def _threshold(divergence_loss: object) -> float:
    return inf if divergence_loss is None else real(divergence_loss, "divergence_loss", above=0, infinite=True)


def validated(
    model: Model,
    weights: object,
    targets: object,
    learning_rates: object,
    steps: object,
    normalisation: str = "mean",
    update: object = None,
    loss: object = None,
    batches: object = None,
    record_every: int | None = 1,
    ntk_every: int | None = 1,
    observe: Mapping[str, Observable] | None = None,
    keep_outputs: bool = True,
    divergence_loss: float | None = None,
) -> Request:
    """Return the request of a simulation, or raise an error that names the argument.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind (text where numbers are expected, say).
    ValueError
        If a shape or a range is wrong, or a number is NaN or infinite.
    """
    # A class that was seen once has the methods; looking for them again would be a tenth of a small simulation.
    if type(model) not in _SEEN:
        check_model(model, methods=_USED)
        _SEEN.add(type(model))
    weight_count, data_count = model.weight_count, model.data_count
    if type(weight_count) is not int or type(data_count) is not int or not (weight_count > 0 < data_count):
        check_model(model, methods=_USED)
    given = weights if isinstance(weights, State) else None
    start = as_array(weights if given is None else given.weights, "weights")
    start = _floats(start, "weights", start.dtype if start.dtype in _FLOATS else _FLOATS[0])
    if start.ndim != 2 or start.shape[1] != weight_count:
        hint = "; for one start weights[None]" if start.shape == (weight_count,) else ""
        raise ValueError(f"weights must have shape (B, P) with P = {weight_count}, not {start.shape}{hint}")
    dtype, batch = start.dtype, len(start)
    rates = None
    if learning_rates is not None:
        rates = _floats(learning_rates, "learning_rates", dtype)
        if batch == 1 and rates.ndim == 1 and len(rates) > 1:  # one start, many rates
            batch = len(rates)
            start = np.repeat(start, batch, axis=0)
        rates = _spread(rates, (batch,), "learning_rates", "() or (B,)")
        # For a few numbers a list is faster than a reduction.
        if batch and (min(rates.tolist()) if batch <= 16 else rates.min()) < 0:
            raise ValueError(f"learning_rates must not be negative, but one is {rates.min()}")
    rule = None
    if update is not None or rates is None:
        rule, rates = _rule(update, rates, batch, dtype)
    goal = _spread(_floats(targets, "targets", dtype), (batch, data_count), "targets", "(D,) or (B, D)")
    cost = chosen_loss(loss, normalisation)
    if loss is not None:
        cost.check(goal)
    if observe is not None:
        _check_observables(observe)
    return Request(
        model,
        np.ascontiguousarray(start),
        goal,
        integer(steps, "steps"),
        rule,
        cost,
        chosen_batches(batches),
        rates,
        None if record_every is None else integer(record_every, "record_every", least=1),
        LARGEST if ntk_every is None else integer(ntk_every, "ntk_every", least=1),
        observe or {},
        keep_outputs if keep_outputs is True else flag(keep_outputs, "keep_outputs"),
        _threshold(divergence_loss),
        None if given is None else _memory(given, rule, start, dtype),
        0 if given is None else given.step,
    )


def _rule(update: object, rates: ndarray | None, batch: int, dtype: np.dtype) -> tuple[UpdateRule | None, ndarray]:
    """The update rule, None for gradient descent at constant rates; and its constant rates (B,), NaN if it has none."""
    rule = chosen_rule(update, rates, "learning_rates")
    constant = getattr(rule, "rate", None)
    if not isinstance(constant, Constant):
        return rule, np.full(batch, np.nan)
    found = constant.values.reshape(-1)
    if found.dtype == object:
        found = np.array([real(value, "rate") for value in found], dtype)
    if len(found) not in (1, batch):
        raise ValueError(f"rate of {type(rule).__name__} must have shape () or (B,), here {(batch,)}, not {found.shape}")
    known = _spread(_floats(found if len(found) == batch else found[0], "rate", dtype), (batch,), "rate", "() or (B,)")
    return None if type(rule) is GradientDescent else rule, known


def _memory(state: State, rule: UpdateRule | None, start: ndarray, dtype: np.dtype) -> tuple[ndarray, ...]:
    """What a rule remembers, as arrays with one row a trajectory."""
    parts = [_floats(part, "memory", dtype) for part in state.memory]
    if rule is not None:
        continued(rule, state, start)
    for place, part in enumerate(parts):
        if part.ndim != 2 or len(part) not in (len(state.weights), len(start)):
            raise ValueError(f"memory must hold arrays of shape (B, …) with B = {len(start)}, not {part.shape}")
        parts[place] = np.repeat(part, len(start), axis=0) if len(part) < len(start) else part
    return tuple(parts)


_COLUMNS = (
    *("trajectory", "step", "learning_rate", "target", "loss", "ntk", "weight_norm", "outputs"),
    *("last_step", "diverged", "final_weights"),
)
"""What a data set of trajectories has besides what is observed."""


def _check_observables(observe: object) -> None:
    if not isinstance(observe, Mapping):
        raise TypeError(f"observe must map names to callables, not be {type(observe).__name__}")
    for name, measure in observe.items():
        if not isinstance(name, str) or not callable(measure):
            raise TypeError(f"observe must map names to callables (model, weights) -> array, but {name!r} maps to {measure!r}")
        if name in _COLUMNS:
            raise ValueError(f"observe must not call anything {name!r}: trajectories have a column of that name")
