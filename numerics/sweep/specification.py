"""The specification of a sweep: TOML, validated key by key; text in, never code."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from math import ceil, prod
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy import ndarray

from numerics.arguments import choice, shown
from numerics.ensemble import AXES, Ensemble
from numerics.losses import LOSSES, Loss
from numerics.process import RuleOfRates
from numerics.sweep.errors import SpecificationError
from numerics.updates import RULES

try:
    from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
except ImportError as error:
    raise ImportError('sweeps need pydantic, xarray and zarr: pip install "catapult-verify[sweeps]"') from error

__all__ = ["LearningRates", "Specification", "load_specification", "parse_specification", "stored_specification"]

_Finite = Annotated[float, Field(allow_inf_nan=False)]
_Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_Count = Annotated[int, Field(ge=1, le=10**8)]
_LONGEST = 2**20
"""A specification has fewer bytes."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class LearningRates(_Strict):
    """Learning rates in units of 1/λ₀ of each initialisation: ``from``, ``to`` and ``count``, or a list of ``values``."""

    start: _Positive | None = Field(None, alias="from")
    stop: _Positive | None = Field(None, alias="to")
    count: Annotated[int, Field(ge=2, le=10**6)] | None = None
    values: Annotated[list[_Positive], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> LearningRates:
        given = [part is not None for part in (self.start, self.stop, self.count)]
        if all(given) == (self.values is not None) or any(given) != all(given):
            raise ValueError("give either from, to and count, or values")
        if self.values is None and not (self.start or 0) < (self.stop or 0):
            raise ValueError("from must be smaller than to")
        if self.values is not None and sorted(set(self.values)) != self.values:
            raise ValueError("values must increase")
        if not (np.diff(self.array()) > 0).all():
            raise ValueError("from and to must be further apart for so many learning rates")
        return self

    def __len__(self) -> int:
        return len(self.values) if self.values is not None else self.count or 0

    def array(self) -> ndarray:
        """The learning rates, (R,)."""
        if self.values is not None:
            return np.array(self.values)
        return np.linspace(self.start or 0.0, self.stop or 0.0, self.count or 0)


class Specification(_Strict):
    """A sweep: an ensemble, the axes along which it varies, initialisations and learning rates.

    Attributes
    ----------
    name
        Title of the sweep.
    seed
        Seed of everything random.
    replicates
        Initialisations at every point of the axes; initialisation i owns the random stream (seed, i) at each of them.
    steps
        Steps of gradient descent.
    block
        Initialisations computed and stored together.
    engine
        See `numerics.descent.simulate`.
    learning_rate
        See `LearningRates`.
    ensemble
        Fields of `numerics.ensemble.Ensemble`.
    axes
        Name in `numerics.ensemble.AXES` → values; every combination is run.
    update
        ``rule``, a name in `numerics.updates.RULES`, and its further numbers, such as ``momentum``; gradient descent if absent.
    loss
        ``name``, a name in `numerics.losses.LOSSES`, and its further fields; the squared loss if absent.
    """

    name: Annotated[str, Field(min_length=1, max_length=200)]
    seed: Annotated[int, Field(ge=0, lt=2**128)] = 0
    replicates: _Count = 1
    steps: _Count = 1000
    block: _Count = 64
    engine: Literal["auto", "numpy", "compiled"] = "auto"
    learning_rate: LearningRates
    ensemble: dict[str, int | _Finite | str | list[_Finite]] = {}
    axes: dict[str, Annotated[list[int | _Finite], Field(min_length=1)]] = {}
    # Absent rather than empty, so that sweeps from before there were such tables keep their digest.
    update: dict[str, int | _Finite | str | list[_Finite]] | None = None
    loss: dict[str, int | _Finite | str] | None = None

    @model_validator(mode="after")
    def _fields_exist(self) -> Specification:
        known = Ensemble.__dataclass_fields__
        for key, value in self.ensemble.items():
            if key not in known:
                raise ValueError(f"ensemble.{key}: unknown key; known: {', '.join(known)}")
            kind = "str" if key == "model" else str(known[key].type)
            if isinstance(value, bool) or not isinstance(value, _TYPES[kind]):
                raise ValueError(f"ensemble.{key}: must be of type {kind}, not {shown(value)}")
        for key, values in self.axes.items():
            if key not in AXES:
                raise ValueError(f"axes.{key}: unknown axis; known: {', '.join(AXES)}")
            if len(set(values)) != len(values):
                raise ValueError(f"axes.{key}: values must differ")
        # Which values of an axis a model allows does not depend on the other axes: a look at each value is enough.
        first = (0,) * len(self.axes)
        for place, (key, values) in enumerate(self.axes.items()):
            for index, value in enumerate(values):
                try:
                    self.ensemble_at((*first[:place], index, *first[place + 1 :]))
                except (TypeError, ValueError) as error:
                    raise ValueError(f"ensemble at {key} = {shown(value)}: {error}") from error
        try:
            self.ensemble_at(first)
        except (TypeError, ValueError) as error:
            raise ValueError(f"ensemble: {error}") from error
        for table, make in (("update", lambda: self.rule and self.rule(0.1)), ("loss", lambda: self.cost)):
            try:
                make()
            except (TypeError, ValueError) as error:
                raise ValueError(f"{table}: {error}") from error
        return self

    @property
    def rule(self) -> RuleOfRates | None:
        """What makes the update rule from learning rates; None for gradient descent."""
        if self.update is None:
            return None
        chosen = dict(self.update)
        return partial(RULES[choice(chosen.pop("rule", None), "rule", RULES)], **chosen)

    @property
    def cost(self) -> Loss | None:
        """The loss; None for the squared one."""
        if self.loss is None:
            return None
        chosen: dict[str, Any] = dict(self.loss)
        return LOSSES[choice(chosen.pop("name", None), "name", LOSSES)](**chosen)

    def points(self) -> Iterator[tuple[int, ...]]:
        """Index of every combination of the axes' values, one after the other."""
        return product(*(range(len(values)) for values in self.axes.values()))

    @property
    def point_count(self) -> int:
        """Number of combinations of the axes' values."""
        return prod(len(values) for values in self.axes.values())

    @property
    def block_count(self) -> int:
        """Number of blocks."""
        return self.point_count * ceil(self.replicates / self.block)

    def axis_array(self, axis: str) -> ndarray:
        """The values of an axis, int64 or float64."""
        return np.array(self.axes[axis], dtype=np.int64 if axis in _INTEGERS else np.float64)

    def values_at(self, point: tuple[int, ...]) -> list[float]:
        """The values of the axes at a point."""
        return [values[index] for values, index in zip(self.axes.values(), point, strict=True)]

    def ensemble_at(self, point: tuple[int, ...]) -> Ensemble:
        """The ensemble at a point of the axes."""
        fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in self.ensemble.items()}
        fields |= zip(self.axes, self.values_at(point), strict=True)
        for key in _INTEGERS & fields.keys():
            if isinstance(fields[key], float) and fields[key].is_integer():
                fields[key] = int(fields[key])
        return Ensemble(**fields)

    def blocks(self) -> Iterator[tuple[int, ...]]:
        """Index of every block: a point of the axes and the number of a group of initialisations.

        All points come by turns, so that the first blocks tell how long the rest will take.
        """
        return ((*point, group) for group in range(ceil(self.replicates / self.block)) for point in self.points())

    def replicates_of(self, block: tuple[int, ...]) -> range:
        """The initialisations of a block."""
        return range(block[-1] * self.block, min((block[-1] + 1) * self.block, self.replicates))

    @property
    def trajectories(self) -> int:
        """Number of trajectories of the sweep."""
        return self.point_count * self.replicates * len(self.learning_rate)

    def canonical(self) -> str:
        """The specification as one line of JSON, the same for equal specifications."""
        return json.dumps(self.model_dump(by_alias=True, exclude_none=True), sort_keys=True, ensure_ascii=True)

    @property
    def digest(self) -> str:
        """SHA-256 of `canonical`."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


_INTEGERS = {"width", "depth"}
_TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float), "tuple[float, float]": (list,)}


def parse_specification(text: str, source: str = "specification") -> Specification:
    """Read a specification from TOML text.

    Raises
    ------
    SpecificationError
        If the text is no TOML, a key is unknown or missing, or a value is out of range; the message names the key.
    """
    if len(text) >= _LONGEST:
        raise SpecificationError(f"{source}: longer than {_LONGEST} characters")
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError also for integers of thousands of digits
        raise SpecificationError(f"{source}: not valid TOML: {str(error)[:200]}") from error
    return _checked(source, Specification.model_validate, document)


def stored_specification(text: str) -> Specification:
    """Read a specification from its canonical form.

    Raises
    ------
    SpecificationError
        If it is not one; the message names the key.
    """
    return _checked("specification", Specification.model_validate_json, text)


def _checked(source: str, read: Callable[[Any], Specification], given: Any) -> Specification:
    try:
        return read(given)
    except ValidationError as error:
        raise SpecificationError("\n".join(f"{source}: {line}" for line in _lines(error))) from error
    except RecursionError as error:
        raise SpecificationError(f"{source}: nested too deeply") from error


def _lines(error: ValidationError) -> list[str]:
    found = []
    for part in error.errors(include_url=False):
        where = ".".join(str(step) for step in part["loc"] if not str(step).startswith(("constrained-", "function-")))
        message = {"extra_forbidden": "unknown key", "missing": "missing"}.get(part["type"], part["msg"])
        message = message.removeprefix("Value error, ")
        given = "" if part["type"] in ("missing", "value_error") else f" (given: {shown(part['input'])})"
        found.append(f"{where}: {message}{given}" if where else message)
    return found


def load_specification(path: Path | str) -> Specification:
    """Read a specification from a TOML file.

    Raises
    ------
    SpecificationError
        As `parse_specification`, or if the file cannot be read.
    """
    try:
        with Path(path).open(encoding="utf-8") as file:
            text = file.read(_LONGEST)
    except (OSError, ValueError) as error:
        raise SpecificationError(f"{path}: cannot be read: {error}") from error
    return parse_specification(text, str(path))
