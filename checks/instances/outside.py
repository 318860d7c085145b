"""A numeric model from outside the package, with what is known of it: searched, refuted and replayed as any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Instance, Parameter
from checks.instances.model_kinds import allow
from checks.instances.model_source import model_source
from checks.instances.numbers import model_from_json, model_to_json
from checks.instances.strategies import targets, weights, widths
from checks.pairs import add_pair
from checks.pairs._exact import alternating, fractions, rational_row, rounded, small_weights
from checks.pairs._norms import length
from numerics.initial import initialise
from numerics.models.base import Model
from theory.models import add_model
from theory.models.variant import ONE_DATUM, Variant
from theory.settings import Setting

__all__ = ["OutsideModel", "outside_model"]

Make = Callable[[ndarray, int], Model]
_UNKNOWN = Variant(ONE_DATUM)
_LINES: tuple[tuple[int, ...], ...] = ((1,), (2,), (-1,))
_MANY: tuple[tuple[int, ...], ...] = ((1, 2), (1, -1), (1, -1, 2))


@dataclass(frozen=True)
class OutsideModel:
    """A model from elsewhere.

    Attributes
    ----------
    name
        What settings call it.
    kind
        Its class, whose arguments are attributes of the same names: so a counterexample is written down and read again.
    make
        (inputs (D, d), width) → model on these inputs; in fractions if the inputs are.
    known
        What is known of it, see `theory.models.variant.Variant`.
    parameters
        Parameters of `theory.symbols` beyond n, P, D, y and |y|: name → its value for a model.
    dimension
        Dimension d of the inputs that it is tried on.
    """

    name: str
    kind: type
    make: Make
    known: Variant = _UNKNOWN
    parameters: Mapping[str, Callable[[Any], Parameter]] = field(default_factory=dict)
    dimension: int = 1

    def fits(self, setting: Setting, model: Any, initial: ndarray) -> bool:
        """Whether a model is of this class."""
        return isinstance(model, self.kind)

    def instance(self, setting: Setting, model: Any, initial: ndarray, goal: ndarray) -> Instance:
        """The instance of a model with weights (B, P) and targets (D,)."""
        values: dict[str, Parameter] = {
            "P": Fraction(model.weight_count),
            "D": Fraction(model.data_count),
            "y_norm": length(goal),
        }
        if hasattr(model, "width"):
            values["n"] = Fraction(model.width)
        if model.data_count == 1:
            values["y"] = goal[0]
        values |= {name: value(model) for name, value in self.parameters.items()}
        return Instance(setting, model, initial, goal, values, {}, model_source(model)[1])

    def instances(self, setting: Setting, batch: int, largest: int) -> st.SearchStrategy[Instance]:
        """Widths up to an eighth of ``largest``, inputs of both signs."""
        return self._drawn(setting, batch, largest)

    @property
    def _drawn(self) -> Callable[..., st.SearchStrategy[Instance]]:
        @st.composite
        def drawn(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
            count = 1 if setting.single_datum else draw(st.integers(1, 4))
            coordinate = st.sampled_from((1.0, -1.0, 2.0, 0.5, 3.0)) | st.floats(-4, 4, width=32, allow_subnormal=False)
            size = count * self.dimension
            inputs = np.array(draw(st.lists(coordinate, min_size=size, max_size=size))).reshape(count, self.dimension)
            model = self.make(inputs, draw(widths(max(largest // (8 * count), 4))))
            return self.instance(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, count)))

        return drawn

    def exact_instances(self, setting: Setting) -> Iterator[Instance]:
        """Widths 1, 2 and 3, small integer inputs, small rational weights."""
        goals: tuple[int | Fraction, ...] = (0,) if setting.zero_targets else (0, 1, -1, Fraction(1, 10))
        for number, width, line, goal in product(range(14), (1, 2, 3), _LINES if setting.single_datum else _MANY, goals):
            model = self.make(fractions([[entry] * self.dimension for entry in line]), width)
            yield self.instance(setting, model, small_weights(model.weight_count, number), alternating(goal, len(line), number))

    def boundary_instances(self, setting: Setting) -> Iterator[Instance]:
        """None: where bounds are attained is not known."""
        return iter(())

    def typical_instances(self, setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
        """Standard Gaussian weights at widths 4 and 32."""
        source = np.random.default_rng(seed)
        for width in (4, 32):
            inputs = np.ones((1, self.dimension)) if setting.single_datum else source.normal(size=(4, self.dimension))
            goal = np.zeros(len(inputs)) if setting.zero_targets else source.choice((-1.0, 1.0), len(inputs))
            model = self.make(inputs, width)
            yield self.instance(setting, model, initialise("gaussian", seed, np.arange(rows), model.weight_count), goal)

    def as_exact(self, rough: Instance, row: int, digits: int | None) -> Instance:
        """One row of an instance in fractions; the numbers of the model are taken as they are."""
        model = model_from_json(model_to_json(rough.model))
        return self.instance(rough.setting, model, rational_row(rough.weights[row], digits), rounded(rough.targets, digits))


def outside_model(model: OutsideModel) -> OutsideModel:
    """Make a model from elsewhere known in this process: claims may speak of it, and counterexamples to them be replayed.

    Parameters
    ----------
    model
        What it is.

    Raises
    ------
    TypeError
        If it is no `OutsideModel`.
    ValueError
        If its name is taken by another model.
    """
    if not isinstance(model, OutsideModel):
        raise TypeError(f"model must be an OutsideModel, not {type(model).__name__}")
    add_model(model.name, {"": model.known})
    add_pair(model.name, model)
    allow(model.kind)
    return model
