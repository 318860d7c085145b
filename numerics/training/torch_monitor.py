"""Watching and steering the training of a PyTorch module: one line before each step of the optimiser."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from numerics.adapters.optional import require
from numerics.adapters.torch_net import TorchNet, unwrapped
from numerics.arguments import flag, shown
from numerics.spectra.network import Loss, Network, loss_number
from numerics.training.control import Certified, Polyak
from numerics.training.foresight import Foresight
from numerics.training.measurement import Planned, Shared
from numerics.training.net_monitor import NetMonitor
from numerics.training.record import TrainingRecord
from numerics.training.rules import StepRule
from numerics.training.torch_optimiser import TorchOptimiser, sharing

__all__ = ["TorchMonitor"]


class TorchMonitor(NetMonitor):
    """Measures what a PyTorch training loop is about to do, and sets the learning rate if asked to.

    Call `before_step` between the backward pass and the optimiser's step, after gradients were clipped or unscaled if they are.
    Nothing of the training is disturbed: weights, gradients, buffers and random state stay as they are, so that the run is the
    same, to the last bit, with and without it. Where gradients are accumulated, give it all data of the step, as one batch. Of
    random layers (dropout) it measures one draw, which is not the training's: the record says what the batch does at that draw.

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
        self._torch = require("torch", "torch")
        self._module, self._inner = module, unwrapped(module)
        if not callable(getattr(self._inner, "named_parameters", None)):
            raise TypeError(f"module must be a torch.nn.Module, not {shown(module)}")
        self._optimiser = TorchOptimiser(optimiser, self._inner)
        if self._control is not None:
            self._control.check(self._optimiser.rule())
            if isinstance(self._control, (Certified, Polyak)) and not self._optimiser.uniform:
                raise ValueError(
                    f"control {self._control} is for one rate and one decay of all weights, not for groups that differ"
                )
        self._net: TorchNet | None = None
        self._gradients = True

    def before_step(self, inputs: Any, targets: Any, loss: Any = None, *, gradients: bool = True) -> None:
        """Take in the batch of the step that is about to be made.

        Parameters
        ----------
        inputs, targets
            The batch, as the module and the loss take it; several inputs as a tuple.
        loss
            Its loss before the step, a number or tensor; computed if None.
        gradients
            Whether the backward pass has been made, so that the gradients of now are those of the step.
        """
        self._gradients = flag(gradients, "gradients")
        known = None if loss is None else loss_number(getattr(loss, "detach", lambda: loss)())
        with self._exactly():
            changed = self._renewed()
            self._take(self._on(inputs, targets), inputs, targets, known, changed)

    def foresee(self, inputs: Any, targets: Any) -> Foresight:
        """What the optimiser's next step would do if it were on this batch: of a loader that knows its batches, an early warning.

        Parameters
        ----------
        inputs, targets
            A batch, now or to come.
        """
        with self._exactly():
            return self._foreseen(self._on(inputs, targets), targets)

    def record(self) -> TrainingRecord:
        """What was seen until now; call it after a step or before the next, not in between."""
        with self._exactly():
            return super().record()

    def _exactly(self) -> Any:
        """Where an automatic mixed precision that is on outside is off: measured is in the float type of the weights."""
        kind = self._optimiser.device.type
        return self._torch.autocast(kind, enabled=False) if self._torch.is_autocast_enabled(kind) else nullcontext()

    def _renewed(self) -> bool:
        """Whether other parameters are trained than at the step before, as when layers are frozen or unfrozen."""
        if self._net is None or (self._optimiser.up_to_date if self._monitor.due else self._optimiser.unchanged):
            return False
        self._optimiser = self._optimiser.renewed()
        self._net = self._reference_net = None
        return True

    def _on(self, inputs: Any, targets: Any) -> TorchNet:
        """The net on a batch; the first one brings the reference data."""
        if self._net is None:
            self._net = TorchNet(self._module, inputs, at_once=self._at_once)
            _ = self._net.output_count  # known to all copies on other batches
            rows = slice(0, self._reference_size)
            self._reference = self._reference or (
                tuple(part[rows] for part in self._net.inputs),
                self._net.targets(targets, self._net.weights())[rows],
            )
            self._reference_net = self._net.on(self._reference[0])
        return self._net.on(inputs)

    def _weights(self) -> Any:
        assert self._net is not None
        return self._net.weights()

    def _own_loss(self, net: Network, targets: Any) -> float:
        assert isinstance(net, TorchNet)
        with net.without_gradients():
            weights = net.weights()
            return loss_number(self._loss(net.call(weights, net.inputs), net.targets(targets, weights)))

    def _weight_square(self) -> float:
        return self._optimiser.weight_square()

    def _norm(self) -> float:
        return self._optimiser.norm()

    def _gradient_square(self) -> float:
        return self._optimiser.gradient_square() if self._gradients else float("nan")

    def _planned(self) -> Planned | None:
        return self._optimiser.planned() if self._gradients else None

    def _scaling(self) -> Any:
        return self._optimiser.scaling(self._gradients)

    def _uniform(self) -> bool:
        return self._optimiser.uniform

    def _rule(self) -> StepRule:
        return self._optimiser.rule()

    def _set_rate(self, rate: float) -> None:
        self._optimiser.set_rate(rate)

    def _shared(self, net: Network) -> Shared | None:
        return sharing(self._module, net)
