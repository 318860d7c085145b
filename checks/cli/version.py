"""What ``catapult --version`` prints."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from shutil import which

__all__ = ["version_text"]


def version_text() -> str:
    """Version of the toolkit and of each prover and engine, or that it is not present."""
    lines = [f"catapult-verify {_installed('catapult-verify')}"]
    for label, module, package in (
        ("SymPy", "sympy", "sympy"),
        ("Z3", "z3", "z3-solver"),
        ("Arb (python-flint)", "flint", "python-flint"),
        ("Numba", "numba", "numba"),
    ):
        lines.append(f"{label}: {_installed(package) if find_spec(module) else 'not present'}")
    lines.append(f"Coq: {'present' if which('coqc') else 'not present'}")
    return "\n".join(lines)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not present"
