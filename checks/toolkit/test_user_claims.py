"""Claims that a user brings: found in the current folder, and refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.evidence.statistical.found import has_statistics
from checks.verdict.user_claims import known_claims, user_claims
from checks.verdict.verification import verify
from theory.claims import claim
from theory.statements import Claim, Source


def write(folder: Path, name: str, text: str) -> str:
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return name


def test_claims_are_found_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = write(tmp_path, "own_found", "from theory.claims import claim\nCLAIMS = (claim('ML-1'),)\n")
    assert [item.id for item in user_claims(name)] == ["ML-1"]


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("own_without", "x = 1\n", ValueError, "no CLAIMS"),
        ("own_text", "CLAIMS = ('ML-1',)\n", ValueError, "str"),
        ("own_broken", "import no_such_module_at_all\n", ImportError, "no_such_module_at_all"),
        ("own_syntax", "CLAIMS = (\n", ImportError, "SyntaxError.*line 1"),
        ("own_name", "\nCLAIMS = (nothing,)\n", ImportError, r"NameError.*\(own_name.py, line 2\)"),
        ("own_exit", "import sys; sys.exit(3)\n", ImportError, "SystemExit"),
        ("own_number", "CLAIMS = 5\n", ValueError, "must be a tuple of claims, not a int"),
        ("own_single", "from theory import claim\nCLAIMS = claim('ML-1')\n", ValueError, "not a Claim"),
        ("own_empty", "CLAIMS = ()\n", ValueError, "empty"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, error: type[Exception], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        user_claims(write(tmp_path, name, text))


def test_claims_may_come_from_a_generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "from theory import claim\nCLAIMS = (claim(name) for name in ('ML-1', 'ML-2'))\n"
    assert len(user_claims(write(tmp_path, "own_lazy", text))) == 2


def test_an_id_of_the_project_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = write(tmp_path, "own_double", "from theory.claims import claim\nCLAIMS = (claim('ML-1'),)\n")
    with pytest.raises(ValueError, match="'ML-1' is already taken"):
        known_claims([name])


@pytest.mark.parametrize("name", ["ml_11", "ML.11", "__init__"])
def test_a_claim_with_a_similar_id_does_not_inherit_the_evidence_of_the_projects(name: str) -> None:
    assert has_statistics(claim("ML-11"))
    assert not has_statistics(replace(claim("ML-11"), id=name))
    assert verify(Claim(name, Source("mine"), "Pigs fly.", kind="empirical")).verdict.value == "open"
