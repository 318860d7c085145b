"""What says what a store's numbers mean is itself under a digest: specification, versions, array metadata, coordinates.

The group's ``zarr.json`` holds the SHA-256 of every other file of the empty store, and of itself without that one entry; and
it is written in one way only, so that each of its bytes counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from numerics.arguments import shown
from numerics.sweep.errors import DamagedStoreError, StoreError
from numerics.whole_file import write_whole

__all__ = ["GROUP", "SCHEMA_VERSION", "checked_attributes", "group_attributes", "heal", "regular", "seal", "sealed_files"]

SCHEMA_VERSION = 2
GROUP = "zarr.json"
_OWN, _OTHERS = "sha256", "files_sha256"
_REPAIR = "nothing was changed; --repair makes it again"


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=True, allow_nan=False) + "\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _own_digest(document: dict[str, Any]) -> str:
    attributes = {key: value for key, value in document["attributes"].items() if key != _OWN}
    return _digest(_text(document | {"attributes": attributes}).encode())


def sealed_files(store: Path) -> list[Path]:
    """The files of an empty store but the group's, sorted."""
    return sorted(path for path in store.rglob("*") if path.is_file() and path != store / GROUP)


def seal(store: Path) -> None:
    """Write the digests of all files of an empty store into its ``zarr.json``."""
    document = json.loads((store / GROUP).read_text(encoding="utf-8"))
    files = {path.relative_to(store).as_posix(): _digest(path.read_bytes()) for path in sealed_files(store)}
    document["attributes"][_OTHERS] = files
    document = {key: value for key, value in document.items() if value is not None}  # some versions of Zarr write such keys
    document["attributes"][_OWN] = _own_digest(document)
    write_whole(store / GROUP, _text(document))


def regular(path: Path) -> bool:
    """Whether there is a regular file (or a link to one), not a folder, pipe or device, nor a file where a folder should be."""
    try:
        return path.is_file()
    except OSError:
        return False


def checked_attributes(store: Path) -> dict[str, Any]:
    """The attributes of a store, after every file that is under a digest was compared with it.

    Raises
    ------
    StoreError
        If it is no store of a sweep, or one of another layout.
    DamagedStoreError
        If what says what the numbers mean is missing or is not what was written; the message names the file.
    """
    attributes = group_attributes(store)
    for name, wanted in attributes[_OTHERS].items():
        path = store / name
        if not regular(path):
            raise DamagedStoreError(f"{path} is missing; {_REPAIR}")
        try:
            found = _digest(path.read_bytes())
        except OSError as error:
            raise DamagedStoreError(f"{path} cannot be read ({error.strerror or error}); nothing was changed") from error
        if found != wanted:
            raise DamagedStoreError(f"{path} is not what was written; {_REPAIR}")
    return attributes


def group_attributes(store: Path) -> dict[str, Any]:
    """The attributes of a store, after its own ``zarr.json`` was compared with its digest; as `checked_attributes`."""
    if not os.path.lexists(store):
        raise StoreError(f"{store} does not exist")
    if not os.path.isdir(store) or not (os.path.lexists(store / GROUP) or os.path.lexists(store / "finished")):
        raise StoreError(f"{store} exists and is not a store of a sweep; nothing was changed")
    path = store / GROUP
    try:
        if not regular(path):
            raise ValueError("missing, or no file")
        content = path.read_bytes()
        document = json.loads(content.decode("utf-8"))
        attributes = document["attributes"]
        if _OWN not in attributes and type(attributes.get("schema_version")) is int and "specification" in attributes:
            version = attributes["schema_version"]
            raise StoreError(f"{store} has layout {version}, this version writes {SCHEMA_VERSION}: use another --out")
        if _own_digest(document) != attributes[_OWN] or content != _text(document).encode():
            raise ValueError("not what was written")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if not os.path.lexists(store / "finished"):
            raise StoreError(f"{store} exists and is not a store of a sweep; nothing was changed") from error
        raise DamagedStoreError(f"{path} is damaged ({error}); {_REPAIR}") from error
    version = attributes["schema_version"]
    if type(version) is not int or version != SCHEMA_VERSION:  # True == 1 == 1.0
        raise StoreError(f"{store} has layout {shown(version)}, this version reads {SCHEMA_VERSION}; nothing was changed")
    return dict(attributes)


def heal(store: Path, draft: Path) -> None:
    """Put the files of an empty store in the place of those of a store, the group's last."""
    for source in (*sealed_files(draft), draft / GROUP):
        path = store / source.relative_to(draft)
        content = source.read_bytes()
        if regular(path) and path.read_bytes() == content:
            continue
        for above in reversed(path.relative_to(store).parents[:-1]):
            if os.path.lexists(store / above) and not (store / above).is_dir():
                (store / above).unlink()
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
