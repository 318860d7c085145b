"""The structure that the evidence rests on: independent sides, nothing that runs text, small files, no trace of a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for name in ("theory", "numerics", "checks") for path in (ROOT / name).rglob("*.py"))
FORBIDDEN = {
    "theory": {"numerics", "checks", "numpy", "scipy", "numba", "hypothesis"},
    "numerics": {"theory", "checks", "sympy", "z3"},
    "checks": set(),
}
RUNS_TEXT = {"eval", "exec", "sympify", "parse_expr"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("package", FORBIDDEN)
def test_each_side_imports_only_what_it_may(package: str) -> None:
    for path in (path for path in FILES if path.relative_to(ROOT).parts[0] == package):
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & FORBIDDEN[package], path
        assert not roots & {"pickle", "dill", "joblib", "shelve", "marshal"}, path


def test_nothing_runs_text() -> None:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                assert name not in RUNS_TEXT, f"{path}:{node.lineno} calls {name}"
                if isinstance(node.func, ast.Attribute):
                    assert node.func.attr not in {"sympify", "parse_expr"}, f"{path}:{node.lineno}"


def test_files_are_short() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in long.items() if count > 320} == {}


def test_no_path_of_a_machine() -> None:
    pattern = re.compile(r"""["'\s](/home/|/root/|/work/|/Users/|/opt/dev|C:\\\\)""")
    for path in FILES:
        if path != Path(__file__):
            assert not pattern.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    ("module", "light_of"),
    [
        ("theory.claims", ("numpy", "z3", "scipy")),
        ("numerics.descent", ("sympy", "numba", "matplotlib", "xarray", "dask", "zarr", "pydantic")),
        ("checks.verification", ("z3", "numba", "matplotlib", "xarray", "dask", "zarr", "pydantic", "jinja2")),
    ],
)
def test_imports_are_light(module: str, light_of: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {light_of!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
