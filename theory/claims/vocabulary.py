"""Short names for the symbols and constants that the claims are written in; it asserts nothing itself."""

from __future__ import annotations

from sympy import Max, Min, sqrt

from theory.statements import Claim, Setting
from theory.symbols import OBSERVABLES, PARAMETERS

CLAIMS: tuple[Claim, ...] = ()

eta, s, x2, zeta, k, D, n = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "zeta", "k", "D", "n"))
a_plus, a_minus, a_zero = (PARAMETERS[name].symbol for name in ("a_plus", "a_minus", "a_zero"))
psi2_top, gram_top, y = PARAMETERS["psi2_top"].symbol, PARAMETERS["gram_top"].symbol, PARAMETERS["y"].symbol
f, r, L, H, theta2 = (OBSERVABLES[name] for name in ("f", "r", "L", "H", "theta2"))
f2, r2, rf, rHr = (OBSERVABLES[name] for name in ("f2", "r2", "rf", "rHr"))

slope2 = Max(a_plus**2, a_minus**2)
kink = a_zero**2 <= slope2
"""The slope at zero is one that no bound on the slopes excludes: at a kink the gradient would else be steeper than anywhere."""
between = (Min(a_plus, a_minus) <= a_zero, a_zero <= Max(a_plus, a_minus))
"""The slope at zero lies between the two slopes."""
C_net = s**2 * slope2 * x2
"""The constant of a two-layer net on one datum: H ≤ C θ²."""
C_quadratic = zeta**2 * psi2_top
"""The constant of a pure quadratic model on one datum: H ≤ C θ²."""
C_net_data = s**2 * slope2 * gram_top
"""The constant of a two-layer net on D data: λmax(H) ≤ C θ²."""
C_deep = s**2 * slope2 ** (k - 1) * gram_top * k ** (2 - k)
"""The constant of a k-layer net: λmax(H) ≤ C θ^(2(k−1))."""
kappa_net = s**2 * a_plus**2 * x2
"""κ of the closed map of the linear net (both slopes a_plus)."""
root_C_net = s * sqrt(slope2) * sqrt(x2)
root_C_quadratic = sqrt(zeta**2 * psi2_top)

NET = Setting("two_layer")
NET_ANY_TARGET = Setting("two_layer", targets="any")
NET_DATA = Setting("two_layer", data="many")
NET_DATA_ANY_TARGET = Setting("two_layer", data="many", targets="any")
LINEAR = Setting("two_layer", variant="linear")
LINEAR_ANY_TARGET = Setting("two_layer", variant="linear", targets="any")
RELU = Setting("two_layer", variant="relu")
QUADRATIC = Setting("quadratic")
QUADRATIC_ANY_TARGET = Setting("quadratic", targets="any")
ISOTROPIC = Setting("quadratic", variant="isotropic")
QUADRATIC_DATA = Setting("quadratic", data="many")
QUADRATIC_DATA_ANY_TARGET = Setting("quadratic", data="many", targets="any")
STANDARD_NET = Setting("two_layer", data="many", variant="standard")
STANDARD_NET_ANY_TARGET = Setting("two_layer", data="many", targets="any", variant="standard")
DEEP = Setting("deep", data="many")
DEEP_ANY_TARGET = Setting("deep", data="many", targets="any")
