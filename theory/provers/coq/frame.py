"""What one setting of the claims is in Coq."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Frame", "Named"]

Named = tuple[str, str]
"""A name and a Coq proposition."""


@dataclass(frozen=True)
class Frame:
    """The Coq reading of one setting.

    Attributes
    ----------
    module
        The Coq module that defines the model.
    binders
        The variables that a statement quantifies over; the last one is the initialisation ``w``.
    arguments
        The same variables as arguments.
    moves
        That the initialisation is no minimum of the loss, so that a witness is not a state at rest.
    train
        The state after ``{t}`` steps.
    start
        The state at step 0.
    trained
        The model as ``trained`` takes it, of which other update rules, losses and batches can be stated; empty if they cannot.
    state
        The state after ``t`` steps in full, where ``train`` only names it: the definition that a module begins with.
    hypotheses
        What the setting itself says about the model and the data: a name and a Coq proposition each.
    parameters
        Coq term of each parameter.
    observables
        Coq term of each observable at the state ``{w}`` of step ``{t}``.
    indicators
        Observables that are 1 where a proposition about ``{w}`` holds and 0 elsewhere.
    unit_maxima
        Observables that are a maximum over units: the proposition, about unit i at ``{w}``, under which a unit takes
        part, and its value.
    owed
        What the setting itself needs in order to be defined.
    """

    module: str
    binders: str
    arguments: str
    moves: str
    train: str
    hypotheses: tuple[Named, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    observables: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    unit_maxima: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    owed: tuple[str, ...] = ()
    start: str = "w"
    state: str = ""
    trained: str = ""
