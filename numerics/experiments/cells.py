"""Resumable computation: an experiment is cut into cells, and a finished cell is read back instead of computed again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numerics.experiments.plain import plain
from numerics.whole_file import write_whole

__all__ = ["Cells"]


class Cells:
    """Results of finished cells, kept in a folder (or nowhere, if it is None).

    Parameters
    ----------
    folder
        Where cells are stored; made when first needed.
    key
        Hash of everything the cells depend on besides their own label.
    done
        Called after each cell.
    """

    def __init__(self, folder: Path | None = None, key: str = "", done: Callable[[], None] = lambda: None) -> None:
        self.folder, self.key, self._done = folder, key, done
        self.saved = 0.0
        """Processor seconds of the cells that were read back."""

    def __call__(self, label: object, compute: Callable[[], Any]) -> Any:
        """Return the stored result for a label, or compute and store it; either way in the form that JSON holds.

        A cell is written under a temporary name and renamed, so that an interrupted run leaves no half cell.
        """
        result = self._known_or_computed(label, compute)
        self._done()
        return result

    def _known_or_computed(self, label: object, compute: Callable[[], Any]) -> Any:
        if self.folder is None:
            return plain(compute())
        digest = hashlib.sha256(json.dumps([self.key, label], sort_keys=True).encode()).hexdigest()[:24]
        path = self.folder / f"{digest}.json"
        if path.exists():
            try:
                stored = json.loads(path.read_text(encoding="utf-8"))
                result, seconds = stored["result"], stored["seconds"]
            except (ValueError, KeyError, TypeError):  # a damaged cell is computed again
                pass
            else:
                self.saved += seconds
                return result
        start = time.process_time()
        cell = {"result": plain(compute()), "seconds": time.process_time() - start}
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(cell))
        return cell["result"]
