"""How much of the catapult window [2/λ₀, 4/λ₀] each learning-rate bound covers, published and ours, on toy and image data.

λ₀ is the top NTK eigenvalue at initialisation. A share of 0 means that the bound lies below linear stability, 1 that it reaches
the upper edge. Means over Gaussian initialisations. A bound marked as no theorem is refuted by `catapult errata` (ML-6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from checks.families._forms import sharp_constant
from checks.families._norms import live_norm, spectral
from checks.scene import Point
from numerics.datasets.bundled import two_class
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import bias_norm

__all__ = ["Coverage", "coverage", "coverage_table"]


@dataclass(frozen=True)
class Coverage:
    """One bound on one model.

    Attributes
    ----------
    scene, bound
        Names; ``bound`` says whose it is.
    edge
        Mean of η_bound · λ₀ over initialisations.
    share
        Mean share of [2, 4] that lies below it.
    proved
        Whether the bound is a theorem.
    """

    scene: str
    bound: str
    edge: float
    share: float
    proved: bool = True


def _row(scene: str, bound: str, rates: ndarray, kernel: ndarray, proved: bool = True) -> Coverage:
    edges = rates * kernel
    return Coverage(scene, bound, float(edges.mean()), float(np.clip((edges - 2) / 2, 0, 1).mean()), proved)


def _kernel(model: Model, rows: ndarray) -> ndarray:
    top: ndarray = np.linalg.eigvalsh(model.tangent_gram(rows))[:, -1] / model.data_count
    return top


def _norm(rows: ndarray) -> ndarray:
    total: ndarray = (rows**2).sum(axis=1)
    return total


def _nets(rows: int, seed: int) -> Iterator[Coverage]:
    toy = np.ones((1, 1))
    for name, slope in (("linear", 1.0), ("leaky ½", 0.5), ("ReLU", 0.0)):
        model = TwoLayerNet(toy, 1024, (1.0, slope))
        weights = initialise("gaussian", seed, np.arange(rows), model.weight_count)
        kernel = _kernel(model, weights)
        scene = f"{name} net, toy datum"
        yield _row(scene, "weight norm (ML)", 4 / (model.scale**2 * _norm(weights)), kernel)
        if slope == 0.0:
            yield _row(scene, "4/H₀ (ML-9, RELU-NTK)", 4 / kernel, kernel)
        # With the target −f₀ and y = ½ the upper edge moves by order 1/n.
        if slope in (0.0, 1.0):
            output, kappa = model.outputs(weights)[:, 0], model.scale**2
            shifted = 8 / (kernel + np.sqrt(kernel**2 + 16 * kappa * 0.5 * (0.5 - output)))
            yield _row(f"{scene}, y = ½", "η* (TARGET-EDGE)", shifted, kernel)
    yield from _images("mnist", rows, seed)
    yield from _images("fashion-mnist", rows, seed)


def _images(name: str, rows: int, seed: int) -> Iterator[Coverage]:
    inputs = two_class(name).train_inputs
    largest = float(np.linalg.eigvalsh(inputs @ inputs.T / len(inputs))[-1])
    for kind, slope in (("linear", 1.0), ("ReLU", 0.0)):
        model = TwoLayerNet(inputs, 256, (1.0, slope), ntk_parameterisation=True)
        weights = initialise("gaussian", seed, np.arange(rows), model.weight_count)
        kernel, scene = _kernel(model, weights), f"{kind} net, {name}"
        constant = model.scale**2 * largest
        yield _row(scene, "θ²/P (ML-8)", 4 * model.weight_count / (2 * _norm(weights) * largest), kernel)
        yield _row(scene, "Gram (MASTER-MONO)", 4 / (constant * _norm(weights)), kernel)
        at = Point(model, weights, np.zeros(model.data_count), np.zeros(rows))
        yield _row(scene, "projected (LIVE-MONO)", 4 / (constant * live_norm(at)), kernel)
        if slope == 1.0:
            yield _row(scene, "spectral (SPEC-MONO)", 4 / (constant * spectral(at)), kernel)


def _forms(rows: int, seed: int) -> Iterator[Coverage]:
    source = np.random.default_rng(seed)
    size = 64
    for count in (1, 2, 8):
        values = source.choice((-1.0, 1.0), size=(count, size)) * source.uniform(0.9, 1.1, (count, size))
        basis = np.linalg.qr(source.normal(size=(count, size, size)))[0]
        psi = np.matmul(basis * values[:, None, :], basis.swapaxes(1, 2))
        model = PureQuadratic((psi + psi.swapaxes(1, 2)) / 2, (size / 2) ** -0.5)
        weights = initialise("gaussian", seed, np.arange(rows), size)
        kernel, norm, zeta2 = _kernel(model, weights), _norm(weights), 2 / size
        scene = f"quadratic form, D = {count}"
        omega = zeta2 / count * float(np.linalg.eigvalsh(np.matmul(psi, psi).sum(axis=0))[-1])
        top = np.linalg.eigh(model.tangent_gram(weights))[1][:, :, -1]
        effective = np.array([np.abs(np.linalg.eigvalsh(np.tensordot(e, psi, 1))).max() ** 2 / count for e in top])
        yield _row(scene, "Ω (ML-5)", 4 / (omega * norm), kernel)
        yield _row(scene, "ψ_eff (ML-6)", 4 / (zeta2 * effective * norm), kernel, proved=count == 1)
        yield _row(scene, "C* (OMEGA)", 4 / (sharp_constant(psi, zeta2**0.5) * norm), kernel)


def _biased(rows: int, seed: int) -> Iterator[Coverage]:
    source = np.random.default_rng(seed)
    phi, psi = source.normal(size=(1, 10)) / 10**0.5, source.choice((-1.0, 1.0), size=(1, 100))
    model = BiasedQuadratic(phi, psi, 50**-0.5)
    weights = initialise("gaussian", seed, np.arange(rows), model.weight_count)
    kernel, square, constant = _kernel(model, weights), float((phi**2).sum()), 1 / 50
    linear = (weights[:, :10] * phi[0]).sum(axis=1)
    published = 2 * square + constant * (_norm(weights) + linear**2 / square)
    yield _row("quadratic with bias, toy", "published (ML-7)", 4 / published, kernel)
    yield _row(
        "quadratic with bias, toy", "weighted norm (BIAS)", 4 / (2 * square + constant * bias_norm(model, weights)), kernel
    )


def coverage(rows: int = 4, seed: int = 0) -> tuple[Coverage, ...]:
    """Measure every bound on toy and image data over ``rows`` Gaussian initialisations."""
    return (*_nets(rows, seed), *_forms(rows, seed), *_biased(rows, seed))


def coverage_table(found: tuple[Coverage, ...]) -> str:
    """The table as Markdown."""
    lines = ["| model and data | bound | η λ₀ | share of the window |", "|---|---|---|---|"]
    for item in found:
        mark = "" if item.proved else " (no theorem)"
        lines.append(f"| {item.scene} | {item.bound}{mark} | {item.edge:.4g} | {item.share:.0%} |")
    return "\n".join(lines) + "\n"
