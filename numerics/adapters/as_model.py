"""A net of another library as a `numerics.models.base.Model`: NumPy weights (B, P) in, NumPy arrays out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.models.rows import OnRows
from numerics.spectra.network import Piece
from numerics.spectra.vectors import Vectors

__all__ = ["AsModel"]


class AsModel:
    """The methods of a model, for a net that is linearised in its own library.

    Trajectories are evaluated one after the other, so that none depends on the batch it is in, to the last bit.
    """

    @property
    def weight_count(self) -> int:
        """P, the number of weights."""
        raise NotImplementedError

    @property
    def data_count(self) -> int:
        """D·K, the number of outputs of all data."""
        raise NotImplementedError

    @property
    def output_count(self) -> int:
        """K, the number of outputs of a datum."""
        raise NotImplementedError

    @property
    def blocks(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Name and shape of each trainable array, in the order of the flat weights."""
        raise NotImplementedError

    @property
    def separable(self) -> bool:
        """Whether the outputs of a datum are the same alone as among others."""
        raise NotImplementedError

    @property
    def flat_inputs(self) -> ndarray | None:
        """The data as rows (D, d); None if a datum is not one array of floats."""
        raise NotImplementedError

    def native(self, weights: ndarray) -> Any:
        """One trajectory's weights (P,), float32 or float64, as a vector of the net's library."""
        raise NotImplementedError

    def vectors(self, weights: Any) -> Vectors:
        """The library of flat vectors of these weights."""
        raise NotImplementedError

    def linearised(self, weights: Any) -> Sequence[Piece]:
        """The data in pieces, at these weights."""
        raise NotImplementedError

    def on(self, inputs: Any) -> Any:
        """The same net on other data."""
        raise NotImplementedError

    def chosen(self, data: ndarray) -> Any:
        """The inputs of some of the data."""
        raise NotImplementedError

    def on_rows(self, rows: ndarray) -> Any:
        """The same net on some of the D·K numbers; where they are all outputs of some data, only those are computed."""
        numbers = np.asarray(rows)
        data = numbers[:: self.output_count] // self.output_count
        whole = (data[:, None] * self.output_count + np.arange(self.output_count)).ravel()
        return self.on(self.chosen(data)) if np.array_equal(whole, numbers) else OnRows(self, numbers)

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_ak, datum by datum, shape (B, D·K)."""
        return self._each(weights, lambda row, piece: piece.outputs())

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_ak/∂θ_p, shape (B, D·K, P)."""
        return self._each(weights, lambda row, piece: piece.jacobian())

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_ak c_ak ∇f_ak for cotangents c (B, D·K), shape (B, P)."""
        sent = np.asarray(cotangents, dtype=weights.dtype)

        def pulled(row: int, piece: Piece) -> Any:
            first, last = piece.rows.start * self.output_count, piece.rows.stop * self.output_count
            return piece.pull(self.native(sent[row, first:last]))

        return self._each(weights, pulled, join=lambda parts: np.sum(parts, axis=0))

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_ak·∇f_bl, shape (B, D·K, D·K)."""
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))

    def _each(
        self,
        weights: ndarray,
        measure: Callable[[int, Piece], Any],
        join: Callable[[list[ndarray]], ndarray] = np.concatenate,
    ) -> ndarray:
        """Measure each piece of the data at each trajectory's weights, and join the pieces."""
        if weights.dtype not in (np.float32, np.float64):
            raise TypeError(f"weights must be float64 or float32 for a {type(self).__name__}, not {weights.dtype}")
        found = []
        for row, flat in enumerate(weights):
            at = self.native(flat)
            parts = [np.asarray(self.vectors(at).numpy(measure(row, piece)), weights.dtype) for piece in self.linearised(at)]
            found.append(join(parts))
        return np.stack(found)
