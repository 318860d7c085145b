"""What an object says of itself at the prompt: one line that teaches, not a dump of its fields."""

import pytest
from sympy import Rational, symbols

from checks import Options, verify
from checks.search.claim import search
from checks.verdict.profiles import PROFILES
from theory import all_claims, claim, derive, from_unit, pure_quadratic, two_layer_net, update_maps, weight_norm_bound

u, v = symbols("u v")
CUBIC = from_unit(v * u**2, name="cubic units", scale=Rational(1, 4))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (CUBIC, "UnitModel(cubic units: f = 1/4 Σ_i φ(p_i), φ = u**2*v, p = (u, v), homogeneous of degree 3)"),
        (update_maps(pure_quadratic()), "UpdateMaps(pure quadratic, 2 new moments)"),
        (update_maps(two_layer_net("linear")), "UpdateMaps(two-layer net (linear), closed)"),
        (weight_norm_bound(CUBIC), "Bound(weight norm nonincreasing: eta*theta2_0**2/12 <= 6 (sharp))"),
        (weight_norm_bound(CUBIC).derivation, "steps; print it, or iterate)"),
        (derive(CUBIC), "ModelReport(cubic units: NTK, weight norm nonincreasing, "),
        (claim("SUM-1"), "Claim(SUM-1 of SUM, theorem, 2 statements: If η < 4/(Cθ₀²) the weight norm decreases"),
        (
            claim("LIN-SUB").statements[0],
            "Statement(linear two layer, one datum, y = 0: H_0*eta ≤ 2 ⇒ Abs(f_next) ≤ Abs(f); for all steps t",
        ),
    ],
)
def test_an_object_says_what_it_is(value, shown):
    assert shown in repr(value)


def test_every_claim_and_statement_says_itself_in_one_line():
    for item in all_claims():
        for text in (repr(item), *map(repr, item.statements)):
            assert "\n" not in text
            assert "Eq(" not in text
            assert "Implies(" not in text


def test_rows_of_the_ledger_say_the_verdict_and_its_grounds():
    options = Options(proofs=False)
    assert repr(verify(claim("SUM-1"), options=options)).startswith("Entry(SUM-1: refuted, counterexample at step 0: ")
    assert repr(verify(claim("LW-1"), options=options)).startswith("Entry(LW-1: supported, ")
    (found,) = (item for item in search(claim("SUM-1"), PROFILES["dev"]) if hasattr(item, "sentence"))
    assert repr(found) == (
        "Counterexample(SUM-1: theta2_next ≤ theta2 fails at step 0; TwoLayerNet: x = 1, n = 1, a₊ = 1, a₋ = -1, s = 2, "
        "σ'(0) = 1; y = 1, w = (1, -1), η = 99999/200000)"
    )
