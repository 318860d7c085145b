"""What would have to change of a net or its targets for a rate to be certified, each change tried."""

from __future__ import annotations

from math import inf

import numpy as np
from numpy import ndarray

from checks.explain.anatomy import Anatomy
from checks.explain.chains import Chain, chain
from checks.explain.constants import constant
from checks.explain.layered import Layered, recognise
from checks.explain.theorems import applying
from numerics.adapters.as_model import AsModel

__all__ = ["changes", "rate_by_hand"]


def rate_by_hand(bound: float, norm: float, degree: int) -> float:
    """2k/(C N^(k−1)), where η C N^(k−1) ≤ 2k ends; infinite where no bound is known, or it is 0."""
    power = bound * norm ** (degree - 1)
    return 2 * degree / power if power > 0 else inf


def changes(
    net: AsModel,
    weights: ndarray,
    measured: Anatomy,
    known: Layered | str,
    links: Chain | str,
    targets: ndarray,
    to_theirs: float,
) -> dict[str, str]:
    """What would have to change, each tried on this net."""
    found: dict[str, str] = {}

    def by_hand(rate: float, time: str) -> str:
        if rate == inf:
            return "no bound is known then"
        return f"η ≤ {to_theirs * rate:.4g} would be certified{time} (by hand: a weight norm never grows)"

    def certified(layered: Layered, goal: ndarray, time: str) -> str:
        best = max((item for item in applying(layered, goal) if item.says), key=lambda item: item.edge, default=None)
        if best is None and layered.outputs > 1:
            return by_hand(rate_by_hand(*constant(layered), layered.deep.depth), time)
        if best is None or best.edge == 0:
            return "no proved statement promises anything then"
        rates = f"η ≤ {to_theirs * best.edge:.4g}" if best.edge < inf else "every η"
        return f"{rates} would be certified{time} ({best.claim_id}: {best.says})"

    zero = np.zeros_like(targets)
    alike = bool((targets == targets[0]).all())
    if isinstance(known, Layered) and known.shift and not alike:
        found["Targets that are all one number"] = certified(known, zero, " for all time, 0 being that number")
    elif isinstance(known, Layered) and not known.shift and targets.any():
        found["Targets 0"] = certified(known, zero, " for all time")
    if isinstance(links, Chain) and links.targets.any() and isinstance(then := chain(net, weights, zero), Chain):
        found["Targets 0"] = by_hand(then.rate, " for all time")
    if measured.without:
        names = ", ".join(measured.without)
        degree = measured.degree_without
        found[f"Without {names}"] = f"it would be homogeneous of degree {degree}, and its weight norm follow the identity"
        bare = recognise(net, weights, measured.without)
        if isinstance(bare, Layered):
            found[f"Without {names}, targets 0"] = certified(bare, zero, " for all time")
        elif isinstance(shorter := chain(net, weights, zero, measured.without), Chain) and shorter.depth == degree:
            found[f"Without {names}, targets 0"] = by_hand(shorter.rate, " for all time")
    return found
