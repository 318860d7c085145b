"""How many states the fuzzer judges, and in what time: every formal statement, one after another, in one process.

    python notebooks/benchmarks/samples.py ci samples_ci.json

prints and stores trajectories, states and seconds of processor time of each statement. It uses nothing but `fuzz`, so that
another version of the toolkit can be measured with the same file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from checks.evidence.kinds import Fuzzed
from checks.search.fuzz import fuzz
from checks.verdict.profiles import Profile, profile
from theory.claims import all_claims


def measure(chosen: Profile) -> list[dict[str, Any]]:
    """One row a statement; what the fuzzer refutes stops early and is left out."""
    rows = []
    for claim in all_claims():
        for index in range(len(claim.statements)):
            start, clock = process_time(), perf_counter()
            found = fuzz(claim, index, chosen)
            if isinstance(found, Fuzzed) and found.trajectories:
                spent = {"processor_s": round(process_time() - start, 2), "wall_s": round(perf_counter() - clock, 2)}
                rows.append(
                    {"claim": claim.id, "statement": index, "trajectories": found.trajectories, "states": found.states, **spent}
                )
    return rows


def main(name: str, target: Path) -> None:
    """Measure a profile and write what was found."""
    chosen = profile(name)
    measure(replace(chosen, examples=1))  # so that imports and compilation are not timed
    rows = measure(chosen)
    total = {key: round(sum(row[key] for row in rows), 1) for key in ("trajectories", "states", "processor_s", "wall_s")}
    print(f"{name}: {len(rows)} statements, {total}")
    target.write_text(json.dumps({"profile": name, "total": total, "statements": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
