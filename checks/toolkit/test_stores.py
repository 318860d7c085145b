"""What a store says its numbers mean is checked, and made again from the specification."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("zarr")
pytest.importorskip("pydantic")
pytest.importorskip("xarray")

from checks.toolkit.sweep_runs import files, marks, refused, write_specification
from numerics.diagram import PER_INITIALISATION, VARIABLES
from numerics.sweep.errors import DamagedStoreError, StoreError
from numerics.sweep.run import run_sweep
from numerics.sweep.specification import load_specification
from numerics.sweep.store import open_sweep

BLOCKS = 8


@pytest.mark.parametrize("name", ["phase", "final_loss", "initial_ntk", "finished"])
def test_a_flipped_bit_is_found_and_repaired(whole: tuple[Path, Path], copy: Path, name: str) -> None:
    victim = next(path for path in sorted((copy / name).rglob("c/**/*")) if path.is_file())
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 4
    victim.write_bytes(content)
    before = files(copy)
    specification = load_specification(whole[0])
    with pytest.raises(DamagedStoreError, match=str(victim.relative_to(copy))):
        run_sweep(specification, copy, workers=1)
    assert files(copy) == before
    assert run_sweep(specification, copy, workers=1, repair=True).computed == 1
    assert files(copy) == files(whole[1])


def test_a_missing_chunk_of_a_finished_block_is_found(whole: tuple[Path, Path], copy: Path) -> None:
    victim = next(path for path in sorted((copy / "peak_loss").rglob("c/**/*")) if path.is_file())
    victim.unlink()
    error = refused(whole[0], copy)
    assert error.exit_status == 4
    assert str(victim) in str(error)


def _coordinate(store: Path) -> Path:
    return next(path for path in (store / "learning_rate" / "c").iterdir())


def _edit_specification(store: Path) -> None:
    text = (store / "zarr.json").read_text()
    assert "5.0" in text
    (store / "zarr.json").write_text(text.replace("5.0", "7.0"))


def _edit_digest(store: Path) -> None:
    document = json.loads((store / "zarr.json").read_text())
    document["attributes"]["specification_sha256"] = "0" * 64
    (store / "zarr.json").write_text(json.dumps(document))


def _chunk_becomes_a_folder(store: Path) -> None:
    victim = next(path for path in sorted((store / "peak_loss").rglob("c/**/*")) if path.is_file())
    victim.unlink()
    victim.mkdir()


def _exchange_chunks(store: Path) -> None:
    one, other = [path for path in sorted((store / "final_loss").rglob("c/**/*")) if path.is_file()][:2]
    first, second = one.read_bytes(), other.read_bytes()
    assert first != second
    one.write_bytes(second)
    other.write_bytes(first)


MEANINGS = {
    "a coordinate deleted": lambda store: _coordinate(store).unlink(),
    "a coordinate cut short": lambda store: _coordinate(store).write_bytes(_coordinate(store).read_bytes()[:-3]),
    "a coordinate of another": lambda store: _coordinate(store).write_bytes((store / "replicate" / "c" / "0").read_bytes()),
    "the specification edited": _edit_specification,
    "its digest edited": _edit_digest,
    "no group metadata": lambda store: (store / "zarr.json").unlink(),
    "array metadata deleted": lambda store: (store / "phase" / "zarr.json").unlink(),
    "a unit edited": lambda store: (store / "phase" / "zarr.json").write_text(
        (store / "phase" / "zarr.json").read_text().replace("catapult", "monotone")
    ),
    "an array deleted": lambda store: shutil.rmtree(store / "initial_ntk"),
    "a chunk becomes a folder": _chunk_becomes_a_folder,
    "two chunks exchanged": _exchange_chunks,
    "a mark of another block": lambda store: (store / "finished" / "c" / "0" / "0").write_bytes(
        (store / "finished" / "c" / "0" / "1").read_bytes()
    ),
}


@pytest.mark.parametrize("unfinished", [0, 3], ids=["finished", "unfinished"])
@pytest.mark.parametrize("damage", MEANINGS)
def test_what_gives_the_numbers_their_meaning_is_under_a_digest(
    whole: tuple[Path, Path], copy: Path, damage: str, unfinished: int
) -> None:
    for name in sorted(marks(copy))[BLOCKS - unfinished :]:
        (copy / name).unlink()
    MEANINGS[damage](copy)
    before = files(copy)
    error = refused(whole[0], copy)
    assert error.exit_status == 4, error
    assert "--repair" in str(error)
    with pytest.raises(DamagedStoreError):
        open_sweep(copy)
    assert files(copy) == before
    run_sweep(load_specification(whole[0]), copy, workers=0, repair=True)
    assert files(copy) == files(whole[1])


def test_repair_leaves_a_damaged_store_of_another_sweep(copy: Path, tmp_path: Path) -> None:
    other = load_specification(write_specification(tmp_path, steps=41))
    (copy / "zarr.json").write_bytes((copy / "zarr.json").read_bytes()[:-9])
    before = files(copy)
    with pytest.raises(StoreError, match="no block of it is this specification's"):
        run_sweep(other, copy, workers=0, repair=True)
    assert files(copy) == before
    assert not list(copy.parent.glob(".*"))


def test_blocks_of_another_sweep_do_not_pass_for_ours(whole: tuple[Path, Path], copy: Path, tmp_path: Path) -> None:
    # Another seed, the same shapes: every chunk and every mark has the right checksum.
    text = whole[0].read_text().replace("seed = 3", "seed = 4")
    (tmp_path / "other.toml").write_text(text)
    run_sweep(load_specification(tmp_path / "other.toml"), tmp_path / "other.zarr", workers=0)
    for name in (*VARIABLES, *PER_INITIALISATION, "finished"):
        shutil.copytree(tmp_path / "other.zarr" / name / "c" / "0", copy / name / "c" / "0", dirs_exist_ok=True)
    assert "are not those that were written" in str(refused(whole[0], copy))
    run_sweep(load_specification(whole[0]), copy, workers=0, repair=True)
    assert files(copy) == files(whole[1])


def test_a_store_of_the_first_layout_isrefused(whole: tuple[Path, Path], copy: Path) -> None:
    document = json.loads((copy / "zarr.json").read_text())
    document["attributes"] = {key: document["attributes"][key] for key in ("specification", "specification_sha256", "versions")}
    (copy / "zarr.json").write_text(json.dumps(document | {"attributes": document["attributes"] | {"schema_version": 1}}))
    error = refused(whole[0], copy)
    assert (error.exit_status, "has layout 1" in str(error)) == (3, True)
