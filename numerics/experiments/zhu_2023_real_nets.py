"""Zhu et al. 2023 on nets of the kinds they train: catapults in SGD, in the top eigenspace, several by raising the rate; AGOP."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.adapters.optional import require
from numerics.adapters.torch_net import TorchNet
from numerics.datasets.images import two_class_images
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.real_net_panels import real_nets_figure, real_nets_table
from numerics.experiments.torch_nets import image_net
from numerics.initial import generator
from numerics.models.base import Model
from numerics.sgd import StochasticRun, batches, spikes, stochastic_descent

__all__ = ["EXPERIMENTS"]


class _Linearised:
    """A net's first-order expansion at its initial weights: its kernel never moves."""

    def __init__(self, net: Model, weights: ndarray) -> None:
        self.weight_count, self.data_count = net.weight_count, net.data_count
        self._start, self._outputs, self._rows = weights, net.outputs(weights[None])[0], net.jacobian(weights[None])[0]

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs (B, D)."""
        return self._outputs + (weights - self._start) @ self._rows.T

    def jacobian(self, weights: ndarray) -> ndarray:
        """The Jacobian at the start, (B, D, P)."""
        return np.broadcast_to(self._rows, (len(weights), *self._rows.shape))

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a, (B, P)."""
        return cotangents @ self._rows

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b at the start, (B, D, D)."""
        return np.broadcast_to(self._rows @ self._rows.T, (len(weights), self.data_count, self.data_count))


def _pictures(pixels: ndarray) -> ndarray:
    return pixels.reshape(-1, 1, 28, 28)


def _start(settings: Settings, kind: str, seed: int, linear: bool) -> tuple[Model, TorchNet, ndarray, ndarray, float]:
    """Model, the net itself, weights, targets, and the critical rate 2/λmax of the full loss (1/D) Σ r²."""
    data = two_class_images(settings["images"])
    inputs, targets = data.train_inputs[: settings["data"]], data.train_targets[: settings["data"]]
    net = TorchNet(image_net(kind, 1000 * settings["seed"] + seed), _pictures(inputs))
    weights = np.asarray(net.weights().numpy(), dtype=np.float64)
    model: Model = _Linearised(net, weights) if linear else net
    top = float(np.linalg.eigvalsh(net.tangent_gram(weights[None])[0])[-1])
    return model, net, weights, targets, len(targets) / top


def _spikes(run: StochasticRun, settings: Settings) -> dict[str, Any]:
    seen, top = spikes(run.loss, run.kernel, settings["factor"]), settings["top"]
    rises = [run.parts[spike.peak] - run.parts[spike.start] for spike in seen]
    return {
        "count": len(seen),
        "catapults": sum(spike.catapult for spike in seen),
        "shares": [float(rise[:top].sum() / rise.sum()) for rise in rises],
        "outside": [float(rise[top:].sum() / rise.sum()) for rise in rises],
    }


def _stochastic(settings: Settings, kind: str, ratio: float, seed: int, linear: bool) -> dict[str, Any]:
    model, _, weights, targets, edge = _start(settings, kind, seed, linear)
    rows = batches(generator(settings["seed"], 1000 + seed), len(targets), settings["batch"], settings["steps"])
    run = stochastic_descent(model, weights, targets, ratio * edge, rows, top=settings["top"], critical=True, divergence_loss=1e6)
    judged = np.isfinite(run.growth)
    grew = judged & (run.growth > 1)
    return {
        "diverged": run.diverged,
        **_spikes(run, settings),
        "grew": int(grew.sum()),
        "grew_above": int((grew & (run.rates > run.critical)).sum()),
        "trace": {"loss": run.loss, "kernel": run.kernel, "top": run.parts[:, : settings["top"]].sum(axis=1)}
        if seed == 0
        else None,
    }


def _raised(settings: Settings, kind: str, push: float, seed: int, linear: bool) -> dict[str, Any]:
    """Full-batch descent whose rate is raised, stage by stage, to ``push`` times the current critical rate."""
    model, _, weights, targets, _ = _start(settings, kind, seed, linear)
    everything = np.arange(len(targets))
    stages: list[dict[str, Any]] = []
    loss: list[float] = []
    for number in range(settings["stages"] + 1):
        top = float(np.linalg.eigvalsh(model.tangent_gram(weights[None])[0])[-1])
        rate = (settings["first"] if number == 0 else push) * len(targets) / top
        steps = settings["stage"] if number else settings["warm"]
        run = stochastic_descent(model, weights, targets, rate, [everything] * steps, top=settings["top"], divergence_loss=1e6)
        place = int(np.nanargmax(run.loss))
        rise = run.parts[place] - run.parts[0]
        stages.append(
            {
                "rise": float(run.loss[place] / run.loss[0]),
                "kernel_before": float(run.kernel[0]),
                "kernel_after": None if run.diverged else float(run.kernel[-1]),
                "top_share": float(rise[: settings["top"]].sum() / rise.sum()) if place else None,
            }
        )
        loss += run.loss[:-1].tolist()
        if run.diverged:
            break
        weights = run.final_weights
    return {"stages": stages, "trace": loss if seed == 0 else None}


def _agop(net: TorchNet, weights: ndarray) -> ndarray:
    """(1/n) Σ ∇_xf ∇_xfᵀ by automatic differentiation through the net, over its data, (d, d)."""
    torch = require("torch", "torch")
    inputs = net.inputs[0].clone().requires_grad_()
    (slopes,) = torch.autograd.grad(net.call(net.native(weights), (inputs,)).sum(), inputs)
    rows = slopes.reshape(len(slopes), -1).numpy()
    return rows.T @ rows / len(rows)


def _reference(settings: Settings, kind: str, net: TorchNet, targets: ndarray) -> ndarray:
    """AGOP of a net of the same kind that was trained on the test images themselves, by Adam."""
    torch = require("torch", "torch")
    module = image_net(kind, 1000 * settings["seed"] + 999)
    optimiser, goal = torch.optim.Adam(module.parameters(), lr=settings["adam"]), torch.tensor(targets)
    for _ in range(settings["reference_steps"]):
        optimiser.zero_grad()
        torch.nn.functional.mse_loss(module(net.inputs[0]), goal).backward()
        optimiser.step()
    taught = TorchNet(module, net.inputs[0])
    return _agop(taught, np.asarray(taught.weights().numpy()))


def _aligned(settings: Settings, kind: str, seed: int, target: ndarray) -> dict[str, Any]:
    """By batch size: catapults, alignment of the AGOP with the reference, and test loss, of runs at one rate."""
    model, net, weights, targets, edge = _start(settings, kind, seed, False)
    data = two_class_images(settings["images"])
    tested = net.on(_pictures(data.test_inputs[: settings["tested"]]))
    found: dict[str, Any] = {"batches": list(settings["batches"]), "catapults": [], "alignment": [], "test": []}
    for batch in settings["batches"]:
        rows = batches(generator(settings["seed"], 2000 + seed), len(targets), batch, settings["steps"])
        run = stochastic_descent(model, weights, targets, settings["ratio"] * edge, rows, divergence_loss=1e6)
        seen = _agop(tested, run.final_weights)
        found["catapults"].append(_spikes(run, {**settings, "top": 5})["catapults"])
        found["alignment"].append(float((seen * target).sum() / (np.linalg.norm(seen) * np.linalg.norm(target))))
        outputs = tested.outputs(run.final_weights[None])[0]
        found["test"].append(float(np.mean((outputs - data.test_targets[: settings["tested"]]) ** 2)))
    return found


def real_nets(settings: Settings, cells: Cells) -> Results:
    """Every kind of net, part and seed is one cell."""
    data = two_class_images(settings["images"])

    def table(ratio: float, push: float, linear: bool, aligned: bool) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for kind in settings["nets"]:
            seeds = range(settings["seeds"])
            found[kind] = {
                "sgd": [
                    cells(("sgd", kind, ratio, seed, linear), partial(_stochastic, settings, kind, ratio, seed, linear))
                    for seed in seeds
                ],
                "raised": [
                    cells(("raised", kind, push, seed, linear), partial(_raised, settings, kind, push, seed, linear))
                    for seed in seeds
                ],
            }
            if aligned:
                net = TorchNet(image_net(kind, 0), _pictures(data.test_inputs[: settings["tested"]]))
                goal = data.test_targets[: settings["tested"]]
                found[kind]["aligned"] = cells(("aligned", kind), partial(_all_aligned, settings, kind, net, goal))
        return {"nets": found}

    return {
        "main": table(settings["ratio"], settings["push"], False, True),
        "controls": {
            "sub-critical": table(settings["low_ratio"], settings["first"], False, False),
            "linear model": table(settings["ratio"], settings["push"], True, False),
        },
    }


def _all_aligned(settings: Settings, kind: str, net: TorchNet, targets: ndarray) -> list[dict[str, Any]]:
    target = _reference(settings, kind, net, targets)
    return [_aligned(settings, kind, seed, target) for seed in range(settings["seeds"])]


EXPERIMENTS = (
    Experiment(
        "zhu-2023/real-nets",
        "A CNN, a small Wide ResNet and a small ViT: catapults in SGD, in the top eigenspace, several by raising the rate",
        real_nets,
        real_nets_figure("CNN, Wide ResNet and ViT on bundled images"),
        {
            "nets": ("CNN", "Wide ResNet", "ViT"),
            "images": "fashion-mnist",
            "data": 48,
            "batch": 8,
            "ratio": 0.9,
            "low_ratio": 0.1,
            "steps": 80,
            "factor": 2.0,
            "top": 5,
            "stage": 30,
            "stages": 2,
            "first": 0.1,
            "warm": 60,
            "push": 1.25,
            "batches": (4, 48),
            "tested": 500,
            "adam": 1e-3,
            "reference_steps": 150,
            "seeds": 2,
            "seed": 61,
        },
        quick={"nets": ("CNN",), "seeds": 1, "steps": 60, "tested": 100, "reference_steps": 20},
        printed={"spikes": "the tangent kernel's spectral norm drops through each", "nets": "Wide ResNet 10-10, ViT-4, CNN"},
        remarks=(
            "The paper's nets are 10⁴ to 10⁷ weights on CIFAR-10 and SVHN, with batch normalisation in some; ours have 5 000 to "
            "20 000 weights and none, on two classes of the bundled images. Data, rates and batches are our choice.",
            "The AGOP is taken by automatic differentiation on test images and held against that of a net of the same kind that "
            "Adam has trained on them: no true one is known for images.",
        ),
        differences=(
            "One of twelve raises, of the Wide ResNet's rate, makes none; on fresh seeds all twelve make one.",
            "Batches of 4 make more catapults than all data at once and, but for the ViT, end with the lower test loss; the "
            "AGOP's alignment with the reference is below 0.1 everywhere and does not follow the batch size.",
        ),
        extra="torch",
        table=real_nets_table,
    ),
)
