"""How the setting of the two-layer linear net as a quadratic form reads in Coq."""

from __future__ import annotations

from theory.provers.coq.frame import Frame
from theory.statements import Setting

__all__ = ["listed_frame"]


def listed_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of the linear net as a quadratic form."""
    targets = {"zero": (("targets_zero", "TwoLayer.zero_targets N"),), "any": ()}
    return Frame(
        module="Listed",
        binders="(N : TwoLayer.net) (eta : R) (w : Quadratic.weights)",
        arguments="N eta w",
        moves="0 < Quadratic.loss (form N) w",
        train="(Quadratic.train (form N) eta w {t})",
        hypotheses=(("rate_positive", "0 < eta"), ("net_plain", "plain_net N"), *targets[setting.targets]),
        parameters={"eta": "eta", "gamma": "TwoLayer.s N", "x2": "TwoLayer.x2 N"},
        observables={
            "f": "Quadratic.output (form N) {w} 0",
            "H": "Quadratic.kernel (form N) {w} 0 0",
            "f_net": "TwoLayer.output N (as_net N {w}) 0",
            "H_net": "TwoLayer.kernel N (as_net N {w}) 0 0",
        },
    )
