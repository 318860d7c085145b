"""How large a pass is, and where things stand in the state and among the sums."""

from __future__ import annotations

from dataclasses import dataclass

from numerics.compiled.programs.lanes import LANES
from numerics.compiled.programs.program import Program, operations

__all__ = ["Sizes"]

# Bytes of a state that stay in the fastest cache. There, to keep a number for the next pass costs as much as an operation.
_FASTEST = 24 * 1024


@dataclass(frozen=True)
class Sizes:
    """Numbers of data, of inputs, of arrays of weights and of memory, and of what is kept of the last pass for each datum.

    ``whole`` says that the units are whole vectors, so that no lane of a sum is ever left out. Of data that a step leaves out no
    gradient is computed: ``chosen`` is how many it takes where these are equally many in all steps, else ``skips`` says that some
    are left out. With ``whole_gradient`` it is the gradient that is kept, not only what is dear to it; with ``slots`` on the data
    chosen for the next step only, which are known, one after another.
    """

    data: int
    inputs: int
    weights: int
    memories: int
    kept: int
    ahead: bool
    whole: bool
    whole_gradient: bool
    chosen: int | None
    skips: bool
    slots: bool

    @property
    def rows(self) -> int:
        """Rows of the state."""
        return self.weights * (1 + self.memories) + self.kept * (self.chosen if self.slots and self.chosen else self.data)

    @property
    def sums(self) -> int:
        """Outputs, those at the point ahead, |p|², and on one datum |∇f|²."""
        return self.data * (1 + self.ahead) + 1 + (self.data == 1)

    @property
    def pairs(self) -> int:
        """Entries of the kernel on and above its diagonal."""
        return self.data * (self.data + 1) // 2

    @staticmethod
    def of(program: Program, data: int, inputs: int, units: int, chosen: int | None = None, skips: bool = False) -> Sizes:
        """The sizes of a program on so many data of so many inputs, with so many units."""
        unit, rule = program.unit, program.rule
        weights, memories, dear = len(unit.gradient), len(rule.memory), len(unit.dear)
        fits = 8 * units * weights * (1 + memories + (chosen or 1)) <= _FASTEST
        slots = chosen is not None and not rule.ahead and not dear and fits
        # On one datum the gradient is computed in every pass, for the NTK.
        spared = operations(unit.gradient, [node.number for node in unit.dear]) - (weights - dear)
        whole_gradient = slots or (data == 1 and not rule.ahead and fits and spared > 0)
        kept = weights if whole_gradient else dear
        whole = units % LANES == 0
        return Sizes(data, inputs, weights, memories, kept, rule.ahead, whole, whole_gradient, chosen, skips, slots)
