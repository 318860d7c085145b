"""What ``catapult-verify[all]`` brings: each package with its version, the digest of its file and its licence.

``python -m checks.toolkit.inventory`` asks pip and writes ``.ci/inventory.txt``, which
``pip install --require-hashes --no-deps -r .ci/inventory.txt`` installs to the byte, on the platform that its first lines name.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checks.toolkit.commands import ROOT

__all__ = ["FILE", "LINE", "inventory", "licence"]

FILE = ROOT / ".ci" / "inventory.txt"
LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.+!]+) --hash=sha256:(?P<hash>[0-9a-f]{64})  # (?P<licence>.+)")


def licence(metadata: Mapping[str, Any]) -> str:
    """The licence in one line: the expression, else the classifiers, else the first line of the text."""
    expression = metadata.get("license_expression")
    if expression:
        return str(expression)
    trove = [line.rpartition(" :: ")[2] for line in metadata.get("classifier") or () if line.startswith("License ::")]
    words = (metadata.get("license") or "").strip().splitlines()
    short = words[0].strip() if words and len(words[0]) <= 80 else ""
    return ", ".join(sorted({*trove} - {"OSI Approved"})) or short or "not said"


def inventory(report: Mapping[str, Any], where: str) -> Iterable[str]:
    """The lines of the file, from what ``pip install --report`` writes."""
    yield "# Written by `python -m checks.toolkit.inventory`: what catapult-verify[all] brings, with digests and licences."
    yield f"# {where}; other platforms have other files."
    for item in sorted(report["install"], key=lambda item: item["metadata"]["name"].lower()):
        metadata, source = item["metadata"], item["download_info"]
        name = re.sub(r"[-_.]+", "-", metadata["name"]).lower()
        if "archive_info" in source:
            digest = source["archive_info"]["hashes"]["sha256"]
            yield f"{name}=={metadata['version']} --hash=sha256:{digest}  # {licence(metadata)}"


def main() -> None:
    """Ask pip, and write the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", str(path)]
        subprocess.run([*command, f"{ROOT}[all]"], check=True)
        report = json.loads(path.read_text(encoding="utf-8"))
    where = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}"
    FILE.write_text("\n".join(inventory(report, where)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
