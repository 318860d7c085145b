"""Lines through an exact instance: one number of it moves (the learning rate, a target, a weight, a constant of the model).

Or many do: all weights along a direction, all entries of an array by a factor.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Any, TypeAlias

from checks.instances.instance import Instance
from checks.instances.numbers import model_from_json, model_to_json
from checks.pairs import rebuilt
from checks.pairs.process.trained import trained
from checks.truth.algebraic import Exact
from theory.statements import Statement

__all__ = ["Line", "Place", "lines", "numbers_of", "scaled", "slanted"]

Place: TypeAlias = tuple[Instance, Exact]
"""An exact instance, and a learning rate."""
Line: TypeAlias = Callable[[Exact], Place]
Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions that lead to a number in a model that is written as plain data."""

_ENTRIES = 3
"""How many entries of an array move."""


def lines(statement: Statement, place: Place, *, constants: bool = True) -> Iterator[Line]:
    """The lines through a place, each as a function of the number that moves along it.

    They may leave the setting of the statement, and raise ValueError where the model has no such constant. Without ``constants``
    those are left out along which a number of the model moves, which is always rational.
    """
    instance, rate = place
    yield partial(_with_rate, instance)
    if statement.setting.any_targets:
        yield partial(_moved, rate, partial(_with_target, instance))
    size = instance.weights.shape[1]
    for position in sorted({0, 1, size - 2, size - 1} & set(range(size))):
        yield partial(_moved, rate, partial(_with_weight, instance, position))
    document = model_to_json(instance.model)
    for paths in _constants(document) if constants else ():
        yield partial(_moved, rate, partial(_with_constant, instance, document, paths))


def numbers_of(statement: Statement, place: Place) -> Iterator[Line]:
    """The lines through a place along which a number of the update rule or the loss moves that the statement mentions."""
    instance, rate = place
    for name in sorted(instance.training.numbers.keys() & {symbol.name for symbol in statement.symbols}):
        yield partial(_moved, rate, partial(_with_number, instance, name))


def slanted(place: Place, direction: Sequence[int]) -> Line:
    """The line through a place along which all weights move, by multiples of a direction."""
    instance, rate = place
    return partial(_moved, rate, partial(_with_weights, instance, tuple(direction)))


def scaled(place: Place) -> Iterator[Line]:
    """The lines through a place along which all weights, all targets, or all entries of an array of the model take a factor.

    Sums of squares become large or small so, which one entry alone does not bring about.
    """
    instance, rate = place
    yield partial(_moved, rate, partial(_with_all_weights, instance))
    if len(instance.targets) > 1:
        yield partial(_moved, rate, partial(_with_all_targets, instance))
    document = model_to_json(instance.model)
    for paths in _arrays(document):
        yield partial(_moved, rate, partial(_with_entries, instance, document, paths))


def _with_all_weights(instance: Instance, number: Exact) -> Instance:
    return rebuilt(instance, weights=instance.weights * number)


def _with_all_targets(instance: Instance, number: Exact) -> Instance:
    return rebuilt(instance, targets=instance.targets * number)


def _with_weights(instance: Instance, direction: tuple[int, ...], number: Exact) -> Instance:
    weights = instance.weights.copy()
    weights[0] = [weight + number * part for weight, part in zip(weights[0], direction, strict=True)]
    return rebuilt(instance, weights=weights)


def _with_number(instance: Instance, name: str, number: Exact) -> Instance:
    if not isinstance(number, Fraction):
        raise ValueError(f"{name} must be a fraction")
    return trained(instance, replace(instance.training, numbers={**instance.training.numbers, name: number}))


def _with_rate(instance: Instance, number: Exact) -> Place:
    return instance, number


def _moved(rate: Exact, move: Callable[[Exact], Instance], number: Exact) -> Place:
    return move(number), rate


def _with_target(instance: Instance, number: Exact) -> Instance:
    targets = instance.targets.copy()
    targets[0] = number
    return rebuilt(instance, targets=targets)


def _with_weight(instance: Instance, position: int, number: Exact) -> Instance:
    weights = instance.weights.copy()
    weights[0, position] = number
    return rebuilt(instance, weights=weights)


def _with_constant(instance: Instance, document: dict[str, Any], paths: tuple[Path, ...], number: Exact) -> Instance:
    return _changed(instance, document, paths, lambda old: number)


def _with_entries(instance: Instance, document: dict[str, Any], paths: tuple[Path, ...], number: Exact) -> Instance:
    return _changed(instance, document, paths, lambda old: Fraction(old) * number)


def _changed(instance: Instance, document: dict[str, Any], paths: tuple[Path, ...], change: Callable[[str], Exact]) -> Instance:
    changed = copy.deepcopy(document)
    for path in paths:
        at: Any = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = str(change(at[path[-1]]))
    return rebuilt(instance, model=model_from_json(changed))


def _constants(document: dict[str, Any], stem: Path = ()) -> Iterator[tuple[Path, ...]]:
    """Constants of a model, each as the paths that move together: equal slopes, entries of a symmetric matrix."""
    arguments, stem = document["arguments"], (*stem, "arguments")
    if "slopes" in arguments:
        yield from _slopes(arguments, stem)
    for name, value in arguments.items():
        if name in ("slopes", "centre", "name", "output") or (name == "scale" and "output" in arguments):
            continue
        inner = tuple(_models(value, (*stem, name)))
        for model, here in inner:
            yield from _constants(model, here)
        if not inner:
            for path in islice(_leaves(value), _ENTRIES):
                mirrored = (*path[:-2], path[-1], path[-2]) if name in ("psi", "quadratic") and len(path) == 3 else path
                yield tuple(dict.fromkeys(((*stem, name, *path), (*stem, name, *mirrored))))


def _arrays(document: dict[str, Any], stem: Path = ()) -> Iterator[tuple[Path, ...]]:
    """The arrays of a model that have several entries, each as the paths to them."""
    for name, value in document["arguments"].items():
        here = (*stem, "arguments", name)
        inner = tuple(_models(value, here))
        for model, there in inner:
            yield from _arrays(model, there)
        if not inner and name not in ("slopes", "centre"):
            paths = tuple((*here, *path) for path in _leaves(value))
            if len(paths) > 1:
                yield paths


def _models(value: Any, stem: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """The models that an argument is or has, each with the path to it."""
    if isinstance(value, dict) and "arguments" in value:
        yield value, stem
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, part in enumerate(value):
            yield from _models(part, (*stem, place))


def _slopes(arguments: dict[str, Any], stem: Path) -> Iterator[tuple[Path, ...]]:
    pair, tie = arguments["slopes"], arguments.get("slope_at_zero")
    for value in dict.fromkeys(pair):
        paths: list[Path] = [(*stem, "slopes", place) for place in (0, 1) if pair[place] == value]
        yield tuple(paths + [(*stem, "slope_at_zero")] * (tie == value))


def _leaves(value: Any) -> Iterator[Path]:
    if isinstance(value, str):
        yield ()
    elif isinstance(value, dict):
        yield from (("vector", *path) for path in _leaves(value["vector"]))
    elif isinstance(value, list):
        yield from ((place, *path) for place, part in enumerate(value) for path in _leaves(part))
