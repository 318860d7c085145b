"""Claims that a user brings: found in the current folder, and refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.user_claims import user_claims


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
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, error: type[Exception], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        user_claims(write(tmp_path, name, text))
