"""Chains of convolutions: the constant bounds the kernel at any weights, the rate holds, and what is outside is named."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.explain import chains, explain  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

GENERATOR = torch.Generator().manual_seed(0)
IMAGES = torch.randn(5, 2, 7, 7, generator=GENERATOR, dtype=torch.float64)


def conv(*sizes, **options):
    return nn.Conv2d(*sizes, bias=False, **options)


def nets():
    torch.manual_seed(0)
    last = (nn.Flatten(), nn.LazyLinear(1, bias=False))
    several = (nn.Flatten(), nn.LazyLinear(3, bias=False))
    return {
        "padded": nn.Sequential(conv(2, 3, 3, padding=1), nn.ReLU(), conv(3, 2, 3, padding=1), nn.ReLU(), *last),
        "strides and maxima": nn.Sequential(
            nn.AvgPool2d(1),
            conv(2, 3, 3, stride=2),
            nn.LeakyReLU(-2.0),
            nn.MaxPool2d(2, 1),
            conv(3, 4, 2, dilation=2, padding=1),
            *last,
        ),
        "groups and means": nn.Sequential(
            conv(2, 4, 3, groups=2, padding="same"),
            nn.ReLU(),
            nn.AvgPool2d(3, 2, 1, ceil_mode=True),
            conv(4, 2, 2),
            nn.ReLU(),
            *several,
        ),
        "nested, overlapping means": nn.Sequential(
            nn.Sequential(conv(2, 3, 2), nn.ReLU(), nn.AvgPool2d(2, 1)),
            nn.Dropout(0.5).eval(),
            conv(3, 3, 3),
            nn.ReLU(),
            *several,
        ),
        "one layer": nn.Sequential(*last),
        "rows": nn.Sequential(nn.Linear(7, 5, bias=False), nn.ReLU(), *several),
    }


def biased():
    torch.manual_seed(0)
    return {
        "strides, gaps and maxima": nn.Sequential(
            nn.Conv2d(2, 3, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(3, 2),
            nn.Conv2d(3, 2, 2, dilation=2),
            nn.ReLU(),
            nn.Flatten(),
            nn.LazyLinear(3),
        ),
        "groups and means": nn.Sequential(
            nn.Conv2d(2, 4, 3, groups=2),
            nn.ReLU(),
            nn.AvgPool2d(2, 1),
            conv(4, 2, 2),
            nn.AdaptiveAvgPool2d((2, 1)),
            nn.Flatten(),
            nn.LazyLinear(1),
        ),
        "rows": nn.Sequential(nn.Linear(7, 4), nn.LeakyReLU(-1.5), nn.Linear(4, 2), nn.Flatten(), nn.LazyLinear(2, bias=False)),
        "layers": nn.Sequential(
            nn.Flatten(),
            nn.Linear(98, 4),
            nn.ReLU(),
            nn.Linear(4, 3, bias=False),
            nn.ReLU(),
            nn.Linear(3, 3),
            nn.ReLU(),
            nn.Linear(3, 2),
        ),
    }


def made(name, among=nets):
    module = among()[name]
    module(IMAGES.float())
    return module.double()


def kernel_top(net, weights):
    rows = net.jacobian(weights[None])[0]
    return float(np.linalg.eigvalsh(rows @ rows.T)[-1]) / net.data_count


@pytest.mark.parametrize("name", nets())
def test_the_constant_bounds_the_kernel_at_any_weights(name):
    module = made(name)
    net = TorchNet(module, IMAGES)
    found = chains.chain(net, net.weights().numpy(), np.zeros(net.data_count))
    assert isinstance(found, chains.Chain)
    assert found.bound == pytest.approx(found.constant * found.norm ** (found.depth - 1), rel=1e-12)
    rng = np.random.default_rng(0)
    sizes = [int(np.prod(shape)) for _, shape in net.blocks]
    worst = 0.0
    for trial in range(60):
        # Layers of one size, as the bound has it, with filters of one sign and others.
        parts = [rng.standard_normal(size) if trial % 2 else rng.random(size) for size in sizes]
        at = np.concatenate([part / np.linalg.norm(part) for part in parts])
        worst = max(worst, kernel_top(net, at) / (found.constant * float(at @ at) ** (found.depth - 1)))
    assert 1e-5 < worst <= 1 + 1e-9
    assert found.depth != 1 or worst == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize("name", biased())
def test_with_biases_a_polynomial_bounds_the_kernel_at_any_weights(name):
    net, rng, worst = TorchNet(made(name, biased), IMAGES), np.random.default_rng(0), 0.0
    sizes = [int(np.prod(shape)) for _, shape in net.blocks]
    for trial in range(60):
        parts = [rng.standard_normal(size) if trial % 2 else rng.random(size) for size in sizes]
        at = np.concatenate([part / np.linalg.norm(part) * 10 ** rng.uniform(-1, 1) for part in parts])
        found = chains.chain(net, at, np.zeros(net.data_count))
        assert isinstance(found, chains.Chain)
        rows = net.jacobian(at[None])[0] * np.sqrt(found.factors)
        worst = max(worst, float(np.linalg.eigvalsh(rows @ rows.T)[-1]) / net.data_count / found.bound)
    assert 1e-3 < worst <= 1 + 1e-9


@pytest.mark.parametrize("target", [0.0, -1.3])
def test_with_biases_the_weighted_norm_never_grows_up_to_the_rate(target):
    """Targets that are all the same lie in the last biases."""
    module = made("strides, gaps and maxima", biased)
    found = explain(module, IMAGES, target, edge_steps=None)
    assert found.anatomy.degree is None
    assert found.identity < 1e-12
    assert 0 < found.hand_rate < found.step_rate
    assert "a polynomial in N" in repr(found)
    net, shift, norms = TorchNet(module, IMAGES), np.zeros(found.anatomy.weight_count), []
    shift[-3:] = target
    at = net.weights().numpy()[None]
    for _ in range(30):
        norms.append(float(found.chain.factors @ (at[0] - shift) ** 2))
        at = at - found.hand_rate / net.data_count * net.pullback(at, net.outputs(at) - target)
    assert norms[0] == pytest.approx(found.norm, rel=1e-12)
    assert max(np.diff(norms)) <= 1e-12 * norms[0]
    mixed = explain(module, IMAGES, torch.arange(15.0).reshape(5, 3), edge_steps=None)
    assert mixed.hand_rate == 0
    assert mixed.identity < 1e-12
    assert "by hand" in mixed.changes["Targets 0"]


def test_without_the_patches_it_would_be_no_bound():
    """Two convolutions with wide filters of one sign on constant images, the first one's pixel filter as long as the second's."""
    module = nn.Sequential(conv(1, 1, 1), conv(1, 1, 3, padding=1), nn.Flatten(), nn.Linear(81, 1, bias=False)).double()
    net = TorchNet(module, torch.ones(1, 1, 9, 9, dtype=torch.float64))
    at = np.concatenate([np.ones(1), np.full(9, 1 / 3), np.full(81, 1 / 9)])
    found = chains.chain(net, at, np.zeros(1))
    bound = found.constant * float(at @ at) ** 2
    assert 0.7 * bound < kernel_top(net, at) <= bound
    assert kernel_top(net, at) > bound / 9


def test_a_fully_connected_chain_has_the_constant_of_layers():
    torch.manual_seed(1)
    module = nn.Sequential(
        nn.Linear(4, 6, bias=False), nn.ReLU(), nn.Linear(6, 5, bias=False), nn.ReLU(), nn.Linear(5, 1, bias=False)
    )
    inputs = torch.randn(7, 4, generator=GENERATOR)
    net = TorchNet(module.double(), inputs.double())
    found, known = chains.chain(net, net.weights().numpy(), np.zeros(7)), explain(module, inputs, edge_steps=None)
    assert found.constant == pytest.approx(known.constant, rel=1e-12)
    assert found.norm == pytest.approx(known.norm, rel=1e-12)


@pytest.mark.parametrize("name", ["padded", "groups and means"])
def test_up_to_the_rate_the_norm_never_grows(name):
    module = made(name)
    found = explain(module, IMAGES, 0.0, normalisation="mean_square", edge_steps=None)
    assert found.certified_rate == 0 < found.hand_rate
    net, rate = TorchNet(module, IMAGES), found.hand_rate / found.to_theirs
    at = net.weights().numpy()[None]
    for _ in range(30):
        before = float((at**2).sum())
        at = at - rate / net.data_count * net.pullback(at, net.outputs(at))
        assert float((at**2).sum()) <= before * (1 + 1e-12)
    page = repr(found)
    assert "by hand, for all time" in page
    assert "checks.explain.chains" in page
    with_targets = explain(module, IMAGES, 1.0, edge_steps=None)
    assert with_targets.horizon(found.hand_rate / 100) > 0
    assert "(by hand: a weight norm never grows)" in with_targets.changes["Targets 0"]


def frozen():
    module = nn.Sequential(conv(2, 2, 3), nn.ReLU(), conv(2, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(18, 1, bias=False))
    module[0].weight.requires_grad_(False)
    return module


def frozen_bias():
    module = nn.Sequential(conv(2, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(50, 1))
    module[3].bias.requires_grad_(False)
    return module


def shared():
    layer = conv(2, 2, 3, padding=1)
    return nn.Sequential(layer, nn.ReLU(), layer, nn.Flatten(), nn.Linear(98, 1, bias=False))


def hooked():
    module = nn.Sequential(conv(2, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(50, 1, bias=False))
    module[1].register_forward_hook(lambda layer, given, out: out * 3)
    return module


class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.last = conv(2, 2, 3), nn.Linear(50, 1, bias=False)

    def forward(self, x):
        return self.last(self.first(x).square().flatten(1))


OUTSIDE = {
    "frozen": (frozen, "0.weight is frozen or shared"),
    "shared": (shared, "is frozen or shared"),
    "hooked": (hooked, "1. has hooks"),
    "own": (Own, "Own is not a Sequential"),
    "frozen bias": (frozen_bias, "3.bias is frozen or shared"),
    "mirrored": (
        lambda: nn.Sequential(conv(2, 2, 3, padding=1, padding_mode="reflect"), nn.Flatten(), nn.Linear(98, 1, bias=False)),
        "padded with other numbers",
    ),
    "smooth": (lambda: nn.Sequential(conv(2, 2, 3), nn.GELU(), nn.Flatten(), nn.Linear(50, 1, bias=False)), "1 is a GELU"),
    "divided": (
        lambda: nn.Sequential(conv(2, 2, 3), nn.AvgPool2d(5, divisor_override=1), nn.Flatten(), nn.Linear(2, 1, bias=False)),
        "a number of its own",
    ),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_the_proof_does_not_speak_of_is_named(name):
    make, words = OUTSIDE[name]
    torch.manual_seed(0)
    found = explain(make().double(), IMAGES, edge_steps=None)
    assert isinstance(found.chain, str)
    assert words in found.chain
    assert found.hand_rate == 0
    assert not found.constant > 0


def test_without_its_biases_a_chain_has_a_rate():
    torch.manual_seed(0)
    module = nn.Sequential(conv(2, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(50, 1)).double()
    found = explain(module, IMAGES, torch.arange(5.0), edge_steps=None)
    assert found.hand_rate == 0
    assert "by hand" in found.changes["Without 3.bias, targets 0"]
