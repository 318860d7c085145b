"""How close to its bound a conjecture is seen to fail: small models, random weights, and what is near the worst of them.

A conjecture says how far a learning rate may go. Nothing breaks it within; this measures where beyond it something does.
"""

from __future__ import annotations

from itertools import islice

import numpy as np

from checks.evidence.tightness import Tightness, first_failures, upper_bounds
from checks.instances.numbers import in_floats, model_in_words, model_to_json
from checks.instances.pools import different_models
from checks.pairs import rebuilt
from theory.statements import Claim, Quantifier, Statement

__all__ = ["nearest"]

_GRID = np.geomspace(0.5, 20.0, 18)
_TRIED, _MODELS, _LARGEST, _ROWS, _ROUNDS, _STEPS = 30, 4, 12, 16, 5, 200


def nearest(claim: Claim, *, seed: int = 0) -> Tightness | None:
    """Where beyond the bounds on its learning rate a claim is first seen to fail; None if it has none, or never does.

    Parameters
    ----------
    claim
        A claim whose statements have upper bounds on the learning rate among their hypotheses.
    seed
        Seed of the weights.

    Examples
    --------
    >>> from theory import claim
    >>> round(nearest(claim("OPEN-TEACHER")).high, 1)
    1.0
    """
    found = [item for index, part in enumerate(claim.statements) for item in _failures(part, index, seed)]
    if not found:
        return None
    ratios = [ratio for ratio, _ in found]
    high, case = max(found)
    return Tightness(float(np.median(ratios)), min(ratios), high, len(ratios), nearest=case)


def _failures(statement: Statement, index: int, seed: int) -> list[tuple[float, str]]:
    """The ratio of each failing row, and what it is a row of."""
    bounds, found = upper_bounds(statement), []
    if not bounds or statement.quantifier not in (Quantifier.STEP, Quantifier.TRAJECTORY):
        return []
    source = np.random.default_rng((seed, index))
    # Most data first: a gated net on a single datum only dies.
    offered = sorted(islice(different_models(statement, _LARGEST), _TRIED), key=lambda each: -each.model.data_count)
    for template in offered[:_MODELS]:
        model, targets = in_floats(template.model), np.asarray(template.targets, dtype=float)
        weights = source.normal(size=(_ROWS, template.model.weight_count)) * np.exp(source.normal(size=(_ROWS, 1)))
        for _ in range(_ROUNDS):
            instance = rebuilt(template, model=model, weights=weights, targets=targets)
            ratios = first_failures(statement, bounds, instance, _STEPS, _GRID)
            if not ratios:
                break
            worst = max(ratios, key=lambda row: ratios[row])
            row = np.array2string(weights[worst], precision=4, separator=", ")
            words = f"{model_in_words(model_to_json(template.model))}, weights {row}"
            found += [(ratio, words if number == worst else "") for number, ratio in ratios.items()]
            # Closer to the worst of them, in all directions and of one weight alone.
            size = np.sqrt((weights[worst] ** 2).mean())
            noise = 0.3 * size * source.normal(size=weights.shape)
            weights = weights[worst] + np.where(
                source.random((_ROWS, 1)) < 0.5, noise, noise * source.integers(0, 2, noise.shape)
            )
    return found
