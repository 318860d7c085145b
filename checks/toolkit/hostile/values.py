"""Values that a caller may hand over by mistake, or to see what happens."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import sympy

__all__ = ["VALUES", "Rude"]


class Rude:
    """An object that fails whatever is asked of it."""

    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __array__(self, *arguments: Any, **options: Any) -> Any:
        raise RuntimeError("no")

    def __len__(self) -> int:
        raise RuntimeError("no")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("no")

    __hash__ = object.__hash__


def _records() -> Any:
    return np.zeros(2, dtype=[("a", float), ("b", int)])


VALUES: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "True": lambda: True,
    "0": lambda: 0,
    "1": lambda: 1,
    "-1": lambda: -1,
    "2": lambda: 2,
    "0.5": lambda: 0.5,
    "-0.5": lambda: -0.5,
    "3.0": lambda: 3.0,
    "nan": lambda: math.nan,
    "inf": lambda: math.inf,
    "-inf": lambda: -math.inf,
    "1e308": lambda: 1e308,
    "5e-324": lambda: 5e-324,
    "10**30": lambda: 10**30,
    "10**5000": lambda: 10**5000,
    "complex": lambda: 1j,
    "complex nan": lambda: complex(math.nan, 0),
    "fraction": lambda: Fraction(1, 3),
    "negative fraction": lambda: Fraction(-1, 3),
    "decimal": lambda: Decimal("1.5"),
    "float32": lambda: np.float32(1),
    "int64": lambda: np.int64(3),
    "bool_": lambda: np.bool_(True),
    "date": lambda: np.datetime64("2020-01-01"),
    "duration": lambda: np.timedelta64(1, "s"),
    "empty text": lambda: "",
    "number as text": lambda: "1",
    "code as text": lambda: "__import__('os').abort()",
    "long text": lambda: "x" * 10**5,
    "bytes": lambda: b"1",
    "path": lambda: Path("nowhere"),
    "empty list": list,
    "list": lambda: [1.0, 2.0],
    "ragged list": lambda: [[1.0], [1.0, 2.0]],
    "list of text": lambda: ["1", "2"],
    "list with None": lambda: [None, 1.0],
    "tuple": lambda: (1, 2),
    "dictionary": lambda: {"a": 1},
    "set": lambda: {1},
    "generator": lambda: (number for number in range(2)),
    "object": object,
    "rude object": Rude,
    "class": lambda: int,
    "function": lambda: len,
    "masked": lambda: np.ma.masked,
    "masked array": lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    "empty array": lambda: np.array([]),
    "scalar array": lambda: np.array(1.0),
    "array": lambda: np.ones(3),
    "negative array": lambda: -np.ones(3),
    "array with nan": lambda: np.array([1.0, math.nan]),
    "four axes": lambda: np.ones((1, 1, 1, 1)),
    "complex array": lambda: np.array([1j]),
    "array of objects": lambda: np.array([object(), None]),
    "array of dates": lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
    "array of text": lambda: np.array(["a", "b"]),
    "records": _records,
    "symbol": lambda: sympy.Symbol("q"),
    "rational": lambda: sympy.Rational(1, 3),
    "undefined": lambda: sympy.nan,
    "infinite": lambda: sympy.oo,
    "relation": lambda: sympy.Symbol("q") > 0,
}
"""Name → a new one. None of them is a model, a claim or anything else that is made here."""
