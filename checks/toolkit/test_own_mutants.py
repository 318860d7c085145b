"""Seven wrong files that a generator might print of one own model: Coq accepts none of them, and what is printed it accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from sympy import symbols

from checks.instances.own_claims import own_claims
from theory.models.own import from_unit
from theory.provers.coq import checker
from theory.provers.coq.added import Addition
from theory.provers.coq.generated import generated
from theory.provers.coq.results import KernelResult

needs_coq = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
u, v, w = symbols("u v w")
NORM = own_claims(from_unit(v * (u**2 + u * w + w**2), name="of the wrong files"))[1].statements[0]
BOUND = "Lemma bound : unit_bound model dphi 3 2.\nProof."


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


MUTANTS: Mapping[str, Callable[[str], str]] = {
    "constant 2.97": lambda text: (
        text.replace("unit_bound model dphi 3 2", "unit_bound model dphi (297 / 100) 2")
        .replace("R := 3.", "R := (297 / 100).")
        .replace("gradient 3 1", "gradient (297 / 100) 1")
    ),
    "degree 4": replaced("unit_euler model dphi 3", "unit_euler model dphi 4"),
    "edge 7 instead of 6": replaced("<= 6 }", "<= 7 }"),
    "a wrong derivative": replaced("match j with 0%nat => ((p 1%nat)", "match j with 0%nat => ((p 0%nat)"),
    "a negative square": replaced("((21 / 16),", "((-21 / 16),"),
    "an axiom": replaced(
        BOUND, f"Axiom cheat : unit_bound model dphi 3 2.\n{BOUND} exact cheat. Qed.\n{BOUND.replace('bound', 'again', 1)}"
    ),
    "exponent 1": replaced("(weight_norm model n w) ^ 2) <= 6", "(weight_norm model n w) ^ 1) <= 6"),
}


def files(number: int, change: Callable[[str], str]) -> tuple[Addition, bool]:
    """What is printed, changed and under names of its own, and whether it was changed."""
    addition = generated(NORM)
    assert addition is not None

    def named(text: str) -> str:
        return re.sub(r"\b(Own|OWN)_([0-9a-f]{15})[0-9a-f]", rf"\g<1>_\g<2>x{number}", text)

    item = addition.item
    given = {part: named(getattr(item, part)) for part in ("id", "name", "model", "origin", "file")}
    texts = tuple((named(path), change(named(text))) for path, text in addition.texts)
    changed = any(text != named(old) for (_, text), (_, old) in zip(texts, addition.texts, strict=True))
    return Addition(replace(item, **given, written=change(named(item.text))), texts), changed


def read(number: int, change: Callable[[str], str], *, changed: bool = True) -> KernelResult:
    """What Coq says of the files."""
    addition, differs = files(number, change)
    assert differs is changed
    session = checker._session()[0]
    session.add(addition)
    (result,) = session.check([addition.item.file], jobs=1)
    return result


@needs_coq
def test_coq_accepts_what_is_printed() -> None:
    assert read(0, str, changed=False).ok


QUICK = ("constant 2.97", "edge 7 instead of 6", "an axiom")


@needs_coq
@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.deep] * (name not in QUICK)) for name in MUTANTS])
def test_coq_accepts_no_wrong_file(name: str) -> None:
    result = read(1 + list(MUTANTS).index(name), MUTANTS[name])
    assert not result.ok
    assert ("cheat" if name == "an axiom" else ".v") in result.message
