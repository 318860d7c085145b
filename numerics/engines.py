"""The engines: each says of a request whether it can run it, and the first that can does."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TypeAlias

from numerics.arguments import choice
from numerics.reference import run
from numerics.trajectories import Trajectories
from numerics.validation import Request

__all__ = ["ENGINES", "Engine", "Offer", "choose"]

Engine: TypeAlias = Callable[[Request], Trajectories]
Offer: TypeAlias = Callable[[Request], Engine | Exception]
"""What an engine answers to a request: what runs it, or the error that says why it cannot."""


@cache
def _compiled_offer() -> Offer | None:
    """The compiled engine, or None where Numba is missing; imported at first use."""
    if find_spec("numba") is None:
        return None
    from numerics.compiled.engine import offer

    return offer


def _compiled(request: Request) -> Engine | Exception:
    offer = _compiled_offer()
    if offer is None:
        return ImportError('engine "compiled" needs Numba: pip install "catapult-verify[fast]"')
    return offer(request)


def _numpy(request: Request) -> Engine:
    return run


ENGINES: dict[str, Offer] = {"compiled": _compiled, "numpy": _numpy}
"""Name → engine, in the order in which ``"auto"`` asks them; another engine is another entry."""


def choose(name: str, request: Request) -> Engine:
    """Return the engine of that name for a request; ``"auto"`` is the first that can run it.

    Raises
    ------
    TypeError, ValueError
        If there is no engine of that name, or it cannot run the request.
    ImportError
        If the compiled engine is asked for by name and Numba is missing.
    """
    choice(name, "engine", ("auto", *ENGINES))
    if name == "auto":
        for offer in ENGINES.values():
            answer = offer(request)
            if not isinstance(answer, Exception):
                return answer
    answer = ENGINES[name](request)
    if isinstance(answer, Exception):
        raise answer
    return answer
