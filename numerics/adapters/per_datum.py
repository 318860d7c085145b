"""Mini-batches of data for models with several outputs, whose numbers are counted datum by datum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.arguments import integer
from numerics.batches import Batch, Batches

__all__ = ["PerDatum"]


@dataclass(frozen=True)
class PerDatum:
    """Batches of data instead of single numbers: each datum drawn stands for all of its K outputs.

    Parameters
    ----------
    batches
        Batches over the D data.
    outputs
        K; the model's ``data_count`` is D·K.

    Examples
    --------
    >>> from numerics.batches import Listed
    >>> PerDatum(Listed([[2, 0]]), 2).at(0, 6).rows.tolist()
    [4, 5, 0, 1]
    """

    batches: Batches
    outputs: int

    def __post_init__(self) -> None:
        integer(self.outputs, "outputs", least=1)

    def at(self, step: int, count: int) -> Batch:
        """The batch of a step, of ``count`` = D·K numbers in all."""
        data, rest = divmod(count, self.outputs)
        if rest:
            raise ValueError(f"outputs must divide the model's data_count {count}, not {self.outputs}")
        drawn = self.batches.at(step, data)
        rows = None if drawn.rows is None else (drawn.rows[:, None] * self.outputs + np.arange(self.outputs)).ravel()
        # A weight of a datum is that of the mean over its outputs.
        shares = None if drawn.shares is None else np.repeat(drawn.shares / self.outputs, self.outputs, axis=-1)
        return Batch(rows, shares)
