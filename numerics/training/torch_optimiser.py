"""A PyTorch optimiser as an update rule: its rate, momentum and decay, the velocity, and setting its rate."""

from __future__ import annotations

from typing import Any

from numerics.adapters.optional import require
from numerics.arguments import shown
from numerics.spectra.network import Network
from numerics.training.measure import Shared
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
            raise TypeError(
                f"optimiser must be a torch.optim.SGD, Adam or AdamW, not {shown(optimiser)} ({type(optimiser).__name__})"
            )
        self._optimiser, self._adaptive = optimiser, isinstance(optimiser, torch.optim.Adam)
        self._trained = [value for value in module.parameters() if value.requires_grad]
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

    def rule(self) -> StepRule:
        """The update rule with the rate of now, that of the first group."""
        groups = self._optimiser.param_groups
        momentum, nesterov, damping = self._momentum(groups[0])
        # Adam divides its decay by the running squares of each weight; only a decoupled one is a shift of the curvature.
        counted = not self._adaptive or isinstance(self._optimiser, self._torch.optim.AdamW)
        decay = max(float(group["weight_decay"]) for group in groups) if counted else 0.0
        return StepRule(float(groups[0]["lr"]), momentum, nesterov, damping, decay)

    def scaling(self) -> Any:
        """Each weight's own factor of the rate, (P,), 0 for weights that are not trained here; None if all are 1."""
        groups = self._optimiser.param_groups
        base = float(groups[0]["lr"])
        factors = {id(value): self._factor(group, base, value) for group in groups for value in group["params"]}
        parts = [factors.get(id(value), 0.0) for value in self._trained]
        if all(isinstance(part, float) and part == 1 for part in parts):
            return None
        flat = [
            (value.detach().new_full(value.shape, part) if isinstance(part, float) else part).reshape(-1)
            for part, value in zip(parts, self._trained, strict=True)
        ]
        return self._torch.cat(flat)

    def _factor(self, group: dict[str, Any], base: float, value: Any) -> Any:
        ratio = float(group["lr"]) / base if base > 0 else 1.0
        if not self._adaptive:
            return ratio
        state, (first, second) = self._optimiser.state.get(value, {}), group["betas"]
        made = float(state["step"]) + 1 if state else 1.0
        square = state["exp_avg_sq"] if state else self._torch.zeros_like(value)
        if value.grad is not None:
            square = second * square + (1 - second) * value.grad**2
        size = (square / (1 - second**made)).sqrt() + group["eps"]
        return (ratio / (1 - first**made)) / size.detach()

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
        found = [float((value.grad.double() ** 2).sum()) for value in self._trained if value.grad is not None]
        return sum(found) if found else float("nan")

    def set_rate(self, rate: float) -> None:
        """Set the rate of the first group, and those of the others in proportion; the velocity is kept."""
        groups = self._optimiser.param_groups
        base = float(groups[0]["lr"])
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
