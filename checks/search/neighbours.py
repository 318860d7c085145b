"""The false neighbours of a theorem about gradient descent: the same sentence about another process.

That momentum, weight decay, another order of the data or a rate that changes leave a theorem true is what one is tempted to
believe; a twin says it, and is true or false by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.search.mutations import Mutant
from theory.batches import AnyBatches
from theory.statements import Claim, Quantifier, Setting
from theory.symbols import OBSERVABLES
from theory.updates import GradientDescent, HeavyBall, Nesterov, WeightDecay

__all__ = ["neighbours"]


def neighbours(claim: Claim) -> Iterator[Mutant]:
    """All twins of a claim that say the same of another process; each asserts more, since the numbers of its process may be 0.

    Only statements about steps of gradient descent on all data have any.
    """
    for index, statement in enumerate(claim.statements):
        if statement.setting.plain and statement.quantifier is not Quantifier.STATE:
            for operator, setting in _processes(statement.setting):
                twin = replace(statement, setting=setting)
                name, text = f"{claim.id}~{operator}", f"{operator}: {claim.text}"
                wrong = replace(claim, id=name, statements=(twin,), text=text, added=())
                yield Mutant(wrong, (claim.id, index), operator, "strengthened")


def _processes(setting: Setting) -> Iterator[tuple[str, Setting]]:
    yield "heavy ball", replace(setting, update=HeavyBall())
    yield "Nesterov's momentum", replace(setting, update=Nesterov())
    yield "weight decay", replace(setting, update=WeightDecay())
    yield "any schedule from that rate on", replace(setting, update=GradientDescent(rate=OBSERVABLES["eta_t"].now))
    if setting.many_data:
        yield "any batches", replace(setting, batches=AnyBatches())
