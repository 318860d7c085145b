"""On which axioms a proof rests, asked of Coq in such a way that only Coq can have answered.

An exit status of 0 and an empty answer say nothing, so each audit asks more than it needs to know. In one file, in an order
drawn anew, stand one question for each theorem together with the proofs that belong to it (that its hypotheses can be met, that
its parts are defined), and questions whose answers are known: a proof without axioms, each allowed axiom, an axiom of its own,
an admitted proof. Before each answer Coq prints a product that is written
nowhere in the file, and several definitions must be refused for the file to be accepted at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from random import SystemRandom

from theory.provers.coq.library import CoqStatement

__all__ = ["ALLOWED_AXIOMS", "REFUSED", "Audit", "AuditError", "suffixes", "theorem_file", "theorem_name", "write_audit"]

_LIBRARY = {
    "ClassicalDedekindReals.sig_forall_dec": "Coq.Reals",
    "ClassicalDedekindReals.sig_not_dec": "Coq.Reals",
    "FunctionalExtensionality.functional_extensionality_dep": "Coq.Logic",
    "Classical_Prop.classic": "Coq.Logic",
}
ALLOWED_AXIOMS = {name: f"{folder}.{name}" for name, folder in _LIBRARY.items()}
"""The axioms of the standard real numbers, and excluded middle, which the library's logarithm uses: short name, full name."""
REFUSED = (
    "Fail Definition {name} (T := Type) : T := T.",
    "Fail Fixpoint {name} (n : nat) : False := {name} n.",
    "Fail Inductive {name} := {name}_make : ({name} -> False) -> {name}.",
)
"""A type of all types, an endless proof, a paradox: each must be refused for a file to be accepted."""
_PROPOSITIONS = {"": "statement", "_witness": "nonvacuous", "_defined": "defined"}
"""What is proved of a proposition: how the proof's name ends, and what its module calls it."""
_PRODUCT = re.compile(r"^ {5}= (\d+)\n {5}: nat\n", re.MULTILINE)
_ENTRY = re.compile(r"(\S+)\s*:\s*(.+)", re.DOTALL)


class AuditError(RuntimeError):
    """What was called as Coq did not answer as Coq would."""


@dataclass(frozen=True)
class Audit:
    """One audit file, and what its answers have to look like.

    Attributes
    ----------
    text
        The Coq file.
    products
        What Coq prints before each answer, and after the last.
    asked
        What each question is about: a name in ``theorems`` or in ``known``.
    theorems
        For each theorem the name that the file gives to it with its witness and its proof of definedness.
    known
        For each question whose answer is known: the axioms to be listed.
    """

    text: str
    products: tuple[int, ...]
    asked: tuple[str, ...]
    theorems: Mapping[str, str]
    known: Mapping[str, tuple[str, ...]]

    @property
    def planted(self) -> tuple[str, ...]:
        """The axioms that the file assumes on purpose."""
        return tuple(sorted({axiom for axioms in self.known.values() for axiom in axioms} - ALLOWED_AXIOMS.keys()))

    def read(self, output: str) -> dict[str, tuple[str, ...]]:
        """Axioms of each proof that was asked about, as Coq names them; one that is not allowed comes with its type.

        Raises
        ------
        AuditError
            If an answer is missing, was not made by computing, or is not the one that is known.
        """
        pieces = _PRODUCT.split(output)
        if pieces[0] or pieces[-1] or tuple(map(int, pieces[1::2])) != self.products:
            raise AuditError("coqc does not answer the questions of the audit one by one, after products that only Coq computes")
        answers = {name: _axioms(text) for name, text in zip(self.asked, pieces[2:-1:2], strict=True)}
        for name, axioms in self.known.items():
            if tuple(answers[name]) != axioms:
                wanted = ", ".join(axioms) or "no axiom"
                raise AuditError(f"coqc lists {', '.join(answers[name]) or 'no axiom'} where {wanted} is known to be used")
        allowed = {axiom: answers[axiom][axiom] for axiom in ALLOWED_AXIOMS}
        return {
            name: tuple(sorted(axiom if allowed.get(axiom) == kind else f"{axiom} : {kind}" for axiom, kind in found.items()))
            for name, found in answers.items()
            if name in self.theorems
        }


