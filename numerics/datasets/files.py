"""Readers of the standard files of image sets: IDX (MNIST, Fashion-MNIST), CIFAR-10 binary, SVHN mat. Nothing is executed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy import ndarray

__all__ = ["READERS", "ImageSet", "read_cifar10", "read_idx", "read_mnist", "read_svhn"]

_CIFAR_ROW = 1 + 3 * 32 * 32


@dataclass(frozen=True, repr=False, eq=False)
class ImageSet:
    """A whole image set: uint8 images (N, …) and labels (N,), for training and testing, in the files' own order."""

    name: str
    train_images: ndarray
    train_labels: ndarray
    test_images: ndarray
    test_labels: ndarray

    def __repr__(self) -> str:
        return f"ImageSet({self.name!r}, {len(self.train_labels)} training and {len(self.test_labels)} test images)"


def _found(folder: Path, name: str) -> Path:
    for candidate in (folder / name, folder / f"{name}.gz"):
        if candidate.is_file():
            return candidate
    raise FileNotFoundError(f"{name} (or {name}.gz) is not in {folder}")


def _bytes(path: Path) -> bytes:
    """The content of a file, unpacked if it is gzipped; a broken archive raises ValueError that names it."""
    if path.suffix != ".gz":
        return path.read_bytes()
    try:
        return gzip.decompress(path.read_bytes())
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"{path.name} is cut short, corrupt or not gzipped: {error}") from error


def read_idx(path: Path) -> ndarray:
    """Read one IDX file of unsigned bytes, plain or gzipped.

    Raises
    ------
    ValueError
        If the header is not that of an IDX file of bytes, or the length does not fit it.
    """
    content = _bytes(path)
    if len(content) < 4 or content[:3] != b"\x00\x00\x08" or not 1 <= content[3] <= 4:
        raise ValueError(f"{path.name} is not an IDX file of unsigned bytes")
    axes = content[3]
    start = 4 + 4 * axes
    shape = tuple(int(size) for size in np.frombuffer(content[4:start], dtype=">u4"))
    if len(content) - start != int(np.prod(shape)):
        raise ValueError(f"{path.name} should hold {shape} bytes after its header, but holds {len(content) - start}")
    return np.frombuffer(content, dtype=np.uint8, offset=start).reshape(shape)


def _axes_are(name: str, array: ndarray, axes: int) -> ndarray:
    """The array, if it has this many axes: images under the name of labels, or the reverse, are told by it."""
    if array.ndim != axes:
        raise ValueError(f"{name} should have {axes} axes, but has shape {array.shape}: is it another file under this name?")
    return array


def _labels_fit(path: str, images: ndarray, labels: ndarray) -> None:
    if len(images) != len(labels):
        raise ValueError(f"{path}: {len(images)} images but {len(labels)} labels")


def read_mnist(folder: Path, name: str = "mnist") -> ImageSet:
    """Read MNIST or Fashion-MNIST from their four IDX files (``train-images-idx3-ubyte`` …, plain or .gz)."""
    parts = []
    for part in ("train", "t10k"):
        images, labels = (
            _axes_are(f"{part}-{kind}", read_idx(_found(folder, f"{part}-{kind}")), axes)
            for kind, axes in (("images-idx3-ubyte", 3), ("labels-idx1-ubyte", 1))
        )
        _labels_fit(part, images, labels)
        parts += [images, labels]
    return ImageSet(name, *parts)


def _cifar_batch(path: Path) -> tuple[ndarray, ndarray]:
    content = np.frombuffer(_bytes(path), dtype=np.uint8)
    if not len(content) or len(content) % _CIFAR_ROW:
        raise ValueError(f"{path.name} is not a CIFAR-10 binary batch: {len(content)} bytes is no multiple of {_CIFAR_ROW}")
    rows = content.reshape(-1, _CIFAR_ROW)
    if rows[:, 0].max() > 9:
        raise ValueError(f"{path.name} holds a label above 9: is it CIFAR-100?")
    return rows[:, 1:].reshape(-1, 3, 32, 32), rows[:, 0].astype(np.int64)


def read_cifar10(folder: Path) -> ImageSet:
    """Read CIFAR-10 from its *binary* version (``data_batch_1.bin`` … and ``test_batch.bin``), which needs no unpickling."""
    names = [path.name.removesuffix(".gz") for path in sorted(folder.glob("data_batch_*.bin*"))]
    if not names:
        pickled = " (data_batch_1 is: that is the Python version, which would have to be unpickled; take the binary version)"
        raise FileNotFoundError(f"data_batch_1.bin is not in {folder}{pickled if (folder / 'data_batch_1').exists() else ''}")
    batches = [_cifar_batch(_found(folder, name)) for name in names]
    images, labels = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    return ImageSet("cifar-10", images, labels, *_cifar_batch(_found(folder, "test_batch.bin")))


def read_svhn(folder: Path) -> ImageSet:
    """Read SVHN's cropped digits from ``train_32x32.mat`` and ``test_32x32.mat``; label 10 there is the digit 0."""
    parts = []
    for name in ("train_32x32.mat", "test_32x32.mat"):
        stored = _mat(_found(folder, name))
        if not {"X", "y"} <= set(stored):
            raise ValueError(f"{name} should hold X and y, but holds {sorted(key for key in stored if key[0] != '_')}")
        pixels = _axes_are(name, np.asarray(stored["X"]), 4)
        if pixels.shape[:3] != (32, 32, 3) or pixels.dtype != np.uint8:
            raise ValueError(f"{name} should hold bytes X of shape (32, 32, 3, N), but holds {pixels.dtype} {pixels.shape}")
        images, labels = np.moveaxis(pixels, 3, 0), stored["y"].ravel().astype(np.int64) % 10
        _labels_fit(name, images, labels)
        parts += [images, labels]
    return ImageSet("svhn", *parts)


def _mat(path: Path) -> dict[str, ndarray]:
    """Variables of a MATLAB file; whatever is wrong with it, the ValueError names the file."""
    from scipy.io import loadmat

    if path.suffix == ".gz":
        raise ValueError(f"{path.name}: unpack it first, a .mat file is read in place")
    try:
        return dict(loadmat(path))
    except Exception as error:  # SciPy raises a dozen kinds on bytes that are no such file
        raise ValueError(f"{path.name} is cut short, corrupt or no MATLAB file: {error}") from error


READERS: dict[str, Callable[[Path], ImageSet]] = {
    "mnist-files": read_mnist,
    "fashion-mnist-files": lambda folder: read_mnist(folder, "fashion-mnist"),
    "cifar-10": read_cifar10,
    "svhn": read_svhn,
}
"""Readers by name; those of MNIST and Fashion-MNIST read the full sets, two classes of which are bundled."""
