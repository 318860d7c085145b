"""Statements that Coq proves and that no claim asserts yet; a claim with the same id takes the place of these."""

from __future__ import annotations

from sympy import Eq

from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["OWN"]

_eta, _zeta, _phi2, _psi2, _c_star, _omega = (
    PARAMETERS[name].symbol for name in ("eta", "zeta", "phi2", "psi2_top", "c_star", "omega_top")
)
_N, _published, _theta2, _f2, _L, _H = (OBSERVABLES[name] for name in ("N_bias", "N_published", "theta2", "f2", "L", "H"))
_BIASED = Setting("biased_quadratic")
_DATA = Setting("quadratic", data="many")
_C = _zeta**2 * _psi2
_bias = _eta * (2 * _phi2 + _C * _N.initial)
_star = _eta * _c_star * _theta2.initial

OWN: dict[str, tuple[Statement, ...]] = {
    "BIAS": (
        Statement(_BIASED, (_bias <= 4,), Quantifier.STEP, _N.next <= _N.now),
        Statement(_BIASED, (_bias < 4,), Quantifier.STEP, _f2.total <= _N.initial / (_eta * (4 - _bias))),
        Statement(_BIASED, (_bias < 4,), Quantifier.TRAJECTORY, Eq(_L.limit, 0)),
    ),
    "BIAS-PUBLISHED": (Statement(_BIASED, (), Quantifier.STATE, _C * _N.now <= _C * _published.now),),
    "OMEGA": (
        Statement(_DATA, (), Quantifier.STATE, _c_star <= _omega),
        Statement(_DATA, (), Quantifier.STATE, _H.now <= _c_star * _theta2.now),
        Statement(_DATA, (_star <= 4,), Quantifier.STEP, _theta2.next <= _theta2.now),
        Statement(_DATA, (_star < 4,), Quantifier.STEP, _f2.total <= _theta2.initial / (_eta * (4 - _star))),
        Statement(_DATA, (_star < 4,), Quantifier.TRAJECTORY, Eq(_L.limit, 0)),
    ),
}
