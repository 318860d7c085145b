"""Where one phase becomes another: edges in the learning rate of each initialisation, by scan and bisection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.batches import Batches
from numerics.descent import simulate
from numerics.diagram import initial_ntk
from numerics.ensemble import Problem
from numerics.losses import Loss
from numerics.phases import Phase, classify
from numerics.process import RuleOfRates, rule_of_rates

__all__ = ["Boundaries", "Piece", "boundaries", "labeller"]

Labeller = Callable[[ndarray, ndarray], ndarray]
"""(rows (K,), learning rates (K,)) -> phase codes (K,)."""


@dataclass(frozen=True)
class Piece:
    """An interval of learning rates with one phase; ``low`` and ``high`` are known to the tolerance asked for.

    Between two pieces lies a gap that holds the edge. Finer structure inside a piece, below the scan's spacing, is unseen.
    """

    phase: Phase
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The phases of each initialisation along the learning rate.

    Attributes
    ----------
    pieces
        For each of the B initialisations, its pieces from the smallest to the largest learning rate scanned, in η.
    ntk
        λ₀ of each initialisation, (B,).
    """

    pieces: tuple[tuple[Piece, ...], ...]
    ntk: ndarray

    def first(self, phase: Phase) -> ndarray:
        """Learning rate at which a phase first begins, (B,); NaN where it does not occur."""
        return np.array([next((piece.low for piece in row if piece.phase is phase), np.nan) for row in self.pieces])

    @property
    def monotone_edge(self) -> ndarray:
        """Largest η seen to be monotone below the first one that raised the loss for good or for a while, (B,)."""
        edges = []
        for row in self.pieces:
            rises = next((piece.low for piece in row if piece.phase in (Phase.CATAPULT, Phase.DIVERGENT)), np.nan)
            edges.append(
                max((piece.high for piece in row if piece.phase is Phase.MONOTONE and piece.high < rises), default=np.nan)
            )
        return np.array(edges)

    @property
    def divergence_edge(self) -> ndarray:
        """Smallest η at which the trajectory was seen to diverge, (B,); NaN if none was."""
        return self.first(Phase.DIVERGENT)

    @property
    def islands(self) -> tuple[tuple[Piece, ...], ...]:
        """Pieces beyond the first divergence that do not diverge, for each initialisation."""
        edge = self.divergence_edge
        return tuple(
            tuple(piece for piece in row if piece.phase is not Phase.DIVERGENT and piece.low > start)
            for row, start in zip(self.pieces, edge, strict=True)
        )


