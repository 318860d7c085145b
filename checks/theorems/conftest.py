"""Hands the rows of verified claims to the report of the test that verified them; reports also travel between processes."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from checks.ledger.short import short_rows
from checks.ledger.table import skipped_reasons
from checks.theorems.sides import VERIFIED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Attach what the test has verified to its report, also if it fails."""
    VERIFIED.clear()
    try:
        return (yield)
    finally:
        for entry in VERIFIED:
            row = {"row": short_rows([entry])[0], "skipped": skipped_reasons([entry])}
            item.user_properties.append(("ledger", row))  # type: ignore[arg-type]  # typed as text, carried as plain data
