"""Trajectories as a picture, as a table and as a data set."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from numerics.arguments import integer
from numerics.plots import figure

if TYPE_CHECKING:
    from numerics.trajectories import Trajectories

__all__ = ["dataset_of", "draw_trajectories", "table_of"]

_MOST_LINES = 32
_CURVES = (("loss", "loss"), ("ntk", "NTK"), ("weight_norm", "squared weight norm"))


def draw_trajectories(runs: Trajectories, most: int = _MOST_LINES) -> Any:
    """Loss (on a logarithmic axis), NTK and squared weight norm over the steps, one line a trajectory, coloured by learning rate.

    Parameters
    ----------
    runs
        What to draw.
    most
        Of more trajectories than this, only so many are drawn, evenly chosen.

    Returns
    -------
    matplotlib.figure.Figure
        A notebook shows it; ``savefig`` or `numerics.plots.save` writes it.

    Raises
    ------
    ImportError
        If Matplotlib is missing.
    ValueError
        If there is no trajectory, or ``most`` is not positive.
    """
    integer(most, "most", least=1)
    if not len(runs):
        raise ValueError("there is no trajectory to draw")
    rows = np.unique(np.linspace(0, len(runs) - 1, min(most, len(runs))).round().astype(int))
    with figure(len(_CURVES), 1, figsize=(6.0, 6.5), sharex=True) as (picture, axes):
        import matplotlib as mpl

        colours = mpl.colormaps["viridis"](np.linspace(0, 0.9, len(rows)))
        order = rows[np.argsort(runs.learning_rates[rows], kind="stable")]
        for axis, (name, label) in zip(axes, _CURVES, strict=True):
            for row, colour in zip(order, colours, strict=True):
                rate = f"η = {runs.learning_rates[row]:.4g}" if len(rows) <= 8 else None
                axis.plot(runs.steps, getattr(runs, name)[row], color=colour, linewidth=1.2, label=rate)
            axis.set_ylabel(label)
        positive = runs.loss[rows]
        if (positive[np.isfinite(positive)] > 0).any():
            axes[0].set_yscale("log")
        axes[-1].set_xlabel("step")
        if len(rows) <= 8:
            axes[0].legend(frameon=False)
        left = len(runs) - len(rows)
        if left:
            axes[0].set_title(f"{len(rows)} of {len(runs)} trajectories")
    return picture


def table_of(runs: Trajectories) -> Any:
    """One row for each trajectory and recorded step: its number, step, learning rate, loss, NTK and squared weight norm.

    Outputs and observed quantities of one number a step are columns, too; with several numbers they have a column each.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    ImportError
        If pandas is missing.
    """
    try:
        import pandas
    except ImportError as error:
        raise ImportError('to_dataframe needs pandas, which comes with xarray: pip install "catapult-verify[sweeps]"') from error
    batch, columns = runs.loss.shape
    table: dict[str, Any] = {
        "trajectory": np.repeat(np.arange(batch), columns),
        "step": np.tile(runs.steps, batch),
        "learning_rate": np.repeat(runs.learning_rates, columns),
        "loss": runs.loss.ravel(),
        "ntk": runs.ntk.ravel(),
        "weight_norm": runs.weight_norm.ravel(),
    }
    wide = {**({} if runs.outputs is None else {"outputs": runs.outputs}), **runs.observed}
    for name, values in wide.items():
        flat = values.reshape(batch * columns, prod(values.shape[2:]))
        names = [name] if values.ndim == 2 else [f"{name}_{place}" for place in range(flat.shape[1])]
        table |= dict(zip(names, flat.T, strict=True))
    return pandas.DataFrame(table)


def dataset_of(runs: Trajectories) -> Any:
    """An ``xarray.Dataset`` with dimensions trajectory, step, datum and weight.

    Raises
    ------
    ImportError
        If xarray is not installed.
    """
    try:
        import xarray
    except ImportError as error:
        raise ImportError('to_xarray needs xarray: pip install "catapult-verify[sweeps]"') from error
    along = ("trajectory", "step")
    variables: dict[str, Any] = {
        "loss": (along, runs.loss, {"normalisation": runs.normalisation}),
        "ntk": (along, runs.ntk, {"normalisation": runs.normalisation}),
        "weight_norm": (along, runs.weight_norm, {"long_name": "squared norm of all weights"}),
        "last_step": ("trajectory", runs.last_step),
        "diverged": ("trajectory", runs.diverged),
        "learning_rate": ("trajectory", runs.learning_rates),
        "target": (("trajectory", "datum"), runs.targets),
        "final_weights": (("trajectory", "weight"), runs.final_weights),
    }
    if runs.outputs is not None:
        variables["outputs"] = ((*along, "datum"), runs.outputs)
    for name, values in runs.observed.items():
        variables[name] = ((*along, *(f"{name}_{axis}" for axis in range(values.ndim - 2))), values)
    return xarray.Dataset(variables, coords={"step": runs.steps})
