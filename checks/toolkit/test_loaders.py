"""Loaders of image sets, on small files in the standard formats."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from numerics.datasets.files import READERS, read_cifar10, read_idx, read_mnist, read_svhn
from numerics.datasets.images import FOLDER_VARIABLE, pick_two, two_class_images

RNG = np.random.default_rng(0)


def _idx(array: np.ndarray) -> bytes:
    header = bytes((0, 0, 8, array.ndim)) + b"".join(int(size).to_bytes(4, "big") for size in array.shape)
    return header + array.astype(np.uint8).tobytes()


def _mnist(folder: Path, *, compress: bool = False) -> dict[str, np.ndarray]:
    arrays = {}
    for part, count in (("train", 20), ("t10k", 10)):
        arrays[f"{part}-images-idx3-ubyte"] = RNG.integers(0, 256, (count, 28, 28))
        arrays[f"{part}-labels-idx1-ubyte"] = np.arange(count) % 3
    for name, array in arrays.items():
        content = _idx(array)
        (folder / f"{name}.gz").write_bytes(gzip.compress(content)) if compress else (folder / name).write_bytes(content)
    return arrays


def _cifar_rows(count: int) -> np.ndarray:
    rows = RNG.integers(0, 256, (count, 3073)).astype(np.uint8)
    rows[:, 0] = np.arange(count) % 10
    return rows


def _cifar(folder: Path, batches: int = 2) -> np.ndarray:
    rows = _cifar_rows(20 * batches)
    for number in range(batches):
        (folder / f"data_batch_{number + 1}.bin").write_bytes(rows[20 * number : 20 * (number + 1)].tobytes())
    (folder / "test_batch.bin").write_bytes(_cifar_rows(10).tobytes())
    return rows


@pytest.mark.parametrize("compress", [False, True])
def test_mnist_files_are_read_back(tmp_path: Path, compress: bool) -> None:
    arrays = _mnist(tmp_path, compress=compress)
    images = read_mnist(tmp_path)
    np.testing.assert_array_equal(images.train_images, arrays["train-images-idx3-ubyte"])
    np.testing.assert_array_equal(images.test_labels, arrays["t10k-labels-idx1-ubyte"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not an IDX"),
        (b"\x00\x00\x0d\x01\x00\x00\x00\x01\x00", "not an IDX"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x05\x01\x02", "should hold"),
        (b"\x80\x04\x95pickled", "not an IDX"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ValueError, match=message):
        read_idx(tmp_path / "file")


def test_cifar_is_read_from_its_binary_version(tmp_path: Path) -> None:
    rows = _cifar(tmp_path)
    images = read_cifar10(tmp_path)
    assert images.train_images.shape == (40, 3, 32, 32)
    np.testing.assert_array_equal(images.train_labels, rows[:, 0])
    np.testing.assert_array_equal(images.train_images[7].ravel(), rows[7, 1:])


def test_a_pickled_or_foreign_batch_is_refused(tmp_path: Path) -> None:
    _cifar(tmp_path)
    (tmp_path / "test_batch.bin").write_bytes(b"\x80\x02}q\x00.")
    with pytest.raises(ValueError, match="not a CIFAR-10 binary batch"):
        read_cifar10(tmp_path)
    rows = _cifar_rows(10)
    rows[:, 0] = 50
    (tmp_path / "test_batch.bin").write_bytes(rows.tobytes())
    with pytest.raises(ValueError, match="CIFAR-100"):
        read_cifar10(tmp_path)


def test_svhn_calls_its_tens_zero(tmp_path: Path) -> None:
    images = RNG.integers(0, 256, (32, 32, 3, 12)).astype(np.uint8)
    labels = (np.arange(12) % 10 + 1)[:, None]
    for name in ("train", "test"):
        savemat(tmp_path / f"{name}_32x32.mat", {"X": images, "y": labels})
    found = read_svhn(tmp_path)
    assert found.train_images.shape == (12, 32, 32, 3)
    assert found.train_labels.tolist() == (labels.ravel() % 10).tolist()
    np.testing.assert_array_equal(found.train_images[5], images[..., 5])


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"is not in"):
        READERS[name](tmp_path)


def test_labels_must_fit_the_images(tmp_path: Path) -> None:
    _mnist(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(_idx(np.zeros(3)))
    with pytest.raises(ValueError, match="20 images but 3 labels"):
        read_mnist(tmp_path)


def test_two_classes_keep_their_own_order_and_indices(tmp_path: Path) -> None:
    arrays = _mnist(tmp_path)
    pair = pick_two(read_mnist(tmp_path), (1, 2), train=5)
    labels = arrays["train-labels-idx1-ubyte"]
    chosen = np.flatnonzero(labels > 0)[:5]
    assert pair.train_targets.tolist() == np.where(labels[chosen] == 2, 1.0, -1.0).tolist()
    np.testing.assert_allclose(pair.train_inputs, arrays["train-images-idx3-ubyte"][chosen].reshape(5, -1) / 255)


def test_a_set_that_is_not_bundled_needs_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    two_class_images.cache_clear()
    with pytest.raises(FileNotFoundError, match=FOLDER_VARIABLE):
        two_class_images("cifar-10")
    with pytest.raises(ValueError, match="must be one of"):
        two_class_images("imagenet")
    _cifar(tmp_path)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    data = two_class_images("cifar-10")
    assert data.train_inputs.shape[1] == 3072
    assert set(data.train_targets) == {-1.0, 1.0}
    assert data.train_inputs.max() <= 1
    two_class_images.cache_clear()


def _svhn(folder: Path) -> None:
    images = RNG.integers(0, 256, (32, 32, 3, 6)).astype(np.uint8)
    for name in ("train", "test"):
        savemat(folder / f"{name}_32x32.mat", {"X": images, "y": (np.arange(6) % 10 + 1)[:, None]})


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


@pytest.mark.parametrize(
    ("name", "write", "file"),
    [
        ("mnist-files", _mnist, "train-images-idx3-ubyte"),
        ("mnist-files", partial(_mnist, compress=True), "t10k-labels-idx1-ubyte.gz"),
        ("cifar-10", _cifar, "data_batch_2.bin"),
        ("svhn", _svhn, "test_32x32.mat"),
    ],
)
def test_a_file_that_is_cut_short_is_named(tmp_path: Path, name: str, write: Callable[[Path], object], file: str) -> None:
    write(tmp_path)
    READERS[name](tmp_path)
    _cut(tmp_path / file)
    with pytest.raises(ValueError, match=file.removesuffix(".gz")):
        READERS[name](tmp_path)
    (tmp_path / file).write_bytes(b"<html>404</html>" * 50)
    with pytest.raises(ValueError, match=file.removesuffix(".gz")):
        READERS[name](tmp_path)


def test_files_under_each_others_names_are_told_apart(tmp_path: Path) -> None:
    _mnist(tmp_path)
    labels = tmp_path / "train-labels-idx1-ubyte"
    labels.write_bytes((tmp_path / "train-images-idx3-ubyte").read_bytes())
    with pytest.raises(ValueError, match="train-labels-idx1-ubyte should have 1 axes"):
        read_mnist(tmp_path)
    (tmp_path / "data_batch_1").write_bytes(b"\x80\x04pickled")
    with pytest.raises(FileNotFoundError, match="binary version"):
        read_cifar10(tmp_path)


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"X": np.zeros((32, 32, 3, 2), np.uint8)}, "should hold X and y"),
        ({"X": np.zeros((32, 32, 3, 2)), "y": np.ones((2, 1))}, "should hold bytes"),
        ({"X": np.zeros((16, 32, 3, 2), np.uint8), "y": np.ones((2, 1))}, "should hold bytes"),
        ({"X": np.zeros((32, 32, 3, 2), np.uint8), "y": np.ones((3, 1))}, "2 images but 3 labels"),
    ],
)
def test_an_svhn_file_with_other_contents_is_refused(tmp_path: Path, variables: dict[str, np.ndarray], message: str) -> None:
    savemat(tmp_path / "train_32x32.mat", variables)
    with pytest.raises(ValueError, match=f"train_32x32.mat.*{message}"):
        read_svhn(tmp_path)
