"""What a monitor costs: a small CNN on the bundled images, trained with and without one, in turns; processor time of one thread.

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


def _trained(steps: int, batch: int, rate: float, outputs: int, options: dict[str, Any] | None) -> tuple[float, int]:
    """Seconds of a training with a monitor of these options, None for none, and how many of its steps were measured."""
    import torch

    from numerics.training.torch_monitor import TorchMonitor

    images = two_class("mnist")
    inputs = torch.tensor(images.train_inputs, dtype=torch.float32).view(-1, 1, 28, 28)
    targets, net, loss = torch.tensor(images.train_targets, dtype=torch.float32), _net(outputs), torch.nn.MSELoss()
    if outputs > 1:  # made-up classes: what is timed does not depend on them
        targets, loss = torch.arange(len(inputs)) % outputs, torch.nn.CrossEntropyLoss()
    optimiser, generator = torch.optim.SGD(net.parameters(), lr=rate), torch.Generator().manual_seed(1)
    monitor = None if options is None else TorchMonitor(net, loss, optimiser, **options)
    gc.collect()  # what was imported is not collected at the cost of either
    start = process_time()
    for _ in range(steps):
        rows = torch.randperm(len(inputs), generator=generator)[:batch]
        optimiser.zero_grad()
        value = loss(net(inputs[rows]), targets[rows])
        value.backward()
        if monitor is not None:
            monitor.before_step(inputs[rows], targets[rows], value)
        optimiser.step()
    return process_time() - start, 0 if monitor is None else len(monitor.record().steps)


_WATCHED: dict[str, dict[str, Any]] = {
    "default": {},
    "every=20": {"every": 20},
    "every=20, growth": {"every": 20, "growth": True},
}
_OUTPUTS = {"one output": 1, "ten classes": 10}


def overhead(rounds: int = 5, steps: int = 400, batch: int = 64, rate: float = 0.02) -> dict[str, Any]:
    """Share of a monitor in the processor time of training, for each round of turns and as their median."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    found: dict[str, Any] = {"steps": steps, "batch": batch}
    try:
        for name, outputs in _OUTPUTS.items():
            _trained(2, batch, rate, outputs, {"every": 1})  # what is loaded once
            plain: list[float] = []
            watched: dict[str, list[tuple[float, int]]] = {options: [] for options in _WATCHED}
            for _ in range(rounds):
                plain.append(_trained(steps, batch, rate, outputs, None)[0])
                for options, runs in watched.items():
                    runs.append(_trained(steps, batch, rate, outputs, _WATCHED[options]))
            found[name] = {"seconds_without": median(plain)}
            for options, runs in watched.items():
                shares = sorted(seconds / without - 1 for (seconds, _), without in zip(runs, plain, strict=True))
                found[name][options] = {"measured": runs[0][1], "share": median(shares), "shares": shares}
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
