"""What became of a conjecture, as a value that reads as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import And, Basic, Expr, Implies, Symbol
from sympy.logic.boolalg import Boolean

from theory.certificates.algebra import Algebra, Implied
from theory.derivation import to_latex
from theory.plain_text import to_text

__all__ = ["Conjecture", "ConjectureProof"]


@dataclass(frozen=True)
class ConjectureProof:
    """Why a conjecture holds.

    Attributes
    ----------
    certificates
        Exact sums of squares; empty if the proof is Z3's.
    smt2
        Queries that Z3 found unsatisfiable; empty if certificates prove everything.
    witness
        Values that satisfy the hypotheses: the proof speaks of something.
    cited
        (name, sentence) pairs: the theorems that it follows from, whose hypotheses are shown to be implied.
    letters
        (letter, part) pairs: what letters in certificates and queries stand for.
    algebra
        All that is shown by certificates, if it is about one step or plain symbols.
    formal
        Title of the prover that has read the proof, and the commands that check it without Python; empty if none has.
    """

    certificates: tuple[Implied, ...]
    smt2: tuple[str, ...]
    witness: Mapping[Symbol, Expr]
    cited: tuple[tuple[str, str], ...] = ()
    letters: tuple[tuple[Symbol, Basic], ...] = ()
    algebra: Algebra | None = None
    formal: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = (*self.smt2, *map(str, self.certificates))
        theorems = (f"{name}: {sentence}" for name, sentence in self.cited)
        letters = (f"where {letter} is {part}" for letter, part in self.letters)
        return "\n".join((*theorems, *parts, *letters, f"The hypotheses hold at {_point(self.witness)}."))


@dataclass(frozen=True)
class Conjecture:
    """A conjecture and what became of it.

    Attributes
    ----------
    hypotheses, conclusion
        As they were given.
    about
        The model, in words; empty if it is about plain symbols.
    verdict
        ``"certified"``: by certificates, which SymPy has expanded. ``"proved (identity)"``: SymPy finds it when it writes it out.
        ``"proved (Z3)"``: by Z3's word. ``"proved"``: a formal proof was read, if that was asked for. ``"refuted"``: at exact
        values, rational ones where there are such, at which SymPy has evaluated it. ``"open"``: neither.
    counterexample
        Where it is refuted: the values.
    proof
        Where it is proved: why.
    tried
        What was tried without success; where it is refuted, what fails.
    """

    hypotheses: tuple[Boolean, ...]
    conclusion: Boolean
    about: str
    verdict: str
    counterexample: Mapping[Symbol, Expr] | None = None
    proof: ConjectureProof | None = None
    tried: tuple[str, ...] = ()

    def __str__(self) -> str:
        given = f"if {to_text(And(*self.hypotheses))}, then " if self.hypotheses else ""
        sentence = f"{f'{self.about}: ' if self.about else ''}{given}{to_text(self.conclusion)}"
        return f"{sentence[:1].upper() if given and not self.about else sentence[:1]}{sentence[1:]}. {self._outcome()}"

    def _outcome(self) -> str:
        if self.counterexample is not None:
            return f"Refuted at {_point(self.counterexample)}{', '.join(('', *self.tried))}."
        if self.proof is None:
            return f"Open: {'; '.join(self.tried)}."
        count = len(self.proof.certificates)
        if self.proof.formal:
            return f"{self.verdict[:1].upper()}{self.verdict[1:]} by {self.proof.formal[0]}."
        if self.proof.cited:
            names = " and ".join(name for name, _ in self.proof.cited)
            by = "by Z3" if self.proof.smt2 else f"by {_certificates(count)}" if count else "as it stands"
            return f"{self.verdict[:1].upper()}{self.verdict[1:]}: from {names} {by}."
        if self.proof.smt2:
            return "Proved by Z3; no certificate was found."
        if not count:
            return "Proved (identity): SymPy finds it when it writes it out."
        return f"Certified: {_certificates(count)}."

    def __repr__(self) -> str:
        return f"Conjecture({self})"

    def _repr_latex_(self) -> str:
        sentence = Implies(And(*self.hypotheses), self.conclusion, evaluate=False) if self.hypotheses else self.conclusion
        return rf"$$ {to_latex(sentence)} \qquad \text{{{self.verdict}}} $$"


def _certificates(count: int) -> str:
    return "an exact certificate" if count == 1 else f"{count} exact certificates"


def _point(values: Mapping[Symbol, Expr]) -> str:
    return ", ".join(f"{symbol} = {values[symbol]}" for symbol in sorted(values, key=str)) or "every state"
