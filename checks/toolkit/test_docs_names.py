"""Every public name is documented in a way that a reader and the reference pages can use, and the examples in them run."""

from __future__ import annotations

import doctest
import importlib.util
import inspect
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import checks
import numerics
import theory

PACKAGES = (theory, numerics, checks)
# Sections that a docstring may leave out, and matters of taste; everything else that numpydoc finds is an error.
TOLERATED = {"SA01", "EX01", "ES01", "RT01", "RT03", "YD01", "PR03", "PR04", "PR08", "SS02", "SS05", "SS06"}
# What needs a folder, an optional package or minutes, or returns LaTeX.
NO_EXAMPLE = {"build_report", "stochastic_descent", "statement_latex"}
NOT_A_LIBRARY = ("checks.toolkit", "checks.theorems", "checks.cli", "numerics.benchmarks")


def modules():
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not found.name.startswith(NOT_A_LIBRARY):
                yield found.name


def public_names():
    for name in modules():
        try:
            module = import_module(name)
        except ImportError:  # an extra is missing
            continue
        for public in getattr(module, "__all__", ()):
            value = getattr(module, public)
            if (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__ == name:
                yield f"{name}.{public}", value


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_the_front_door_opens(package):
    for name in package.__all__:
        value = getattr(package, name)
        assert name in dir(package)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        package.nothing  # noqa: B018  # the access is the test


def test_importing_the_packages_loads_nothing_heavy():
    code = "import sys, theory, numerics, checks; print([m for m in ('sympy', 'numpy', 'hypothesis') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_stranger_named_numerics_is_noticed(tmp_path):
    (tmp_path / "numerics").mkdir()
    (tmp_path / "numerics" / "__init__.py").write_text("", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import checks"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode != 0
    assert "environment of its own" in found.stderr


def test_public_names_have_docstrings():
    undocumented = []
    for name, value in public_names():
        if not (value.__doc__ or "").strip():
            undocumented.append(name)
        if inspect.isclass(value):
            undocumented += [
                f"{name}.{method}"
                for method, code in vars(value).items()
                if not method.startswith("_") and inspect.isfunction(code) and not inspect.getdoc(getattr(value, method))
            ]
    assert undocumented == []


def test_the_reference_has_every_public_name():
    source = Path(__file__).parents[2] / "docs" / "reference_pages.py"
    if not source.exists():
        pytest.skip("the documentation is not part of an installed package")
    spec = importlib.util.spec_from_file_location("reference_pages", source)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    try:
        pages = {package.__name__: reference._page(package.__name__) for package in PACKAGES}
    except ImportError as error:
        pytest.skip(f"the reference is made where all extras are: {error}")
    for package in PACKAGES:
        rows = dict(re.findall(r"^\| \W?(\w+)\W.* \| (.*) \|$", pages[package.__name__], re.M))
        assert [name for name in package.__all__ if not rows.get(name)] == []
    listed = set(re.findall(r"automodule:: (\S+)", "".join(pages.values())))
    homes = {name.rpartition(".")[0] for name, _ in public_names()} - {package.__name__ for package in PACKAGES}
    assert {home for home in homes - listed if not home.startswith(reference.LEFT_OUT)} == set()
    assert {"theory.provers.prover", "theory.as_html", "numerics.trajectory_views", "checks.explain.explanation"} <= listed


def test_public_functions_of_the_front_door_name_their_arguments():
    missing = []
    for package in PACKAGES:
        for name in package.__all__:
            value = getattr(package, name)
            if not inspect.isfunction(value):
                continue
            arguments = inspect.signature(value).parameters
            text = inspect.getdoc(value) or ""
            missing += [f"{name}({argument})" for argument in arguments if len(arguments) > 1 and argument not in text]
    assert missing == []


def test_docstrings_follow_numpydoc():
    validate = pytest.importorskip("numpydoc.validate").validate
    wrong = []
    for name, value in public_names():
        try:
            inspect.getsource(value)
            errors = validate(name)["errors"]
        except OSError:  # made by a decorator that hides the source
            continue
        wrong += [f"{name}: {code} {text}" for code, text in errors if code not in TOLERATED and not _attributes(code, value)]
    assert wrong == []


def _attributes(code, value):
    """A dataclass lists its fields as attributes, and a function without a list says in prose what it takes."""
    text = value.__doc__ or ""
    return code in ("PR01", "PR02") and ("Attributes\n" in text or "Parameters\n" not in text)


def functions_of_the_front_doors():
    return [getattr(package, name) for package in PACKAGES for name in package.__all__ if callable(getattr(package, name))]


def test_every_function_of_the_front_door_shows_an_example():
    functions = [found for found in functions_of_the_front_doors() if inspect.isfunction(found)]
    assert [
        found.__name__ for found in functions if ">>>" not in (found.__doc__ or "") and found.__name__ not in NO_EXAMPLE
    ] == []


@pytest.mark.parametrize(
    "name", sorted({found.__module__ for found in functions_of_the_front_doors()} | {p.__name__ for p in PACKAGES})
)
def test_examples_in_docstrings_run(name):
    found = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert found.failed == 0
