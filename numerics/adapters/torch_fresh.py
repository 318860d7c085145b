"""Initial weights of a PyTorch module, drawn anew by its own layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import ndarray
from numpy.random import SeedSequence

__all__ = ["fresh_weights"]


def fresh_weights(torch: Any, module: Any, trained: dict[str, Any], weights: Callable[[], Any], seed: int, count: int) -> ndarray:
    """Weights by the layers' own ``reset_parameters``, (count, P), see `numerics.adapters.torch_net.TorchNet.fresh_weights`.

    Parameters
    ----------
    torch
        The library.
    module, trained
        The module, which is left as it was, and its trainable parameters by name.
    weights
        Its weights of the moment, (P,).
    seed, count
        Row i belongs to (seed, i).

    Raises
    ------
    ValueError
        If a trainable parameter belongs to no layer that can be reset.
    """
    owners = [part for part in module.modules() if hasattr(part, "reset_parameters")]
    reached = {id(value) for part in owners for value in part.parameters(recurse=False)}
    missed = [name for name, value in trained.items() if id(value) not in reached]
    if missed:
        raise ValueError(f"fresh_weights: no layer resets {', '.join(missed)}; draw the weights yourself")
    kept = {name: value.detach().clone() for name, value in module.named_parameters()}
    rows = []
    with torch.random.fork_rng([]), torch.no_grad():
        try:
            for index in range(count):
                torch.manual_seed(int(SeedSequence((seed, index)).generate_state(1, np.uint64)[0] >> np.uint64(1)))
                for part in owners:
                    part.reset_parameters()
                rows.append(np.array(weights().cpu().numpy()))
        finally:
            for name, value in module.named_parameters():
                value.copy_(kept[name])
    return np.stack(rows)
