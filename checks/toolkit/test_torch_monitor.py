"""Monitoring PyTorch: the numbers of the dense matrices, nothing disturbed, catapults where there are some, rates that hold."""

from __future__ import annotations

import sys

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from torch import nn  # noqa: E402  # only where PyTorch is installed

from checks.toolkit.torch_training import GENERATOR, INPUTS, MSE, TARGETS, net, sgd, train  # noqa: E402
from numerics.adapters.torch_net import TorchNet  # noqa: E402
from numerics.sgd import spikes  # noqa: E402
from numerics.training import measure as measuring  # noqa: E402
from numerics.training.callbacks import BatchHooks, IndexHooks  # noqa: E402
from numerics.training.torch_monitor import TorchMonitor  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")


def test_training_is_the_same_to_the_last_bit():
    def made():
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(5, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.3), nn.Linear(8, 1)).double()

    ends = []
    for watch in (False, True):
        module = made()
        train(module, sgd(module, momentum=0.9), 12, batch=6, watch=watch, every=2)
        ends.append([value.clone() for value in module.state_dict().values()] + [torch.get_rng_state()])
    assert all(torch.equal(first, second) for first, second in zip(*ends, strict=True))


@pytest.mark.parametrize("outputs", [1, 2, 5])
@pytest.mark.parametrize("kind", ["squared", "cross entropy"])
@pytest.mark.parametrize("formed", [True, False])
def test_measured_is_what_the_dense_matrices_say(monkeypatch, outputs, kind, formed):
    if kind == "cross entropy" and outputs == 1:
        outputs = 3
    if not formed:
        monkeypatch.setattr(measuring, "_OUTPUTS", 0)
    module, loss = net(outputs=outputs), MSE if kind == "squared" else nn.CrossEntropyLoss()
    targets = torch.randn(12, outputs, dtype=torch.float64) if kind == "squared" else torch.arange(12) % outputs
    start = {key: value.clone() for key, value in module.state_dict().items()}
    record = train(
        module,
        sgd(module, lr=0.3),
        1,
        targets=targets,
        loss=loss,
        top=2,
        products=60,
        tolerance=1e-3,
        reference_size=12,
        growth=True,
    )
    module.load_state_dict(start)
    view = TorchNet(module, INPUTS)
    rows = torch.func.jacrev(lambda weights: view.call(weights, view.inputs).reshape(-1))(view.weights())
    outs = module(INPUTS).detach()
    inner = torch.func.hessian(lambda flat: loss(flat.view(outs.shape), targets))(outs.reshape(-1))
    values, vectors = torch.linalg.eigh(rows.T @ inner @ rows)
    gradient = rows.T @ torch.func.grad(lambda flat: loss(flat.view(outs.shape), targets))(outs.reshape(-1))
    accuracy = 1e-10 if formed and outputs <= 4 else 1e-5
    assert record.measured["sharpness"][0] == pytest.approx(float(values[-1]), rel=accuracy)
    assert record.measured["kernel"][0] == pytest.approx(float(values[-1]), rel=accuracy)
    assert record.measured["critical_rate"][0] == pytest.approx(2 / float(values[-1]), rel=accuracy)
    assert record.measured["relative_rate"][0] == pytest.approx(0.3 * float(values[-1]), rel=accuracy)
    along = sum(float(vectors[:, -j] @ gradient) ** 2 / (2 * float(values[-j])) for j in (1, 2))
    assert record.measured["top_loss"][0] == pytest.approx(along, rel=1e-2 if accuracy > 1e-9 else 1e-9)
    if kind == "squared":
        # The part of the loss along the top eigenvectors of the kernel.
        residuals = (outs - targets).reshape(-1)
        _, sides = torch.linalg.eigh(rows @ rows.T)
        part = sum(float(sides[:, -j] @ residuals) ** 2 for j in (1, 2)) / len(residuals)
        assert along == pytest.approx(part, rel=1e-9)
    # The loss of the linearised net after the step.
    ahead = outs - 0.3 * (rows @ gradient).view(outs.shape)
    if kind == "squared":
        assert record.measured["forecast"][0] == pytest.approx(float(loss(ahead, targets)) / float(record.loss[0]), rel=1e-9)
    after = float(loss(_stepped(module, start, loss, targets, 0.3)(INPUTS), targets).detach())
    assert record.measured["growth"][0] == pytest.approx(after / float(record.loss[0]), rel=1e-9)


