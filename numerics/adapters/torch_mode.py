"""How PyTorch is told to evaluate a module so that it can be differentiated to any order, the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

__all__ = ["derivable"]


@contextmanager
def derivable(torch: Any, training: bool, device: Any, seed: int = 0, sparse: Sequence[Any] = ()) -> Iterator[None]:
    """Attention by its plain definition, whose derivatives exist to any order; random layers draw the same each time.

    Parameters
    ----------
    torch, device
        The library, and where it computes.
    training
        Whether there may be random layers.
    seed
        What they draw.
    sparse
        Layers whose gradients are sparse outside of it, which are not within.
    """
    attention, fast = torch.nn.attention, torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    for layer in sparse:
        layer.sparse = False
    try:
        with attention.sdpa_kernel(attention.SDPBackend.MATH), _same_numbers(torch, device, seed) if training else nullcontext():
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        for layer in sparse:
            layer.sparse = True


@contextmanager
def _same_numbers(torch: Any, device: Any, seed: int) -> Iterator[None]:
    """Random numbers from one seed within, and where they were afterwards; by hand, as PyTorch's own way takes milliseconds."""
    accelerated = device.type == "cuda"
    host, state = torch.default_generator.get_state(), torch.cuda.get_rng_state(device) if accelerated else None
    torch.default_generator.manual_seed(seed)
    if accelerated:
        torch.cuda.default_generators[device.index or 0].manual_seed(seed)
    try:
        yield
    finally:
        torch.default_generator.set_state(host)
        if accelerated:
            torch.cuda.set_rng_state(state, device)
