"""Loading the bundled two-class image sets."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy import ndarray

__all__ = ["BUNDLED", "TwoClass", "two_class"]

BUNDLED = {"mnist": "mnist01.npz", "fashion-mnist": "fmnist01.npz"}
"""Files of the bundled sets by name; attribution and licences are in the README beside them."""


@dataclass(frozen=True, repr=False, eq=False)
class TwoClass:
    """Images of two classes, flattened; pixels in [0, 1], targets −1 (class 0) and +1 (class 1).

    Attributes
    ----------
    name
        Name of the set.
    train_inputs, train_targets
        (D, 784) and (D,), float64.
    test_inputs, test_targets
        The same for the test set.
    """

    name: str
    train_inputs: ndarray
    train_targets: ndarray
    test_inputs: ndarray
    test_targets: ndarray

    def __repr__(self) -> str:
        return f"TwoClass({self.name!r}, {len(self.train_inputs)} training and {len(self.test_inputs)} test images)"


def two_class(name: str) -> TwoClass:
    """Return a bundled set: ``"mnist"`` (digits 0 and 1) or ``"fashion-mnist"`` (T-shirt and trouser).

    Pixels are divided by 255, targets are −1 and +1, as in Meltzer & Liu.

    Raises
    ------
    ValueError
        If there is no bundled set of that name.
    """
    if name not in BUNDLED:
        raise ValueError(f"name must be one of {', '.join(BUNDLED)}, not {name!r}")
    with (files("numerics.datasets") / BUNDLED[name]).open("rb") as stream, np.load(stream) as stored:
        arrays = {key: stored[key] for key in stored.files}

    def inputs(part: str) -> ndarray:
        images = arrays[f"{part}_images"]
        return images.reshape(len(images), -1) / 255.0

    def targets(part: str) -> ndarray:
        return 2.0 * arrays[f"{part}_labels"] - 1.0

    return TwoClass(name, inputs("train"), targets("train"), inputs("test"), targets("test"))
