"""How PyTorch is told to evaluate a module so that it can be differentiated to any order, the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any

__all__ = ["derivable", "has_weight_norm"]


@contextmanager
def derivable(
    torch: Any, training: bool, device: Any, seed: int = 0, sparse: Sequence[Any] = (), normed: bool = False
) -> Iterator[None]:
    """Attention and weight norms by their plain definitions, whose derivatives exist and are right to any order.

    Random layers draw the same each time.

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
    normed
        Whether there are weight norms, see `has_weight_norm`.
    """
    attention, fast = torch.nn.attention, torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    for layer in sparse:
        layer.sparse = False
    try:
        with (
            attention.sdpa_kernel(attention.SDPBackend.MATH),
            _same_numbers(torch, device, seed) if training else nullcontext(),
            _plain_norm(torch)() if normed else nullcontext(),
        ):
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        for layer in sparse:
            layer.sparse = True


def has_weight_norm(torch: Any, module: Any) -> bool:
    """Whether weights of a module are a length times a direction, in either of the ways that PyTorch has for it."""
    from torch.nn.utils.weight_norm import WeightNorm  # a function has the name of its module

    parts = list(module.modules())
    hooks = [hook for part in parts for hook in part._forward_pre_hooks.values()]
    kinds = (torch.nn.utils.parametrizations._WeightNorm, WeightNorm)
    return any(isinstance(part, kinds) for part in (*parts, *hooks))


@cache
def _plain_norm(torch: Any) -> Any:
    """Where PyTorch's own weight norm is g·v/|v|: it has no forward mode, and its second derivative is wrong on CPUs (2.13)."""

    class Plain(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, called: Any, types: Any, given: Any = (), named: Any = None) -> Any:
            if called is not torch._weight_norm:
                return called(*given, **(named or {}))
            direction, length, dim = (*given, 0)[:3]
            return direction * (length / torch.norm_except_dim(direction, 2, dim))

    return Plain


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
