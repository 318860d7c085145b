"""How PyTorch is told to evaluate a module so that it can be differentiated to any order, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

__all__ = ["derivable"]


@contextmanager
def derivable(torch: Any, training: bool, device: Any) -> Iterator[None]:
    """Attention by its plain definition, whose derivatives exist to any order; random layers draw the same each time."""
    attention, fast = torch.nn.attention, torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with attention.sdpa_kernel(attention.SDPBackend.MATH), _same_numbers(torch, device) if training else nullcontext():
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)


@contextmanager
def _same_numbers(torch: Any, device: Any) -> Iterator[None]:
    """Random numbers from one seed within, and where they were afterwards; by hand, as PyTorch's own way takes milliseconds."""
    accelerated = device.type == "cuda"
    host, state = torch.default_generator.get_state(), torch.cuda.get_rng_state(device) if accelerated else None
    torch.default_generator.manual_seed(0)
    if accelerated:
        torch.cuda.default_generators[device.index or 0].manual_seed(0)
    try:
        yield
    finally:
        torch.default_generator.set_state(host)
        if accelerated:
            torch.cuda.set_rng_state(state, device)
