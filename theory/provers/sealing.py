"""A seal on what the provers issued, so that a proof that was put together or changed elsewhere is told from a real one.

The seal is a keyed hash of all that a proof says. The key is the one that Python gives to a process and to those it starts
itself (``authkey`` of `multiprocessing`), so what a worker proved is believed where its result arrives, and nowhere else. It
guards against mistakes and ordinary code; nothing can guard a process against code that runs in it and means harm.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from multiprocessing import current_process
from typing import Any

__all__ = ["seal_of"]


def seal_of(kind: str, content: Mapping[str, Any]) -> str:
    """The seal of a value of some kind with this content: text, numbers, and tuples of them.

    Raises
    ------
    TypeError
        If the content holds anything else.
    """
    text = json.dumps([kind, sorted(content.items())])
    return hmac.new(bytes(current_process().authkey), text.encode(), sha256).hexdigest()
