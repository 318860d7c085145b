"""How a model becomes larger: what there is of each part is repeated, or zeros are added."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from checks.instances.instance import Instance
from numerics.models.two_layer import TwoLayerNet

__all__ = ["Grown", "diagonal", "grown_layers", "grown_net", "joined", "more"]


class Grown(NamedTuple):
    """Weights (1, P), targets (D,), and the model, or None, as a function of what its prefactor is divided by."""

    weights: ndarray
    targets: ndarray
    model: Callable[[int], Any]


def more(values: ndarray, axis: int, times: int, copied: bool) -> ndarray:
    """An array so many times as long along an axis; what is added are copies or zeros."""
    grown: ndarray = np.concatenate([values] * times, axis=axis)
    if not copied:
        grown[(slice(None),) * axis + (slice(values.shape[axis], None),)] = Fraction(0)
    return grown


def joined(*parts: ndarray) -> ndarray:
    """Weights (1, P) of their parts, in this order."""
    return np.concatenate([part.reshape(1, -1) for part in parts], axis=1)


def diagonal(forms: ndarray) -> ndarray:
    """The diagonals of dense forms, which are forms of the family as well; as they are, if they are diagonal."""
    return forms if forms.ndim == 2 else np.stack([np.diagonal(form) for form in forms]).copy()


def grown_net(instance: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """A two-layer net, or an expansion of one, with more units, data or inputs."""
    net: Any = getattr(instance.model, "net", instance.model)
    return grown_layers(net, net.split(instance.weights), instance.targets, (way, times, copied), lambda larger: larger)


def grown_layers(
    net: TwoLayerNet,
    layers: tuple[ndarray, ndarray],
    targets: ndarray,
    growth: tuple[str, int, bool],
    wrapped: Callable[[TwoLayerNet], Any],
) -> Grown | None:
    """The same of its first and second layer, with one or several outputs.

    Parameters
    ----------
    net, layers, targets
        The net, its weights (1, n, d) and (1, n) or (1, K, n), and the targets.
    growth
        The way, by which factor, and whether what is added are copies.
    wrapped
        From a larger net to the model.
    """
    way, times, copied = growth
    inputs, width, (first, second) = net.inputs, net.width, layers
    if way == "units":
        width, first, second = width * times, more(first, 1, times, copied), more(second, second.ndim - 1, times, copied)
    elif way == "inputs":
        inputs, first = more(inputs, 1, times, copied), more(first, 2, times, copied)
    elif way == "data":
        inputs, targets = more(inputs, 0, times, copied), more(targets, 0, times, copied)
    else:
        return None

    def made(divisor: int) -> Any:
        return wrapped(TwoLayerNet(inputs, width, net.slopes, net.scale / divisor, net.slope_at_zero))

    return Grown(joined(first, second), targets, made)
