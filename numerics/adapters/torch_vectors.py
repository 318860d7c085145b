"""Flat PyTorch tensors as `numerics.spectra.vectors.Vectors`."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.adapters.optional import require

__all__ = ["TorchVectors", "torch_with_forward_mode"]


@cache
def torch_with_forward_mode() -> Any:
    """PyTorch; loading its forward mode for the first time warns of a deprecation inside PyTorch itself."""
    torch = require("torch", "torch")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.func.jvp(torch.sin, (torch.ones(1),), (torch.ones(1),))
    return torch


class TorchVectors:
    """Flat tensors of one float type on one device."""

    def __init__(self, like: Any) -> None:
        self._torch, self._dtype, self._device = require("torch", "torch"), like.dtype, like.device

    @property
    def rounding(self) -> float:
        """The distance from 1 to the next larger number of the float type."""
        return float(self._torch.finfo(self._dtype).eps)

    def dot(self, left: Any, right: Any) -> float:
        """Inner product of two vectors."""
        return float(self._torch.dot(left, right))

    def add(self, target: Any, factor: float, other: Any) -> Any:
        """``target + factor · other``, in the place of ``target``."""
        return target.add_(other, alpha=factor)

    def scaled(self, vector: Any, factor: float) -> Any:
        """``factor · vector``, in the place of ``vector``."""
        return vector.mul_(factor)

    def joined(self, parts: Sequence[Any]) -> Any:
        """The vectors one after the other, as one."""
        return self._torch.cat(tuple(parts))

    def gram(self, rows: Any, factors: Any = None) -> ndarray:
        """Σ_p s_p J_ap J_bp, (n, n)."""
        return self.numpy((rows if factors is None else rows * factors) @ rows.T)

    def product(self, rows: Any, vector: Any) -> Any:
        """J v for rows J (n, P)."""
        return rows @ vector

    def new(self, values: ndarray) -> Any:
        """A copy of these numbers in the float type, on the device."""
        return self._torch.tensor(values, dtype=self._dtype, device=self._device)

    def numpy(self, vector: Any) -> ndarray:
        """The vector's numbers, float64, on the host."""
        return np.array(vector.detach().to(device="cpu", dtype=self._torch.float64).numpy(force=True))
