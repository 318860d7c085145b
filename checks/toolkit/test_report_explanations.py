"""What a claim's page derives is derived for the claim's own update rule and loss."""

from __future__ import annotations

import pytest
from sympy import Eq, expand

from checks.report.explanations import explanations
from theory.claims import claim
from theory.symbols import OBSERVABLES

MOMENTUM = OBSERVABLES["velocity2"]


@pytest.mark.parametrize("name", ["HEAVY-ID", "NESTEROV-ID"])
def test_a_claim_about_momentum_shows_its_own_step(name: str) -> None:
    """With the equations on its page the identity of the energy holds, and not with those of gradient descent."""
    statement = claim(name).statements[0]
    assert isinstance(statement.conclusion, Eq)
    found = explanations(claim(name))[0]
    norm = next(step.expression for step in found.derivation if step.text.startswith("give the squared weight norm"))
    equations = [step.expression for step in found.derivation if isinstance(step.expression, Eq)]
    after = {equation.lhs: equation.rhs for equation in equations} | {OBSERVABLES["theta2"].next: norm}
    assert MOMENTUM.next in after
    gap = statement.conclusion.lhs - statement.conclusion.rhs
    assert expand(gap.subs(after, simultaneous=True).simplify()) == 0
    assert expand(gap.subs(after | {MOMENTUM.next: 0}, simultaneous=True).simplify()) != 0


def test_another_loss_has_its_slopes_and_plain_descent_only_its_own_derivation() -> None:
    titles = [found.title for found in explanations(claim("LOSS-MONO"))]
    assert titles[0] == "two layer, D data, gradient descent, Huber loss: one step"
    assert not any("one step" in found.title for found in explanations(claim("ML-2")))


def test_no_total_is_promised_for_targets_that_are_not_zero() -> None:
    assert "bounded" not in " ".join(found.title for found in explanations(claim("TARGET-BEYOND")))
    assert any("total squared output is bounded" in found.title for found in explanations(claim("HEAVY-SHADOW")))
