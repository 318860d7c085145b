"""Some of the data of a PyTorch net, linearised at fixed weights by `torch.func`."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any

from numerics.adapters.optional import require
from numerics.spectra.network import Loss, loss_number

__all__ = ["Forward", "TorchPiece"]

_FORWARD = 4
"""Products forward that are taken one by one before a pass through the backward pass is kept for those to come: it takes the time
of about one, or two on convolutions, and each later product is then cheaper by a tenth to a third."""
_AGREE = 1e-3
"""Relative difference of c·Jv, forward, and Jᵀc·v, backward, up to which both are derivatives of the same map."""


@dataclass
class Forward:
    """What was found of the forward mode of a net, shared by all pieces of its data.

    Attributes
    ----------
    usable
        Whether its derivatives are those of the backward pass: not where an operation lacks it, nor where a part of the net is
        held constant (``torch.no_grad``), which forward derivatives ignore. None before it was tried.
    through_loss
        Whether it can be taken through the derivative of the loss, too.
    together
        Whether it can be taken along several directions at once.
    """

    usable: bool | None = None
    through_loss: bool = True
    together: bool = True


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
    forward
        What is known of the net's forward mode.

    Raises
    ------
    ValueError
        By its methods, if the module or the loss cannot be differentiated.
    """

    function: Callable[[Any, tuple[Any, ...]], Any]
    weights: Any
    rows: slice
    inputs: tuple[Any, ...]
    keep: bool
    separable: bool
    forward: Forward

    def __post_init__(self) -> None:
        self._torch = require("torch", "torch")
        self._func = self._torch.func
        self._passes: dict[Any, Any] = {}
        self._pushes = 0
        self._slope: tuple[Loss, Any, Any] | None = None

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
        def both(weights: Any) -> tuple[Any, Any]:
            outputs = self._call(weights)
            return outputs.reshape(-1), outputs

        _, pull, outputs = self._func.vjp(both, self.weights, has_aux=True)
        self.__dict__.setdefault("_outputs", outputs.detach())  # so that they are not computed again
        return pull

    def _kept(self, name: Any, function: Callable[[Any], Any], at: Any, direction: Any) -> Any:
        """Backward through a backward pass that is kept for the next product; None where that is not to be had."""
        if not self.keep or self._passes.get(name, self) is None:
            return None
        try:
            if name not in self._passes:
                self._passes[name] = self._func.vjp(function, at)[1]
            return self._passes[name](direction)[0].detach()
        except self._torch.OutOfMemoryError:
            raise
        except RuntimeError:  # an operation without a second derivative
            self._passes[name] = None
            return None

    def outputs(self) -> Any:
        """The outputs, (b·K,)."""
        return self._outputs.reshape(-1)

    def push(self, direction: Any) -> Any:
        """J v for a direction v (P,): forward, (b·K,)."""
        with self._told():
            self._pushes += 1
            if self._pushes > _FORWARD or not self._forward_usable():
                kept = self._pushed_back(direction)
                if kept is not None:
                    return kept
            if self._forward_usable():
                first = self._pushed_first(direction) if self.keep and "_kept_pull" not in self.__dict__ else None
                return self._func.jvp(self._flat, (self.weights,), (direction,))[1].detach() if first is None else first
            # Backward through the backward pass, which is linear in the cotangents.
            outputs, pull = self._func.vjp(self._flat, self.weights)
            back = self._func.vjp(lambda cotangents: pull(cotangents)[0], self._torch.zeros_like(outputs))[1]
            return back(direction)[0].detach()

    def pushes(self, directions: Sequence[Any]) -> list[Any]:
        """J v for several directions: in one pass where that is to be had, so that the outputs are computed once."""
        if len(directions) > 1 and self.forward.together:
            with self._told():
                usable = self._forward_usable()
            try:
                if usable:
                    return list(self._pushed_together(self._torch.stack(tuple(directions))))
            except self._torch.OutOfMemoryError:
                raise
            except (RuntimeError, ValueError):  # an operation that cannot be vectorised
                self.forward.together = False
        return [self.push(direction) for direction in directions]

    def _pushed_together(self, directions: Any) -> Any:
        """J v for directions (n, P), (n, b·K), in the pass that is kept for products backward if there is none yet."""

        def both(weights: Any) -> tuple[Any, tuple[Any, Any]]:
            def one(direction: Any) -> tuple[Any, Any]:
                return self._func.jvp(self._call, (weights,), (direction,))

            # The outputs are the same along all directions.
            outputs, moved = self._func.vmap(one, out_dims=(None, 0), randomness="same")(directions)
            return outputs.reshape(-1), (outputs, moved.reshape(len(directions), -1))

        if not self.keep or "_kept_pull" in self.__dict__:
            return both(self.weights)[1][1].detach()
        _, pull, (outputs, moved) = self._func.vjp(both, self.weights, has_aux=True)
        self.__dict__["_kept_pull"] = pull
        self.__dict__.setdefault("_outputs", outputs.detach())
        return moved.detach()

    def _pushed_back(self, direction: Any) -> Any:
        """J v through the kept backward pass; None where that is not to be had."""
        if not self.keep:
            return None
        pull = self._kept_pull
        return self._kept("push", lambda sent: pull(sent)[0], self._torch.zeros_like(self.outputs()), direction)

    def _pushed_first(self, direction: Any) -> Any:
        """J v in the very pass that is kept for products backward; None where an operation does not allow for both at once."""

        def both(weights: Any) -> tuple[Any, tuple[Any, Any]]:
            outputs, moved = self._func.jvp(self._call, (weights,), (direction,))
            return outputs.reshape(-1), (outputs, moved.reshape(-1))

        try:
            _, pull, (outputs, moved) = self._func.vjp(both, self.weights, has_aux=True)
        except self._torch.OutOfMemoryError:
            raise
        except RuntimeError:
            return None
        self.__dict__["_kept_pull"] = pull
        self.__dict__.setdefault("_outputs", outputs.detach())
        return moved.detach()

    def _forward_usable(self) -> bool:
        """Whether the forward mode exists and agrees with the backward pass; tried until it is known."""
        if self.forward.usable is None:
            # Along all weights: what comes out of a backward pass has no part along those that are held constant.
            direction = self._torch.arange(1, len(self.weights) + 1, dtype=self.weights.dtype, device=self.weights.device).sin()
            try:
                image = self._func.jvp(self._flat, (self.weights,), (direction,))[1].detach()
            except RuntimeError:
                self.forward.usable = False
                return False
            forward, backward = float(image @ image), float(self.pull(image) @ direction)
            if not forward + abs(backward) > 0 or not isfinite(forward + backward):
                return True  # nothing is seen here
            self.forward.usable = abs(forward - backward) <= _AGREE * max(forward, abs(backward))
        return self.forward.usable

    def pull(self, cotangents: Any) -> Any:
        """Jᵀ c for cotangents c (b·K,): backward, (P,)."""
        with self._told():
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

    def loss(self, loss: Loss, targets: Any, part: slice = slice(None)) -> float:
        """The loss of some of these data, by default all."""
        with self._torch.no_grad():
            return loss_number(loss(self._outputs[part], targets[part]))

    def loss_gradient(self, loss: Loss, targets: Any) -> Any:
        """Derivative of the loss of these data by the outputs, (b·K,)."""
        with self._told("loss"):
            return self._loss_slope(loss, targets)[0].reshape(-1).clone()

    def loss_curvature(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the outputs with a direction (b·K,)."""
        with self._told("loss"):
            pull = self._loss_slope(loss, targets)[1]
            # A copy, as PyTorch may return a zero that it keeps symbolic.
            return pull(direction.view_as(self._outputs))[0].reshape(-1).clone()

    def _loss_slope(self, loss: Loss, targets: Any) -> Any:
        """∂L/∂f and the products with its derivative, of the loss and targets that were asked for last."""
        known = self._slope
        if known is None or known[0] is not loss or known[1] is not targets:
            gradient = self._func.grad(lambda outputs: loss(outputs, targets))
            known = self._slope = (loss, targets, self._func.vjp(gradient, self._outputs))
        return known[2]

    def hessian_product(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the weights with a direction (P,)."""
        with self._told():
            gradient = self._func.grad(lambda weights: loss(self._call(weights), targets))
            kept = self._kept((loss, id(targets)), gradient, self.weights, direction)
            if kept is not None:
                return kept
            if not self._forward_usable():  # backward through the backward pass
                return self._func.vjp(gradient, self.weights)[1](direction)[0].detach()
            if self.forward.through_loss:
                try:
                    return self._func.jvp(gradient, (self.weights,), (direction,))[1].detach()
                except RuntimeError:
                    self.forward.through_loss = False

            def back(weights: Any, cotangents: Any) -> Any:
                return self._func.vjp(self._flat, weights)[1](cotangents)[0]

            at = self.weights, self.loss_gradient(loss, targets)
            along = direction, self.loss_curvature(loss, targets, self.push(direction))
            return self._func.jvp(back, at, along)[1].detach()

    @contextmanager
    def _told(self, what: str = "module") -> Iterator[None]:
        """Where PyTorch's word on what it cannot differentiate becomes an error that names the argument."""
        try:
            yield
        except self._torch.OutOfMemoryError:
            raise
        except RuntimeError as error:
            # Of saved tensors, PyTorch does not say whose they are.
            hint = " (switch activation checkpointing off to measure the net)" if "saved tensor" in str(error) else ""
            raise ValueError(f"{what} cannot be differentiated{hint}: {str(error).strip().splitlines()[0]}") from error
