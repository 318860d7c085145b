"""Which theorem applies: what is proved of a setting reaches its special cases, and nothing wider."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from checks.ledger.which import applies, theorem_page, theorems_for
from checks.verdict.expected import expected_verdicts
from theory.batches import AnyBatches, Batches, FullBatch, RecurringBatches
from theory.claims import all_claims, claim
from theory.settings import Setting
from theory.updates import HeavyBall

VERDICTS = expected_verdicts()
SETTINGS = sorted({statement.setting for item in all_claims() for statement in item.statements}, key=str)


def test_what_applies_is_an_order() -> None:
    assert all(applies(setting, setting) for setting in SETTINGS)
    pairs = {(a, b) for a, b in product(SETTINGS, repeat=2) if applies(a, b)}
    assert not any((b, a) in pairs for a, b in pairs if a != b)
    assert all((a, d) in pairs for a, b in pairs for c, d in pairs if b == c)


def test_each_way_to_be_wider_is_none_to_be_narrower() -> None:
    narrow = Setting("two_layer", variant="linear")
    wider = [Setting("two_layer"), Setting("two_layer", "many", variant="linear"), Setting("two_layer", "one", "any", "linear")]
    wider += [Setting("two_layer", variant="linear", batches=batches) for batches in (AnyBatches(), RecurringBatches())]
    assert all(applies(wide, narrow) and not applies(narrow, wide) for wide in wider)
    assert applies(wider[-2], wider[-1])
    assert not applies(wider[-1], wider[-2]), "a datum that is never met again"
    other = Setting("two_layer", variant="linear", update=HeavyBall())
    assert not applies(other, narrow)
    assert not applies(narrow, other)


def test_a_special_case_has_the_theorems_of_what_it_is_a_case_of() -> None:
    special = [setting for setting in SETTINGS if setting.general[0] != setting]
    assert {setting.model for setting in special} >= {"nqm", "general_quadratic", "two_layer"}
    for setting in special:
        general, _ = setting.general
        assert applies(general, setting)
        assert not applies(setting, general)
        known, own = (theorems_for(asked, VERDICTS)[0] for asked in (general, setting))
        assert {item.id for item in known} <= {item.id for item in own}
    named = [item.id for item in theorems_for(Setting("nqm"), VERDICTS)[0]]
    assert named.index("LIN-SUB") > named.index("ZQ-1"), "its own come first"
    assert not applies(Setting("two_layer", variant="linear"), Setting("nqm", "many")), "only on one datum"
    assert not applies(Setting("two_layer", variant="linear"), Setting("nqm", targets="any"))


def test_a_theorem_for_target_0_is_not_offered_for_others() -> None:
    below = [item.id for item in theorems_for(Setting("two_layer"), VERDICTS)[0]]
    above, false = theorems_for(Setting("two_layer", targets="any"), VERDICTS)
    assert "ML-2" in below
    assert "ML-2" not in {item.id for item in above}
    assert claim("SUM-1") in false


def test_every_theorem_stands_in_the_row_of_its_setting_and_in_no_other_runs_table() -> None:
    page = theorem_page(VERDICTS)
    proved = [item for item in all_claims() if VERDICTS[item.id].startswith(("proved", "true with")) and item.statements]
    assert len(proved) > 80
    for item in proved:
        for statement in item.statements:
            true, _ = theorems_for(statement.setting, VERDICTS)
            assert item in true
        assert f"\n| {item.id} | " in page
    heavy = page.split("\n## Heavy ball")[1].split("\n## ")[0]
    assert "HEAVY-MONO" in heavy
    assert "ML-2 " not in heavy


def test_a_verdict_that_changes_changes_the_page() -> None:
    page = theorem_page({**VERDICTS, "ML-2": "open"})
    assert "| ML-2 |" not in page
    assert "| ML-2 |" in theorem_page(VERDICTS)


def test_a_family_of_batches_includes_what_is_among_it() -> None:
    kinds: tuple[Batches, ...] = (FullBatch(), AnyBatches(), RecurringBatches())
    drawn = ((), ((1, 0),), ((0, 1), (1, 0)), ((Fraction(1, 2), Fraction(1, 2)),))
    for kind in kinds:
        assert replace(Setting("two_layer"), **{"batches": kind.name}).batches == kind
        assert all(kind.among(kind.among(shares)) == kind.among(shares) for shares in drawn)
        for other in kinds:
            inside = all(kind.among(other.among(shares)) == other.among(shares) for shares in drawn)
            assert kind.includes(other) == inside


def test_batches_of_another_module_have_no_statements() -> None:
    class Half(AnyBatches):
        """Others of the same name."""

    for batches, error in ((Half(), ValueError), ("half", ValueError), (Fraction(1, 2), TypeError)):
        with pytest.raises(error, match="batches must be"):
            Setting("two_layer", batches=batches)  # type: ignore[arg-type]
