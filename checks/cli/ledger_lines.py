"""The ledger as lines of a terminal, one a claim: nothing wraps, and what a claim is true with stands beside or below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

__all__ = ["ledger_lines", "legend"]

_COLOURS = {"proved": "green", "certified": "green", "true": "green", "supported": "cyan", "refuted": "red", "open": "yellow"}
_HEADINGS = {"claim": "claim", "source": "from", "word": "verdict", "proof": "proof", "number": "number"}
_GAP = "  "


def ledger_lines(rows: Sequence[Mapping[str, str]], width: int) -> list[Text]:
    """The rows of `checks.ledger.short.short_rows` as lines; hypotheses go below a row where they do not fit beside it.

    Examples
    --------
    >>> row = {"claim": "A", "source": "ours", "word": "true with", "proof": "Z3", "number": "9 states", "with": "y = 0"}
    >>> [line.plain for line in ledger_lines([row], 80)]
    ['claim  from  verdict    proof  number', 'A      ours  true with  Z3     9 states  with y = 0']
    >>> [line.plain for line in ledger_lines([row], 40)][2]
    '             with y = 0'
    """
    wide = {name: max(len(heading), *(len(row[name]) for row in rows)) for name, heading in _HEADINGS.items()} if rows else {}
    full = sum(wide.values()) + len(_GAP) * len(wide)
    lines = [Text(_GAP.join(heading.ljust(wide.get(name, 0)) for name, heading in _HEADINGS.items()).rstrip(), style="bold")]
    for row in rows:
        cells = [Text(row[name].ljust(wide[name]), style=_colour(row) if name == "word" else "") for name in _HEADINGS]
        line = Text(_GAP).join(cells)
        below = f"{row['word'].split()[-1]} {row['with']}" if row["with"] else ""
        if below and full + len(below) <= width:
            line.append(_GAP + below)
        line.rstrip()
        lines.append(line)
        if below and full + len(below) > width:
            indent = min(wide["claim"] + wide["source"] + 2 * len(_GAP), width - len(below))
            lines.append(Text(" " * max(indent, len(_GAP)) + below))
    return lines


def _colour(row: Mapping[str, str]) -> str:
    return _COLOURS[row["word"].split()[0]]


def legend(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """What the words in these rows mean that do not explain themselves."""
    said = {
        "shipped": "proof shipped: it comes with the package, and nothing here has checked it again",
        "tight": "tight 0.5: the bound allows half the learning rate at which its conclusion is typically seen to fail",
        "bounds": "fails at 1.5 bounds: from 1.5 times the bound on, the conclusion of a conjecture is seen to fail",
        "sharp": "sharp: an exact point breaks the conclusion just beyond the bound",
    }
    shown = {"shipped" for row in rows if row["proof"] == "shipped"}
    shown |= {word for row in rows for word in ("tight", "bounds", "sharp") if word in row["number"].replace(",", "").split()}
    return [text for word, text in said.items() if word in shown]
