"""Fetching the standard files of an image set, where there is a network; every file is checked against its published MD5 sum."""

from __future__ import annotations

from pathlib import Path

__all__ = ["SOURCES", "fetch"]

_MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/"
_FASHION = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"
_HOUSES = "http://ufldl.stanford.edu/housenumbers/"

SOURCES: dict[str, tuple[str, dict[str, str]]] = {
    "mnist-files": (
        _MNIST,
        {
            "train-images-idx3-ubyte.gz": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
            "train-labels-idx1-ubyte.gz": "d53e105ee54ea40749a09fcbcd1e9432",
            "t10k-images-idx3-ubyte.gz": "9fb629c4189551a2d022fa330f9573f3",
            "t10k-labels-idx1-ubyte.gz": "ec29112dd5afa0611ce80d1b7f02629c",
        },
    ),
    "fashion-mnist-files": (
        _FASHION,
        {
            "train-images-idx3-ubyte.gz": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
            "train-labels-idx1-ubyte.gz": "25c81989df183df01b3e8a0aad5dffbe",
            "t10k-images-idx3-ubyte.gz": "bef4ecab320f06d8554ea6380940ec79",
            "t10k-labels-idx1-ubyte.gz": "bb300cfdad3c16e7a12a480ee83cd310",
        },
    ),
    "cifar-10": ("https://www.cs.toronto.edu/~kriz/", {"cifar-10-binary.tar.gz": "c32a1d4ab5d03f1284b67883e8d87530"}),
    "svhn": (
        _HOUSES,
        {
            "train_32x32.mat": "e26dedcc434d2e4c54c9b2d4a06d8373",
            "test_32x32.mat": "eb5a983be6a315427106f1b164d9cef3",
        },
    ),
}
"""Address and MD5 sums of the files of each set, by the name of its reader."""


def fetch(name: str, folder: Path) -> Path:
    """Download the files of an image set into a folder, unless they are there, and return the folder that its reader reads.

    Parameters
    ----------
    name
        A key of `SOURCES`.
    folder
        Where to put them.

    Raises
    ------
    ImportError
        If pooch is not installed.
    OSError
        If a file cannot be downloaded.
    ValueError
        If there is no set of that name, or a file is not the published one: the message names it, and it is not kept.
    """
    if name not in SOURCES:
        raise ValueError(f"name must be one of {', '.join(SOURCES)}, not {name!r}")
    try:
        import pooch
    except ImportError as error:
        raise ImportError('fetching needs pooch: pip install "catapult-verify[data]"') from error
    base, files = SOURCES[name]
    store = pooch.create(path=folder, base_url=base, registry={file: f"md5:{digest}" for file, digest in files.items()})
    for file in files:
        if file.endswith(".tar.gz"):
            extracted = store.fetch(file, processor=pooch.Untar(extract_dir="cifar-10"))
            return Path(extracted[0]).parent
        store.fetch(file)
    return folder
