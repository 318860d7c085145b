"""What bounds the kernel of chains of convolutions, pooling and linear layers in PyTorch, with biases and without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, gcd, inf, nan, prod
from typing import Any

import numpy as np
from numpy import ndarray

from checks.explain.anatomy import slices
from checks.explain.chain_bound import Link, kernel_bound
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
    constant
        C of λmax(H) ≤ C N^(k−1), in the convention L = (1/2DK) Σ r², H = JJᵀ/(DK); NaN with biases behind the first layer.
    norm
        N = Σ n θ², n being 1 for weights and l for the biases of layer l: θ² where there are none behind the first. Of the last
        layer's biases, targets that are the same for all data are taken away.
    bound
        Of J diag(n) Jᵀ/(DK), wherever Σ n θ² ≤ N.
    factors
        n, (P,).
    biases
        Names of the biases behind the first layer.
    weights, targets
        (P,), those of N, and the targets that are left, (D·K,): a step on them moves N as one on the given ones does.
    """

    depth: int
    constant: float
    norm: float
    bound: float
    factors: ndarray
    biases: tuple[str, ...]
    weights: ndarray
    targets: ndarray

    @property
    def rate(self) -> float:
        """The largest rate at which N can never grow: 2k over the bound, in the convention L = (1/2DK) Σ r²; 0 with targets."""
        if self.targets.any():
            return 0.0
        return 2 * self.depth / self.bound if self.bound > 0 else inf


class _OutsideError(Exception):
    """A layer, named in the message, that the proof does not speak of."""


def chain(net: AsModel, weights: ndarray, targets: ndarray, without: tuple[str, ...] = ()) -> Chain | str:
    """The constant of a chain, or the reason why there is none.

    Layers are read from the classes of PyTorch that a ``Sequential`` consists of, of exactly these classes and without hooks, as
    what others compute is not known.

    Parameters
    ----------
    net
        The net on its data.
    weights, targets
        (P,) and (D·K,), float64.
    without
        Biases that are taken to be 0 for good.

    Notes
    -----
    A layer z = B(W, h) + E b is linear in W and in h, with |B(W, h)|² ≤ m‖W‖²|h|²: of a convolution each entry of z is a product
    of a filter with a patch, and an entry of h lies in at most m patches. What stands between, p, is homogeneous of degree 1 with
    |p(z)|² ≤ g|z|² and |Dp|² ≤ g. So Σ n θ·∂f = kf, from which N' = N − (2kη/DK) r·f + (η²/DK) rᵀHr follows for H = J diag(n)
    Jᵀ/(DK) as for θ²; the bound on H is that of `checks.explain.chain_bound`. The rows of its P are the patches of the data that
    the first layer reads.
    """
    if not isinstance(net, TorchNet):
        return "layers are read off only where they are fully connected, or a Sequential of PyTorch"
    given = net.inputs[0]
    if len(net.inputs) > 1 or not given.is_floating_point():
        return "its data are not one array of floating-point numbers"
    try:
        links, first, names, added = _read(net, given, without)
    except _OutsideError as error:
        return str(error)
    places = slices(net)
    factors, kept = np.zeros(net.weight_count), [name for layer in names for name in layer]
    if sorted(kept) != sorted(name for name in places if name not in without) or not net.separable:
        return "weights are shared, or the outputs of a datum depend on other data"
    for number, layer in enumerate(names, 1):
        for name, factor in zip(layer, (1, number), strict=False):
            factors[places[name]] = factor
    biases = tuple(name for layer in names[1:] for name in layer[1:])
    each = targets.reshape(-1, net.output_count)
    if added and (each == each[0]).all():
        weights, targets = weights.copy(), np.zeros_like(targets)
        weights[places[names[-1][1]]] -= each[0]
    norm = float(factors @ weights**2)
    bound = kernel_bound(links, first, net.row_count, norm) / net.data_count
    constant = nan if biases else kernel_bound(links, first, net.row_count, 1.0) / net.data_count
    return Chain(len(links), constant, norm, bound, factors, biases, weights, targets)


