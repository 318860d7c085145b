"""The code that a computation consists of: its function and every function, class and constant of ours that it reaches."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable
from functools import cache
from textwrap import dedent
from types import FunctionType
from typing import Any

__all__ = ["code_of"]

_OURS = (
    "numerics.experiments",
    "numerics.sgd",
    "numerics.spikes",
    "numerics.observables",
    "numerics.datasets",
    "numerics.training",
)
"""Modules whose code is followed; what lies below them is the engine, which `engine_numbers` watches by what it returns."""


class _Bare(ast.NodeTransformer):
    """Drops what does not compute: docstrings and annotations."""

    def _body(self, node: Any) -> Any:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> Any:
        return self._body(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        node.returns = None
        return self._body(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        # A field of a dataclass is its name; an annotated variable is its assignment.
        value = node.value or ast.Constant(None)
        return self.generic_visit(ast.copy_location(ast.Assign([node.target], value), node))


def _bare(piece: FunctionType | type) -> ast.AST:
    return ast.fix_missing_locations(_Bare().visit(ast.parse(dedent(inspect.getsource(piece)))))


def _is_ours(value: object) -> bool:
    module = getattr(value, "__module__", "") or ""
    return isinstance(value, (FunctionType, type)) and any(module == ours or module.startswith(f"{ours}.") for ours in _OURS)


@cache
def code_of(function: Callable[..., Any]) -> str:
    """The text of a function and of all of ours that it reaches by name, transitively; constants of its modules by value.

    Docstrings, comments and annotations do not count, nor what the same modules hold besides (such as drawing).
    """
    pieces: dict[str, str] = {}
    waiting: list[Any] = [function]
    while waiting:
        piece = waiting.pop()
        name = f"{piece.__module__}.{piece.__qualname__}"
        if name in pieces:
            continue
        tree = _bare(piece)
        pieces[name] = ast.unparse(tree)
        known = vars(sys.modules[piece.__module__])
        for used in sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & set(known)):
            # A cached function is a wrapper around the one that was written.
            value = inspect.unwrap(known[used]) if callable(known[used]) else known[used]
            if _is_ours(value):
                waiting.append(value)
            elif isinstance(value, (bool, int, float, str, tuple)):
                pieces[f"{piece.__module__}.{used}"] = repr(value)
    return "\n".join(f"{name}: {text}" for name, text in sorted(pieces.items()))
