"""What is traced of a process: a unit, its gradient, one step of the update rule, and the loss."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from numerics.compiled.programs.trace import Tape, Traced, UntraceableError
from numerics.losses import Loss
from numerics.models.per_unit import PerUnit
from numerics.updates import State, UpdateRule

__all__ = ["Program", "Rule", "Unit", "in_order", "operations", "trace_loss", "trace_rule", "trace_unit"]

# Operations that are dearer than to keep their results until the next pass.
_DEAR = ("div", "sqrt", "exp", "expm1", "log", "log1p", "tanh", "sinh", "cosh", "sin", "cos", "arctan", "erf")


@dataclass(frozen=True)
class Unit:
    """φ(p, x) and its gradient, of ("weight", k) and ("input", j); the ``dear`` parts are kept from one pass for the next.

    ``numbers`` stand for ("number", i), its own constants: units that differ in these only have one ``key``.
    """

    value: Traced
    gradient: tuple[Traced, ...]
    dear: tuple[Traced, ...]
    numbers: tuple[float, ...]
    key: Hashable


@dataclass(frozen=True)
class Rule:
    """One step, elementwise: of ("weight", 0), ("memory", j), ("rate", 0), ("number", i) and ("gradient", i).

    ``point`` is where the gradient is taken, and ``factors`` what it is multiplied with: node ("gradient", i) is factor i times
    the gradient. ``numbers`` are the rule's own, such as its momentum: rules that differ in these only have one ``key``.
    """

    weight: Traced
    memory: tuple[Traced, ...]
    point: Traced
    factors: tuple[Traced, ...]
    numbers: tuple[float, ...]
    key: Hashable

    @property
    def ahead(self) -> bool:
        """Whether the gradient is taken elsewhere than at the weights."""
        return self.point.op != "given" or self.point.value != ("weight", 0)


@dataclass(frozen=True)
class Program:
    """All that a pass is written from, besides the number of data and of inputs."""

    unit: Unit
    rule: Rule


def trace_unit(model: PerUnit) -> Unit:
    """Record a unit.

    Raises
    ------
    UntraceableError
        If φ or its gradient does what cannot be recorded.
    """
    tape = Tape()
    weights = [tape.given("weight", k) for k in range(len(model.places))]
    inputs = [tape.given("input", j) for j in range(model.inputs.shape[1])]
    value = tape.wrap(model.value(weights, inputs))
    gradient = tuple(tape.wrap(part) for part in model.gradient(weights, inputs))
    (value, *slopes), numbers = _opened((value, *gradient))
    return Unit(value, tuple(slopes), _dear(slopes), numbers, value.tape.key((value, *slopes)))


def _dear(outputs: Sequence[Traced]) -> tuple[Traced, ...]:
    """The outermost dear operations that some outputs need."""
    found: dict[int, Traced] = {}
    seen: set[int] = set()
    waiting = list(outputs)
    while waiting:
        node = waiting.pop()
        if node.number in seen:
            continue
        seen.add(node.number)
        if node.op in _DEAR:
            found[node.number] = node
        else:
            waiting += node.args
    return tuple(found[number] for number in sorted(found))


class _Gradient:
    """Stands in for the gradient of the loss."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.points: dict[int, Traced] = {}
        self.factors: list[Traced] = []

    def __call__(self, weights: object, factor: object = 1) -> Traced:
        point, times = self.tape.wrap(weights), self.tape.wrap(factor)
        self.points[point.number] = point
        self.factors.append(times)
        return self.tape.given("gradient", len(self.factors) - 1)

    def __getattr__(self, name: str) -> Any:
        raise UntraceableError(f"it asks for {name} of the step's batch")


def trace_rule(rule: UpdateRule, memories: int) -> Rule:
    """Record one step of an update rule that remembers so many arrays; its learning rate is left open.

    Raises
    ------
    UntraceableError
        If the step does what cannot be recorded, such as counting steps.
    """
    tape = Tape()
    weight, memory = tape.given("weight"), tuple(tape.given("memory", j) for j in range(memories))
    gradient, rate = _Gradient(tape), tape.given("rate")
    if callable(getattr(rule, "rate", None)):
        rule = copy(rule)
        object.__setattr__(rule, "rate", lambda state, gradient: rate)
    # The number of the step is open as well: a rule that computes with it is refused below.
    state = State(weight, memory, tape.given("step"))  # type: ignore[arg-type]
    after = rule.step(state, gradient)  # type: ignore[arg-type]
    if len(after.memory) != memories:
        raise UntraceableError(f"it remembers {len(after.memory)} arrays, and {memories} at the start")
    if len(gradient.points) > 1:
        raise UntraceableError("it asks for the gradient at several points")
    point = next(iter(gradient.points.values()), weight)
    after_weights, *parts = (tape.wrap(part) for part in (after.weights, *after.memory))
    opened, numbers = _opened((after_weights, *parts, point, *gradient.factors))
    weight, rest, factors = opened[0], opened[1 : 2 + memories], opened[2 + memories :]
    made = Rule(weight, tuple(rest[:-1]), rest[-1], tuple(factors), numbers, opened[0].tape.key(opened))
    for node, allowed in (
        *((part, ("weight", "memory", "rate", "number", "gradient")) for part in (made.weight, *made.memory)),
        (made.point, ("weight", "memory", "rate", "number")),
        *((part, ("rate", "number")) for part in made.factors),
    ):
        for kind in _given(node):
            if kind not in allowed:
                raise UntraceableError(f"it computes with the {kind}" if kind == "step" else f"its rate depends on the {kind}")
    return made


def _opened(nodes: Sequence[Traced]) -> tuple[list[Traced], tuple[float, ...]]:
    """The same nodes on another tape with ("number", i) in place of constants, and these constants."""
    tape = Tape()
    numbers: dict[float, int] = {}
    made: dict[int, Traced] = {}
    for node in in_order(nodes, ()):
        if node.op == "constant":
            made[node.number] = tape.given("number", numbers.setdefault(float(node.value), len(numbers)))
        else:
            made[node.number] = tape.node(node.op, *(made[arg.number] for arg in node.args), value=node.value)
    return [made[node.number] for node in nodes], tuple(numbers)


def in_order(nodes: Sequence[Traced], known: Iterable[int]) -> Iterator[Traced]:
    """What nodes are made of, arguments first, without what is known by number."""
    done = set(known)
    waiting = [(node, False) for node in reversed(nodes)]
    while waiting:
        node, ready = waiting.pop()
        if node.number in done:
            continue
        if ready:
            done.add(node.number)
            yield node
        else:
            waiting.append((node, True))
            waiting += [(arg, False) for arg in reversed(node.args)]


def operations(nodes: Sequence[Traced], known: Iterable[int]) -> int:
    """How many operations nodes are made of, without what is known by number."""
    return sum(bool(node.args) for node in in_order(nodes, known))


def _given(node: Traced) -> set[str]:
    """Kinds of numbers from outside that a node depends on."""
    return {part.value[0] for part in in_order([node], ()) if part.op == "given"}


def trace_loss(loss: Loss) -> tuple[list[Traced], tuple[float, ...]]:
    """Record ℓ and ℓ', of ("output", 0), ("target", 0) and ("number", i), the loss's own numbers.

    Raises
    ------
    UntraceableError
        If they do what cannot be recorded.
    """
    tape = Tape()
    output, target = tape.given("output"), tape.given("target")
    return _opened([tape.wrap(part(output, target)) for part in (loss.term, loss.slope)])  # type: ignore[arg-type]