OPTIMISERS = {
    "plain": sgd,
    "decay": lambda module: sgd(module, weight_decay=0.1),
    "momentum": lambda module: sgd(module, lr=0.1, momentum=0.9),
    "Adam": lambda module: torch.optim.Adam(module.parameters(), lr=0.01),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_few_products_say_what_they_know(name):
    """A warm start may end after one product: the eigenvalue lies within its bound, and the step is foreseen to rounding."""
    module, loss, targets = net(outputs=6), nn.CrossEntropyLoss(), torch.arange(12) % 6
    optimiser, view = OPTIMISERS[name](module), TorchNet(module, INPUTS)
    monitor, expected = TorchMonitor(module, loss, optimiser, every=1, on_spikes=False, products=12), []
    quick = TorchMonitor(module, loss, optimiser, every=1, on_spikes=False, products=1)
    for step in range(8):
        rows = torch.roll(torch.arange(12), step)[:9]  # batches differ
        inputs, goal, before = INPUTS[rows], targets[rows], view.weights()
        optimiser.zero_grad()
        (value := loss(module(inputs), goal)).backward()
        monitor.before_step(inputs, goal, value)
        quick.before_step(inputs, goal, value)
        optimiser.step()
        jacobian = torch.func.jacrev(lambda weights, inputs=inputs: view.call(weights, (inputs,)).reshape(-1))(before)
        outputs = view.call(before, (inputs,)).reshape(-1).detach()

        def own(flat, goal=goal):
            return loss(flat.view(9, 6), goal)

        curvature = jacobian.T @ torch.func.hessian(own)(outputs) @ jacobian
        moved, slope = view.weights() - before, jacobian.T @ torch.func.grad(own)(outputs)
        ahead = float(value.detach()) + float(slope @ moved) + float(moved @ curvature @ moved) / 2
        expected.append((ahead / float(value.detach()), torch.linalg.eigvalsh(curvature)))
    measured, seen = monitor.record().measured, quick.record().measured
    for found in (measured, seen):
        np.testing.assert_allclose(found["forecast"], [growth for growth, _ in expected], rtol=1e-9)
        assert np.nanmax(found["gradient_misfit"]) < 1e-7
    if name != "Adam":  # in its scale the spectrum is another
        for place, (_, values) in enumerate(expected):
            found, bound = measured["sharpness"][place], measured["sharpness_bound"][place]
            assert float((values - found).abs().min()) <= bound <= 0.031 * found
            assert 0.97 * float(values[-1]) <= found <= float(values[-1]) * (1 + 1e-9)
            found, bound = seen["sharpness"][place], seen["sharpness_bound"][place]
            assert float((values - found).abs().min()) <= bound
            assert found <= float(values[-1]) * (1 + 1e-9)
            assert place < 3 or found >= 0.6 * float(values[-1])  # it gets nearer from one measurement to the next


def _stepped(module, start, loss, targets, rate):
    module.load_state_dict(start)
    module.zero_grad()
    loss(module(INPUTS), targets).backward()
    with torch.no_grad():
        for value in module.parameters():
            value -= rate * value.grad
    return module


def convolutional(pool, bias=False):
    torch.manual_seed(3)
    return nn.Sequential(
        nn.Conv2d(1, 3, 3, padding=1, bias=bias),
        nn.ReLU(),
        pool,
        nn.Conv2d(3, 4, 3, bias=bias),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        nn.Linear(16, 1, bias=bias),
    ).double()


IMAGES = torch.randn(10, 1, 8, 8, generator=GENERATOR, dtype=torch.float64)
LABELS = torch.randn(10, 1, generator=GENERATOR, dtype=torch.float64)


@pytest.mark.parametrize("pool", [nn.MaxPool2d(2), nn.AvgPool2d(2)], ids=["maximum", "average"])
@pytest.mark.parametrize("decay", [0.0, 0.1])
def test_the_norm_identity_is_exact_without_biases(pool, decay):
    module = convolutional(pool)
    record = train(module, sgd(module, lr=0.2, weight_decay=decay), 20, inputs=IMAGES, targets=LABELS, batch=4, every=1)
    assert record.degree == 3
    assert np.abs(record.measured["identity"]).max() < 1e-13


def test_the_norm_identity_is_not_that_of_another_degree_nor_of_biased_nets():
    module = convolutional(nn.MaxPool2d(2))
    monitor = TorchMonitor(module, MSE, optimiser := sgd(module, lr=0.2), every=1)
    for step in range(3):
        optimiser.zero_grad()
        MSE(module(IMAGES), LABELS).backward()
        monitor.before_step(IMAGES, LABELS)
        if step == 0:
            monitor._monitor.degree = 2
        optimiser.step()
    assert np.abs(monitor.record().measured["identity"]).max() > 1e-4
    biased = convolutional(nn.MaxPool2d(2), bias=True)
    record = train(biased, sgd(biased), 3, inputs=IMAGES, targets=LABELS, every=1)
    assert record.degree is None
    assert np.isnan(record.measured["identity"]).all()


def test_catapults_are_those_of_a_run_measured_at_every_step():
    def run(every, rate, module=None):
        module = module or net(width=256, seed=1)
        return train(module, sgd(module, lr=rate), 80, every=every, reference_size=12)

    first = run(1, 1e-6).measured["sharpness"][0]
    dense, sparse = run(1, 3.2 / first), run(20, 3.2 / first)
    expected = spikes(dense.loss, dense.measured["kernel"])
    assert len(expected) == 1
    assert expected[0].catapult
    assert [(spike.start, spike.end, spike.catapult) for spike in sparse.spikes] == [
        (spike.start, spike.end, True) for spike in expected
    ]
    assert len(sparse.steps) < 10
    # Controls: below the edge nothing happens; a linear model has no kernel to lower.
    assert run(20, 1.0 / first).spikes == []
    frozen = nn.Linear(5, 1, bias=False).double()
    start = run(1, 1e-6, nn.Linear(5, 1, bias=False).double()).measured["sharpness"][0]
    assert run(20, 2.1 / start, frozen).catapults == []


class Trainer:
    """Calls hooks in the order of PyTorch Lightning."""

    def fit(self, module, optimiser, batches, hooks):
        for index, batch in enumerate(batches):
            hooks.on_train_batch_start(self, module, batch, index)
            optimiser.zero_grad()
            MSE(module(batch[0]), batch[1]).backward()
            hooks.on_before_optimizer_step(self, module, optimiser)
            optimiser.step()


def test_hooks_see_what_a_loop_sees():
    batches = [(INPUTS[rows], TARGETS[rows]) for rows in np.array_split(np.arange(12), 3)] * 2
    module = net()
    hooks = BatchHooks(lambda module, optimiser: TorchMonitor(module, MSE, optimiser, every=1))
    Trainer().fit(module, sgd(module), batches, hooks)
    seen = hooks.monitor.record()
    module = net()
    optimiser = sgd(module)
    named = IndexHooks(TorchMonitor(module, MSE, optimiser, every=1), batches.__getitem__)
    for index, (inputs, targets) in enumerate(batches):
        named.on_train_batch_begin(index, logs={})
        optimiser.zero_grad()
        MSE(module(inputs), targets).backward()
        optimiser.step()
    # Before the backward pass the gradient of the step is not known.
    assert np.isnan(named.monitor.record().measured["gradient_misfit"]).all()
    assert seen.measured.pop("gradient_misfit").max() < 1e-7
    for name, values in seen.measured.items():
        np.testing.assert_allclose(named.monitor.record().measured[name], values, rtol=1e-12, atol=1e-14)


def part_of_a_batch(rank, file, results):
    """One of two processes; the whole batch is theirs together."""
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=f"file://{file}", rank=rank, world_size=2)
    module = nn.parallel.DistributedDataParallel(net())
    rows = slice(6 * rank, 6 * rank + 6)
    record = train(
        module,
        sgd(module, lr=0.3),
        7,
        inputs=INPUTS[rows],
        targets=TARGETS[rows],
        every=2,
        top=2,
        products=40,
        tolerance=1e-3,
        growth=True,
    )
    np.savez(f"{results}{rank}.npz", loss=record.loss, **record.measured)
    torch.distributed.destroy_process_group()


