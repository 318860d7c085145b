"""What can be measured along a trajectory: callables (model, weights (B, P)) -> (B, …), for ``observe=`` of `simulate`.

Some need more than the model (targets, a datum): those are made by a function whose name says what it needs. Quantities of one
kind of model raise TypeError for others.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy import ndarray

from numerics.arithmetic import in_kind, scalar_in_kind
from numerics.kernel import spectrum
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.quadratic import apply_forms
from numerics.models.two_layer import TwoLayerNet
from numerics.models.units import TwoLayerForm
from numerics.observing import Observable
from numerics.validation import coefficient

__all__ = [
    "active_norm",
    "active_ntk",
    "agop",
    "bias_norm",
    "cubic_moment",
    "inactive_units",
    "loss",
    "meta_ntk",
    "negative_preactivations",
    "residual_kernel_residual",
    "residual_output",
    "scaled_spectrum",
    "spectral_norm",
    "weight_norm",
]

Kind = TypeVar("Kind")


def weight_norm(model: Model, weights: ndarray) -> ndarray:
    """θ², the squared norm of all weights, (B,)."""
    return (weights * weights).sum(axis=1)


def loss(targets: ndarray | float, normalisation: str = "mean") -> Observable:
    """Make the observable L = (c/2) Σ r_a², (B,); targets (D,) or one number."""

    def measure(model: Model, weights: ndarray) -> ndarray:
        residuals = model.outputs(weights) - targets
        return (residuals * residuals).sum(axis=1) * (coefficient(normalisation, model.data_count) / 2)

    return measure


def scaled_spectrum(normalisation: str = "mean") -> Observable:
    """Make the observable that gives all eigenvalues of c·JJᵀ in ascending order, (B, min(D, P))."""

    def measure(model: Model, weights: ndarray) -> ndarray:
        return spectrum(model, weights) * coefficient(normalisation, model.data_count)

    return measure


def residual_output(targets: ndarray | float) -> Observable:
    """Make the observable (1/D) Σ r_a f_a, (B,); targets (D,) or one number."""

    def measure(model: Model, weights: ndarray) -> ndarray:
        outputs = model.outputs(weights)
        return ((outputs - targets) * outputs).sum(axis=1) / model.data_count

    return measure


def residual_kernel_residual(targets: ndarray | float) -> Observable:
    """Make the observable (1/D) rᵀHr = |Jᵀr|²/D² with H = JJᵀ/D, (B,); targets (D,) or one number."""

    def measure(model: Model, weights: ndarray) -> ndarray:
        gradient = model.pullback(weights, model.outputs(weights) - targets)
        return (gradient * gradient).sum(axis=1) / model.data_count**2

    return measure


def _of_kind(kind: type[Kind], model: Model, observable: str, one_datum: bool = True) -> Kind:
    if not isinstance(model, kind):
        raise TypeError(f"{observable} is defined for {kind.__name__}, not {type(model).__name__}")
    if one_datum and model.data_count != 1:
        raise ValueError(f"{observable} is defined for one datum, not {model.data_count}")
    return model


def negative_preactivations(model: Model, weights: ndarray) -> ndarray:
    """Activation sparsity: the fraction of pre-activations of hidden layers, over units and data, that are negative, (B,)."""
    if isinstance(model, TwoLayerForm):
        return (model.preactivations(weights) < 0).mean(axis=(1, 2))
    if isinstance(model, DeepNet):
        layers = model.preactivations(weights)
        negative = sum((layer < 0).sum(axis=(1, 2)) for layer in layers)
        return np.asarray(negative) / sum(layer[0].size for layer in layers)
    raise TypeError(f"negative_preactivations is defined for nets, not {type(model).__name__}")


def inactive_units(model: Model, weights: ndarray) -> ndarray:
    """Fraction of the units of a two-layer net that are negative on every datum, (B,)."""
    if not isinstance(model, TwoLayerForm):
        raise TypeError(f"inactive_units is defined for two-layer nets, not {type(model).__name__}")
    return (model.preactivations(weights) < 0).all(axis=1).mean(axis=1)


def active_norm(model: Model, weights: ndarray) -> ndarray:
    """Squared norm along x of the units whose gate is not 0, one datum: Σ_active (v_i² + (u_i·x)²/|x|²), (B,)."""
    net = _of_kind(TwoLayerNet, model, "active_norm")
    preactivations = net.preactivations(weights)[:, 0]
    _, second = net.split(weights)
    square = (in_kind(net.inputs, weights) ** 2).sum()
    units = second * second + preactivations * preactivations / square
    return (units * (net.gates(preactivations) != 0)).sum(axis=1)


def active_ntk(model: Model, weights: ndarray) -> ndarray:
    """NTK carried by the units whose gate is not 0, one datum: s² Σ_active d_i² (|x|² v_i² + (u_i·x)²), (B,)."""
    net = _of_kind(TwoLayerNet, model, "active_ntk")
    preactivations = net.preactivations(weights)[:, 0]
    opened = net.gates(preactivations)
    _, second = net.split(weights)
    square = (in_kind(net.inputs, weights) ** 2).sum()
    units = opened * opened * (square * second * second + preactivations * preactivations)
    return units.sum(axis=1) * scalar_in_kind(net.scale, weights) ** 2


def cubic_moment(model: Model, weights: ndarray) -> ndarray:
    """M = s³|x|² Σ_i d_i³ v_i p_i with p_i = u_i·x, one datum, (B,).

    The second-order moment of the output: f' = f − ηrH + η²r²M while no unit changes sign.
    """
    net = _of_kind(TwoLayerNet, model, "cubic_moment")
    preactivations = net.preactivations(weights)[:, 0]
    opened = net.gates(preactivations)
    _, second = net.split(weights)
    square = (in_kind(net.inputs, weights) ** 2).sum()
    return (opened**3 * second * preactivations).sum(axis=1) * square * scalar_in_kind(net.scale, weights) ** 3


def spectral_norm(model: Model, weights: ndarray) -> ndarray:
    """N = |v|² + Σ_k m_k |U w_k|² of a linear net on D data, m_k = (√(1 + 8 σ_k²/σ_1²) − 1)/2, (B,).

    σ_k, w_k are the singular values and right singular vectors of X (D × d). Source: the spectral weight norm, ours.
    """
    net = _of_kind(TwoLayerNet, model, "spectral_norm", one_datum=False)
    if net.slopes[0] != net.slopes[1]:
        raise ValueError(f"spectral_norm is defined for linear nets, not slopes {net.slopes}")
    _, values, vectors = np.linalg.svd(net.inputs.astype(float), full_matrices=False)
    relative = values / values[0] if values[0] > 0 else values
    shares = (np.sqrt(1 + 8 * relative**2) - 1) / 2
    first, second = net.split(weights)
    along = np.matmul(first, vectors.T.astype(weights.dtype))
    return (second * second).sum(axis=1) + ((along * along).sum(axis=1) * shares.astype(weights.dtype)).sum(axis=1)


def bias_norm(model: Model, weights: ndarray) -> ndarray:
    """N = θ_m² + 2 (φ·θ_f)²/φ² of a quadratic model with bias on one datum, (B,)."""
    if not isinstance(model, BiasedQuadratic):
        raise TypeError(f"bias_norm is defined for BiasedQuadratic, not {type(model).__name__}")
    if model.data_count != 1:
        raise ValueError(f"bias_norm is defined for one datum, not {model.data_count}")
    feature, meta = model.split(weights)
    phi = in_kind(model.phi, weights)[0]
    along = (feature * phi).sum(axis=1)
    return (meta * meta).sum(axis=1) + 2 * along * along / (phi * phi).sum()


def meta_ntk(model: Model, weights: ndarray) -> ndarray:
    """H_m = ζ² θ_mᵀψ²θ_m of a quadratic model with bias on one datum, (B,)."""
    biased = _of_kind(BiasedQuadratic, model, "meta_ntk")
    applied = apply_forms(biased.psi, biased.split(weights)[1])[:, 0]
    return (applied * applied).sum(axis=1) * scalar_in_kind(biased.zeta, weights) ** 2


def agop(model: Model, weights: ndarray) -> ndarray:
    """Average gradient outer product (1/D) Σ_a ∇_x f(x_a) ∇_x f(x_a)ᵀ with respect to the *inputs*, (B, d, d).

    For models that have a method ``input_gradients``: weights (B, P) -> ∇_x f at each datum, (B, D, d).
    """
    if not hasattr(model, "input_gradients"):
        raise TypeError(f"agop is defined for nets, not {type(model).__name__}")
    gradients = model.input_gradients(weights)
    return np.matmul(gradients.swapaxes(1, 2), gradients) / model.data_count
