"""Watching and steering the training of a PyTorch module: one line before each step of the optimiser."""

from __future__ import annotations

from typing import Any

from numerics.adapters.torch_net import TorchNet, unwrapped
from numerics.spectra.network import Loss, Network
from numerics.training.measure import Shared
from numerics.training.monitor import Foresight
from numerics.training.net_monitor import NetMonitor
from numerics.training.rules import StepRule
from numerics.training.torch_optimiser import TorchOptimiser, sharing

__all__ = ["TorchMonitor"]


class TorchMonitor(NetMonitor):
    """Measures what a PyTorch training loop is about to do, and sets the learning rate if asked to.

    Call `before_step` between the backward pass and the optimiser's step. Nothing of the training is disturbed: weights,
    gradients, buffers and random state stay as they are, so that the run is the same, to the last bit, with and without it.

    Parameters
    ----------
    module
        The net; if it is wrapped in ``DistributedDataParallel``, what is measured is the whole batch's.
    loss
        (outputs, targets) -> number, a mean over the batch (or a sum, if its ``reduction`` says so).
    optimiser
        SGD, with or without momentum and decay, or Adam, whose rates are scaled by its running squares.
    **options
        See `numerics.training.net_monitor.NetMonitor`.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or a control is not defined for the optimiser.

    Examples
    --------
    ::

        monitor = TorchMonitor(net, loss, optimiser, every=20)
        for x, y in batches:
            optimiser.zero_grad()
            value = loss(net(x), y)
            value.backward()
            monitor.before_step(x, y, value)
            optimiser.step()
        monitor.record().draw("training.png")
    """

    def __init__(self, module: Any, loss: Loss, optimiser: Any, **options: Any) -> None:
        super().__init__(loss, **options)
        self._module, self._inner = module, unwrapped(module)
        self._optimiser = TorchOptimiser(optimiser, self._inner)
        if self._control is not None:
            self._control.check(self._optimiser.rule())
        self._net: TorchNet | None = None

    def before_step(self, inputs: Any, targets: Any, loss: Any = None) -> None:
        """Take in the batch of the step that is about to be made.

        Parameters
        ----------
        inputs, targets
            The batch, as the module and the loss take it; several inputs as a tuple.
        loss
            Its loss before the step, a number or tensor; computed if None.
        """
        known = None if loss is None else float(getattr(loss, "detach", lambda: loss)())
        self._take(self._on(inputs, targets), inputs, targets, known)

    def foresee(self, inputs: Any, targets: Any) -> Foresight:
        """What the optimiser's next step would do if it were on this batch: of a loader that knows its batches, an early warning.

        Parameters
        ----------
        inputs, targets
            A batch, now or to come.
        """
        return self._foreseen(self._on(inputs, targets), targets)

    def _on(self, inputs: Any, targets: Any) -> TorchNet:
        """The net on a batch; the first one brings the reference data."""
        if self._net is None:
            self._net = TorchNet(self._module, inputs, at_once=self._at_once)
            _ = self._net.output_count  # known to all copies on other batches
            rows = slice(0, self._reference_size)
            self._reference = self._reference or (tuple(part[rows] for part in self._net.inputs), targets[rows])
            self._reference_net = self._net.on(self._reference[0])
        return self._net.on(inputs)

    def _weights(self) -> Any:
        assert self._net is not None
        return self._net.weights()

    def _own_loss(self, net: Network, targets: Any) -> float:
        assert isinstance(net, TorchNet)
        with net.without_gradients():
            weights = net.weights()
            return float(self._loss(net.call(weights, net.inputs), net.targets(targets, weights)))

    def _weight_square(self) -> float:
        return self._optimiser.weight_square()

    def _norm(self) -> float:
        return self._optimiser.norm()

    def _gradient_square(self) -> float:
        return self._optimiser.gradient_square()

    def _scaling(self) -> Any:
        return self._optimiser.scaling()

    def _rule(self) -> StepRule:
        return self._optimiser.rule()

    def _set_rate(self, rate: float) -> None:
        self._optimiser.set_rate(rate)

    def _shared(self, net: Network) -> Shared | None:
        return sharing(self._module, net)
