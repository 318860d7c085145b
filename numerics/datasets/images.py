"""Two classes of an image set by name: bundled, or read from a folder that the user names."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy import ndarray

from numerics.datasets.bundled import BUNDLED, TwoClass, two_class
from numerics.datasets.files import READERS, ImageSet

__all__ = ["FOLDER_VARIABLE", "pick_two", "two_class_images"]

FOLDER_VARIABLE = "CATAPULT_DATA"
"""Environment variable that names the folder of the standard files, for sets that are not bundled."""


def pick_two(images: ImageSet, classes: tuple[int, int] = (0, 1), train: int | None = None, test: int | None = None) -> TwoClass:
    """The first ``train`` and ``test`` images of two classes, in the set's own order; targets −1 and +1, pixels in [0, 1].

    The indices are those of the two-class subset, taken from it.
    """

    def part(pixels: ndarray, labels: ndarray, count: int | None) -> tuple[ndarray, ndarray]:
        chosen = np.flatnonzero(np.isin(labels, classes))[:count]
        return pixels[chosen].reshape(len(chosen), -1) / 255.0, np.where(labels[chosen] == classes[1], 1.0, -1.0)

    first = part(images.train_images, images.train_labels, train)
    return TwoClass(images.name, *first, *part(images.test_images, images.test_labels, test))


@lru_cache(maxsize=4)
def two_class_images(name: str, folder: str | None = None) -> TwoClass:
    """Classes 0 and 1 of an image set: ``"mnist"``, ``"fashion-mnist"`` (bundled), ``"cifar-10"``, ``"svhn"`` (from files).

    Parameters
    ----------
    name
        Name of the set.
    folder
        Folder of the standard files, for sets that are not bundled; by default what CATAPULT_DATA names.

    Raises
    ------
    FileNotFoundError
        If a set is not bundled and there is no folder, or a file is missing in it.
    ValueError
        If there is no set of that name.
    """
    if name in BUNDLED:
        return two_class(name)
    if name not in READERS:
        raise ValueError(f"name must be one of {', '.join(sorted({*BUNDLED, *READERS}))}, not {name!r}")
    place = folder or os.environ.get(FOLDER_VARIABLE)
    if not place:
        raise FileNotFoundError(f"{name} is not bundled: name the folder of its standard files, or set {FOLDER_VARIABLE}")
    return pick_two(READERS[name](Path(place)), train=128, test=2000)
