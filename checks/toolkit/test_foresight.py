"""What a step would do, foreseen: exact where the net is linear, near where it is not, and nothing is disturbed."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.toolkit.torch_training import INPUTS, MSE, TARGETS, net, sgd  # noqa: E402
from numerics.training.control import Dial  # noqa: E402
from numerics.training.torch_monitor import TorchMonitor  # noqa: E402

BATCHES = [slice(0, 4), slice(4, 8), slice(8, 12)]


pytestmark = pytest.mark.usefixtures("one_thread")


def growth(module, optimiser, rows):
    """Loss of a batch after a step of the optimiser on it, over that before; the step is taken."""
    optimiser.zero_grad()
    before = MSE(module(INPUTS[rows]), TARGETS[rows])
    before.backward()
    optimiser.step()
    return (MSE(module(INPUTS[rows]), TARGETS[rows]) / before).item()


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("rate", [0.05, 0.5, 2.0])
def test_growth_of_a_linear_net_is_foreseen_exactly(rate, groups):
    module = nn.Linear(5, 1).double()
    slow = [{"params": [module.weight]}, {"params": [module.bias], "lr": rate / 3}]
    optimiser = torch.optim.SGD(slow, lr=rate) if groups == 2 else sgd(module, lr=rate)
    monitor = TorchMonitor(module, MSE, optimiser)
    for rows in BATCHES:
        seen = monitor.foresee(INPUTS[rows], TARGETS[rows])
        real = growth(module, optimiser, rows)
        assert seen.growth == pytest.approx(real, rel=1e-9)
        assert seen.rises is (real > 1)


def test_a_net_that_is_wide_is_nearly_linear():
    errors = []
    for width in (16, 4096):
        module = net(width=width)
        optimiser = sgd(module, lr=0.3)
        seen = TorchMonitor(module, MSE, optimiser).foresee(INPUTS, TARGETS)
        errors.append(abs(seen.growth / growth(module, optimiser, slice(None)) - 1))
    assert errors[1] < 0.1 * errors[0]


def test_a_super_critical_batch_without_a_part_in_the_top_does_not_rise():
    module = nn.Linear(5, 1, bias=False).double()
    values, vectors = torch.linalg.eigh(INPUTS.T @ INPUTS / 6)
    # The residual lies along the weakest direction only.
    targets = module(INPUTS).detach() + INPUTS @ vectors[:, :1]
    seen = TorchMonitor(module, MSE, sgd(module, lr=2.5 / float(values[-1]))).foresee(INPUTS, targets)
    assert seen.relative_rate == pytest.approx(2.5)
    assert not seen.rises
    assert seen.growth == pytest.approx((1 - 2.5 * float(values[0] / values[-1])) ** 2, rel=1e-6)


def test_under_momentum_the_critical_rate_is_all_that_is_foreseen():
    module = nn.Linear(5, 1, bias=False).double()
    for relative in (1.9, 2.1):
        optimiser = sgd(module, lr=1.0, momentum=0.9)
        unit = TorchMonitor(module, MSE, optimiser).foresee(INPUTS, TARGETS).relative_rate
        optimiser = sgd(module, lr=relative / unit, momentum=0.9)
        seen = TorchMonitor(module, MSE, optimiser).foresee(INPUTS, TARGETS)
        assert np.isnan(seen.growth)
        assert seen.rises is (relative > 2)


def test_looking_ahead_changes_nothing():
    def run(look):
        module = net()
        optimiser = sgd(module, lr=0.3)
        monitor = TorchMonitor(module, MSE, optimiser, every=1, control=Dial(1.5))
        for rows in BATCHES:
            optimiser.zero_grad()
            MSE(module(INPUTS[rows]), TARGETS[rows]).backward()
            if look:
                seen = monitor.foresee(INPUTS[rows], TARGETS[rows])
                assert seen.relative_rate == pytest.approx(1.5, rel=1e-6)
            monitor.before_step(INPUTS[rows], TARGETS[rows])
            optimiser.step()
        return monitor.record(), torch.cat([value.detach().reshape(-1) for value in module.parameters()])

    (record, weights), (plain, other) = run(True), run(False)
    assert torch.equal(weights, other)
    np.testing.assert_array_equal(record.loss, plain.loss)
    np.testing.assert_array_equal(record.steps, plain.steps)
