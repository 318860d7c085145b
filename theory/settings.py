"""The setting of a statement: model, data, targets, update rule and loss. Plain data, no behaviour beyond validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sympy import Expr, Integer, Symbol
from sympy.logic.boolalg import false

from theory.arguments import choice, instance, words
from theory.batches import FULL_BATCH, Batches, chosen_batches
from theory.losses import SQUARED, Loss
from theory.models import known, own, refuse_unknown
from theory.models.unit import UnitModel
from theory.models.variant import Variant
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, Parameter, observable_of
from theory.updates import GRADIENT_DESCENT, UpdateRule

__all__ = ["Setting"]

_Y = PARAMETERS["y"].symbol


@dataclass(frozen=True)
class Setting:
    """The family of trajectories a statement speaks about.

    Attributes
    ----------
    model
        Name of a model family: one of `theory.models.known_models`; the numeric side is found in ``checks.pairs``.
    data
        ``"one"`` datum or ``"many"`` (any number D of data).
    targets
        ``"zero"`` or ``"any"``.
    variant
        Restriction inside the family, such as ``"linear"`` or ``"relu"`` for the two-layer net; empty for the whole family.
        For ``"own"`` the name of a model that `checks.own_claims` was given.
    update, loss
        Values of `theory.updates` and `theory.losses`: what is run. By default full-batch gradient descent on the squared loss.
    batches
        A value of `theory.batches`, or its name: ``"full"`` (every step uses all data), ``"any"`` or ``"recurring"``.

    Raises
    ------
    ValueError
        If there are no such models, data, targets or batches: a claim about them would never be tried. If the loss is not
        defined for targets 0, or the rule or the loss brings a symbol whose name has another meaning.
    TypeError
        If the update rule, the loss or the batches are none.
    """

    model: str
    data: str = "one"
    targets: str = "zero"
    variant: str = ""
    update: UpdateRule = GRADIENT_DESCENT
    loss: Loss = SQUARED
    batches: Batches = FULL_BATCH

    def __init_subclass__(cls) -> None:
        raise TypeError("nothing can be derived from a Setting: it would be read otherwise here than there")

    def __post_init__(self) -> None:
        choice(self.data, "data", ("one", "many"))
        choice(self.targets, "targets", ("zero", "any"))
        object.__setattr__(self, "batches", chosen_batches(self.batches))
        refuse_unknown(words(self.model, "model"), words(self.variant, "variant"), self.data)
        instance(self.update, "update", UpdateRule)
        instance(self.loss, "loss", Loss)
        if self.zero_targets and any(part.subs(_Y, 0) is false for part in self.loss.allows(_Y)):
            raise ValueError(f"the {self.loss.words} is not defined for targets 0: {', '.join(map(str, self.loss.allows(_Y)))}")
        for name, brought in self.brought.items():
            if PARAMETERS.get(name, brought) != brought or observable_of(brought.symbol) is not None:
                raise ValueError(
                    f"{self.update} on the {self.loss} brings {name!r}, which means something else in theory.symbols"
                )

    @classmethod
    def of_unit(cls, unit: UnitModel, **further: Any) -> Setting:
        """The setting of a user's own unit model, which is made known in this process: any statement about it can then be made.

        Parameters
        ----------
        unit
            From `theory.from_unit` or `theory.from_quadratic_form`.
        further
            ``targets``, ``update``, ``loss`` and ``batches``, as for any setting.

        Raises
        ------
        ValueError
            If another model has its name.
        """
        own.register({instance(unit, "unit", UnitModel).name: unit})
        return cls(own.MODEL, variant=unit.name, **further)

    @property
    def plain(self) -> bool:
        """Whether what is run is gradient descent at a constant rate on the squared loss of all data."""
        return (self.update, self.loss, self.batches) == (GRADIENT_DESCENT, SQUARED, FULL_BATCH)

    @property
    def single_datum(self) -> bool:
        """Whether there is one datum."""
        return self.data == "one"

    @property
    def many_data(self) -> bool:
        """Whether there are D data."""
        return self.data == "many"

    @property
    def zero_targets(self) -> bool:
        """Whether all targets are 0."""
        return self.targets == "zero"

    @property
    def any_targets(self) -> bool:
        """Whether the targets are any numbers."""
        return self.targets == "any"

    @property
    def known(self) -> Variant:
        """What is known of the model under its restriction."""
        return known(self.model, self.variant)

    @property
    def general(self) -> tuple[Setting, Mapping[Symbol, Expr]]:
        """The setting that this one is a special case of, and what its symbols are here; itself if there is none."""
        special = self.known.special if self.single_datum else None
        if special is None:
            return self, {}
        return replace(self, model=special.model, variant=special.variant), special.values

    @property
    def target(self) -> Expr:
        """The target of a single datum."""
        return Integer(0) if self.zero_targets else _Y

    @property
    def brought(self) -> dict[str, Parameter]:
        """The parameters that the update rule and the loss bring, by name."""
        return {parameter.symbol.name: parameter for parameter in (*self.update.parameters, *self.loss.parameters)}

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter that a statement in this setting may speak of, by name."""
        return {**PARAMETERS, **self.brought}

    @property
    def one_datum(self) -> Mapping[Observable, Expr]:
        """What observables are on one datum in terms of others now, the output and the NTK in the end."""
        return _one_datum(self.loss, self.target, frozenset(OBSERVABLES.values()))

    @property
    def trained(self) -> str:
        """The model, its data and its targets in words."""
        own = self.variant if self.known.definition else ""  # the name of a model from elsewhere
        model = (own or f"{self.variant} {self.model}").strip().replace("_", " ")
        return f"{model}, {'one datum' if self.single_datum else 'D data'}, {'y = 0' if self.zero_targets else 'any y'}"

    def __str__(self) -> str:
        parts = [self.trained]
        usual = ((self.update, GRADIENT_DESCENT), (self.loss, SQUARED), (self.batches, FULL_BATCH))
        return ", ".join([*parts, *(str(part) for part, default in usual if part != default)])


@lru_cache(maxsize=64)
def _one_datum(loss: Loss, target: Expr, observables: frozenset[Observable]) -> Mapping[Observable, Expr]:
    f = OBSERVABLES["f"].now
    known = {OBSERVABLES["L"]: loss.value(f, _Y), OBSERVABLES["slope"]: loss.slope(f, _Y)}
    known |= {o: o.one_datum for o in observables if o.one_datum is not None}
    values = {o.now: value for o, value in known.items()}
    while any(value.has(*values) for value in known.values()):
        known = {o: value.subs(values, simultaneous=True) for o, value in known.items()}
    return {o: value.subs(_Y, target) for o, value in known.items()}
