"""Modules, losses and training loops that are not the plain ones: the right numbers, or an error that names what is wrong."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.toolkit.torch_training import INPUTS, MSE, TARGETS, net, sgd, train  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402
from numerics.spectra.curvature import gauss_newton, hessian, tangent_kernel  # noqa: E402
from numerics.spectra.lanczos import top_eigenpairs  # noqa: E402
from numerics.training.control import Certified, Dial, Polyak  # noqa: E402
from numerics.training.torch_monitor import TorchMonitor  # noqa: E402


@pytest.fixture(autouse=True)
def seeded(one_thread):
    torch.manual_seed(0)


def dense_hessian(module, loss, inputs=INPUTS, targets=TARGETS):
    """By PyTorch itself, backward through the backward pass."""
    trained = {name: value for name, value in module.named_parameters() if value.requires_grad}
    sizes, flat = [value.numel() for value in trained.values()], torch.cat([value.reshape(-1) for value in trained.values()])

    def whole(weights):
        parts = zip(trained.items(), weights.split(sizes), strict=True)
        named = {name: part.view_as(value) for (name, value), part in parts}
        return loss(torch.func.functional_call(module, named, inputs), targets)

    return torch.autograd.functional.hessian(whole, flat.detach())


def dense_jacobian(module, inputs=INPUTS):
    outputs, trained = module(inputs).reshape(-1), [value for value in module.parameters() if value.requires_grad]
    rows = [torch.autograd.grad(output, trained, retain_graph=True, materialize_grads=True) for output in outputs]
    return torch.stack([torch.cat([part.to_dense().reshape(-1) for part in row]) for row in rows])


LOSSES = {"squared": MSE, "Huber": nn.HuberLoss(), "absolute": nn.L1Loss(), "squares": lambda f, y: ((f - y) ** 2).mean()}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_the_hessian_is_that_of_any_loss(loss):
    module = nn.Sequential(nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 1)).double()
    found = top_eigenpairs(hessian(TorchNet(module, INPUTS), targets=TARGETS, loss=loss), 2)
    values = torch.linalg.eigvalsh(dense_hessian(module, loss)).flip(0)[:2]
    np.testing.assert_allclose(found.values, values, rtol=1e-9, atol=1e-12)
    seen = TorchMonitor(module, loss, sgd(module)).foresee(INPUTS, TARGETS)  # the curvature of the absolute loss is 0
    assert (seen.sharpness > 0) is (not isinstance(loss, nn.L1Loss))


class Held(nn.Module):
    """Its first layer is no variable of the backward pass."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(5, 4), nn.Linear(4, 1)

    def forward(self, x):
        with torch.no_grad():
            hidden = self.first(x).tanh()
        return self.second(hidden).tanh()


class Mixed(nn.Module):
    """Layers of two float types."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(5, 4), nn.Linear(4, 1).double()

    def forward(self, x):
        return self.second(self.first(x.float()).tanh().double())


class Writes(nn.Module):
    """It writes to what it is given."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(5, 1)

    def forward(self, x):
        return self.layer(x.mul_(2.0)).tanh()


