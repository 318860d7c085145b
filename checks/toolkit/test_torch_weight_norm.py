"""Weights that are a length times a direction: derivatives of any order, held against the definition."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.toolkit.torch_training import INPUTS, MSE, TARGETS  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402
from numerics.spectra.curvature import gauss_newton, hessian, tangent_kernel  # noqa: E402
from numerics.spectra.lanczos import top_eigenpairs  # noqa: E402


@pytest.fixture(autouse=True)
def seeded(one_thread):
    torch.manual_seed(0)


class Normed(nn.Module):
    """A layer whose rows have a length and a direction, by their definition; parameters in PyTorch's order."""

    def __init__(self, bias, length, direction, last):
        super().__init__()
        self.bias, self.length, self.direction = map(nn.Parameter, (bias.clone(), length.clone(), direction.clone()))
        self.last = last

    def forward(self, x):
        rows = self.length * self.direction / self.direction.norm(dim=1, keepdim=True)
        return self.last((x @ rows.T + self.bias).tanh())


@pytest.mark.parametrize("old", [False, True])
def test_weight_norms_are_differentiated_as_they_are_defined(old):
    # PyTorch's own has no forward mode, and its second derivative is wrong.
    way = nn.utils.weight_norm if old else nn.utils.parametrizations.weight_norm
    first, last = nn.Linear(5, 4).double(), nn.Linear(4, 1).double()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = nn.Sequential(way(first), nn.Tanh(), last)
    bias, length, direction = list(first.parameters())
    twin = Normed(bias.detach(), 1.5 * length.detach(), direction.detach(), last)
    with torch.no_grad():
        length.mul_(1.5)
    assert torch.equal(TorchNet(module, INPUTS).weights(), TorchNet(twin, INPUTS).weights())
    for operator in (
        lambda view: tangent_kernel(view),
        lambda view: gauss_newton(view),
        lambda view: hessian(view, targets=TARGETS, loss=MSE),
    ):
        found, expected = (top_eigenpairs(operator(TorchNet(each, INPUTS)), 2, tolerance=1e-9) for each in (module, twin))
        np.testing.assert_allclose(found.values, expected.values, rtol=1e-9)
    values = torch.linalg.eigvalsh(_by_differences(twin)).flip(0)[:2]
    np.testing.assert_allclose(expected.values, values, rtol=1e-6)


def _by_differences(module, step=1e-5):
    """The Hessian from differences of gradients."""
    trained = list(module.parameters())

    def gradient():
        slopes = torch.autograd.grad(MSE(module(INPUTS), TARGETS), trained)
        return torch.cat([slope.reshape(-1) for slope in slopes])

    columns = []
    for value in trained:
        for place in range(value.numel()):
            ends = []
            for side in (step, -step):
                with torch.no_grad():
                    value.view(-1)[place] += side
                ends.append(gradient())
                with torch.no_grad():
                    value.view(-1)[place] -= side
            columns.append((ends[0] - ends[1]) / (2 * step))
    return torch.stack(columns)
