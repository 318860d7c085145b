"""What a PyTorch module is called with: tensors of data, from whatever holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numerics.adapters.optional import plain_array

__all__ = ["tensors", "told"]


def tensors(torch: Any, inputs: Any) -> tuple[Any, ...]:
    """The inputs (D, …) of a module as tensors.

    Parameters
    ----------
    torch
        The library.
    inputs
        A tensor or array, or a tuple of such (or a list of tensors).

    Raises
    ------
    TypeError, ValueError
        If they are something else, or not of the same number of data.
    """
    if isinstance(inputs, Mapping):
        raise TypeError(
            "inputs must be a tensor (D, …) or a tuple of such, not a mapping: wrap the module in one that takes these"
        )
    several = isinstance(inputs, tuple) or (
        isinstance(inputs, list) and all(isinstance(part, torch.Tensor) and part.ndim for part in inputs)
    )
    given = tuple(inputs) if several else (inputs,)
    parts = tuple(part if isinstance(part, torch.Tensor) else torch.tensor(plain_array(part, "inputs")) for part in given)
    if not parts or any(part.ndim == 0 or len(part) != len(parts[0]) for part in parts):
        raise ValueError("inputs must be tensors (D, …) with the same number D of data")
    if not len(parts[0]):
        raise ValueError("inputs must hold at least one datum")
    return parts


def told(inputs: tuple[Any, ...]) -> str:
    """Inputs in words, for the message of an error."""
    return "inputs of " + ", ".join(f"shape {tuple(part.shape)} and type {part.dtype}" for part in inputs)
