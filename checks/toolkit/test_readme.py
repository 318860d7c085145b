"""The README says what is so: its commands, its example, its excerpt of the ledger."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from checks.ledger.table import summary_line
from checks.verdict.expected import expected_verdicts
from theory.claims import all_claims
from theory.provers.coq.checker import available

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_exactly_two_set_up_commands():
    block = README.split("## Set-up")[1].split("```")[1]
    assert block.split("\n")[1:-1] == [
        'python -m pip install -e ".[all]" && catapult verify',
        'python -m pip install -e ".[all]" && pytest checks/',
    ]


EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)


def test_every_block_is_run():
    blocks = Counter(re.findall(r"^```(\w*)\n", README, re.MULTILINE))
    assert blocks["python"] == blocks["text"] == len(EXAMPLES)
    assert set(blocks) == {"python", "text", ""}


@pytest.mark.parametrize(("code", "told"), EXAMPLES, ids=lambda text: text.splitlines()[-1][:20])
def test_what_an_example_prints(code, told, tmp_path):
    if "import torch" in code:
        pytest.importorskip("torch")
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    for line in told.splitlines():
        wanted = line if available() else line.replace("proved, by certificate, coq", "certified, by certificate")
        assert re.search("^" + re.escape(wanted).replace("…", ".*") + "$", done.stdout, re.MULTILINE), done.stdout


def test_the_excerpt_of_the_ledger_has_the_expected_verdicts():
    verdicts, sources = expected_verdicts(), {item.id: item.source.paper for item in all_claims()}
    block = README.split("## The ledger")[1].split("```")[1].strip().splitlines()
    rows = [re.split(r"  +", line) for line in block[1 : block.index("…")]]
    assert len(rows) > 10
    for claim_id, source, verdict, *more in rows:
        word, _, hypotheses = verdicts[claim_id].partition(": ")
        assert (source, verdict) == (sources[claim_id], word)
        assert not hypotheses or more[-1] == f"with {hypotheses}"
    shown = [row[0] for row in rows]
    assert shown == [name for name in verdicts if name in shown], "the order of the ledger"
    assert block[-1] == summary_line([{"verdict": verdict} for verdict in verdicts.values()])


def test_links_and_pictures_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (Path(__file__).parents[2] / target).exists(), target
