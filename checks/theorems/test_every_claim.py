"""What every claim is tried by: its verdict is the expected one, no trajectory breaks it, and every wrong twin is refuted.

What is particular to a theorem (that its derivation gives what it claims, what refutes its printed form) has a file of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from checks.theorems.sides import holds_on_trajectories, refuted_twins, verdict_is_expected
from theory.claims import claim


@dataclass(frozen=True)
class Twins:
    """Which wrong twins must be refuted by exact numbers: those of one statement whose operator has one of the words in it."""

    words: tuple[str, ...] = ("",)
    but: str | None = None
    at_least: int = 1
    statement: int | None = None

    def wanted(self, operator: str) -> bool:
        return any(word in operator for word in self.words) and (self.but is None or self.but not in operator)


@dataclass(frozen=True)
class Tried:
    """Statements whose trajectories are drawn (None: all), how many instances and steps, and twins."""

    statements: tuple[int, ...] | None = None
    examples: int = 8
    steps: int = 12
    twins: Twins | None = None


TRIED = {
    # A bound on the NTK does not mention the target, so the twin with any target is as true as the claim.
    "ML-1": Tried(twins=Twins(but="target", at_least=8)),
    "ML-2": Tried(twins=Twins(("4.0001", "drop", "target"), at_least=6)),
    "ML-3": Tried(twins=Twins(("16*y_norm", "theta2_next"), at_least=4)),
    "ML-5": Tried(twins=Twins(("4.0001", "drop", "target"), at_least=3)),
    "ML-7": Tried(twins=Twins(("4.0001", "drop", "target"), at_least=3)),
    "ML-8": Tried(twins=Twins(("4.0001", "drop", "target"), at_least=3)),
    "ML-9": Tried(twins=Twins(("4.0001", "drop", "target"), at_least=3)),
    "ZQ-1": Tried(),
    "ZQ-2": Tried(),
    "ZQ-3": Tried(twins=Twins(("sign", "1.0001"), at_least=4)),
    "ZQ-4c": Tried(),
    "ZQ-5c": Tried(statements=()),
    "ZQ-6c": Tried(examples=6, twins=Twins(("in hypothesis 1", "drop"), at_least=2)),
    "ZQ-7c": Tried(examples=4, twins=Twins(("4.0001", "drop"), statement=0, at_least=2)),
    "ZQ-8c": Tried(statements=()),
    "ZQ-9c": Tried(twins=Twins(("0.999", "drop", "4.0001"), at_least=3)),
    "ZQ-11c": Tried(twins=Twins(("sign", "1.0001"), at_least=5)),
    "ZQ-12": Tried(examples=4, steps=6, twins=Twins(("sign", "1.0001"), at_least=5)),
    "ZQ-13c": Tried(steps=6),
    "ZQ-14c": Tried(statements=()),
    "ZQ-15": Tried(examples=4, steps=6, twins=Twins(("sign", "1.0001"), at_least=3)),
    "ZQ-16c": Tried(examples=4, steps=6, twins=Twins(("1.0001", "4.0001"), at_least=2)),
    "ZQ-17c": Tried(examples=4, steps=4, twins=Twins(("sign", "1.0001"), at_least=5)),
    "ZQ-18c": Tried(twins=Twins(("gamma", "sign"), at_least=3)),
    "ZQ-19": Tried(twins=Twins(("1.0001",))),
    "ZQ-19c": Tried(twins=Twins(("1.0001",))),
    "LW-1": Tried(twins=Twins(at_least=8)),
    "LW-2": Tried(statements=()),
    "BIAS-ID": Tried(twins=Twins(("sign", "1.0001"), at_least=4)),
    "BIAS": Tried(statements=(0, 1), examples=10),
    "BIAS-PUBLISHED": Tried(),
    "BIAS-GAP": Tried(),
    "CAT-EXISTS": Tried(twins=Twins(("target", "drop"), at_least=2)),
    "CAT-EXISTS-LEAKY": Tried(twins=Twins(("drop", "target"), at_least=4)),
    "CAT-EXISTS-FLIPS": Tried(twins=Twins(("drop", "target"), at_least=3)),
    "CAT-EXISTS-QUADRATIC": Tried(examples=20, twins=Twins(("drop", "target"), at_least=3)),
    "UV-MAP": Tried(twins=Twins(at_least=20)),
    "UV-INVARIANT": Tried(twins=Twins(("1.0001", "0.999"), at_least=4)),
    "UV-CONV": Tried(examples=4),
    "UV-FINAL": Tried(examples=4, twins=Twins(("drop",), statement=0)),
    "UV-DIVERGE": Tried(examples=4, twins=Twins(("drop",), at_least=4)),
    "UV-EDGE": Tried(statements=(), twins=Twins(("1.0001", "drop"), at_least=4)),
    "UV-PEAK": Tried(examples=4, twins=Twins(("drop hypothesis 1",), at_least=2)),
    # So close to the edge only tiny outputs grow: the bank of wrong theorems has that twin with 2.001.
    "LIN-SUB": Tried(twins=Twins(but="4.0001", at_least=4)),
    "RELU-NTK": Tried(twins=Twins(at_least=5)),
    "RELU-SUM": Tried(examples=6, twins=Twins(("conclusion",), at_least=3)),
    # So close to the edge only tiny outputs grow: the bank of wrong theorems has that twin with 2.001.
    "RELU-SUB": Tried(twins=Twins(but="4.0001", at_least=4)),
    "OMEGA": Tried(statements=(), twins=Twins(("4.0001", "drop"), statement=2, at_least=2)),
    "GRAM-KERNEL": Tried(twins=Twins(("exponent", "≥ for ≤"), at_least=2)),
    "LIVE-MONO": Tried(examples=4, twins=Twins(("4.0001", "drop"), statement=0, at_least=2)),
    "SPEC-MONO": Tried(statements=(0, 1), examples=10),
    "SPEC-SMALLER": Tried(examples=10, twins=Twins(("≥ for ≤",))),
    "NQM-CONV": Tried(examples=4, twins=Twins(("≥ for ≤", "target"), statement=0, at_least=2)),
    "NQM-TARGET": Tried(examples=4, twins=Twins(("drop hypothesis 2",), at_least=2)),
    "BLOCK-CONV": Tried(examples=4, steps=6),
    "HORIZON-RISE": Tried(examples=4, twins=Twins(("≥ for ≤",), at_least=3)),
    "HORIZON-DEPTH": Tried(examples=4, twins=Twins(("≥ for ≤",), at_least=2)),
    "HORIZON-STEPS": Tried(examples=4, twins=Twins(("drop", "≥ for ≤"), statement=1, at_least=3)),
    "BATCH-SUM": Tried(examples=4, twins=Twins(("drop hypothesis 2", "≥ for ≤", "4.0001"), at_least=3)),
    "BATCH-LIMIT": Tried(statements=(), twins=Twins(("drop hypothesis 2", "4.0001"), at_least=2)),
    "BATCH-LOSS": Tried(examples=2, twins=Twins(("drop hypothesis 2", "drop that", "4.0001"), at_least=3)),
    "CERTIFIED-RISE": Tried(examples=2, twins=Twins(("0.999", "≥ for ≤"), statement=1, at_least=2)),
    "CERTIFIED-GROWTH": Tried(examples=2, twins=Twins(("≥ for ≤",), at_least=3)),
    "DECAY-BALANCE": Tried(examples=2, twins=Twins(("hypothesis 1", "drop hypothesis 2", "drop hypothesis 4"), at_least=4)),
    # No run of a few steps comes to rest at a loss that is not 0: the search of the verdict has longer ones.
    "DECAY-THRESHOLD": Tried(
        statements=(), twins=Twins(("drop hypothesis 3", "drop hypothesis 4", "drop hypothesis 5"), at_least=3)
    ),
    "DECAY-VANISH": Tried(examples=2, twins=Twins(("drop", "hypothesis 1", "3/2"), at_least=8)),
    "HEAVY-SHADOW": Tried(examples=2, twins=Twins(("drop", "constant 3/2", "≥ for ≤", "target"), statement=0, at_least=4)),
    # That σ'(0) lies between the slopes, and the constants, serve the proof: no run is known that breaks it without them.
    "HEAVY-LEAKY": Tried(
        examples=2,
        twins=Twins(("drop hypothesis 3", "max in hypothesis", "≥ for ≤", "target"), statement=0, at_least=4),
    ),
    "HEAVY-MONO": Tried(statements=(1,), examples=2),
    "NESTEROV-MONO": Tried(statements=(1,), examples=2),
    "NESTEROV-LIMIT": Tried(statements=(1,), examples=2, twins=Twins(("target", "drop hypothesis 2"), at_least=4)),
    "OUTPUTS-ID": Tried(twins=Twins(("sign", "1.0001", "normalisation"), at_least=5)),
    "OUTPUTS-KERNEL": Tried(twins=Twins(but="target", at_least=6)),
    "OUTPUTS-MONO": Tried(twins=Twins(("4.0001", "drop", "target"), at_least=3)),
    "OUTPUTS-SUM": Tried(twins=Twins(("≥ for ≤", "drop"), at_least=2)),
    "OUTPUTS-LIMIT": Tried(examples=4, twins=Twins(("drop hypothesis 2", "≤ for <", "4.0001"), at_least=3)),
    "SHIFT-ID": Tried(examples=4, twins=Twins(("sign", "1.0001"), statement=0, at_least=4)),
    "SHIFT-MONO": Tried(examples=4, twins=Twins(("drop hypothesis", "target", "constant 3/2"), statement=0, at_least=3)),
    "SHIFT-SUM": Tried(examples=4, twins=Twins(("≥ for ≤", "drop hypothesis 2"), statement=0, at_least=2)),
    "SHIFT-LIMIT": Tried(examples=2, twins=Twins(("drop hypothesis 2",), statement=0)),
    "TARGET-FORM": Tried(twins=Twins(("1.0001",), at_least=3)),
    "TARGET-SIGN": Tried(examples=4, twins=Twins(("drop hypothesis 2",), statement=0)),
    "TARGET-EDGE": Tried(examples=4, twins=Twins(("drop",), statement=0)),
    "TARGET-CONV": Tried(examples=4),
    "TARGET-BALANCE": Tried(examples=2, twins=Twins(("drop hypothesis 2",))),
    "TARGET-ABOVE": Tried(examples=4),
    "TARGET-FLOOR": Tried(examples=4, twins=Twins(("exponent of s",))),
    "TARGET-GROW": Tried(twins=Twins(("0.999",))),
    "NORM-ID": Tried(twins=Twins(("sign", "1.0001"), at_least=12)),
    "CAT-MONO": Tried(twins=Twins(at_least=16)),
    "CAT-STRICT": Tried(twins=Twins(at_least=6)),
    "CAT-SUM": Tried(twins=Twins(("conclusion", "target"), at_least=9)),
    "CAT-LIMIT": Tried(examples=4, twins=Twins(("≤ for <", "4.0001"), at_least=2, statement=0)),
    "MASTER-MONO": Tried(examples=4),
    "MASTER-SUM": Tried(examples=4),
    "MASTER-LIMIT": Tried(examples=4),
    "DEPTH-KERNEL": Tried(twins=Twins(but="target", at_least=4)),
}


@pytest.mark.parametrize("name", TRIED)
def test_verdict(name: str) -> None:
    verdict_is_expected(name)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (name, number)
        for name, tried in TRIED.items()
        for number in (range(len(claim(name).statements)) if tried.statements is None else tried.statements)
    ],
)
def test_no_trajectory_breaks_it(name: str, number: int) -> None:
    holds_on_trajectories(claim(name).statements[number], examples=TRIED[name].examples, steps=TRIED[name].steps)


@pytest.mark.parametrize("name", [name for name, tried in TRIED.items() if tried.twins])
def test_wrong_twins_are_refuted(name: str) -> None:
    twins = TRIED[name].twins
    assert twins is not None
    refuted_twins(name, twins.wanted, at_least=twins.at_least, statement=twins.statement)
