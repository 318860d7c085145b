"""Symbolic models, one a file: what a claim's setting names, and what derivations start from.

`unit` is the common form f = s Σ_i φ(p_i) on one datum; `homogeneous` (two-layer nets), `quadratic`, `biased_quadratic` and
`deep` (a chain of single units) are such; `nqm` and `linearised` expand any of them at initialisation; `general_quadratic` has
D data and explicit entries; `own` makes one from an expression or a matrix.
"""
