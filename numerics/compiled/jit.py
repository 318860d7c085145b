"""How kernels are compiled: cached on disk, without the interpreter lock, and never assuming that NaN or inf are absent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from numba import njit
from numba.core.ccallback import CFunc

__all__ = ["callback", "compiled", "inner", "part", "sweep"]

# Sums may be reassociated (that is what lets them run in SIMD lanes) and a product may be fused into a sum. The flags that
# assume away NaN, infinities, signed zeros or denormals stay off: divergence is data here.
_RELAXED = {"reassoc", "contract"}


# What only kernels call needs nothing by which Python or C would call it; to make that takes half of the time of compiling.
_WITHIN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a kernel, a function that Python calls, with strict IEEE arithmetic."""
    return _compile(function)


def inner(function: Callable[..., Any]) -> Any:
    """Compile a function that only kernels call, with strict IEEE arithmetic."""
    return _compile(function, **_WITHIN)


def sweep(function: Callable[..., Any]) -> Any:
    """Compile an inner loop of a kernel whose sums may be reassociated and fused; its result is the same on every call."""
    return _compile(function, fastmath=_RELAXED, **_WITHIN)


def part(function: Callable[..., Any]) -> Any:
    """Compile a piece of an inner loop into its caller: across a call, Numba counts references to arrays, under a lock."""
    return njit(forceinline=True, nogil=True, error_model="numpy", **_WITHIN)(function)


def callback(function: Callable[..., Any], signature: Any) -> Any:
    """Compile a function that kernels call by its ``address``, at once; who asks keeps it."""
    made = CFunc(function, (signature.args, signature.return_type), locals={}, options={"error_model": "numpy"})
    with suppress(RuntimeError):  # no cache folder, see below
        made.enable_caching()
        _stamp(made)
    made.compile()
    return made


@cache
def _sources() -> str:
    """Digest of all sources of this package."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _compile(function: Callable[..., Any], **more: Any) -> Any:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", **more}
    try:
        dispatcher = njit(cache=True, **options)(function)
    except RuntimeError:
        # No cache folder can be written at all (a read-only installation and home): compile once a process instead.
        return njit(**options)(function)
    _stamp(dispatcher)
    return dispatcher


def _stamp(function: Any) -> None:
    """Numba asks only whether the function's own file has changed, but helpers from other files are inlined into kernels.

    A cached kernel is good for exactly these sources.
    """
    index = getattr(getattr(function, "_cache", None), "_cache_file", None)
    if index is not None and hasattr(index, "_source_stamp"):
        index._source_stamp = _sources()
