"""The constant C of λmax(H) ≤ C N^(k−1) for chains of convolutions, pooling and linear layers without biases in PyTorch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, gcd, prod
from typing import Any

import numpy as np
from numpy import ndarray

from checks.explain.anatomy import slices
from numerics.adapters.as_model import AsModel
from numerics.adapters.torch_net import TorchNet

__all__ = ["Chain", "chain"]


@dataclass(frozen=True)
class Chain:
    """A net that is a chain of layers, each linear in its own weights.

    Attributes
    ----------
    depth
        k, the number of layers with weights.
    constant, norm
        C and N = θ², in the convention L = (1/2DK) Σ r², H = JJᵀ/(DK).
    """

    depth: int
    constant: float
    norm: float


class _OutsideError(Exception):
    """A layer, named in the message, that the proof does not speak of."""


def chain(net: AsModel, weights: ndarray, without: tuple[str, ...] = ()) -> Chain | str:
    """The constant of a chain, or the reason why there is none.

    Layers are read from the classes of PyTorch that a ``Sequential`` consists of, of exactly these classes and without hooks, as
    what others compute is not known.

    Parameters
    ----------
    net
        The net on its data.
    weights
        (P,), float64.
    without
        Biases that are taken to be 0 for good.

    Notes
    -----
    A short proof that no prover has checked. A layer z = B(W, h) is linear in W and in h, with |B(W, h)| ≤ √m ‖W‖|h|: of a
    convolution each entry of z is a product of a filter with a patch, and an entry of h lies in at most m patches. What stands
    between, p, is homogeneous of degree 1 with |p(z)|² ≤ g|z|² and |Dp|² ≤ g. Let S be the product of all m but the first and of
    all g behind it, and P the matrix whose rows are the patches of the data that the first layer reads. For cotangents c (D, K)
    the gradient by the first layer is δᵀP with ‖δ‖ ≤ |c| √S Π_{j>1} ‖W_j‖; that by layer l is at most Σ_a √m|h_a||δ_a|, with
    Σ_a|h_a|² ≤ ‖P‖²‖W_1‖² times what stands between. Sum the squares: λmax(JJᵀ) ≤ S‖P‖² Σ_l Π_{j≠l} ‖W_j‖², ‖P‖ being the
    operator norm, and that symmetric polynomial is at most k (N/k)^(k−1) by Maclaurin's inequality.
    """
    if not isinstance(net, TorchNet):
        return "layers are read off only where they are fully connected, or a Sequential of PyTorch"
    given = net.inputs[0]
    if len(net.inputs) > 1 or not given.is_floating_point():
        return "its data are not one array of floating-point numbers"
    try:
        depth, square = _read(net, given, without)
    except _OutsideError as error:
        return str(error)
    kept = [place for name, place in slices(net).items() if name not in without]
    if depth != len(kept) or not net.separable:
        return "weights are shared, or the outputs of a datum depend on other data"
    norm = sum(float(weights[place] @ weights[place]) for place in kept)
    return Chain(depth, square * float(depth) ** (2 - depth) / net.data_count, norm)


def _read(net: TorchNet, given: Any, without: tuple[str, ...]) -> tuple[int, float]:
    """k and S‖P‖²."""
    from torch import nn

    depth, square, seen, data = 0, 1.0, set(), given.detach().cpu().double()
    for name, layer in _flat(net.module, ""):
        if isinstance(layer, (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)):
            if layer.bias is not None and f"{name}bias" not in without:
                raise _OutsideError(f"{name}bias is a bias")
            if not layer.weight.requires_grad or id(layer.weight) in seen:
                raise _OutsideError(f"{name}weight is frozen or shared")
            seen.add(id(layer.weight))
            square *= _overlap(layer, name) if depth else _first(layer, data, name)
            depth += 1
        elif depth:
            square *= _gain(layer, name)
        else:
            _gain(layer, name)
            data = layer(data.clone())
    if not depth:
        raise _OutsideError("it has no layers with weights")
    return depth, square


def _flat(module: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The layers of a chain with the beginning of their weights' names."""
    from torch import nn

    if module._forward_hooks or module._forward_pre_hooks or module._backward_hooks or "forward" in vars(module):
        raise _OutsideError(f"{name or 'the module'} has hooks, or a forward pass of its own")
    if type(module) is nn.Sequential:
        for part, layer in module.named_children():
            yield from _flat(layer, f"{name}{part}.")
    elif type(module).__module__.startswith("torch.nn.modules."):
        yield name, module
    else:
        raise _OutsideError(f"{type(module).__name__} is not a Sequential of PyTorch's own layers")


def _first(layer: Any, data: Any, name: str) -> float:
    """‖P‖² of the layer that reads the data."""
    from torch import nn

    if isinstance(layer, nn.Linear):
        patches = data.reshape(-1, data.shape[-1]).numpy()
    elif isinstance(layer, nn.Conv2d) and layer.groups == 1 and not isinstance(layer.padding, str):
        _overlap(layer, name)
        rows = nn.functional.unfold(data, layer.kernel_size, layer.dilation, layer.padding, layer.stride)
        patches = rows.transpose(1, 2).reshape(-1, rows.shape[1]).numpy()
    else:
        return _overlap(layer, name) * float((data**2).sum())
    return float(np.linalg.eigvalsh(patches.T @ patches)[-1])


def _overlap(layer: Any, name: str) -> float:
    """m: in how many patches an entry lies at most; for a linear layer, behind which all entries of a datum are one row, 1."""
    from torch import nn

    if isinstance(layer, nn.Linear):
        return 1.0
    if layer.padding_mode != "zeros":
        raise _OutsideError(f"{name[:-1]} is padded with other numbers than 0")
    return _patches(layer.kernel_size, layer.stride, layer.dilation)


def _patches(kernel: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...]) -> float:
    return float(prod(ceil(k * gcd(s, d) / s) for k, s, d in zip(kernel, stride, dilation, strict=True)))


def _gain(layer: Any, name: str) -> float:
    """g of a layer without weights."""
    from torch import nn

    kind = type(layer)
    if kind in (nn.ReLU, nn.Identity, nn.Flatten) or (kind in (nn.Dropout, nn.Dropout2d) and not layer.training):
        return 1.0
    if kind is nn.LeakyReLU:
        return max(1.0, float(layer.negative_slope) ** 2)
    size = next((n for n, pools in _POOLS.items() if kind.__name__ in pools), 0)
    if not size:
        raise _OutsideError(f"{name[:-1]} is a {kind.__name__} in its mode of now, which the proof does not speak of")

    def each(value: Any) -> tuple[int, ...]:
        return (value,) * size if isinstance(value, int) else tuple(value)

    kernel, stride = each(layer.kernel_size), each(layer.stride)
    if "Avg" not in kind.__name__:
        return _patches(kernel, stride, each(layer.dilation))
    if getattr(layer, "divisor_override", None) is not None:
        raise _OutsideError(f"{name[:-1]} divides by a number of its own")
    whole = layer.count_include_pad and not layer.ceil_mode
    return _patches(kernel, stride, (1,) * size) / (prod(kernel) if whole else 1)


_POOLS = {n: (f"MaxPool{n}d", f"AvgPool{n}d") for n in (1, 2, 3)}
