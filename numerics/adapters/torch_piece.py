"""Some of the data of a PyTorch net, linearised at fixed weights by `torch.func`."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from numerics.adapters.optional import require
from numerics.spectra.network import Loss

__all__ = ["TorchPiece"]


@dataclass(eq=False)
class TorchPiece:
    """Some of the data at fixed weights, see `numerics.spectra.network.Piece`.

    Attributes
    ----------
    function
        (weights (P,), inputs (b, …)) -> outputs (b, …).
    weights
        Where it is linearised, (P,).
    rows, inputs
        Which data these are, and they themselves.
    keep
        Whether the forward pass is kept between products, as there is only this piece.
    separable
        Whether the outputs of a datum do not depend on the others.
    """

    function: Callable[[Any, tuple[Any, ...]], Any]
    weights: Any
    rows: slice
    inputs: tuple[Any, ...]
    keep: bool
    separable: bool

    def __post_init__(self) -> None:
        self._torch = require("torch", "torch")
        self._func = self._torch.func

    def _call(self, weights: Any) -> Any:
        return self.function(weights, self.inputs)

    def _flat(self, weights: Any) -> Any:
        return self._call(weights).reshape(-1)

    @cached_property
    def _outputs(self) -> Any:
        with self._torch.no_grad():
            return self._call(self.weights)

    @cached_property
    def _kept_pull(self) -> Callable[[Any], tuple[Any]]:
        return self._func.vjp(self._flat, self.weights)[1]

    def outputs(self) -> Any:
        """The outputs, (b·K,)."""
        return self._outputs.reshape(-1)

    def push(self, direction: Any) -> Any:
        """J v for a direction v (P,): forward, (b·K,)."""
        return self._forward(self._flat, direction)

    def pull(self, cotangents: Any) -> Any:
        """Jᵀ c for cotangents c (b·K,): backward, (P,)."""
        pull = self._kept_pull if self.keep else self._func.vjp(self._flat, self.weights)[1]
        return pull(cotangents)[0]

    def jacobian(self) -> Any:
        """∂f/∂θ, (b·K, P): all data at once where the module can be vectorised, else output by output."""

        def one(weights: Any, *inputs: Any) -> Any:
            outputs = self.function(weights, tuple(part[None] for part in inputs))
            return outputs.reshape(-1), outputs[0]

        if self.separable:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of operations that are vectorised slowly
                    each = self._func.jacrev(one, has_aux=True)
                    rows, found = self._func.vmap(each, in_dims=(None, *(0 for _ in self.inputs)))(self.weights, *self.inputs)
                    self.__dict__["_outputs"] = found.detach()  # so that they are not computed again
                    return rows.reshape(-1, len(self.weights)).detach()
            except RuntimeError:  # an operation that cannot be vectorised
                pass
        unit = self._torch.eye(self._outputs.numel(), dtype=self.weights.dtype, device=self.weights.device)
        return self._torch.stack([self.pull(row) for row in unit])

    def loss_gradient(self, loss: Loss, targets: Any) -> Any:
        """Derivative of the loss of these data by the outputs, (b·K,)."""
        return self._func.grad(lambda outputs: loss(outputs, targets))(self._outputs).reshape(-1)

    def loss_curvature(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the outputs with a direction (b·K,)."""
        slope = self._func.grad(lambda outputs: loss(outputs, targets))
        return self._func.vjp(slope, self._outputs)[1](direction.view_as(self._outputs))[0].reshape(-1)

    def hessian_product(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the weights with a direction (P,)."""
        return self._forward(self._func.grad(lambda weights: loss(self._call(weights), targets)), direction)

    def _forward(self, function: Callable[[Any], Any], direction: Any) -> Any:
        """Derivative of a function of the weights along a direction."""
        try:
            return self._func.jvp(function, (self.weights,), (direction,))[1].detach()
        except NotImplementedError:  # an operation without a forward mode: backward through the backward pass
            outputs, pull = self._func.vjp(function, self.weights)
            back = self._func.vjp(lambda cotangents: pull(cotangents)[0], self._torch.zeros_like(outputs))[1]
            return back(direction)[0].detach()
