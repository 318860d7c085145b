"""Update rules as SymPy values, one a file: how one step moves weights and memory, from which every update map is derived."""

from theory.updates.base import Gradient, UpdateRule
from theory.updates.gradient_descent import GRADIENT_DESCENT, GradientDescent
from theory.updates.heavy_ball import HeavyBall
from theory.updates.nesterov import Nesterov
from theory.updates.weight_decay import WeightDecay

__all__ = ["GRADIENT_DESCENT", "Gradient", "GradientDescent", "HeavyBall", "Nesterov", "UpdateRule", "WeightDecay"]
