"""The passes over the units of one trajectory, written for LLVM from a traced program.

One number of a trajectory's state for each unit stands in a row: weights p_0 …, then memory, then what is kept of the last
pass. A pass changes the state by one step and takes, of the new one, the sums that its record and the next step need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from llvmlite import ir
from numba.core import cgutils

from numerics.compiled.programs.jumps import sums_over_data
from numerics.compiled.programs.lanes import LANES, Lanes
from numerics.compiled.programs.program import Program, in_order
from numerics.compiled.programs.sizes import Sizes
from numerics.compiled.programs.trace import Traced

__all__ = ["write_loss", "write_passes"]

_INT, _DATA = ir.IntType(64), ir.DoubleType().as_pointer()
Given = Mapping[tuple[str, int], Any]
# Products that are fused into a total one after the other.
_CHAIN = 2
Sum = Callable[[Any], Any]
"""What adds the part of eight units to a total."""


def _evaluate(lanes: Lanes, nodes: Sequence[Traced], given: Given, known: dict[int, Any] | None = None) -> list[Any]:
    """The values of nodes; ``known`` holds values by number of node, and gets those that are computed."""
    values = {} if known is None else known
    for node in in_order(nodes, values):
        if node.op == "constant":
            values[node.number] = lanes.constant(float(node.value))
        elif node.op == "given":
            values[node.number] = given[node.value]
        else:
            values[node.number] = lanes.apply(node.op, *(values[arg.number] for arg in node.args))
    return [values[node.number] for node in nodes]


class _Pass:
    """One pass being written: arguments state, row length, units, numbers (rates, cotangents), inputs, sums."""

    def __init__(self, module: ir.Module, name: str, program: Program, sizes: Sizes) -> None:
        kind = ir.FunctionType(ir.VoidType(), [_DATA, _INT, _INT, _DATA, _DATA, _DATA])
        function = ir.Function(module, kind, name)
        for argument in function.args:
            if argument.type == _DATA:
                argument.add_attribute("noalias")
        self.builder = ir.IRBuilder(function.append_basic_block("entry"))
        self.lanes = Lanes(self.builder)
        self.unit, self.rule, self.sizes = program.unit, program.rule, sizes
        self.ready = program.unit.gradient if sizes.whole_gradient else program.unit.dear
        self.state, self.row, self.units, self.numbers, self.inputs, self.sums = function.args
        first = 2 + sizes.data
        self.constants = self._own(first, len(self.rule.numbers))
        self.of_unit = self._own(first + len(self.rule.numbers), len(self.unit.numbers))
        self.last = first + len(self.rule.numbers) + len(self.unit.numbers)
        # The data in the order in which a pass takes them.
        self.order = self.listed(self.last + sizes.data, sizes.data) if sizes.slots else [_INT(a) for a in range(sizes.data)]

    def _own(self, first: int, count: int) -> Given:
        """Numbers of the rule or the unit."""
        return {("number", i): self.scalar(self.numbers, first + i) for i in range(count)}

    def scalar(self, data: Any, place: Any) -> Any:
        """A number that is the same for all units."""
        return self.lanes.spread(self.number(data, place))

    def number(self, data: Any, place: Any) -> Any:
        """A number at a place."""
        return self.builder.load(self.builder.gep(data, [place if isinstance(place, ir.Value) else _INT(place)]))

    def loop(self, totals: int, body: Callable[[Any], Sequence[Sum]]) -> None:
        """Run over the units, eight at a time; sum up as the body says, and write the sums."""
        builder = self.builder
        places = [cgutils.alloca_once_value(builder, self.lanes.constant(0.0)) for _ in range(totals)]
        with cgutils.for_range_slice(builder, _INT(0), self.units, _INT(LANES)) as (at, _):
            there = None if self.sizes.whole else self._there(at)
            for place, add in zip(places, body(at), strict=True):
                old = builder.load(place)
                new = add(old)
                builder.store(new if there is None else builder.select(there, new, old), place)
        sums = [_INT(number) for number in range(totals)]
        if self.sizes.slots and totals == self.sizes.sums:
            sums[: self.sizes.data] = self.order
        for number, place in zip(sums, places, strict=True):
            builder.store(self.lanes.total(builder.load(place)), builder.gep(self.sums, [number]))
        builder.ret_void()

    def _there(self, at: Any) -> Any:
        """Which of eight lanes are units."""
        numbers = ir.VectorType(_INT, LANES)
        left = self.builder.sub(self.units, at)
        lane = self.builder.insert_element(ir.Constant(numbers, ir.Undefined), left, ir.Constant(ir.IntType(32), 0))
        first = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
        spread = self.builder.shuffle_vector(lane, ir.Constant(numbers, ir.Undefined), first)
        return self.builder.icmp_signed("<", ir.Constant(numbers, list(range(LANES))), spread)

    def read(self, row: Any, at: Any) -> Any:
        """Eight numbers of a row of the state."""
        return self.lanes.load(self.state, self._place(row, at))

    def write(self, value: Any, row: Any, at: Any) -> None:
        """Write eight numbers of a row of the state."""
        self.lanes.store(value, self.state, self._place(row, at))

    def _place(self, row: Any, at: Any) -> Any:
        return self.builder.add(self.builder.mul(self.row, row if isinstance(row, ir.Value) else _INT(row)), at)

    def weights(self, at: Any) -> list[Any]:
        """The weights of eight units."""
        return [self.read(k, at) for k in range(self.sizes.weights)]

    def memory(self, at: Any) -> list[list[Any]]:
        """What is remembered of each weight."""
        sizes = self.sizes
        return [[self.read(sizes.weights * (1 + j) + k, at) for j in range(sizes.memories)] for k in range(sizes.weights)]

    def kept(self, datum: Any, number: int) -> Any:
        """The row of what is kept."""
        first = self.sizes.weights * (1 + self.sizes.memories) + number
        return self.builder.add(self.builder.mul(datum, _INT(self.sizes.kept)), _INT(first))

    def on_datum(self, weights: Sequence[Any], inputs: Sequence[Any]) -> Given:
        """What a unit is given on a datum of these inputs."""
        given = {("weight", k): weight for k, weight in enumerate(weights)} | dict(self.of_unit)
        return given | {("input", j): value for j, value in enumerate(inputs)}

    def inputs_of(self, datum: Any) -> list[Any]:
        """The inputs of a datum."""
        first = self.builder.mul(datum, _INT(self.sizes.inputs))
        return [self.scalar(self.inputs, self.builder.add(first, _INT(j))) for j in range(self.sizes.inputs)]

    def all_inputs(self) -> list[list[Any]]:
        """The inputs of all data."""
        return [self.inputs_of(datum) for datum in self.order]

    def listed(self, first: int, count: int) -> list[Any]:
        """Numbers of data, from a place of the numbers on."""
        return [self.builder.fptosi(self.number(self.numbers, first + place), _INT) for place in range(count)]

    def points(self, weights: Sequence[Any], memory: Sequence[Sequence[Any]], rate: Any) -> list[Any]:
        """Where the gradient is taken."""
        found = []
        for weight, remembered in zip(weights, memory, strict=True):
            given = {("weight", 0): weight, ("rate", 0): rate, **self.constants}
            given |= {("memory", j): part for j, part in enumerate(remembered)}
            found += _evaluate(self.lanes, [self.rule.point], given)
        return found

    def look(
        self, at: Any, weights: Sequence[Any], memory: Sequence[Sequence[Any]], inputs: list[list[Any]], rate: Any
    ) -> list[Sum]:
        """The sums of a state, in the order of `Sizes.sums`; what the next step is to find ready is kept."""
        lanes, sizes = self.lanes, self.sizes
        outputs, ahead, squares = [], [], []
        for datum in range(sizes.data):
            values: dict[int, Any] = {}
            given = self.on_datum(weights, inputs[datum])
            wanted = [self.unit.value, *(self.unit.gradient if sizes.data == 1 else ())]
            value, *gradient = _evaluate(lanes, wanted, given, values)
            outputs.append(partial(lanes.apply, "add", value))
            squares += [self.products(gradient, gradient)] if gradient else []
            if sizes.ahead:
                values, given = {}, self.on_datum(self.points(weights, memory, rate), inputs[datum])
                ahead += [partial(lanes.apply, "add", value) for value in _evaluate(lanes, [self.unit.value], given, values)]
            if not sizes.slots or datum < (sizes.chosen or 0):
                for number, part in enumerate(_evaluate(lanes, self.ready, given, values)):
                    self.write(part, self.kept(_INT(datum), number), at)
        return [*outputs, *ahead, self.products(weights, weights), *squares]

    def products(self, ones: Sequence[Any], others: Sequence[Any]) -> Sum:
        """The sum of products: two are fused into the total, one after the other; more would be a chain that others wait for."""

        def add(total: Any) -> Any:
            short = len(ones) <= _CHAIN
            value = total if short else self.lanes.apply("mul", ones[0], others[0])
            for one, other in zip(ones[not short :], others[not short :], strict=True):
                value = self.lanes.fused(one, other, value)
            return value if short else self.lanes.apply("add", value, total)

        return add

    def slopes(self, at: Any, weights: Sequence[Any], inputs: Sequence[Any], datum: Any) -> list[Any]:
        """∇φ on a datum of these inputs, at a point of which some is ready."""
        known = {node.number: self.read(self.kept(datum, number), at) for number, node in enumerate(self.ready)}
        return _evaluate(self.lanes, self.unit.gradient, self.on_datum(weights, inputs), known)


def write_passes(program: Program, sizes: Sizes) -> ir.Module:
    """The functions ``start`` (only takes the sums), ``step``, and on several data ``kernel`` (∇f_a·∇f_b for a ≤ b).

    The numbers are the rate of the step, that of the next one, what the gradient of each output is multiplied with, and then
    those of the rule and of the unit; last the shares of the data in the step, or the numbers of the data
    chosen for it, and those of all data, first the ones chosen for the next step.
    """
    module = ir.Module("passes")
    first = _Pass(module, "start", program, sizes)
    inputs, rate = first.all_inputs(), first.scalar(first.numbers, 1)
    first.loop(sizes.sums, lambda at: first.look(at, first.weights(at), first.memory(at), inputs, rate))
    _write_step(_Pass(module, "step", program, sizes))
    if sizes.data > 1:
        _write_kernel(_Pass(module, "kernel", program, sizes))
    return module


def _write_step(step: _Pass) -> None:
    lanes, rule, sizes = step.lanes, step.rule, step.sizes
    inputs, rate, next_rate = step.all_inputs(), step.scalar(step.numbers, 0), step.scalar(step.numbers, 1)
    data = [_INT(a) for a in range(sizes.data)] if sizes.chosen is None else step.listed(step.last, sizes.chosen)
    places = [_INT(a) for a in range(len(data))] if sizes.slots else data
    own = inputs if sizes.chosen is None else [step.inputs_of(datum) for datum in data]
    signals = [step.scalar(step.numbers, step.builder.add(datum, _INT(2))) for datum in data]
    factors = _evaluate(lanes, rule.factors, {("rate", 0): rate, **step.constants})
    shares = [[lanes.apply("mul", factor, signal) for signal in signals] for factor in factors]
    taken = [_is_taken(step, step.last + a) for a in range(sizes.data)] if sizes.skips else [None] * len(data)

    def body(at: Any) -> list[Sum]:
        weights, memory = step.weights(at), step.memory(at)
        points = step.points(weights, memory, rate) if sizes.ahead else weights

        def added(a: int, totals: list[Any] | None) -> list[Any]:
            slopes = step.slopes(at, points, own[a], places[a])
            terms = [(share[a], slope) for share in shares for slope in slopes]
            if totals is None:
                return [lanes.apply("mul", share, slope) for share, slope in terms]
            return [lanes.fused(share, slope, total) for (share, slope), total in zip(terms, totals, strict=True)]

        # By factor and weight, the sum over data of share times slope.
        totals, size = sums_over_data(step.builder, taken, lanes.constant(0.0), added), len(points)
        moved, remembered = [], []
        for k, weight in enumerate(weights):
            given: dict[tuple[str, int], Any] = {("weight", 0): weight, ("rate", 0): rate, **step.constants}
            given |= {("memory", j): part for j, part in enumerate(memory[k])}
            given |= {("gradient", number): totals[number * size + k] for number in range(len(factors))}
            new, *parts = _evaluate(lanes, [rule.weight, *rule.memory], given)
            moved.append(new)
            remembered.append(parts)
        for k, (new, parts) in enumerate(zip(moved, remembered, strict=True)):
            step.write(new, k, at)
            for j, part in enumerate(parts):
                step.write(part, sizes.weights * (1 + j) + k, at)
        return step.look(at, moved, remembered, inputs, next_rate)

    step.loop(sizes.sums, body)


def _is_taken(step: _Pass, place: int) -> Any:
    """Whether the share of a datum is not zero."""
    return step.builder.fcmp_unordered("!=", step.number(step.numbers, place), ir.Constant(ir.DoubleType(), 0.0))


def _write_kernel(kernel: _Pass) -> None:
    lanes, sizes, inputs = kernel.lanes, kernel.sizes, kernel.all_inputs()

    def body(at: Any) -> list[Sum]:
        weights = kernel.weights(at)
        if sizes.ahead or sizes.slots:
            rows = [_evaluate(lanes, kernel.unit.gradient, kernel.on_datum(weights, inputs[a])) for a in range(sizes.data)]
        else:
            rows = [kernel.slopes(at, weights, inputs[a], _INT(a)) for a in range(sizes.data)]
        return [kernel.products(rows[a], rows[b]) for a in range(sizes.data) for b in range(a, sizes.data)]

    kernel.loop(sizes.pairs, body)


def write_loss(traced: Sequence[Traced], count: int) -> ir.Module:
    """The functions ``loss`` and ``one`` (outputs, targets, data, terms, slopes, numbers).

    ``traced`` are ℓ and ℓ', which have so many numbers of their own. The arrays of the first have room for whole vectors. The
    second is of one datum and reads single numbers: a vector cannot be read before numbers just written are in the cache.
    """
    module = ir.Module("loss")
    kind = ir.FunctionType(ir.VoidType(), [_DATA, _DATA, _INT, _DATA, _DATA, _DATA])
    for name in ("loss", "one"):
        function = ir.Function(module, kind, name)
        outputs, targets, data, *places, numbers = function.args
        builder = ir.IRBuilder(function.append_basic_block("entry"))
        lanes = Lanes(builder)
        own = {("number", i): lanes.spread(builder.load(builder.gep(numbers, [_INT(i)]))) for i in range(count)}
        if name == "one":
            given = {("output", 0): lanes.spread(builder.load(outputs)), ("target", 0): lanes.spread(builder.load(targets))} | own
            for value, place in zip(_evaluate(lanes, traced, given), places, strict=True):
                builder.store(builder.extract_element(value, ir.Constant(ir.IntType(32), 0)), place)
        else:
            with cgutils.for_range_slice(builder, _INT(0), data, _INT(LANES)) as (at, _):
                given = {("output", 0): lanes.load(outputs, at), ("target", 0): lanes.load(targets, at)} | own
                for value, place in zip(_evaluate(lanes, traced, given), places, strict=True):
                    lanes.store(value, place, at)
        builder.ret_void()
    return module
