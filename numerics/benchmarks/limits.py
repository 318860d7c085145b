"""What a narrower processor of the same family would do: every library is kept from the wider vectors, ours and its peers.

All of them read variables of the environment when they are loaded, so a process is limited from its start or not at all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module

from numerics.benchmarks.timing import machine

__all__ = ["LIMITS", "in_force", "limit_to"]


def _avx2() -> dict[str, str]:
    """Numba and our own passes, XLA, ATen and oneDNN, MKL, OpenBLAS, NumPy."""
    # Which vectors NumPy was built for is told by nothing public.
    built_for = import_module("numpy._core._multiarray_umath").__cpu_dispatch__
    wider = [name for name in built_for if name.startswith("AVX512") or name == "X86_V4"]
    return {
        "NUMBA_CPU_NAME": "haswell",
        "NUMBA_CPU_FEATURES": "+avx,+avx2,+fma,+bmi,+bmi2,+f16c,+lzcnt,+popcnt,+sse4.2",
        "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",
        "ATEN_CPU_CAPABILITY": "avx2",
        "ONEDNN_MAX_CPU_ISA": "AVX2",
        "MKL_ENABLE_INSTRUCTIONS": "AVX2",
        "OPENBLAS_CORETYPE": "HASWELL",
        "NPY_DISABLE_CPU_FEATURES": " ".join(wider),
    }


LIMITS: Mapping[str, Callable[[], dict[str, str]]] = {"avx2": _avx2}
"""Name → the variables that keep every library from wider vectors."""


def in_force() -> str | None:
    """The limit under which this process was started, if it is one of ours and whole."""
    for name, variables in LIMITS.items():
        if all(value in os.environ.get(key, "") for key, value in variables().items()):
            return name
    return None


def limit_to(name: str) -> None:
    """Start this process again under a limit; return where that has been done.

    Raises
    ------
    ValueError
        If the processor has not these vectors.
    """
    if in_force() == name:
        return
    if machine()["vector"] not in ("avx2", "avx512f"):
        raise ValueError(f"this processor has no {name}")
    variables = LIMITS[name]()
    if os.environ.get("XLA_FLAGS"):
        variables["XLA_FLAGS"] = f"{os.environ['XLA_FLAGS']} {variables['XLA_FLAGS']}"
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, **variables})
