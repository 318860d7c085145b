"""Update rules as values: from a state of the weights to the next one, one file each; learning rates as schedules."""

from numerics.updates.adam import Adam
from numerics.updates.base import Gradient, State, UpdateRule
from numerics.updates.following import CertifiedRate, KernelRate, PolyakRate
from numerics.updates.gradient_descent import GradientDescent
from numerics.updates.heavy_ball import HeavyBall
from numerics.updates.nesterov import Nesterov
from numerics.updates.schedules import Constant, Piecewise, Schedule, StepList, schedule
from numerics.updates.weight_decay import WeightDecay

__all__ = [
    "RULES",
    "Adam",
    "CertifiedRate",
    "Constant",
    "Gradient",
    "GradientDescent",
    "HeavyBall",
    "KernelRate",
    "Nesterov",
    "Piecewise",
    "PolyakRate",
    "Schedule",
    "State",
    "StepList",
    "UpdateRule",
    "WeightDecay",
    "schedule",
]

RULES: dict[str, type] = {
    "gradient_descent": GradientDescent,
    "weight_decay": WeightDecay,
    "heavy_ball": HeavyBall,
    "nesterov": Nesterov,
    "adam": Adam,
}
"""Rules by the names that specifications use; another rule is another entry."""
