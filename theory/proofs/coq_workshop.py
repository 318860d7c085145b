"""A temporary copy of the Coq sources, compiled as far as needed."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

__all__ = ["SOURCES", "Workshop"]

SOURCES = Path(__file__).parent / "coq"
_OPTIONS = ("-q", "-w", "-all", "-R", ".", "Catapult")


class Workshop:
    """A temporary copy of the sources, with a given text as ``Statements.v``.

    Attributes
    ----------
    folder
        Where it is.
    needs
        For each file the files it builds on.
    done
        For each compiled file the seconds and Coq's complaint (empty if accepted).
    """

    def __init__(self, folder: Path, statements: str) -> None:
        self.folder = folder
        for source in SOURCES.glob("*.v"):
            shutil.copyfile(source, folder / source.name)
        (folder / "Statements.v").write_text(statements, encoding="utf-8")
        self.needs = self._dependencies()
        self.done: dict[str, tuple[float, str]] = {}

    def _dependencies(self) -> dict[str, tuple[str, ...]]:
        names = sorted(path.name for path in self.folder.glob("*.v"))
        listed = subprocess.run(
            ["coqdep", "-R", ".", "Catapult", *names], cwd=self.folder, capture_output=True, text=True, check=True
        ).stdout
        needs: dict[str, tuple[str, ...]] = {}
        for line in listed.replace("\\\n", " ").splitlines():
            target, _, sources = line.partition(":")
            stem = target.split()[0].removesuffix(".vo")
            if target.split()[0].endswith(".vo"):
                needs[stem] = tuple(word.removesuffix(".vo") for word in sources.split() if word.endswith(".vo"))
        return needs

    def closure(self, files: Iterable[str]) -> set[str]:
        """Return files and all they build on."""
        found: set[str] = set()
        todo = list(files)
        while todo:
            name = todo.pop()
            if name in self.needs and name not in found:
                found.add(name)
                todo += self.needs[name]
        return found

    def compile(self, files: Iterable[str], jobs: int) -> None:
        """Compile files and all they build on, those that are ready side by side."""
        todo = self.closure(files) - self.done.keys()
        with ThreadPoolExecutor(jobs) as pool:
            while todo:
                ready = sorted(name for name in todo if not (self.closure(self.needs[name]) & todo))
                for name, outcome in zip(ready, pool.map(self._compile_one, ready), strict=True):
                    self.done[name] = outcome
                todo -= set(ready)

    def _compile_one(self, name: str) -> tuple[float, str]:
        broken = [other for other in self.needs.get(name, ()) if self.done.get(other, (0.0, ""))[1]]
        if broken:
            return 0.0, f"{broken[0]}.v, on which {name}.v builds, was not accepted"
        seconds, _, message = self.run(name)
        return seconds, message

    def run(self, name: str) -> tuple[float, str, str]:
        """Return the seconds Coq took on a file, its output, and its complaint (empty if accepted)."""
        start = time.perf_counter()
        found = subprocess.run(["coqc", *_OPTIONS, f"{name}.v"], cwd=self.folder, capture_output=True, text=True, check=False)
        message = "" if found.returncode == 0 else (found.stderr.strip() or f"coqc ended with status {found.returncode}")
        return time.perf_counter() - start, found.stdout, message
