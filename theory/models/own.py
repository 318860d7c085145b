"""Bring your own model: from a per-unit SymPy expression, or from a symmetric matrix, to a unit model.

>>> from sympy import Rational, symbols
>>> from theory.models.own import from_unit
>>> u, v = symbols("u v")
>>> from_unit(v * u**2, scale=Rational(1, 4)).degree
3
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from sympy import Add, Expr, ImmutableMatrix, MatrixBase, Symbol

from theory.activations import cases
from theory.arguments import as_expression, instance, listed, shown
from theory.models.unit import UnitConstant, UnitModel
from theory.models.variant import ONE_DATUM, Variant

__all__ = ["MODEL", "VARIANTS", "from_quadratic_form", "from_unit", "register", "registered", "registry", "unit_of"]

MODEL = "own"
VARIANTS: dict[str, Variant] = {}
"""Names of the registered models; all of them are on one datum."""
_REGISTERED: dict[str, UnitModel] = {}


def from_unit(
    output: Expr,
    coordinates: Iterable[Symbol] | None = None,
    *,
    name: str = "own model",
    constants: Iterable[UnitConstant | Symbol] = (),
    scale: Expr | int = 1,
    validity: str = "",
) -> UnitModel:
    """Return the model f = s Σ_i φ(p_i) for a unit output φ.

    Parameters
    ----------
    output
        φ, a polynomial or any other real function of the weights (tanh, erf, exp, |.|, max, …). Plain symbols only; they are made
        real.
    coordinates
        The weights of one unit; by default all symbols of φ that are not constants and do not occur in ``scale``.
    name
        For messages.
    constants
        Numbers that differ from unit to unit and do not move.
    scale
        The prefactor s.
    validity
        A condition under which φ is the unit's output during a step, if any.

    Raises
    ------
    TypeError, ValueError
        As `UnitModel`.

    Examples
    --------
    >>> from sympy import symbols
    >>> u, v = symbols("u v")
    >>> from_unit(v * u**2)
    UnitModel(own model: f = 1 Σ_i φ(p_i), φ = u**2*v, p = (u, v), homogeneous of degree 3)
    """
    output, scale = as_expression(output, "output"), as_expression(scale, "scale")
    constants = listed(constants, "constants", (UnitConstant, Symbol))
    given = tuple(c if isinstance(c, UnitConstant) else UnitConstant(c) for c in constants)
    if coordinates is None:
        taken = {constant.symbol for constant in given} | scale.free_symbols
        coordinates = sorted(output.free_symbols - taken, key=lambda symbol: symbol.name)
        if not coordinates:
            raise ValueError(f"output must have symbols that can be its coordinates, not {shown(output)}")
    chosen = listed(coordinates, "coordinates", Symbol)
    return UnitModel(name, *_real(chosen, output), constants=given, scale=scale, validity=validity)


def _real(coordinates: tuple[Symbol, ...], output: Expr) -> tuple[tuple[Symbol, ...], Expr]:
    """Replace coordinates without assumptions by real ones of the same name."""
    real = {p: Symbol(p.name, real=True) for p in coordinates if isinstance(p, Symbol) and p.is_real is None}
    return tuple(real.get(p, p) for p in coordinates), cases(output.subs(real).doit())


def from_quadratic_form(matrix: MatrixBase, *, name: str = "own quadratic form", scale: Expr | int = 1) -> UnitModel:
    """Return f = (s/2) wᵀψw for an explicit symmetric matrix ψ, as one unit with all weights as its coordinates.

    Parameters
    ----------
    matrix
        ψ, a symmetric SymPy matrix with exact entries.
    name
        For messages.
    scale
        The prefactor s, exact.

    Raises
    ------
    TypeError
        If ``matrix`` is not a SymPy matrix or has inexact entries.
    ValueError
        If it is not square and symmetric, or is zero.

    Examples
    --------
    >>> from sympy import Matrix
    >>> from_quadratic_form(Matrix([[1, 2], [2, -1]])).output
    w_1**2/2 + 2*w_1*w_2 - w_2**2/2
    """
    instance(matrix, "matrix", MatrixBase, "a SymPy matrix")
    if matrix.rows != matrix.cols or matrix != matrix.T:
        raise ValueError("matrix must be square and symmetric")
    if matrix.is_zero_matrix:
        raise ValueError("matrix must not be zero")
    weights = ImmutableMatrix([Symbol(f"w_{i + 1}", real=True) for i in range(matrix.rows)])
    terms = (
        as_expression(matrix[i, j], "matrix") * weights[i] * weights[j] / 2
        for i in range(matrix.rows)
        for j in range(matrix.cols)
    )
    return UnitModel(name, tuple(weights), Add(*terms), scale=as_expression(scale, "scale"))


def registered(name: str) -> UnitModel:
    """The unit model that was registered under this name.

    Raises
    ------
    KeyError
        If there is none in this process.
    """
    if name not in _REGISTERED:
        raise KeyError(f"no own model {name!r} in this process: give it to theory.Setting.of_unit or checks.own_claims first")
    return _REGISTERED[name]


def unit_of(model: str, variant: str) -> UnitModel | None:
    """The unit model that a setting speaks of, if it is one that was registered here."""
    return _REGISTERED.get(variant) if model == MODEL else None


def registry() -> dict[str, UnitModel]:
    """All own models of this process, to be handed to another one."""
    return dict(_REGISTERED)


def register(models: Mapping[str, UnitModel]) -> None:
    """Make own models known in this process; claims speak of them by name.

    Raises
    ------
    ValueError
        If a name already belongs to another model, about which claims may exist.
    """
    for name, unit in models.items():
        if _REGISTERED.setdefault(name, unit) != unit:
            raise ValueError(f"another own model is called {name!r}: give this one its own name=")
        VARIANTS[name] = Variant(ONE_DATUM, unit=partial(registered, name), closed=True).defined()
