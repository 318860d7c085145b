"""From a statement about a user's own model to Coq files: its definition, the printed proposition, and a proof to be tried."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from theory.models.own import unit_of
from theory.models.unit import UnitModel
from theory.provers.canonical import statement_hash
from theory.provers.coq.added import Addition
from theory.provers.coq.frame import Frame
from theory.provers.coq.frames import frame_of
from theory.provers.coq.generated.decay import decay_script, decays
from theory.provers.coq.generated.scripts import Script, script_for
from theory.provers.coq.generated.witnesses import witness_script
from theory.provers.coq.library import CoqStatement
from theory.provers.coq.own import model_name, model_text
from theory.provers.coq.process import IMPORTED
from theory.provers.coq.statements import statement_text
from theory.statements import Statement
from theory.weighted_norm import norm_of

__all__ = ["generated"]

_HEAD = "Require Import Reals Lra Psatz Lia.\nFrom Coquelicot Require Import Coquelicot.\n"


@lru_cache(maxsize=256)
def generated(statement: Statement) -> Addition | None:
    """The Coq files of a statement about an own model, with a proof; None if no proof is known for what is stated.

    Parameters
    ----------
    statement
        The statement; its model must be known in this process.
    """
    setting = statement.setting
    unit = unit_of(setting.model, setting.variant)
    if unit is None or not (setting.plain or decays(setting)):
        return None
    try:
        frame = frame_of(statement)
    except KeyError:
        return None
    start = witness_script(statement, unit)
    find = script_for if setting.plain else decay_script
    script = find(statement, unit) if start else None
    if not start or script is None:
        return None
    name = f"OWN_{sha256(f'{model_name(unit)} {statement_hash(statement)}'.encode()).hexdigest()[:16]}"
    try:
        text = statement_text(name, statement)
    except (TypeError, KeyError):  # something that has no Coq reading
        return None
    item = CoqStatement(name, 1, name, model_name(unit), name, f"{name}_proof", str(statement), statement, text)
    return Addition(item, tuple(_files(unit, item, script, f"{start}{_defined(item, frame)}").items()))


def _files(unit: UnitModel, item: CoqStatement, script: Script, further: str) -> dict[str, str]:
    model = model_name(unit)
    weighted = "" if norm_of(unit) is None else " WeightedUnits Activations"
    process = "" if item.source is None or item.source.setting.plain else f" {' '.join(IMPORTED)}"
    stated = (
        f"{_HEAD}From Catapult Require Import Sums{process}.\nFrom Catapult Require {model}{' Trained' if process else ''}.\n"
        f"Open Scope R_scope.\n\n{item.text}"
    )
    proof = (
        f"{_HEAD}From Catapult Require Import Sums Certificates Units UnitDescent UnitMaps{weighted}{process} {model} "
        f"{' '.join(name for name, _ in script.files)} {item.name}.\nOpen Scope R_scope.\n\n"
        f"Theorem {item.name} : {item.name}.statement.\n{script.proof}"
        f"Theorem {item.name}_witness : {item.name}.nonvacuous.\n{further}"
    )
    return {
        f"theories/models/{model}.v": model_text(unit),
        **{f"theories/models/{name}.v": text for name, text in script.files},
        f"theories/claims/{item.name}.v": stated,
        f"theories/theorems/{item.file}.v": proof,
    }


def _defined(item: CoqStatement, frame: Frame) -> str:
    """The proof that every part of the statement is defined, if there is anything to show."""
    if not item.owes_definedness:
        return ""
    return (
        f"Theorem {item.name}_defined : {item.name}.defined.\nProof.\n  intros {frame.arguments} H. destruct H. "
        "repeat match goal with |- _ /\\ _ => split end;\n    first [exact derivable | lra | "
        "intro; lra | intro Z; apply Rmult_integral in Z; lra].\nQed.\n"
    )
