"""What can go wrong with a sweep, each with the exit status that ``catapult sweep`` gives it."""

from __future__ import annotations

__all__ = ["DamagedStoreError", "SpecificationError", "StoreError", "SweepError", "WorkerError", "WriteError"]


class SweepError(Exception):
    """A sweep could not start or finish; the message says why and what is saved."""

    exit_status = 1


class WorkerError(SweepError):
    """Workers died again and again, or compute with other versions than this process."""


class SpecificationError(SweepError):
    """The specification cannot be read or is not valid; the message names the key."""

    exit_status = 2


class StoreError(SweepError):
    """The output is no store of this sweep: made from another specification or other versions, in use, or not writable."""

    exit_status = 3


class DamagedStoreError(SweepError):
    """A finished block, a coordinate or what describes them is missing or not what was written; the message names the file."""

    exit_status = 4


class WriteError(SweepError):
    """The store could not be written (full disk); what was finished before is saved."""

    exit_status = 5
