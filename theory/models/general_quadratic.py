"""The general quadratic model on D data, f_a(w) = offset_a + linear_a·w + ½ wᵀQ_a w, with explicit symbolic entries.

Source: Zhu et al., arXiv:2205.11787 (general quadratic models and neural quadratic models of any net).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sympy import ImmutableMatrix, MatrixBase, Symbol, zeros

from theory.models.quadratic import pure_quadratic
from theory.models.variant import ONE_DATUM, Special, Variant
from theory.symbols import PARAMETERS

__all__ = ["MODEL", "VARIANTS", "GeneralQuadratic", "symbolic_general_quadratic", "symbolic_pure_quadratic"]

MODEL = "general_quadratic"
_ZETA, _TOP, _GAMMA, _X2 = (PARAMETERS[name].symbol for name in ("zeta", "psi2_top", "gamma", "x2"))
VARIANTS = {
    "": Variant(),
    "isotropic": Variant(
        ONE_DATUM,
        unit=partial(pure_quadratic, "isotropic"),
        closed=True,
        special=Special("quadratic", "isotropic", {_ZETA: _GAMMA, _TOP: _X2}),
    ),
    "linear net": Variant(ONE_DATUM, closed=True),
}


@dataclass(frozen=True)
class GeneralQuadratic:
    """D quadratic functions of P weights.

    Attributes
    ----------
    weights
        The weights w, (P, 1).
    offset
        f_a(0), (D, 1).
    linear
        (D, P).
    quadratic
        D symmetric (P, P) matrices Q_a.

    Raises
    ------
    TypeError
        If a part is not a SymPy matrix.
    ValueError
        If shapes disagree or a Q_a is not symmetric.
    """

    weights: ImmutableMatrix
    offset: ImmutableMatrix
    linear: ImmutableMatrix
    quadratic: tuple[ImmutableMatrix, ...]

    def __post_init__(self) -> None:
        for part in (self.weights, self.offset, self.linear, *self.quadratic):
            if not isinstance(part, MatrixBase):
                raise TypeError(f"all parts must be SymPy matrices, not {type(part).__name__}: {part!r}")
        data, weights = len(self.quadratic), self.weights.rows
        if self.linear.shape != (data, weights) or self.offset.shape != (data, 1):
            raise ValueError(f"offset and linear must have shapes ({data}, 1) and ({data}, {weights})")
        for matrix in self.quadratic:
            if matrix.shape != (weights, weights) or matrix != matrix.T:
                raise ValueError(f"quadratic must hold symmetric ({weights}, {weights}) matrices")

    @property
    def outputs(self) -> ImmutableMatrix:
        """f_a, (D, 1)."""
        w = self.weights
        curved = ImmutableMatrix([(w.T * q * w)[0] / 2 for q in self.quadratic])
        return ImmutableMatrix(self.offset + self.linear * w + curved)


def _generic(name: str, rows: int, columns: int) -> ImmutableMatrix:
    return ImmutableMatrix(rows, columns, lambda i, j: Symbol(f"{name}_{i + 1}{j + 1}", real=True))


def _symmetric(name: str, size: int) -> ImmutableMatrix:
    return ImmutableMatrix(size, size, lambda i, j: Symbol(f"{name}_{min(i, j) + 1}{max(i, j) + 1}", real=True))


def symbolic_general_quadratic(data_count: int, weight_count: int) -> GeneralQuadratic:
    """Return the general quadratic model of the given size with every entry a symbol."""
    return GeneralQuadratic(
        weights=_generic("w", weight_count, 1),
        offset=_generic("c", data_count, 1),
        linear=_generic("b", data_count, weight_count),
        quadratic=tuple(_symmetric(f"q{a + 1}", weight_count) for a in range(data_count)),
    )


def symbolic_pure_quadratic(data_count: int, weight_count: int) -> GeneralQuadratic:
    """Return D pure quadratic forms ½ wᵀQ_a w (Q_a = ζψ_a) of the given size with every entry a symbol."""
    return GeneralQuadratic(
        weights=_generic("w", weight_count, 1),
        offset=ImmutableMatrix(zeros(data_count, 1)),
        linear=ImmutableMatrix(zeros(data_count, weight_count)),
        quadratic=tuple(_symmetric(f"q{a + 1}", weight_count) for a in range(data_count)),
    )
