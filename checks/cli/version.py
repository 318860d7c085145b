"""What ``catapult --version`` prints."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

__all__ = ["version_text"]


def version_text() -> str:
    """Version of the toolkit and of each prover and engine, or that it is not present."""
    from theory.provers.prover import provers

    lines = [f"catapult-verify {_installed('catapult-verify')}"]
    lines += [f"{prover.title}: {prover.version() or 'not present'}" for prover in provers().values()]
    for label, module, package in (("Arb (python-flint)", "flint", "python-flint"), ("Numba", "numba", "numba")):
        lines.append(f"{label}: {_installed(package) if find_spec(module) else 'not present'}")
    return "\n".join(lines)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not present"
