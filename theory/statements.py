"""Claims and their parts: plain frozen data, no behaviour beyond validation.

A claim does not know how it is checked; a prover or a check does not know which paper a claim came from.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Float,
    Ge,
    Gt,
    Integer,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Pow,
    Rational,
    S,
    Symbol,
    nsimplify,
    oo,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, BooleanFunction, Equivalent, Implies, Not, Or, false, true

from theory.added import Added
from theory.arguments import choice, flag, instance, listed, shown, words
from theory.as_html import claim_html, statement_html
from theory.plain_text import to_text
from theory.settings import Setting
from theory.symbols import Parameter, observable_of

__all__ = ["Claim", "Quantifier", "Setting", "Source", "Statement"]


class Quantifier(Enum):
    """Where the conclusion of a statement is asserted to hold."""

    STATE = "for all weights"
    STEP = "for all steps t of every trajectory whose initialisation satisfies the hypotheses"
    FIRST = "for the first step of every trajectory whose initialisation satisfies the hypotheses"
    TRAJECTORY = "for every whole trajectory (peaks, limits) whose initialisation satisfies the hypotheses"


_ROLES: dict[Quantifier, dict[str, tuple[str, ...]]] = {
    Quantifier.STATE: {"hypotheses": ("now",), "conclusion": ("now",)},
    Quantifier.STEP: {"hypotheses": ("initial",), "conclusion": ("initial", "next", "now", "total")},
    Quantifier.FIRST: {"hypotheses": ("initial",), "conclusion": ("initial", "next", "now", "total")},
    Quantifier.TRAJECTORY: {"hypotheses": ("initial",), "conclusion": ("initial", "limit", "peak")},
}
"""The roles of an observable that hypotheses and conclusion may use."""


_NUMBERS = (Rational, Integer, type(S.Zero), type(S.One), type(S.NegativeOne), type(S.Half))
_RELATIONS = (Eq, Ne, Lt, Le, Gt, Ge)
_READABLE = frozenset((*_NUMBERS, Symbol, Add, Mul, Pow, Abs, Max, Min, *_RELATIONS, And, Or, Not, Implies, Equivalent))
"""What every check and every prover reads, and nothing derived from it; infinity comes on top."""
_FINAL = "nothing can be derived from a {}: it would be read otherwise here than there"


def _relation(kind: type[Relational], left: Basic, right: Basic) -> Relational:
    return kind(left, right, evaluate=False)


# SymPy evaluates a relation anew when it is unpickled: an identity that was kept as written would reach another process as True.
for _kind in _RELATIONS:
    copyreg.pickle(_kind, lambda relation: (_relation, (type(relation), *relation.args)))


def _refuse_unreadable(sentence: Boolean) -> None:
    """Raise ValueError if a sentence holds a number that is not exact, or something that no check or prover reads."""
    for part in sorted(sentence.atoms(Float), key=str):
        exact = nsimplify(part, rational=True)
        raise ValueError(f"the number {float(part)} in {sentence} is not exact: write Rational({exact.p}, {exact.q})")
    stack: list[Basic] = [sentence]
    while stack:
        part = stack.pop()
        if type(part) not in _READABLE and part not in (oo, -oo):
            raise ValueError(
                f"{type(part).__name__}, in {sentence}, cannot be checked: a statement is made of rational numbers, sums, "
                "products, powers, Abs, Max and Min, in relations joined by And, Or, Not, Implies and Equivalent"
            )
        if isinstance(part, Relational) and any(isinstance(side, (Relational, BooleanFunction)) for side in part.args):
            raise ValueError(f"{part} compares sentences, not numbers: write Equivalent, or Not of it")
        stack += part.args


def _refuse_symbol(symbol: Basic, place: str, quantifier: Quantifier, parameters: Mapping[str, Parameter]) -> None:
    """Raise ValueError unless the symbol is one of the alphabet, with its assumptions, in a role that has a meaning there."""
    entry = observable_of(symbol) if isinstance(symbol, Symbol) else None
    if not isinstance(symbol, Symbol) or (entry is None and symbol.name not in parameters):
        raise ValueError(f"unknown symbol {str(symbol)!r} in the {place}: not a parameter or observable of theory.symbols")
    # An assumption is a hypothesis that nobody sees: a symbol declared positive would make "f > 0" true.
    if symbol != (parameters[symbol.name].symbol if entry is None else getattr(*entry)):
        raise ValueError(f"the symbol {symbol.name!r} has other assumptions than the one of theory.symbols: take that one")
    roles = _ROLES[quantifier][place]
    if entry is not None and entry[1] not in roles:
        allowed = " or ".join(roles)
        raise ValueError(f"{symbol.name!r}: with {quantifier.name} an observable of the {place} is {allowed}, not {entry[1]}")


def _refuse_id(name: str) -> None:
    """Raise an error unless a claim's id can name files and be told apart in a table."""
    instance(name, "id", str)
    if not 0 < len(name) <= 100 or name != name.strip() or not name.isprintable() or set(name) & set("/\\"):
        raise ValueError(f"{shown(name)} cannot be the id of a claim: it names files, so use letters, digits, '-', '.' and '_'")