def _read(net: TorchNet, given: Any, without: tuple[str, ...]) -> tuple[list[Link], float, list[tuple[str, ...]], bool]:
    """The links, ‖P‖², the names of each layer's arrays, and whether each output has a last bias of its own that is added."""
    from torch import nn

    links: list[Link] = []
    names: list[tuple[str, ...]] = []
    first, added, seen, data, shape = 0.0, False, set(), given.detach().cpu().double(), given[:1].shape
    for name, layer in _flat(net.module, ""):
        if isinstance(layer, (nn.Linear, nn.Conv1d, nn.Conv2d, nn.Conv3d)):
            biased = layer.bias is not None and f"{name}bias" not in without
            for array in (layer.weight, layer.bias) if biased else (layer.weight,):
                if not array.requires_grad or id(array) in seen:
                    raise _OutsideError(f"{name}{'weight' if array is layer.weight else 'bias'} is frozen or shared")
                seen.add(id(array))
            names.append((f"{name}weight", f"{name}bias") if biased else (f"{name}weight",))
            if not links:
                first = _first(layer, data, name, biased)
            shape = _behind(layer, shape)
            places = shape.numel() / len(layer.weight) if biased and links else 0.0
            links.append(Link(_overlap(layer, name) if links else 1.0, places, 1.0))
            added = biased and shape.numel() == len(layer.weight)
            continue
        gain, added = _gain(layer, name, shape), added and type(layer) in (nn.Identity, nn.Flatten)
        if links:
            links[-1] = replace(links[-1], gain=links[-1].gain * gain)
        else:
            data = layer(data.clone())
        shape = _behind(layer, shape)
    if not links:
        raise _OutsideError("it has no layers with weights")
    return links, first, names, added


def _behind(layer: Any, shape: Any) -> Any:
    """The shape of what a layer makes of one datum of this shape."""
    import torch

    like = getattr(layer, "weight", None)
    with torch.no_grad():
        kind = {} if like is None else {"dtype": like.dtype, "device": like.device}
        return layer(torch.zeros(shape, **kind)).shape


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


def _first(layer: Any, data: Any, name: str, biased: bool) -> float:
    """‖P‖² of the layer that reads the data."""
    from torch import nn

    if isinstance(layer, nn.Linear):
        patches = data.reshape(-1, data.shape[-1]).numpy()
    elif isinstance(layer, nn.Conv2d) and layer.groups == 1 and not isinstance(layer.padding, str):
        _overlap(layer, name)
        rows = nn.functional.unfold(data, layer.kernel_size, layer.dilation, layer.padding, layer.stride)
        patches = rows.transpose(1, 2).reshape(-1, rows.shape[1]).numpy()
    else:
        # A bound, for what the biases read, too: a 1 for each number that they are added to.
        ones = len(data) * _behind(layer, data[:1].shape).numel() / len(layer.weight) if biased else 0.0
        return _overlap(layer, name) * float((data**2).sum()) + ones
    if biased:
        patches = np.column_stack([patches, np.ones(len(patches))])
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


def _gain(layer: Any, name: str, shape: tuple[int, ...]) -> float:
    """g of a layer without weights, which reads data of this shape."""
    from torch import nn

    kind = type(layer)
    if kind in (nn.ReLU, nn.Identity, nn.Flatten) or (kind in (nn.Dropout, nn.Dropout2d) and not layer.training):
        return 1.0
    if kind is nn.LeakyReLU:
        return max(1.0, float(layer.negative_slope) ** 2)
    size = next((n for n, pools in _POOLS.items() if kind.__name__ in pools), 0)
    if not size:
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        raise _OutsideError(f"{name[:-1]} is {article} {kind.__name__} in its mode of now, which the proof does not speak of")

    def each(value: Any) -> tuple[Any, ...]:
        return tuple(value) if isinstance(value, tuple) else (value,) * size

    if kind.__name__.startswith("Adaptive"):
        ends = zip(shape[-size:], each(layer.output_size), strict=True)
        return prod(_windows(length, count or length, "Avg" in kind.__name__) for length, count in ends)
    kernel, stride = each(layer.kernel_size), each(layer.stride)
    if "Avg" not in kind.__name__:
        return _patches(kernel, stride, each(layer.dilation))
    if getattr(layer, "divisor_override", None) is not None:
        raise _OutsideError(f"{name[:-1]} divides by a number of its own")
    whole = layer.count_include_pad and not layer.ceil_mode
    return _patches(kernel, stride, (1,) * size) / (prod(kernel) if whole else 1)


def _windows(length: int, count: int, mean: bool) -> float:
    """g along one dimension of a pool with so many windows: in how many an entry lies at most, of means over the shortest one."""
    windows = [(place * length // count, ceil((place + 1) * length / count)) for place in range(count)]
    most = max(sum(start <= place < end for start, end in windows) for place in range(length))
    return most / (min(end - start for start, end in windows) if mean else 1)


_POOLS = {n: tuple(f"{kind}Pool{n}d" for kind in ("Max", "Avg", "AdaptiveMax", "AdaptiveAvg")) for n in (1, 2, 3)}
