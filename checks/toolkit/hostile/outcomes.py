"""What a call with one strange argument may answer: a result if the argument is allowed, else an error that names it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from checks.toolkit.hostile.values import VALUES

__all__ = ["Call", "faults", "try_one"]

Allowed = Callable[[Any], bool]


@dataclass(frozen=True)
class Call:
    """A public function or class, with arguments that it takes, and what each of them may be.

    Attributes
    ----------
    name, function
        What is called.
    arguments
        Makes good arguments.
    allowed
        For each argument that is tried, whether a value is one that its documentation allows.
    calls
        Those that may be a function: what a function of the caller's raises is its own.
    words
        What an error says in the place of an argument's name.
    errors
        Further errors that its documentation names.
    use
        What is done with the result, where a fault would only show later.
    """

    name: str
    function: Callable[..., Any]
    arguments: Callable[[], dict[str, Any]]
    allowed: Mapping[str, Allowed]
    calls: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[type[Exception], ...] = ()
    use: Callable[[Any], object] = field(default=repr)


def faults(call: Call, *, every: int = 1, first: int = 0) -> list[str]:
    """Every strange value through every argument of a call; what went wrong, a line each."""
    found = []
    for place, argument in enumerate(call.allowed):
        for number, (kind, make) in enumerate(VALUES.items()):
            if (number + place + first) % every == 0:
                said = try_one(call, argument, make)
                if said:
                    found.append(f"{call.name}({argument}={kind}): {said}")
    return found


def try_one(call: Call, argument: str, make: Callable[[], Any]) -> str:
    """What went wrong with one strange value; empty if it is allowed or refused by name."""
    value = make()
    fits = call.allowed[argument](value) or (argument in call.calls and callable(value))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            call.use(call.function(**(call.arguments() | {argument: make()})))
        except (TypeError, ValueError, KeyError) as error:
            if argument in call.calls and callable(value):
                return ""
            text = str(error)
            names = [argument, call.words.get(argument, argument), *(call.arguments() if fits else ())]
            if not any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
                return f"cryptic: {type(error).__name__}: {text[:150]}"
            return f"long: {len(text)} characters" if len(text) > 1200 else ""
        except call.errors:
            return ""
        except Exception as error:
            return f"cryptic: {type(error).__name__}: {str(error)[:150]}"
    return "" if fits else "taken without a word"