def _axioms(answer: str) -> dict[str, str]:
    """Name and type of each axiom in one answer of ``Print Assumptions``, which is never empty."""
    first, *lines = answer.splitlines() or [""]
    if first == "Closed under the global context" and not lines:
        return {}
    entries: list[str] = []
    for line in lines:
        if line[:1].isspace() and entries:
            entries[-1] += f" {line.strip()}"
        else:
            entries.append(line)
    found = [_ENTRY.fullmatch(entry) for entry in entries]
    if first != "Axioms:" or not found or not all(found):
        raise AuditError(f"coqc says of a proof: {' '.join(answer.split()) or 'nothing'}")
    return {entry[1]: " ".join(entry[2].split()) for entry in found if entry}


def theorem_file(file: str) -> str:
    """Full Coq name of a proof file."""
    return f"Catapult.theorems.{file}"


def theorem_name(item: CoqStatement, suffix: str = "") -> str:
    """Full Coq name of the proof of a proposition, or of one that belongs to it.

    Parameters
    ----------
    item
        The proposition.
    suffix
        Empty for its proof, ``"_witness"`` for the proof that its hypotheses can be met, ``"_defined"`` for the proof that every
        part of it is defined.
    """
    return f"{theorem_file(item.file)}.{item.name}{suffix}"


def _origin(item: CoqStatement) -> str:
    return f"Catapult.{'kernel_only' if item.source is None else 'claims'}.{item.origin}"


def _proposition_name(item: CoqStatement, suffix: str) -> str:
    return f"{_origin(item)}.{item.name}.{_PROPOSITIONS[suffix]}"


def suffixes(item: CoqStatement) -> tuple[str, ...]:
    """How the names of the proofs end that a proposition must have: its own first, then those that belong to it."""
    return tuple(suffix for suffix in _PROPOSITIONS if suffix != "_defined" or item.owes_definedness)


def write_audit(file: str, statements: Iterable[CoqStatement]) -> Audit:
    """An audit of the theorems of one proof file; no two audits are the same.

    Parameters
    ----------
    file
        The proof file, without ``.v``.
    statements
        The propositions it must prove. They are named in full, so that what the file says about itself is not believed.
    """
    draw = SystemRandom()
    fresh = (f"q{draw.getrandbits(64):016x}" for _ in iter(int, 1))
    theorems: dict[str, str] = {}
    items = list(statements)
    lines = [f"Require {' '.join([theorem_file(file), *sorted({_origin(item) for item in items})])}."]
    lines += [f"Require {full.rpartition('.')[0]}." for full in ALLOWED_AXIOMS.values()]
    for item in items:
        parts = {suffix: next(fresh) for suffix in suffixes(item)}
        for suffix, name in parts.items():
            lines.append(f"Definition {name} : {_proposition_name(item, suffix)} := {theorem_name(item, suffix)}.")
        theorems[item.name] = next(fresh)
        lines.append(f"Definition {theorems[item.name]} := {reduce('(conj {} {})'.format, parts.values())}.")
    names, known = dict(theorems), dict[str, tuple[str, ...]]({"": ()})
    for axiom, full in ALLOWED_AXIOMS.items():
        names[axiom], known[axiom] = next(fresh), (axiom,)
        lines.append(f"Definition {names[axiom]} := @{full}.")
    own, admitted, names[""] = next(fresh), next(fresh), next(fresh)
    lines += [f"Axiom {own} : 1 = 2.", f"Lemma {admitted} : 1 = 2. Admitted.", f"Definition {names['']} := eq_refl 2."]
    for assumed in (own, admitted):
        names[assumed], known[assumed] = next(fresh), (assumed,)
        lines.append(f"Definition {names[assumed]} : 2 = 1 := eq_sym {assumed}.")
    lines += [refused.format(name=next(fresh)) for refused in REFUSED]
    asked = draw.sample(list(names), len(names))
    factors = [draw.sample(range(20, 60), 2) for _ in range(len(asked) + 1)]
    computed = [f"Eval compute in {first} * {second}." for first, second in factors]
    for question, name in zip(computed, asked, strict=False):
        lines += [question, f"Print Assumptions {names[name]}."]
    products = tuple(first * second for first, second in factors)
    return Audit("\n".join([*lines, computed[-1], ""]), products, tuple(asked), theorems, known)
