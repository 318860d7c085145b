"""Importing PyTorch and JAX where they are used, never before: the core installation has neither."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
from numpy import ndarray

__all__ = ["CALL_ERRORS", "plain_array", "require"]


CALL_ERRORS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What a function of a user's may raise that is handed data that it is not made for."""


def require(package: str, extra: str) -> Any:
    """Return an optional package.

    Raises
    ------
    ImportError
        If it is not installed; the message names the extra that brings it.
    """
    try:
        return import_module(package)
    except ImportError as error:
        raise ImportError(f'{package} is not installed: pip install "catapult-verify[{extra}]"') from error


def plain_array(values: object, name: str) -> ndarray:
    """An array of numbers or truth values, to be handed to another library.

    Raises
    ------
    TypeError
        If the values are masked (the mask would be lost), text, objects or ragged.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise TypeError(f"{name} must not be a masked array: its mask would be lost; fill or leave out what is masked")
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise TypeError(f"{name} must be an array of numbers, not a ragged list") from error
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} must be an array of numbers, not of {array.dtype}")
    return array
