"""Spectra of real nets beside what users call today: agreement, time, peak memory and lines, each tool in its own process.

python -m numerics.benchmarks.spectra out.json
python -m numerics.benchmarks.spectra out.json --python "neural-tangents=PATH"    an interpreter of another environment
python -m numerics.benchmarks.spectra out.json --large                            10⁷ weights on 10⁴ data besides
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import resource
import subprocess
import sys
import warnings
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from numerics.benchmarks.spectra_peers import PEERS, layers_of
from numerics.datasets.bundled import two_class

__all__ = ["main"]

CASES: dict[str, dict[str, Any]] = {
    "small": {"sizes": (49, 32, 16, 2), "data": 96, "k": 3},
    "medium": {"sizes": (784, 512, 512, 1), "data": 128, "k": 3},
}
"""Nets with tanh layers without biases, float64, on bundled images (averaged over blocks where they have 49 pixels)."""
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}
"""One thread for every tool: on cores that others use, waiting threads cost more than they bring."""
_TOO_LARGE = {("medium", "torch.func, whole Hessian")}
LARGE: dict[str, Any] = {"sizes": (784, 2800, 2800, 1), "data": 10_000, "k": 1, "at_once": 1000}
"""10⁷ weights on 10⁴ data, float32."""


def _arrays(case: dict[str, Any]) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    sizes, count = case["sizes"], case["data"]
    images = two_class("mnist")
    known = np.concatenate([images.train_inputs, images.test_inputs])
    if sizes[0] == 49:
        known = known.reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4)).reshape(-1, 49)
    # Noise tells repeated images apart.
    inputs = known[np.arange(count) % len(known)] + 0.1 * rng.standard_normal((count, sizes[0]))
    return layers_of(sizes), inputs, rng.standard_normal((count, sizes[-1]))


def _peak() -> float:
    """Largest memory of this process until now, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _torch_net(layers: list[np.ndarray], dtype: Any) -> Any:
    import torch
    from torch import nn

    parts: list[Any] = []
    for matrix in layers:
        linear = nn.Linear(matrix.shape[1], matrix.shape[0], bias=False, dtype=dtype)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(matrix))
        parts += [linear, nn.Tanh()]
    return nn.Sequential(*parts[:-1])


def _ready(distribution: str, case: dict[str, Any]) -> tuple[Any, ...]:
    """What the functions of `spectra_peers` are called with."""
    layers, inputs, targets = _arrays(case)
    if distribution != "neural-tangents":
        import torch

        return _torch_net(layers, torch.float64), torch.tensor(inputs), torch.tensor(targets)
    import jax

    jax.config.update("jax_enable_x64", True)

    def apply(params: Any, x: Any) -> Any:
        for matrix in params[:-1]:
            x = jax.numpy.tanh(x @ matrix.T)
        return x @ params[-1].T

    return apply, [jax.numpy.asarray(matrix) for matrix in layers], jax.numpy.asarray(inputs)


