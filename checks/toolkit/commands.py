"""The command line in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["CODE", "ROOT", "catapult"]

ROOT = Path(__file__).parents[2]
CODE = "import sys; sys.argv[0] = 'catapult'; from checks.cli import main; main()"


def catapult(*arguments: str, folder: Path = ROOT, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Run ``catapult`` with the project's packages and return what it printed."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {CODE}"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=timeout)
