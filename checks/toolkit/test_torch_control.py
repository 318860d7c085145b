"""Critical rates and steered rates, held against PyTorch's own optimisers."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.toolkit.torch_training import INPUTS, MSE, TARGETS, net, sgd, train  # noqa: E402
from numerics.training.control import Certified, Dial, Polyak, Pulses  # noqa: E402
from numerics.training.torch_monitor import TorchMonitor  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize(
    ("options", "factor"),
    [
        ({}, 1.0),
        ({"weight_decay": 0.5}, 1.0),
        ({"momentum": 0.9}, 1.0),
        ({"momentum": 0.9, "nesterov": True}, 1.0),
        ({"momentum": 0.6, "dampening": 0.6}, 1.0),
        ({"momentum": 0.5, "weight_decay": 0.2}, 1.0),
    ],
    ids=str,
)
@pytest.mark.parametrize("groups", [False, True])
def test_the_critical_rate_is_where_the_optimiser_itself_stops_converging(options, factor, groups):
    def run(relative):
        torch.manual_seed(0)
        module = nn.Sequential(nn.Linear(5, 3, bias=False), nn.Linear(3, 1, bias=False)).double()
        module[1].weight.requires_grad_(not groups)
        if groups:
            # The net is linear in its weights then; their rates differ.
            first, second = nn.Parameter(module[0].weight[:1].detach()), nn.Parameter(module[0].weight[1:].detach())
            module = Split(first, second)
            parameters = [{"params": [first]}, {"params": [second], "lr": 3.0}]
        else:
            module = nn.Linear(5, 1, bias=False).double()
            parameters = module.parameters()
        optimiser = torch.optim.SGD(parameters, lr=1.0, **options)
        zero = torch.zeros(12, 1, dtype=torch.float64)
        monitor = TorchMonitor(module, MSE, optimiser, every=1)
        monitor.before_step(INPUTS, zero)
        critical = monitor.record().measured["critical_rate"][0]
        for group, ratio in zip(optimiser.param_groups, (1.0, 3.0), strict=False):
            group["lr"] = relative * critical * ratio
        for _ in range(300):
            optimiser.zero_grad()
            MSE(module(INPUTS), zero).backward()
            optimiser.step()
        return float(MSE(module(INPUTS), zero).detach())

    assert run(0.96) < 1e-3
    assert run(1.04) > 1e3


class Split(nn.Module):
    """A linear net whose weights are in two parameters."""

    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second

    def forward(self, x):
        return (x @ torch.cat([self.first, self.second]).T).sum(dim=1, keepdim=True)


def test_adam_is_measured_in_its_own_scale():
    module = nn.Linear(5, 1, bias=False).double()
    zero = torch.zeros(12, 1, dtype=torch.float64)

    def run(relative):
        torch.manual_seed(0)
        module.reset_parameters()
        # Squares that hardly move, so that the scale is that of the first gradients.
        optimiser = torch.optim.Adam(module.parameters(), lr=1e-12, betas=(0.8, 1 - 1e-12))
        monitor = TorchMonitor(module, MSE, optimiser, every=1)
        for _ in range(60):
            optimiser.zero_grad()
            MSE(module(INPUTS), zero).backward()
            monitor.before_step(INPUTS, zero)
            optimiser.step()
        optimiser.param_groups[0]["lr"] = relative * monitor.record().measured["critical_rate"][-1]
        for value in optimiser.state.values():
            value["exp_avg"].zero_()
            value["step"].fill_(1e6)
            value["exp_avg_sq"].mul_((1 - (1 - 1e-12) ** 1e6) / (1 - (1 - 1e-12) ** 60))
        losses = []
        for _ in range(100):
            optimiser.zero_grad()
            loss = MSE(module(INPUTS), zero)
            loss.backward()
            losses.append(float(loss.detach()))
            optimiser.step()
        # Where it grows, the squares grow with it in the end, and calm it.
        return max(losses) / losses[0]

    assert run(0.95) < 20
    assert run(1.05) > 1000


def test_the_dial_is_held():
    for options in ({}, {"momentum": 0.5}, {"weight_decay": 0.1}):
        module = net(width=64)
        record = train(module, sgd(module, **options), 30, batch=6, every=1, control=Dial(1.6))
        np.testing.assert_allclose(record.measured["relative_rate"], 1.6, rtol=1e-10)
        assert len(set(record.rate.round(9))) > 5
    module = net(width=64)
    held = train(module, sgd(module), 31, batch=6, every=10, on_spikes=False, control=Dial(1.6))
    assert len(set(held.rate)) == 4


def test_pulses_turn_the_dial_up_when_they_say():
    control = Pulses(1.0, 3.0, starts=(4, 9), length=2)
    module = net(width=256, seed=1)
    optimiser = sgd(module)
    monitor = TorchMonitor(module, MSE, optimiser, every=1, control=control, reference_size=12)
    for step in range(14):
        optimiser.zero_grad()
        MSE(module(INPUTS), TARGETS).backward()
        assert monitor.foresee(INPUTS, TARGETS).relative_rate == pytest.approx(3.0 if step in (4, 5, 9, 10) else 1.0)
        monitor.before_step(INPUTS, TARGETS)
        optimiser.step()
    relative = monitor.record().measured["relative_rate"]
    np.testing.assert_allclose(relative, [3.0 if step in (4, 5, 9, 10) else 1.0 for step in range(14)], rtol=1e-10)
    for wrong, match in (((0.0, 3.0, ()), "low"), ((1.0, 3.0, (-1,)), "starts"), ((1.0, 3.0, (), 0), "length")):
        with pytest.raises(ValueError, match=match):
            Pulses(*wrong)


def test_certified_and_polyak_do_what_they_say():
    zero = torch.zeros(12, 1, dtype=torch.float64)
    constant = 2 * float(torch.linalg.eigvalsh(INPUTS @ INPUTS.T)[-1]) / 12
    largest = 2 * float((INPUTS**2).sum(dim=1).max())  # of batches of one datum

    def norms(control, batch=None, **options):
        module = net(width=16, seed=2)
        optimiser = sgd(module, lr=1e-3, **options)
        monitor = TorchMonitor(module, MSE, optimiser, every=None, on_spikes=False, control=control)
        generator, seen = torch.Generator().manual_seed(1), []
        for _ in range(40):
            rows = torch.randperm(12, generator=generator)[: batch or 12]
            optimiser.zero_grad()
            MSE(module(INPUTS[rows]), zero[rows]).backward()
            value = float(MSE(module(INPUTS[rows]), zero[rows]).detach())
            seen.append((monitor._optimiser.norm(), monitor._optimiser.gradient_square(), value))
            monitor.before_step(INPUTS[rows], zero[rows])
            optimiser.step()
        return np.array(seen).T

    for options in ({}, {"momentum": 0.8}, {"weight_decay": 0.05}):
        norm, _, loss = norms(Certified(constant, 2, 3.9), **options)
        assert (np.diff(norm) <= 1e-12 * norm[:-1]).all()
        norm, _, _ = norms(Certified(constant / 150, 2, 3.9), **options)
        assert np.diff(norm).max() > 0
    norm, _, _ = norms(Certified(largest, 2, 4.0), batch=1)
    assert (np.diff(norm) <= 1e-12 * norm[:-1]).all()
    norm, square, loss = norms(Polyak(6.0), batch=4)
    np.testing.assert_allclose(np.diff(norm), -(6.0 * (8 - 6.0) * loss**2 / square)[:-1], rtol=1e-6, atol=1e-12 * norm[0])
    assert np.diff(norms(Polyak(9.0))[0]).max() > 0


def test_controls_and_optimisers_that_do_not_fit_are_refused():
    module = net()
    with pytest.raises(ValueError, match="without momentum"):
        TorchMonitor(module, MSE, sgd(module, momentum=0.9), control=Polyak())
    with pytest.raises(ValueError, match="Certified is proved"):
        TorchMonitor(module, MSE, sgd(module, momentum=0.9, nesterov=True), control=Certified(1.0))
    with pytest.raises(TypeError, match="optimiser must be"):
        TorchMonitor(module, MSE, torch.optim.RMSprop(module.parameters()))
    with pytest.raises(ValueError, match="hold the parameters"):
        TorchMonitor(module, MSE, sgd(net()))
    parts = list(module.parameters())
    mixed = torch.optim.SGD([{"params": parts[:1]}, {"params": parts[1:], "momentum": 0.5}], lr=0.1)
    with pytest.raises(ValueError, match="same momentum"):
        TorchMonitor(module, MSE, mixed)
    with pytest.raises(TypeError, match="loss must be a function"):
        TorchMonitor(module, "mse", sgd(module))
    with pytest.raises(TypeError, match="control must be"):
        TorchMonitor(module, MSE, sgd(module), control=1.5)
    with pytest.raises(ValueError, match="minimise"):
        TorchMonitor(module, MSE, sgd(module, maximize=True))


def test_the_horizon_is_asked_for_again_as_the_net_trains():
    module = net(width=16, seed=4)
    goal = 0.02 * TARGETS
    constant = 2 * float(torch.linalg.eigvalsh(INPUTS @ INPUTS.T)[-1]) / 12
    square = 2 * float((goal**2).mean())
    norm = sum(float((value.detach() ** 2).sum()) for value in module.parameters())
    rate = 3.0 / (constant * norm)
    record = train(module, sgd(module, lr=rate), 61, targets=goal, every=10, on_spikes=False)
    known = record.horizon(constant, square)
    # What was certain stays so, and the run keeps to it; it is longer than the rest of the old one where the norm fell.
    assert known[0] > 61
    assert (np.diff(known) >= -10).all()
    assert known[-1] > known[0]
    assert record.measured["weight_norm"][0] == pytest.approx(norm)
    assert (rate * constant * record.measured["weight_norm"] < 4).all()
    biased = net(bias=True)
    with pytest.raises(ValueError, match="homogeneous"):
        train(biased, sgd(biased), 3, every=1).horizon(constant, square)
