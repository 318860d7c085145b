"""What Coq says to an audit, made without Coq: the honest answers, to be changed by tests into dishonest ones."""

from __future__ import annotations

import re
from collections.abc import Mapping

from theory.provers.coq.audit import ALLOWED_AXIOMS, Audit

__all__ = ["CLOSED", "TYPES", "answers", "transcript"]

CLOSED = "Closed under the global context\n"
TYPES = {
    "ClassicalDedekindReals.sig_forall_dec": "\n  : forall P : nat -> Prop,\n    {n | ~ P n} + {forall n, P n}",
    "ClassicalDedekindReals.sig_not_dec": " : forall P : Prop, {~ ~ P} + {~ P}",
    "FunctionalExtensionality.functional_extensionality_dep": "\n  : forall f g,\n    (forall x, f x = g x) -> f = g",
    "Classical_Prop.classic": " : forall P : Prop, P \\/ ~ P",
}
"""The allowed axioms with their types, as Coq breaks the lines."""


def answers(audit: Audit) -> dict[str, str]:
    """An answer to each question of the audit: of the theorems, that they use all allowed axioms."""
    every = "Axioms:\n" + "".join(f"{name}{kind}\n" for name, kind in TYPES.items())
    found = dict.fromkeys(audit.theorems, every)
    for name, axioms in audit.known.items():
        lines = [f"{axiom}{TYPES.get(axiom, ' : 1 = 2')}\n" for axiom in axioms]
        found[name] = "".join(["Axioms:\n", *lines]) if lines else CLOSED
    assert found.keys() == set(audit.asked)
    assert TYPES.keys() == ALLOWED_AXIOMS.keys()
    return found


def transcript(audit: Audit, said: Mapping[str, str]) -> str:
    """The output of Coq that gives these answers; the products are computed from the text of the file."""
    factors = re.findall(r"^Eval compute in (\d+) \* (\d+)\.$", audit.text, re.MULTILINE)
    products = [int(left) * int(right) for left, right in factors]
    parts = [f"     = {product}\n     : nat\n{said[name]}" for product, name in zip(products, audit.asked, strict=False)]
    return "".join([*parts, f"     = {products[-1]}\n     : nat\n"])
