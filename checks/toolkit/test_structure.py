"""The structure that the evidence rests on: independent sides, no cycles, no text that is run, small files, no machine paths."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for name in ("theory", "numerics", "checks") for path in (ROOT / name).rglob("*.py"))
FORBIDDEN = {
    "theory": {"numerics", "checks", "numpy", "scipy", "numba", "hypothesis"},
    "numerics": {"theory", "checks", "sympy", "z3"},
    "checks": set(),
}
CYCLES = {
    frozenset({"numerics.experiments", "numerics.experiments.registry"}): "the registry lists the modules of its package",
}
"""Modules that import one another when they are loaded, and why they may."""
RUNS_TEXT = {"eval", "exec", "sympify", "parse_expr"}


@cache
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


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def loaded(body: Iterable[ast.stmt]) -> Iterator[str]:
    """What a module imports while it is loaded: not in functions, not for the types alone."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names))
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            yield from loaded(node.orelse)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = [part for part in ast.iter_child_nodes(node) if isinstance(part, (ast.stmt, ast.ExceptHandler))]
            yield from loaded(part for item in inner for part in (item.body if isinstance(item, ast.ExceptHandler) else [item]))


def cycles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """The groups of modules each of which is reached from each other."""
    reached: dict[str, set[str]] = {}
    for start in graph:
        found, ahead = set[str](), [start]
        while ahead:
            new = graph[ahead.pop()] - found
            found |= new
            ahead += new
        reached[start] = found
    mutual = {name: {other for other in found if name in reached[other]} for name, found in reached.items()}
    return {frozenset(group) for group in mutual.values() if group}


def test_modules_import_one_another_in_one_direction() -> None:
    bodies = {module_name(path): tree(path).body for path in FILES}
    graph = {name: (set(loaded(body)) & bodies.keys()) - {name} for name, body in bodies.items()}
    assert sum(map(len, graph.values())) > len(graph), "imports are found"
    assert cycles(graph) == CYCLES.keys()


def test_a_cycle_is_seen_and_one_of_types_or_in_a_function_is_none() -> None:
    source = """
if TYPE_CHECKING:
    import types_only
else:
    import otherwise
try:
    import attempted
except ImportError:
    from package import fallback
class Inside:
    import within
    def late(self):
        import later
"""
    found = set(loaded(ast.parse(source).body))
    assert found == {"otherwise", "attempted", "package", "package.fallback", "within"}
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set[str](), "e": {"f"}, "f": {"e"}}
    assert cycles(graph) == {frozenset("bc"), frozenset("ef")}


def test_the_map_of_checks_names_its_rooms() -> None:
    text = str(ast.get_docstring(tree(ROOT / "checks" / "__init__.py"))).partition("A map of the rooms")[2]
    rooms = {path.parent.name for path in (ROOT / "checks").glob("*/__init__.py")}
    named = set(re.findall(r"`(\w+)`", text))
    assert rooms <= named
    modules = {path.stem for path in (ROOT / "checks").rglob("*.py")} | {path.name for path in (ROOT / "checks").rglob("*")}
    assert named <= modules


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
        ("checks.verdict.verification", ("z3", "numba", "matplotlib", "xarray", "dask", "zarr", "pydantic", "jinja2")),
    ],
)
def test_imports_are_light(module: str, light_of: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {light_of!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
