"""The problems in NumPy, as a careful user would write them: batched, in place where it helps, loops over steps only."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.benchmarks.problems import FormsProblem, GridProblem, NetOnData, OneDatum

__all__ = ["forms", "grid", "net_on_data", "net_one", "quadratic_one"]

Recorded = dict[str, ndarray]


def _empty(batch: int, steps: int) -> Recorded:
    return {name: np.empty((batch, steps + 1)) for name in ("loss", "ntk", "weight_norm")}


def net_one(problem: OneDatum) -> Recorded:
    """Two-layer net on one datum."""
    u, v, s = problem.first, problem.second, problem.scale
    out = _empty(len(u), problem.steps)
    with np.errstate(all="ignore"):
        for step in range(problem.steps + 1):
            gate = np.where(u >= 0, 1.0, problem.slope)
            hidden, back = gate * u, gate * v
            f = s * np.einsum("bi,bi->b", v, hidden)
            out["loss"][:, step] = f * f / 2
            out["ntk"][:, step] = s * s * (np.einsum("bi,bi->b", hidden, hidden) + np.einsum("bi,bi->b", back, back))
            out["weight_norm"][:, step] = np.einsum("bi,bi->b", u, u) + np.einsum("bi,bi->b", v, v)
            stride = (problem.rates * f * s)[:, None]
            np.multiply(back, stride, out=back)
            np.multiply(hidden, stride, out=hidden)
            u, v = u - back, v - hidden
    return out


def quadratic_one(problem: OneDatum) -> Recorded:
    """Pure quadratic model in its eigenbasis on one datum."""
    w, zeta = problem.first, problem.scale
    out = _empty(len(w), problem.steps)
    with np.errstate(all="ignore"):
        for step in range(problem.steps + 1):
            applied = problem.spectrum * w
            f = zeta / 2 * np.einsum("bi,bi->b", applied, w)
            out["loss"][:, step] = f * f / 2
            out["ntk"][:, step] = zeta**2 * np.einsum("bi,bi->b", applied, applied)
            out["weight_norm"][:, step] = np.einsum("bi,bi->b", w, w)
            np.multiply(applied, (problem.rates * f * zeta)[:, None], out=applied)
            w = w - applied
    return out


def net_on_data(problem: NetOnData) -> Recorded:
    """ReLU net on data, one learning rate after another; the kernel from two Gram matrices, not from the Jacobian."""
    x, y, s, count = problem.inputs, problem.targets, problem.scale, len(problem.targets)
    gram = x @ x.T
    out = _empty(len(problem.rates), problem.steps)
    for row, rate in enumerate(problem.rates):
        u, v = problem.first.copy(), problem.second.copy()
        for step in range(problem.steps + 1):
            z = u @ x.T
            gate = (z >= 0).astype(float)
            hidden, back = gate * z, gate * v[:, None]
            r = s * (v @ hidden) - y
            kernel = hidden.T @ hidden + gram * (back.T @ back)
            out["loss"][row, step] = r @ r / (2 * count)
            out["ntk"][row, step] = s * s / count * np.linalg.eigvalsh(kernel)[-1]
            out["weight_norm"][row, step] = np.vdot(u, u) + v @ v
            signal = rate * s / count * r
            u -= (back * signal) @ x
            v -= hidden @ signal
    return out


def forms(problem: FormsProblem) -> Recorded:
    """General quadratic model, all learning rates together, stacked eigvalsh."""
    count = len(problem.targets)
    w = np.repeat(problem.weights[None], len(problem.rates), axis=0)
    curved = problem.gamma * problem.forms
    out = _empty(len(w), problem.steps)
    for step in range(problem.steps + 1):
        rows = problem.linear + curved * w[:, None, :]
        r = (((problem.linear + rows) @ w[:, :, None])[:, :, 0]) / 2 - problem.targets
        kernel = rows @ rows.swapaxes(1, 2)
        out["loss"][:, step] = (r * r).sum(axis=1) / (2 * count)
        out["ntk"][:, step] = np.linalg.eigvalsh(kernel)[:, -1] / count
        out["weight_norm"][:, step] = (w * w).sum(axis=1)
        w = w - (problem.rates / count)[:, None] * (r[:, None, :] @ rows)[:, 0, :]
    return out


def grid(problem: GridProblem) -> Recorded:
    """The closed map: points that have stopped are dropped."""
    from numerics.closed_map import closed_map

    run = closed_map(problem.u, problem.v, problem.steps, small=problem.small, limit=problem.limit, engine="numpy")
    return {"phase": run.phase, "last_step": run.last_step, "peak": run.peak, "final_v": run.final_v}
