"""Hypothesis profiles, deep tests, and the ledger of what a session has verified, printed at its end."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=20, deadline=None, database=None, derandomize=True)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=60)
settings.register_profile(
    "deep", max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=True
)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # which a shell says to what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)

_COLUMNS = 132
_DEEP = bool(os.environ.get("CI_DEEP"))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "deep" if _DEEP else "dev"))


@pytest.fixture
def one_thread() -> Iterator[None]:
    """PyTorch on one thread, for the nets of tests are small."""
    torch = pytest.importorskip("torch")
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(autouse=True)
def own_records(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a test proves or searches with parts replaced is no record for anybody else; what Coq has checked is one for all."""
    from theory import records

    kept = records.path_of
    own = tmp_path_factory.getbasetemp() / "records" / sha256(request.node.nodeid.encode()).hexdigest()

    def path_of(kind: str, name: str) -> Path:
        return kept(kind, name) if kind in ("kernel", "compiled") else own / kind / f"{name}.json"

    monkeypatch.setattr(records, "path_of", path_of)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip deep tests unless they are asked for."""
    for item in items:
        if not _DEEP and item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="deep: run with CI_DEEP=1"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the ledger of the claims that this session verified, whichever process did it."""
    recorded = {}
    for report in (report for reports in terminalreporter.stats.values() for report in reports):
        for name, value in getattr(report, "user_properties", ()):
            if name == "ledger":
                recorded[value["row"]["claim"]] = value
    if not recorded:
        return
    # Only now, so that a session without theorems does not pay for these imports.
    from checks.cli.ledger_lines import ledger_lines
    from checks.ledger.table import summary_line
    from theory.claims import all_claims

    rows = [recorded[item.id]["row"] for item in all_claims() if item.id in recorded]
    terminalreporter.section("ledger")
    for line in ledger_lines(rows, _COLUMNS):
        terminalreporter.write_line(line.plain)
    for reason in dict.fromkeys(reason for value in recorded.values() for reason in value["skipped"]):
        terminalreporter.write_line(f"not checked here: {reason}")
    terminalreporter.write_line(summary_line(rows))
