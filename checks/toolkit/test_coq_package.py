"""The Coq library as a package: what its files say of it is true, its names are its own, and it builds without this project."""

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from theory.provers.coq import checker
from theory.provers.coq.workshop import SOURCES

ROOT = Path(__file__).parents[2]
needs_coq = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
README = (SOURCES / "README.md").read_text(encoding="utf-8")


def _sources() -> dict[str, str]:
    """Every source by its path, without its comments."""
    texts = {path.relative_to(SOURCES).as_posix(): path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.v")}
    return {path: re.sub(r"\(\*.*?\*\)", "", text, flags=re.DOTALL) for path, text in texts.items()}


def test_folders_and_files_that_the_readme_names_are_there():
    rows = re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(path.name for path in (SOURCES / "theories").iterdir())
    files = {path.name for path in SOURCES.rglob("*.v")}
    assert set(re.findall(r"\b(\w+\.v)\b", README)) <= files
    for built in re.findall(r"theories/\w+/\w+\.vo\b", README):
        assert (SOURCES / built).with_suffix(".v").is_file()
    assert (SOURCES / re.findall(r"[\w-]+\.opam", README)[0]).is_file()


def test_definitions_that_the_readme_names_are_there():
    sources = _sources()
    for module, name in re.findall(r"`(\w+)\.(\w+)`", README):
        if name not in ("v", "vo"):
            (text,) = (text for path, text in sources.items() if Path(path).stem == module)
            assert re.search(rf"^(Definition|Record|Theorem|Lemma) {name}\b", text, re.MULTILINE), f"{module}.{name}"


def test_the_opam_file_builds_from_the_project_file_and_has_the_version_of_the_package():
    text = (SOURCES / "coq-catapult.opam").read_text(encoding="utf-8")
    fields = dict(re.findall(r'^([\w-]+): "([^"]*)"$', text, re.MULTILINE))
    assert fields["name"] == "coq-catapult"
    assert fields["opam-version"] == "2.0"
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert fields["version"] == version[1]
    assert '"coq_makefile" "-f" "_CoqProject"' in text
    assert (SOURCES / "_CoqProject").is_file()
    library = re.search(r"^-R theories (\w+)$", (SOURCES / "_CoqProject").read_text(encoding="utf-8"), re.MULTILINE)
    assert library is not None
    assert f'"logpath:{library[1]}"' in text


def _names() -> set[str]:
    """Definitions, lemmas, records and their fields."""
    found: set[str] = set()
    for path, text in _sources().items():
        if not path.startswith("theories/claims/"):
            kinds = r"Definition|Fixpoint|Lemma|Theorem|Record|Inductive|Example"
            found.update(re.findall(rf"^(?:{kinds}) (\w+)", text, re.MULTILINE))
            for fields in re.findall(r"^Record [^{]*\{(.*?)\}\.", text, re.MULTILINE | re.DOTALL):
                found.update(re.findall(r"(?:^|;)\s*(\w+)\s*:", fields))
    return found


def _shadowed(names: set[str]) -> set[str]:
    """Those that Coq knows before anything is required."""
    asked = "".join(f"Locate {name}.\n" for name in sorted(names))
    said = subprocess.run(["coqtop", "-q"], input=asked, capture_output=True, text=True, check=True).stdout
    # One that has to be qualified is not in the way.
    known = re.findall(r"(?:Constant|Inductive|Constructor|Notation|Ltac) Coq\.(?:\w+\.)*(\w+)\b(?!\s+\(shorter)", said)
    return names & set(known)


@needs_coq
def test_no_name_shadows_one_that_coq_knows_from_the_start():
    names = _names()
    assert {"Sum", "trained", "weight_norm", "master_monotone"} <= names
    assert _shadowed(names) == set()
    assert _shadowed({"sum", "left", "Sum", "replace"}) >= {"sum", "left"}


def _build(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("*.vo*", "*.glob", ".*.aux"))
    subprocess.run(["coq_makefile", "-f", "_CoqProject", "-o", "Makefile"], cwd=folder, check=True, capture_output=True)
    return subprocess.run(["make", target], cwd=folder, capture_output=True, text=True, check=False)


@needs_coq
@pytest.mark.skipif(shutil.which("make") is None, reason="make is absent")
def test_a_part_of_the_library_builds_from_its_project_file(tmp_path):
    built = _build(tmp_path / "library", "theories/dynamics/UpdateRules.vo")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "library/theories/dynamics/UpdateRules.vo").is_file()
    assert not list((tmp_path / "library/theories/theorems").glob("*.vo"))


@pytest.mark.deep
@needs_coq
@pytest.mark.skipif(shutil.which("make") is None, reason="make is absent")
def test_the_library_is_built_and_installed_and_the_example_of_the_readme_uses_it(tmp_path):
    folder, target = tmp_path / "library", tmp_path / "installed"
    assert _build(folder, "all").returncode == 0
    subprocess.run(["make", "install", f"COQLIBINSTALL={target}"], cwd=folder, check=True, capture_output=True)
    (example,) = re.findall(r"```coq\n(.*?)```", README, re.DOTALL)
    (tmp_path / "Example.v").write_text(example, encoding="utf-8")
    subprocess.run(
        ["coqc", "-q", "-w", "-all", "-R", str(target / "Catapult"), "Catapult", "Example.v"], cwd=tmp_path, check=True
    )


def test_pages_on_the_library_are_made_with_and_without_coqdoc(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    coq_pages = import_module("coq_pages")
    monkeypatch.setattr(coq_pages.shutil, "which", lambda name: None)
    assert not coq_pages.write_coqdoc(tmp_path)
    coq_pages.write_coq_page(tmp_path / "coq.md", sources=False)
    assert "made without Coq" in (tmp_path / "coq.md").read_text()
    monkeypatch.undo()
    if shutil.which("coqdoc"):
        assert coq_pages.write_coqdoc(tmp_path)
        assert "Catapult.models.Trained.html" in (tmp_path / "coq/toc.html").read_text()
        coq_pages.write_coq_page(tmp_path / "coq.md", sources=True)
        assert "../coq/toc.html" in (tmp_path / "coq.md").read_text()
    sys.modules.pop("coq_pages", None)
