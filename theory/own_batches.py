"""Mini-batches of a user's own homogeneous units on D data with targets 0: the norm falls up to the edge of a single datum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Eq, Expr

from theory.arguments import instance
from theory.batches import FULL_BATCH, AnyBatches
from theory.bound import NoBoundError
from theory.bounds import kernel_bound
from theory.models.own_data import MODEL, DataUnits, register_data
from theory.plain_text import to_text
from theory.settings import Setting
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["each_bound", "own_batches"]

_THETA2, _BATCH, _LOSS, _ETA = (*(OBSERVABLES[name] for name in ("theta2", "r2_batch", "L")), PARAMETERS["eta"].symbol)


def each_bound(model: DataUnits) -> Expr:
    """The largest bound of the NTK that a datum of the model has alone, in the weight norm.

    Raises
    ------
    theory.bounds.NoBoundError
        If the model is not homogeneous of one degree, or the NTK of a datum has no bound.
    """
    if model.degree is None:
        raise NoBoundError(f"{model.name} is not homogeneous of the same degree in its weights on all data")
    largest = max((kernel_bound(unit) for unit in model.units), key=lambda bound: bound.expression.evalf(30))
    right: Expr = largest.statement.rhs
    return right


def own_batches(model: DataUnits) -> tuple[Claim, ...]:
    """What is derived for homogeneous units on D data with targets 0, as claims.

    Four, for any batches (each datum counts with any nonnegative weight, and the weights of a batch sum to 1): the learning rates
    at which the weight norm cannot grow; strictly below, the total of the mean squared outputs of the batches, and that they tend
    to 0; and for gradient descent on all data, that the loss tends to 0.

    Parameters
    ----------
    model
        From `theory.on_data`.

    Raises
    ------
    TypeError
        If ``model`` is no such model.
    theory.bounds.NoBoundError
        As `each_bound`.
    ValueError
        If another model has its name.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import on_data
    >>> u, v, x = symbols("u v x")
    >>> print(own_batches(on_data(u * v * x, {x: [1, 2]}, name="linear net on two data"))[0].text)
    any batches, weight norm nonincreasing: 4*eta*theta2_0 <= 4; y = 0
    """
    kernel = each_bound(instance(model, "model", DataUnits))
    register_data({model.name: model})
    assert model.degree is not None  # each_bound has refused it
    setting = Setting(MODEL, "many", variant=model.name, batches=AnyBatches())
    return tuple(_claims(setting, 2 * model.degree, _ETA * kernel.subs(_THETA2.now, _THETA2.initial)))


def _claims(setting: Setting, top: int, edge: Expr) -> Iterator[Claim]:
    source, derived = Source("own model", setting.variant), "Derived by theory.own_batches.each_bound."

    def claim(name: str, text: str, statement: Statement) -> Claim:
        return Claim(name, source, f"{text}; y = 0", (statement,), evidence=derived)

    below = to_text(edge < top)
    stays = Statement(setting, (edge <= top,), Quantifier.STEP, _THETA2.next <= _THETA2.now)
    yield claim("BATCH-MONO", f"any batches, weight norm nonincreasing: {edge <= top}", stays)
    total = _BATCH.total <= _THETA2.initial / (_ETA * (top - edge))
    summed = Statement(setting, (edge < top,), Quantifier.STEP, total)
    yield claim("BATCH-SUM", f"any batches, {below}: {to_text(total)}", summed)
    vanishes = Statement(setting, (edge < top,), Quantifier.TRAJECTORY, Eq(_BATCH.limit, 0))
    yield claim("BATCH-LIMIT", f"any batches, {below}: the mean squared output of the batch tends to zero", vanishes)
    falls = Statement(replace(setting, batches=FULL_BATCH), (edge < top,), Quantifier.TRAJECTORY, Eq(_LOSS.limit, 0))
    yield claim("DATA-LIMIT", f"all data, {below}: the loss tends to zero", falls)
