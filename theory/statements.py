"""Claims and their parts: plain frozen data, no behaviour beyond validation.

A claim does not know how it is checked; a prover or a check does not know which paper a claim came from.
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass, field
from enum import Enum

from sympy import Abs, Add, Basic, Eq, Float, Ge, Gt, Le, Lt, Max, Min, Mul, Ne, Pow, Rational, Symbol, nsimplify, oo
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, BooleanFunction, Equivalent, Implies, Not, Or, false, true

from theory.plain_text import to_text
from theory.symbols import PARAMETERS, observable_of

__all__ = ["Claim", "Quantifier", "Setting", "Source", "Statement"]


class Quantifier(Enum):
    """Where the conclusion of a statement is asserted to hold."""

    STATE = "for all weights"
    STEP = "for all steps t of every trajectory whose initialisation satisfies the hypotheses"
    FIRST = "for the first step of every trajectory whose initialisation satisfies the hypotheses"
    TRAJECTORY = "for every whole trajectory (peaks, limits) whose initialisation satisfies the hypotheses"


_ROLES: dict[Quantifier, tuple[frozenset[str], frozenset[str]]] = {
    Quantifier.STATE: (frozenset({"now"}), frozenset({"now"})),
    Quantifier.STEP: (frozenset({"initial"}), frozenset({"initial", "now", "next", "total"})),
    Quantifier.FIRST: (frozenset({"initial"}), frozenset({"initial", "now", "next", "total"})),
    Quantifier.TRAJECTORY: (frozenset({"initial"}), frozenset({"initial", "peak", "limit"})),
}
"""The roles of an observable that hypotheses and conclusion may use."""


_READABLE = (Symbol, Rational, Add, Mul, Pow, Abs, Max, Min, Eq, Ne, Lt, Le, Gt, Ge, And, Or, Not, Implies, Equivalent)
"""What every check and every prover reads; infinity comes on top."""


def _relation(kind: type[Relational], left: Basic, right: Basic) -> Relational:
    return kind(left, right, evaluate=False)


# SymPy evaluates a relation anew when it is unpickled: an identity that was kept as written would reach another process as True.
for _kind in (Eq, Ne, Lt, Le, Gt, Ge):
    copyreg.pickle(_kind, lambda relation: (_relation, (type(relation), *relation.args)))


def _refuse_type(what: str, value: object, wanted: type) -> None:
    if not isinstance(value, wanted):
        raise TypeError(f"{what} must be a {wanted.__name__}, not {type(value).__name__}: {value!r}")


def _tuple_of(what: str, values: object) -> tuple[object, ...]:
    """A list as a tuple.

    Raises
    ------
    TypeError
        If it is neither, as when the comma of a tuple of one is missing.
    """
    if not isinstance(values, (tuple, list)):
        raise TypeError(f"{what} must be a tuple, not {type(values).__name__}: {values!r}")
    return tuple(values)


def _refuse_unreadable(sentence: Boolean) -> None:
    """Raise ValueError if a sentence holds a number that is not exact, or something that no check or prover reads."""
    for part in sorted(sentence.atoms(Float), key=str):
        exact = nsimplify(part, rational=True)
        raise ValueError(f"the number {float(part)} in {sentence} is not exact: write Rational({exact.p}, {exact.q})")
    stack: list[Basic] = [sentence]
    while stack:
        part = stack.pop()
        if not isinstance(part, _READABLE) and part not in (oo, -oo):
            raise ValueError(
                f"{type(part).__name__}, in {sentence}, cannot be checked: a statement is made of rational numbers, sums, "
                "products, powers, Abs, Max and Min, in relations joined by And, Or, Not, Implies and Equivalent"
            )
        if isinstance(part, Relational) and any(isinstance(side, (Relational, BooleanFunction)) for side in part.args):
            raise ValueError(f"{part} compares sentences, not numbers: write Equivalent, or Not of it")
        stack += part.args


def _refuse_symbol(symbol: Basic, roles: frozenset[str], quantifier: Quantifier) -> None:
    """Raise ValueError unless the symbol is one of `theory.symbols`, with its assumptions, in a role that has a meaning here."""
    entry = observable_of(symbol) if isinstance(symbol, Symbol) else None
    if not isinstance(symbol, Symbol) or (entry is None and symbol.name not in PARAMETERS):
        raise ValueError(f"unknown symbol {str(symbol)!r}: not a parameter or observable of theory.symbols")
    # An assumption is a hypothesis that nobody sees: a symbol declared positive would make "f > 0" true.
    if symbol != (PARAMETERS[symbol.name].symbol if entry is None else getattr(*entry)):
        raise ValueError(f"the symbol {symbol.name!r} has other assumptions than the one of theory.symbols: take that one")
    if entry is not None and entry[1] not in roles:
        allowed = ", ".join(sorted(roles))
        raise ValueError(f"{symbol.name!r}: with {quantifier.name} an observable may occur here as {allowed}, not as {entry[1]}")


def _refuse_id(name: str) -> None:
    """Raise an error unless a claim's id can name files and be told apart in a table."""
    _refuse_type("id", name, str)
    if not name or name != name.strip() or not name.isprintable() or set(name) & set("/\\"):
        raise ValueError(f"{name!r} cannot be the id of a claim: it names files, so use letters, digits, '-', '.' and '_'")