TOKENS = torch.arange(12).reshape(6, 2) % 7
UNUSUAL = {
    "held": (Held, INPUTS),
    "mixed": (Mixed, INPUTS),
    "written to": (Writes, INPUTS),
    "sparse": (lambda: nn.Sequential(nn.Embedding(7, 3, sparse=True), nn.Flatten(), nn.Linear(6, 1)), TOKENS),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_derivatives_are_those_of_the_backward_pass(name):
    make, inputs = UNUSUAL[name]
    module = make() if name == "mixed" else make().double()
    before = inputs.clone()
    rows = dense_jacobian(module, inputs.clone()).double()
    view = TorchNet(module, inputs)
    top = float(torch.linalg.eigvalsh(rows @ rows.T)[-1]) / len(rows)
    tolerance = 1e-5 if name == "mixed" else 1e-10
    for operator in (tangent_kernel(view), gauss_newton(view)):
        assert top_eigenpairs(operator, tolerance=1e-8).top == pytest.approx(top, rel=tolerance)
    sharpness = top_eigenpairs(hessian(view, targets=torch.zeros(len(inputs), 1), loss=MSE), tolerance=1e-6)
    assert sharpness.converged
    assert torch.equal(inputs, before)
    optimiser = sgd(module)
    MSE(module(inputs.clone()), torch.zeros(len(inputs), 1).double()).backward()
    monitor = TorchMonitor(module, MSE, optimiser)
    monitor.before_step(inputs, torch.zeros(len(inputs), 1))
    assert monitor.sharpness == pytest.approx(2 * top, rel=tolerance)
    assert monitor.record().measured["gradient_misfit"][0] < 1e-4
    assert torch.equal(inputs, before)


class Saving(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(5, 1).double()

    def forward(self, x):
        return torch.utils.checkpoint.checkpoint(self.layer, x, use_reentrant=False)


def test_what_cannot_be_differentiated_is_named():
    with pytest.raises(ValueError, match="checkpointing"):
        top_eigenpairs(tangent_kernel(TorchNet(Saving(), INPUTS)))
    bag = nn.Sequential(nn.EmbeddingBag(7, 3), nn.Linear(3, 1)).double()
    with pytest.raises(ValueError, match="module cannot be differentiated"):
        top_eigenpairs(tangent_kernel(TorchNet(bag, TOKENS)))
    module = net()
    for given in (None, nn.MSELoss(reduction="none")(module(INPUTS), TARGETS)):
        with pytest.raises(ValueError, match="loss must be one number, not of shape"):
            TorchMonitor(module, nn.MSELoss(reduction="none"), sgd(module)).before_step(INPUTS, TARGETS, given)


def spread(outputs, targets):
    """A loss that couples the data."""
    return ((outputs - outputs.mean(0) - targets) ** 2).mean()


def test_a_loss_that_couples_data_is_measured_whole():
    module = nn.Linear(5, 2, bias=False).double()  # linear: the Hessian is the Gauss–Newton matrix
    targets = torch.cat([TARGETS, -TARGETS], 1)
    top = float(torch.linalg.eigvalsh(dense_hessian(module, spread, targets=targets))[-1])
    assert TorchMonitor(module, spread, sgd(module)).foresee(INPUTS, targets).sharpness == pytest.approx(top, rel=1e-10)
    ignored = torch.arange(12) % 2
    ignored[:5] = -100
    for loss, given in ((spread, targets), (nn.CrossEntropyLoss(), ignored)):
        with pytest.raises(ValueError, match="at_once must be None"):
            hessian(TorchNet(module, INPUTS, at_once=6), targets=given, loss=loss)
    for loss in (MSE, nn.MSELoss(reduction="sum")):
        assert hessian(TorchNet(module, INPUTS, at_once=5), targets=targets, loss=loss).size == 10


STEPS = {
    "momentum": lambda module: sgd(module, momentum=0.9),
    "damped": lambda module: sgd(module, momentum=0.9, dampening=0.5, weight_decay=0.1),
    "Nesterov": lambda module: sgd(module, momentum=0.9, nesterov=True),
    "decay": lambda module: sgd(module, weight_decay=0.5),
    "Adam": lambda module: torch.optim.Adam(module.parameters(), lr=0.1, weight_decay=0.1),
    "AMSGrad": lambda module: torch.optim.Adam(module.parameters(), lr=0.1, amsgrad=True),
    "AdamW": lambda module: torch.optim.AdamW(module.parameters(), lr=0.1, weight_decay=0.1),
    "groups": lambda module: torch.optim.SGD(
        [{"params": [module.weight], "lr": 0.0}, {"params": [module.bias], "weight_decay": 0.2}], lr=0.3, momentum=0.5
    ),
}


@pytest.mark.parametrize("clipped", [False, True])
@pytest.mark.parametrize("name", STEPS)
def test_the_growth_of_a_linear_net_is_foreseen_whatever_the_step(name, clipped):
    module = nn.Linear(5, 1).double()
    optimiser = STEPS[name](module)
    control = Dial(1.5) if name in ("momentum", "Nesterov") else None
    monitor = TorchMonitor(module, MSE, optimiser, every=1, growth=True, control=control)
    for rows in (slice(0, 6), slice(3, 9), slice(6, 12), slice(0, 12)):
        optimiser.zero_grad()
        MSE(module(INPUTS[rows]), TARGETS[rows]).backward()
        if clipped:
            nn.utils.clip_grad_norm_(module.parameters(), 0.1)
        monitor.before_step(INPUTS[rows], TARGETS[rows])
        optimiser.step()
    record = monitor.record()
    np.testing.assert_allclose(record.measured["forecast"], record.measured["growth"], rtol=1e-9)
    misfit = record.measured["gradient_misfit"]
    assert (misfit > 0.01).all() if clipped else (misfit < 1e-7).all()


def test_accumulated_gradients_are_those_of_all_their_data():
    module = net()
    optimiser = sgd(module)
    monitor = TorchMonitor(module, MSE, optimiser, every=1)
    for part in range(3):
        rows = slice(4 * part, 4 * part + 4)
        (MSE(module(INPUTS[rows]), TARGETS[rows]) / 3).backward()
    monitor.before_step(INPUTS, TARGETS)
    optimiser.step()
    record = monitor.record()
    assert record.measured["gradient_misfit"][0] < 1e-7
    assert abs(record.measured["identity"][0]) < 1e-12


def test_groups_that_differ_have_no_identity_and_no_certificate():
    module = net()
    groups = [{"params": module[0].parameters(), "lr": 0.0}, {"params": module[2].parameters(), "lr": 0.2}]
    record = train(module, torch.optim.SGD(groups), 3, every=1)
    np.testing.assert_array_equal(record.rate, 0.2)  # of the first group that moves
    rows = dense_jacobian(net())[:, 40:]
    assert record.measured["sharpness"][0] == pytest.approx(2 * float(torch.linalg.eigvalsh(rows @ rows.T)[-1]) / 12)
    assert record.degree == 2
    assert np.isnan(record.measured["identity"]).all()
    for control in (Certified(1.0), Polyak()):
        with pytest.raises(ValueError, match="one rate and one decay of all weights"):
            TorchMonitor(module, MSE, torch.optim.SGD(groups), control=control)


def test_layers_may_be_frozen_and_unfrozen():
    module = net()
    module[0].weight.requires_grad_(False)
    optimiser = torch.optim.SGD(module.parameters(), lr=0.1)
    monitor, degrees = TorchMonitor(module, MSE, optimiser, every=1, growth=True), []
    for trained in (False, False, True, True):
        module[0].weight.requires_grad_(trained)
        optimiser.zero_grad()
        MSE(module(INPUTS), TARGETS).backward()
        rows = dense_jacobian(module)
        monitor.before_step(INPUTS, TARGETS)
        assert monitor.sharpness == pytest.approx(2 * float(torch.linalg.eigvalsh(rows @ rows.T)[-1]) / 12)
        degrees.append(monitor.record().degree)
        optimiser.step()
    assert degrees == [1, 1, 2, 2]
    identity = monitor.record().measured["identity"]
    assert np.isnan(identity[1])  # the norm of other weights
    assert np.abs(identity[[0, 2, 3]]).max() < 1e-12


def test_a_net_with_dropout_is_measured_at_one_draw():
    module = nn.Sequential(nn.Linear(5, 40, bias=False), nn.ReLU(), nn.Dropout(0.5), nn.Linear(40, 1, bias=False)).double()
    record = train(module, sgd(module, lr=1e-3), 6, every=1, growth=True)
    # At the training's own draws losses jump about; at one draw the step does what is foreseen up to second order.
    assert np.ptp(record.loss) > 0.05 * record.loss.mean()
    np.testing.assert_allclose(record.measured["forecast"], record.measured["growth"], atol=1e-4)
    assert np.isnan(record.measured["identity"]).all()
    module = nn.Sequential(*module[:2], module[3])
    assert np.abs(train(module, sgd(module, lr=1e-3), 2, every=1).measured["identity"]).max() < 1e-12


def test_mixed_precision_outside_is_no_matter():
    module = net().float()
    seen = []
    for on in (False, True):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=on):
            monitor = TorchMonitor(module, MSE, sgd(module))
            monitor.before_step(INPUTS.float(), TARGETS.float())
            seen.append(monitor.record().measured["sharpness"][0])
    assert seen[0] == seen[1]


def test_what_is_no_module_or_no_loss_is_named():
    module = net()
    with pytest.raises(TypeError, match=r"module must be a torch\.nn\.Module"):
        TorchMonitor(lambda x: x, MSE, sgd(module))
    with pytest.raises(TypeError, match="loss must be a function"):
        TorchMonitor(module, nn.MSELoss, sgd(module))
    for wrong in (None, {"y": TARGETS}, (TARGETS, TARGETS)):
        with pytest.raises(TypeError, match=f"targets must be one tensor or array .* not {type(wrong).__name__}"):
            TorchMonitor(module, MSE, sgd(module)).before_step(INPUTS, wrong)


def test_rows_that_stay_zero_and_a_last_layer_of_zeros_leave_a_net_homogeneous():
    filled = nn.Sequential(nn.Embedding(7, 3, padding_idx=0), nn.Flatten(), nn.ReLU(), nn.Linear(6, 1, bias=False)).double()
    silent = net()
    nn.init.zeros_(silent[2].weight)
    for module, inputs in ((filled, TOKENS), (silent, INPUTS[:6])):
        optimiser = sgd(module)
        monitor = TorchMonitor(module, MSE, optimiser, every=1)
        for _ in range(3):
            optimiser.zero_grad()
            MSE(module(inputs), TARGETS[:6]).backward()
            monitor.before_step(inputs, TARGETS[:6])
            optimiser.step()
        record = monitor.record()
        assert record.degree == 2
        assert np.abs(record.measured["identity"]).max() < 1e-12


def test_biases_that_are_still_zero_do_not_make_a_net_homogeneous():
    module = net(bias=True)
    for layer in (module[0], module[2]):
        nn.init.zeros_(layer.bias)
    record = train(module, sgd(module), 3, every=1)
    assert record.degree is None
    assert np.isnan(record.measured["identity"]).all()