@pytest.mark.skipif(sys.platform == "win32", reason="gloo over files")
def test_data_parallel_training_is_measured_as_one(tmp_path):
    torch.multiprocessing.spawn(part_of_a_batch, (str(tmp_path / "meeting"), str(tmp_path / "part")), nprocs=2)
    first, second = (np.load(tmp_path / f"part{rank}.npz") for rank in range(2))
    whole = train(module := net(), sgd(module, lr=0.3), 7, every=2, top=2, reference_size=12, growth=True)
    for name in ("loss", *whole.measured):
        np.testing.assert_array_equal(first[name], second[name])
    np.testing.assert_allclose(first["loss"], whole.loss, rtol=1e-12)
    for name in ("sharpness", "critical_rate", "relative_rate", "kernel", "growth"):
        np.testing.assert_allclose(first[name], whole.measured[name], rtol=1e-5)
    assert np.abs(first["identity"]).max() < 1e-13


def test_the_same_seed_gives_the_same_record():
    runs = []
    for _ in range(2):
        module = net(outputs=6)
        targets = torch.randn(12, 6, dtype=torch.float64, generator=torch.Generator().manual_seed(5))
        runs.append(train(module, sgd(module, lr=0.5), 25, targets=targets, batch=5, every=3, top=2, products=12))
    for name, values in runs[0].measured.items():
        np.testing.assert_array_equal(values, runs[1].measured[name])


def test_batch_statistics_are_measured_by_products():
    torch.manual_seed(0)
    module = nn.Sequential(nn.Linear(5, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1)).double()
    view = TorchNet(module, INPUTS)
    rows = torch.func.jacrev(lambda weights: view.call(weights, view.inputs).reshape(-1))(view.weights())
    record = train(module, sgd(module), 1, products=60, tolerance=1e-5)
    assert record.products > 0
    assert record.measured["sharpness"][0] == pytest.approx(float(torch.linalg.eigvalsh(rows @ rows.T)[-1]) * 2 / 12, rel=1e-8)
