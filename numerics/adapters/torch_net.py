"""A PyTorch module and its data as a differentiable map of flat weights, by the transformations of `torch.func`."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import Any

from numpy import ndarray

from numerics.adapters.as_model import AsModel
from numerics.adapters.optional import CALL_ERRORS
from numerics.adapters.torch_fresh import fresh_weights
from numerics.adapters.torch_inputs import tensors, told
from numerics.adapters.torch_mode import derivable, has_weight_norm
from numerics.adapters.torch_piece import Forward, TorchPiece
from numerics.adapters.torch_vectors import TorchVectors, torch_with_forward_mode
from numerics.arguments import integer, shown

__all__ = ["TorchNet", "unwrapped"]


_SOME, _FEW = 64, 8
"""Data on which the two modes of a module are held against each other, and two draws of its random numbers."""


class TorchNet(AsModel):
    """A PyTorch module on its data, as a model of this toolkit and as a map that is differentiated where it lives.

    A module with K outputs on D data is a model of D·K numbers, datum by datum, and losses are normalised by that count. As a
    model (`numerics.models.base.Model`) it takes and returns NumPy arrays, one trajectory at a time; as a `Network`
    (`numerics.spectra.network`) it works on flat tensors.

    Weights are the module's trainable parameters in its own order, each flattened; frozen parameters and buffers are constants,
    and buffers are never written to. The float type and device of the weights decide those of the computation. The module is
    evaluated in its mode: call ``eval()`` before where layers behave differently in training. Random layers in training
    mode draw the same numbers at every evaluation; the global random state is left alone.

    Parameters
    ----------
    module
        A `torch.nn.Module`; wrappers for data-parallel training and for compilation are looked through.
    inputs
        A tensor or array (D, …), or a tuple of such (or a list of tensors), which the module is called with.
    at_once
        How many data are evaluated at once, which bounds the memory; None for all.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or shape; the message names it.
    ImportError
        If PyTorch is missing.
    """

    def __init__(self, module: Any, inputs: Any, *, at_once: int | None = None) -> None:
        torch = self._torch = torch_with_forward_mode()
        if not isinstance(module, torch.nn.Module):
            raise TypeError(f"module must be a torch.nn.Module, not {shown(module)} ({type(module).__name__})")
        self.module = unwrapped(module)
        self.inputs = tensors(torch, inputs)
        self.at_once = None if at_once is None else integer(at_once, "at_once", least=1)
        if any(map(torch.nn.parameter.is_lazy, (*self.module.parameters(), *self.module.buffers()))):
            raise ValueError("module must have parameters of known shapes: call it on data once before, as it has lazy ones")
        self._trained = {name: value for name, value in self.module.named_parameters() if value.requires_grad}
        if not self._trained:
            raise ValueError("module must have trainable parameters")
        if any(value.is_complex() for value in self._trained.values()):
            raise TypeError("module must have real parameters, not complex ones")
        self._sizes = [value.numel() for value in self._trained.values()]
        # What is found of it, by the module's mode; shared with copies on other data.
        self._separable: dict[bool, bool] = {}
        self._random: dict[bool, bool] = {}
        self._forwards = {False: Forward(), True: Forward()}
        # Where layers keep float types of their own, the module has to be evaluated in these.
        self._kinds = {value.dtype for value in self.module.parameters() if value.is_floating_point()}
        self._mixed = len(self._kinds) > 1
        self._normed = has_weight_norm(torch, self.module)
        self._sparse = [part for part in self.module.modules() if getattr(part, "sparse", None) is True]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({type(self.module).__name__}, {self.weight_count} weights, {self.row_count} data)"

    @property
    def weight_count(self) -> int:
        """P, the number of trainable weights."""
        return int(sum(self._sizes))

    @property
    def blocks(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Name and shape of each trainable parameter, in the order of the flat weights."""
        return tuple((name, tuple(value.shape)) for name, value in self._trained.items())

    @property
    def flat_inputs(self) -> ndarray | None:
        """The data as rows (D, d) of float64 numbers; None if a datum is more than one array, or not of floats."""
        part = self.inputs[0]
        whole = len(self.inputs) == 1 and part.is_floating_point()
        return part.detach().cpu().double().numpy().reshape(len(part), -1) if whole else None

    @property
    def row_count(self) -> int:
        """D, the number of data."""
        return len(self.inputs[0])

    @cached_property
    def output_count(self) -> int:
        """K, the number of outputs of a datum.

        Raises
        ------
        TypeError, ValueError
            If the module cannot be evaluated on the data, or what it returns is no real tensor (b, …).
        """
        first = tuple(part[: self.at_once] for part in self.inputs)
        with self._torch.no_grad():
            try:
                found = self._forward(self.weights(), first)
            except CALL_ERRORS as error:
                raise ValueError(f"module cannot be evaluated on {told(first)}: {str(error).splitlines()[0]}") from error
            return int(self._checked_outputs(found, len(first[0])).numel()) // len(first[0])

    @property
    def mode_matters(self) -> bool:
        """Whether the module is in training mode and computes something else in evaluation mode, on the first of the data."""
        parts = list(self.module.modules())
        modes = [part.training for part in parts]
        if not any(modes):
            return False
        first = tuple(part[:_SOME] for part in self.inputs)
        with self._torch.no_grad():
            trained = self.call(self.weights(), first)
            try:
                self.module.eval()
                return not self._torch.allclose(trained, self.call(self.weights(), first), rtol=0, atol=0, equal_nan=True)
            finally:
                for part, mode in zip(parts, modes, strict=True):
                    part.training = mode

    @property
    def separable(self) -> bool:
        """Whether the outputs of a datum are the same alone as among others, as they are not with batch normalisation.

        Only of separable nets can the data be taken piece by piece.
        """
        mode = self.module.training
        if mode not in self._separable:
            self._separable[mode] = self._is_separable()
        return self._separable[mode]

    def _is_separable(self) -> bool:
        first = tuple(part[:3] for part in self.inputs)
        with self._torch.no_grad():
            try:
                together = self.call(self.weights(), first)
                alone = [self.call(self.weights(), tuple(part[row : row + 1] for part in first)) for row in range(len(first[0]))]
            except ValueError:  # batch normalisation of a single datum
                return False
            allowed = max(self._torch.finfo(kind).eps for kind in (self._kinds if self._mixed else {together.dtype})) ** 0.5
            return bool(self._torch.allclose(together, self._torch.cat(alone), rtol=allowed, atol=allowed))

    @property
    def random(self) -> bool:
        """Whether the module draws random numbers in its mode, so that a training step sees another net than a measurement."""
        mode = self.module.training
        if mode not in self._random:
            first = tuple(part[:_FEW] for part in self.inputs)
            with self._torch.no_grad():
                seeds = [self._forward(self.weights(), first, seed=seed) for seed in range(2)]
            self._random[mode] = not self._torch.allclose(*seeds, rtol=0, atol=0, equal_nan=True)
        return self._random[mode]

    @property
    def data_count(self) -> int:
        """D·K, the number of outputs of all data: what a loss that is a mean over all numbers divides by."""
        return self.row_count * self.output_count

    def without_gradients(self) -> Any:
        """Where operations are not recorded."""
        return self._torch.no_grad()

    def native(self, weights: ndarray) -> Any:
        """A NumPy vector as a tensor of the same float type, on the device of the module."""
        return self._torch.tensor(weights, device=next(iter(self._trained.values())).device)

    def vectors(self, weights: Any) -> TorchVectors:
        """Flat tensors in the float type and on the device of these weights."""
        return TorchVectors(weights)

    def weights(self) -> Any:
        """A copy of the module's current weights, (P,), at least float32."""
        flat = self._torch.cat([value.detach().reshape(-1) for value in self._trained.values()])
        return flat if flat.dtype in (self._torch.float32, self._torch.float64) else flat.float()

    def targets(self, values: Any, weights: Any) -> Any:
        """Targets (D, …) in the float type (if they are floats) and on the device of the weights.

        Raises
        ------
        TypeError
            If they are not one tensor or array.
        """
        try:
            array = self._torch.as_tensor(values, device=weights.device)
        except (TypeError, ValueError, RuntimeError) as error:
            raise TypeError(f"targets must be one tensor or array (D, …), not {type(values).__name__}") from error
        return array.to(weights.dtype) if array.is_floating_point() else array

    def chosen(self, data: ndarray) -> tuple[Any, ...]:
        """The inputs of some of the data."""
        return tuple(part[self._torch.as_tensor(data, device=part.device)] for part in self.inputs)

    def on(self, inputs: Any) -> TorchNet:
        """The same module on other data."""
        other = copy(self)
        other.inputs = tensors(self._torch, inputs)
        return other

    def call(self, weights: Any, inputs: tuple[Any, ...]) -> Any:
        """The module's outputs (b, …) at flat weights (P,) for inputs (b, …)."""
        return self._checked_outputs(self._forward(weights, inputs), len(inputs[0])).to(weights.dtype)

    def _forward(self, weights: Any, inputs: tuple[Any, ...], seed: int = 0) -> Any:
        parts = self._torch.split(weights, self._sizes)
        parameters = {
            name: self._typed(part.view(value.shape), value, weights)
            for (name, value), part in zip(self._trained.items(), parts, strict=True)
        }
        constants = {
            name: self._typed(value, value, weights) for name, value in self.module.named_parameters() if name not in parameters
        }
        # Layers that count batches in training write to their buffers, and some modules to their inputs: each call gets copies.
        kept = {name: self._typed(value, value, weights).clone() for name, value in self.module.named_buffers()}
        given = tuple(self._given(part, weights) for part in inputs)
        with derivable(self._torch, self.module.training, weights.device, seed, self._sparse, self._normed):
            return self._torch.func.functional_call(self.module, ({**parameters, **constants}, kept), given)

    def _typed(self, value: Any, own: Any, weights: Any) -> Any:
        """A parameter or buffer in the float type of the weights; in its own where the module mixes types."""
        if not own.is_floating_point():
            return value
        return value.to(own.dtype if self._mixed else weights.dtype)

    def _given(self, part: Any, weights: Any) -> Any:
        moved = part.to(weights.device)
        return (moved if self._mixed else self._like(moved, weights)).clone()

    def _checked_outputs(self, outputs: Any, count: int) -> Any:
        if not isinstance(outputs, self._torch.Tensor):
            raise TypeError(f"module must return one tensor, not {type(outputs).__name__}: wrap it in a module that does")
        if outputs.ndim == 0 or len(outputs) != count:
            raise ValueError(f"module must return outputs (b, …) for b = {count} data, not {tuple(outputs.shape)}")
        if not outputs.is_floating_point():
            raise TypeError(f"module must return real floating-point outputs, not {outputs.dtype}")
        return outputs

    def _like(self, value: Any, weights: Any) -> Any:
        return value.to(weights.dtype) if value.is_floating_point() else value

    def linearised(self, weights: Any) -> list[TorchPiece]:
        """The data in pieces of at most ``at_once``, at these weights.

        Raises
        ------
        ValueError
            If the outputs of a datum depend on the other data, so that there can be one piece only.
        """
        size = self.at_once or self.row_count
        if size < self.row_count and not self.separable:
            raise ValueError("at_once must be None: the outputs of a datum depend on others (batch normalisation in training?)")
        flat = weights.detach()
        slices = [slice(first, min(first + size, self.row_count)) for first in range(0, self.row_count, size)]
        given = [tuple(part[rows] for part in self.inputs) for rows in slices]
        return [
            TorchPiece(self.call, flat, rows, part, len(slices) == 1, self.separable, self._forwards[self.module.training])
            for rows, part in zip(slices, given, strict=True)
        ]

    def fresh_weights(self, seed: int, count: int = 1) -> ndarray:
        """Initial weights drawn anew by the layers' own ``reset_parameters``, (count, P); row i belongs to (seed, i).

        Raises
        ------
        ValueError
            If a trainable parameter belongs to no layer that can be reset.
        """
        return fresh_weights(self._torch, self.module, self._trained, self.weights, seed, count)


def unwrapped(module: Any) -> Any:
    """The module inside wrappers for data-parallel training (``module``) and compilation (``_orig_mod``)."""
    while True:
        kind = type(module).__name__
        if kind in ("DistributedDataParallel", "DataParallel"):
            module = module.module
        elif kind == "OptimizedModule":
            module = module._orig_mod
        else:
            return module
