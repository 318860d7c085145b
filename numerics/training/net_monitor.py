"""What monitors of PyTorch and JAX nets share: how a batch and the reference data are measured, and the rate is steered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from numerics.arguments import integer, real, shown
from numerics.spectra.network import Loss, Network
from numerics.training.control import Control, Facts
from numerics.training.euler import degree_of
from numerics.training.foresight import Foresight, forecast
from numerics.training.measure import measure
from numerics.training.measurement import Measurement, Planned, Shared
from numerics.training.monitor import Monitor, Step
from numerics.training.record import TrainingRecord
from numerics.training.rules import StepRule

__all__ = ["NetMonitor"]


class NetMonitor(ABC):
    """A monitor of one net.

    Parameters
    ----------
    loss
        (outputs, targets) -> number, a mean over the batch (or a sum, if its ``reduction`` says so).
    reference
        (inputs, targets) on which the kernel is followed; by default the first data of the first batch.
    reference_size
        How many data of the first batch these are.
    top
        How many eigenvalues the top eigenspace has.
    control
        A rule for the learning rate, see `numerics.training.control`; None leaves it alone.
    products
        Most products with vectors for one spectrum, where the kernel is too large to be formed. With fewer than twelve
        measuring costs less, and λ is found too small by more.
    tolerance
        Residual of an eigenvector, relative to its eigenvalue, with which such a search ends; the eigenvalue is better known.
    at_once
        How many data are evaluated at once; None for the whole batch.
    every, budget, on_spikes, growth, factor, memory, tell
        See `numerics.training.monitor.Monitor`.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of range.
    """

    def __init__(
        self,
        loss: Loss,
        *,
        every: int | Literal["auto"] | None = "auto",
        reference: tuple[Any, Any] | None = None,
        reference_size: int = 16,
        top: int = 1,
        control: Control | None = None,
        products: int = 12,
        tolerance: float = 0.03,
        at_once: int | None = None,
        budget: float | None = None,
        on_spikes: bool = True,
        growth: bool = False,
        factor: float = 2.0,
        memory: int = 10,
        tell: Callable[[int, dict[str, float]], None] | None = None,
    ) -> None:
        if not callable(loss) or isinstance(loss, type):  # a class of losses is none
            raise TypeError(f"loss must be a function (outputs, targets) -> number, not {shown(loss)}")
        if control is not None and not isinstance(control, Control):
            raise TypeError(f"control must be one of numerics.training.control or None, not {shown(control)}")
        self._loss, self._control = loss, control
        self._monitor = Monitor(every, budget=budget, on_spikes=on_spikes, growth=growth, factor=factor, memory=memory, tell=tell)
        self._at_once = None if at_once is None else integer(at_once, "at_once", least=1)
        self._top = integer(top, "top", least=1)
        self._products = integer(products, "products", least=1)
        self._tolerance = real(tolerance, "tolerance", above=0, below=1)
        self._reference, self._reference_size = reference, integer(reference_size, "reference_size", least=1)
        self._reference_net: Network | None = None
        self._sharpness = float("nan")
        self._rows = 0  # data of the first batch, the unit of work
        self._near: dict[str, tuple[Any, ...]] = {}

    @property
    def sharpness(self) -> float:
        """λ of the batch that was measured last; NaN before the first."""
        return self._sharpness

    def record(self) -> TrainingRecord:
        """What was seen until now; call it after a step or before the next, not in between."""
        return self._monitor.record()

    @abstractmethod
    def _weights(self) -> Any:
        """The weights of now, (P,)."""

    @abstractmethod
    def _own_loss(self, net: Network, targets: Any) -> float:
        """The loss, at the weights of now, of the part of a batch that this process has."""

    @abstractmethod
    def _weight_square(self) -> float:
        """Squared norm of the weights of now."""

    @abstractmethod
    def _rule(self) -> StepRule:
        """The update rule of the step to be made."""

    @abstractmethod
    def _set_rate(self, rate: float) -> None:
        """Give the step another learning rate."""

    def _norm(self) -> float:
        """What must not grow, see `numerics.training.control.Facts`."""
        return self._weight_square()

    def _gradient_square(self) -> float:
        """|∇L|² of the batch if it is known without measuring."""
        return float("nan")

    def _scaling(self) -> Any:
        """Each weight's factor of the rate, (P,); None for 1."""
        return None

    def _planned(self) -> Planned | None:
        """The step that will be made on the batch; None where it is not known, gradient descent apart."""
        return None

    def _uniform(self) -> bool:
        """Whether all weights that are measured follow the update rule alike."""
        return True

    def _shared(self, net: Network) -> Shared | None:
        """How the parts of a batch add up over processes."""
        return None

    def _take(self, net: Network, inputs: Any, targets: Any, loss: float | None, changed: bool = False) -> None:
        """Take in a step on a batch, of which this process has a part with this loss (computed if None).

        ``changed``: whether other weights are trained than before.
        """
        if changed:
            self._near.clear()
        shared = self._shared(net)
        self._rows = self._rows or net.row_count

        def total() -> float:
            return self._total(self._own_loss(net, targets), shared)

        known = total() if loss is None else self._total(loss, shared)
        self._monitor.before_step(
            Step(
                loss=known,
                batch=lambda euler: self._charged(
                    self._measured("batch", net, targets, shared, self._planned(), euler=euler, scaling=self._scaling())
                ),
                kernel=self._kernel,
                batch_loss=total,
                weight_square=self._weight_square,
                steer=lambda measurement: self._steered(measurement, known),
                data=_identity(inputs, targets) if shared is None else None,
                random=net.random,
                uniform=self._uniform(),
                changed=changed,
            )
        )

    def _foreseen(self, net: Network, targets: Any) -> Foresight:
        """What a step on a batch, of which this process has a part, would do."""
        shared = self._shared(net)
        loss = self._total(self._own_loss(net, targets), shared)
        rule = self._rule()
        found = self._measured("foreseen", net, targets, shared, scaling=self._scaling())
        if self._control is not None:
            facts = Facts(rule, loss, found.gradient_square, found.sharpness, self._norm(), self._monitor.next_step)
            rule = replace(rule, rate=self._control.rate(facts))
        return Foresight(found.sharpness, rule.relative(found.sharpness), forecast(found, rule))

    def _total(self, own: float, shared: Shared | None) -> float:
        if shared is None:
            return own
        return float(shared.vectors.numpy(shared.total(shared.vectors.new(np.array([own * shared.share]))))[0])

    def _measured(
        self,
        name: str,
        net: Network,
        targets: Any,
        shared: Shared | None,
        planned: Planned | None = None,
        *,
        euler: bool = False,
        scaling: Any = None,
        spectrum_only: bool = False,
    ) -> Measurement:
        found = measure(
            net,
            self._weights(),
            targets,
            self._loss,
            top=self._top,
            start=self._near.get(name, ()),
            products=self._products,
            tolerance=self._tolerance,
            scaling=scaling,
            shared=shared,
            planned=planned,
            decay=self._rule().decay,
            spectrum_only=spectrum_only,
        )
        self._near[name] = found.vectors
        if euler:  # once in a run, and on few data: that is not counted
            assert self._reference_net is not None
            found = replace(found, degree=degree_of(self._reference_net, self._weights()))
        # A step with momentum that is not known cannot be foreseen.
        return found if planned is not None or self._rule().plain else replace(found, slopes=(float("nan"), float("nan")))

    def _charged(self, found: Measurement, share: float = 1.0) -> Measurement:
        """Count the work of a measurement on data of this size, relative to the batches that are trained on."""
        self._monitor.work += share * found.work
        return found

    def _kernel(self) -> float:
        """λ on the reference data."""
        net, (_, targets) = self._reference_net, self._reference  # type: ignore[misc]  # both are set with the first batch
        assert net is not None
        shared = self._shared(net)
        # All processes must count the same, whatever their parts of the batches are.
        share = net.row_count / self._rows if shared is None else 1.0
        return self._charged(self._measured("reference", net, targets, shared, spectrum_only=True), share).sharpness

    def _steered(self, measurement: Measurement | None, loss: float) -> StepRule:
        rule = self._rule()
        if measurement is not None:
            self._sharpness = measurement.sharpness
        if self._control is None:
            return rule
        square = self._gradient_square() if measurement is None else measurement.gradient_square
        facts = Facts(rule, loss, square, self._sharpness, self._norm(), self._monitor.next_step - 1)
        self._set_rate(self._control.rate(facts))
        return self._rule()


def _identity(inputs: Any, targets: Any) -> tuple[tuple[int, int], ...]:
    """Which arrays these are, and how often they were written to where that is counted; valid as long as they are held."""
    parts = (*(inputs if isinstance(inputs, tuple) else (inputs,)), targets)
    return tuple((id(part), getattr(part, "_version", 0)) for part in parts)
