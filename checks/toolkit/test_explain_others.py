"""`explain` for several outputs, for training modes that matter, and in clear words where nothing can be explained."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.explain import explain  # noqa: E402
from checks.explain.constants import constant  # noqa: E402
from checks.explain.layered import recognise  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402

INPUTS = torch.randn(12, 5, generator=torch.Generator().manual_seed(0))


def layers(*sizes, activation=nn.ReLU):
    torch.manual_seed(0)
    parts = []
    for below, above in pairwise(sizes):
        parts += [nn.Linear(below, above, bias=False), activation()]
    return nn.Sequential(*parts[:-1])


def flat(module):
    return np.concatenate([value.detach().double().numpy().ravel() for value in module.parameters()])


@pytest.mark.parametrize("sizes", [(5, 6, 3), (5, 6, 4, 2)])
def test_several_outputs_keep_the_constant_of_one(sizes):
    module = layers(*sizes, activation=lambda: nn.LeakyReLU(-0.5)).double()
    net = TorchNet(module, INPUTS.double())
    found = recognise(net, flat(module))
    assert (found.deep.depth, found.outputs) == (len(sizes) - 1, sizes[-1])
    assert len(found.models) == (len(sizes) == 3)  # of more layers the library has no such model
    bound, _ = constant(found)
    rng = np.random.default_rng(0)
    for _ in range(20):
        weights = rng.standard_normal((1, net.weight_count)) * 10.0 ** rng.uniform(-1, 1, net.weight_count)
        top = float(np.linalg.eigvalsh(net.tangent_gram(weights)[0])[-1]) / net.data_count
        assert top <= bound * float((weights**2).sum()) ** (found.deep.depth - 1)


@pytest.mark.parametrize("depth", [2, 3])
def test_the_rate_is_sharp_where_one_unit_feeds_all_outputs(depth):
    module = layers(*[1] * depth, 3).double()
    with torch.no_grad():
        for value in module.parameters():
            value.fill_(len(value) ** -0.5)  # layers of one size
    found = explain(module, torch.ones(1, 1), 0.0, edge_steps=None)
    # Of two layers it is a theorem of the library, of more a short proof by hand.
    assert (found.certified_rate > 0) == (depth == 2)
    assert found.hand_rate == pytest.approx(2 * depth * 3 / depth)
    net, weights = TorchNet(module, torch.ones(1, 1)), flat(module)
    assert not found.certified_rate or found.certified_rate == pytest.approx(found.hand_rate)
    for factor, grows in ((0.999, False), (1.001, True)):
        after = weights - factor * found.hand_rate / 3 * net.pullback(weights[None], net.outputs(weights[None]))[0]
        assert (after @ after > depth) == grows
    page = repr(found)
    for word in ("3 outputs", *(("OUTPUTS-MONO",) if depth == 2 else ("by hand, for all time", "not machine-checked"))):
        assert word in page
    told = explain(module, torch.ones(1, 1), torch.ones(1, 3), edge_steps=None)
    assert told.certified_rate == told.hand_rate == 0
    assert 0 < told.horizon(0.01) < np.inf
    assert ("OUTPUTS-" if depth == 2 else "by hand") in told.changes["Targets 0"]


class Spectrum(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(5, 3))

    def forward(self, x):
        return torch.fft.fft(x @ self.weight)


class Bounded(nn.Module):
    """Layers whose activation is a ReLU up to a number that no weights near the present ones reach."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(5, 4, bias=False), nn.Linear(4, 1, bias=False)

    def forward(self, x):
        return self.second(self.first(x).clamp(0, 1e3))


class Product(nn.Module):
    """Two numbers as layers, and arrays that nothing depends on."""

    def __init__(self):
        super().__init__()
        self.unused, self.empty = nn.Linear(3, 3), nn.Parameter(torch.zeros(0, 4))
        self.u, self.v = nn.Parameter(torch.tensor(1.2)), nn.Parameter(torch.tensor(-0.7))

    def forward(self, x):
        return self.u * self.v * x


def test_numbers_are_layers_and_unused_arrays_are_none():
    found = explain(Product(), torch.ones(1, 1), edge_steps=None)
    assert found.layered.deep.widths == (1,)
    assert found.layered.weights.tolist() == pytest.approx([1.2, -0.7])
    assert found.certified_rate == pytest.approx(4 / found.sharpness)


class Before(nn.Module):
    """Something fixed is done to the data before a net reads them."""

    def __init__(self, before, after):
        super().__init__()
        self.before, self.after = before.requires_grad_(False), after

    def forward(self, x):
        return self.after(self.before(x).relu() - 0.1)


