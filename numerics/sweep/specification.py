"""The specification of a sweep: TOML, validated key by key; text in, never code."""

from __future__ import annotations

import hashlib
import json
import tomllib
from itertools import product
from math import ceil
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from numpy import ndarray

from numerics.ensemble import AXES, Ensemble
from numerics.sweep.errors import SpecificationError

try:
    from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
except ImportError as error:
    raise ImportError('sweeps need pydantic, xarray and zarr: pip install "catapult-verify[sweeps]"') from error

__all__ = ["LearningRates", "Specification", "load_specification", "parse_specification"]

_Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_Count = Annotated[int, Field(ge=1, le=10**8)]


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
        return self

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
    """

    name: Annotated[str, Field(min_length=1, max_length=200)]
    seed: Annotated[int, Field(ge=0)] = 0
    replicates: _Count = 1
    steps: _Count = 1000
    block: _Count = 64
    engine: Literal["auto", "numpy", "compiled"] = "auto"
    learning_rate: LearningRates
    ensemble: dict[str, int | float | str | list[float]] = {}
    axes: dict[str, Annotated[list[int | float], Field(min_length=1)]] = {}

    @model_validator(mode="after")
    def _fields_exist(self) -> Specification:
        known = Ensemble.__dataclass_fields__
        for key, value in self.ensemble.items():
            if key not in known:
                raise ValueError(f"ensemble.{key}: unknown key; known: {', '.join(known)}")
            if isinstance(value, bool) or not isinstance(value, _TYPES[str(known[key].type)]):
                raise ValueError(f"ensemble.{key}: must be of type {known[key].type}, not {value!r}")
        for key, values in self.axes.items():
            if key not in AXES:
                raise ValueError(f"axes.{key}: unknown axis; known: {', '.join(AXES)}")
            if len(set(values)) != len(values):
                raise ValueError(f"axes.{key}: values must differ")
        for point in self.points():
            try:
                self.ensemble_at(point)
            except ValueError as error:
                where = ", ".join(f"{key} = {value:g}" for key, value in zip(self.axes, self.values_at(point), strict=True))
                raise ValueError(f"ensemble{' at ' + where if where else ''}: {error}") from error
        return self

    def points(self) -> list[tuple[int, ...]]:
        """Index of every combination of the axes' values."""
        return list(product(*(range(len(values)) for values in self.axes.values())))

    def values_at(self, point: tuple[int, ...]) -> list[float]:
        """The values of the axes at a point."""
        return [values[index] for values, index in zip(self.axes.values(), point, strict=True)]

    def ensemble_at(self, point: tuple[int, ...]) -> Ensemble:
        """The ensemble at a point of the axes."""
        fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in self.ensemble.items()}
        fields |= zip(self.axes, self.values_at(point), strict=True)
        for key in _INTEGERS & fields.keys():
            if fields[key] == int(fields[key]):
                fields[key] = int(fields[key])
        return Ensemble(**fields)

    def blocks(self) -> list[tuple[int, ...]]:
        """Index of every block: a point of the axes and the number of a group of initialisations.

        All points come by turns, so that the first blocks tell how long the rest will take.
        """
        return [(*point, group) for group in range(ceil(self.replicates / self.block)) for point in self.points()]

    def replicates_of(self, block: tuple[int, ...]) -> range:
        """The initialisations of a block."""
        return range(block[-1] * self.block, min((block[-1] + 1) * self.block, self.replicates))

    @property
    def trajectories(self) -> int:
        """Number of trajectories of the sweep."""
        return len(self.points()) * self.replicates * len(self.learning_rate.array())

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
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecificationError(f"{source}: not valid TOML: {error}") from error
    try:
        return Specification.model_validate(document)
    except ValidationError as error:
        raise SpecificationError("\n".join(f"{source}: {line}" for line in _lines(error))) from error


def _lines(error: ValidationError) -> list[str]:
    found = []
    for part in error.errors(include_url=False):
        where = ".".join(str(step) for step in part["loc"] if not str(step).startswith(("constrained-", "function-")))
        message = {"extra_forbidden": "unknown key", "missing": "missing"}.get(part["type"], part["msg"])
        message = message.removeprefix("Value error, ")
        given = "" if part["type"] in ("missing", "value_error") else f" (given: {part['input']!r})"
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
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SpecificationError(f"{path}: cannot be read: {error}") from error
    return parse_specification(text, str(path))
