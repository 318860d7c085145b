"""ZQ-3 (Zhu et al., section 3): u′ = (1 − v + u + w)²u and v′ = v − u(4 − v) − 4w for scaled residual, kernel and target.

Derivation: ``theory.normal_form.reduced_map``. Proof: SymPy and Z3. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from checks.theorems.sides import equations, holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.claims.zhu_2022_one_datum import kappa
from theory.claims.zhu_2022_one_datum import u as scaled_residual
from theory.claims.zhu_2022_one_datum import v as scaled_kernel
from theory.claims.zhu_2022_one_datum import w as scaled_target
from theory.models.nqm import relu_nqm
from theory.normal_form import reduced_map, u, v, w
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("ZQ-3").statements
eta, r, H = PARAMETERS["eta"].symbol, OBSERVABLES["r"], OBSERVABLES["H"]


def test_the_derived_map_is_the_claimed_one():
    reduced, claimed = reduced_map(relu_nqm()), equations(STATEMENT)
    values = {u: scaled_residual, v: scaled_kernel, w: scaled_target}
    assert same(reduced.u.subs(values, simultaneous=True), claimed[kappa * eta**2 * r.next**2])
    assert same(reduced.v.subs(values, simultaneous=True), claimed[eta * H.next])


def test_every_step_follows_the_map():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("ZQ-3", lambda operator: "sign" in operator or "1.0001" in operator, at_least=4)


def test_verdict():
    verdict_is_expected("ZQ-3")