@pytest.mark.parametrize(("slope", "bias"), [(0.0, False), (0.3, False), (0.3, True)])
def test_layers_may_read_what_is_made_of_the_data(slope, bias):
    torch.manual_seed(0)
    before = nn.Linear(5, 6).double()
    after = nn.Sequential(nn.Linear(6, 4, bias=bias), nn.LeakyReLU(slope), nn.Linear(4, 1, bias=False)).double()
    whole = explain(Before(before, after), INPUTS, edge_steps=None)
    apart = explain(after, before(INPUTS.double()).relu() - 0.1, edge_steps=None)
    assert whole.layered.made
    assert not apart.layered.made
    assert whole.layered.deep.slopes == apart.layered.deep.slopes
    np.testing.assert_allclose(whole.layered.deep.inputs, apart.layered.deep.inputs, rtol=1e-9, atol=1e-12)
    assert whole.certified_rate == pytest.approx(apart.certified_rate, rel=1e-9)
    assert "numbers that are made of the data before" in " ".join(repr(whole).split())


def test_an_activation_that_is_bounded_far_away_is_no_relu():
    found = explain(Bounded(), INPUTS, 0.0, edge_steps=None)
    assert isinstance(found.layered, str)
    assert found.anatomy.degree is None
    assert found.theorems == ()


@pytest.mark.parametrize("bias", [False, True])
def test_a_linear_net_has_no_catapults_and_is_told_so(bias):
    module = nn.Linear(5, 1, bias=bias).double()
    found = explain(module, INPUTS.double(), torch.ones(len(INPUTS), 1), edge_steps=None if bias else 100)
    assert found.anatomy.linear
    if not bias:  # within 100 steps a residual does not grow by 10⁴ below 1 − ηλ = −1.1
        assert 2 < found.edge.failed * found.sharpness < 2.3
    page = " ".join(repr(found).split())
    assert "It is linear in its weights" in page
    assert "is not known" not in page
    assert not explain(nn.Sequential(module, nn.Tanh()), INPUTS.double(), edge_steps=None).anatomy.linear


@pytest.mark.parametrize(
    ("module", "inputs", "targets", "error", "message"),
    [
        (layers(4, 4, 1), INPUTS, 0.0, ValueError, r"module cannot be evaluated on inputs of shape \(12, 5\)"),
        (layers(5, 4, 1), INPUTS.long(), 0.0, ValueError, "type torch.int64"),
        (nn.Embedding(4, 2), INPUTS, 0.0, ValueError, "module cannot be evaluated on inputs"),
        (nn.Sequential(nn.Linear(5, 4), nn.BatchNorm1d(4)), INPUTS[:1], 0.0, ValueError, "module cannot be evaluated on inputs"),
        (nn.LazyLinear(2), INPUTS, 0.0, ValueError, "module must have parameters of known shapes"),
        (Spectrum(), INPUTS, 0.0, TypeError, "module must return real floating-point outputs"),
        (layers(5, 4, 1), INPUTS * float("nan"), 0.0, ValueError, "inputs must be such that all outputs"),
        (layers(5, 4, 1), INPUTS.double() * 1e200, 0.0, ValueError, "inputs must be such that the tangent kernel"),
        (layers(5, 4, 3), INPUTS, torch.arange(12), ValueError, "one-hot"),
        (layers(5, 4, 3), INPUTS, torch.zeros(3, 12), ValueError, r"targets .* \(D, K\) = \(12, 3\)"),
        (layers(5, 4, 1), INPUTS, "one", TypeError, "targets must be an array of numbers"),
        (layers(5, 4, 1), INPUTS, None, TypeError, "targets must be an array of numbers"),
        (layers(5, 4, 1), INPUTS, torch.zeros(12, dtype=torch.cfloat), TypeError, "targets must be an array of numbers"),
    ],
)
def test_what_cannot_be_explained_is_refused_by_name(module, inputs, targets, error, message):
    with pytest.raises(error, match=message):
        explain(module, inputs, targets, edge_steps=None)


@pytest.mark.parametrize(
    ("layer", "words"),
    [(nn.Dropout(0.3), "It draws random numbers"), (nn.BatchNorm1d(8), "in its training mode")],
    ids=["dropout", "batch normalisation"],
)
def test_a_training_mode_that_matters_is_told_of_and_kept(layer, words):
    module = nn.Sequential(nn.Linear(5, 8), layer, nn.ReLU(), nn.Linear(8, 1)).train()
    assert words in repr(explain(module, INPUTS, edge_steps=None))
    assert all(part.training for part in module.modules())
    assert not any(part._forward_hooks or part._forward_pre_hooks for part in module.modules())
    assert words not in repr(explain(module.eval(), INPUTS, edge_steps=None))
