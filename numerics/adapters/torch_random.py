"""Whether a PyTorch module draws random numbers, seen at its generator and not only at what comes out."""

from __future__ import annotations

from typing import Any

from numerics.adapters.as_model import AsModel
from numerics.adapters.torch_net import TorchNet

__all__ = ["draws"]


def draws(net: AsModel) -> bool:
    """Whether a net draws random numbers in its mode, so that no two steps train the same net.

    Of few data and units many draws leave the same outputs, so that PyTorch's generator is watched. A pure function, as nets in
    JAX are, draws nothing.

    Parameters
    ----------
    net
        The net on its data.
    """
    if not isinstance(net, TorchNet):
        return False
    if net.random:  # with a generator of its own, too
        return True
    import torch

    states: list[Any] = []

    def note(*_: Any) -> None:
        device = net.weights().device
        states.append(torch.cuda.get_rng_state(device) if device.type == "cuda" else torch.default_generator.get_state())

    hooks = (net.module.register_forward_pre_hook(note), net.module.register_forward_hook(note))
    try:
        with torch.no_grad():
            net.call(net.weights(), net.inputs)
    finally:
        for hook in hooks:
            hook.remove()
    before, after = states[0], states[-1]
    return not torch.equal(before, after)
