"""Activations that are bounded, as declared facts: what a theorem about v·a(g) needs to know of a, whatever g is.

>>> from sympy import Symbol, tanh
>>> square_bound(tanh(Symbol("u", real=True)))
1
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import (
    Abs,
    Expr,
    Heaviside,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    Wild,
    atan,
    cos,
    erf,
    erfc,
    exp,
    sign,
    sin,
    sqrt,
    tanh,
)
from sympy.core.relational import Relational

from theory.arguments import as_expression, instance, words

__all__ = ["ACTIVATIONS", "Activation", "cases", "declare", "recognised", "square_bound"]

_Z, _ONE = Symbol("z", real=True), Integer(1)


@dataclass(frozen=True)
class Activation:
    """A bounded activation.

    Attributes
    ----------
    name
        For messages.
    value
        a(z), an expression in the symbol ``z``.
    z
        Its argument.
    square_bound
        B with a(z)² ≤ B for all real z. It is believed here; a kernel asks for a proof.
    """

    name: str
    value: Expr
    z: Symbol = _Z
    square_bound: Expr = _ONE

    def __post_init__(self) -> None:
        words(self.name, "name"), instance(self.z, "z", Symbol)
        if as_expression(self.value, "value").free_symbols != {self.z}:
            raise ValueError(f"value must be an expression in {self.z}: {self.value}")
        object.__setattr__(self, "square_bound", as_expression(self.square_bound, "square_bound", nonnegative=True))

    def argument(self, part: Expr) -> Expr | None:
        """What this activation is applied to in an expression; None if the expression is something else."""
        hole = Wild("hole")
        found = part.match(self.value.subs(self.z, hole))
        sides = sorted({side for relation in part.atoms(Relational) for side in relation.args}, key=str)  # of its cases
        for argument in (*([] if found is None else [found[hole]]), *sides):
            if argument.is_real is True and argument.free_symbols and self.value.subs(self.z, argument) == part:
                return argument
        return None


ACTIVATIONS = [
    Activation("tanh", tanh(_Z)),
    Activation("erf", erf(_Z)),
    Activation("sigmoid", 1 / (1 + exp(-_Z))),
    Activation("sin", sin(_Z)),
    Activation("cos", cos(_Z)),
    Activation("Gaussian", exp(-(_Z**2))),
    Activation("Lorentzian", 1 / (1 + _Z**2)),
    Activation("arctangent", atan(_Z), square_bound=Rational(5, 2)),
    Activation("algebraic sigmoid", _Z / sqrt(1 + _Z**2)),
    Activation("softsign", _Z / (1 + Piecewise((_Z, _Z >= 0), (-_Z, True)))),
]
"""Those that are known; `declare` adds to them."""


def declare(activation: Activation) -> Activation:
    """Make an activation known in this process."""
    if instance(activation, "activation", Activation) not in ACTIVATIONS:
        ACTIVATIONS.append(activation)
    return activation


_BUILT_IN = tuple(ACTIVATIONS)


def recognised(part: Expr, *, declared: bool = True) -> tuple[Activation, Expr] | None:
    """The known activation that an expression is a value of, and its argument; only of those above unless ``declared``."""
    for activation in ACTIVATIONS if declared else _BUILT_IN:
        argument = activation.argument(part)
        if argument is not None:
            return activation, argument
    return None


def square_bound(part: Expr, *, declared: bool = True) -> Expr | None:
    """A bound of the square of an expression that is the value of a known activation; None if it is none."""
    found = recognised(part, declared=declared)
    return None if found is None else found[0].square_bound


def cases(expression: Expr) -> Expr:
    """An expression with its kinks written as cases: max, min, absolute value and step have the right-hand slope at a tie."""
    plain = expression.replace(erfc, lambda x: 1 - erf(x))
    return plain.replace(Abs, lambda x: Piecewise((x, x >= 0), (-x, True))).replace(
        lambda part: isinstance(part, (Max, Min, Heaviside, sign)), _case
    )


def _case(part: Expr) -> Expr:
    if isinstance(part, Heaviside):
        return Piecewise((1, part.args[0] >= 0), (0, True))
    if isinstance(part, sign):
        return Piecewise((1, part.args[0] > 0), (-1, part.args[0] < 0), (0, True))
    return _largest(list(part.args), isinstance(part, Max))


def _largest(values: Sequence[Expr], largest: bool) -> Expr:
    """The first of the largest or smallest, by comparisons of two at a time."""
    best, *others = values
    if not others:
        return best
    other, *rest = others
    condition = other > best if largest else other < best
    return Piecewise((_largest([other, *rest], largest), condition), (_largest([best, *rest], largest), True))
