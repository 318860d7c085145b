"""Fused Numba kernels behind `numerics.descent.simulate`."""
