"""How an instance is trained as Python to paste: arguments of `numerics.exact.simulate_exact`, and what they need."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from fractions import Fraction
from types import ModuleType

import numpy as np

from checks.instances.instance import Instance, Point
from checks.instances.process import begin, process_of
from checks.instances.process_observables import PROCESS
from numerics import losses, updates
from numerics.driver import iterates

__all__ = ["ProcessSource", "process_source"]


@dataclass(frozen=True)
class ProcessSource:
    """Lines to come first, the keyword arguments, and the memory at the start as Python; empty at rest."""

    lines: tuple[str, ...]
    arguments: str
    memory: str = ""

    def start(self, weights: str) -> str:
        """The weights, with what is remembered of them if anything is."""
        return f"State({weights}, ({self.memory},))" if self.memory else weights


def process_source(instance: Instance, rate: Fraction, steps: int) -> ProcessSource:
    """Python that runs an exact instance for some steps; a schedule is written out, step by step.

    Raises
    ------
    ValueError
        If a rule or a loss from elsewhere cannot be written as a call of its class.
    """
    rates = np.array([rate], dtype=object)
    process = process_of(instance, rates)
    lines, training = ["from numerics import losses, updates"], instance.training
    constant = instance.setting.update.rate.is_Symbol and not training.factors
    written = f"Fraction('{rate}')" if constant else f"updates.StepList([{', '.join(_rates(instance, rate, steps))}])"
    rate_name = next(iter(inspect.signature(type(process.update)).parameters))
    arguments = [f"update={_call(process.update, {rate_name: written}, updates, lines)}"]
    arguments.append(f"loss={_call(process.loss, {}, losses, lines)}")
    if training.shares:
        rows = [training.shares[step % len(training.shares)] for step in range(steps)]
        lines.append("from numerics.batches import Weighted")
        arguments.append(f"batches=Weighted([{', '.join(f'[{_numbers(row)}]' for row in rows)}])")
    memory = ", ".join(f"[[{_numbers(part[0])}]]" for part in training.memory)
    lines += ["from numerics.updates import State"] if memory else []
    return ProcessSource(tuple(lines), ", ".join(arguments), memory)


def _rates(instance: Instance, rate: Fraction, steps: int) -> list[str]:
    """The learning rates of a schedule, as it was run."""
    rates = np.array([rate], dtype=object)
    first = begin(instance, rates)
    walk, found = iterates(first.process, first.state), []
    for _ in range(steps):
        here = next(walk)
        at = Point(instance.model, here.state.weights, instance.targets, rates, here)
        found.append(f"Fraction('{PROCESS['eta_t'](at)[0]}')")
    return found


def _numbers(values: object) -> str:
    return ", ".join(f"Fraction('{Fraction(value)}')" for value in np.asarray(values, dtype=object))


def _call(value: object, given: dict[str, str], home: ModuleType, lines: list[str]) -> str:
    """A rule or a loss as a call of its class, of numbers that are not what they are by default; its import joins the lines."""
    kind = type(value)
    ours = getattr(home, kind.__name__, None) is kind
    if not ours:
        if "<locals>" in kind.__qualname__:
            raise ValueError(f"{kind.__name__} is defined inside a function: no other program can import it")
        lines.append(f"from {kind.__module__} import {kind.__name__}")
    for name, parameter in inspect.signature(kind).parameters.items():
        held = getattr(value, name, parameter.default)
        if name not in given and held is parameter.empty:
            raise ValueError(f"{kind.__name__} keeps no attribute {name!r}: its argument of that name is not known")
        if name not in given and isinstance(held, (Fraction, int)) and held != parameter.default:
            given[name] = f"Fraction('{Fraction(held)}')"
    home_name = f"{home.__name__.rpartition('.')[2]}." if ours else ""
    return f"{home_name}{kind.__name__}({', '.join(f'{name}={text}' for name, text in given.items())})"
