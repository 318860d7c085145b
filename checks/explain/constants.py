"""The constant C of λmax(H) ≤ C N^(k−1) for nets of layers, with any number of outputs."""

from __future__ import annotations

from typing import Any

import numpy as np

from checks.explain.layered import Layered
from theory.claims.vocabulary import C_deep, C_net_data
from theory.symbols import PARAMETERS

__all__ = ["constant"]


def constant(net: Layered) -> tuple[float, float]:
    """C and N; of two layers N counts what lies in the span of the data.

    Both NaN where σ'(0) is beyond the slopes, and with an output bias, which makes the net one without degree.

    Parameters
    ----------
    net
        A net of k layers, in the convention L = (1/2DK) Σ r², H = JJᵀ/(DK).

    Notes
    -----
    With one output these are theorems of the toolkit (MASTER-MONO and what it rests on). With K outputs C is the same over K,
    by a short proof that no prover has checked. For cotangents c (D, K) the gradient by W_l is s Σ_a δ_a h_aᵀ, h_a being what
    the layer reads and δ_a = c_a sent back through the layers above, so that its Frobenius norm is at most
    s·|δ|·‖h‖ with |δ| ≤ |c| Π_{j>l} a‖W_j‖ and, by columns and then by layers, ‖h‖ ≤ ‖X‖ Π_{j<l} a‖W_j‖_F for the operator norm
    of h, a the larger slope. Sum the squares over l: λmax(JJᵀ) ≤ s² a^(2(k−1)) ‖X‖² Σ_l Π_{j≠l} ‖W_j‖_F², and that symmetric
    polynomial is at most k (N/k)^(k−1) by Maclaurin's inequality.
    """
    deep, rows = net.deep, net.deep.inputs
    if net.shift or abs(float(deep.slope_at_zero)) > max(abs(float(slope)) for slope in deep.slopes):
        return np.nan, np.nan
    moments = rows @ rows.T if len(rows) <= rows.shape[1] else rows.T @ rows
    values: dict[str, Any] = {
        "s": deep.scale,
        "a_plus": deep.slopes[0],
        "a_minus": deep.slopes[1],
        "a_zero": deep.slope_at_zero,
        "gram_top": float(np.linalg.eigvalsh(moments)[-1]) / len(rows),
        "k": deep.depth,
    }
    formula = C_net_data if deep.depth == 2 else C_deep
    found = float(formula.subs({PARAMETERS[name].symbol: value for name, value in values.items()})) / net.outputs
    norm = float(net.weights @ net.weights)
    if deep.depth == 2:
        first = net.weights[: deep.widths[0] * rows.shape[1]].reshape(deep.widths[0], rows.shape[1])
        _, sizes, basis = np.linalg.svd(rows, full_matrices=False)
        seen = first @ basis[sizes > 1e-10 * sizes.max(initial=0.0)].T
        norm += float((seen**2).sum() - (first**2).sum())
    return found, norm
