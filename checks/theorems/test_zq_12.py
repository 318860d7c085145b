"""ZQ-12 (Zhu et al., section 3): one step of residuals and kernel on D one-dimensional inputs, with the matrices Q_a and K_a.

Derivation: ``theory.nqm_data.vector_dynamics``. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from sympy import Expr, ImmutableMatrix, Symbol, symbols

from checks.theorems.sides import equations, same
from theory.claims import claim
from theory.nqm_data import VectorDynamics, vector_dynamics
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("ZQ-12").statements
eta, D, m, s = (PARAMETERS[name].symbol for name in ("eta", "D", "m", "s"))
Z = ImmutableMatrix(symbols("z_1:4", real=True))
"""Any vector of three numbers, one for each datum."""


def values(dynamics: VectorDynamics) -> dict[Symbol, Expr]:
    """What the symbols of the claim stand for; the derived step has the learning rate of the paper, and s² = 1/m."""
    r, kernel = dynamics.residual, dynamics.kernel
    found = {"z_r": (Z.T * r)[0], "z_Kr": (Z.T * kernel * r)[0], "z_Kz": (Z.T * kernel * Z)[0]}
    inputs: dict[str, Expr] = {}
    for name, sign, block in zip(("p1", "p2"), ("plus", "minus"), dynamics.blocks, strict=True):
        masked = ImmutableMatrix([r_i if x else 0 for r_i, x in zip(r, block.inputs, strict=True)])
        found |= {f"{name}_r": (block.inputs.T * r)[0], f"r_f_{sign}": (masked.T * dynamics.outputs)[0]}
        found |= {f"rKr_{sign}": (masked.T * kernel * masked)[0]}
        inputs |= {f"{name}_z": (block.inputs.T * Z)[0]}
    symbols = {OBSERVABLES[name].now: value for name, value in found.items()}
    return symbols | {PARAMETERS[name].symbol: value for name, value in inputs.items()} | {eta: D * eta, m: 1 / s**2}


def test_the_derived_step_is_the_claimed_one():
    dynamics = vector_dynamics(2, 1)
    claimed, meaning = equations(STATEMENT), values(dynamics)
    derived = {"z_r": (Z.T * dynamics.next_residual)[0], "z_Kz": (Z.T * dynamics.next_kernel * Z)[0]}
    for name, after in derived.items():
        assert same(after.expand(), claimed[OBSERVABLES[name].next].subs(meaning, simultaneous=True).expand())
