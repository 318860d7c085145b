"""Print ``Statements.v``: the models, and one proposition for each formal statement of a claim that Coq proves.

``python -m theory.proofs.coq_statements`` writes the file to standard output. A claim that changes changes a proposition, and
then its hand-written proof no longer checks.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

from sympy import Basic, Eq, Ge, Gt, Le, Lt, Symbol
from sympy.logic.boolalg import And, Boolean, Or

from theory.claims import claim
from theory.proofs.coq_extra import EXTRA
from theory.proofs.coq_frame import Frame
from theory.proofs.coq_frames import frame_of
from theory.proofs.coq_models import model_text
from theory.proofs.coq_printer import coq_prop
from theory.proofs.coq_theorems import THEOREMS
from theory.statements import Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["CoqStatement", "coq_name", "printed_statements", "statement_text", "statements_text"]


def coq_name(claim_id: str, number: int) -> str:
    """Return the Coq identifier of the ``number``-th statement (from 1) of a claim."""
    return f"{claim_id.replace('-', '_')}_{number}"


def statement_text(name: str, statement: Statement) -> str:
    """Return the Coq definitions of a statement: hypotheses, proposition, and that the hypotheses can be met."""
    frame = frame_of(statement)
    hypotheses = list(frame.hypotheses)
    if any(symbol.name in ("a_plus", "a_minus") for symbol in statement.symbols):
        hypotheses += frame.slope_hypotheses
    start = _state(frame, statement.quantifier, 0)
    hypotheses += [_relation(part, frame, start, start) for part in statement.hypotheses]
    joined = " /\\\n  ".join(hypotheses)
    return (
        f"Definition hyp_{name} {frame.binders} : Prop :=\n  {joined}.\n"
        f"Definition stmt_{name} : Prop := forall {frame.binders}, hyp_{name} {frame.arguments} ->\n"
        f"  {_conclusion(statement, frame)}.\n"
        f"Definition nonvacuous_{name} : Prop := exists {frame.binders}, hyp_{name} {frame.arguments} /\\ {frame.moves}.\n"
    )


def _state(frame: Frame, quantifier: Quantifier, shift: int) -> str:
    """Return the state ``shift`` steps after the one that ``now`` means under this quantifier."""
    if quantifier is Quantifier.STEP:
        return frame.train.format(t="(S t)" if shift else "t")
    return frame.train.format(t=shift) if shift else "w"


def _conclusion(statement: Statement, frame: Frame) -> str:
    now, after = (_state(frame, statement.quantifier, shift) for shift in (0, 1))
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
            inside = term.format(w=frame.train.format(t="j"))
            names[symbol.name] = f"(sum (S t) (fun j => {inside}))"
        else:
            state = {"now": now, "next": after, "initial": "w"}.get(role)
            if state is not None:
                names[symbol.name] = f"({term.format(w=state)})"
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
            condition, value = (text.format(w="w") for text in frame.unit_maxima[found[0].name])
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
    term = f"({frame.observables[name].format(w=state)})"
    if isinstance(part, Eq) and part.lhs == peak and part.rhs.is_infinite:
        return f"forall bound, exists t, bound < {term}"
    if isinstance(part, Ge | Gt) and peak in part.lhs.free_symbols and peak not in part.rhs.free_symbols:
        return f"exists t, {coq_prop(part, {**_names(part, frame, state, state), peak.name: term})}"
    raise TypeError(f"no Coq reading of a supremum in {part}")


def _in_the_limit(part: Boolean, frame: Frame) -> str:
    (limit,) = _of_role(part, frame, "limit")
    found = observable_of(limit)
    assert found is not None
    term = frame.observables[found[0].name].format(w=frame.train.format(t="t"))
    names = _names(part, frame, "w", "w")
    if isinstance(part, Eq) and part.lhs == limit:
        value = coq_prop(Eq(Symbol("_"), part.rhs, evaluate=False), {**names, "_": "_"}).removeprefix("_ = ")
        return f"is_lim_seq (fun t => {term}) ({value})"
    if isinstance(part, Lt | Le):
        return f"exists limit : R, is_lim_seq (fun t => {term}) limit /\\ {coq_prop(part, {**names, limit.name: 'limit'})}"
    raise TypeError(f"no Coq reading of a limit in {part}")


@dataclass(frozen=True)
class CoqStatement:
    """One printed proposition.

    Attributes
    ----------
    id, number
        Claim id (or the name of a proposition that no claim states) and number of the statement, from 1.
    name
        Coq name: the proposition is ``stmt_<name>``.
    module
        The Coq module of its model.
    file
        The file that proves it, without ``.v``.
    text
        The printed definitions.
    source
        The statement it is printed from; None if no claim states it.
    """

    id: str
    number: int
    name: str
    module: str
    file: str
    text: str
    source: Statement | None = None


@cache
def printed_statements() -> tuple[CoqStatement, ...]:
    """Return every printed proposition, in the order of the files that prove them."""
    found: list[CoqStatement] = []
    for theorem in THEOREMS:
        for claim_id, number in theorem.statements:
            name = coq_name(claim_id, number)
            source = claim(claim_id).statements[number - 1]
            comment = claim(claim_id).text.replace("(*", "( *").replace("*)", "* )")
            text = f"(* {claim_id}: {comment} *)\n{statement_text(name, source)}"
            found.append(CoqStatement(claim_id, number, name, frame_of(source).module, theorem.file, text, source))
        for extra in (EXTRA[name] for name in theorem.extra):
            found.append(CoqStatement(extra.name.replace("_", "-"), 1, extra.name, extra.module, theorem.file, extra.coq_text))
    return tuple(found)


def statements_text() -> str:
    """Return the whole of ``Statements.v``, byte for byte reproducible."""
    parts = [model_text()]
    modules = dict.fromkeys(item.module for item in printed_statements())
    for module in modules:
        body = "\n".join(item.text for item in printed_statements() if item.module == module)
        parts.append(f"Module {module}Statements.\nImport {module}.\n{body}End {module}Statements.\nExport {module}Statements.\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(statements_text())
