"""Wrong theorems about models of one's own: constants a hundredth too small, edges a thousandth too wide, identities half right.

Each constant is attained at one direction of one unit only, which no sample meets: the search has to climb there.
"""

from __future__ import annotations

from sympy import Abs, Eq, Expr, Ne, Rational, symbols
from sympy.logic.boolalg import Boolean

from checks.instances.own_model import register
from checks.wrong import wrong
from theory.claims.vocabulary import H, L, eta, f, theta2, y
from theory.models.own import from_unit
from theory.statements import Claim, Quantifier, Setting

STATE, STEP, FIRST = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST
u, v, w, z, p, q = symbols("u v w z p q")
_falls = theta2.next <= theta2.now


def _setting(unit: Expr, targets: str = "zero") -> Setting:
    name = f"of the bank: {unit}"
    register({name: from_unit(unit, name=name)})
    return Setting("own", targets=targets, variant=name)


def _wrong(name: str, text: str, setting: Setting, quantifier: Quantifier, conclusion: Boolean, *hypotheses: Boolean) -> Claim:
    return wrong(f"OWN-{name}", text, setting, quantifier, conclusion, *hypotheses)


def _kernel(name: str, unit: Expr, constant: Rational, degree: int) -> Claim:
    """A bound of the kernel with a constant that is a little too small."""
    text = f"f = Σ {unit}: H ≤ {constant} θ^{2 * degree - 2}."
    return _wrong(f"{name}-KERNEL", text, _setting(unit), STATE, H.now <= constant * theta2.now ** (degree - 1))


def _norm(name: str, unit: Expr, constant: Rational, degree: int, beyond: Rational) -> Claim:
    """A bound of the learning rate that is a little too wide: a step just above 2k/H at the maximiser breaks it."""
    bound = beyond * 2 * degree
    text = f"f = Σ {unit}: θ² never increases if {constant} ηθ₀^{2 * degree - 2} ≤ {bound}."
    return _wrong(f"{name}-NORM", text, _setting(unit), STEP, _falls, eta * constant * theta2.initial ** (degree - 1) <= bound)


CLAIMS = (
    _kernel("FIVE", w * (v * u + p * q), Rational(32, 100), 3),  # 1/3
    _norm("FIVE", w * (v * u + p * q), Rational(1, 3), 3, Rational(1001, 1000)),
    _kernel("CUBIC", v * u**2, Rational(133, 100), 3),  # 4/3
    _norm("CUBIC", v * u**2, Rational(4, 3), 3, Rational(101, 100)),
    _kernel("SIXTH", v * u**5, Rational(99, 100) * Rational(3125, 1296), 6),
    _norm("SIXTH", v * u**5, Rational(3125, 1296), 6, Rational(101, 100)),
    _kernel("THREE", u * v * w, Rational(33, 100), 3),  # 1/3
    _kernel("FOUR", u * v * w * z, Rational(62, 1000), 4),  # 1/16
    _kernel("HARMONIC", u**3 - 3 * u * v**2, Rational(899, 100), 3),  # 9
    _norm("CUBES", u**3 / 3 + v**3 / 5, Rational(1), 3, Rational(1001, 1000)),
    _kernel("MIXED", v * (u**2 + u * w + w**2), Rational(99, 100) * 3, 3),  # 3
    _wrong("NTK", "ηH₀ ≤ 2k suffices for any unit.", _setting(v * u**2), STEP, _falls, eta * H.initial <= 6),
    _wrong(
        "SUB", "ηH₀ ≤ 2: the loss never increases.", _setting(v * u**2), STEP, Abs(f.next) <= Abs(f.now), eta * H.initial <= 2
    ),
    _wrong("HEIGHT", "f² ≤ 0.14 θ⁶.", _setting(v * u**2), STATE, f.now**2 <= Rational(14, 100) * theta2.now**3),  # 4/27
    _wrong(
        "EULER",
        "The weight-norm identity with 4 in place of 2k.",
        _setting(v * u**2),
        STEP,
        Eq(theta2.next, theta2.now - 4 * eta * f.now**2 + eta**2 * f.now**2 * H.now),
    ),
    # a unit of one large and two small weights beside a moderate one: it turns round, though the NTK is no larger for it
    _wrong(
        "STIFF", "ηH₀ ≤ 1: the loss falls.", _setting(u * v * w), FIRST, L.next < L.now, eta * H.initial <= 1, Ne(f.initial, 0)
    ),
    # what is attained at u = √2 v only
    _wrong("PEAK", "3H is never 4θ⁴.", _setting(v * u**2), STATE, Ne(3 * H.now, 4 * theta2.now**2), theta2.now > 0),
    _wrong("ALIVE", "Where there are weights, there is a kernel.", _setting(u * v * w), STATE, H.now > 0, theta2.now > 0),
    _wrong(
        "TARGET",
        "… with a target of size 2.",
        _setting(u * v * w, "any"),
        FIRST,
        L.next <= L.now,
        eta * H.initial <= Rational(3, 2),
        Eq(y**2, 4),
        Ne(f.initial, 0),
    ),
)
