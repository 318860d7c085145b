"""Fetching image sets, from a server on this machine: checked sums, refused files, and what is told without the extra."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from numerics.datasets.fetch import SOURCES, fetch
from numerics.datasets.files import READERS

RNG = np.random.default_rng(7)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _idx(array: np.ndarray) -> bytes:
    header = bytes((0, 0, 8, array.ndim)) + b"".join(int(size).to_bytes(4, "big") for size in array.shape)
    return header + array.astype(np.uint8).tobytes()


def _standard_files(name: str) -> dict[str, bytes]:
    """Small files in the standard formats, under the names of `SOURCES`."""
    if name == "cifar-10":
        rows = RNG.integers(0, 10, (6, 3073)).astype(np.uint8)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            for file in ("data_batch_1.bin", "test_batch.bin"):
                member = tarfile.TarInfo(f"cifar-10-batches-bin/{file}")
                member.size = rows.nbytes
                archive.addfile(member, io.BytesIO(rows.tobytes()))
        return {"cifar-10-binary.tar.gz": packed.getvalue()}
    if name == "svhn":
        stream = io.BytesIO()
        savemat(stream, {"X": RNG.integers(0, 256, (32, 32, 3, 6)).astype(np.uint8), "y": np.arange(1, 7)[:, None]})
        return dict.fromkeys(SOURCES["svhn"][1], stream.getvalue())
    images, labels = RNG.integers(0, 256, (6, 28, 28)), np.arange(6)
    return {file: gzip.compress(_idx(images if "images" in file else labels)) for file in SOURCES[name][1]}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which its files are served."""
    folder = tmp_path / "served"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def _offer(served: tuple[Path, str], name: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Serve small files under the names of a set, with their own sums."""
    folder, address = served
    files = _standard_files(name)
    assert set(files) == set(SOURCES[name][1])
    for file, content in files.items():
        (folder / file).write_bytes(content)
    sums = {file: hashlib.md5(content).hexdigest() for file, content in files.items()}
    monkeypatch.setitem(SOURCES, name, (address, sums))
    return files


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_what_is_fetched_is_checked_and_can_be_read(
    served: tuple[Path, str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pooch")
    files = _offer(served, name, monkeypatch)
    there = fetch(name, tmp_path / "here")
    assert len(READERS[name](there).train_labels) == 6
    for file in files:
        # The second time nothing is downloaded: the server has nothing left.
        (served[0] / file).unlink()
    assert fetch(name, tmp_path / "here") == there


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_file_with_another_sum_is_named_and_not_kept(
    served: tuple[Path, str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pooch")
    files = _offer(served, name, monkeypatch)
    file = sorted(files)[-1]
    (served[0] / file).write_bytes(files[file] + b"more")
    with pytest.raises(ValueError, match=f"(?s){file}.*does not match"):
        fetch(name, tmp_path / "here")
    assert not (tmp_path / "here" / file).exists()


def test_a_server_without_the_file_is_an_os_error(
    served: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pooch")
    _offer(served, "svhn", monkeypatch)
    (served[0] / "test_32x32.mat").unlink()
    with pytest.raises(OSError, match=r"test_32x32\.mat"):
        fetch("svhn", tmp_path / "here")


def test_without_pooch_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pooch", None)
    with pytest.raises(ImportError, match=r"catapult-verify\[data\]"):
        fetch("svhn", tmp_path)


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must be one of"):
        fetch("imagenet", tmp_path)


def test_every_set_that_can_be_fetched_can_be_read() -> None:
    assert set(SOURCES) == set(READERS)
    for _, files in SOURCES.values():
        assert all(len(digest) == 32 for digest in files.values())
