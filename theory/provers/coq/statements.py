"""Print the formal statement of a claim as a Coq module: its hypotheses, its proposition, and that they can be met."""

from __future__ import annotations

from dataclasses import replace

from sympy import Basic, Eq, Ge, Gt, Le, Lt, Symbol
from sympy.logic.boolalg import And, Boolean, Or, false

from theory.provers.coq.frame import Frame
from theory.provers.coq.frames import frame_of
from theory.provers.coq.names import distinct, hypothesis_name, need_name
from theory.provers.coq.printer import coq_prop
from theory.provers.obligations import granted, owed
from theory.statements import Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["statement_text"]


def statement_text(name: str, statement: Statement) -> str:
    """Return the Coq module of this name for a statement.

    It holds the hypotheses as a record, the proposition, that every part of it is defined, and that the hypotheses can be met.
    """
    frame = frame_of(statement)
    state = ""
    if frame.state:
        frame = replace(frame, train=f"(state {frame.arguments} {{t}})")
        state = f"Definition state {frame.binders} (t : nat) := {frame.state}.\n"
    start = _state(frame, statement.quantifier, 0)
    hypotheses = list(frame.hypotheses)
    for part in statement.hypotheses:
        hypotheses += [(need_name(need), _relation(need, frame, start, start)) for need in granted([part])]
        hypotheses.append((hypothesis_name(part), _relation(part, frame, start, start)))
    fields = ";\n".join(f"  {field} : {text}" for field, text in distinct(hypotheses))
    return (
        f"Module {name}.\n"
        f"Import {frame.module}.\n{state}"
        f"Record hypotheses {frame.binders} : Prop := Hypotheses {{\n{fields} }}.\n"
        f"Definition statement : Prop := forall {frame.binders}, hypotheses {frame.arguments} ->\n"
        f"  {_conclusion(statement, frame)}.\n"
        f"{_defined(statement, frame)}"
        f"Definition nonvacuous : Prop := exists {frame.binders}, hypotheses {frame.arguments} /\\ {frame.moves}.\n"
        f"End {name}.\n"
    )


def _defined(statement: Statement, frame: Frame) -> str:
    """The proposition that every part of a statement has a value where the hypotheses hold; empty if every part always has one.

    Coq's division and square root are total, so that the proposition of the statement says nothing of this. What the declared
    signs of the symbols decide is said here as well: Coq need not believe them.
    """
    start, now, after = (_state(frame, statement.quantifier, 0), *_before_and_after(statement, frame))
    fixed = [*frame.owed, *(_relation(need, frame, start, start) for need in granted(statement.hypotheses, signs=False))]
    moving: list[str] = []
    for need in owed(statement.conclusion, signs=False):
        if need is false or _of_role(need, frame, "peak", "limit"):
            raise TypeError(f"no Coq reading of what this needs in order to be defined: {statement.conclusion}")
        here = moving if _of_role(need, frame, "now", "next", "total") else fixed
        here.append(_relation(need, frame, now, after))
    fixed += [f"(forall t, {_joined(moving)})"] if moving and statement.quantifier is Quantifier.STEP else moving
    if not fixed:
        return ""
    head = f"Definition defined : Prop := forall {frame.binders}, hypotheses {frame.arguments} ->\n  "
    return f"{head}{_joined(fixed)}.\n"


def _joined(parts: list[str]) -> str:
    found = list(dict.fromkeys(parts))
    return " /\\ ".join(part if part.startswith("(forall") else f"({part})" for part in found) if len(found) > 1 else found[0]


def _before_and_after(statement: Statement, frame: Frame) -> tuple[str, str]:
    return _state(frame, statement.quantifier, 0), _state(frame, statement.quantifier, 1)


def _state(frame: Frame, quantifier: Quantifier, shift: int) -> str:
    """Return the state ``shift`` steps after the one that ``now`` means under this quantifier."""
    if quantifier is Quantifier.STEP:
        return frame.train.format(t="(S t)" if shift else "t")
    return frame.train.format(t=shift) if shift else frame.start


def _conclusion(statement: Statement, frame: Frame) -> str:
    now, after = _before_and_after(statement, frame)
    prefix = "forall t, " if statement.quantifier is Quantifier.STEP else ""
    return prefix + _relation(statement.conclusion, frame, now, after)


