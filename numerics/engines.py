"""Which engine answers a request: the readable reference, or the compiled one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

from numerics.reference import run
from numerics.trajectories import Trajectories
from numerics.validation import Request

__all__ = ["ENGINES", "Engine", "choose"]

Engine = Callable[[Request], Trajectories]
ENGINES = ("auto", "numpy", "compiled")


@cache
def _compiled() -> Callable[[Request], Engine | None] | None:
    """What finds the compiled engine of a request, or None where Numba is missing; imported at first use."""
    if find_spec("numba") is None:
        return None
    from numerics.compiled.engine import runner

    return runner


def _compiled_engine(request: Request) -> Engine | None:
    """The compiled engine if it is installed and knows the request, else None."""
    runner = _compiled()
    return None if runner is None else runner(request)


def choose(name: str, request: Request) -> Engine:
    """Return the engine of that name for a request.

    Raises
    ------
    ValueError
        If there is no engine of that name, or the compiled engine does not know the model or was given observables.
    ImportError
        If the compiled engine is asked for by name and Numba is missing.
    """
    if name == "numpy":
        return run
    if name == "auto":
        return _compiled_engine(request) or run
    if name == "compiled":
        if _compiled() is None:
            raise ImportError('engine "compiled" needs Numba: pip install "catapult-verify[fast]"')
        engine = _compiled_engine(request)
        if engine is None:
            raise ValueError(f"engine 'compiled' cannot run {type(request.model).__name__}; use 'numpy' or 'auto'")
        return engine
    raise ValueError(f"engine must be one of {', '.join(ENGINES)}, not {name!r}")
