"""The horizon certificate: for how many steps a homogeneous net with targets certainly does not blow up."""

from __future__ import annotations

from math import floor, inf

from numerics.arguments import integer, real

__all__ = ["horizon"]


def horizon(rate: float, constant: float, norm: float, target_square: float, degree: int = 2) -> float:
    """Steps for which the weight norm certainly stays below N*, ηC N*^(k−1) = 2k, from where it is now.

    For any net that is homogeneous of degree k in its weights, with λmax(cJJᵀ) ≤ C θ^(2(k−1)), on any data, by gradient
    descent on L = (c/2) Σ r². It can be asked for again at any step, with the norm of that step.

    Parameters
    ----------
    rate
        Learning rate η.
    constant
        C > 0.
    norm
        N, the squared weight norm of now.
    target_square
        c|y|²: the mean square of the targets for c = 1/D, twice that for the mean squared error.
    degree
        k ≥ 1.

    Returns
    -------
    float
        The number of steps; infinite for targets 0 below the edge, 0 where nothing is certain.

    Raises
    ------
    TypeError, ValueError
        If a number is out of range; the message names it.

    Notes
    -----
    A step changes N by ηc(ηc rᵀJJᵀr − 2k r·f) ≤ ηc(−(2k − ηCN^(k−1))|r|² − 2k r·y) ≤ ηck²|y|²/(2k − ηCN^(k−1)) while the
    bracket is positive. So Φ(N) = ∫_N^{N*} (2k − ηC s^(k−1)) ds loses at most ηck²|y|² a step, as its slope falls in N; and a
    step that finds more than this left cannot cross N*.

    Examples
    --------
    >>> horizon(rate=0.01, constant=1.0, norm=100.0, target_square=0.7)
    16071
    >>> horizon(rate=0.01, constant=1.0, norm=100.0, target_square=0.0)
    inf
    """
    for value, name in ((rate, "rate"), (constant, "constant")):
        real(value, name, above=0)
    for value, name in ((norm, "norm"), (target_square, "target_square")):
        real(value, name, least=0)
    power = integer(degree, "degree", least=1)
    left = 2 * power - rate * constant * norm ** (power - 1)
    if left <= 0:
        return 0
    if target_square == 0:
        return inf
    if power == 1:  # the bracket is the same everywhere: no norm is too large
        return inf
    highest = (2 * power / (rate * constant)) ** (1 / (power - 1))
    primitive = 2 * power * (highest - norm) - rate * constant * (highest**power - norm**power) / power
    steps = primitive / (rate * power**2 * target_square)
    return floor(steps * (1 - 1e-12)) if steps < 1e15 else inf
