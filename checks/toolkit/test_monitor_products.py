"""Searches that take few products: what they take over from the training, what bounds them, and several directions at once."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.toolkit.torch_training import INPUTS, net, sgd  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402
from numerics.training.torch_monitor import TorchMonitor  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")


class Written(nn.Module):
    """Writes to a tensor in place, by numbers that are not the weights'."""

    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(5, 4), nn.Linear(4, 1)

    def forward(self, x):
        hidden = self.first(x).tanh()
        kept = torch.zeros(len(x), 4, dtype=x.dtype)
        kept[:, :2] = hidden[:, 2:]
        return self.last(hidden + kept)


class Doubled(torch.autograd.Function):  # type: ignore[name-defined]  # of a module that may be missing
    """Has a forward derivative, and none along several directions at once."""

    @staticmethod
    def forward(x):
        return 2 * x

    @staticmethod
    def setup_context(context, inputs, output):
        pass

    @staticmethod
    def backward(context, sent):
        return 2 * sent

    @staticmethod
    def jvp(context, moved):
        return 2 * moved


class Custom(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(5, 3)

    def forward(self, x):
        return Doubled.apply(self.first(x).tanh())


MODULES = {
    "layers": lambda: net(outputs=3),
    "batch statistics": lambda: nn.Sequential(nn.Linear(5, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2)),
    "random": lambda: nn.Sequential(nn.Linear(5, 8), nn.Dropout(0.5), nn.ReLU(), nn.Linear(8, 2)),
    "written in place": Written,
    "no rule for several": Custom,
    "attention": lambda: nn.Sequential(
        nn.Unflatten(1, (1, 5)), nn.TransformerEncoderLayer(5, 1, 7, dropout=0.0, batch_first=True), nn.Flatten()
    ),
}


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("at_once", [None, 5])
def test_several_directions_at_once_are_those_one_by_one(name, at_once):
    at_once = None if name in ("batch statistics", "random") else at_once  # such data cannot be taken apart
    torch.manual_seed(0)
    view = TorchNet(MODULES[name]().double(), INPUTS, at_once=at_once)
    directions = torch.randn(3, view.weight_count, dtype=torch.float64).unbind()
    state = torch.get_rng_state()
    for piece, same in zip(view.linearised(view.weights()), view.linearised(view.weights()), strict=True):
        together, rows = piece.pushes(directions), same.jacobian()
        assert len(together) == 3
        for found, direction in zip(together, directions, strict=True):
            torch.testing.assert_close(found, rows @ direction, rtol=1e-10, atol=1e-12)
        sent = torch.randn(len(together[0]), dtype=torch.float64, generator=torch.Generator().manual_seed(1))
        torch.testing.assert_close(piece.pull(sent), sent @ rows, rtol=1e-10, atol=1e-12)
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("kind", ["clipped", "shrunk", "other batch", "regularised"])
def test_a_gradient_that_is_not_the_batchs_is_noticed_by_a_warm_search(kind):
    module, loss, targets = net(outputs=6), nn.CrossEntropyLoss(), torch.arange(12) % 6
    optimiser = sgd(module)
    monitor = TorchMonitor(module, loss, optimiser, every=1, on_spikes=False)
    expected = []
    for _ in range(4):
        optimiser.zero_grad()
        loss(module(INPUTS), targets).backward()
        own = torch.cat([value.grad.flatten() for value in module.parameters()])
        if kind == "clipped":
            nn.utils.clip_grad_norm_(module.parameters(), float(own.norm()) / 3)
        elif kind == "shrunk":  # by a little
            for value in module.parameters():
                value.grad *= 0.9999
        elif kind == "other batch":
            optimiser.zero_grad()
            loss(module(INPUTS[:5]), targets[:5]).backward()
        else:
            (1e-3 * sum((value**2).sum() for value in module.parameters())).backward()
        given = torch.cat([value.grad.flatten() for value in module.parameters()])
        expected.append(float((given - own).norm() / own.norm()))
        monitor.before_step(INPUTS, targets)
        optimiser.step()
    measured = monitor.record().measured
    np.testing.assert_allclose(measured["gradient_misfit"], expected, rtol=1e-6)
