"""What is shipped, what it needs at least, and under which licences that stands."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import PurePosixPath
from typing import Any

import pytest
from packaging.requirements import Requirement

from checks.toolkit.commands import ROOT
from checks.toolkit.inventory import FILE, LINE, inventory, licence

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
# Libraries that are linked, not copied: FLINT, GMP and MPFR inside python-flint.
LESSER = {"python-flint"}
_GPL = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public")
# Kinds of files that are shipped besides Python: what is read when it runs.
READ = {".json", ".npz", ".html", ".js", ".css", ".v", ".opam", ".md", ".typed", "_CoqProject"}
ABOUT = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", ".gitignore"}


def _shipped() -> list[str]:
    """Paths of the files that the wheel takes, as hatch chooses them."""
    excluded = tuple(WHEEL["exclude"])
    every = (path for package in WHEEL["packages"] for path in (ROOT / package).rglob("*.py"))
    return [name for path in every if not (name := path.relative_to(ROOT).as_posix()).startswith(excluded)]


def test_nothing_that_is_shipped_imports_what_is_not() -> None:
    wrong = [
        name
        for name in _shipped()
        if re.search(r"^\s*(from|import) checks\.(toolkit|theorems|conftest)", (ROOT / name).read_text(encoding="utf-8"), re.M)
    ]
    assert wrong == []
    assert len(_shipped()) > 300


def test_one_version() -> None:
    version = PROJECT["project"]["version"]
    told = {
        "CITATION.cff": f"\nversion: {version}\n",
        "theory/coq/coq-catapult.opam": f'\nversion: "{version}"\n',
        "CHANGELOG.md": f"\n## {version} ",
    }
    for name, line in told.items():
        assert line in (ROOT / name).read_text(encoding="utf-8"), name


def test_the_release_has_a_date_and_one() -> None:
    version = PROJECT["project"]["version"]
    found = re.findall(r"^## (\S+) — (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    cited = re.search(r"^date-released: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    assert cited is not None
    assert found[0] == (version, cited.group(1))
    assert all(date.fromisoformat(told) for _, told in found)


def test_every_dependency_says_its_lowest_version_and_no_other_bound() -> None:
    for text in PROJECT["project"]["dependencies"]:
        assert re.fullmatch(r"[a-z]+>=\d+(\.\d+)+", text), text


def _licence(name: str) -> str:
    found = distribution(name).metadata
    trove = [line.rpartition(" :: ")[2] for line in found.get_all("Classifier") or [] if line.startswith("License")]
    return " | ".join([found.get("License-Expression") or "", (found.get("License") or "").strip()[:200], *trove])


def _needed(extra: str) -> set[str]:
    """Names of the distributions that the core and an extra bring, as far as they are installed here."""
    extras = PROJECT["project"]["optional-dependencies"]
    names = re.findall(r"\w+", extras[extra][0].partition("[")[2]) if extra == "all" else [extra]
    todo = [Requirement(text).name for text in PROJECT["project"]["dependencies"]]
    todo += [Requirement(text).name for name in names for text in extras[name]]
    seen: set[str] = set()
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        try:
            requires = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        if name not in seen:
            seen.add(name)
            found = map(Requirement, requires)
            todo += [one.name for one in found if one.marker is None or one.marker.evaluate({"extra": ""})]
    return seen


def test_nothing_in_all_is_under_the_gpl() -> None:
    needed = _needed("all")
    if "matplotlib" not in needed:
        pytest.skip("the optional packages are absent")
    gpl = {name for name in needed if _GPL.search(_licence(name))}
    assert gpl == set()
    lesser = {name for name in needed if re.search(r"LGPL|Lesser General", _licence(name))}
    assert lesser <= LESSER


def _contents(kind: str) -> dict[str, int]:
    """Path of each file in the wheel or the sdist, as the builder chooses them, and its size."""
    pytest.importorskip("hatchling")
    from hatchling.builders.sdist import SdistBuilder
    from hatchling.builders.wheel import WheelBuilder

    builder = {"wheel": WheelBuilder, "sdist": SdistBuilder}[kind](str(ROOT))
    data = builder.get_default_build_data()
    builder.set_build_data_defaults(data)
    with builder.config.set_build_data(data):
        files = list(builder.recurse_included_files())
    return {one.distribution_path.replace("\\", "/"): (ROOT / one.relative_path).stat().st_size for one in files}


def test_the_wheel_has_what_is_imported_and_what_is_read_and_nothing_else() -> None:
    wheel = _contents("wheel")
    assert {name for name in wheel if name.endswith(".py")} == set(_shipped())
    others = [PurePosixPath(name) for name in wheel if not name.endswith(".py")]
    assert {path.suffix or path.name for path in others} == READ
    assert {path.parts[0] for path in others} == {"theory", "numerics", "checks"}
    assert sum(wheel.values()) < 12e6
    large = {name for name, size in wheel.items() if size > 1e6}
    assert large <= {name for name in large if name.startswith(("numerics/datasets/", "numerics/experiments/"))}


def test_the_sdist_is_the_wheel_and_what_tells_what_it_is() -> None:
    assert set(_contents("sdist")) - ABOUT == set(_contents("wheel"))


def _recorded() -> dict[str, re.Match[str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    found = [LINE.fullmatch(line) for line in lines if not line.startswith("#")]
    assert None not in found
    return {one["name"]: one for one in found if one is not None}


def test_the_inventory_is_of_all_that_all_brings_and_names_no_host() -> None:
    recorded = _recorded()
    core = {Requirement(text).name: Requirement(text) for text in PROJECT["project"]["dependencies"]}
    extras = PROJECT["project"]["optional-dependencies"]
    for name in re.findall(r"\w+", extras["all"][0].partition("[")[2]):
        core |= {Requirement(text).name: Requirement(text) for text in extras[name]}
    for name, requirement in core.items():
        assert requirement.specifier.contains(recorded[name]["version"]), name
    text = FILE.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|www\.|\.org|\.com|\.io\b|/\w", text)


def test_the_inventory_has_no_gpl() -> None:
    recorded = _recorded()
    assert {name for name, line in recorded.items() if _GPL.search(line["licence"])} == set()
    assert {name for name, line in recorded.items() if re.search(r"LGPL|Lesser", line["licence"])} <= LESSER
    assert not [name for name, line in recorded.items() if line["licence"] == "not said"]


def test_a_gpl_would_be_seen_however_it_is_said() -> None:
    for metadata in (
        {"license_expression": "GPL-3.0-or-later"},
        {"license": "GPLv3"},
        {"license": "AGPL-3.0"},
        {"classifier": ["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"], "license": "x" * 5000},
    ):
        source = {"archive_info": {"hashes": {"sha256": "0" * 64}}, "url": "https://example.org/x.whl"}
        item = {"metadata": {"name": "X_y.z", "version": "1.0", **metadata}, "download_info": source}
        line = LINE.fullmatch(list(inventory({"install": [item]}, "here"))[-1])
        assert line is not None
        assert line["name"] == "x-y-z"
        assert _GPL.search(line["licence"])
    assert not _GPL.search(licence({"classifier": ["License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)"]}))
    assert licence({"license": "a whole text " * 100}) == "not said"
