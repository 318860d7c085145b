"""Printing SymPy as Coq: what is printed keeps its meaning, and what has no counterpart is refused."""

import pytest
from sympy import Equivalent, Integer, Symbol, symbols

from theory.provers.coq.printer import coq_prop, coq_term

k = Symbol("k", integer=True, positive=True)
x, p = Symbol("x", real=True), Symbol("p", positive=True)
NAMES = {"k": "(INR (depth N))", "x": "x", "p": "p", "j": "j", "c": "c"}


def test_a_power_of_the_degree_is_a_whole_power():
    assert coq_term(x ** (k - 1), NAMES) == "(x ^ ((depth N) - 1))"
    assert coq_term(p ** (2 - k), NAMES) == "(p ^ 2 / p ^ (depth N))"
    assert coq_term(k ** (2 - k), NAMES) == "((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N))"


@pytest.mark.parametrize(
    "power",
    [
        x ** (k - 2),  # Coq's k - 2 is 0 for k = 1
        x ** (2 - k),  # 1/0 for x = 0
        x ** (2 * k),
        p ** symbols("c", real=True),  # not a whole number
        p ** (Symbol("j", integer=True) - 1),  # may be negative
        Integer(2) ** (k + 1),
    ],
)
def test_other_symbolic_powers_are_refused(power):
    with pytest.raises(TypeError, match="no Coq term"):
        coq_term(power, NAMES)


def test_a_degree_that_coq_has_only_as_a_real_is_no_exponent():
    with pytest.raises(TypeError, match="no Coq term"):
        coq_term(x ** (k - 1), {"x": "x", "k": "degree"})


def test_three_sentences_are_equivalent_if_all_agree():
    """Coq reads A <-> B <-> C as A <-> (B <-> C), which holds where A alone does."""
    below, above, other = x < 0, x > 1, x < p
    assert coq_prop(Equivalent(below, above), NAMES).count("<->") == 1
    first, second = coq_prop(Equivalent(below, above, other), NAMES).split(" /\\ ")
    assert first.count("<->") == second.count("<->") == 1
    assert first.split(" <-> ")[0] == second.split(" <-> ")[0]
