"""The README says what is so: its commands, its example, its excerpt of the ledger."""

import re
import subprocess
import sys
from pathlib import Path

from checks.expected import expected_verdicts

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_exactly_two_set_up_commands():
    block = README.split("## Set-up")[1].split("```")[1]
    assert block.split("\n")[1:-1] == [
        'python -m pip install -e ".[all]" && catapult verify',
        'python -m pip install -e ".[all]" && pytest checks/',
    ]


def test_the_example_runs(tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(code.splitlines()) < 30
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "H <= theta2**2/12" in done.stdout


def test_the_excerpt_of_the_ledger_has_the_expected_verdicts():
    verdicts = expected_verdicts()
    block = README.split("## The ledger")[1].split("```")[1].strip().splitlines()
    rows = [line.split() for line in block[1 : block.index("…")]]
    assert len(rows) > 10
    for claim_id, _, verdict, *_ in rows:
        assert verdicts[claim_id].startswith(verdict), claim_id
    shown = [row[0] for row in rows]
    assert shown == [name for name in verdicts if name in shown], "the order of the ledger"


def test_links_and_pictures_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (Path(__file__).parents[2] / target).exists(), target
