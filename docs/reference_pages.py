"""Write the reference pages: every module that has public names, found and not listed anywhere; what evidence reaches what."""

from __future__ import annotations

import inspect
import pkgutil
import shutil
from importlib import import_module
from pathlib import Path

from checks.ledger.coverage import coverage_page
from checks.ledger.own_table import own_page
from checks.ledger.which import theorem_page
from checks.verdict.expected import expected_verdicts

__all__ = ["write_reference"]

PACKAGES = ("theory", "numerics", "checks")
# Tests, commands and glue: documented by their own help, or not for use from outside.
LEFT_OUT = (
    "checks.toolkit",
    "checks.theorems",
    "checks.evidence.statistical",
    "checks.wrong",
    "checks.cli",
    "checks.experiments.findings",
    "checks.pairs",
)
LEFT_OUT += ("numerics.benchmarks", "numerics.compiled", "numerics.experiments", "theory.claims")


def _modules(package: str) -> list[str]:
    names = [package]
    names += [found.name for found in pkgutil.walk_packages(import_module(package).__path__, package + ".")]
    return [name for name in names if not name.startswith(LEFT_OUT) and getattr(import_module(name), "__all__", ())]


def _front_door(package: str) -> list[str]:
    module = import_module(package)
    lines = ["| name | what it is |", "|---|---|"]
    for name in module.__all__:
        value = getattr(module, name)
        home = value.__module__ if inspect.isclass(value) or inspect.isfunction(value) else ""
        summary = (inspect.getdoc(value) or "").partition("\n")[0] if home else _data(package, name, value)
        summary = summary.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("<", "\\<")
        link = f"[{name}](#{home}.{name})" if home and not home.startswith(LEFT_OUT) else f"`{name}`"
        lines.append(f"| {link} | {summary} |")
    return lines


def _data(package: str, name: str, value: object) -> str:
    """What a name that is neither class nor function is: its keys, if it has any, and where it is defined."""
    home = import_module(package)._HOME[name]
    keys = f" with the keys {', '.join(map(str, value))}" if isinstance(value, dict) and len(value) <= 8 else ""
    return f"Defined in {home}: a {type(value).__name__}{keys}."


def _page(package: str) -> str:
    module = import_module(package)
    text = (module.__doc__ or "").partition("\n")[0]
    lines = [f"# {package}", "", text, "", f"## The front door: `from {package} import …`", "", *_front_door(package), ""]
    for name in _modules(package):
        if name == package:
            continue
        lines += [f"## {name}", "", "```{eval-rst}", f".. automodule:: {name}", "```", ""]
    return "\n".join(lines)


def write_reference(folder: Path) -> None:
    """Write one page a package and their index into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    tree = "\n".join(["which-theorem", "own-models", *PACKAGES, "coverage", "coq"])
    index = (
        "# Reference\n\nMade from the docstrings. `theory` says what is true and why, `numerics` what happens, `checks` holds\n"
        "one against the other. Most uses need only the names at the front doors. `coq` is the library of proofs.\n\n"
        f"```{{toctree}}\n:maxdepth: 2\n\n{tree}\n```\n"
    )
    (folder / "index.md").write_text(index, encoding="utf-8")
    (folder / "own-models.md").write_text(own_page(), encoding="utf-8")
    (folder / "coverage.md").write_text(coverage_page(), encoding="utf-8")
    (folder / "which-theorem.md").write_text(theorem_page(expected_verdicts()), encoding="utf-8")
    for package in PACKAGES:
        (folder / f"{package}.md").write_text(_page(package), encoding="utf-8")
