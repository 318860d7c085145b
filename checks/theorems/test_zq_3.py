"""ZQ-3 (Zhu et al., section 3): u′ = (1 − v + u + w)²u and v′ = v − u(4 − v) − 4w for scaled residual, kernel and target.

Derivation: ``theory.normal_form.reduced_map``. Proof: SymPy and Z3. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from checks.theorems.sides import equations, same
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
