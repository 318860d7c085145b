"""Which engine answers a request: the readable reference, or the compiled one."""

from __future__ import annotations

from collections.abc import Callable

from numerics.reference import run
from numerics.trajectories import Trajectories
from numerics.validation import Request

__all__ = ["ENGINES", "Engine", "choose"]

Engine = Callable[[Request], Trajectories]
ENGINES = ("auto", "numpy", "compiled")


def _compiled_engine(request: Request) -> Engine | None:
    """The compiled engine if it is installed and knows the request's model, else None."""
    return None


def choose(name: str, request: Request) -> Engine:
    """Return the engine of that name for a request.

    Raises
    ------
    ValueError
        If there is no engine of that name, or the compiled engine does not know the model.
    """
    if name == "numpy":
        return run
    if name == "auto":
        return _compiled_engine(request) or run
    if name == "compiled":
        engine = _compiled_engine(request)
        if engine is None:
            raise ValueError(f"engine 'compiled' cannot run {type(request.model).__name__}; use 'numpy' or 'auto'")
        return engine
    raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {name!r}")
