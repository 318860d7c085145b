"""The problems in JAX: one trajectory written plainly, jit(vmap(scan)); on both cores by sharding the batch."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.benchmarks.problems import FormsProblem, GridProblem, NetOnData, OneDatum

__all__ = ["Jax"]


class Jax:
    """The implementations, compiled once; ``cores`` > 1 splits the batch over that many devices.

    XLA makes several devices of one processor only if XLA_FLAGS says so before its first use.
    """

    def __init__(self, cores: int = 1) -> None:
        import jax

        jax.config.update("jax_enable_x64", True)
        self._jax = jax
        mesh = jax.make_mesh((cores,), ("batch",), devices=jax.devices("cpu")[:cores])
        self._split = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec("batch"))
        self._copied = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec())
        self._compiled = cache(self._compile)

    def _compile(self, make: Callable[..., Any], *fixed: Any) -> Any:
        return self._jax.jit(make(self._jax, *fixed))

    def _run(self, function: Any, split: tuple[ndarray, ...], copied: tuple[ndarray, ...]) -> list[ndarray]:
        arguments = [self._jax.device_put(array, self._split) for array in split]
        arguments += [self._jax.device_put(array, self._copied) for array in copied]
        return [np.asarray(part) for part in self._jax.block_until_ready(function(*arguments))]

    def _recorded(self, function: Any, split: tuple[ndarray, ...], copied: tuple[ndarray, ...] = ()) -> dict[str, ndarray]:
        return dict(zip(("loss", "ntk", "weight_norm"), self._run(function, split, copied), strict=True))

    def net_one(self, problem: OneDatum) -> dict[str, ndarray]:
        """Two-layer net on one datum."""
        function = self._compiled(_net_one, problem.steps, problem.scale, problem.slope)
        return self._recorded(function, (problem.first, problem.second, problem.rates))

    def quadratic_one(self, problem: OneDatum) -> dict[str, ndarray]:
        """Pure quadratic model in its eigenbasis on one datum."""
        function = self._compiled(_quadratic_one, problem.steps, problem.scale)
        return self._recorded(function, (problem.first, problem.rates), (problem.spectrum,))

    def net_on_data(self, problem: NetOnData) -> dict[str, ndarray]:
        """ReLU net on data, vmap over learning rates."""
        function = self._compiled(_net_on_data, problem.steps, problem.scale)
        copied = (problem.inputs, problem.targets, problem.first, problem.second)
        return self._recorded(function, (problem.rates,), copied)

    def net_on_data_loop(self, problem: NetOnData) -> dict[str, ndarray]:
        """ReLU net on data, one learning rate after another."""
        from dataclasses import replace

        parts = [self.net_on_data(replace(problem, rates=problem.rates[row : row + 1])) for row in range(len(problem.rates))]
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    def forms(self, problem: FormsProblem) -> dict[str, ndarray]:
        """General quadratic model."""
        function = self._compiled(_forms, problem.steps, problem.gamma)
        copied = (problem.linear, problem.forms, problem.targets, problem.weights)
        return self._recorded(function, (problem.rates,), copied)

    def grid(self, problem: GridProblem) -> dict[str, ndarray]:
        """The closed map: all points together, until none is left or the steps are over."""
        function = self._compiled(_grid, problem.steps, problem.small, problem.limit)
        return dict(zip(("phase", "last_step", "peak", "final_v"), self._run(function, (problem.u, problem.v), ()), strict=True))


def _net_one(jax: Any, steps: int, s: float, slope: float) -> Any:
    jnp = jax.numpy

    def trajectory(u: Any, v: Any, rate: Any) -> Any:
        def step(state: Any, _: None) -> Any:
            u, v = state
            gate = jnp.where(u >= 0, 1.0, slope)
            hidden, back = gate * u, gate * v
            f = s * jnp.sum(v * hidden)
            ntk = s * s * jnp.sum(hidden * hidden + back * back)
            stride = rate * f * s
            return (u - stride * back, v - stride * hidden), (f * f / 2, ntk, jnp.sum(u * u + v * v))

        return jax.lax.scan(step, (u, v), None, length=steps + 1)[1]

    return jax.vmap(trajectory)


def _quadratic_one(jax: Any, steps: int, zeta: float) -> Any:
    jnp = jax.numpy

    def trajectory(w: Any, rate: Any, spectrum: Any) -> Any:
        def step(w: Any, _: None) -> Any:
            applied = spectrum * w
            f = zeta / 2 * jnp.sum(applied * w)
            recorded = (f * f / 2, zeta**2 * jnp.sum(applied * applied), jnp.sum(w * w))
            return w - rate * f * zeta * applied, recorded

        return jax.lax.scan(step, w, None, length=steps + 1)[1]

    return jax.vmap(trajectory, in_axes=(0, 0, None))


def _net_on_data(jax: Any, steps: int, s: float) -> Any:
    jnp = jax.numpy

    def trajectory(rate: Any, x: Any, y: Any, u: Any, v: Any) -> Any:
        gram, count = x @ x.T, y.shape[0]

        def step(state: Any, _: None) -> Any:
            u, v = state
            z = u @ x.T
            gate = (z >= 0).astype(z.dtype)
            hidden, back = gate * z, gate * v[:, None]
            r = s * (v @ hidden) - y
            kernel = hidden.T @ hidden + gram * (back.T @ back)
            ntk = s * s / count * jnp.linalg.eigvalsh(kernel)[-1]
            signal = rate * s / count * r
            recorded = (r @ r / (2 * count), ntk, jnp.sum(u * u) + v @ v)
            return (u - (back * signal) @ x, v - hidden @ signal), recorded

        return jax.lax.scan(step, (u, v), None, length=steps + 1)[1]

    return jax.vmap(trajectory, in_axes=(0, None, None, None, None))


def _forms(jax: Any, steps: int, gamma: float) -> Any:
    jnp = jax.numpy

    def trajectory(rate: Any, linear: Any, forms: Any, y: Any, w: Any) -> Any:
        count = y.shape[0]

        def step(w: Any, _: None) -> Any:
            rows = linear + gamma * forms * w
            r = (linear + rows) @ w / 2 - y
            recorded = (r @ r / (2 * count), jnp.linalg.eigvalsh(rows @ rows.T)[-1] / count, w @ w)
            return w - rate / count * (r @ rows), recorded

        return jax.lax.scan(step, w, None, length=steps + 1)[1]

    return jax.vmap(trajectory, in_axes=(0, None, None, None, None))


def _grid(jax: Any, steps: int, small: float, limit: float) -> Any:
    jnp = jax.numpy

    def run(start_u: Any, start_v: Any) -> Any:
        def going(state: Any) -> Any:
            step, _, _, _, _, _, running = state
            return (step < steps) & running.any()

        def advance(state: Any) -> Any:
            step, u, v, peak, rose, last, running = state
            shrink = 1 - v + u
            new_u = jnp.where(running, u * shrink * shrink, u)
            new_v = jnp.where(running, v - u * (4 - v), v)
            stops = ((new_u <= small * start_u) & (new_v < 2)) | ~(new_u <= limit)
            last = jnp.where(running & stops, step + 1, last)
            return step + 1, new_u, new_v, jnp.fmax(peak, new_u), rose | (new_u > u), last, running & ~stops

        flags = jnp.zeros(start_u.shape, bool)
        last = jnp.full(start_u.shape, steps, jnp.int32)
        start = (jnp.int32(0), start_u, start_v, start_u, flags, last, ~flags)
        _, u, v, peak, rose, last, running = jax.lax.while_loop(going, advance, start)
        phase = jnp.where(running, 3, jnp.where(~(u <= limit), 2, rose.astype(jnp.int8))).astype(jnp.int8)
        return phase, last, peak, v

    return run
