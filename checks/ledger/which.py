"""Which theorem applies to a setting: a table made from the claims and their verdicts, and a page of the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.verdict.judge import PROOFS, Verdict
from checks.verdict.words import verdict_of
from theory.arguments import instance
from theory.claims import all_claims
from theory.settings import Setting
from theory.statements import Claim

__all__ = ["Row", "applies", "theorem_page", "theorem_tables", "theorems_for"]

_HEAD = """# Which theorem applies to my setting?

Find what you run (update rule, loss, batches), then your model with its data and targets. *Holds* names the theorems that are
proved there, those first that speak of exactly this setting, then those of wider ones; *fails* names printed or tempting claims
that an exact counterexample breaks. `catapult verify --only ID --long` prints every hypothesis of one, `catapult prove ID` its
proof. For a net in PyTorch or JAX `checks.explain.explain` tries the hypotheses at its weights. A model that is not here:
`own_claims(from_unit(...))`. Where *holds* is a dot nothing is proved, which refutes nothing.
"""


def applies(stated: Setting, asked: Setting) -> bool:
    """Whether what is stated of one setting speaks of another: of itself, or of a special case of it.

    D data include one, any targets include 0, any batches include all data at once, and a family its restrictions; and a model
    that on one datum is a special case of another one has the theorems of that one, see `theory.settings.Setting.general`.
    Update rule and loss must be the same.

    Examples
    --------
    >>> applies(Setting("two_layer", "many", "any"), Setting("two_layer", variant="linear"))
    True
    >>> applies(Setting("two_layer", variant="linear"), Setting("two_layer"))
    False
    >>> applies(Setting("two_layer", variant="linear"), Setting("nqm"))
    True
    """
    instance(stated, "stated", Setting)
    instance(asked, "asked", Setting)
    general, _ = asked.general
    return _covers(stated, asked) or (general != asked and applies(stated, general))


def _covers(stated: Setting, asked: Setting) -> bool:
    """Whether a setting of the same family includes another one."""
    return (
        stated.model == asked.model
        and stated.variant in ("", asked.variant)
        and (stated.update, stated.loss) == (asked.update, asked.loss)
        and (stated.many_data or asked.single_datum)
        and (stated.any_targets or asked.zero_targets)
        and stated.batches.includes(asked.batches)
    )


def theorems_for(asked: Setting, verdicts: Mapping[str, str]) -> tuple[list[Claim], list[Claim]]:
    """The claims that are proved in a setting, nearest first, and those that are refuted in exactly this one.

    Parameters
    ----------
    asked
        What is trained, on what, and how.
    verdicts
        Claim id → verdict in full, as a ledger has them; what is not in it is passed over.
    """
    true, false = [], []
    for item in (item for item in all_claims() if item.id in verdicts):
        settings = [statement.setting for statement in item.statements]
        verdict = verdict_of(verdicts[item.id])
        if verdict in (*PROOFS, Verdict.TRUE_WITH) and any(applies(stated, asked) for stated in settings):
            true.append(item)
        if verdict is Verdict.REFUTED and asked in settings:
            false.append(item)
    return sorted(true, key=lambda item: all(statement.setting != asked for statement in item.statements)), false


@dataclass(frozen=True)
class Row:
    """A model with its data and targets; ids of the claims that hold there, nearest first, and of those that fail."""

    trained: str
    holds: tuple[str, ...]
    fails: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return bool(self.holds or self.fails)


def theorem_tables(verdicts: Mapping[str, str]) -> dict[str, list[Row]]:
    """What is run, in words → a row for each model, data and targets that claims speak of; see `theorems_for`."""
    settings = {statement.setting for item in all_claims() for statement in item.statements}
    tables: dict[str, list[Row]] = {}
    for setting in sorted(settings, key=_order):
        true, false = (tuple(item.id for item in found) for found in theorems_for(setting, verdicts))
        tables.setdefault(_run(setting), []).append(Row(setting.trained, true, false))
    return tables


def theorem_page(verdicts: Mapping[str, str]) -> str:
    """The page of the documentation, for verdicts as `theorems_for` takes them."""
    lines, shown = [_HEAD], set[str]()
    for run, rows in theorem_tables(verdicts).items():
        lines += [f"## {_cell(run)}", "", "| model, data, targets | holds | fails |", "|---|---|---|"]
        for row in rows:
            shown |= {*row.holds, *row.fails}
            lines.append(f"| {row.trained} | {' '.join(row.holds) or '·'} | {' '.join(row.fails) or '·'} |")
        lines.append("")
    lines += ["## What they say", "", "| claim | verdict | in words |", "|---|---|---|"]
    for item in (item for item in all_claims() if item.id in shown):
        lines.append(f"| {item.id} | {_cell(verdicts[item.id])} | {_cell(item.text)} |")
    return "\n".join([*lines, ""])


def _run(setting: Setting) -> str:
    update = str(setting.update)
    return f"{update[0].upper()}{update[1:]}, {setting.loss.words}, {setting.batches.words}"


def _order(setting: Setting) -> tuple[bool, str, str]:
    return not setting.plain, _run(setting), setting.trained


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("<", "\\<")
