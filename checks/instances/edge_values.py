"""What the symbols of learning-rate edges are for a model and its initial weights: one function a kind of model.

A model from elsewhere registers its own with ``edge_values.register``, as those below do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import singledispatch

import numpy as np
from numpy import ndarray

from checks.pairs._forms import sharp_constant
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import active_ntk, bias_norm, spectral_norm

__all__ = ["Measured", "edge_values"]

Measured = Mapping[str, Callable[[], ndarray | float]]
"""How each symbol is measured, on demand: a number, or one for each initialisation, (B,)."""


@singledispatch
def edge_values(net: Model, weights: ndarray) -> Measured:
    """The symbols that only models of this kind have, beside those of `checks.instances.edges`.

    Parameters
    ----------
    net
        The model.
    weights
        Initial weights, (B, P).
    """
    return {}


@edge_values.register
def _(net: TwoLayerNet, weights: ndarray) -> Measured:
    found = {**_layers(net), "N_spec_0": lambda: spectral_norm(net, weights)}
    return {**found, "H_0": lambda: active_ntk(net, weights)} if net.data_count == 1 else found


@edge_values.register
def _(net: DeepNet, weights: ndarray) -> Measured:
    return _layers(net)


def _layers(net: TwoLayerNet | DeepNet) -> Measured:
    return {
        "s": lambda: float(net.scale),
        "a_plus": lambda: float(net.slopes[0]),
        "a_minus": lambda: float(net.slopes[1]),
        "x2_top": lambda: float((net.inputs**2).sum(axis=1).max()),
        "x2": lambda: float((net.inputs[0] ** 2).sum()),
        "gram_top": lambda: float(np.linalg.eigvalsh(net.inputs @ net.inputs.T)[-1]) / net.data_count,
    }


@edge_values.register
def _(net: PureQuadratic, weights: ndarray) -> Measured:
    zeta = float(net.zeta)
    several: Measured = {
        "omega_top": lambda: zeta**2 * float(np.linalg.eigvalsh(np.matmul(net.psi, net.psi).sum(axis=0))[-1]) / net.data_count,
        "psi_eff2_0": lambda: _effective(net, weights),
    }
    alone: Measured = {
        "zeta": lambda: zeta,
        "psi2_top": lambda: float((net.psi**2).max()),
        "c_star": lambda: sharp_constant(net.psi, zeta),
    }
    return {**alone, **(several if net.psi.ndim == 3 else {})}


@edge_values.register
def _(net: BiasedQuadratic, weights: ndarray) -> Measured:
    return {
        "zeta": lambda: float(net.zeta),
        "psi2_top": lambda: float((net.psi**2).max()),
        "phi2": lambda: float((net.phi[0] ** 2).sum()),
        "N_bias_0": lambda: bias_norm(net, weights),
        "phi_theta_0": lambda: net.split(weights)[0] @ net.phi[0],
    }


def _effective(model: PureQuadratic, weights: ndarray) -> ndarray:
    """λmax(ψ_eff²) at each initialisation, ψ_eff = D^(-1/2) Σ e_a ψ_a with e the top eigenvector of the NTK, (B,)."""
    _, vectors = np.linalg.eigh(model.tangent_gram(weights))
    mixed = np.tensordot(vectors[:, :, -1], model.psi, 1) / np.sqrt(model.data_count)
    return np.asarray(np.abs(np.linalg.eigvalsh(mixed)).max(axis=1) ** 2)