def one(peer: str, case_name: str, rounds: int = 3) -> dict[str, Any]:
    """Ask one tool, in this process."""
    distribution, _, ask = PEERS[peer]
    case = CASES[case_name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ready = _ready(distribution, case)
        before, seconds, values = _peak(), [], []
        for _ in range(rounds):
            start = perf_counter()
            values = ask(*ready, case["k"])
            seconds.append(perf_counter() - start)
    body = [line for line in inspect.getsource(ask).splitlines()[1:] if line.strip()]
    return {
        "peer": peer,
        "case": case_name,
        "values": values,
        "first_s": seconds[0],
        "least_s": min(seconds[1:]),
        "peak_mib": _peak() - before,
        "lines": len(body) - 1,  # without the docstring
        "version": "" if distribution == "ours" else version(distribution),
    }


def large() -> dict[str, Any]:
    """The large case: time, memory, and the time of a step over that of one forward and one backward product."""
    import torch

    from numerics.adapters.torch_net import TorchNet
    from numerics.spectra.curvature import tangent_kernel
    from numerics.spectra.lanczos import top_eigenpairs

    layers, inputs, _ = _arrays(LARGE)
    net = TorchNet(_torch_net(layers, torch.float32), torch.tensor(inputs, dtype=torch.float32), at_once=LARGE["at_once"])
    before, start = _peak(), perf_counter()
    found = top_eigenpairs(tangent_kernel(net), LARGE["k"])
    seconds = perf_counter() - start
    return {
        "weights": net.weight_count,
        "data": net.data_count,
        "values": found.values.tolist(),
        "bounds": found.bounds.tolist(),
        "upper_99": found.upper(),
        "products": found.products,
        "seconds": seconds,
        "seconds_a_product": seconds / found.products,
        "peak_mib": _peak(),
        "peak_mib_before": before,
        "jacobian_mib": net.weight_count * net.data_count * 4 / 2**20,
    }


def step_ratio(rounds: int = 7) -> dict[str, Any]:
    """Seconds of a Lanczos step over those of one JVP and one VJP by `torch.func`, on the medium case."""
    import torch
    from torch.func import jvp, vjp

    from numerics.adapters.torch_net import TorchNet
    from numerics.spectra.curvature import gauss_newton, hessian, tangent_kernel
    from numerics.spectra.lanczos import top_eigenpairs

    module, inputs, targets = _ready("torch", CASES["medium"])
    net = TorchNet(module, inputs)
    weights, products = net.weights(), 20
    direction, sent = torch.randn_like(weights), torch.randn(net.data_count, dtype=weights.dtype)

    def flat(at: Any) -> Any:
        return net.call(at, net.inputs).reshape(-1)

    def pair() -> None:
        for _ in range(products):
            jvp(flat, (weights,), (direction,))
            vjp(flat, weights)[1](sent)

    def lanczos(operator: Any) -> Any:
        return lambda: top_eigenpairs(operator, 1, products=products, tolerance=1e-300, confirm=False)

    operators = {"kernel": tangent_kernel(net), "Gauss-Newton": gauss_newton(net)}
    runs = {"JVP + VJP": pair} | {name: lanczos(operator) for name, operator in operators.items()}
    runs["Hessian"] = lanczos(hessian(net, targets=targets))
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = perf_counter()
            run()
            times[name].append(perf_counter() - start)
    return {name: min(found) / min(times["JVP + VJP"]) for name, found in times.items()}


def main(arguments: list[str] | None = None) -> int:
    """Run the comparison, or one part of it in this process."""
    parser = argparse.ArgumentParser(prog="python -m numerics.benchmarks.spectra", description="Spectra beside other tools.")
    parser.add_argument("out", help="JSON to write; '-' for the standard output")
    parser.add_argument("--python", action="append", default=[], metavar="DISTRIBUTION=PATH")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--part", nargs="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.part:
        part = {"large": large, "steps": step_ratio}.get(chosen.part[0])
        print(json.dumps(part() if part else one(*chosen.part)))
        return 0
    interpreters = dict(pair.split("=", 1) for pair in chosen.python)
    tasks = [[peer, case] for case in CASES for peer in PEERS if (case, peer) not in _TOO_LARGE]
    tasks += [["steps"]] + [["large"]] * chosen.large
    found = []
    for task in tasks:
        distribution = PEERS[task[0]][0] if task[0] in PEERS else "torch"
        command = [interpreters.get(distribution, sys.executable), "-m", "numerics.benchmarks.spectra", "-", "--part", *task]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **_ONE_THREAD})
        lines = done.stdout.strip().splitlines()
        result = json.loads(lines[-1]) if done.returncode == 0 and lines else {"error": (done.stderr.splitlines() or ["?"])[-1]}
        print(task, {key: result[key] for key in ("least_s", "peak_mib", "seconds", "error") if key in result}, file=sys.stderr)
        found.append({"task": task, **result})
    text = json.dumps({"schema_version": 1, "cases": CASES, "large": LARGE, "results": found}, indent=1, ensure_ascii=False)
    if chosen.out == "-":
        print(text)
    else:
        Path(chosen.out).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
