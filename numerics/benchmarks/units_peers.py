"""The sums over units in JAX, `jit(vmap(scan))`, and in PyTorch, a step compiled by torch.compile and Python over steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.benchmarks.units import UNITS, UnitsProblem

__all__ = ["jax_units", "torch_units"]


def _step(xp: Any, problem: UnitsProblem, weights: Any, memory: Any, rate: Any, inputs: Any, targets: Any, shares: Any) -> Any:
    """Weights, memory and records one step on; units are in the last axis, and a rate has that axis, too."""
    _, unit = UNITS[problem.unit]
    found = [unit(xp, *weights, inputs[a]) for a in range(len(problem.inputs))]
    residuals = [problem.scale * value.sum(-1) - targets[a] for a, (value, _) in enumerate(found)]
    slopes, loss = residuals, 0.0
    if problem.delta is not None:
        slopes = [xp.clip(r, -problem.delta, problem.delta) for r in residuals]
    for r, slope in zip(residuals, slopes, strict=True):
        loss = loss + (r * r / 2 if problem.delta is None else slope * (r - slope / 2)) / len(found)
    norm = sum((weight * weight).sum(-1) for weight in weights)
    recorded = [loss, norm]
    if len(found) == 1:
        recorded.append(problem.scale**2 * sum((part * part).sum(-1) for part in found[0][1]))
    signals = [rate * (problem.scale * shares[a] * slope)[..., None] for a, slope in enumerate(slopes)]
    moves = [-sum(signal * parts[k] for signal, (_, parts) in zip(signals, found, strict=True)) for k in range(len(weights))]
    if problem.momentum:
        moves = memory = [problem.momentum * old + move for old, move in zip(memory, moves, strict=True)]
    if problem.decay:
        weights = [(1 - rate * problem.decay) * weight for weight in weights]
    return [weight + move for weight, move in zip(weights, moves, strict=True)], memory, recorded


def _named(recorded: Any) -> dict[str, ndarray]:
    return {name: np.asarray(part) for name, part in zip(("loss", "weight_norm", "ntk"), recorded, strict=False)}


def jax_units(problem: UnitsProblem) -> Callable[[], dict[str, ndarray]]:
    """What runs a problem in JAX, compiled when it is first called."""
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    targets, inputs, table = jnp.asarray(problem.targets), jnp.asarray(problem.inputs), jnp.asarray(problem.shares)

    def trajectory(weights: Any, rate: Any) -> Any:
        def step(state: tuple[Any, Any], shares: Any) -> Any:
            moved, memory, recorded = _step(jnp, problem, state[0], state[1], rate, inputs, targets, shares)
            return (moved, memory), recorded

        memory = [0 * weight for weight in weights] if problem.momentum else []
        return jax.lax.scan(step, (weights, memory), table)[1]

    compiled = jax.jit(jax.vmap(trajectory))

    def run() -> dict[str, ndarray]:
        weights = [jnp.asarray(weight) for weight in problem.weights]
        return _named(jax.block_until_ready(compiled(weights, jnp.asarray(problem.rates))))

    return run


def torch_units(problem: UnitsProblem, compile_steps: bool = True) -> Callable[[], dict[str, ndarray]]:
    """What runs a problem in PyTorch; ``compile_steps=False`` steps eagerly."""
    import torch

    targets, inputs, table, rates = (
        torch.from_numpy(array) for array in (problem.targets, problem.inputs, problem.shares, problem.rates)
    )

    def one(weights: Any, memory: Any, shares: Any) -> Any:
        return _step(torch, problem, weights, memory, rates[:, None], inputs, targets, shares)

    step = torch.compile(one, dynamic=False) if compile_steps else one
    fresh = [step] if compile_steps else []

    def run() -> dict[str, ndarray]:
        if fresh:
            # All problems share the code of a step, of which only so many compiled forms are kept.
            fresh.clear()
            torch.compiler.reset()
        weights = [torch.from_numpy(weight) for weight in problem.weights]
        memory = [torch.zeros_like(weight) for weight in weights] if problem.momentum else []
        out = torch.empty(3 if len(inputs) == 1 else 2, problem.steps + 1, len(rates), dtype=torch.float64)
        with torch.no_grad():
            for number in range(problem.steps + 1):
                weights, memory, recorded = step(weights, memory, table[number])
                for place, part in zip(out, recorded, strict=True):
                    place[number] = part
        return _named(out.transpose(1, 2).numpy())

    return run
