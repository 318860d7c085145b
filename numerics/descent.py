"""Training a model on its data, many trajectories at once: by default full-batch gradient descent on the squared loss."""

from __future__ import annotations

from collections.abc import Mapping

from numpy import ndarray

from numerics.batches import Batches
from numerics.engines import choose
from numerics.losses import Loss
from numerics.models.base import Model
from numerics.observing import Observable
from numerics.process import RuleOfRates
from numerics.trajectories import Trajectories
from numerics.updates import State, UpdateRule
from numerics.validation import validated

__all__ = ["simulate"]


def simulate(
    model: Model,
    weights: ndarray | State,
    targets: ndarray | float,
    learning_rates: ndarray | float | None = None,
    steps: int | None = None,
    *,
    update: UpdateRule | RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
    normalisation: str = "mean",
    record_every: int | None = 1,
    ntk_every: int | None = 1,
    observe: Mapping[str, Observable] | None = None,
    keep_outputs: bool = True,
    divergence_loss: float | None = None,
    engine: str = "auto",
) -> Trajectories:
    """Train from each initialisation, by default θ' = θ − η∇L, and record loss, NTK and squared weight norm.

    L = (c/2) Σ_a (f_a − y_a)² with c = 1/D (``"mean"``), 1 (``"sum"``) or 2/D (``"mean_square"``), or another ``loss``
    c Σ_a ℓ_a; the NTK is c · λmax(JJᵀ), so 2/NTK is the linear-stability edge of gradient descent in every convention. Divergence
    is data: it freezes a trajectory and is never a warning or an error. A trajectory does not depend on the batch it is in, to
    the last bit.

    Parameters
    ----------
    model
        A model on its data, see `numerics.models`.
    weights
        Initial weights, (B, P); float32 is kept, everything else becomes float64. A `State`, such as ``final_state`` of another
        run, goes on from there.
    targets
        (D,), or (B, D) if they differ between trajectories, or one number for all.
    learning_rates
        One number, or (B,); not negative. One start, (1, P), is repeated for each of several. None if ``update`` has its own.
    steps
        Number of steps.
    update
        An update rule with its learning rate, ``HeavyBall(0.1, momentum=0.9)``, or what makes one from ``learning_rates``,
        ``partial(HeavyBall, momentum=0.9)``; see `numerics.updates`. By default gradient descent.
    loss
        See `numerics.losses`; by default the squared loss.
    batches
        The data of each step, see `numerics.batches`; by default all. Loss and NTK are recorded on all data.
    normalisation
        ``"mean"``, ``"sum"`` or ``"mean_square"``, of the squared loss; another loss has its own.
    record_every
        Record every k-th step (and the last); None keeps only the first and last state and the `Summary`, O(B) memory.
    ntk_every
        Measure the NTK, on several data the costliest observable, only at recorded steps that this divides and in the first
        and last state of each trajectory (None: there only); elsewhere it is NaN.
    observe
        Further quantities to record: name → callable (model, weights (B, P)) -> (B, …), see `numerics.observables`. It is
        called on some of the trajectories at a time, so it must not depend on their number or order. Observing changes nothing
        else, to the last bit; the compiled engine runs a second time for it, and oftener where weights times records pass 2²⁵.
    keep_outputs
        Whether to keep the outputs at the recorded steps.
    divergence_loss
        Freeze a trajectory when its loss exceeds this; by default only when its loss or weight norm is not finite.
    engine
        ``"numpy"`` (the reference), ``"compiled"`` (Numba), or ``"auto"``: compiled where it is installed and covers the
        model and the process, else the reference.

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
    >>> model, start = PureQuadratic(np.ones((1, 2)), 1.0), np.array([[0.6, 0.8]])
    >>> runs = simulate(model, start, 0.0, 1.0, steps=3)
    >>> runs.weight_norm.round(4).tolist()
    [[1.0, 0.25, 0.1914, 0.1565]]
    >>> from numerics import HeavyBall, Huber
    >>> simulate(model, start, 0.0, steps=3, update=HeavyBall(0.5, momentum=0.9), loss=Huber(0.3)).loss.round(4).tolist()
    [[0.105, 0.0634, 0.0149, 0.001]]
    """
    request = validated(
        model,
        weights,
        targets,
        learning_rates,
        steps,
        normalisation,
        update,
        loss,
        batches,
        record_every,
        ntk_every,
        observe,
        keep_outputs,
        divergence_loss,
    )
    return choose(engine, request)(request)
