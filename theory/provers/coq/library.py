"""What the Coq library proves: each proposition, the file that states it and the file that proves it.

Proofs are found, not registered: a file of ``theories/theorems`` that proves ``X.statement`` is the proof of X. Propositions of
claims are printed, a file a claim; the others are written in Coq, in the same form, in ``theories/kernel_only``.
``python -m theory.provers.coq.library`` writes the printed files and the list of all files. A claim that changes changes a
proposition, and then its hand-written proof no longer checks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from theory.claims import all_claims, claim
from theory.provers.canonical import statement_hash
from theory.provers.coq.frames import frame_of
from theory.provers.coq.process import IMPORTED
from theory.provers.coq.statements import statement_text
from theory.provers.coq.workshop import LIBRARY, SOURCES, required, source_of
from theory.statements import Statement

__all__ = ["CoqStatement", "coq_name", "printed_files", "printed_from", "printed_statements", "proof_files"]


@dataclass(frozen=True)
class CoqStatement:
    """One proposition that a proof file proves.

    Attributes
    ----------
    id, number
        Claim id (or the name of a proposition that no claim states) and number of the statement, from 1.
    name
        The Coq module that states it: the proposition is ``<name>.statement``.
    model
        The Coq file of its model.
    origin
        The Coq file that states it, without ``.v``.
    file
        The file that proves it, without ``.v``.
    words
        The sentence in words.
    source
        The statement it is printed from; None if no claim states it.
    written
        The Coq module, where it is there already.
    """

    id: str
    number: int
    name: str
    model: str
    origin: str
    file: str
    words: str
    source: Statement | None = None
    written: str = ""

    @cached_property
    def text(self) -> str:
        """The Coq module. It is printed when it is asked for: printing all of them takes seconds."""
        if self.source is None or self.written:
            return self.written
        return statement_text(self.name, self.source)

    @cached_property
    def hash(self) -> str:
        """The hash of the statement it is printed from; empty if no claim states it."""
        return "" if self.source is None else statement_hash(self.source)

    @property
    def owes_definedness(self) -> bool:
        """Whether the module states, beside the proposition, that every part of it is defined."""
        return "\nDefinition defined : Prop := " in self.text


def coq_name(claim_id: str, number: int) -> str:
    """Return the Coq module that states the ``number``-th statement (from 1) of a claim, and the name of its theorem."""
    return _identifier(f"{claim_id}-{number}")


def proof_files() -> tuple[str, ...]:
    """Names of the files that prove propositions, without ``.v``."""
    return tuple(sorted(path.stem for path in SOURCES.glob("theories/theorems/*.v")))


@cache
def printed_statements() -> tuple[CoqStatement, ...]:
    """Return every proposition, in the order of the files that prove them.

    Raises
    ------
    ValueError
        If a file proves a proposition that neither a claim nor a file of ``theories/kernel_only`` states.
    """
    stated = {_identifier(f"{item.id}-{number}"): (item, number) for item in all_claims() for number in _numbers(item.statements)}
    found: list[CoqStatement] = []
    for file in proof_files():
        text = (SOURCES / source_of(file)).read_text(encoding="utf-8")
        for name in re.findall(r"^Theorem (\w+) : \1\.statement\.", text, re.MULTILINE):
            if name in stated:
                of, number = stated[name]
                source = of.statements[number - 1]
                model, origin = frame_of(source).module, _identifier(of.id)
                found.append(CoqStatement(of.id, number, name, model, origin, file, of.text, source))
            elif name in _written():
                origin, words, text_ = _written()[name]
                model = re.findall(r"^Import (\w+)\.", text_, re.MULTILINE)[-1]
                found.append(CoqStatement(name.replace("_", "-"), 1, name, model, origin, file, words, written=text_))
            else:
                raise ValueError(f"{file}.v proves {name}.statement, which no claim and no file of kernel_only states")
    return tuple(found)


def printed_from(statement: Statement) -> tuple[CoqStatement, ...]:
    """Return the propositions that are printed from a statement, whoever states it."""
    wanted = statement_hash(statement)
    return tuple(item for item in _alike().get(_kind(statement), ()) if item.hash == wanted)


@cache
def _alike() -> dict[tuple[str, ...], tuple[CoqStatement, ...]]:
    """The propositions of each kind of statement: statements of two kinds have no hash in common, which takes longer to make."""
    found: dict[tuple[str, ...], tuple[CoqStatement, ...]] = {}
    for item in printed_statements():
        if item.source is not None:
            kind = _kind(item.source)
            found[kind] = (*found.get(kind, ()), item)
    return found


def _kind(statement: Statement) -> tuple[str, ...]:
    setting = statement.setting
    return setting.model, setting.data, setting.targets, setting.variant, statement.quantifier.name


def _numbers(statements: tuple[Statement, ...]) -> range:
    return range(1, len(statements) + 1)


def _identifier(text: str) -> str:
    return text.replace("-", "_")


@cache
def _written() -> dict[str, tuple[str, str, str]]:
    """The propositions that no claim states: file, words and text of each Coq module, which follows its words in a comment."""
    found: dict[str, tuple[str, str, str]] = {}
    module = re.compile(r"^\(\* ((?:(?!\*\)).)*) \*\)\n(Module (\w+)\.\n.*?^End \3\.\n)", re.DOTALL | re.MULTILINE)
    for path in sorted(SOURCES.glob("theories/kernel_only/*.v")):
        for words, text, name in module.findall(path.read_text(encoding="utf-8")):
            found[name] = path.stem, " ".join(words.split()), text
    return found


def printed_files() -> dict[str, str]:
    """Return the text of each printed file, byte for byte reproducible, by its path in the library."""
    parts: dict[str, list[CoqStatement]] = {}
    for item in printed_statements():
        if item.source is not None:
            parts.setdefault(item.id, []).append(item)
    return {f"theories/claims/{items[0].origin}.v": _file_text(claim_id, items) for claim_id, items in parts.items()}


def _file_text(claim_id: str, items: list[CoqStatement]) -> str:
    comment = claim(claim_id).text.replace("(*", "( *").replace("*)", "* )")
    names = {model for item in items for model in _MODELS_OF.get(item.model, (item.model,))}
    models = " ".join(sorted(names | {name for name in _OF_MODELS if any(f" {name}." in item.text for item in items)}))
    opened = IMPORTED if any(item.source is not None and not item.source.setting.plain for item in items) else ()
    named = ("Trained ", models) if opened else (models,)
    head = (
        f"(* {claim_id}: {comment}\n"
        "   Printed from the claim. Do not edit: change the claim and print again. *)\n"
        "Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\n"
        f"From Catapult Require Import {' '.join(('Sums', *opened))}.\n"
        f"From Catapult Require {''.join(named)}.\nOpen Scope R_scope.\n\n"
    )
    return head + "\n".join(item.text for item in sorted(items, key=lambda item: item.number))


_MODELS_OF = {"Listed": ("Listed", "Quadratic", "TwoLayer")}
"""Models whose statements name other models."""
_OF_MODELS = ("OutputBias",)
"""Files that make a model of another one: a statement opens the file of that one."""


def _write() -> None:
    for old in SOURCES.glob("theories/claims/*.v"):
        old.unlink()
    for path, text in printed_files().items():
        (SOURCES / path).write_text(text, encoding="utf-8")
    (SOURCES / "_CoqProject").write_text(project_text(), encoding="utf-8")


def project_text() -> str:
    """Return ``_CoqProject``: every file after those it builds on, folder by folder where that leaves a choice."""
    paths = sorted(path.relative_to(SOURCES) for path in SOURCES.glob("theories/*/*.v"))
    needs = {path: required((SOURCES / path).read_text(encoding="utf-8")) for path in paths}
    listed: list[str] = []
    done: set[str] = set()
    while len(listed) < len(paths):
        ready = [path for path in paths if path.stem not in done and needs[path] <= done]
        if not ready:
            raise ValueError("files of the Coq library build on each other in a circle, or on one that is missing")
        path = min(ready, key=lambda path: (_FOLDERS.index(path.parent.name), path.stem))
        listed.append(path.as_posix())
        done.add(path.stem)
    return "\n".join((" ".join(LIBRARY), _QUIET, *listed, ""))


_QUIET = "-arg -w -arg -ambiguous-paths"
"""Coquelicot declares a coercion between numbers and extended numbers, of which Coq warns wherever it is loaded."""
_FOLDERS = ("algebra", "dynamics", "models", "claims", "kernel_only", "theorems")


if __name__ == "__main__":
    _write()
