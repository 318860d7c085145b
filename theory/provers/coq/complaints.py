"""Whether the program that is called as Coq judges at all: a true equation and a false one, drawn anew, tell.

With the true one stand paradoxes that have to be refused.
"""

from __future__ import annotations

from random import SystemRandom

from theory.provers.coq.audit import REFUSED
from theory.provers.coq.workshop import Workshop

__all__ = ["complaint"]


def complaint(workshop: Workshop) -> str:
    """Have a true and a false theorem compiled, in any order; return what is wrong with the answers, or an empty text."""
    draw = SystemRandom()
    left, right = draw.sample(range(20, 60), 2)
    wrong = left * right + draw.choice((-1, 1))
    for value, true in draw.sample([(left * right, True), (wrong, False)], 2):
        name = f"t{draw.getrandbits(64):016x}"
        lines = [f"Theorem {name} : {left} * {right} = {value}.", "Proof. reflexivity. Qed."]
        text = "\n".join([*lines, *(refused.format(name=f"{name}_") for refused in REFUSED), ""])
        (workshop.folder / f"{name}.v").write_text(text, encoding="utf-8")
        _, _, message = workshop.run(name)
        if true and message:
            return f"coqc refuses a true equation, or accepts a paradox: {message}"
        if not true and (not message or (workshop.folder / f"{name}.vo").exists()):
            return "coqc accepts a false equation"
    return ""
