"""The linear model of a unit model: its first-order Taylor expansion at initialisation, whose NTK never moves.

Source: Zhu et al., arXiv:2205.11787 (f_lin).
"""

from __future__ import annotations

from theory.models.nqm import expansion
from theory.models.unit import UnitModel

__all__ = ["linearised_model"]


def linearised_model(model: UnitModel) -> UnitModel:
    """Return the first-order expansion of a unit model at its initial weights; gates are frozen there."""
    return expansion(model, 1)
