"""Full-batch gradient descent on the parameters of a model, many trajectories at once."""

from __future__ import annotations

from collections.abc import Mapping

from numpy import ndarray

from numerics.engines import choose
from numerics.models.base import Model
from numerics.trajectories import Trajectories
from numerics.validation import Observable, validated

__all__ = ["simulate"]


def simulate(
    model: Model,
    weights: ndarray,
    targets: ndarray | float,
    learning_rates: ndarray | float,
    steps: int,
    *,
    normalisation: str = "mean",
    record_every: int | None = 1,
    ntk_every: int | None = 1,
    observe: Mapping[str, Observable] | None = None,
    keep_outputs: bool = True,
    divergence_loss: float | None = None,
    engine: str = "auto",
) -> Trajectories:
    """Step θ' = θ − η∇L from each initialisation and record loss, NTK and squared weight norm.

    L = (c/2) Σ_a (f_a − y_a)² with c = 1/D (``"mean"``), 1 (``"sum"``) or 2/D (``"mean_square"``); the NTK is
    c · λmax(JJᵀ), so 2/NTK is the linear-stability edge in every convention. Divergence is data: it freezes a trajectory
    and is never a warning or an error. A trajectory does not depend on the batch it is in, to the last bit.

    Parameters
    ----------
    model
        A model on its data, see `numerics.models`.
    weights
        Initial weights, (B, P); float32 is kept, everything else becomes float64.
    targets
        (D,), or (B, D) if they differ between trajectories, or one number for all.
    learning_rates
        One number, or (B,); not negative.
    steps
        Number of steps.
    normalisation
        ``"mean"``, ``"sum"`` or ``"mean_square"``.
    record_every
        Record every k-th step (and the last); None keeps only the first and last state and the `Summary`, O(B) memory.
    ntk_every
        Measure the NTK, on several data the costliest observable, only at recorded steps that this divides and in the first
        and last state of each trajectory (None: there only); elsewhere it is NaN.
    observe
        Further quantities to record: name → callable (model, weights (B, P)) -> (B, …), see `numerics.observables`. It is
        called on some of the trajectories at a time, so it must not depend on their number or order.
    keep_outputs
        Whether to keep the outputs at the recorded steps.
    divergence_loss
        Freeze a trajectory when its loss exceeds this; by default only when its loss or weight norm is not finite.
    engine
        ``"numpy"`` (the reference), ``"compiled"`` (Numba), or ``"auto"``: compiled where it is installed and knows the
        model, else the reference.

    Returns
    -------
    Trajectories

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, shape or range; the message names it.
    ImportError
        If ``engine="compiled"`` and Numba is missing.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics.models.quadratic import PureQuadratic
    >>> from numerics.descent import simulate
    >>> runs = simulate(PureQuadratic(np.ones((1, 2)), 1.0), np.array([[0.6, 0.8]]), 0.0, 1.0, steps=3)
    >>> runs.weight_norm.round(4).tolist()
    [[1.0, 0.25, 0.1914, 0.1565]]
    """
    request = validated(
        model,
        weights,
        targets,
        learning_rates,
        steps,
        normalisation,
        record_every,
        ntk_every,
        observe,
        keep_outputs,
        divergence_loss,
    )
    return choose(engine, request)(request)
