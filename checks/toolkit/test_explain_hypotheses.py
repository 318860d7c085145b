"""Each hypothesis of what `explain` names is violated once, by a net that meets all others: the theorem is named no longer."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed
from torch.autograd import Function  # noqa: E402

from checks.explain import explain  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

DATUM = torch.tensor([[0.6, -1.0, 0.4]], dtype=torch.float64)
DATA = torch.randn(6, 3, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


class Steep(Function):
    """A ReLU whose gradient at 0 is 3."""

    @staticmethod
    def forward(z):
        return z.clamp(min=0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
        ctx.save_for_forward(*inputs)

    @staticmethod
    def backward(ctx, sent):
        (z,) = ctx.saved_tensors
        return sent * torch.where(z == 0, 3.0, (z > 0).to(z))

    @staticmethod
    def jvp(ctx, tangent):
        (z,) = ctx.saved_tensors
        return tangent * torch.where(z == 0, 3.0, (z > 0).to(z))

    generate_vmap_rule = True


class Kinked(nn.Module):
    def forward(self, z):
        return Steep.apply(z)


class Magnified(nn.Module):
    def __init__(self, factor, shift=0.0):
        super().__init__()
        self.register_buffer("factor", torch.tensor(factor))
        self.register_buffer("shift", torch.tensor(shift))

    def forward(self, z):
        return self.factor * z + self.shift


class Always(nn.Module):
    """Dropout as a function, which does not look at the mode."""

    def forward(self, z):
        return nn.functional.dropout(z, 0.5)


class Twice(nn.Module):
    """One layer that is used two times."""

    def __init__(self):
        super().__init__()
        self.inner, self.last = nn.Linear(3, 3, bias=False), nn.Linear(3, 1, bias=False)

    def forward(self, x):
        return self.last(torch.relu(self.inner(torch.relu(self.inner(x)))))


class Skip(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(3, 3, bias=False), nn.Linear(3, 1, bias=False)

    def forward(self, x):
        return self.last(torch.relu(self.first(x)) + x)


def net(*sizes, between=nn.ReLU, biases=(), after=()):
    """Layers of these sizes, with biases in the layers that are named."""
    torch.manual_seed(0)
    parts = []
    for layer, (below, above) in enumerate(pairwise(sizes)):
        parts += [nn.Linear(below, above, bias=layer in biases), between()]
    return nn.Sequential(*parts[:-1], *after).double()


def zeroed(module):
    """The same net with biases that are 0, and trained."""
    for name, value in module.named_parameters():
        if "bias" in name:
            nn.init.zeros_(value)
    return module


def frozen(module, layer):
    module[layer].weight.requires_grad_(False)
    return module


def in_the_middle(part):
    module = net(3, 8, 1)
    module.insert(1, part)
    return module.double().train()


def unfrozen_bias(between):
    """Three layers with a bias between them."""
    return nn.Sequential(nn.Linear(3, 4, bias=False), between, nn.Linear(4, 4), between, nn.Linear(4, 1, bias=False)).double()


class Case(NamedTuple):
    """A net on its data: the theorems that are named with hypotheses that hold at some rate, and those that must not be.

    Of a claim with several sentences, one of which needs less, those are meant whose number is given.
    """

    module: object
    inputs: object
    targets: object = 0.0
    named: frozenset = frozenset()
    lost: frozenset = frozenset()


MASTER = frozenset({"MASTER-MONO", "MASTER-SUM", "MASTER-LIMIT"})
ONE = frozenset({"CAT-MONO", "CAT-SUM", "CAT-LIMIT", "CAT-STRICT", "ML-2"})
RELU = frozenset({"RELU-NTK", "RELU-SUM", "RELU-SUB", "ML-9"})
LINEAR = frozenset({"UV-CONV", "UV-MAP", "UV-DIVERGE", "CAT-EXISTS", "LIN-SUB"})
TARGET = frozenset({"TARGET-EDGE", "TARGET-SIGN", "TARGET-CONV"})
LIVE, SHIFT = frozenset({"LIVE-MONO 1", "LIVE-MONO 2"}), frozenset({"SHIFT-MONO", "SHIFT-SUM", "SHIFT-LIMIT"})
OUTPUTS, NORM, SHIFT_ID = frozenset({"OUTPUTS-MONO", "OUTPUTS-LIMIT"}), frozenset({"NORM-ID"}), frozenset({"SHIFT-ID"})
ZERO = MASTER | ONE | RELU | LINEAR | LIVE | SHIFT | OUTPUTS | {"SPEC-MONO"}
TOY = frozenset({"LW-1", "LW-2"})


def toy(width, scale=1.0, datum=1.0):
    return Case(
        net(1, width, 1, between=nn.Identity, after=(Magnified(scale * width**-0.5),)), torch.full((1, 1), datum).double()
    )


CASES = {
    # What holds where nothing is violated.
    "relu, one datum": Case(net(3, 8, 1), DATUM, 0.0, MASTER | ONE | RELU | TARGET | LIVE | NORM, LINEAR | SHIFT | OUTPUTS),
    "linear, one datum": Case(
        net(3, 8, 1, between=nn.Identity), DATUM, 0.0, MASTER | ONE | LINEAR | TARGET | LIVE | {"SPEC-MONO"}, RELU | SHIFT
    ),
    # The targets.
    "a target": Case(net(3, 8, 1), DATUM, 0.5, TARGET | NORM, ZERO),
    "targets": Case(net(3, 8, 1), DATA, 0.5, NORM | {"HORIZON-STEPS"}, ZERO | TARGET),
    # One datum, slopes, depth.
    "data": Case(net(3, 8, 1), DATA, 0.0, MASTER | LIVE | NORM, ONE | RELU | TARGET),
    "data, linear": Case(net(3, 8, 1, between=nn.Identity), DATA, 0.0, MASTER | {"SPEC-MONO"}, ONE | LINEAR | TARGET),
    "leaky": Case(net(3, 8, 1, between=lambda: nn.LeakyReLU(0.5)), DATUM, 0.0, MASTER | ONE | LIVE, RELU | TARGET | LINEAR),
    "nearly linear": Case(
        net(3, 8, 1, between=lambda: nn.LeakyReLU(1 - 1e-5)), DATUM, 0.0, MASTER | ONE, LINEAR | TARGET | {"SPEC-MONO"}
    ),
    "steep at the kink": Case(
        net(3, 8, 1, between=Kinked), DATUM, 0.0, NORM | {"CAT-STRICT"}, (ONE - {"CAT-STRICT"}) | MASTER | RELU | LIVE | TARGET
    ),
    "three layers": Case(net(3, 4, 4, 1), DATUM, 0.0, MASTER | NORM, ONE | RELU | TARGET | LIVE),
    "three layers, steep": Case(net(3, 4, 4, 1, between=Kinked), DATUM, 0.0, NORM, MASTER),
    # Normalisation of the net.
    "toy": toy(4)._replace(named=TOY | LINEAR),
    "toy, another prefactor": toy(4, 1.5)._replace(named=LINEAR, lost=TOY),
    "toy, another input": toy(4, 1.0, 2.0)._replace(named=LINEAR, lost=TOY),
    "standard": Case(net(4, 4, 1, after=(Magnified(0.25),)), torch.ones(2, 4).double(), 0.0, MASTER | {"ML-8"}),
    "another prefactor": Case(net(4, 4, 1, after=(Magnified(0.5),)), torch.ones(2, 4).double(), 0.0, MASTER, frozenset({"ML-8"})),
    # Outputs and biases.
    "two outputs": Case(net(3, 8, 2), DATA, 0.0, OUTPUTS, MASTER | NORM | LIVE | SHIFT),
    "two outputs, targets": Case(net(3, 8, 2), DATA, 0.5, frozenset({"OUTPUTS-ID", "OUTPUTS-KERNEL"}), OUTPUTS),
    "first biases": Case(net(3, 8, 1, biases=(0,)), DATA, 0.0, MASTER | LIVE | NORM, SHIFT),
    "output bias": Case(net(3, 8, 1, biases=(1,)), DATUM, 0.0, SHIFT | SHIFT_ID, MASTER | ONE | RELU | TARGET | LIVE | NORM),
    "output bias that is still 0": Case(zeroed(net(3, 8, 1, biases=(1,))), DATUM, 0.0, SHIFT, MASTER | ONE | TARGET | NORM),
    "both biases": Case(net(3, 8, 1, biases=(0, 1)), DATA, 0.0, SHIFT | SHIFT_ID, MASTER | LIVE | NORM),
    "both biases, three layers": Case(net(3, 4, 4, 1, biases=(0, 2)), DATA, 0.0, SHIFT | SHIFT_ID, MASTER | NORM),
    "output bias, equal targets": Case(net(3, 8, 1, biases=(1,)), DATA, -0.7, SHIFT | SHIFT_ID, MASTER),
    "output bias, targets": Case(net(3, 8, 1, biases=(1,)), DATA, torch.arange(6.0), SHIFT_ID, SHIFT),
    "output bias, steep": Case(net(3, 8, 1, biases=(1,), between=Kinked), DATA, 0.0, SHIFT_ID, SHIFT),
}
"""What each hypothesis decides."""

NOTHING = {
    "two outputs, three layers": (lambda: net(3, 4, 4, 2), "do not speak|one output or two layers"),
    "two outputs, biases": (lambda: net(3, 8, 2, biases=(1,)), "do not fit|does not compute"),
    "biases between": (lambda: unfrozen_bias(nn.ReLU()), "do not fit|does not compute"),
    "biases between that are still 0": (lambda: zeroed(unfrozen_bias(nn.ReLU())), "do not fit|does not compute"),
    "a buffer that shifts": (lambda: net(3, 8, 1, after=(Magnified(1.0, 1e-4),)), "does not compute"),
    "dropout": (lambda: in_the_middle(nn.Dropout(0.5)), "draws random numbers"),
    "dropout as a function": (lambda: net(3, 8, 1, after=(Always(),)).train(), "draws random numbers"),
    "dropout of the output": (lambda: net(3, 8, 1, after=(nn.Dropout(0.5),)).train(), "draws random numbers"),
    "batch normalisation": (lambda: in_the_middle(nn.BatchNorm1d(8, affine=False)), "depend on other data"),
    "layer normalisation": (lambda: in_the_middle(nn.LayerNorm(8, elementwise_affine=False)), "does not compute"),
    "a layer that is used twice": (lambda: Twice().double(), "does not compute"),
    "a skip": (lambda: Skip().double(), "does not compute"),
    "first layer frozen": (lambda: frozen(net(3, 8, 1), 0), "fewer than two"),
    "middle layer frozen": (lambda: frozen(net(3, 4, 4, 1), 2), "does not compute"),
    "smooth": (lambda: net(3, 8, 1, between=nn.GELU), "does not compute"),
    "two activations": (lambda: net(3, 4, 4, 1, between=iter((nn.ReLU(), nn.Tanh(), nn.ReLU())).__next__), "does not compute"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_theorem_is_named_where_its_hypotheses_hold_and_nowhere_else(name):
    case = CASES[name]
    found = explain(case.module, case.inputs, case.targets, edge_steps=None)
    holding = [item for item in found.theorems if item.rates]
    named = {item.claim_id for item in holding} | {f"{item.claim_id} {item.number}" for item in holding}
    assert case.named - named == frozenset()
    assert case.lost & named == frozenset()


def test_every_theorem_of_the_table_is_named_somewhere_and_lost_somewhere():
    named, lost = (frozenset().union(*(getattr(case, part) for case in CASES.values())) for part in ("named", "lost"))
    assert named >= ZERO | TARGET | TOY | NORM
    assert lost >= ZERO | TARGET | TOY | NORM


@pytest.mark.parametrize("name", NOTHING)
def test_no_theorem_is_named_of_a_net_that_none_speaks_of(name):
    make, reason = NOTHING[name]
    found = explain(make(), DATA, 0.0, edge_steps=None)
    assert found.theorems == ()
    assert found.certified_rate == 0
    page = " ".join(repr(found).split())
    assert "No theorem of this toolkit speaks of this net" in page
    assert any(words in page for words in reason.split("|"))


@pytest.mark.parametrize("count", [1, 2, 8])
def test_dropout_that_happens_to_drop_nothing_is_dropout(count):
    """With one unit and one datum half of the draws drop nothing; and a linear net behind it is none whose kernel stays."""
    for module in (net(3, 1, 1, after=(nn.Dropout(0.5),)), nn.Sequential(nn.Dropout(0.5), nn.Linear(3, 1, bias=False)).double()):
        found = explain(module.train(), DATA[:count], 0.0, edge_steps=None)
        assert found.theorems == ()
        assert not found.anatomy.linear
        assert "draws random numbers" in " ".join(repr(found).split())


def test_random_numbers_that_cannot_be_held_are_refused_by_name():
    with pytest.raises(ValueError, match="net must compute the same twice"):
        explain(net(3, 8, 1, after=(Always(),)).eval(), DATA, 0.0, edge_steps=None)


@pytest.mark.parametrize("targets", [0.0, 0.5])
def test_a_minus_before_the_net_changes_nothing_but_the_sign_of_its_targets(targets):
    """Hypotheses with an odd power of the prefactor took it for a positive number."""
    module = net(1, 1, 1, between=nn.Identity)
    with torch.no_grad():
        module[0].weight.fill_(2.0)
        module[2].weight.fill_(0.05)
    one = torch.ones(1, 1).double()
    found = explain(module, one, targets, edge_steps=None)
    other = explain(nn.Sequential(*module, Magnified(-1.0)), one, -targets, edge_steps=None)
    assert found.layered.deep.scale == other.layered.deep.scale > 0
    assert [(item.claim_id, item.number, item.rates) for item in found.theorems] == [
        (item.claim_id, item.number, item.rates) for item in other.theorems
    ]
    if not targets:
        (window,) = next(item.rates for item in found.theorems if item.claim_id == "CAT-EXISTS-LEAKY")
        # H = 4.0025: the loss grows in the first step between 2/H and where it would shrink again.
        assert window.low == pytest.approx(0.5, abs=0.1)
        assert 0.6 < window.high < 20


def test_rates_end_where_a_hypothesis_does_though_another_has_no_edge_with_these_numbers():
    """With targets 0 the coefficient of η² vanishes in ηλ₀ < 4 + η²κr₀y."""
    found = explain(net(3, 8, 1), DATUM, 0.0, edge_steps=None)
    for item in found.theorems:
        if item.claim_id == "TARGET-SIGN":
            (span,) = item.rates
            assert span.high == pytest.approx(4 / found.sharpness)
            assert list(item.hypotheses.values()) == [True, None]