@dataclass(frozen=True)
class Source:
    """Where a claim is printed: paper key (``"ML"``, ``"ZQ"``, …, or ``"ours"``) and the place in it."""

    paper: str
    place: str = ""


@dataclass(frozen=True)
class Setting:
    """The family of trajectories a statement speaks about.

    Attributes
    ----------
    model
        Name of a model family: a module of ``theory.models`` and, for the numeric side, of ``numerics.models``.
    data
        ``"one"`` datum or ``"many"`` (any number D of data).
    targets
        ``"zero"`` or ``"any"``.
    variant
        Restriction inside the family, such as ``"linear"`` or ``"relu"`` for the two-layer net; empty for the whole family.
    """

    model: str
    data: str = "one"
    targets: str = "zero"
    variant: str = ""

    def __post_init__(self) -> None:
        if self.data not in ("one", "many"):
            raise ValueError(f"data must be 'one' or 'many', not {self.data!r}")
        if self.targets not in ("zero", "any"):
            raise ValueError(f"targets must be 'zero' or 'any', not {self.targets!r}")

    def __str__(self) -> str:
        model = f"{self.variant} {self.model}".strip().replace("_", " ")
        return f"{model}, {'one datum' if self.data == 'one' else 'D data'}, {'y = 0' if self.targets == 'zero' else 'any y'}"


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

    def __post_init__(self) -> None:
        _refuse_type("setting", self.setting, Setting)
        _refuse_type("quantifier", self.quantifier, Quantifier)
        object.__setattr__(self, "hypotheses", _tuple_of("hypotheses", self.hypotheses))
        for number, part in enumerate((*self.hypotheses, self.conclusion), 1):
            if not isinstance(part, Boolean):
                raise TypeError(f"hypotheses and conclusion must be SymPy relations, not {type(part).__name__}: {part!r}")
            if part is true or part is false:
                # SymPy has judged it from the assumptions of its symbols alone; nothing would be left to prove or to refute.
                which = f"hypothesis {number}" if number <= len(self.hypotheses) else f"conclusion (if {self.hypotheses})"
                raise ValueError(f"{self.setting.model}: the {which} is {part} before anything is checked: it says nothing")
        for parts, roles in zip((self.hypotheses, (self.conclusion,)), _ROLES[self.quantifier], strict=True):
            for symbol in sorted(set().union(*(part.free_symbols for part in parts)), key=str):
                _refuse_symbol(symbol, roles, self.quantifier)
        for part in (*self.hypotheses, self.conclusion):
            _refuse_unreadable(part)

    def __str__(self) -> str:
        given = " and ".join(map(to_text, self.hypotheses))
        return f"{given} ⇒ {to_text(self.conclusion)}" if given else to_text(self.conclusion)

    def __repr__(self) -> str:
        return f"Statement({self.setting}: {self}; {self.quantifier.value})"

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
    evidence
        What would count as evidence.
    sharp
        Whether the constants are best possible, so that any strengthening is false.
    kind
        ``"theorem"``, ``"statistical"``, ``"scaling"`` or ``"empirical"``.
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

    def __post_init__(self) -> None:
        _refuse_type("source", self.source, Source)
        _refuse_type("text", self.text, str)
        _refuse_id(self.id)
        object.__setattr__(self, "statements", _tuple_of(f"claim {self.id}: statements", self.statements))
        for statement in self.statements:
            _refuse_type(f"claim {self.id}: each of its statements", statement, Statement)
        if self.kind not in ("theorem", "statistical", "scaling", "empirical"):
            raise ValueError(f"kind must be theorem, statistical, scaling or empirical, not {self.kind!r}")
        if self.kind == "theorem" and not self.statements:
            raise ValueError(f"claim {self.id}: a theorem needs at least one formal statement")

    def __repr__(self) -> str:
        count = len(self.statements)
        return f"Claim({self.id} of {self.source.paper}, {self.kind}, {count} statement{'' if count == 1 else 's'}: {self.text})"
