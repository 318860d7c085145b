"""The table fault × trials × noticed × lost × silent.

``python -m checks.toolkit.chaos.table 32`` runs 32 trials of each fault and prints the table; slow ones run a sixteenth as often.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.toolkit.chaos.documents import argument_faults, document_faults
from checks.toolkit.chaos.killed import kill_faults
from checks.toolkit.chaos.stores import store_faults
from checks.toolkit.chaos.trial import Fault, Row, trials_of

__all__ = ["all_faults", "rows_as_markdown"]


def all_faults() -> list[Fault]:
    """Every fault of this folder."""
    return [*store_faults(), *kill_faults(), *document_faults(), *argument_faults()]


def rows_as_markdown(rows: list[Row]) -> str:
    """The table, with the sums in its last row."""
    lines = ["| fault | trials | noticed | lost | silent |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {row.name} | {row.trials} | {row.noticed} | {row.lost} | {row.silent} |" for row in rows]
    sums = (sum(getattr(row, name) for row in rows) for name in ("trials", "noticed", "lost", "silent"))
    return "\n".join([*lines, f"| all | {' | '.join(map(str, sums))} |"])


def main(trials: int) -> int:
    """Run and print; 1 if anything was lost or silent."""
    rows = []
    for fault in all_faults():
        with TemporaryDirectory(prefix="catapult-chaos-") as folder:
            rows.append(trials_of(fault, max(1, trials // 16) if fault.slow else trials, 2, Path(folder)))
    print(rows_as_markdown(rows))
    bad = [line for row in rows for line in row.bad]
    print("\n".join(bad), file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
