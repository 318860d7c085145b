"""What a monitor costs: a small CNN on the bundled images; processor time of one thread, of both parts of the same run.

The training and its monitor are clocked step by step, so that what else the machine does falls on both alike.

python -m numerics.benchmarks.monitor out.json
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from numerics.datasets.bundled import two_class

__all__ = ["main", "overhead"]


def _net(outputs: int = 1) -> Any:
    import torch
    from torch import nn

    torch.manual_seed(0)
    first = (nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.ReLU(), nn.MaxPool2d(2))
    second = (nn.Conv2d(16, 32, 3, padding=1, bias=False), nn.ReLU(), nn.MaxPool2d(2))
    last = (nn.Flatten(0),) if outputs == 1 else ()
    return nn.Sequential(*first, *second, nn.Flatten(), nn.Linear(32 * 49, outputs, bias=False), *last)


def _trained(steps: int, batch: int, rate: float, outputs: int, options: dict[str, Any]) -> dict[str, Any]:
    """A training with a monitor of these options: seconds of both, of the measurement at its start, and how many there were."""
    import torch

    from numerics.training.torch_monitor import TorchMonitor

    images = two_class("mnist")
    inputs = torch.tensor(images.train_inputs, dtype=torch.float32).view(-1, 1, 28, 28)
    targets, net, loss = torch.tensor(images.train_targets, dtype=torch.float32), _net(outputs), torch.nn.MSELoss()
    if outputs > 1:  # made-up classes: what is timed does not depend on them
        targets, loss = torch.arange(len(inputs)) % outputs, torch.nn.CrossEntropyLoss()
    optimiser, generator = torch.optim.SGD(net.parameters(), lr=rate), torch.Generator().manual_seed(1)
    monitor = TorchMonitor(net, loss, optimiser, **options)
    gc.collect()  # what was imported is not collected at the cost of either
    training, watching = [], []
    for _ in range(steps):
        times = [process_time()]
        rows = torch.randperm(len(inputs), generator=generator)[:batch]
        optimiser.zero_grad()
        value = loss(net(inputs[rows]), targets[rows])
        value.backward()
        times.append(process_time())
        monitor.before_step(inputs[rows], targets[rows], value)
        times.append(process_time())
        optimiser.step()
        times.append(process_time())
        training.append(times[1] - times[0] + times[3] - times[2])
        watching.append(times[2] - times[1])
    return {
        "measured": len(monitor.record().steps),
        "share": sum(watching) / sum(training),
        "share_after_the_first": sum(watching[1:]) / sum(training[1:]),
        "first_in_steps": watching[0] / median(training),
        "seconds_a_step": median(training),
    }


_WATCHED: dict[str, dict[str, Any]] = {
    "default": {},
    "every=20": {"every": 20},
    "every=20, growth": {"every": 20, "growth": True},
}
_OUTPUTS = {"one output": 1, "ten classes": 10}


def overhead(rounds: int = 3, steps: int = 400, batch: int = 64, rate: float = 0.02) -> dict[str, Any]:
    """Share of a monitor in the processor time of training, as the median of rounds of turns, and in each."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    found: dict[str, Any] = {"steps": steps, "batch": batch}
    try:
        for name, outputs in _OUTPUTS.items():
            _trained(3, batch, rate, outputs, {"every": 1})  # what is loaded once
            runs: dict[str, list[dict[str, Any]]] = {options: [] for options in _WATCHED}
            for _ in range(rounds):
                for options, done in runs.items():
                    done.append(_trained(steps, batch, rate, outputs, _WATCHED[options]))
            found[name] = {
                options: {key: median(run[key] for run in done) for key in done[0]} | {"shares": [run["share"] for run in done]}
                for options, done in runs.items()
            }
    finally:
        torch.set_num_threads(before)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure and write the numbers as JSON."""
    parser = argparse.ArgumentParser(prog="python -m numerics.benchmarks.monitor", description="What a monitor costs.")
    parser.add_argument("out", help="JSON to write; '-' for the standard output")
    chosen = parser.parse_args(arguments)
    text = json.dumps({"schema_version": 1, **overhead()}, indent=1)
    if chosen.out == "-":
        print(text)
    else:
        Path(chosen.out).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
