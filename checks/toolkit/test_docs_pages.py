"""The pages of the documentation: their examples run, their links lead somewhere, their commands exist."""

from __future__ import annotations

import doctest
import re
from codeop import compile_command
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md")) if (ROOT / "docs").is_dir() else []
PAGES = [page for page in PAGES if not {"_build", "reference"} & set(page.relative_to(ROOT).parts)]
if not PAGES:
    pytest.skip("the documentation is not part of an installed package", allow_module_level=True)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>>" in page.read_text(encoding="utf-8")], ids=lambda page: page.stem
)
def test_examples_run(page, monkeypatch):
    monkeypatch.setattr("theory.provers.prover._ADDED", {})
    blocks = re.findall(r"^```pycon\n(.*?)^```$", page.read_text(encoding="utf-8"), re.S | re.M)
    assert blocks, "examples belong into pycon fences"
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    found = doctest.DocTestRunner(optionflags=flags).run(test)
    assert found.attempted > 0
    assert found.failed == 0


def statements(block: str) -> list[str]:
    """What a person pastes into an interpreter, line by line, without the prompts."""
    lines = block.splitlines()
    return [line[4:] for line in lines if line.startswith((">>>", "..."))] if ">>> " in block else lines


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.stem)
def test_examples_can_be_pasted_into_an_interpreter(page):
    for block in re.findall(r"^```py(?:con|thon)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.S | re.M):
        entered: list[str] = []
        for line in [*statements(block), ""]:
            entered.append(line)
            if compile_command("\n".join(entered)) is not None:
                entered.clear()
        assert not entered, block


OTHERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "notebooks").rglob("*.md"), *(ROOT / "theory").rglob("*.md")]


@pytest.mark.parametrize("page", [*PAGES, *OTHERS], ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_resolve_in_the_repository_too(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        path = (page.parent / target).resolve()
        assert path.exists(), f"{page.name}: {target}"
        assert not {"docs/notebooks", "docs/reference"} & {str(above) for above in path.relative_to(ROOT).parents}, target


def test_commands_that_are_shown_exist():
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]:
        for name in re.findall(r"^\$ catapult ([a-z]+)", page.read_text(encoding="utf-8"), re.M):
            assert (ROOT / "checks" / "cli" / f"{name}.py").exists(), f"{page.name}: catapult {name}"


def test_modules_that_are_named_as_the_new_place_exist():
    text = (ROOT / "docs" / "how-to" / "migrate.md").read_text(encoding="utf-8")
    modules = re.findall(r"^\| .* \| `([a-z_.]+)` \|$", text, re.M)
    assert len(modules) > 5
    for module in modules:
        assert find_spec(module), module


def test_pages_use_the_words_of_the_code():
    from checks.verdict.judge import Verdict

    # A verdict names the prover that was added.
    text = (ROOT / "docs" / "explanation" / "verdict.md").read_text(encoding="utf-8").replace(" NAME)", ")")
    for verdict in Verdict:
        assert f"\n{verdict.value}\n: " in text
