"""Losses as values: L = c Σ_a ℓ(f_a, y_a), one file each."""

from numerics.losses.base import NORMALISATIONS, Loss
from numerics.losses.huber import Huber
from numerics.losses.log_cosh import LogCosh
from numerics.losses.logistic import Logistic
from numerics.losses.squared import Squared

__all__ = ["LOSSES", "NORMALISATIONS", "Huber", "LogCosh", "Logistic", "Loss", "Squared"]

LOSSES: dict[str, type[Loss]] = {"squared": Squared, "huber": Huber, "log_cosh": LogCosh, "logistic": Logistic}
"""Losses by the names that specifications use; another loss is another entry."""
