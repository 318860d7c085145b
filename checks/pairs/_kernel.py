"""Observables of D data in terms of K_ab = ∇f_a·∇f_b, for models on one-dimensional inputs and for quadratic models."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy import ndarray

from checks.instances.instance import Extra, Parameter, Point
from checks.pairs._exact import fractions
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.taylor import TwoLayerTaylor

__all__ = ["ENTRIES", "block_parameters", "gradient_sizes", "probe", "sign_blocks"]


def _applied(at: Point, vectors: ndarray) -> ndarray:
    """K c for vectors c (B, D)."""
    return np.matmul(at.gram, vectors[:, :, None])[:, :, 0]


def _trace(power: int) -> Extra:
    def measure(at: Point) -> ndarray:
        product = at.gram
        for _ in range(power - 1):
            product = np.matmul(product, at.gram)
        return np.trace(product, axis1=1, axis2=2)

    return measure


def _roots(at: Point) -> ndarray:
    """Sizes of the terms of |∇f_a|, (B, D). An expansion adds the displacement to its centre, so the centre counts."""
    model, squares = at.model, at.once(_squared_norm)
    if isinstance(model, TwoLayerTaylor):
        lengths = np.sqrt((model.inputs**2).sum(axis=1)) * abs(model.scale)
        size: ndarray = lengths * np.sqrt(squares + (model.centre**2).sum())[:, None]
        return size
    if isinstance(model, GeneralQuadratic):
        axes = tuple(range(1, model.quadratic.ndim))
        bent = np.sqrt((model.quadratic**2).sum(axis=axes)) * abs(model.gamma)
        return np.sqrt((model.linear**2).sum(axis=1)) + bent * np.sqrt(squares)[:, None]
    return np.sqrt(np.diagonal(at.gram, axis1=1, axis2=2))


def _squared_norm(at: Point) -> ndarray:
    total: ndarray = (at.weights**2).sum(axis=1)
    return total


def _heights(at: Point) -> tuple[ndarray, ndarray]:
    """Sizes of the terms of f_a and of r_a, (B, D): |f_a| ≤ √(K_aa θ²) by Cauchy–Schwarz."""
    outputs = at.once(_roots) * np.sqrt(at.once(_squared_norm))[:, None] + abs(at.outputs)
    if isinstance(at.model, GeneralQuadratic):
        outputs = outputs + abs(at.model.offset)
    return outputs, outputs + abs(at.residuals)


def probe(count: int, like: ndarray) -> ndarray:
    """The vector z that equations between vectors and matrices on D data are held against, (D,), in the arithmetic of ``like``.

    Its entries have no pattern that a wrong equation could share.
    """
    entries = [(2, -1, 3, 1, -2, 5, -3, 4)[place % 8] + place // 8 for place in range(count)]
    return fractions(entries) if like.dtype == object else np.array(entries, dtype=float)


def _probed(at: Point) -> ndarray:
    return probe(at.model.data_count, at.weights)


def _gradient_size(at: Point) -> ndarray:
    """Size of the terms of Σ z_a ∇f_a, (B,)."""
    total: ndarray = (at.once(_roots) * abs(at.once(_probed))).sum(axis=1)
    return total


def gradient_sizes(at: Point) -> tuple[ndarray, ndarray]:
    """Sizes of the terms of |∇f_a|, (B, D), and of |∇fᵀr|, (B,)."""
    roots = at.once(_roots)
    return roots, (roots * at.once(_heights)[1]).sum(axis=1)


SIZES: dict[str, Extra] = {
    "f__size": lambda at: at.once(_heights)[0][:, 0],
    "r__size": lambda at: at.once(_heights)[1][:, 0],
    "H__size": lambda at: (at.once(_roots) ** 2).sum(axis=1) / at.model.data_count,
    "z_r__size": lambda at: (at.once(_heights)[1] * abs(at.once(_probed))).sum(axis=1),
    "z_Kr__size": lambda at: _gradient_size(at) * (at.once(_roots) * at.once(_heights)[1]).sum(axis=1),
    "z_Kz__size": lambda at: _gradient_size(at) ** 2,
}
"""What was added up to obtain a value, where cancellation makes that larger than the value."""

ENTRIES: dict[str, Extra] = {
    "z_r": lambda at: (at.residuals * at.once(_probed)).sum(axis=1),
    "z_Kr": lambda at: (_applied(at, at.residuals) * at.once(_probed)).sum(axis=1),
    "z_Kz": lambda at: (np.matmul(at.gram, at.once(_probed)) * at.once(_probed)).sum(axis=1),
    "K_trace": _trace(1),
    "K2_trace": _trace(2),
    "K3_trace": _trace(3),
    **SIZES,
}
"""K against a vector, and its traces, for any model."""


def _masks(inputs: ndarray) -> tuple[ndarray, ndarray]:
    """p₁ = (x_i 1[x_i ≥ 0]) and p₂ = (x_i 1[x_i < 0]) for inputs (D, 1), as vectors (D,)."""
    line = inputs[:, 0]
    zero = line * 0
    return np.where(line >= 0, line, zero), np.where(line < 0, line, zero)


def block_parameters(inputs: ndarray, goal: ndarray) -> dict[str, Parameter]:
    """What statements about the two sign blocks of one-dimensional inputs need to know of the data."""
    positive, negative = _masks(inputs)
    z = probe(len(inputs), inputs)
    zero = Fraction(0) if goal.dtype == object else 0.0
    return {
        "x2_plus": (positive**2).sum(),
        "x2_minus": (negative**2).sum(),
        "p1_z": (positive * z).sum(),
        "p2_z": (negative * z).sum(),
        "p1_y": (positive * goal).sum() + zero,
        "p2_y": (negative * goal).sum() + zero,
    }


def sign_blocks(inputs: ndarray, goal: ndarray) -> dict[str, Extra]:
    """Observables of the two sign blocks of one-dimensional inputs (D, 1)."""
    positive, negative = _masks(inputs)
    open_plus, open_minus = inputs[:, 0] >= 0, inputs[:, 0] < 0

    def along(vector: ndarray, power: int = 1) -> Extra:
        """pᵀKp, or |Kp|² if the power is 2."""

        def measure(at: Point) -> ndarray:
            tiled = np.broadcast_to(vector, (len(at.weights), len(vector)))
            applied = _applied(at, tiled)
            return (applied * (tiled if power == 1 else applied)).sum(axis=1)

        return measure

    def within(opened: ndarray) -> Extra:
        def measure(at: Point) -> ndarray:
            kept = np.where(opened, at.residuals, at.residuals * 0)
            return (kept * _applied(at, kept)).sum(axis=1)

        return measure

    def products(opened: ndarray) -> Extra:
        def measure(at: Point) -> ndarray:
            outputs, heights = at.once(_heights)
            return _over(outputs * heights, opened)

        return measure

    def spread(opened: ndarray) -> Extra:
        def measure(at: Point) -> ndarray:
            return _over(at.once(_roots) * at.once(_heights)[1], opened) ** 2

        return measure

    return {
        "p1Kp1": along(positive),
        "p2Kp2": along(negative),
        "Kp1_norm2": along(positive, 2),
        "p1_r": lambda at: (at.residuals * positive).sum(axis=1),
        "p2_r": lambda at: (at.residuals * negative).sum(axis=1),
        "p1_r2": lambda at: (at.residuals * positive).sum(axis=1) ** 2,
        "p2_r2": lambda at: (at.residuals * negative).sum(axis=1) ** 2,
        "r_f_plus": lambda at: _over(at.residuals * (at.residuals + goal), open_plus),
        "r_f_minus": lambda at: _over(at.residuals * (at.residuals + goal), open_minus),
        "r_y_plus": lambda at: _over(at.residuals * goal, open_plus),
        "f2_plus": lambda at: _over(at.outputs**2, open_plus),
        "rKr_plus": within(open_plus),
        "rKr_minus": within(open_minus),
        "p1Kp1__size": lambda at: (at.once(_roots) * abs(positive)).sum(axis=1) ** 2,
        "lambda_1__size": lambda at: _over(at.once(_roots) ** 2, open_plus),
        "lambda_2__size": lambda at: _over(at.once(_roots) ** 2, open_minus),
        "p1_r__size": lambda at: (at.once(_heights)[1] * abs(positive)).sum(axis=1),
        "p2_r__size": lambda at: (at.once(_heights)[1] * abs(negative)).sum(axis=1),
        "p1_r2__size": lambda at: (at.once(_heights)[1] * abs(positive)).sum(axis=1) ** 2,
        "p2_r2__size": lambda at: (at.once(_heights)[1] * abs(negative)).sum(axis=1) ** 2,
        "r_f_plus__size": products(open_plus),
        "r_f_minus__size": products(open_minus),
        "r_y_plus__size": lambda at: _over(at.once(_heights)[1] * abs(goal), open_plus),
        "f2_plus__size": lambda at: _over(at.once(_heights)[0] ** 2, open_plus),
        "rKr_plus__size": spread(open_plus),
        "rKr_minus__size": spread(open_minus),
    }


def _over(products: ndarray, opened: ndarray) -> ndarray:
    total: ndarray = np.where(opened, products, products * 0).sum(axis=1)
    return total