def labeller(
    drawn: Problem,
    steps: int,
    *,
    engine: str = "auto",
    update: RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
) -> Labeller:
    """A function that simulates rows of a problem at given learning rates and returns their phases.

    Parameters
    ----------
    drawn
        Model, targets and initial weights.
    steps, engine
        See `numerics.descent.simulate`.
    update, loss, batches
        See `numerics.diagram.phase_diagram`.
    """
    process: dict[str, Any] = {"engine": engine, "update": rule_of_rates(update), "loss": loss, "batches": batches}
    together = max(1, 2**22 // drawn.net.weight_count)

    def label(rows: ndarray, learning_rates: ndarray) -> ndarray:
        codes = np.empty(len(rows), np.int8)
        groups = [rows == row for row in np.unique(rows)] if drawn.per_row else [np.ones(len(rows), bool)]
        for group in groups:
            members = np.flatnonzero(group)
            for start in range(0, len(members), together):
                part = members[start : start + together]
                runs = simulate(
                    drawn.model(int(rows[part[0]])),
                    drawn.weights[rows[part]],
                    drawn.targets,
                    learning_rates[part],
                    steps,
                    record_every=None,
                    keep_outputs=False,
                    **process,
                )
                codes[part] = classify(runs)
        return codes

    return label


def boundaries(
    drawn: Problem,
    relative_rates: ndarray,
    steps: int = 1000,
    *,
    tolerance: float = 1e-9,
    label: Labeller | None = None,
    engine: str = "auto",
    update: RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
) -> Boundaries:
    """Find every edge between phases that a scan of learning rates brackets, for all initialisations at once.

    Each pair of neighbouring learning rates with different phases is bisected; where the middle shows a third phase, both
    halves are. Nothing is assumed monotone: a phase may come back, and each return has its own edges.

    Parameters
    ----------
    drawn
        Model, targets and initial weights (B, P).
    relative_rates
        The scan, increasing, in units of each initialisation's 1/λ₀; structure finer than its spacing is not seen.
    steps, engine
        See `numerics.descent.simulate`.
    tolerance
        Relative distance of the two learning rates that enclose an edge at the end.
    label
        How a trajectory is labelled; by default `labeller`.
    update, loss, batches
        See `numerics.diagram.phase_diagram`.

    Raises
    ------
    ValueError
        If the scan is not increasing and positive, or the tolerance not in (0, 1).
    """
    scan = np.asarray(relative_rates, dtype=float)
    if scan.ndim != 1 or len(scan) < 2 or not (np.diff(scan) > 0).all() or not scan[0] > 0:
        raise ValueError("relative_rates must be positive and increasing")
    if not 0 < tolerance < 1:
        raise ValueError(f"tolerance must be between 0 and 1, not {tolerance}")
    ntk = initial_ntk(drawn, loss)
    if label is None:
        label = labeller(drawn, steps, engine=engine, update=update, loss=loss, batches=batches)
    rates = scan[None] / ntk[:, None]
    batch, count = rates.shape
    codes = label(np.repeat(np.arange(batch), count), rates.ravel()).reshape(batch, count)
    rows, column = np.nonzero(codes[:, 1:] != codes[:, :-1])
    brackets = _Brackets(
        rows, rates[rows, column], rates[rows, column + 1], codes[rows, column], codes[rows, column + 1]
    ).refined(label, tolerance)
    return Boundaries(tuple(_pieces(rates[row], codes[row], brackets, row) for row in range(batch)), ntk)


@dataclass(frozen=True, eq=False)
class _Brackets:
    """Pairs of learning rates with different phases, each pair enclosing an edge."""

    rows: ndarray
    low: ndarray
    high: ndarray
    below: ndarray
    above: ndarray

    def refined(self, label: Labeller, tolerance: float) -> _Brackets:
        """Bisect every pair until it is narrower than the tolerance; a third phase in the middle makes two pairs of one."""
        now = self
        while True:
            middle = (now.low + now.high) / 2
            wide = (now.high - now.low > tolerance * now.high) & (middle > now.low) & (middle < now.high)
            if not wide.any():
                return now
            found = now.below.copy()
            found[wide] = label(now.rows[wide], middle[wide])
            up, third = wide & (found == now.below), wide & (found != now.below) & (found != now.above)
            low, below = np.where(up, middle, now.low), now.below
            high, above = np.where(wide & ~up, middle, now.high), np.where(third, found, now.above)
            now = _Brackets(
                np.concatenate((now.rows, now.rows[third])),
                np.concatenate((low, middle[third])),
                np.concatenate((high, now.high[third])),
                np.concatenate((below, found[third])),
                np.concatenate((above, now.above[third])),
            )


def _pieces(rates: ndarray, codes: ndarray, brackets: _Brackets, row: int) -> tuple[Piece, ...]:
    """Runs of equal phases among everything that was labelled for one initialisation."""
    mine = brackets.rows == row
    places = np.concatenate((rates, brackets.low[mine], brackets.high[mine]))
    labels = np.concatenate((codes, brackets.below[mine], brackets.above[mine]))
    order = np.argsort(places, kind="stable")
    places, labels = places[order], labels[order]
    cuts = np.flatnonzero(labels[1:] != labels[:-1]) + 1
    starts, ends = np.concatenate(([0], cuts)), np.concatenate((cuts, [len(labels)])) - 1
    return tuple(
        Piece(Phase(int(labels[start])), float(places[start]), float(places[end]))
        for start, end in zip(starts, ends, strict=True)
    )
