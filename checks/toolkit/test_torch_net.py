"""A PyTorch module as a model: the same numbers as our own net, derivatives of any layer, nothing of it disturbed."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from numerics import Model, TwoLayerNet, check_model, simulate  # noqa: E402
from numerics.adapters.per_datum import PerDatum  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402
from numerics.batches import Listed, Shuffled  # noqa: E402
from numerics.driver import iterates  # noqa: E402
from numerics.losses import Squared  # noqa: E402
from numerics.process import Process  # noqa: E402
from numerics.spectra.curvature import gauss_newton, hessian, loss_gradient, tangent_kernel  # noqa: E402
from numerics.spectra.lanczos import top_eigenpairs  # noqa: E402
from numerics.updates import GradientDescent  # noqa: E402

RNG = np.random.default_rng(0)
INPUTS = RNG.standard_normal((6, 3))
WIDTH = 5


@pytest.fixture(autouse=True)
def seeded(one_thread):
    torch.manual_seed(0)


class TwoLayer(nn.Module):
    """Our two-layer ReLU net, in PyTorch."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Parameter(torch.zeros(WIDTH, 3)), nn.Parameter(torch.zeros(WIDTH))

    def forward(self, x):
        return (x @ self.first.T).relu() @ self.second * WIDTH**-0.5


class Cube(torch.autograd.Function):  # type: ignore[name-defined]
    """An operation that has neither a forward mode nor a rule for vectorisation."""

    @staticmethod
    def forward(x):
        return x**3

    @staticmethod
    def setup_context(context, inputs, output):
        context.save_for_backward(inputs[0])

    @staticmethod
    def backward(context, sent):
        return 3 * context.saved_tensors[0] ** 2 * sent


class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 4)

    def forward(self, x):
        return Cube.apply(self.layer(x))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer, self.out = nn.LSTM(3, 4, batch_first=True), nn.Linear(4, 1)

    def forward(self, x):
        return self.out(self.layer(x)[0][:, -1])


def convolutional():
    return nn.Sequential(nn.Conv2d(1, 3, 3), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(12, 2))


NETS = {
    "convolution": (convolutional, (5, 1, 6, 6)),
    "maximum pooling": (lambda: nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 1)), (4, 1, 6, 6)),
    "attention": (lambda: nn.TransformerEncoderLayer(4, 2, 6, dropout=0.0, batch_first=True), (3, 2, 4)),
    "group normalisation": (lambda: nn.Sequential(nn.Linear(3, 4), nn.GroupNorm(2, 4), nn.GELU(), nn.Linear(4, 1)), (4, 3)),
    "batch normalisation, evaluated": (lambda: nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1)).eval(), (4, 3)),
    "batch normalisation, training": (lambda: nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1)), (4, 3)),
    "dropout, training": (lambda: nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Dropout(0.5), nn.Linear(8, 1)), (4, 3)),
    "own operation": (Own, (3, 3)),
    "recurrent": (Recurrent, (3, 4, 3)),
}


@pytest.mark.parametrize("name", NETS)
def test_any_module_is_a_model(name):
    make, shape = NETS[name]
    module = make()
    state, drawn = {key: value.clone() for key, value in module.state_dict().items()}, torch.get_rng_state()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        net = TorchNet(module, RNG.standard_normal(shape))
        assert isinstance(net, Model)
        start = net.weights().double().numpy()[None] + 0.1 * RNG.standard_normal((2, net.weight_count))
        check_model(net, start)
        at = net.native(start[0])
        rows = net.jacobian(start[:1])[0]
        top = np.linalg.eigvalsh(rows @ rows.T)[-1] / net.data_count
        for operator in (tangent_kernel(net, at), gauss_newton(net, at)):
            assert top_eigenpairs(operator).top == pytest.approx(top, rel=1e-10)
        targets = torch.zeros(shape[0], *net.call(at, net.inputs).shape[1:])
        curvature = top_eigenpairs(hessian(net, at, targets=targets), tolerance=1e-10)
    eps = 1e-5 * np.asarray(curvature.vectors[0])
    slope = (
        loss_gradient(net, at + torch.tensor(eps), targets=targets) - loss_gradient(net, at - torch.tensor(eps), targets=targets)
    ) / 2e-5
    np.testing.assert_allclose(slope, curvature.top * np.asarray(curvature.vectors[0]), atol=1e-4 * max(1.0, abs(curvature.top)))
    # Nothing of the module or of PyTorch's state was changed.
    assert torch.equal(torch.get_rng_state(), drawn)
    assert all(torch.equal(value, state[key]) for key, value in module.state_dict().items())
    assert all(value.grad is None for value in module.parameters())
    assert torch.backends.mha.get_fastpath_enabled()


