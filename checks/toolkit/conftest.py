"""Stores that several files of tests damage, each its own copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks.toolkit.sweep_runs import finish, write_specification


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A specification and its store, made without interruption."""
    folder = tmp_path_factory.mktemp("whole")
    specification = write_specification(folder)
    assert finish(specification, folder / "whole.zarr", "--quiet") == (0, "")
    return specification, folder / "whole.zarr"


@pytest.fixture
def copy(whole: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the finished store, to be damaged."""
    return Path(shutil.copytree(whole[1], tmp_path / "copy.zarr"))
