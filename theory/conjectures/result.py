"""What became of a conjecture, as a value that reads as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import And, Basic, Expr, Implies, Pow, Symbol
from sympy.logic.boolalg import Boolean

from theory.certificates.certificate import Certificate
from theory.derivation import to_latex
from theory.plain_text import to_text

__all__ = ["Algebra", "Conjecture", "ConjectureProof", "Implied"]


@dataclass(frozen=True)
class Implied:
    """A relation that follows from relations by a certificate.

    Attributes
    ----------
    relation, given
        What follows, and from what; declared signs of symbols are given besides. Symbols that equal a number are replaced by it.
    factor
        A product of polynomials that are positive where all that is given holds.
    certificate
        That ``factor`` times the relation's polynomial is nonnegative; or, where ``by_contradiction``, that −``factor`` is where
        the relation fails. Certificates check themselves when they are built.
    by_contradiction
        Which of the two.
    """

    relation: Boolean
    given: tuple[Boolean, ...]
    factor: Expr
    certificate: Certificate
    by_contradiction: bool = False

    @property
    def identity(self) -> str:
        """What the certificate says, with its terms left as products, which SymPy would multiply out."""
        shown = self.certificate
        terms = [(s.weight, *(shown.hypotheses[k] for k in s.given), Pow(s.base, 2, evaluate=False)) for s in shown.squares]
        terms += [pair for pair in zip(shown.equations, shown.cofactors, strict=True) if 0 not in pair]
        products = ("*".join(_factor(part) for part in term if part not in (1, _UNIT)) or "1" for term in terms)
        return f"{shown.left} = {' + '.join(products) or '0'}"

    def __str__(self) -> str:
        lines = [f"{to_text(self.relation)}, because"]
        lines += [f"  {h} ≥ 0 and" for h in self.certificate.hypotheses]
        lines += [f"  {e} = 0 and" for e in self.certificate.equations]
        if self.by_contradiction:
            lines[1:] = [f"  otherwise {line.strip()}" for line in lines[1:]]
        lines.append(f"  {self.identity}")
        if self.by_contradiction:
            lines.append(f"  which cannot be: {self.factor} > 0")
        elif self.factor != 1:
            lines.append(f"  and {self.factor} > 0")
        return "\n".join(lines)


_UNIT = Pow(1, 2, evaluate=False)


def _factor(part: Expr) -> str:
    return f"({part})" if part.is_Add or part.is_Mul else str(part)


@dataclass(frozen=True)
class Algebra:
    """A sentence about real numbers, and the certificates that show it.

    Attributes
    ----------
    given
        What is assumed; declared signs of symbols are assumed besides.
    shown
        Each relation that is asserted, or several of them, with its certificates. The parts of each have values where those
        before it hold.
    witness
        Values that satisfy what is assumed.
    """

    given: tuple[Boolean, ...]
    shown: tuple[tuple[Boolean, tuple[Implied, ...]], ...]
    witness: Mapping[Symbol, Expr]

    def __str__(self) -> str:
        return to_text(Implies(And(*self.given), And(*(goal for goal, _ in self.shown)), evaluate=False))


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
        ``"proved (Z3)"``: by Z3's word. ``"proved"``: a formal proof was read, if that was asked for. ``"refuted"``: at rational
        values, at which SymPy has evaluated it. ``"open"``: neither.
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
