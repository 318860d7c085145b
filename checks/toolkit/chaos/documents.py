"""Ledgers and counterexample files that were changed after they were written, and strange values in place of arguments."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample
from checks.ledger.binding import document_digest
from checks.ledger.table import read_ledger
from checks.search.exact import search_exactly
from checks.toolkit.chaos.trial import Fault, Outcome
from checks.toolkit.hostile import check_calls, numeric_calls, theory_calls
from checks.toolkit.hostile.outcomes import try_one
from checks.toolkit.hostile.values import VALUES
from checks.toolkit.ledgers import small_ledger
from theory.claims import claim

__all__ = ["argument_faults", "document_faults"]

_VERDICTS = ("proved", "proved (Z3)", "proved (identity)", "supported", "refuted", "open")
_CLAIMED = ("id", "text", "claim_digest", "source", "scope", "latex")


@cache
def _counterexample() -> dict[str, Any]:
    found = search_exactly(claim("SUM-1"), 0, most=400)
    assert isinstance(found, Counterexample)
    return counterexample_to_json(found)


def _leaves(document: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Places of all values that are text or numbers."""
    if isinstance(document, dict):
        return [leaf for key, part in document.items() for leaf in _leaves(part, (*place, key))]
    if isinstance(document, list):
        return [leaf for number, part in enumerate(document) for leaf in _leaves(part, (*place, number))]
    return [] if isinstance(document, bool) or document is None else [place]


def _edit(document: Any, rng: random.Random) -> str:
    """Change one value anywhere but the digest: a number by one, text by a letter."""
    place = rng.choice([leaf for leaf in _leaves(document) if leaf != ("digest",)])
    *way, last = place
    for step in way:
        document = document[step]
    document[last] = document[last] + (1 if isinstance(document[last], (int, float)) else "x")
    return "/".join(map(str, place))


def _flip(text: str, rng: random.Random) -> bytes:
    content = bytearray(text.encode())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return bytes(content)


def _cut(text: str, rng: random.Random) -> bytes:
    return text.encode()[: rng.randrange(len(text.encode()) - 1)]


def _document(kind: str) -> Any:
    return json.loads(json.dumps(small_ledger() if kind == "ledger" else _counterexample()))


def _read(kind: str, content: bytes, folder: Path) -> None:
    file = folder / "file.json"
    file.write_bytes(content)
    if kind == "ledger":
        read_ledger(file)
    else:
        counterexample_from_json(json.loads(content.decode()))


def _trial(kind: str, damage: Callable[[Any, random.Random], tuple[bytes, str]]) -> Callable[[random.Random, Path], Outcome]:
    def run(rng: random.Random, folder: Path) -> Outcome:
        right = _document(kind)
        content, what = damage(_document(kind), rng)
        try:
            _read(kind, content, folder)
        except ValueError:
            return Outcome(False, False, True, what)
        return Outcome(False, json.loads(content) != right, False, what)

    return run


def _edited(document: Any, rng: random.Random) -> tuple[bytes, str]:
    where = _edit(document, rng)
    return json.dumps(document).encode(), where


def _forged(document: Any, rng: random.Random) -> tuple[bytes, str]:
    """Another verdict, or another claim, under the digest that its forger would write."""
    row = rng.choice(document["claims"])
    if rng.random() < 0.5:
        row["verdict"] = rng.choice([verdict for verdict in _VERDICTS if verdict != row["verdict"]])
        what = f"{row['id']}: {row['verdict']}"
    else:
        name = rng.choice([name for name in _CLAIMED if isinstance(row.get(name), str)])
        row[name] += "x"
        what = f"{row['id']}: {name}"
    return json.dumps({**document, "digest": document_digest(document)}).encode(), what


def document_faults() -> list[Fault]:
    """A changed value, a flipped bit, a file cut short; a ledger sealed anew."""
    found = []
    for kind in ("ledger", "counterexample file"):
        raw: dict[str, Callable[[Any, random.Random], tuple[bytes, str]]] = {
            "a value is changed": _edited,
            "a flipped bit": lambda document, rng: (_flip(json.dumps(document), rng), "a bit"),
            "cut short": lambda document, rng: (_cut(json.dumps(document), rng), "the end"),
        }
        found += [Fault(f"{kind}: {name}", _trial(kind, damage)) for name, damage in raw.items()]
    return [*found, Fault("ledger: another verdict or claim, sealed anew", _trial("ledger", _forged))]


def _strange(calls: Any) -> Callable[[random.Random, Path], Outcome]:
    places = [(call, argument) for call in calls for argument in call.allowed]

    def run(rng: random.Random, folder: Path) -> Outcome:
        call, argument = rng.choice(places)
        kind = rng.choice(list(VALUES))
        said = try_one(call, argument, VALUES[kind])
        return Outcome(False, bool(said), not said, f"{call.name}({argument}={kind}): {said}")

    return run


def argument_faults() -> list[Fault]:
    """A strange value through one argument of a public name; an error that does not name the argument counts as silent."""
    rooms = {"numerics": numeric_calls.CALLS, "theory": theory_calls.CALLS, "checks": check_calls.CALLS}
    return [Fault(f"strange value in an argument of {name}", _strange(calls)) for name, calls in rooms.items()]
