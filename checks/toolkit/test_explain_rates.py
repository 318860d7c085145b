"""The rates that `explain` certifies are rates of the loss as it is trained on, and at them norms fall, biases or not."""

from __future__ import annotations

from itertools import pairwise

import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.explain import explain  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

DATA = torch.randn(6, 3, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


def net(*sizes, biases=()):
    """Layers of these sizes, with biases in the layers that are named."""
    torch.manual_seed(0)
    parts = []
    for layer, (below, above) in enumerate(pairwise(sizes)):
        parts += [nn.Linear(below, above, bias=layer in biases), nn.ReLU()]
    return nn.Sequential(*parts[:-1]).double()


def square(values):
    return sum(float((value.detach() ** 2).sum()) for value in values)


@pytest.mark.parametrize(("outputs", "count"), [(1, 6), (2, 6), (2, 3)])
def test_certified_rates_follow_the_normalisation_of_the_loss(outputs, count):
    rates = {
        name: explain(net(3, 8, outputs), DATA[:count], 0.0, normalisation=name, edge_steps=None)
        for name in ("mean", "sum", "mean_square")
    }
    assert rates["mean"].certified_rate > 0
    assert rates["sum"].certified_rate == pytest.approx(rates["mean"].certified_rate / (outputs * count), rel=1e-12)
    assert rates["mean_square"].certified_rate == pytest.approx(rates["mean"].certified_rate / 2, rel=1e-12)
    # A step at the certified rate cannot raise the norm; the gradient is of the loss as PyTorch has it.
    module = net(3, 8, outputs)
    for _ in range(20):
        module.zero_grad()
        nn.functional.mse_loss(module(DATA[:count]), torch.zeros(count, outputs).double()).backward()
        before = square(module.parameters())
        with torch.no_grad():
            for value in module.parameters():
                value -= rates["mean_square"].certified_rate * value.grad
        after = square(module.parameters())
        # Of two layers the live norm may be the certified one, which falls as the whole one does.
        assert after <= before * (1 + 1e-12)


@pytest.mark.parametrize("target", [0.0, -0.7])
def test_the_norm_of_a_net_with_all_its_biases_falls_at_its_certified_rate(target):
    module = net(3, 4, 4, 1, biases=(0, 2))
    found = explain(module, DATA, target, edge_steps=None)
    assert found.layered.shift == "4.bias"
    *weights, bias = module.parameters()
    norms = []
    for _ in range(20):
        module.zero_grad()
        (0.5 * ((module(DATA) - target) ** 2).mean()).backward()
        norms.append(square(weights) + 3 * square([bias - target]))
        with torch.no_grad():
            for value in module.parameters():
                value -= found.certified_rate * value.grad
    assert all(after <= before * (1 + 1e-12) for before, after in pairwise(norms))
    assert norms[-1] < 0.999 * norms[0]


def test_single_precision_is_measured_in_double_and_said_to_be_beyond_the_theorems():
    found, same = (
        explain(module, DATA, 0.0, edge_steps=None) for module in (net(3, 8, 1).float(), net(3, 8, 1).float().double())
    )
    assert found.certified_rate == same.certified_rate > 0
    assert "single precision" in repr(found)
