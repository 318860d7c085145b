"""Watching and steering the training of a JAX function: one line before each update, whatever makes the updates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from numerics.adapters.jax_net import JaxNet
from numerics.adapters.jax_vectors import in_precision_of
from numerics.adapters.optional import plain_array, require
from numerics.spectra.network import Loss, Network, loss_number
from numerics.training.foresight import Foresight
from numerics.training.measurement import Planned
from numerics.training.net_monitor import NetMonitor
from numerics.training.record import TrainingRecord
from numerics.training.rules import StepRule

__all__ = ["JaxMonitor"]


class JaxMonitor(NetMonitor):
    """Measures what a JAX training loop is about to do, and says at which learning rate if asked to.

    Parameters
    ----------
    apply
        A pure function (params, inputs) -> outputs.
    loss
        (outputs, targets) -> number, a mean over the batch; a function that stays the same, as products are compiled for it.
    **options
        See `numerics.training.net_monitor.NetMonitor`.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, or a control is not defined for the update rule.

    Examples
    --------
    ::

        monitor = JaxMonitor(apply, loss, every=20)
        for x, y in batches:
            monitor.before_step(params, x, y, rate=0.1)
            params, state = update(params, state, x, y)  # with optax, say
        monitor.record(params).draw("training.png")
    """

    def __init__(self, apply: Callable[[Any, Any], Any], loss: Loss, **options: Any) -> None:
        super().__init__(loss, **options)
        self._apply = apply
        self._net: JaxNet | None = None
        self._at: Any = None
        self._updates: Any = None
        self._next, self._square = StepRule(0.0), float("nan")

    def before_step(
        self,
        params: Any,
        inputs: Any,
        targets: Any,
        rate: float | None = None,
        *,
        rule: StepRule | None = None,
        loss: Any = None,
        gradient_square: float = float("nan"),
        updates: Any = None,
    ) -> float:
        """Take in the batch of the step that is about to be made, and return the learning rate it should have.

        Parameters
        ----------
        params
            The weights before the step.
        inputs, targets
            The batch.
        rate
            Learning rate of gradient descent; or give ``rule``.
        rule
            The update rule, where there is momentum or decay.
        loss
            The loss of the batch before the step; computed if None.
        gradient_square
            |∇L|² of the batch, where a control needs it at steps that are not measured.
        updates
            What will be added to the weights, as optax returns it; the growth of the loss is foreseen for it. Without it, it is
            foreseen for gradient descent, and not at all where there is momentum.

        Returns
        -------
        float
            The rate as given, or as the control wants it.

        Raises
        ------
        TypeError, ValueError
            If not exactly one of rate and rule is given, or the control is not defined for the rule.
        """
        net = self._on(params, inputs, targets, rate, rule)
        self._square = float(gradient_square)
        self._updates = None if updates is None else net.weights(updates)
        self._take(net, inputs, targets, None if loss is None else loss_number(loss))
        return self._next.rate

    def after_scan(self, losses: Any) -> None:
        """Take in the steps of a compiled loop behind the one that `before_step` was told of, at the same learning rate.

        Spikes are seen in these losses; measured is where `before_step` is called, between two compiled loops. Where all losses
        of the loop are at hand, the first is that of the step that was told of: leave it out.

        Parameters
        ----------
        losses
            The loss of each further step, before it was made, (n,).

        Raises
        ------
        TypeError, ValueError
            If they are not one array of numbers, or no step was told of before.
        """
        each = np.asarray(plain_array(losses, "losses"), dtype=np.float64)
        if each.ndim != 1:
            raise ValueError(f"losses must be of shape (n,), not {each.shape}")
        if self._net is None:
            raise ValueError("losses must follow a step that before_step was told of")
        self._monitor.unwatched(each.tolist(), self._next.rate)

    def foresee(
        self, params: Any, inputs: Any, targets: Any, rate: float | None = None, *, rule: StepRule | None = None
    ) -> Foresight:
        """What a step on this batch would do; where the loader knows its batches, an early warning.

        Parameters
        ----------
        params
            The weights of now.
        inputs, targets
            A batch, now or to come.
        rate, rule
            As in `before_step`.

        Raises
        ------
        TypeError, ValueError
            As in `before_step`.
        """
        return self._foreseen(self._on(params, inputs, targets, rate, rule), targets)

    def _on(self, params: Any, inputs: Any, targets: Any, rate: float | None, rule: StepRule | None) -> JaxNet:
        """The net on a batch, at weights and an update rule that are those of now; the first one brings the reference data."""
        if (rate is None) == (rule is None):
            raise TypeError("either rate or rule must be given")
        jax = require("jax", "jax")
        if any(isinstance(leaf, jax.core.Tracer) for leaf in jax.tree.leaves((params, inputs, rate))):
            raise TypeError(
                "params and inputs must be numbers, not traced ones: call the monitor outside of jit, grad and scan; where "
                "a loop is compiled, before it, and tell after_scan of its losses"
            )
        self._next = StepRule(float(rate)) if rule is None else rule  # type: ignore[arg-type]  # one of them is given
        if self._control is not None:
            self._control.check(self._next)
        if self._net is None:
            self._net = JaxNet(self._apply, params, inputs, at_once=self._at_once)
            _ = self._net.output_count  # known to all copies on other batches
            rows = np.arange(min(self._reference_size, self._net.row_count))
            self._reference = self._reference or (self._net.chosen(rows), targets[: len(rows)])
            self._reference_net = self._net.on(self._reference[0])
        self._at = self._net.weights(params)
        return self._net.on(inputs)

    def record(self, params: Any = None) -> TrainingRecord:
        """What was seen until now.

        Parameters
        ----------
        params
            The weights of now, after the last step; without them that step's growth stays unknown.
        """
        if params is not None and self._net is not None:
            self._at = self._net.weights(params)
        return super().record()

    def _weights(self) -> Any:
        return self._at

    def _own_loss(self, net: Network, targets: Any) -> float:
        assert isinstance(net, JaxNet)
        with in_precision_of(self._at):
            return loss_number(self._loss(net.outputs_at(self._at), net.targets(targets, self._at)))

    def _weight_square(self) -> float:
        return float((np.asarray(self._at, dtype=np.float64) ** 2).sum())

    def _planned(self) -> Planned | None:
        if self._updates is None or self._next.rate == 0:
            return None
        with in_precision_of(self._at):
            return Planned(self._updates / -self._next.rate, None, None)

    def _norm(self) -> float:
        return float("nan") if self._next.momentum else self._weight_square()

    def _gradient_square(self) -> float:
        return self._square

    def _rule(self) -> StepRule:
        return self._next

    def _set_rate(self, rate: float) -> None:
        self._next = replace(self._next, rate=rate)
