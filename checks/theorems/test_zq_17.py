"""ZQ-17 (Zhu et al., section 5): one step of a general quadratic model, K′ = K − ¼η(4G∇fᵀ − ηGGᵀ). Refuted for the kernel.

True, ZQ-17c: K′ = K − η(G∇fᵀ + ∇f Gᵀ) + η²GGᵀ. Derivation: ``theory.quadratic_step``. Proof: ``GeneralQuadratic.v``.
"""

from sympy import Expr, Symbol

from checks.theorems.sides import equations, holds_on_trajectories, refutation, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.models.general_quadratic import symbolic_general_quadratic
from theory.quadratic_step import ExplicitStep, explicit_step
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("ZQ-17c").statements
eta, D = PARAMETERS["eta"].symbol, PARAMETERS["D"].symbol


def values(step: ExplicitStep) -> dict[Symbol, Expr]:
    """What the symbols of the claim stand for; the derived step has the learning rate of the paper."""
    r, jacobian, bent = step.residual, step.jacobian, step.curvature
    kernel, mixed, square = jacobian * jacobian.T, bent * jacobian.T, bent * bent.T
    found = {"r": r[0], "Kr_first": (kernel * r)[0], "K_first": kernel[0, 0], "K_cross": kernel[0, -1]}
    found |= {"GJr_first": (mixed * r)[0], "GJ_first": mixed[0, 0], "GJ_cross": mixed[0, -1], "JG_cross": mixed[-1, 0]}
    found |= {"GG_first": square[0, 0], "GG_cross": square[0, -1]}
    return {OBSERVABLES[name].now: value for name, value in found.items()} | {eta: D * eta}


def test_the_derived_step_is_the_corrected_one():
    step = explicit_step(symbolic_general_quadratic(2, 1))
    claimed, meaning = equations(STATEMENT), values(step)
    derived = {"r": step.next_residual[0], "K_first": step.next_ntk[0, 0], "K_cross": step.next_ntk[0, -1]}
    for name, after in derived.items():
        assert same(after.expand(), claimed[OBSERVABLES[name].next].subs(meaning, simultaneous=True).expand())


def test_the_print_is_refuted_at_one_step():
    assert refutation("ZQ-17").values


def test_trajectories_follow_the_correction():
    holds_on_trajectories(STATEMENT, examples=4, steps=4)


def test_wrong_twins_of_the_correction_are_refuted():
    refuted_twins("ZQ-17c", lambda operator: "sign" in operator or "1.0001" in operator, at_least=6)


def test_verdict():
    verdict_is_expected("ZQ-17c")