def test_it_is_our_own_net_in_another_library():
    theirs, ours = TorchNet(TwoLayer(), INPUTS), TwoLayerNet(INPUTS, WIDTH)
    start = RNG.standard_normal((3, ours.weight_count))
    rates = [0.1, 1.0, 2.0]
    found, expected = (simulate(model, start, 0.3, rates, 40, engine="numpy") for model in (theirs, ours))
    np.testing.assert_allclose(found.loss, expected.loss, rtol=1e-9)
    np.testing.assert_allclose(found.ntk, expected.ntk, rtol=1e-9)
    one = simulate(theirs, start[1:2], 0.3, rates[1], 40)
    np.testing.assert_array_equal(found.loss[1], one.loss[0])
    assert simulate(theirs, start.astype(np.float32), 0.3, 0.1, 3).loss.dtype == np.float32


def test_mini_batches_are_those_of_our_own_net():
    theirs, ours = TorchNet(TwoLayer(), INPUTS), TwoLayerNet(INPUTS, WIDTH)
    start, targets = RNG.standard_normal((2, ours.weight_count)), RNG.standard_normal(6)
    update, batches = GradientDescent(0.3), Shuffled(2, seed=1)
    walks = [iterates(Process(model, targets, update, batches=batches), start) for model in (theirs, ours)]
    for _ in range(12):
        found, expected = next(walks[0]), next(walks[1])
        np.testing.assert_allclose(found.loss, expected.loss, rtol=1e-9)
    np.testing.assert_allclose(found.state.weights, expected.state.weights, rtol=1e-9)


@pytest.mark.parametrize("scattered", [False, True])
def test_mini_batches_of_several_outputs(scattered):
    module = nn.Linear(3, 2, bias=False).double()
    net, targets = TorchNet(module, INPUTS), RNG.standard_normal((6, 2))
    start = net.weights().numpy()[None]
    batch = np.array([4, 1])
    batches = Listed([[8, 9, 3, 2]]) if scattered else PerDatum(Listed([batch]), 2)
    process = Process(net, targets.ravel(), GradientDescent(0.1), Squared("mean_square"), batches)
    walk = iterates(process, start)
    next(walk)
    nn.functional.mse_loss(module(torch.tensor(INPUTS[batch])), torch.tensor(targets[batch])).backward()
    expected = start - 0.1 * module.weight.grad.numpy().reshape(1, -1)
    np.testing.assert_allclose(next(walk).state.weights, expected, rtol=1e-12)
    assert net.on_rows(np.array([8, 9])).row_count == 1
    with pytest.raises(ValueError, match="data_count"):
        PerDatum(Listed([batch]), 5).at(0, 12)


@pytest.mark.parametrize("at_once", [1, 2, 5])
@pytest.mark.parametrize("kind", ["squared", "cross entropy", "sum"])
def test_pieces_of_the_data_add_up(at_once, kind):
    module, inputs = convolutional().double(), RNG.standard_normal((5, 1, 6, 6))
    labels, goals = torch.tensor([0, 1, 1, 0, 1]), RNG.standard_normal((5, 2))
    loss, targets = {
        "squared": ("mean_square", goals),
        "cross entropy": (nn.CrossEntropyLoss(), labels),
        "sum": (nn.MSELoss(reduction="sum"), goals),
    }[kind]
    whole, parts = TorchNet(module, inputs), TorchNet(module, inputs, at_once=at_once)
    for make in (gauss_newton, hessian):
        one, many = (top_eigenpairs(make(net, targets=targets, loss=loss), 2, tolerance=1e-10) for net in (whole, parts))
        np.testing.assert_allclose(one.values, many.values, rtol=1e-10)
    slopes = [loss_gradient(net, targets=targets, loss=loss) for net in (whole, parts)]
    np.testing.assert_allclose(slopes[0], slopes[1], rtol=1e-10)
    given = targets if torch.is_tensor(targets) else torch.tensor(targets)
    plain = (lambda outputs, goal: ((outputs - goal) ** 2).mean()) if kind == "squared" else loss
    plain(module(torch.tensor(inputs)), given).backward()
    direct = np.concatenate([value.grad.numpy().ravel() for value in module.parameters()])
    np.testing.assert_allclose(slopes[0], direct, rtol=1e-10)


