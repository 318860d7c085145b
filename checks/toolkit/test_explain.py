"""`explain`: what a net is, which theorems speak of it, what they certify, and plain words where none does."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.explain import explain  # noqa: E402
from checks.explain.layered import Layered, recognise  # noqa: E402
from checks.explain.runs import identity_residual  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402

GENERATOR = torch.Generator().manual_seed(0)
INPUTS = torch.randn(12, 5, generator=GENERATOR)
TARGETS = torch.randn(12, 1, generator=GENERATOR)
IMAGES = torch.randn(6, 1, 8, 8, generator=GENERATOR)


pytestmark = pytest.mark.usefixtures("one_thread")


def layers(*sizes, activation=nn.ReLU, bias=False, seed=0):
    torch.manual_seed(seed)
    parts = []
    for below, above in pairwise(sizes):
        parts += [nn.Linear(below, above, bias=bias), activation()]
    return nn.Sequential(*parts[:-1])


def flat(module):
    return np.concatenate([value.detach().double().numpy().ravel() for value in module.parameters()])


def test_a_two_layer_net_is_known_with_its_constant_and_its_rate():
    module = layers(5, 16, 1)
    before = flat(module)
    found = explain(module, INPUTS, 0.0, normalisation="mean_square", edge_steps=60)
    assert found.anatomy.degree == 2
    assert isinstance(found.layered, Layered)
    deep = found.layered.deep
    assert (deep.widths, deep.slopes, deep.scale, deep.slope_at_zero) == ((16,), (1.0, 0.0), 1.0, 0.0)
    rows = INPUTS.double().numpy()
    constant = float(np.linalg.eigvalsh(rows.T @ rows)[-1]) / 12
    # L = (1/D) Σ r² is twice (1/2D) Σ r², so that rates are half of those in the theorems.
    assert found.certified_rate == pytest.approx(4 / (constant * (before @ before)) / 2, rel=1e-9)
    assert {"MASTER-MONO", "LIVE-MONO", "MASTER-LIMIT"} <= {item.claim_id for item in found.theorems if item.says}
    assert found.edge.stable * found.to_theirs > found.certified_rate
    assert 0 < found.share < 1
    assert found.identity < 1e-13
    page = repr(found)
    for word in ("degree 2", "ReLU", "MASTER-MONO", "squared weight norm never grows", "measured edge"):
        assert word in page
    assert np.array_equal(flat(module), before)


def test_the_certified_rate_is_where_a_balanced_unit_starts_to_grow():
    # A balanced unit on one datum, where the bound is attained: above it the norm grows.
    module = layers(1, 1, 1)
    with torch.no_grad():
        for value in module.parameters():
            value.fill_(1.0)
    found = explain(module, torch.ones(1, 1), 0.0, edge_steps=None)
    assert found.certified_rate == pytest.approx(2.0)
    for factor, grows in ((0.999, False), (1.001, True)):
        rate, weights = factor * found.certified_rate, np.ones(2)
        after = weights - rate * weights[::-1] * weights.prod()
        assert (after @ after > 2) == grows


@pytest.mark.parametrize(("slope", "kink"), [(0.2, 0.2), (-1.0, 0.0), (1.0, 1.0)])
def test_slopes_are_read_off(slope, kink):
    activation = {0.2: lambda: nn.LeakyReLU(0.2), -1.0: Magnitude, 1.0: nn.Identity}[slope]
    module = layers(5, 6, 4, 1, activation=activation).double()
    net = TorchNet(module, INPUTS.double())
    found = recognise(net, flat(module))
    assert isinstance(found, Layered)
    assert found.deep.slopes[1] == pytest.approx(slope)
    assert found.deep.slope_at_zero == pytest.approx(kink)
    np.testing.assert_allclose(found.deep.outputs(found.weights[None]), net.outputs(flat(module)[None]), rtol=1e-12)


def test_many_layers_are_found_and_many_arrays_that_are_none_end():
    module = layers(5, *[4] * 8, 1).double()
    found = recognise(TorchNet(module, INPUTS.double()), flat(module))
    assert isinstance(found, Layered)
    assert found.deep.depth == 9
    squares = nn.Sequential(nn.Linear(5, 5), *(part for _ in range(6) for part in (nn.Tanh(), nn.Linear(5, 5)))).double()
    assert isinstance(recognise(TorchNet(squares, INPUTS.double()), flat(squares)), str)


class Magnitude(nn.Module):
    def forward(self, x):
        return x.abs()


class Skip(nn.Module):
    """Layers that fit together, but another net than theirs."""

    def __init__(self):
        super().__init__()
        self.first, self.second, self.last = (nn.Linear(*size, bias=False) for size in ((5, 4), (4, 4), (4, 1)))

    def forward(self, x):
        hidden = torch.relu(self.first(x))
        return self.last(torch.relu(self.second(hidden)) + hidden)


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        (Skip(), "does not compute"),
        (nn.Sequential(*layers(5, 4, 4)[:3], nn.ReLU(), nn.Linear(4, 1, bias=False)), None),
        (nn.Sequential(layers(5, 4, 4), nn.LeakyReLU(0.3), nn.Linear(4, 1, bias=False)), "does not compute"),
        (nn.Sequential(layers(5, 4, 3), nn.Softmax(1)), "does not compute"),
        (layers(5, 4, 4, 1, bias=True), "do not fit|does not compute"),
        (layers(5, 4, 2, bias=True), "do not fit|does not compute"),
        (layers(5, 4, 1, bias=True), None),
        (nn.Sequential(nn.Linear(5, 1, bias=False)), "fewer than two"),
    ],
    ids=["skip", "plain", "two activations", "outputs", "biases between", "output biases", "biases", "one layer"],
)
def test_other_nets_are_not_taken_for_layers(module, reason):
    found = recognise(TorchNet(module.double(), INPUTS.double()), flat(module))
    assert isinstance(found, Layered) if reason is None else re.search(reason, found)


def convolutions(outputs=2, pool=nn.MaxPool2d):
    torch.manual_seed(1)
    return nn.Sequential(
        nn.Conv2d(1, 3, 3, padding=1, bias=False),
        nn.ReLU(),
        pool(2),
        nn.Conv2d(3, 4, 3, bias=False),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16, outputs, bias=False),
    )


@pytest.mark.parametrize("pool", [nn.MaxPool2d, nn.AvgPool2d])
@pytest.mark.parametrize("chain", [True, False], ids=["chain", "own module"])
def test_convolutions_have_the_norm_identity_and_a_bound_where_they_are_a_chain(pool, chain):
    goal = torch.randn(6, 2, generator=torch.Generator().manual_seed(3))
    module = convolutions(pool=pool)
    if not chain:
        module[3].register_forward_hook(lambda layer, given, out: out.clone())
    found = explain(module, IMAGES, goal, edge_steps=5)
    assert found.anatomy.degree == 3
    assert found.identity < 1e-13
    assert found.theorems == ()
    assert found.certified_rate == 0
    assert (found.horizon(1e-3) > 0) is chain
    page = repr(found)
    words = ("is a chain of 3", "Horizon") if chain else ("is not known for this net: 3. has hooks", "patches", "No horizon")
    for word in ("No theorem of this toolkit speaks of this net", "NORM-ID", *words):
        assert word in page
    # The identity of another degree is not that of this net.
    net = TorchNet(module, IMAGES)
    assert identity_residual(net, flat(module), goal.double().numpy().ravel(), 0.3, 2, np.ones(1)) > 1e-4


def test_the_next_step_cannot_raise_the_norm_up_to_the_rate_that_is_said():
    goal = torch.randn(6, 2, generator=torch.Generator().manual_seed(4))
    module = convolutions()
    found = explain(module, IMAGES, goal, normalisation="mean_square", edge_steps=None)
    norms = []
    for factor in (0.999, 1.001):
        net = convolutions().double()
        (nn.functional.mse_loss(net(IMAGES.double()), goal.double())).backward()
        with torch.no_grad():
            after = sum(float(((value - factor * found.step_rate * value.grad) ** 2).sum()) for value in net.parameters())
        norms.append(after - found.anatomy.weight_square)
    assert norms[0] < 0 < norms[1]


def test_a_smooth_net_has_no_theorem_and_is_told_so():
    found = explain(layers(5, 8, 1, activation=nn.Tanh), INPUTS, TARGETS, edge_steps=3)
    assert found.anatomy.degree is None
    assert np.isnan(found.identity)
    page = repr(found)
    for word in ("Not homogeneous", "No theorem of this toolkit speaks of this net", "no proved statement promises anything"):
        assert word in page


def test_biases_are_named_and_what_their_loss_would_bring():
    found = explain(layers(5, 8, 8, 1, bias=True), INPUTS, TARGETS, edge_steps=None)
    assert found.anatomy.degree is None
    # The first layer's are weights of an input that is 1: they may stay.
    assert found.anatomy.without == ("2.bias", "4.bias")
    assert found.anatomy.degree_without == 3
    # Quasi-homogeneous: the weights of a path add up to 1, and a bias has what lies below it.
    omega = found.anatomy.weighted
    assert omega["0.weight"] + omega["2.weight"] + omega["4.weight"] == pytest.approx(1)
    assert omega["0.bias"] == pytest.approx(omega["0.weight"])
    assert omega["2.bias"] == pytest.approx(omega["0.weight"] + omega["2.weight"])
    assert omega["4.bias"] == pytest.approx(1)
    assert any("MASTER-MONO" in then for then in found.changes.values())
    assert "Without 2.bias, 4.bias" in repr(found)
    assert "the norm N = Σ n θ² has the identity" in " ".join(repr(found).split())


@pytest.mark.parametrize("depth", [2, 3])
def test_biases_of_the_first_layer_are_weights_of_one_more_input(depth):
    module = nn.Sequential(nn.Linear(5, 4), *layers(4, *[4] * (depth - 2), 1, seed=1))
    module.insert(1, nn.ReLU())
    longer = torch.cat([INPUTS, torch.ones(12, 1)], 1)
    twin = layers(6, *[4] * (depth - 1), 1)
    with torch.no_grad():
        twin[0].weight[:] = torch.cat([module[0].weight, module[0].bias[:, None]], 1)
        for ours, theirs in zip(list(twin)[2::2], list(module)[2::2], strict=True):
            ours.weight[:] = theirs.weight
    found, same = explain(module, INPUTS, 0.0, edge_steps=30), explain(twin, longer, 0.0, edge_steps=30)
    assert found.layered.bias == "0.bias"
    assert same.layered.bias == ""
    assert found.anatomy.degree == depth
    assert found.certified_rate == pytest.approx(same.certified_rate, rel=1e-12)
    assert found.edge.failed == pytest.approx(same.edge.failed, rel=1e-9)
    assert {item.claim_id for item in found.theorems} == {item.claim_id for item in same.theorems}
    assert "5 inputs and one that is always 1, whose weights are 0.bias" in " ".join(repr(found).split())
    # A bias of another layer is none of them, though it may have the right length.
    module = nn.Sequential(nn.Linear(5, 4, bias=False), nn.ReLU(), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 1, bias=False))
    assert isinstance(explain(module, INPUTS, 0.0, edge_steps=None).layered, str)


def test_biases_that_are_zero_are_biases_still():
    module = layers(5, 4, 4, 1, bias=True)
    for layer in (module[0], module[2], module[4]):
        nn.init.zeros_(layer.bias)
    found = explain(module, INPUTS, 0.0, edge_steps=None)
    assert found.anatomy.euler.here
    assert found.anatomy.degree is None
    assert found.chain.biases == ("2.bias", "4.bias")
    assert found.identity < 1e-12  # of the norm that counts them
    assert found.theorems == ()
    assert "is met at these weights, but at others" in repr(found)
    assert found.anatomy.degree_without == 3


def test_targets_bring_the_horizon_and_say_what_zero_would():
    found = explain(layers(5, 32, 1, seed=2), INPUTS, 0.1 * TARGETS, edge_steps=None)
    assert found.certified_rate == 0
    near, far = found.horizon(0.1 / found.sharpness), found.horizon(1.0 / found.sharpness)
    assert np.inf > near > far
    assert "Targets 0" in found.changes
    assert "Horizon" in repr(found)


def test_one_datum_with_a_target_has_its_sharp_edge():
    found = explain(layers(5, 16, 1, activation=nn.Identity), INPUTS[:1], TARGETS[:1], edge_steps=400)
    said = {item.claim_id: item for item in found.theorems if item.says}
    assert found.certified_rate == said["TARGET-EDGE"].edge
    assert found.edge.stable / found.certified_rate == pytest.approx(1, abs=0.02)


def test_dead_and_silent_nets_are_said_to_be_so():
    module = layers(5, 8, 1)
    with torch.no_grad():
        module[2].weight.zero_()
    silent = explain(module, INPUTS, 0.0, edge_steps=3)
    assert "All its outputs are 0" in repr(silent)
    assert silent.anatomy.degree == 2
    assert explain(module, INPUTS, torch.ones(12), edge_steps=None).horizon(1e-3) > 0
    dying = explain(convolutions(), IMAGES, torch.ones(6, 2), edge_steps=60)
    assert dying.edge.dies
    assert " dies" in repr(dying)


def test_the_page_is_escaped_html_too():
    found = explain(layers(5, 4, 1), INPUTS, 0.0, edge_steps=None)
    page = found._repr_html_()
    assert page.startswith("<div><h4>The net</h4>")
    assert "&lt;" in page
    assert page.count("<table>") == page.count("</table>") >= 2


def test_what_is_not_a_net_is_refused():
    with pytest.raises(TypeError, match="net must be"):
        explain(lambda x: x, INPUTS)
    with pytest.raises(TypeError, match="net must be"):
        explain(nn.Linear, INPUTS)
    with pytest.raises(ValueError, match="targets must be one number or 12"):
        explain(layers(5, 4, 1), INPUTS, torch.zeros(5))
    with pytest.raises(ValueError, match="normalisation"):
        explain(layers(5, 4, 1), INPUTS, normalisation="median")
    with pytest.raises(ValueError, match="targets"):
        explain(layers(5, 4, 1), INPUTS, float("nan"))
    with pytest.raises(ValueError, match="edge_steps"):
        explain(layers(5, 4, 1), INPUTS, edge_steps=0)
    module = layers(5, 4, 1)
    with torch.no_grad():
        module[0].weight[0, 0] = float("inf")
    with pytest.raises(ValueError, match="must be finite"):
        explain(module, INPUTS)
