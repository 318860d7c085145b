"""A PyTorch optimiser as an update rule: its rate, momentum and decay, the velocity, and setting its rate."""

from __future__ import annotations

from collections.abc import Iterable
from operator import is_
from typing import Any

from numerics.adapters.optional import require
from numerics.spectra.network import Network
from numerics.training.measurement import Planned, Shared
from numerics.training.rules import StepRule

__all__ = ["TorchOptimiser", "sharing"]


class TorchOptimiser:
    """SGD, Adam or AdamW with the parameters of a module.

    Parameters
    ----------
    optimiser
        A `torch.optim.SGD`, `Adam` or `AdamW`; groups of parameters may differ in their rates, not in their momentum.
    module
        The net, not wrapped.

    Raises
    ------
    TypeError, ValueError
        If the optimiser is another, its groups differ in momentum, or it holds none of the module's parameters.
    """

    def __init__(self, optimiser: Any, module: Any) -> None:
        torch = self._torch = require("torch", "torch")
        if not isinstance(optimiser, (torch.optim.SGD, torch.optim.Adam)):
            raise TypeError(f"optimiser must be a torch.optim.SGD, Adam or AdamW, not {type(optimiser).__name__}")
        self._optimiser, self._adaptive = optimiser, isinstance(optimiser, torch.optim.Adam)
        self._module = module
        self._held = [(value, value.requires_grad) for value in module.parameters()]
        self._trained = [value for value, trained in self._held if trained]
        groups = optimiser.param_groups
        if any(group.get("maximize") for group in groups):
            raise ValueError("optimiser must minimise")
        if len({self._momentum(group) for group in groups}) > 1:
            raise ValueError("optimiser must have the same momentum in all its groups of parameters")
        if not {id(value) for group in groups for value in group["params"]} & set(map(id, self._trained)):
            raise ValueError("optimiser must hold the parameters of the module")

    def _momentum(self, group: dict[str, Any]) -> tuple[float, bool, float]:
        """(β, whether Nesterov's, d), see `StepRule`."""
        if self._adaptive:
            beta = float(group["betas"][0])
            return beta, False, beta
        momentum = float(group["momentum"])
        return momentum, bool(group["nesterov"]), float(group["dampening"]) if momentum else 0.0

    @property
    def device(self) -> Any:
        """Where the module computes."""
        return self._held[0][0].device

    @property
    def up_to_date(self) -> bool:
        """Whether the module's trainable parameters are still the ones that it had when this was made."""
        now = [value for value in self._module.parameters() if value.requires_grad]
        return len(now) == len(self._trained) and all(map(is_, now, self._trained))

    @property
    def unchanged(self) -> bool:
        """Whether none of the parameters was frozen or unfrozen since; others that came instead are not noticed."""
        return all(value.requires_grad is trained for value, trained in self._held)

    def renewed(self) -> TorchOptimiser:
        """The same optimiser with the parameters that are trained now."""
        return TorchOptimiser(self._optimiser, self._module)

    def _first(self) -> dict[str, Any]:
        """The group whose rate is told and set: the first one that moves."""
        groups: list[dict[str, Any]] = self._optimiser.param_groups
        return next((group for group in groups if float(group["lr"]) > 0), groups[0])

    def rule(self) -> StepRule:
        """The update rule with the rate of now, that of the first group that moves."""
        groups = self._optimiser.param_groups
        momentum, nesterov, damping = self._momentum(groups[0])
        decays = {float(group["weight_decay"]) for group in groups}
        # Adam divides its decay by the running squares of each weight; only a decoupled one is a shift of the curvature.
        decay = max(decays) if not self._adaptive or self._decoupled else 0.0
        return StepRule(float(self._first()["lr"]), momentum, nesterov, damping, decay)

    @property
    def uniform(self) -> bool:
        """Whether the rule is so for all trained weights: one rate, one decay, none of them left out, nothing adaptive."""
        groups = self._groups()
        told = {None if group is None else (float(group["lr"]), float(group["weight_decay"])) for group in groups}
        return not self._adaptive and len(told) == 1 and None not in told

    @property
    def _decoupled(self) -> bool:
        return isinstance(self._optimiser, self._torch.optim.AdamW) or any(
            group.get("decoupled_weight_decay", False) for group in self._optimiser.param_groups
        )

    def _groups(self) -> list[dict[str, Any] | None]:
        """The group of each trained parameter."""
        owners = {id(value): group for group in self._optimiser.param_groups for value in group["params"]}
        return [owners.get(id(value)) for value in self._trained]

    def scaling(self, gradients: bool = True) -> Any:
        """Each weight's own factor of the rate, (P,), 0 for weights that are not trained here; None if all are 1.

        Parameters
        ----------
        gradients
            Whether Adam's running squares will take in the gradients of now.
        """
        base = float(self._first()["lr"])
        parts = [
            0.0 if group is None else self._factor(group, base, value, gradients)
            for group, value in zip(self._groups(), self._trained, strict=True)
        ]
        if all(isinstance(part, float) and part == 1 for part in parts):
            return None
        return self._flat(
            value.detach().new_full(value.shape, part) if isinstance(part, float) else part
            for part, value in zip(parts, self._trained, strict=True)
        )

    def _flat(self, parts: Iterable[Any]) -> Any:
        """One tensor of several, in the float type in which the net is measured."""
        flat = self._torch.cat([part.reshape(-1) for part in parts])
        return flat if flat.dtype in (self._torch.float32, self._torch.float64) else flat.float()

    def _factor(self, group: dict[str, Any], base: float, value: Any, gradients: bool = True) -> Any:
        ratio = float(group["lr"]) / base if base > 0 else 1.0
        if not self._adaptive:
            return ratio
        state, (first, second) = self._optimiser.state.get(value, {}), group["betas"]
        made = float(state["step"]) + 1 if state else 1.0
        square = state["exp_avg_sq"] if state else self._torch.zeros_like(value)
        if gradients and value.grad is not None:
            square = second * square + (1 - second) * self._gradient(group, value) ** 2
        if group.get("amsgrad") and state:
            square = self._torch.maximum(state["max_exp_avg_sq"], square)
        size = (square / (1 - second**made)).sqrt() + group["eps"]
        return (ratio / (1 - first**made)) / size.detach()

    def _gradient(self, group: dict[str, Any], value: Any) -> Any:
        """The gradient of a parameter as the optimiser reads it, with the decay that it adds."""
        slope = value.grad.detach().to_dense()
        decay = 0.0 if self._adaptive and self._decoupled else float(group["weight_decay"])
        return slope + decay * value.detach() if decay else slope

    def planned(self) -> Planned | None:
        """The step that will be made with the gradients of now; None before the backward pass."""
        if all(value.grad is None for value in self._trained):
            return None
        base, moved, carried, left = float(self._first()["lr"]), [], [], []
        for group, value in zip(self._groups(), self._trained, strict=True):
            still = self._torch.zeros_like(value)
            held = group is None or value.grad is None
            left.append(still if value.grad is None else value.grad.detach().to_dense())
            scaled, velocity = (still, None) if held else self._move(group, base, value)  # type: ignore[arg-type]  # not None here
            moved.append(scaled)
            carried.append(velocity)
        some = any(velocity is not None for velocity in carried)
        filled = [
            self._torch.zeros_like(value) if part is None else part for part, value in zip(carried, self._trained, strict=True)
        ]
        return Planned(self._flat(moved), self._flat(filled) if some else None, self._flat(left))

    def _move(self, group: dict[str, Any], base: float, value: Any) -> tuple[Any, Any]:
        """a and b of one parameter, see `Planned`; b is None for 0."""
        slope, (beta, nesterov, damping) = self._gradient(group, value), self._momentum(group)
        ratio = float(group["lr"]) / base if base > 0 else 1.0
        state = self._optimiser.state.get(value, {})
        if self._adaptive:
            mean = beta * state["exp_avg"] + (1 - beta) * slope if state else (1 - beta) * slope
            shrunk = ratio * float(group["weight_decay"]) * value.detach() if self._decoupled else 0.0
            return self._factor(group, base, value) * mean + shrunk, None
        buffer = state.get("momentum_buffer")
        new = slope if buffer is None else (1 - damping) * slope  # the first velocity is the gradient
        kept = None if buffer is None else -float(group["lr"]) * beta * buffer
        if nesterov:
            new, kept = slope + beta * new, None if kept is None else beta * kept
        return ratio * new, kept

    def velocities(self) -> list[Any]:
        """θ_t − θ_{t−1} of each trained parameter under momentum; None where there is none yet."""
        rates = {id(value): float(group["lr"]) for group in self._optimiser.param_groups for value in group["params"]}
        found = []
        for value in self._trained:
            buffer = self._optimiser.state.get(value, {}).get("momentum_buffer")
            found.append(None if buffer is None else -rates[id(value)] * buffer)
        return found

    def weight_square(self) -> float:
        """θ², summed in double precision."""
        return float(sum(float((value.detach().double() ** 2).sum()) for value in self._trained))

    def norm(self) -> float:
        """U = |θ + βm/(1−β)|² + β|m|²/(1−β)², m the velocity; without momentum θ²."""
        beta, total = self.rule().momentum, 0.0
        for value, velocity in zip(self._trained, self.velocities(), strict=True):
            weights = value.detach().double()
            carried = self._torch.zeros_like(weights) if velocity is None else velocity.double() / (1 - beta)
            total += float(((weights + beta * carried) ** 2).sum()) + beta * float((carried**2).sum())
        return total

    def gradient_square(self) -> float:
        """|∇L|² of the gradients that the backward pass left; NaN if there are none."""
        found = [float((value.grad.to_dense().double() ** 2).sum()) for value in self._trained if value.grad is not None]
        return sum(found) if found else float("nan")

    def set_rate(self, rate: float) -> None:
        """Set the rate of the first group that moves, and those of the others in proportion; the velocity is kept."""
        groups = self._optimiser.param_groups
        base = float(self._first()["lr"])
        for group in groups:
            before = float(group["lr"])
            group["lr"] = rate * (before / base) if base > 0 else rate
            for value in group["params"]:
                buffer = self._optimiser.state.get(value, {}).get("momentum_buffer")
                if buffer is not None and group["lr"] > 0:
                    buffer.mul_(before / group["lr"])


def sharing(module: Any, net: Network) -> Shared | None:
    """How the parts of a batch add up over the processes of data-parallel training; None where there is one process.

    As gradients are averaged over processes, the loss that is trained on is the mean of their losses, whatever their shares.

    Parameters
    ----------
    module
        The net as it is trained, wrapped or not.
    net
        The net on the part of the batch in this process.
    """
    if type(module).__name__ != "DistributedDataParallel":
        return None
    torch, vectors = require("torch", "torch"), net.vectors(next(iter(module.parameters())))

    def total(vector: Any) -> Any:
        torch.distributed.all_reduce(vector, group=module.process_group)
        return vector

    return Shared(1 / torch.distributed.get_world_size(module.process_group), total, vectors)
