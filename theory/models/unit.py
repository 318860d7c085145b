"""Models that are a sum over units, f = s Σ_i φ(p_i): nets of any width on one datum, quadratic forms in their eigenbasis.

A unit has a few weights p (its coordinates) and a few numbers that differ from unit to unit but never move (its constants:
the slope of its gate, an eigenvalue). Nothing about gradient descent is stated here; `theory.descent` derives it from φ.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Max, Poly, PolynomialError, S, Symbol, cancel, diff, expand, rem
from sympy import Integer as Int

from theory.derivation import as_expression

__all__ = ["UnitConstant", "UnitModel", "UnitSum"]


@dataclass(frozen=True)
class UnitConstant:
    """A number that differs from unit to unit and does not move during training.

    Attributes
    ----------
    symbol
        How φ refers to it.
    values
        The finitely many values it can take (the slopes of a gate); empty if it is any real number.
    square_bound
        An upper bound of its square over all units; follows from ``values`` if those are given.
    """

    symbol: Symbol
    values: tuple[Expr, ...] = ()
    square_bound: Expr | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.symbol, Symbol):
            raise TypeError(f"symbol must be a SymPy Symbol, not {type(self.symbol).__name__}: {self.symbol!r}")
        values = tuple(as_expression(value, "values") for value in self.values)
        object.__setattr__(self, "values", values)
        if self.square_bound is not None:
            object.__setattr__(self, "square_bound", as_expression(self.square_bound, "square_bound"))
        elif values:
            object.__setattr__(self, "square_bound", Max(*(value**2 for value in values)))

    def reduce(self, expression: Expr) -> Expr:
        """Lower the powers of the constant with the polynomial that all its ``values`` annihilate."""
        if not self.values or not expression.has(self.symbol):
            return expression
        annihilator = Int(1)
        for value in dict.fromkeys(self.values):
            annihilator *= self.symbol - value
        return expand(rem(expand(expression), expand(annihilator), self.symbol))


@dataclass(frozen=True)
class UnitSum:
    """A named quantity Σ_i q(p_i): its symbol and its unit polynomial q (prefactors included)."""

    symbol: Symbol
    polynomial: Expr
    meaning: str = ""


@dataclass(frozen=True)
class UnitModel:
    """A model f = s Σ_i φ(p_i) over any number of units.

    Attributes
    ----------
    name
        Name of the family, for messages.
    coordinates
        Symbols of the weights p of one unit. Weights that the gradient never reaches (components orthogonal to the
        input) are not listed; set ``frozen`` if there are any.
    output
        φ(p), a polynomial in the coordinates and the constants.
    constants
        Numbers that differ from unit to unit: `UnitConstant`, or a plain Symbol.
    scale
        The common prefactor s.
    degree
        Degree of homogeneity in the coordinates. Found by Euler's identity; if given, it is checked.
    frozen
        Whether the weight norm has further parts that no step moves.
    validity
        The condition under which φ stays the unit's output during a step (gates), or empty.
    sums
        Further known quantities Σ_i q(p_i) in which the update maps may be written.

    Raises
    ------
    TypeError
        If an argument is text, a float, or not a SymPy expression or Symbol.
    ValueError
        If φ is not a polynomial in the coordinates and constants, does not involve them, or ``degree`` is wrong.
    """

    name: str
    coordinates: tuple[Symbol, ...]
    output: Expr
    constants: tuple[UnitConstant, ...] = ()
    scale: Expr = S.One
    degree: int | None = None
    frozen: bool = False
    validity: str = ""
    sums: tuple[UnitSum, ...] = ()

    def __repr__(self) -> str:
        degree = f"homogeneous of degree {self.degree}" if self.degree else "not homogeneous"
        return f"UnitModel({self.name}: f = {self.scale} Σ_i φ(p_i), φ = {self.output}, p = {self.coordinates}, {degree})"

    def __post_init__(self) -> None:
        if isinstance(self.coordinates, str) or not self.coordinates:
            raise TypeError(f"coordinates must be a non-empty tuple of SymPy Symbols, not {self.coordinates!r}")
        for coordinate in self.coordinates:
            if not isinstance(coordinate, Symbol):
                raise TypeError(f"coordinates must be SymPy Symbols, not {type(coordinate).__name__}: {coordinate!r}")
        object.__setattr__(self, "coordinates", tuple(self.coordinates))
        object.__setattr__(self, "output", as_expression(self.output, "output"))
        object.__setattr__(self, "scale", as_expression(self.scale, "scale"))
        if isinstance(self.constants, str):
            raise TypeError(f"constants must be UnitConstant or Symbol objects, not text: {self.constants!r}")
        constants = tuple(c if isinstance(c, UnitConstant) else UnitConstant(c) for c in self.constants)
        object.__setattr__(self, "constants", constants)
        if len(set(self.generators)) != len(self.generators):
            raise ValueError(f"coordinates and constants must be distinct symbols, got {self.generators}")
        try:
            polynomial = Poly(self.output, *self.generators)
        except PolynomialError as error:
            raise ValueError(f"output must be a polynomial in {self.generators}: {self.output}") from error
        leftover = set().union(*(c.free_symbols for c in polynomial.coeffs())) & set(self.generators)
        if leftover or not set(self.coordinates) & self.output.free_symbols:
            raise ValueError(f"output must be a polynomial that involves the coordinates {self.coordinates}: {self.output}")
        if self.scale.has(*self.generators):
            raise ValueError(f"scale must be the same for all units: {self.scale}")
        self._settle_degree()

    def _settle_degree(self) -> None:
        found = euler_degree(self.output, self.coordinates)
        if self.degree is not None and self.degree != found:
            raise ValueError(f"degree: Euler's identity gives {found}, not {self.degree}, for {self.output}")
        object.__setattr__(self, "degree", found)

    @property
    def generators(self) -> tuple[Symbol, ...]:
        """Coordinates and constants: everything that differs from unit to unit."""
        return (*self.coordinates, *(constant.symbol for constant in self.constants))

    @property
    def gradient(self) -> tuple[Expr, ...]:
        """∂f/∂p for the weights p of one unit, prefactor included."""
        return tuple(expand(self.scale * diff(self.output, coordinate)) for coordinate in self.coordinates)

    @property
    def output_polynomial(self) -> Expr:
        """The unit polynomial of the output f."""
        return expand(self.scale * self.output)

    @property
    def kernel_polynomial(self) -> Expr:
        """The unit polynomial of the NTK H = |∇f|² (one datum)."""
        return expand(sum((part**2 for part in self.gradient), Int(0)))

    @property
    def norm_polynomial(self) -> Expr:
        """The unit polynomial of the squared norm of the weights that move."""
        return sum((coordinate**2 for coordinate in self.coordinates), Int(0))

    def reduce(self, expression: Expr) -> Expr:
        """Lower the powers of all constants with finitely many values."""
        for constant in self.constants:
            expression = constant.reduce(expression)
        return expression


def euler_degree(output: Expr, coordinates: tuple[Symbol, ...]) -> int | None:
    """Return k if p·∇φ = k φ for all p, else None."""
    radial = sum((p * diff(output, p) for p in coordinates), Int(0))
    ratio = cancel(radial / output)
    return int(ratio) if ratio.is_Integer and ratio > 0 else None
