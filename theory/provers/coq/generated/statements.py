"""From a statement about a user's own model to Coq files: its definition, the printed proposition, and a proof to be tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from theory.models.own import unit_of
from theory.models.own_data import DataUnits, data_of
from theory.models.unit import UnitModel
from theory.provers.canonical import statement_hash
from theory.provers.coq.added import Addition
from theory.provers.coq.frame import Frame
from theory.provers.coq.frames import frame_of
from theory.provers.coq.generated.batches import batch_script, batch_witness, in_batches
from theory.provers.coq.generated.decay import decay_script, decays
from theory.provers.coq.generated.scripts import script_for
from theory.provers.coq.generated.witnesses import witness_script
from theory.provers.coq.library import CoqStatement
from theory.provers.coq.own import model_name, model_text
from theory.provers.coq.own_data import data_model_name
from theory.provers.coq.process import IMPORTED
from theory.provers.coq.statements import statement_text
from theory.settings import Setting
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
    unit, data = unit_of(setting.model, setting.variant), data_of(setting.model, setting.variant)
    try:
        frame = frame_of(statement)
        found = _of_unit(statement, unit) if unit is not None else _of_data(statement, data) if data is not None else None
    except (TypeError, KeyError):  # something that has no Coq reading
        return None
    if found is None:
        return None
    name = f"OWN_{sha256(f'{found.model} {statement_hash(statement)}'.encode()).hexdigest()[:16]}"
    try:
        text = statement_text(name, statement)
    except (TypeError, KeyError):
        return None
    item = CoqStatement(name, 1, name, found.model, name, f"{name}_proof", str(statement), statement, text)
    return Addition(item, tuple(_files(found, item, frame, setting).items()))


@dataclass(frozen=True)
class _Generated:
    """A model, Coq modules with what a proof opens of them and beside them, the proof, and that its hypotheses can be met."""

    model: str
    files: tuple[tuple[str, str], ...]
    opened: str
    proof: str
    witness: str


def _of_unit(statement: Statement, unit: UnitModel) -> _Generated | None:
    setting = statement.setting
    start = witness_script(statement, unit) if setting.plain or decays(setting) else None
    script = (script_for if setting.plain else decay_script)(statement, unit) if start else None
    if not start or script is None:
        return None
    model, own = model_name(unit), " ".join(name for name, _ in script.files)
    weighted = "" if norm_of(unit) is None else " WeightedUnits KnownActivations"
    opened = f"Units UnitDescent UnitMaps{weighted}{_process(setting)} {model} {own}"
    return _Generated(model, ((model, model_text(unit)), *script.files), opened, script.proof, start)


def _of_data(statement: Statement, data: DataUnits) -> _Generated | None:
    start = batch_witness(statement, data) if in_batches(statement.setting) else None
    script = batch_script(statement, data) if start else None
    if not start or script is None:
        return None
    model, (facts, _) = data_model_name(data), script.files[-1]
    return _Generated(model, script.files, f"WeightSpace{_process(statement.setting)} {model} {facts}", script.proof, start)


def _process(setting: Setting) -> str:
    return "" if setting.plain else f" {' '.join(IMPORTED)}"


def _files(found: _Generated, item: CoqStatement, frame: Frame, setting: Setting) -> dict[str, str]:
    process, trained = _process(setting), "" if setting.plain else " Trained"
    stated = (
        f"{_HEAD}From Catapult Require Import Sums{process}.\nFrom Catapult Require {found.model}{trained}.\n"
        f"Open Scope R_scope.\n\n{item.text}"
    )
    proof = (
        f"{_HEAD}From Catapult Require Import Sums Certificates {found.opened} {item.name}.\nOpen Scope R_scope.\n\n"
        f"Theorem {item.name} : {item.name}.statement.\n{found.proof}"
        f"Theorem {item.name}_witness : {item.name}.nonvacuous.\n{found.witness}{_defined(item, frame)}"
    )
    return {
        **{f"theories/models/{name}.v": text for name, text in found.files},
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
