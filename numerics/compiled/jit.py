"""How kernels are compiled: cached on disk, without the interpreter lock, and never assuming that NaN or inf are absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

__all__ = ["compiled", "sweep"]

# Sums may be reassociated (that is what lets them run in SIMD lanes) and a product may be fused into a sum. The flags that
# assume away NaN, infinities, signed zeros or denormals stay off: divergence is data here.
_RELAXED = {"reassoc", "contract"}


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function with strict IEEE arithmetic.

    Numba keys its cache on the file of the function itself: after a change in a helper that is inlined from another file,
    delete the ``__pycache__`` folder of this package.
    """
    return _compile(function, False)


def sweep(function: Callable[..., Any]) -> Any:
    """Compile an inner loop whose sums may be reassociated and fused; its result is the same on every call."""
    return _compile(function, _RELAXED)


def _compile(function: Callable[..., Any], fastmath: set[str] | bool) -> Any:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": fastmath}
    try:
        return njit(cache=True, **options)(function)
    except RuntimeError:
        # No cache folder can be written at all (a read-only installation and home): compile once a process instead.
        return njit(**options)(function)
