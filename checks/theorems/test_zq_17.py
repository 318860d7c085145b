"""ZQ-17 (Zhu et al., section 5): one step of a general quadratic model, K′ = K − ¼η(4G∇fᵀ − ηGGᵀ). Refuted for the kernel.

True, ZQ-17c: K′ = K − η(G∇fᵀ + ∇f Gᵀ) + η²GGᵀ. Derivation: ``theory.quadratic_step``. Proof: ``GeneralQuadratic.v``.
"""

from sympy import Expr, ImmutableMatrix, Symbol, symbols

from checks.theorems.sides import equations, refutation, same
from theory.claims import claim
from theory.models.general_quadratic import symbolic_general_quadratic
from theory.quadratic_step import ExplicitStep, explicit_step
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("ZQ-17c").statements
eta, D = PARAMETERS["eta"].symbol, PARAMETERS["D"].symbol
Z = ImmutableMatrix(symbols("z_1:3", real=True))
"""Any vector of two numbers, one for each datum."""


def values(step: ExplicitStep) -> dict[Symbol, Expr]:
    """What the symbols of the claim stand for; the derived step has the learning rate of the paper."""
    r, jacobian, bent = step.residual, step.jacobian, step.curvature
    kernel, mixed, square = jacobian * jacobian.T, bent * jacobian.T, bent * bent.T
    found = {"z_r": (Z.T * r)[0], "z_Kr": (Z.T * kernel * r)[0], "z_Kz": (Z.T * kernel * Z)[0]}
    found |= {"z_GJr": (Z.T * mixed * r)[0], "z_GJz": (Z.T * mixed * Z)[0], "z_GGz": (Z.T * square * Z)[0]}
    return {OBSERVABLES[name].now: value for name, value in found.items()} | {eta: D * eta}


def test_the_derived_step_is_the_corrected_one():
    step = explicit_step(symbolic_general_quadratic(2, 1))
    claimed, meaning = equations(STATEMENT), values(step)
    derived = {"z_r": (Z.T * step.next_residual)[0], "z_Kz": (Z.T * step.next_ntk * Z)[0]}
    for name, after in derived.items():
        assert same(after.expand(), claimed[OBSERVABLES[name].next].subs(meaning, simultaneous=True).expand())


def test_the_print_is_refuted_at_one_step():
    assert refutation("ZQ-17").values
