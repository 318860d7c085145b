"""How the cost grows with what is asked: fitted powers, a picture, and what a billion trajectories would take.

    python notebooks/benchmarks/growth.py growth.json growth.svg

Simulations are timed on the clock, best of several; verifications and derivations in processor time. The power of an axis is the
slope of a straight line through the logarithms of its larger half. The last figure is an estimate: the rate of one Dask worker,
times the efficiency that two have here, times the workers of so many machines.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from distributed import LocalCluster
from matplotlib import rc_context
from matplotlib.figure import Figure
from sympy import symbols

from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from numerics.benchmarks.timing import machine
from numerics.descent import simulate
from numerics.models.two_layer import TwoLayerNet
from numerics.sweep.run import run_sweep
from numerics.sweep.specification import Specification, load_specification
from theory import from_unit
from theory.bounds import kernel_bound
from theory.claims import all_claims

_FIGURE_2 = Path(__file__).parents[1] / "sweeps" / "figure-2.toml"
_BASE = {"trajectories": 256, "width": 256, "steps": 100, "data": 2}
_MACHINES, _WORKERS, _MANY = 100, 2, 10**9


def _simulated(trajectories: int, width: int, steps: int, data: int) -> Callable[[], object]:
    source = np.random.default_rng(0)
    model = TwoLayerNet(source.standard_normal((data, 8)), width, (1.0, 0.5))
    weights = source.standard_normal((trajectories, model.weight_count))
    rates = np.full(trajectories, 0.1 / (data * width))
    return lambda: simulate(model, weights, source.standard_normal(data), rates, steps, engine="compiled")


def _along(name: str, size: int) -> Callable[[], object]:
    return _simulated(**{**_BASE, name: size})


def _verified(count: int) -> Callable[[], object]:
    chosen = [claim for claim in all_claims() if claim.statements and claim.kind == "theorem"][
        :: max(len(all_claims()) // 32, 1)
    ][:count]
    budget, options = replace(PROFILES["dev"], examples=2, exact_trajectories=12), Options(recorded=True)
    return lambda: [verify(claim, budget, options) for claim in chosen]


def _bounded(degree: int) -> Callable[[], object]:
    u, v = symbols("u v", real=True)
    return lambda: kernel_bound(from_unit(v * u**degree, name=f"own unit of degree {degree}"))


def _least(make: Callable[[], object], clock: Callable[[], float], times: int) -> float:
    spent = []
    for _ in range(times):
        start = clock()
        make()
        spent.append(clock() - start)
    return min(spent)


def _axis(
    sizes: Sequence[int], make: Callable[[int], Callable[[], object]], clock: Callable[[], float], times: int
) -> dict[str, Any]:
    make(sizes[0])()  # imports and compilation are not growth
    seconds = [_least(make(size), clock, times) for size in sizes]
    half = len(sizes) // 2
    power = float(np.polyfit(np.log(sizes[half:]), np.log(seconds[half:]), 1)[0])
    return {"sizes": list(sizes), "seconds": seconds, "power": power}


def _rate(specification: Specification, workers: int) -> float:
    """Trajectories a second of a sweep on a Dask cluster of this machine, start of the cluster left out."""
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        tempfile.TemporaryDirectory() as out,
    ):
        run_sweep(
            specification.model_copy(update={"replicates": 2 * specification.block}),
            Path(out) / "warm",
            scheduler=cluster.scheduler_address,
        )
        start = perf_counter()
        run_sweep(specification, Path(out) / "timed", scheduler=cluster.scheduler_address)
        return specification.trajectories / (perf_counter() - start)


def measure() -> dict[str, Any]:
    """All axes, and the estimate."""
    axes: dict[str, Any] = {}
    for name, base in _BASE.items():
        sizes = [base * 2**double for double in range(5)]
        axes[name] = _axis(sizes, partial(_along, name), perf_counter, 3)
    axes["claims"] = _axis([1, 2, 4, 8, 16], _verified, process_time, 1)
    axes["degree of an own unit"] = _axis([2, 3, 4, 6, 8, 12], _bounded, process_time, 1)
    sweep = load_specification(_FIGURE_2).model_copy(update={"replicates": 32})
    rates = {workers: _rate(sweep, workers) for workers in (1, _WORKERS)}
    efficiency = rates[_WORKERS] / (_WORKERS * rates[1])
    estimate = {
        "trajectories_per_second": {str(workers): rate for workers, rate in rates.items()},
        "efficiency": efficiency,
        "trajectories": _MANY,
        "machines": _MACHINES,
        "hours": _MANY / (_MACHINES * _WORKERS * rates[1] * min(efficiency, 1.0)) / 3600,
    }
    return {"machine": machine(), "axes": axes, "estimate": estimate}


def draw(result: dict[str, Any], target: Path) -> None:
    """One panel an axis, with the fitted power."""
    figure = Figure(figsize=(9, 5.5), layout="constrained")
    for panel, (name, axis) in zip(figure.subplots(2, 3).flat, result["axes"].items(), strict=True):
        panel.loglog(axis["sizes"], axis["seconds"], "o-", color="tab:blue")
        panel.set_xticks(axis["sizes"], [str(size) for size in axis["sizes"]])
        panel.minorticks_off()
        panel.set(xlabel=name, ylabel="seconds", title=f"power {axis['power']:.2f}")
    with rc_context({"svg.hashsalt": "catapult"}):
        figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    found = measure()
    for title, row in found["axes"].items():
        print(
            f"{title:24} {row['sizes'][0]} … {row['sizes'][-1]}: {row['seconds'][-1]:.3g} s at the end, power {row['power']:.2f}"
        )
    print(found["estimate"])
    Path(sys.argv[1]).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    draw(found, Path(sys.argv[2]))
