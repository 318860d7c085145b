"""Trap regions for ball trajectories: lemmas proved here, their regions as exact numbers for one model and learning rate.

The numeric side knows nothing of why a region traps. Here each region comes with the formal statement that decides the long-time
behaviour of what enters it; a region whose statement is not proved is never handed over.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, singledispatch
from typing import NamedTuple

from numpy import ndarray
from sympy import And, Expr
from sympy.logic.boolalg import Boolean

from numerics.arithmetic import Number, rational
from numerics.certified import CertifiedPhase, Trap, certify
from numerics.models.base import Model
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from theory.claims.vocabulary import C_net, kink
from theory.provers.smt.induction import prove_statement
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["LEMMAS", "certified_phase", "lemma_is_proved", "traps_for"]

_f, _r, _f2, _H, _theta2 = (OBSERVABLES[name] for name in ("f", "r", "f2", "H", "theta2"))
_eta, _s, _x2, _zeta, _top, _y = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "zeta", "psi2_top", "y"))
_SLOPES = PARAMETERS["a_plus"].symbol ** 2


class _Family(NamedTuple):
    """A setting, κ of H ≤ κθ² and what that needs; whether H falls by f and r alone; whether no unit changes sides."""

    setting: Setting
    kappa: Expr
    by_outputs: bool = False
    one_sided: bool = False
    given: tuple[Boolean, ...] = ()


_FAMILIES = {
    "net": _Family(Setting("two_layer"), C_net, given=(kink,)),
    "relu": _Family(Setting("two_layer", variant="relu"), _s**2 * _SLOPES * _x2, True),
    "linear": _Family(Setting("two_layer", variant="linear"), _s**2 * _SLOPES * _x2, True, True),
    "quadratic": _Family(Setting("quadratic"), _zeta**2 * _top),
    "isotropic": _Family(Setting("quadratic", variant="isotropic"), _zeta**2 * _top, True, True),
}


def _any_target(setting: Setting) -> Setting:
    return Setting(setting.model, targets="any", variant=setting.variant)


def _statements() -> dict[str, Statement]:
    """The lemma of each trap, one for each family that has it: what holds for all steps after entering the region."""
    found: dict[str, Statement] = {}
    for family, (setting, kappa, by_outputs, one_sided, given) in _FAMILIES.items():
        gap = 4 - _eta * kappa * _theta2.initial
        found[f"weight norm/{family}"] = Statement(
            setting,
            (_eta * kappa * _theta2.initial < 4, *given),
            Quantifier.STEP,
            And(_theta2.next <= _theta2.now, _f2.total <= _theta2.initial / (_eta * gap)),
        )
        if by_outputs:
            found[f"kernel/{family}"] = Statement(
                setting,
                (_eta * _H.initial < 4,),
                Quantifier.STEP,
                kappa * _f2.total <= _H.initial / (_eta * (4 - _eta * _H.initial)),
            )
            found[f"target/{family}"] = Statement(
                _any_target(setting),
                (_eta**2 * kappa * _y**2 < 4, _eta * _H.initial < 4 + kappa * _eta**2 * _y * _r.initial),
                Quantifier.STEP,
                kappa * _eta**2 * _r.now**2 < 4,
            )
        if one_sided:
            outside = [
                kappa * _eta**2 * r**2 >= 2 * _eta * kernel + 16 for r, kernel in ((_r.initial, _H.initial), (_r.now, _H.now))
            ]
            found[f"escape/{family}"] = Statement(
                _any_target(setting),
                (_eta**2 * kappa * _y**2 <= 1, outside[0]),
                Quantifier.STEP,
                And(outside[1], _r.next**2 >= 25 * _r.now**2),
            )
    return found


LEMMAS = _statements()
"""Name of a trap and a family → the statement from which the long-time behaviour follows."""


@cache
def lemma_is_proved(name: str) -> bool:
    """Whether the lemma of a trap is proved, now, by Z3.

    Raises
    ------
    ImportError
        If Z3 is missing.
    KeyError
        If there is no such lemma.
    """
    result = prove_statement(LEMMAS[name], timeout=2.0)
    return result is not None and result.proved


@singledispatch
def _family(model: Model) -> str:
    raise TypeError(f"no traps for {type(model).__name__}")


@_family.register
def _(model: TwoLayerNet) -> str:
    plus, minus = (Fraction(slope) for slope in model.slopes)
    tie = Fraction(model.slope_at_zero)
    if plus == minus == tie:
        return "linear"
    if minus == 0 and tie in (0, plus):
        return "relu"
    if min(plus, minus) <= tie <= max(plus, minus):
        return "net"
    raise ValueError("no lemma for a slope at zero that is not between the two slopes")


@_family.register
def _(model: PureQuadratic) -> str:
    squares = {Fraction(entry) ** 2 for entry in rational(model.psi).ravel()} if model.psi.ndim == 2 else set()
    return "isotropic" if len(squares) == 1 else "quadratic"


@singledispatch
def _constant(model: Model) -> Fraction:
    """An upper bound of λmax(J Jᵀ)/θ² on one datum; exact for a net and for a quadratic form in its eigenbasis."""
    raise TypeError(f"no kernel bound for {type(model).__name__}")


@_constant.register
def _(model: TwoLayerNet) -> Fraction:
    scale, *slopes = (Fraction(value) for value in (model.scale, *model.slopes))
    return scale**2 * max(slope**2 for slope in slopes) * sum(entry**2 for entry in rational(model.inputs[0]))


@_constant.register
def _(model: PureQuadratic) -> Fraction:
    form: ndarray = rational(model.psi[0])
    rows = [abs(entry) for entry in form] if form.ndim == 1 else [sum(abs(entry) for entry in row) for row in form]
    return Fraction(model.zeta) ** 2 * max(rows) ** 2


def traps_for(model: Model, target: Number, learning_rate: Number, *, normalisation: str = "mean") -> tuple[Trap, ...]:
    """The regions in which a proved lemma decides the long-time behaviour of a model on one datum, as exact numbers.

    Labels: ``"converges"`` (target 0: the loss tends to 0), ``"bounded"`` (κη²r² < 4 for ever), ``"diverges"`` (|r| grows at
    least fivefold at every step).

    Parameters
    ----------
    model
        A two-layer net or pure quadratic model on one datum.
    target, learning_rate
        Exact numbers.
    normalisation
        As for `numerics.descent.simulate`; on one datum it scales the learning rate.

    Raises
    ------
    TypeError, ValueError
        For other models, several data, or a slope at zero outside the two slopes.
    """
    if model.data_count != 1:
        raise ValueError(f"traps are known for a single datum, not for {model.data_count}")
    scale = 2 if normalisation == "mean_square" else 1
    eta, y = rational(learning_rate).item() * scale, rational(target).item()
    family, kappa = _family(model), _constant(model)
    # The NTK of the enclosure carries the normalisation, so that η·NTK = (scale η)·|∇f|².
    rate, one = eta / scale, Fraction(1)
    pull = kappa * eta**2
    residual2 = {"output2": pull, "output": -2 * pull * y, "one": pull * y**2}
    regions: list[tuple[str, str, tuple[dict[str, Fraction], ...]]] = []
    if y == 0:
        regions += [("weight norm", "converges", ({"weight_norm": -eta * kappa, "one": 4 * one},))]
        regions += [("kernel", "converges", ({"ntk": -rate, "one": 4 * one},))]
    elif pull * y**2 < 4:
        regions += [("target", "bounded", ({"ntk": -rate, "output": pull * y, "one": 4 - pull * y**2},))]
    if pull * y**2 <= 1:
        regions += [("escape", "diverges", ({**residual2, "ntk": -2 * rate, "one": residual2["one"] - 16},))]
    known = [(f"{name}/{family}", label, conditions) for name, label, conditions in regions]
    return tuple(Trap(name, label, conditions, str(LEMMAS[name])) for name, label, conditions in known if _usable(name))


def _usable(name: str) -> bool:
    return name in LEMMAS and lemma_is_proved(name)


def certified_phase(model: Model, weights: object, target: Number, learning_rate: Number, *, steps: int = 1000) -> CertifiedPhase:
    """The certified long-time behaviour of one trajectory on one datum: a ball trajectory into a region of a proved lemma.

    Raises
    ------
    ImportError
        If Z3 or python-flint is missing.
    TypeError, ValueError
        As for `traps_for`.
    """
    return certify(model, weights, target, learning_rate, traps_for(model, target, learning_rate), steps=steps)
