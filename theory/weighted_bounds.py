"""Bounds in the weighted norm of a unit that is not homogeneous: its NTK, learning-rate edge, total squared output.

One datum, y = 0.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Le, expand

from theory.bound import Bound
from theory.bounds import weight_norm_edge, weight_norm_total
from theory.derivation import Derivation
from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.weighted_kernel import unit_bound

__all__ = ["weighted_edge", "weighted_kernel_bound", "weighted_total"]

_ETA, _N = PARAMETERS["eta"].symbol, PARAMETERS["n"].symbol
_NORM, _KERNEL = OBSERVABLES["N_omega"], OBSERVABLES["H_omega"]


def weighted_kernel_bound(model: UnitModel) -> Bound:
    """Derive the bound of H_ω = Σ ω_j (∂_j f)² in the weighted norm N and the width n (one datum).

    Raises
    ------
    NoBoundError
        As `unit_bound`.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v, c = symbols("u v c")
    >>> weighted_kernel_bound(from_unit(u * v + c, name="output bias"))
    Bound(weighted NTK: H_omega <= N_omega + n (sharp: attained at c = 0, u = 1, v = 0))
    """
    found = unit_bound(model)
    right = expand(model.scale**2 * found.at(_NORM.now, _N))
    steps = found.norm.derivation.then("The same weights make of its squared gradient", found.norm.kernel)
    if found.certificate is not None:
        steps = steps.then("For one unit this is nonnegative, a sum of squares", found.certificate.target)
    steps = steps.then("so that, summed over n units, the weighted NTK is at most", right)
    point = tuple(zip(model.coordinates, found.point, strict=True))
    return Bound(
        "weighted NTK",
        right,
        Le(_KERNEL.now, right),
        (),
        steps,
        found.ratio == 1,
        None if found.certificate is None else found.certificate.target,
        squares=found.certificate,
        attained=expand(found.ratio * right),
        point=point,
    )


def _bracket(model: UnitModel) -> tuple[Expr, Derivation]:
    """Return b with N' − N ≤ η f² b at the start, for y = 0."""
    kernel = weighted_kernel_bound(model)
    f = OBSERVABLES["f"].now
    steps = kernel.derivation.then("With y = 0 one step changes the weighted norm by", _ETA * f**2 * (_ETA * _KERNEL.now - 2))
    bracket = _ETA * kernel.expression.subs(_NORM.now, _NORM.initial) - 2
    return bracket, steps.then("With the bound on the weighted NTK, at the first step, the bracket is at most", bracket)


def weighted_edge(model: UnitModel) -> Bound:
    """Derive the learning rates at which the weighted norm cannot grow, for all steps (one datum, y = 0).

    Raises
    ------
    NoBoundError
        As `unit_bound`.
    """
    edge = weight_norm_edge(*_bracket(model), weighted_kernel_bound(model), norm=_NORM)
    return replace(edge, name="weighted norm nonincreasing")


def weighted_total(model: UnitModel) -> Bound:
    """Derive the bound on the total squared output Σ_t f_t² below the edge of `weighted_edge` (one datum, y = 0).

    Raises
    ------
    NoBoundError
        As `unit_bound`.
    """
    return replace(weight_norm_total(*_bracket(model), norm=_NORM), name="total squared output, by the weighted norm")
