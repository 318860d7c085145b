"""Losses as SymPy values, one a file: ℓ of one output, its slope, and what is true of them."""

from theory.losses.base import Loss
from theory.losses.huber import Huber
from theory.losses.log_cosh import LogCosh
from theory.losses.logistic import Logistic
from theory.losses.squared import SQUARED, Squared

__all__ = ["SQUARED", "Huber", "LogCosh", "Logistic", "Loss", "Squared"]
