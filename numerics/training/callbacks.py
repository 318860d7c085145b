"""A PyTorch monitor behind the hooks of training frameworks; none of them is imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerics.training.torch_monitor import TorchMonitor

__all__ = ["BatchHooks", "IndexHooks"]


class BatchHooks:
    """Hooks that are given the batch, named as in PyTorch Lightning.

    There, mix it with the framework's own base class: ``class Watch(BatchHooks, lightning.Callback): ...``

    Parameters
    ----------
    make
        (module, optimiser) -> monitor, called at the first step.
    split
        From the framework's batch to (inputs, targets).

    Attributes
    ----------
    monitor
        The monitor; None before the first step.
    """

    def __init__(
        self,
        make: Callable[[Any, Any], TorchMonitor],
        split: Callable[[Any], tuple[Any, Any]] = lambda batch: (batch[0], batch[1]),
    ) -> None:
        self.monitor: TorchMonitor | None = None
        self._make, self._split, self._batch = make, split, None

    def on_train_batch_start(self, trainer: Any, module: Any, batch: Any, batch_index: int, *_: Any) -> None:
        """Remember the batch."""
        self._batch = batch

    def on_before_optimizer_step(self, trainer: Any, module: Any, optimizer: Any, *_: Any) -> None:
        """Take the step in, after the backward pass."""
        if self.monitor is None:
            self.monitor = self._make(module, optimizer)
        self.monitor.before_step(*self._split(self._batch))


class IndexHooks:
    """Hooks that are told the number of the batch only, named as in Keras.

    Parameters
    ----------
    monitor
        The monitor.
    batch
        From the number of a batch in its epoch to (inputs, targets).
    """

    def __init__(self, monitor: TorchMonitor, batch: Callable[[int], tuple[Any, Any]]) -> None:
        self.monitor, self._batch = monitor, batch

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Take the step in, whose gradients are not known yet."""
        self.monitor.before_step(*self._batch(batch), gradients=False)