def test_a_datum_that_depends_on_others_is_not_taken_apart():
    module = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))
    net = TorchNet(module, INPUTS, at_once=2)
    with pytest.raises(ValueError, match="batch normalisation"):
        net.linearised(net.weights())
    module.eval()
    assert len(net.linearised(net.weights())) == 3


def test_frozen_and_shared_parameters():
    module = nn.Sequential(nn.Linear(3, 3, bias=False), nn.ReLU(), nn.Linear(3, 3, bias=False), nn.Linear(3, 1))
    module[2].weight = module[0].weight
    for value in module[3].parameters():
        value.requires_grad_(False)
    net = TorchNet(module, INPUTS)
    assert net.weight_count == 9
    check_model(net, net.weights().double().numpy()[None])


def test_wrappers_are_looked_through():
    inner = nn.Linear(3, 1)
    assert TorchNet(nn.DataParallel(inner), INPUTS).module is inner


def test_fresh_weights_belong_to_their_seed_and_leave_the_module_alone():
    module = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
    net = TorchNet(module, INPUTS)
    before = net.weights()
    drawn = net.fresh_weights(7, 3)
    np.testing.assert_array_equal(drawn[2], net.fresh_weights(7, 3)[2])
    assert not np.array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], net.fresh_weights(8)[0])
    assert torch.equal(before, net.weights())
    with pytest.raises(ValueError, match="no layer resets first, second"):
        TorchNet(TwoLayer(), INPUTS).fresh_weights(0)


class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 1)

    def forward(self, x):
        return self.layer(x), x


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: TorchNet("net", INPUTS), TypeError, "module must be a torch.nn.Module"),
        (lambda: TorchNet(nn.ReLU(), INPUTS), ValueError, "trainable parameters"),
        (lambda: TorchNet(nn.Linear(3, 1), np.float64(1.0)), ValueError, "inputs must be tensors"),
        (lambda: TorchNet(nn.Linear(3, 1), np.zeros((0, 3))), ValueError, "at least one datum"),
        (lambda: TorchNet(nn.Linear(3, 1), np.ma.masked_array(INPUTS)), TypeError, "masked"),
        (lambda: TorchNet(nn.Linear(3, 1), ["a"]), TypeError, "array of numbers"),
        (lambda: TorchNet(nn.Linear(3, 1), {"x": INPUTS}), TypeError, "not a mapping"),
        (
            lambda: hessian(TorchNet(nn.Linear(3, 1), INPUTS), targets=INPUTS[:, :1], loss="mse"),
            ValueError,
            "loss must be one of",
        ),
        (lambda: TorchNet(nn.Linear(3, 1), INPUTS, at_once=0), ValueError, "at_once must be at least 1"),
        (lambda: TorchNet(Pair(), INPUTS).data_count, TypeError, "must return one tensor"),
        (lambda: TorchNet(nn.Linear(3, 1), INPUTS).outputs(np.array([[1] * 4])), TypeError, "float64 or float32"),
        (lambda: hessian(TorchNet(nn.Linear(3, 1), INPUTS), targets=np.zeros(5)), ValueError, "targets must have shape"),
        (
            lambda: top_eigenpairs(hessian(TorchNet(nn.Linear(3, 1), INPUTS), targets=np.zeros(6))),
            ValueError,
            "shape of the outp",
        ),
        (lambda: gauss_newton(TorchNet(nn.Linear(3, 1), INPUTS), loss=nn.MSELoss()), ValueError, "targets must be given"),
        (
            lambda: hessian(TorchNet(nn.Linear(3, 1), INPUTS), targets=np.zeros((6, 1)), loss=nn.MSELoss(reduction="none")),
            ValueError,
            "reduction is 'none'",
        ),
        (lambda: tangent_kernel(TorchNet(nn.Linear(3, 1), INPUTS), normalisation="half"), ValueError, "normalisation"),
    ],
)
def test_wrong_arguments_are_named(make, error, words):
    with pytest.raises(error, match=words):
        make()
