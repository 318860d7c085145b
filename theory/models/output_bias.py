"""A homogeneous model with an output bias c that is trained, too: f_a + c, on D data.

With a coordinate of the inputs that is always 1, a net has biases of its first layer as well: they are weights of that input.
The variants are the models: two-layer leaky nets, D quadratic forms, leaky nets of k layers.
"""

from __future__ import annotations

from theory.models.variant import Variant

__all__ = ["MODEL", "VARIANTS"]

MODEL = "output_bias"
VARIANTS = {name: Variant(("many",)) for name in ("two layer", "quadratic", "deep")}
