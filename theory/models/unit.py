"""Models that are a sum over units, f = s Σ_i φ(p_i): nets of any width on one datum, quadratic forms in their eigenbasis.

A unit has a few weights p (its coordinates) and a few numbers that differ from unit to unit but never move (its constants:
the slope of its gate, an eigenvalue). Nothing about gradient descent is stated here; `theory.descent` derives it from φ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from sympy import (
    Expr,
    Max,
    Piecewise,
    Poly,
    PolynomialError,
    S,
    Symbol,
    cancel,
    diff,
    expand,
    rem,
    srepr,
)
from sympy import Integer as Int

from theory.arguments import as_expression, flag, instance, listed, shown, words
from theory.models.everywhere import pole_of, without_slope, without_value
from theory.models.occurring import occurring

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
        instance(self.symbol, "symbol", Symbol)
        if not isinstance(self.values, (tuple, list)):
            raise TypeError(f"values must be a tuple of exact numbers, not {shown(self.values)}")
        values = tuple(as_expression(value, "values") for value in self.values)
        object.__setattr__(self, "values", values)
        if self.square_bound is not None:
            object.__setattr__(self, "square_bound", as_expression(self.square_bound, "square_bound", nonnegative=True))
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

    def __post_init__(self) -> None:
        instance(self.symbol, "symbol", Symbol)
        object.__setattr__(self, "polynomial", as_expression(self.polynomial, "polynomial"))
        words(self.meaning, "meaning")


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
        φ(p), a polynomial in the coordinates and the constants, or any other real function of the coordinates.
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
        If φ does not depend on the coordinates, is no polynomial though there are constants, may fail to be real, has no slopes,
        or ``degree`` is wrong.
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
        return f"UnitModel({self.name}: f = {self.scale} Σ_i φ(p_i), φ = {self.output}, p = {self.coordinates}, {self.kind})"

    def __post_init__(self) -> None:
        object.__setattr__(self, "coordinates", listed(self.coordinates, "coordinates", Symbol))
        if not self.coordinates:
            raise TypeError("coordinates must be a non-empty tuple of Symbols")
        object.__setattr__(self, "output", as_expression(self.output, "output"))
        object.__setattr__(self, "scale", as_expression(self.scale, "scale", nonzero=True))
        words(self.name, "name"), words(self.validity, "validity"), flag(self.frozen, "frozen")
        object.__setattr__(self, "sums", listed(self.sums, "sums", UnitSum))
        listed(self.constants, "constants", (UnitConstant, Symbol))
        constants = tuple(c if isinstance(c, UnitConstant) else UnitConstant(c) for c in self.constants)
        object.__setattr__(self, "constants", constants)
        if len(set(self.generators)) != len(self.generators):
            raise ValueError(f"coordinates and constants must be distinct symbols, got {self.generators}")
        if not set(self.coordinates) & self.output.free_symbols:
            raise ValueError(f"output must involve the coordinates {self.coordinates}: {self.output}")
        if not self.polynomial and self.constants:
            raise ValueError(f"output must be a polynomial in {self.generators} where units have constants: {self.output}")
        if unknown := without_value(self.output):
            raise ValueError(f"output must have real values at all real weights, which is not known of {', '.join(unknown)}")
        if pole := pole_of(self.output, self.coordinates):
            where = ", ".join(f"{p} = {value}" for p, value in pole[1].items())
            raise ValueError(f"output must have real values at all real weights: it divides by {pole[0]}, which is 0 at {where}")
        if steep := without_slope(self.output, self.coordinates):
            raise ValueError(f"output must have derivatives, and SymPy knows none of {', '.join(steep)}")
        if all(_vanishes(diff(self.output, p)) for p in self.coordinates):
            raise ValueError(f"output must depend on its coordinates, and is the same everywhere: {self.output}")
        if self.scale.has(*self.generators):
            raise ValueError(f"scale must be the same for all units: {self.scale}")
        self._settle_degree()

    def _settle_degree(self) -> None:
        found = euler_degree(self.output, self.coordinates)
        if self.degree is not None and (isinstance(self.degree, bool) or not isinstance(self.degree, int)):
            raise TypeError(f"degree must be an integer or None, not {shown(self.degree)} ({type(self.degree).__name__})")
        if self.degree is not None and self.degree != found:
            raise ValueError(f"degree: Euler's identity gives {found}, not {shown(self.degree)}, for {self.output}")
        object.__setattr__(self, "degree", found)

    @property
    def kind(self) -> str:
        """Whether the unit is homogeneous, in words."""
        if self.degree:
            return f"homogeneous of degree {self.degree}"
        return "not homogeneous" if self.polynomial or self.pieces else "no polynomial"

    @property
    def pieces(self) -> tuple[UnitModel, ...]:
        """Where φ is a polynomial in each of several cases (ReLU, |.|): the models that have one of them everywhere; else none.

        A case in which φ is 0 is left out.
        """
        return _pieces(self) if self.output.has(Piecewise) else ()

    @property
    def polynomial(self) -> bool:
        """Whether φ is a polynomial in coordinates and constants; only then does a step have maps that can be derived."""
        try:
            coefficients = Poly(self.output, *self.generators).coeffs()
        except PolynomialError:
            return False
        return not set().union(*(c.free_symbols for c in coefficients)) & set(self.generators)

    @property
    def generators(self) -> tuple[Symbol, ...]:
        """Coordinates and constants: everything that differs from unit to unit."""
        return (*self.coordinates, *(constant.symbol for constant in self.constants))

    @property
    def definition(self) -> str:
        """All that the model is, but for its name, as text that is the same in every process."""
        constants = [(c.symbol, c.values, c.square_bound) for c in self.constants if isinstance(c, UnitConstant)]
        sums = [(part.symbol, part.polynomial) for part in self.sums]
        parts = (self.coordinates, self.output, self.scale, *constants, *sums)
        return f"{srepr(parts)} {self.degree} {self.frozen} {self.validity}"

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


def _vanishes(slope: Expr) -> bool:
    """Whether a derivative is 0 at all weights, as far as SymPy sees it; cases are not compared."""
    return bool(expand(slope) == 0 or (not slope.has(Piecewise) and not slope.is_polynomial() and slope.equals(0)))


@lru_cache(maxsize=256)
def _pieces(model: UnitModel) -> tuple[UnitModel, ...]:
    found = polynomial_pieces(model.output, model.coordinates)
    return tuple(replace(model, output=piece, degree=None) for piece in found if piece != 0)


def polynomial_pieces(output: Expr, coordinates: tuple[Symbol, ...]) -> tuple[Expr, ...]:
    """The polynomials that a function with cases is made of, each once; none if it has no cases, or one is something else."""
    values = tuple(dict.fromkeys(expand(value) for value in occurring(output)))
    plain = all(value.is_polynomial(*coordinates) and (value == 0 or value.has(*coordinates)) for value in values)
    return values if plain else ()


def euler_degree(output: Expr, coordinates: tuple[Symbol, ...]) -> int | None:
    """Return k if p·∇φ = k φ for all p, else None; where φ has cases, ∇φ is that of the case in which p is."""
    if pieces := polynomial_pieces(output, coordinates):
        degrees = {euler_degree(piece, coordinates) for piece in pieces if piece != 0}
        return degrees.pop() if len(degrees) == 1 else None
    radial = sum((p * diff(output, p) for p in coordinates), Int(0))
    ratio = cancel(radial / output)
    return int(ratio) if ratio.is_Integer and ratio > 0 else None
