"""A derivation as a value: numbered steps, each a sentence and a formula, that print as text or as LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sympy import Basic, Symbol, latex

from theory.arguments import instance, listed, shown, words
from theory.symbols import OBSERVABLES, PARAMETERS, Observable

__all__ = ["Derivation", "Step", "to_latex"]


@lru_cache(maxsize=1)
def _symbol_names(known: tuple[Observable, ...]) -> dict[Symbol, str]:
    names = {parameter.symbol: parameter.latex for parameter in PARAMETERS.values()}
    for observable in known:
        names[observable.now] = observable.latex
        names[observable.next] = _at_step(observable.latex, "t+1", "{%s}'")
        names[observable.initial] = _at_step(observable.latex, "0", "{%s}_{(0)}")
        names[observable.total] = rf"\left(\textstyle\sum_{{s\le t}} {_at_step(observable.latex, 's', '%s')}\right)"
        names[observable.peak] = rf"\sup_t {observable.latex}"
        names[observable.limit] = rf"\lim_{{t\to\infty}} {observable.latex}"
    return names


def _at_step(name: str, index: str, otherwise: str) -> str:
    """The name of an observable at another step than t; a name that does not show its step is marked otherwise."""
    moved = name.replace(",t}", f",{index}}}").replace("_t", f"_{{{index}}}")
    return moved if moved != name else otherwise % name


def to_latex(expression: Basic) -> str:
    """Return the LaTeX of an expression, with the symbols of `theory.symbols` typeset as mathematics.

    Examples
    --------
    >>> from theory import OBSERVABLES
    >>> to_latex(OBSERVABLES["H"].next)
    'H_{t+1}'
    """
    instance(expression, "expression", Basic)
    written = str(latex(expression, symbol_names=_symbol_names(tuple(OBSERVABLES.values()))))
    return written.replace("+ - ", "- ")  # as sums of matrices are written


@dataclass(frozen=True)
class Step:
    """One line of a derivation: what is done, and the formula that results.

    Raises
    ------
    ValueError
        If the text has characters that mean something to LaTeX: formulas belong into ``expression``.
    """

    text: str
    expression: Basic

    def __post_init__(self) -> None:
        instance(self.expression, "expression", Basic)
        if found := set(words(self.text, "text")) & set("_^%&#$\\{}~"):
            raise ValueError(f"the text of a step must not contain {sorted(found)}: {shown(self.text)}")

    def __str__(self) -> str:
        return f"{self.text}\n    {self.expression}"

    def latex(self) -> str:
        """Return the sentence and the formula as two lines of a LaTeX array."""
        return rf"&\text{{{self.text}}} \\ &\qquad {to_latex(self.expression)}"


@dataclass(frozen=True)
class Derivation:
    """The steps that lead from a definition to a result; indexable, iterable, and printed as LaTeX in a notebook."""

    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", listed(self.steps, "steps", Step))

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, index: int) -> Step:
        return self.steps[index]

    def __add__(self, other: Derivation) -> Derivation:
        return Derivation(self.steps + other.steps)

    def then(self, text: str, expression: Basic) -> Derivation:
        """Return this derivation with one more step."""
        return Derivation((*self.steps, Step(text, expression)))

    def __repr__(self) -> str:
        return f"Derivation({len(self.steps)} steps; print it, or iterate)"

    def __str__(self) -> str:
        return "\n".join(f"{number}. {step}" for number, step in enumerate(self.steps, 1))

    def latex(self) -> str:
        """Return all steps as one LaTeX ``aligned`` block, without delimiters."""
        lines = r" \\[4pt] ".join(step.latex() for step in self.steps)
        return rf"\begin{{aligned}} {lines} \end{{aligned}}"

    def _repr_latex_(self) -> str:
        return f"$$ {self.latex()} $$"
