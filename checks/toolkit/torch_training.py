"""A small net, its data and a training loop in PyTorch, for the tests of monitors; imported only where PyTorch is installed."""

from __future__ import annotations

import torch
from torch import nn

from numerics.training.torch_monitor import TorchMonitor

GENERATOR = torch.Generator().manual_seed(0)
INPUTS = torch.randn(12, 5, generator=GENERATOR, dtype=torch.float64)
TARGETS = torch.randn(12, 1, generator=GENERATOR, dtype=torch.float64)
MSE = nn.MSELoss()


def net(width=8, outputs=1, bias=False, seed=0):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(5, width, bias=bias), nn.ReLU(), nn.Linear(width, outputs, bias=bias)).double()


def train(module, optimiser, steps, *, inputs=INPUTS, targets=TARGETS, batch=None, loss=MSE, watch=True, **options):
    monitor = TorchMonitor(module, loss, optimiser, **options) if watch else None
    generator = torch.Generator().manual_seed(1)
    for _ in range(steps):
        rows = torch.randperm(len(inputs), generator=generator)[: batch or len(inputs)]
        optimiser.zero_grad()
        value = loss(module(inputs[rows]), targets[rows])
        value.backward()
        if monitor is not None:
            monitor.before_step(inputs[rows], targets[rows], value)
        optimiser.step()
    return None if monitor is None else monitor.record()


def sgd(module, **options):
    return torch.optim.SGD(module.parameters(), **{"lr": 0.1, **options})
