"""The problems in PyTorch: a step compiled by torch.compile (which writes vectorised C++ for all cores), Python over steps."""

from __future__ import annotations

from typing import Any

from numpy import ndarray

from numerics.benchmarks.problems import FormsProblem, GridProblem, OneDatum

__all__ = ["Torch"]


class Torch:
    """The implementations; ``compile_steps=False`` runs the steps eagerly, where no C++ compiler is present."""

    def __init__(self, compile_steps: bool = True) -> None:
        import torch

        self._torch = torch
        kept = torch.compile if compile_steps else (lambda function, **_: function)
        self._net = kept(self._net_step, dynamic=False)
        self._quadratic = kept(self._quadratic_step, dynamic=False)
        self._grid = kept(self._grid_step, dynamic=False)

    def _net_step(self, u: Any, v: Any, rates: Any, s: float, slope: float) -> Any:
        gate = self._torch.where(u >= 0, 1.0, slope)
        hidden, back = gate * u, gate * v
        f = s * (v * hidden).sum(1)
        stride = (rates * f * s)[:, None]
        ntk = s * s * (hidden * hidden + back * back).sum(1)
        return u - stride * back, v - stride * hidden, f * f / 2, ntk, (u * u + v * v).sum(1)

    def _quadratic_step(self, w: Any, spectrum: Any, rates: Any, zeta: float) -> Any:
        applied = spectrum * w
        f = zeta / 2 * (applied * w).sum(1)
        ntk = zeta * zeta * (applied * applied).sum(1)
        return w - (rates * f * zeta)[:, None] * applied, f * f / 2, ntk, (w * w).sum(1)

    def _empty(self, batch: int, steps: int) -> Any:
        return self._torch.empty(3, steps + 1, batch, dtype=self._torch.float64)

    @staticmethod
    def _recorded(out: Any) -> dict[str, ndarray]:
        return dict(zip(("loss", "ntk", "weight_norm"), out.transpose(1, 2).numpy(), strict=True))

    def net_one(self, problem: OneDatum) -> dict[str, ndarray]:
        """Two-layer net on one datum."""
        u, v, rates = (self._torch.from_numpy(array) for array in (problem.first, problem.second, problem.rates))
        out = self._empty(len(u), problem.steps)
        with self._torch.no_grad():
            for step in range(problem.steps + 1):
                u, v, out[0, step], out[1, step], out[2, step] = self._net(u, v, rates, problem.scale, problem.slope)
        return self._recorded(out)

    def quadratic_one(self, problem: OneDatum) -> dict[str, ndarray]:
        """Pure quadratic model in its eigenbasis on one datum."""
        w, spectrum, rates = (self._torch.from_numpy(a) for a in (problem.first, problem.spectrum, problem.rates))
        out = self._empty(len(w), problem.steps)
        with self._torch.no_grad():
            for step in range(problem.steps + 1):
                w, out[0, step], out[1, step], out[2, step] = self._quadratic(w, spectrum, rates, problem.scale)
        return self._recorded(out)

    def forms(self, problem: FormsProblem) -> dict[str, ndarray]:
        """General quadratic model, batched eigvalsh."""
        torch = self._torch
        linear, forms, targets, rates = (
            torch.from_numpy(a) for a in (problem.linear, problem.forms, problem.targets, problem.rates)
        )
        w = torch.from_numpy(problem.weights).repeat(len(rates), 1)
        count, curved = len(targets), problem.gamma * forms
        out = self._empty(len(rates), problem.steps)
        with torch.no_grad():
            for step in range(problem.steps + 1):
                rows = linear + curved * w[:, None, :]
                r = torch.bmm(linear + rows, w[:, :, None])[:, :, 0] / 2 - targets
                out[0, step] = (r * r).sum(1) / (2 * count)
                out[1, step] = torch.linalg.eigvalsh(torch.bmm(rows, rows.transpose(1, 2)))[:, -1] / count
                out[2, step] = (w * w).sum(1)
                w = w - (rates / count)[:, None] * torch.bmm(r[:, None, :], rows)[:, 0, :]
        return self._recorded(out)

    def _grid_step(
        self, u: Any, v: Any, peak: Any, rose: Any, last: Any, running: Any, goal: Any, step: Any, limit: float
    ) -> Any:
        torch = self._torch
        shrink = 1 - v + u
        new_u = torch.where(running, u * shrink * shrink, u)
        new_v = torch.where(running, v - u * (4 - v), v)
        stops = ((new_u <= goal) & (new_v < 2)) | ~(new_u <= limit)
        last = torch.where(running & stops, step, last)
        return new_u, new_v, torch.fmax(peak, new_u), rose | (new_u > u), last, running & ~stops

    def grid(self, problem: GridProblem) -> dict[str, ndarray]:
        """The closed map: all points together; looks every eighth step whether any still runs."""
        torch = self._torch
        u, v = torch.from_numpy(problem.u), torch.from_numpy(problem.v)
        peak, goal = u.clone(), problem.small * u
        running = torch.ones(u.shape, dtype=torch.bool)
        rose = torch.zeros(u.shape, dtype=torch.bool)
        last = torch.full(u.shape, problem.steps, dtype=torch.int32)
        for step in range(1, problem.steps + 1):
            number = torch.tensor(step, dtype=torch.int32)
            u, v, peak, rose, last, running = self._grid(u, v, peak, rose, last, running, goal, number, problem.limit)
            if step % 8 == 0 and not running.any():
                break
        ended = torch.where(~(u <= problem.limit), 2, rose.to(torch.int8))
        phase = torch.where(running, 3, ended).to(torch.int8)
        return {"phase": phase.numpy(), "last_step": last.numpy(), "peak": peak.numpy(), "final_v": v.numpy()}
