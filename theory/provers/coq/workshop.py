"""A temporary copy of the Coq sources, compiled as far as needed."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path

from theory.provers.coq.compiled import Compiled

__all__ = ["LIBRARY", "SOURCES", "Workshop", "required", "source_of"]

SOURCES = Path(__file__).parents[2] / "coq"
"""The Coq library: ``_CoqProject``, and ``theories`` with a folder for each subject."""
LIBRARY = ("-R", "theories", "Catapult")
_MAGIC = b"Coq!"
_OPTIONS = ("-q", "-w", "-all", *LIBRARY)


@cache
def _paths(folder: Path) -> dict[str, Path]:
    return {path.stem: path.relative_to(folder) for path in sorted(folder.glob("theories/*/*.v"))}


def source_of(name: str) -> Path:
    """Return the path of a source of the library, relative to its folder, by its name without ``.v``."""
    return _paths(SOURCES)[name]


def required(text: str) -> set[str]:
    """Return the files of the library that a source asks for, as our sources write it, ``From Catapult Require A B``."""
    sentences = re.findall(r"^From Catapult Require(?: Import| Export)?([\w\s]*)\.", text, re.MULTILINE)
    return {name for names in sentences for name in names.split()}


class Workshop:
    """A temporary copy of the sources, with given texts of the printed files.

    Parameters
    ----------
    folder
        An empty folder.
    printed
        The printed files, by path.
    compiled
        Where compiled files are taken from; if None all are compiled here.

    Attributes
    ----------
    folder
        Where it is.
    needs
        For each file the files it builds on.
    done
        For each compiled file the seconds and Coq's complaint (empty if accepted).
    """

    def __init__(self, folder: Path, printed: Mapping[str, str], compiled: Compiled | None = None) -> None:
        self.folder = folder
        self._compiled = compiled
        for path in _paths(SOURCES).values():
            if path.parent.name != "claims":
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(SOURCES / path, folder / path)
        self.done: dict[str, tuple[float, str]] = {}
        self.write(printed)

    def write(self, texts: Mapping[str, str]) -> None:
        """Write files into the copy, by path; one that was compiled before must not change."""
        for name, text in texts.items():
            path = self.folder / name
            if Path(name).stem in self.done and path.read_text(encoding="utf-8") != text:
                raise ValueError(f"{name} was compiled with another text")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.paths = {path.stem: path.relative_to(self.folder) for path in sorted(self.folder.glob("theories/*/*.v"))}
        self.needs = self._dependencies()

    def _dependencies(self) -> dict[str, tuple[str, ...]]:
        sources = [str(path) for path in self.paths.values()]
        listed = subprocess.run(
            ["coqdep", *LIBRARY, *sources], cwd=self.folder, capture_output=True, text=True, check=True
        ).stdout
        needs: dict[str, tuple[str, ...]] = {}
        for line in listed.replace("\\\n", " ").splitlines():
            target, _, needed = line.partition(":")
            if target.split()[0].endswith(".vo"):
                needs[Path(target.split()[0]).stem] = tuple(Path(word).stem for word in needed.split() if word.endswith(".vo"))
        return needs

    def digest(self, name: str) -> str:
        """SHA-256 of a source and of all it builds on."""
        content = sha256()
        for other in sorted(self.closure([name])):
            content.update(
                f"{self.paths[other]}\0{sha256((self.folder / self.paths[other]).read_bytes()).hexdigest()}\n".encode()
            )
        return content.hexdigest()

    def module(self, compiled: Path) -> str:
        """Return the full Coq name of a compiled file of this folder."""
        parts = compiled.relative_to(self.folder).with_suffix("").parts
        return ".".join(("Catapult", *parts[1:]) if parts[0] == "theories" else parts)

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

    def compile(self, files: Iterable[str], jobs: int, told: Callable[[str], None] = lambda name: None) -> None:
        """Compile files and all they build on, those that are ready side by side; ``told`` is called with each that is done."""
        todo = self.closure(files) - self.done.keys()
        with ThreadPoolExecutor(jobs) as pool:
            while todo:
                ready = sorted(name for name in todo if not (self.closure(self.needs[name]) & todo))
                for name, outcome in zip(ready, pool.map(self._compile_one, ready), strict=True):
                    self.done[name] = outcome
                    told(name)
                todo -= set(ready)

    def _compile_one(self, name: str) -> tuple[float, str]:
        broken = [other for other in self.needs.get(name, ()) if self.done.get(other, (0.0, ""))[1]]
        if broken:
            return 0.0, f"{broken[0]}.v, on which {name}.v builds, was not accepted"
        if self._compiled is not None:
            seconds = self._compiled.fetch(name, self._inputs(name), self._object(name))
            if seconds is not None:
                return seconds, ""
        seconds, _, message = self.run(name)
        return seconds, message

    def keep(self, names: Iterable[str], compiled: Compiled) -> None:
        """Keep files that were compiled here."""
        for name in names:
            compiled.keep(name, self._inputs(name), self._object(name), self.done[name][0])

    def _object(self, name: str) -> Path:
        return (self.folder / self.paths.get(name, Path(f"{name}.v"))).with_suffix(".vo")

    def _inputs(self, name: str) -> str:
        """The digest of what compiling a file depends on, beside Coq: how it is asked, the source, and what that builds on."""
        content = sha256(f"{_OPTIONS} {self.paths[name]}".encode())
        for path in (self.folder / self.paths[name], *map(self._object, sorted(self.needs[name]))):
            content.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
        return content.hexdigest()

    def run(self, name: str) -> tuple[float, str, str]:
        """Return the seconds Coq took on a file, its output, and its complaint (empty if accepted).

        Accepted is what leaves a compiled file: that a program ends with status 0 says nothing.
        A name that is no source of the library is one of a file written into the folder of the copy.
        """
        start = time.perf_counter()
        source = self.paths.get(name, Path(f"{name}.v"))
        compiled = self._object(name)
        compiled.unlink(missing_ok=True)
        found = subprocess.run(["coqc", *_OPTIONS, str(source)], cwd=self.folder, capture_output=True, text=True, check=False)
        message = "" if found.returncode == 0 else (found.stderr.strip() or f"coqc ended with status {found.returncode}")
        if not message and not _is_compiled(compiled):
            message = f"coqc ended with status 0 and wrote no {compiled.name}"
        return time.perf_counter() - start, found.stdout, message


def _is_compiled(path: Path) -> bool:
    """Whether there is a file that begins as Coq's compiled files do."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC and bool(file.read(1))
    except OSError:
        return False