@dataclass(frozen=True)
class Source:
    """Where a claim is printed: paper key (``"ML"``, ``"ZQ"``, …, or ``"ours"``) and the place in it."""

    paper: str
    place: str = ""

    def __post_init__(self) -> None:
        words(self.paper, "paper")
        words(self.place, "place")


@dataclass(frozen=True)
class Statement:
    """A formal sentence: in this setting, if the hypotheses hold, then (quantifier) the conclusion holds.

    Hypotheses use parameters and values at step 0 (for ``Quantifier.STATE``: values now).
    The conclusion may use all roles of an observable.
    """

    setting: Setting
    hypotheses: tuple[Boolean, ...]
    quantifier: Quantifier
    conclusion: Boolean

    def __init_subclass__(cls) -> None:
        raise TypeError(_FINAL.format("Statement"))

    def __post_init__(self) -> None:
        instance(self.setting, "setting", Setting)
        instance(self.quantifier, "quantifier", Quantifier)
        object.__setattr__(self, "hypotheses", listed(self.hypotheses, "hypotheses", Boolean))
        instance(self.conclusion, "conclusion", Boolean, "a SymPy relation")
        for number, part in enumerate((*self.hypotheses, self.conclusion), 1):
            if part is true or part is false:
                # SymPy has judged it from the assumptions of its symbols alone; nothing would be left to prove or to refute.
                which = f"hypothesis {number}" if number <= len(self.hypotheses) else f"conclusion (if {self.hypotheses})"
                raise ValueError(f"{self.setting.model}: the {which} is {part} before anything is checked: it says nothing")
        for place, parts in (("hypotheses", self.hypotheses), ("conclusion", (self.conclusion,))):
            for symbol in sorted(set().union(*(part.free_symbols for part in parts)), key=str):
                _refuse_symbol(symbol, place, self.quantifier, self.setting.parameters)
        for part in (*self.hypotheses, self.conclusion):
            _refuse_unreadable(part)

    def __str__(self) -> str:
        given = " and ".join(map(to_text, self.hypotheses))
        return f"{given} ⇒ {to_text(self.conclusion)}" if given else to_text(self.conclusion)

    def __repr__(self) -> str:
        return f"Statement({self.setting}: {self}; {self.quantifier.value})"

    def _repr_html_(self) -> str:
        return statement_html(self)

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """All free symbols, sorted by name."""
        free: set[Symbol] = set()
        for part in (*self.hypotheses, self.conclusion):
            free |= {symbol for symbol in part.free_symbols if isinstance(symbol, Symbol)}
        return tuple(sorted(free, key=lambda symbol: symbol.name))


