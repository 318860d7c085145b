"""Attacks on the verdicts: false, undefined and vacuous claims, settings nobody samples, forged proofs.

Each attack names the word that it must get, and those that neither the searches nor the provers, alone or together, may give it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import Any

from sympy import Abs, Eq, Implies, Ne, Not, Or, Rational, sqrt
from sympy.logic.boolalg import Boolean

from checks.verdict.judge import PROOFS, Verdict
from checks.wrong import own_models, wrong
from theory.claims import claim
from theory.claims.vocabulary import DEEP, LINEAR, LINEAR_ANY_TARGET, RELU, H, L, eta, f, f2, r, r2, theta2, y
from theory.provers.proof import Proof, Shipped
from theory.provers.prover import provers
from theory.statements import Claim, Quantifier, Setting
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import WeightDecay

STATE, STEP, FIRST, TRAJECTORY = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST, Quantifier.TRAJECTORY
OPEN, REFUTED, SUPPORTED, TRUE_WITH = Verdict.OPEN, Verdict.REFUTED, Verdict.SUPPORTED, Verdict.TRUE_WITH


@dataclass(frozen=True)
class Attack:
    """A claim and what it is to be called.

    Attributes
    ----------
    claim
        The claim.
    must
        Its verdict; of several, whichever the provers present can give.
    never
        What no part of the evidence may make of it.
    """

    claim: Claim
    must: tuple[Verdict, ...] = (REFUTED,)
    never: tuple[Verdict, ...] = (*PROOFS, SUPPORTED, TRUE_WITH)


def _attack(
    name: str,
    text: str,
    setting: Setting,
    quantifier: Quantifier,
    conclusion: Boolean,
    *hypotheses: Boolean,
    **expected: tuple[Verdict, ...],
) -> Attack:
    return Attack(wrong(f"ATTACK-{name}", text, setting, quantifier, conclusion, *hypotheses), **expected)


_catapult = (eta * H.initial > 2, eta * H.initial < 4, Ne(f.initial, 0))
_diverges = (eta * H.initial > 4, Ne(f.initial, 0))
MAP = claim("UV-MAP").statements[0]
"""An identity: what it needs to be proved is a state that meets the hypotheses."""


def _unmet(name: str, text: str, conclusion: Boolean, *hypotheses: Boolean) -> Attack:
    """What holds of no state that meets its hypotheses, because none does: everything would follow."""
    return _attack(name, text, MAP.setting, MAP.quantifier, conclusion, *hypotheses, must=(OPEN,))


UNDEFINED = (
    _attack("RATIO-ANY", "(f − r)/y = 1 for any y.", LINEAR_ANY_TARGET, STEP, Eq((f.now - r.now) / y, 1)),
    _attack("RATIO-0", "y = 0: (f − r)/y = 0.", LINEAR, STATE, Eq((f.now - r.now) / y, 0)),
    _attack("RATIO-HALF", "y = 0: (y + f − r)/(2y) = ½.", LINEAR, STATE, Eq((y + f.now - r.now) / (2 * y), Rational(1, 2))),
    _attack("LOSS-RATIO", "L/f² > 0.", LINEAR, STATE, L.now / f.now**2 > 0),
    _attack("LOSS-HALF", "L/f² = ½.", LINEAR, STATE, Eq(L.now / f.now**2, Rational(1, 2))),
    _attack("LATER", "… after f₀ ≠ 0.", LINEAR, STEP, Eq(L.now / f.now**2, Rational(1, 2)), Ne(f.initial, 0)),
    _attack("DIFFERENCE", "(r² − f²)/f < 1.", LINEAR, STATE, (r2.now - f.now**2) / f.now < 1),
    _attack("INVERSE", "y = 0: 1/y > 5.", LINEAR, STATE, 1 / y > 5),
    _attack("INVERSE-NOT", "… nor does its negation hold.", LINEAR, STATE, Not(1 / y > 5, evaluate=False)),
    _attack("EITHER", "y = 0: 1/y > 5, or θ² ≥ 0.", LINEAR, STATE, Or(1 / y > 5, theta2.now + 1 > f.now - r.now)),
    _attack("ROOT", "√(1 − H) ≤ 1.", LINEAR, STATE, sqrt(1 - H.now) <= 1),
    _attack(
        "EDGE",
        "(16 − (ηH)²)/(4 − ηH) = 4 + ηH.",
        LINEAR,
        STEP,
        Eq((16 - (eta * H.now) ** 2) / (4 - eta * H.now), 4 + eta * H.now),
    ),
    _attack("ITSELF", "1/f = 1/f.", LINEAR, STATE, Eq(1 / f.now, 1 / f.now, evaluate=False)),
)
"""Undefined at states that meet the hypotheses."""

INFINITE = (
    _attack("ZERO-INFINITY", "y = 0: y · peak of L ≤ 1, beyond the edge.", LINEAR, TRAJECTORY, y * L.peak <= 1, *_diverges),
    _attack(
        "INFINITIES",
        "peak of L − peak of H is itself.",
        LINEAR,
        TRAJECTORY,
        Eq(L.peak - H.peak, L.peak - H.peak, evaluate=False),
        *_diverges,
    ),
    _attack("LIMIT", "peak of L / limit of L > 0.", LINEAR, TRAJECTORY, L.peak / L.limit > 0, *_catapult),
)
"""Undefined where a peak is infinite or a limit 0: no prover can say so, the searches can."""

FALSE = (
    _attack(
        "HIT", "ηH₀ < 4: ηH ends at 2 or less.", LINEAR, TRAJECTORY, eta * H.limit <= 2, eta * H.initial < 4, Ne(f.initial, 0)
    ),
    _attack(
        "DEATH",
        "A small output grows inside the window, for ReLU as well.",
        RELU,
        FIRST,
        Abs(f.next) > Abs(f.now),
        *_catapult,
        1000 * eta**2 * f.initial**2 < (eta * H.initial - 2) ** 2,
    ),
    _attack("DENIES-ITSELF", "H > 1, where it is not.", LINEAR, STATE, H.now > 1, Not(H.now > 1)),
    _attack("PRESCRIBED", "y² = 4: |f| ≤ 3.", LINEAR_ANY_TARGET, STATE, Abs(f.now) <= 3, Eq(y**2, 4)),
)
"""Defined everywhere, and false at exact points or where a hypothesis prescribes a value."""

VACUOUS = (
    _unmet("UNDEFINED-GIVEN", "… with 1/y > 5 at y = 0.", MAP.conclusion, 1 / y > 5),
    _unmet("NOTHING-JUDGED", "f > H + 1, where f₀² + f₀ = −1.", f.now > H.now + 1, Eq(f.initial**2 + f.initial, -1)),
    _unmet("CONTRADICTION", "An identity, with ηH₀ < 2 and ηH₀ > 4.", MAP.conclusion, eta * H.initial < 2, eta * H.initial > 4),
    _unmet("NO-WEIGHTS", "… with f₀ > 0 and θ₀² = 0.", MAP.conclusion, f.initial > 0, Eq(theta2.initial, 0)),
    _unmet("TWO-VALUES", "… with f₀ = 1 and f₀ = 2.", MAP.conclusion, Eq(f.initial, 1), Eq(f.initial, 2)),
    _unmet("OWN-NEGATION", "f² + f ≥ −1, where it is not.", f.now**2 + f.now >= -1, f.initial**2 + f.initial < -1),
)
"""No state meets the hypotheses, so none is judged and nothing is proved."""

REACHED = (
    _attack(
        "EQUATION",
        "y² = 4: |r| ≤ |f| + 2.",
        LINEAR_ANY_TARGET,
        STATE,
        Abs(r.now) <= Abs(f.now) + 2,
        Eq(y**2, 4),
        must=(SUPPORTED, Verdict.PROVED_SMT),
        never=(REFUTED,),
    ),
)
"""True where a hypothesis prescribes a value: it is sampled there, and neither refuted elsewhere nor left with 0 states."""

_n, _D, _d, _P, _s, _k, _t = (*(PARAMETERS[name].symbol for name in "nDdPsk"), OBSERVABLES["step"].now)
_DECAY = Setting("two_layer", variant="linear", update=WeightDecay())
_LINEAR_DATA = Setting("two_layer", "many", variant="linear")
_ANY_TARGETS = Setting("two_layer", "many", "any", variant="linear")
_y_norm, _gram = PARAMETERS["y_norm"].symbol, PARAMETERS["gram_top"].symbol

LARGE = (
    _attack("WIDTH", "n ≤ 600.", LINEAR, STATE, _n <= 600),
    _attack("WIDTH-INSIDE", "… in the window of the catapult.", LINEAR, STEP, _n <= 600, *_catapult),
    _attack("WIDTH-WHOLE", "… of whole trajectories.", LINEAR, TRAJECTORY, _n <= 600, eta * H.initial < 4),
    _attack(
        "WIDTH-NORMALISED", "s = (dn)^(−1/2) ≥ 1/30.", Setting("two_layer", variant="standard"), STATE, _s >= Rational(1, 30)
    ),
    _attack("WIDTH-FREE", "n ≤ 100 + 1000θ².", RELU, STATE, _n <= 100 + 1000 * theta2.now),
    _attack("WIDE-ENOUGH", "n ≥ 1000: θ² ≤ 5.", LINEAR, STATE, theta2.now <= 5, _n >= 1000),
    _attack("WEIGHTS", "P ≤ 1100.", Setting("quadratic"), STATE, _P <= 1100),
    _attack("DATA", "D ≤ 50.", _LINEAR_DATA, STATE, _D <= 50),
    _attack("DATA-KERNEL", "D − H ≤ 50.", _LINEAR_DATA, STATE, _D - H.now <= 50),
    _attack("DIMENSION", "d ≤ 70.", _LINEAR_DATA, STATE, _d <= 70),
    _attack("DEPTH", "k ≤ 20.", DEEP, STATE, _k <= 20),
    _attack("STEPS", "t ≤ 100.", LINEAR, STEP, _t <= 100),
    _attack("STEPS-AWAY", "t ≤ 100, from f₀ ≠ 0.", LINEAR, STEP, _t <= 100, Ne(f.initial, 0)),
    _attack("RATE", "η ≤ 10⁹.", LINEAR, STATE, eta <= 10**9),
    _attack("TARGET", "y ≤ 10⁷.", LINEAR_ANY_TARGET, STATE, y <= 10**7),
    _attack("KERNEL", "H ≤ 10²⁰.", LINEAR, STATE, H.now <= 10**20),
    _attack("DECAY", "λ ≤ 100.", _DECAY, STEP, _DECAY.update.parameters[0].symbol <= 100),
)
"""False at sizes beyond those of every pool."""

DENIED = (
    _attack("DEPTH-7", "k is not 7.", DEEP, STATE, Ne(_k, 7)),
    _attack("TWO-AT-ONCE", "n is not 11, or y is not 7/3.", LINEAR_ANY_TARGET, STATE, Or(Ne(_n, 11), Ne(y, Rational(7, 3)))),
    _attack(
        "THREE-AT-ONCE",
        "n is not 13, or y is not 3, or ηH not 3.",
        LINEAR_ANY_TARGET,
        FIRST,
        Or(Ne(_n, 13), Ne(y, 3), Ne(eta * H.now, 3)),
    ),
    _attack(
        "LARGEST-AT-ONCE",
        "n is not 17, or λmax(ψ²) is not 9.",
        Setting("quadratic"),
        STATE,
        Or(Ne(_n, 17), Ne(PARAMETERS["psi2_top"].symbol, 9)),
    ),
    _attack("PREMISES", "n ≥ 700, D ≥ 3: mean of f² ≤ 50.", _LINEAR_DATA, STATE, Implies((_n >= 700) & (_D >= 3), f2.now <= 50)),
)
"""False where several things come together that a disjunction or an implication names: each alone breaks nothing."""

SMALL_NUMBERS = (
    _attack("TINY-NORM", "θ² ≥ 10⁻³⁰ unless it is 0.", LINEAR, STATE, theta2.now >= Rational(1, 10**30), theta2.now > 0),
    _attack(
        "TINY-TARGETS",
        "D > 1: |y| ≥ 10⁻⁹ unless it is 0.",
        _ANY_TARGETS,
        STATE,
        _y_norm >= Rational(1, 10**9),
        _y_norm > 0,
        _D > 1,
    ),
    _attack(
        "TINY-DATA",
        "D > 1: λmax(XXᵀ/D) ≥ 10⁻⁹ unless it is 0.",
        _LINEAR_DATA,
        STATE,
        _gram >= Rational(1, 10**9),
        _gram > 0,
        _D > 1,
    ),
)
"""False where all entries of an array are tiny: that one of them is does not do."""

BEYOND = (
    _attack("TOO-WIDE", "n ≤ 10⁷.", LINEAR, STATE, _n <= 10**7, must=(OPEN,)),
    _attack("TOO-LONG", "t ≤ 10⁶.", LINEAR, STEP, _t <= 10**6, must=(OPEN,)),
)
"""False at sizes beyond those that can be judged: nothing supports them."""

ATTACKS = (*UNDEFINED, *INFINITE, *FALSE, *VACUOUS, *REACHED, *LARGE, *DENIED, *SMALL_NUMBERS, *BEYOND)

CLAIMS = tuple(attack.claim for attack in (*UNDEFINED, *FALSE))
"""Those that join the bank of wrong theorems: refuted, and such that each prover can read them."""

_OWN = own_models.CLAIMS[0].statements[0].setting.variant
UNSAMPLED: dict[str, tuple[dict[str, str], str]] = {
    "a variant misspelt": ({"model": "two_layer", "variant": "liner"}, "no variant 'liner'"),
    "a model misspelt": ({"model": "two_layr", "variant": "linear"}, "no model 'two_layr'"),
    "many data of a model of one's own": ({"model": "own", "variant": _OWN, "data": "many"}, "data 'one', not 'many'"),
    "one datum of many": ({"model": "quadratic", "variant": "effective"}, "data 'many', not 'one'"),
}
"""Arguments of settings that no instance belongs to, and the reason with which each is refused where it is written."""


@dataclass(frozen=True)
class LookAlike:
    """What has the attributes that a judge reads, of a proof and of the evidence that bears it."""

    statement_hash: str
    prover: str
    rechecked: bool = True
    proof: Any = None


def _put_together(kind: type, values: dict[str, Any]) -> Any:
    """What ``object.__new__`` makes, with these fields."""
    made: Any = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


def _derived() -> type:
    """A subclass of `Proof`, made in spite of what `Proof` says about it."""
    stored = Proof.__init_subclass__
    type.__setattr__(Proof, "__init_subclass__", classmethod(lambda cls: None))
    try:
        return type("Derived", (Proof,), {})
    finally:
        type.__setattr__(Proof, "__init_subclass__", stored)


def forgeries(issued: Proof, wanted: str) -> dict[str, Any]:
    """Objects that are no proofs of the statement with the hash ``wanted``, made from a proof that was issued for another."""
    values = {part.name: getattr(issued, part.name) for part in fields(issued)}
    claimed = {**values, "statement_hash": wanted}
    shipped = {"claim": issued.claim, "statement_hash": wanted, "artefact": "", "theorem": "", "seal": issued.seal}
    return {
        "without fields": _put_together(Proof, {}),
        "without a seal": _put_together(Proof, {name: value for name, value in claimed.items() if name != "seal"}),
        "a seal of one's own": _put_together(Proof, {**claimed, "seal": "0" * 64}),
        "no text as a seal": _put_together(Proof, {**claimed, "seal": None}),
        "another statement": _put_together(Proof, claimed),
        "another prover": _put_together(Proof, {**values, "prover": next(name for name in provers() if name != issued.prover)}),
        "a field of another kind": _put_together(Proof, {**values, "artefact": object()}),
        "the seal of another kind": _put_together(Shipped, shipped),
        "a subclass": _put_together(_derived(), values),
        "a look-alike": LookAlike(wanted, issued.prover),
        "a name space": SimpleNamespace(**claimed),
        "text": "proved",
        "nothing": None,
    }
