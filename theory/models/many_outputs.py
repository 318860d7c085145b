"""The two-layer positively homogeneous net with K outputs on D data: f_ac = s Σ_i V_ci σ(u_i·x_a).

Each output of each datum is one of D·K numbers: the loss, the mean squares and H are means over them, as where a loss is averaged
over all entries. With K = 1 it is the net of `theory.models.homogeneous`.
"""

from __future__ import annotations

from sympy import Integer

from theory.models.variant import Variant

__all__ = ["MODEL", "VARIANTS"]

MODEL = "many_outputs"
VARIANTS = {"": Variant(("many",), degree=Integer(2))}