@dataclass(frozen=True)
class Claim:
    """A sentence someone asserts, with everything needed to judge it.

    Attributes
    ----------
    id
        Short name, e.g. ``"ML-2"``.
    source
        Paper and place, or ``Source("ours")``.
    text
        The sentence as printed (or as we state it).
    statements
        The formal reading: all of them must hold. Empty for an informal or experimental claim.
    reading
        How we read the print where it is silent.
    added
        The hypotheses of the statements that the print does not state.
    evidence
        What would count as evidence.
    sharp
        Whether the constants are best possible, so that any strengthening is false.
    kind
        ``"theorem"``, ``"conjecture"`` (nobody asserts it: a search that breaks nothing leaves it open), ``"statistical"``,
        ``"scaling"`` or ``"empirical"``.
    correction
        For a printed claim that fails: id of the nearest true claim, if any.
    experiment
        For an empirical claim: the experiment that decides it.
    tags
        Free labels, used to select.
    """

    id: str
    source: Source
    text: str
    statements: tuple[Statement, ...] = ()
    reading: str = ""
    evidence: str = ""
    sharp: bool = False
    kind: str = "theorem"
    correction: str = ""
    experiment: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)
    added: tuple[Added, ...] = ()

    def __init_subclass__(cls) -> None:
        raise TypeError(_FINAL.format("Claim"))

    def __post_init__(self) -> None:
        instance(self.source, "source", Source)
        _refuse_id(self.id)
        object.__setattr__(self, "statements", listed(self.statements, f"claim {self.id}: statements", Statement))
        choice(self.kind, "kind", ("theorem", "conjecture", "statistical", "scaling", "empirical"))
        flag(self.sharp, "sharp")
        for name in ("text", "reading", "evidence", "correction", "experiment"):
            words(getattr(self, name), name)
        if not isinstance(self.tags, (frozenset, set)) or not all(isinstance(tag, str) for tag in self.tags):
            raise TypeError(f"tags must be a frozenset of text, not {shown(self.tags)}")
        object.__setattr__(self, "tags", frozenset(words(tag, "tags") for tag in self.tags))
        if self.kind in ("theorem", "conjecture") and not self.statements:
            raise ValueError(f"claim {self.id}: a {self.kind} needs at least one formal statement")
        object.__setattr__(self, "added", listed(self.added, f"claim {self.id}: added", Added))
        for added in self.added:
            _refuse_id(added.name)
            if all(added.without(statement) == statement for statement in self.statements):
                raise ValueError(f"claim {self.id}: no statement has the hypothesis {added.name!r} that is said to be added")
        if len({added.name for added in self.added}) < len(self.added):
            raise ValueError(f"claim {self.id}: two of the added hypotheses have one name")

    @property
    def conjectured(self) -> bool:
        """Whether nobody asserts the claim, so that it stays open until it is proved or refuted."""
        return self.kind == "conjecture"

    @property
    def printed(self) -> tuple[Statement, ...]:
        """The statements without anything that our reading adds."""
        statements = self.statements
        for added in self.added:
            statements = tuple(map(added.without, statements))
        return statements

    @property
    def wider(self) -> tuple[Claim, ...]:
        """What the claim would say without each of the added hypotheses."""
        return tuple(map(self.without, self.added))

    def without(self, added: Added) -> Claim:
        """What the claim would say without one of the added hypotheses: the statements that have it, without it."""
        changed = tuple(wider for part in self.statements if (wider := added.without(part)) != part)
        return replace(self, id=f"{self.id} without {added.name}", statements=changed, added=(), correction="", sharp=False)

    def __repr__(self) -> str:
        count = len(self.statements)
        return f"Claim({self.id} of {self.source.paper}, {self.kind}, {count} statement{'' if count == 1 else 's'}: {self.text})"

    def _repr_html_(self) -> str:
        return claim_html(self)
