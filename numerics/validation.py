"""Checking the arguments of a simulation once, cheaply, before any engine sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf, isfinite, isnan
from typing import NamedTuple

import numpy as np
from numpy import ndarray

from numerics.models.base import Model

__all__ = ["NORMALISATIONS", "Observable", "Request", "coefficient", "validated"]

Observable = Callable[[Model, ndarray], ndarray]
NORMALISATIONS = ("mean", "sum", "mean_square")
_LARGEST = 2**62
"""Larger integers do not fit a machine word."""
_FLOATS = (np.dtype(np.float64), np.dtype(np.float32))


class Request(NamedTuple):
    """One simulation, validated: what an engine receives.

    Attributes
    ----------
    model
        The model on its data.
    weights, targets, learning_rates
        (B, P), (B, D) and (B,), of one float type, finite, C-contiguous; never written to.
    steps
        Number of gradient-descent steps.
    normalisation, coefficient
        Name of the loss convention and its c: L = (c/2) Σ r², θ' = θ − ηcJᵀr.
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
    """

    model: Model
    weights: ndarray
    targets: ndarray
    learning_rates: ndarray
    steps: int
    normalisation: str
    coefficient: float
    record_every: int | None
    ntk_every: int
    observe: Mapping[str, Observable]
    keep_outputs: bool
    divergence_loss: float

    @property
    def recorded_steps(self) -> ndarray:
        """Numbers of the recorded steps, from 0 to ``steps``."""
        every = self.record_every or max(self.steps, 1)
        recorded = np.arange(0, self.steps + 1, every)
        return recorded if recorded[-1] == self.steps else np.append(recorded, self.steps)


def coefficient(normalisation: str, data_count: int) -> float:
    """The c of the loss L = (c/2) Σ r_a²: 1/D for ``"mean"``, 1 for ``"sum"``, 2/D for ``"mean_square"``."""
    if normalisation == "mean":
        return 1.0 / data_count
    if normalisation == "sum":
        return 1.0
    if normalisation == "mean_square":
        return 2.0 / data_count
    raise ValueError(f"normalisation must be one of {', '.join(NORMALISATIONS)}, not {normalisation!r}")


def _integer(value: object, name: str, least: int) -> int:
    if type(value) is int and least <= value < _LARGEST:
        return value
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, not {value}")
    if value >= _LARGEST:
        raise ValueError(f"{name} must be below 2**62, not {value}")
    return int(value)


def _sum(array: ndarray) -> float:
    with np.errstate(all="ignore"):
        return float(np.add.reduce(array, axis=None))


def _floats(values: object, name: str, dtype: np.dtype) -> ndarray:
    array = np.asarray(values)
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
    if divergence_loss is None:
        return inf
    if isinstance(divergence_loss, bool) or not isinstance(divergence_loss, (int, float, np.floating, np.integer)):
        raise TypeError(f"divergence_loss must be a number or None, not {type(divergence_loss).__name__}")
    threshold = float(divergence_loss)
    if isnan(threshold) or threshold <= 0:
        raise ValueError(f"divergence_loss must be positive, not {divergence_loss}")
    return threshold


def validated(
    model: Model,
    weights: object,
    targets: object,
    learning_rates: object,
    steps: int,
    normalisation: str,
    record_every: int | None,
    ntk_every: int | None,
    observe: Mapping[str, Observable] | None,
    keep_outputs: bool,
    divergence_loss: float | None,
) -> Request:
    """Return the request of a simulation, or raise an error that names the argument.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind (text where numbers are expected, say).
    ValueError
        If a shape or a range is wrong, or a number is NaN or infinite.
    """
    try:
        weight_count, data_count = model.weight_count, model.data_count
    except AttributeError as error:
        raise TypeError(f"model must be a model of numerics.models, not {type(model).__name__}") from error
    if type(weight_count) is not int or type(data_count) is not int or not (weight_count > 0 < data_count):
        weight_count = _integer(weight_count, f"weight_count of {model!r}", 1)
        data_count = _integer(data_count, f"data_count of {model!r}", 1)
    start = np.asarray(weights)
    start = _floats(start, "weights", start.dtype if start.dtype in _FLOATS else _FLOATS[0])
    if start.ndim != 2 or start.shape[1] != weight_count:
        raise ValueError(f"weights must have shape (B, P) with P = {weight_count}, not {start.shape}")
    dtype, batch = start.dtype, len(start)
    rates = _spread(_floats(learning_rates, "learning_rates", dtype), (batch,), "learning_rates", "() or (B,)")
    # For a few numbers a list is faster than a reduction.
    if batch and (min(rates.tolist()) if batch <= 16 else rates.min()) < 0:
        raise ValueError(f"learning_rates must not be negative, but one is {rates.min()}")
    goal = _spread(_floats(targets, "targets", dtype), (batch, data_count), "targets", "(D,) or (B, D)")
    if observe is not None:
        _check_observables(observe)
    return Request(
        model,
        np.ascontiguousarray(start),
        goal,
        rates,
        _integer(steps, "steps", 0),
        normalisation,
        coefficient(normalisation, data_count),
        None if record_every is None else _integer(record_every, "record_every", 1),
        _LARGEST if ntk_every is None else _integer(ntk_every, "ntk_every", 1),
        observe or {},
        bool(keep_outputs),
        _threshold(divergence_loss),
    )


def _check_observables(observe: object) -> None:
    if not isinstance(observe, Mapping):
        raise TypeError(f"observe must map names to callables, not be {type(observe).__name__}")
    for name, measure in observe.items():
        if not isinstance(name, str) or not callable(measure):
            raise TypeError(f"observe must map names to callables (model, weights) -> array, but {name!r} maps to {measure!r}")
