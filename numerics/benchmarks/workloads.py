"""Which problem is timed with which implementations, what counts as equal, and what ratio is aimed at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.benchmarks import ours, peers_numpy
from numerics.benchmarks.problems import GridProblem, forms_problem, grid_problem, net_on_data, one_datum

__all__ = ["Implementation", "Workload", "workloads"]

Implementation = Callable[[], dict[str, ndarray]]
# Parts of the peak that are aimed at.
_SHARES = {
    "W1 net, width 64": 0.4,
    "W1 net, width 1024": 0.6,
    "W2 quadratic, n = 100": 0.55,
    "W2 quadratic, n = 1000": 0.65,
    "W4 general quadratic": 0.3,
    "W5 closed map, 2000²": 0.2,
}
# Points of the grid that the rivals are given at a time; a divisor of the number of all, so that they compile once.
_PIECE = 16000


@dataclass(frozen=True)
class Workload:
    """One row of the table.

    ``implementations`` run the same problem, "catapult" among them; ``goals`` maps a group of rivals to the ratio aimed at, the
    best of the group counting. ``updates`` are the unit updates of one run and ``fused`` its multiply-adds;
    ``share`` is the part of the processor's peak of these that is aimed at.
    """

    name: str
    description: str
    implementations: Mapping[str, Implementation]
    goals: Mapping[tuple[str, ...], float]
    updates: float
    fused: float
    share: float = 0.0


def workloads(jax: Any, jax_cores: Any, torch: Any, *, quick: bool = False) -> list[Workload]:
    """All workloads, with the peers that are installed (None for one that is not); ``quick`` makes them small."""
    peers = {"JAX": jax, "JAX, all cores": jax_cores, "torch.compile": torch}
    best = tuple(peers)
    rows: list[Workload] = []

    def add(
        name: str, description: str, method: str, problem: Any, goals: dict[tuple[str, ...], float], size: tuple[float, float]
    ) -> None:
        runs: dict[str, Implementation] = {"catapult": _bind(ours, method, problem), "NumPy": _bind(peers_numpy, method, problem)}
        for peer, module in peers.items():
            split = problem.u if method == "grid" else problem.rates
            if module is None or not hasattr(module, method):
                continue
            # Its products of matrices use all cores anyway, and with several devices its eigenvalue calls can block for ever.
            if peer == "JAX, all cores" and (method in ("net_on_data", "forms") or len(split) % 2):
                continue
            runs["PyTorch" if method == "forms" and peer == "torch.compile" else peer] = _bind(module, method, problem)
        if method == "net_on_data" and jax is not None:
            runs["JAX loop"] = _bind(jax, "net_on_data_loop", problem)
        rows.append(Workload(name, description, runs, goals, *size, share=_SHARES.get(name, 0.0)))

    units, steps = (2**14, 20) if quick else (2**19, 200)
    for width in (64, 1024, 16384):
        problem = one_datum(width, steps, net=True, units=units)
        goals = {best: 5.0} if width == 64 else {("JAX",): 10.0, best: 4.0, ("NumPy",): 25.0}
        size = float(problem.first.size * steps)
        add(f"W1 net, width {width}", f"two-layer net, one datum, {steps} steps", "net_one", problem, goals, (size, 6.5 * size))
    for width in (100, 1000):
        problem = one_datum(width, steps, net=False, units=units)
        goals = {best: 4.0} if width == 100 else {("JAX",): 8.0, best: 5.0}
        size = float(problem.first.size * steps)
        description = f"pure quadratic in its eigenbasis, {steps} steps"
        add(f"W2 quadratic, n = {width}", description, "quadratic_one", problem, goals, (size, 4.5 * size))
    for count in (1, 8):
        net = net_on_data(count, 2 if quick else 50, width=64 if quick else 1024)
        size = float(len(net.second) * (net.steps + 1) * count)
        goals = {("NumPy", "JAX loop"): 4.0, ("JAX",): 8.0}
        description = f"ReLU net, 128 × 784 data, {net.steps} steps, top eigenvalue each step"
        add(f"W3 images, {count} rate{'s' * (count > 1)}", description, "net_on_data", net, goals, (size, 2 * 128**2 * size))
    quadratic = forms_problem(2 if quick else 20)
    size = float(64 * 200 * (quadratic.steps + 1))
    goals = {("NumPy",): 4.0, ("PyTorch",): 5.0}
    description = f"general quadratic, D = 100, d = 200, 64 rates, {quadratic.steps} steps"
    add("W4 general quadratic", description, "forms", quadratic, goals, (size, size * (100**2 / 2 + 400)))
    side = 100 if quick else 2000
    grid = grid_problem(side, 500)
    visited = float(ours.grid(grid)["last_step"].sum())
    goals = {("JAX",): 12.0, ("NumPy",): 20.0}
    add(f"W5 closed map, {side}²", "grid, up to 500 steps, phases", "grid", grid, goals, (visited, 4 * visited))
    return rows + _units(jax is not None, torch is not None, quick)


def _units(jax: bool, torch: bool, quick: bool) -> list[Workload]:
    """Units of one's own, and the leaky net under other processes; JAX and PyTorch where they are installed."""
    from numerics.benchmarks import units, units_peers

    sizes = {"batch": 16, "width": 32, "steps": 20} if quick else {}
    rows = []
    for name, problem in units.units_problems(**sizes).items():
        runs: dict[str, Implementation] = {"catapult": partial(units.ours, problem), "NumPy": partial(units.reference, problem)}
        if jax:
            runs["JAX"] = units_peers.jax_units(problem)
        if torch:
            runs["torch.compile"] = units_peers.torch_units(problem)
        weights, data = len(problem.weights), len(problem.inputs)
        size = float(problem.weights[0].size * problem.steps)
        description = f"a unit of {weights} weights on {data} {'datum' if data == 1 else 'data'}, {problem.steps} steps"
        goals: dict[tuple[str, ...], float] = {("JAX",): 8.0, ("torch.compile",): 4.0}
        # Roughly: an output, a gradient and a step of each weight and datum, and the norm.
        rows.append(Workload(name, description, runs, goals, size, size * weights * (3 * data + 1)))
    return rows


def _bind(module: Any, method: str, problem: Any) -> Implementation:
    function = getattr(module, method)
    if method == "grid" and module is not ours:
        return lambda: _in_pieces(function, problem)
    return lambda: function(problem)


def _in_pieces(function: Callable[[GridProblem], dict[str, ndarray]], problem: GridProblem) -> dict[str, ndarray]:
    """The answers for some of the points at a time, which then stay in a cache: our rivals' times are 1.3 to 2 times better."""
    parts = []
    for first in range(0, len(problem.u), _PIECE):
        own = slice(first, first + _PIECE)
        parts.append(function(replace(problem, u=problem.u[own], v=problem.v[own])))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
