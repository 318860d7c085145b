"""Which versions compute the bits of a sweep; no clock and no host name, so that equal sweeps have equal stores."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

__all__ = ["provenance"]


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def provenance(engine: str = "auto") -> dict[str, str]:
    """Versions of the toolkit and of what its numbers depend on, and the engine that ``auto`` means here."""
    compiled = find_spec("numba") is not None
    return {
        "catapult-verify": _version("catapult-verify"),
        "numpy": _version("numpy"),
        "numba": _version("numba") if engine != "numpy" else "none",
        "engine": ("compiled where it knows the model" if compiled else "numpy") if engine == "auto" else engine,
    }