def _relation(part: Boolean, frame: Frame, now: str, after: str) -> str:
    if isinstance(part, Or | And) and _of_role(part, frame, "peak", "limit"):
        sign = " \\/ " if isinstance(part, Or) else " /\\ "
        return sign.join(sorted(f"({_relation(item, frame, now, after)})" for item in part.args))
    maxima = [symbol for symbol in part.free_symbols if (o := observable_of(symbol)) and o[0].name in frame.unit_maxima]
    if maxima:
        return _for_every_unit(part, frame, now, after)
    if _of_role(part, frame, "peak"):
        return _somewhere(part, frame)
    if _of_role(part, frame, "limit"):
        return _in_the_limit(part, frame)
    return coq_prop(part, _names(part, frame, now, after))


def _of_role(part: Basic, frame: Frame, *roles: str) -> list[Symbol]:
    pairs = [(symbol, observable_of(symbol)) for symbol in part.free_symbols]
    return [symbol for symbol, pair in pairs if pair is not None and pair[1] in roles]


def _names(part: Basic, frame: Frame, now: str, after: str) -> dict[str, str]:
    names = dict(frame.parameters)
    for symbol in part.free_symbols:
        found = observable_of(symbol)
        if found is None or found[0].name not in frame.observables:
            continue
        term, role = frame.observables[found[0].name], found[1]
        if role == "total":
            inside = term.format(w=frame.train.format(t="j"), t="j")
            names[symbol.name] = f"(Sum (S t) (fun j => {inside}))"
        else:
            state, number = {"now": (now, "t"), "next": (after, "(S t)"), "initial": (frame.start, "0")}.get(role, ("", ""))
            if state:
                names[symbol.name] = f"({term.format(w=state, t=number)})".replace("(weights_of (start w))", "w")
    return {name: text if text.isidentifier() or text.startswith("(") else f"({text})" for name, text in names.items()}


def _for_every_unit(part: Boolean, frame: Frame, now: str, after: str) -> str:
    """A strict upper bound of a maximum over units holds for every unit that takes part."""
    if not isinstance(part, Lt):
        raise TypeError(f"a maximum over units may only be bounded from above, strictly: {part}")
    names = _names(part, frame, now, after)
    condition = ""
    for symbol in part.free_symbols:
        found = observable_of(symbol)
        if found is not None and found[0].name in frame.unit_maxima:
            state = {"now": now, "next": after, "initial": frame.start}[found[1]]
            condition, value = (text.format(w=state) for text in frame.unit_maxima[found[0].name])
            names[symbol.name] = f"({value})"
    return f"(forall i, {condition} /\\ {coq_prop(part, names)})"


def _somewhere(part: Boolean, frame: Frame) -> str:
    """A supremum over the steps: attained by an indicator, reached at some step, or beyond every bound."""
    (peak,) = _of_role(part, frame, "peak")
    found = observable_of(peak)
    assert found is not None
    name, state = found[0].name, frame.train.format(t="t")
    if name in frame.indicators and isinstance(part, Eq) and part.rhs == 1:
        return f"exists t, {frame.indicators[name].format(w=state)}"
    term = f"({frame.observables[name].format(w=state, t='t')})"
    if isinstance(part, Eq) and part.lhs == peak and part.rhs.is_infinite:
        return f"forall bound, exists t, bound < {term}"
    # What falls as the observable grows, such as 1 − sup L, is not reached at a step.
    if isinstance(part, Ge | Gt) and peak not in part.rhs.free_symbols and part.lhs.diff(peak).is_nonnegative:
        return f"exists t, {coq_prop(part, {**_names(part, frame, state, state), peak.name: term})}"
    raise TypeError(f"no Coq reading of a supremum in {part}")


def _in_the_limit(part: Boolean, frame: Frame) -> str:
    (limit,) = _of_role(part, frame, "limit")
    found = observable_of(limit)
    assert found is not None
    term = frame.observables[found[0].name].format(w=frame.train.format(t="t"), t="t")
    names = _names(part, frame, frame.start, frame.start)
    if isinstance(part, Eq) and part.lhs == limit:
        value = coq_prop(Eq(Symbol("_"), part.rhs, evaluate=False), {**names, "_": "_"}).removeprefix("_ = ")
        return f"is_lim_seq (fun t => {term}) ({value})"
    if isinstance(part, Lt | Le):
        return f"exists limit : R, is_lim_seq (fun t => {term}) limit /\\ {coq_prop(part, {**names, limit.name: 'limit'})}"
    raise TypeError(f"no Coq reading of a limit in {part}")
