"""What is written down does not depend on what a process did before, on hash seeds, or on what else was measured."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from checks.toolkit.commands import ROOT
from theory.claims import claim
from theory.provers.proof import prove_by_smt

CODE = """
import sys
from theory.claims import claim
from theory.provers.proof import prove_by_smt
for name in sys.argv[1:]:
    sys.stdout.write(prove_by_smt(name, claim(name).statements[0]).artefact)
"""


@pytest.mark.skipif(find_spec("z3") is None, reason="Z3 is absent")
def test_queries_are_the_same_whatever_was_asked_before_and_for_every_hash_seed() -> None:
    texts = []
    for name in ("CAT-MONO", "LIN-SUB"):
        proof = prove_by_smt(name, claim(name).statements[0])
        assert proof is not None
        texts.append(proof.artefact)
    again = prove_by_smt("CAT-MONO", claim("CAT-MONO").statements[0])
    assert again is not None
    assert again.artefact == texts[0]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", CODE, "LIN-SUB", "CAT-MONO"]
    alone = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    assert alone.stdout == "".join(reversed(texts))
