"""Of cases that try the same kind of thing some are tried at once, and all of them with the deep tests."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import pytest

__all__ = ["first", "one_of_each"]


def first(count: int, cases: Iterable[Any]) -> list[Any]:
    """Cases for ``parametrize``, all but the first ``count`` of them deep."""
    return [case if number < count else _deep(case) for number, case in enumerate(cases)]


def one_of_each(kind: Callable[[Any], Hashable], cases: Sequence[Any]) -> list[Any]:
    """Cases for ``parametrize``, deep unless they are the first of their kind."""
    seen: set[Hashable] = set()
    chosen = []
    for case in cases:
        chosen.append(_deep(case) if kind(case) in seen else case)
        seen.add(kind(case))
    return chosen


def _deep(case: Any) -> Any:
    if hasattr(case, "marks"):
        return pytest.param(*case.values, id=case.id, marks=[*case.marks, pytest.mark.deep])
    return pytest.param(*case, marks=pytest.mark.deep) if isinstance(case, tuple) else pytest.param(case, marks=pytest.mark.deep)
