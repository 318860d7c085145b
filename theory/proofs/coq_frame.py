"""What one setting of the claims is in Coq."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Frame"]


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
    hypotheses
        What the setting itself says about the model and the data.
    slope_hypotheses
        What is assumed further in statements that mention the slopes.
    parameters
        Coq term of each parameter.
    observables
        Coq term of each observable at the state ``{w}``.
    indicators
        Observables that are 1 where a proposition about ``{w}`` holds and 0 elsewhere.
    unit_maxima
        Observables that are a maximum over units: the proposition, about unit i at ``{w}``, under which a unit takes
        part, and its value.
    """

    module: str
    binders: str
    arguments: str
    moves: str
    train: str
    hypotheses: tuple[str, ...]
    slope_hypotheses: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    observables: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    unit_maxima: Mapping[str, tuple[str, str]] = field(default_factory=dict)
