"""A unit of one's own as it is typed on a command line: its tree is read and rebuilt in SymPy, nothing is evaluated."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sympy import Abs, Add, Expr, Integer, Max, Min, Mul, Pow, Symbol, atan, cos, erf, exp, log, sin, sqrt, tanh

__all__ = ["unit_expression"]

_FUNCTIONS: Mapping[str, Callable[..., Expr]] = {
    "abs": Abs,
    "atan": atan,
    "cos": cos,
    "erf": erf,
    "exp": exp,
    "log": log,
    "max": Max,
    "min": Min,
    "sin": sin,
    "sqrt": sqrt,
    "tanh": tanh,
}
_ALIASES = {"Abs": "abs", "Max": "max", "Min": "min"}
_LONGEST, _MOST_POWER, _MOST_DIGITS = 500, 20, 20


def unit_expression(text: str) -> Expr:
    """The expression that a text such as ``"v*u**2"`` says.

    Parameters
    ----------
    text
        Whole numbers, names (the weights of one unit), ``+ - * / **`` and brackets, and abs, atan, cos, erf, exp, log, max, min,
        sin, sqrt and tanh. A power must be a whole number up to 20.

    Raises
    ------
    ValueError
        If it is anything else; the message says what.

    Examples
    --------
    >>> unit_expression("v*max(u, 0)**2/4")
    v*Max(0, u)**2/4
    """
    if len(text) > _LONGEST:
        raise ValueError(f"a unit must have up to {_LONGEST} characters, not {len(text)}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        return _read(tree)
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise ValueError(f"a unit must be an expression such as v*u**2, not {text!r}") from error


def _read(node: ast.expr) -> Expr:
    if isinstance(node, ast.Constant) and type(node.value) is int and len(str(node.value)) <= _MOST_DIGITS:
        return Integer(node.value)
    if isinstance(node, ast.Name):
        return Symbol(node.id, real=True)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return _read(node.operand) * (-1 if isinstance(node.op, ast.USub) else 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return _power(_read(node.left), _read(node.right))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_read(node.left), _read(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        name = _ALIASES.get(node.func.id, node.func.id)
        few = len(node.args) == 1 or (name in ("max", "min") and len(node.args) > 1)
        if name in _FUNCTIONS and few:
            return _FUNCTIONS[name](*map(_read, node.args))
    raise ValueError(
        f"a unit must be made of whole numbers, names, + - * / ** and {', '.join(_FUNCTIONS)}, not {ast.unparse(node)}"
    )


def _power(base: Expr, exponent: Expr) -> Expr:
    inside = max((abs(power.exp) for power in base.atoms(Pow) if power.exp.is_Integer), default=Integer(1))
    if not (isinstance(exponent, Integer) and abs(exponent) * inside <= _MOST_POWER):
        raise ValueError(f"a power in a unit must be a whole number, also of a power up to {_MOST_POWER}, not {exponent}")
    if base == 0 and exponent < 0:
        raise ValueError("a unit must not divide by 0")
    return Pow(base, exponent)


def _divided(left: Expr, right: Expr) -> Expr:
    if right == 0:
        raise ValueError("a unit must not divide by 0")
    return left / right


_OPERATIONS: Mapping[type, Callable[[Expr, Expr], Expr]] = {
    ast.Add: Add,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: Mul,
    ast.Div: _divided,
}
