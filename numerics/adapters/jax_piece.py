"""Some of the data of a JAX net, linearised at fixed weights by compiled products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from numerics.adapters.jax_vectors import in_precision_of
from numerics.spectra.network import Loss, loss_number

__all__ = ["JaxFunctions", "JaxPiece"]


class JaxFunctions:
    """The compiled products of one net; each is a function of weights and inputs, so that other data use it again."""

    def __init__(self, jax: Any, call: Callable[[Any, Any], Any]) -> None:
        def flat(weights: Any, inputs: Any) -> Any:
            return jax.numpy.ravel(call(weights, inputs))

        def push(weights: Any, inputs: Any, direction: Any) -> Any:
            return jax.jvp(lambda at: flat(at, inputs), (weights,), (direction,))[1]

        def pushes(weights: Any, inputs: Any, directions: Any) -> Any:
            return jax.vmap(lambda direction: push(weights, inputs, direction))(directions)

        def pull(weights: Any, inputs: Any, cotangents: Any) -> Any:
            return jax.vjp(lambda at: flat(at, inputs), weights)[1](cotangents)[0]

        def jacobian(weights: Any, inputs: Any) -> Any:
            def one(at: Any, datum: Any) -> Any:
                return flat(at, jax.tree.map(lambda part: part[None], datum))

            rows = jax.vmap(jax.jacrev(one), in_axes=(None, 0))(weights, inputs)
            return rows.reshape(-1, weights.size)

        def whole_jacobian(weights: Any, inputs: Any) -> Any:
            return jax.jacrev(flat)(weights, inputs)

        def loss_of(weights: Any, inputs: Any, loss: Loss, targets: Any, start: int, stop: int) -> Any:
            return loss(call(weights, inputs)[start:stop], targets[start:stop])

        def slope(outputs: Any, loss: Loss, targets: Any) -> Any:
            return jax.grad(loss)(outputs, targets)

        def loss_curvature(weights: Any, inputs: Any, direction: Any, loss: Loss, targets: Any) -> Any:
            outputs = call(weights, inputs)
            return jax.jvp(lambda at: slope(at, loss, targets), (outputs,), (direction.reshape(outputs.shape),))[1].ravel()

        def hessian_product(weights: Any, inputs: Any, direction: Any, loss: Loss, targets: Any) -> Any:
            gradient = jax.grad(lambda at: loss(call(at, inputs), targets))
            return jax.jvp(gradient, (weights,), (direction,))[1]

        self.outputs, self.push, self.pull = map(jax.jit, (flat, push, pull))
        self.stacked, self.pushes = jax.numpy.stack, jax.jit(pushes)
        self.jacobian, self.whole_jacobian = map(jax.jit, (jacobian, whole_jacobian))
        self.loss = jax.jit(loss_of, static_argnames=("loss", "start", "stop"))
        with_loss: Callable[[Callable[..., Any]], Any] = partial(jax.jit, static_argnames="loss")
        self.loss_gradient = with_loss(lambda weights, inputs, loss, targets: slope(call(weights, inputs), loss, targets).ravel())
        self.loss_curvature, self.hessian_product = with_loss(loss_curvature), with_loss(hessian_product)


@dataclass(frozen=True, eq=False)
class JaxPiece:
    """Some of the data at fixed weights, see `numerics.spectra.network.Piece`.

    Attributes
    ----------
    functions
        The compiled products of the net.
    weights
        Where it is linearised, (P,).
    rows, inputs
        Which data these are, and they themselves.
    separable
        Whether the outputs of a datum do not depend on the others.
    """

    functions: JaxFunctions
    weights: Any
    rows: slice
    inputs: Any
    separable: bool

    def outputs(self) -> Any:
        """The outputs, (b·K,)."""
        with in_precision_of(self.weights):
            return self.functions.outputs(self.weights, self.inputs)

    def push(self, direction: Any) -> Any:
        """J v for a direction v (P,): forward, (b·K,)."""
        with in_precision_of(self.weights):
            return self.functions.push(self.weights, self.inputs, direction)

    def pushes(self, directions: Sequence[Any]) -> list[Any]:
        """J v for several directions, in one pass."""
        if len(directions) < 2:
            return [self.push(direction) for direction in directions]
        with in_precision_of(self.weights):
            return list(self.functions.pushes(self.weights, self.inputs, self.functions.stacked(directions)))

    def pull(self, cotangents: Any) -> Any:
        """Jᵀ c for cotangents c (b·K,): backward, (P,)."""
        with in_precision_of(self.weights):
            return self.functions.pull(self.weights, self.inputs, cotangents)

    def jacobian(self) -> Any:
        """∂f/∂θ, (b·K, P): datum by datum where their outputs do not depend on one another."""
        with in_precision_of(self.weights):
            return (self.functions.jacobian if self.separable else self.functions.whole_jacobian)(self.weights, self.inputs)

    def loss(self, loss: Loss, targets: Any, part: slice = slice(None)) -> float:
        """The loss of some of these data, by default all."""
        start, stop, _ = part.indices(self.rows.stop - self.rows.start)
        with in_precision_of(self.weights):
            return loss_number(self.functions.loss(self.weights, self.inputs, loss=loss, targets=targets, start=start, stop=stop))

    def loss_gradient(self, loss: Loss, targets: Any) -> Any:
        """Derivative of the loss of these data by the outputs, (b·K,)."""
        with in_precision_of(self.weights):
            return self.functions.loss_gradient(self.weights, self.inputs, loss=loss, targets=targets)

    def loss_curvature(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the outputs with a direction (b·K,)."""
        with in_precision_of(self.weights):
            return self.functions.loss_curvature(self.weights, self.inputs, direction, loss=loss, targets=targets)

    def hessian_product(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the weights with a direction (P,)."""
        with in_precision_of(self.weights):
            return self.functions.hessian_product(self.weights, self.inputs, direction, loss=loss, targets=targets)
