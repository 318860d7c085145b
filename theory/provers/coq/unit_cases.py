"""Units with cases in Coq: what they test, and their output and slopes in each case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sympy import Expr, Ge, Gt, Le, Lt, Piecewise, Symbol, default_sort_key, diff, piecewise_fold
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanTrue

from theory.models.occurring import occurring
from theory.models.unit import UnitModel
from theory.provers.coq.named import named
from theory.provers.coq.printer import coq_term

__all__ = ["CasedUnit", "cased", "derivative_proof", "each_case"]


@dataclass(frozen=True)
class CasedUnit:
    """A unit that tests signs of polynomials, in Coq terms.

    Attributes
    ----------
    tests
        What is tested for its sign.
    strict
        Whether each of them must be above 0, or not below it.
    value
        The output, where ``t k`` says whether test k holds.
    slopes
        Its derivatives in that case.
    """

    tests: tuple[str, ...]
    strict: tuple[bool, ...]
    value: str
    slopes: tuple[str, ...]

    @property
    def text(self) -> str:
        """The definitions that a model is made of."""
        holds = [f"{'above' if strict else 'not_below'} (test p {k}%nat)" for k, strict in enumerate(self.strict)]
        return (
            f"Definition test (p : nat -> R) (k : nat) : R := match k with {_arms(self.tests)} | _ => 0 end.\n"
            f"Definition holds (p : nat -> R) (k : nat) : bool := match k with {_arms(holds)} | _ => false end.\n"
            f"Definition value (t : nat -> bool) (p : nat -> R) : R := {self.value}.\n"
            "Definition slopes (t : nat -> bool) (p : nat -> R) (j : nat) : R := "
            f"match j with {_arms(self.slopes)} | _ => 0 end.\n"
        )

    @property
    def ties(self) -> str:
        """Where two cases may meet, a predicate of the weights of one unit."""
        return f"(tied {len(self.tests)} test)"

    def ties_in(self, module: str) -> str:
        """The same where the definitions of its module have their full names."""
        return f"(UnitCases.tied {len(self.tests)} {module}.test)"


def _arms(terms: tuple[str, ...] | list[str]) -> str:
    return " | ".join(f"{number}%nat => {term}" for number, term in enumerate(terms))


_SIGNS: Mapping[type, Callable[[Relational], tuple[Expr, bool]]] = {
    Gt: lambda relation: (relation.lhs - relation.rhs, True),
    Ge: lambda relation: (relation.lhs - relation.rhs, False),
    Lt: lambda relation: (relation.rhs - relation.lhs, True),
    Le: lambda relation: (relation.rhs - relation.lhs, False),
}


@lru_cache(maxsize=64)
def cased(unit: UnitModel, names: tuple[tuple[str, str], ...]) -> CasedUnit:
    """How a unit reads that is a polynomial in each of several cases.

    Parameters
    ----------
    unit
        The model.
    names
        (symbol, Coq term) for each of its weights.

    Raises
    ------
    TypeError
        If it is no such unit, or a condition is no comparison of two polynomials.
    """
    if not unit.pieces:
        raise TypeError(f"no Coq model of {unit.output}: it is no polynomial in each of its cases")
    conditions = {condition for part in unit.output.atoms(Piecewise) for _, condition in part.args}
    asked = sorted((c for c in conditions if not isinstance(c, BooleanTrue)), key=default_sort_key)
    if not all(type(c) in _SIGNS and all(side.is_polynomial(*unit.coordinates) for side in c.args) for c in asked):
        raise TypeError(f"no Coq model of {unit.output}: a condition is no comparison of two polynomials")
    signs = [_SIGNS[type(condition)](condition) for condition in asked]
    read = _Reader(dict(names), {condition: f"t {k}%nat" for k, condition in enumerate(asked)})
    return CasedUnit(
        tuple(coq_term(test, dict(names)) for test, _ in signs),
        tuple(strict for _, strict in signs),
        read.term(unit.output),
        tuple(read.term(diff(unit.output, p)) for p in unit.coordinates),
    )


@dataclass(frozen=True)
class _Reader:
    names: Mapping[str, str]
    tests: Mapping[Relational, str]

    def term(self, expression: Expr) -> str:
        """The Coq term of an expression, its cases as choices between terms."""
        parts = sorted(expression.atoms(Piecewise), key=default_sort_key)
        letters = {part: Symbol(f"case {number}", real=True) for number, part in enumerate(parts)}
        texts = {letters[part].name: self._choice(part) for part in parts}
        return coq_term(expression.xreplace(letters), {**self.names, **texts})

    def _choice(self, part: Piecewise) -> str:
        *cases, (last, otherwise) = part.args
        if not isinstance(otherwise, BooleanTrue):
            raise TypeError(f"no Coq model of {part}: its last case has a condition")
        text = self.term(last)
        for value, condition in reversed(cases):
            text = f"(if {self.tests[condition]} then {self.term(value)} else {text})"
        return text


def derivative_proof(unit: UnitModel, found: CasedUnit) -> str:
    """The lemma that the slopes are the derivatives wherever no two cases meet, with its proof."""
    tests, count = len(found.tests), len(unit.coordinates)
    known = "".join(f" rewrite ?(H {k}%nat) by lia." for k in range(tests))
    each = f"do {count} (destruct j as [|j]; [{{}}|]); lia"
    tested = each.format("unfold test, with_value; simpl; auto_derive; exact I")
    chosen = "repeat match goal with |- context [if t ?k then _ else _] => destruct (t k) end"
    slope = each.format(f"unfold value, slopes, with_value; simpl; {chosen}; (auto_derive; [exact I|field])")
    return (
        f"Lemma derivable : differentiable_off model {found.ties}.\nProof.\n"
        f"  apply (cases_differentiable model {tests} test holds value slopes).\n"
        "  - intros p. reflexivity.\n  - intros p j. reflexivity.\n"
        f"  - intros p k H. do {tests} (destruct k as [|k]; [first [left; reflexivity|right; reflexivity]|]). lia.\n"
        f"  - intros t u p H. unfold value.{known} reflexivity.\n"
        f"  - intros p k j K J. cbn [m model] in J. do {tests} (destruct k as [|k]; [{tested}|]). lia.\n"
        f"  - intros t p j J. cbn [m model] in J. {slope}.\nQed.\n"
    )


def each_case(unit: UnitModel) -> str:
    """Sentences that leave one goal for each case of a unit that occurs; nothing, if it has none."""
    if not named(unit.output).has(Piecewise):
        return ""
    choice = "match goal with |- context [if ?b then _ else _] => destruct b end"
    if len(occurring(unit.output)) == len(piecewise_fold(unit.output).args):
        return f" try unfold dphi. unfold slopes. try unfold value. repeat {choice}."
    choice = choice.replace("destruct b", "let E := fresh in destruct b eqn:E")
    return f" try unfold dphi. unfold slopes. try unfold value. repeat {choice}. all: try (exfalso; {_CONTRADICT})."


_CONTRADICT = (
    "unfold holds, test, above, not_below in *; cbv beta iota in *; repeat match goal with\n"
    "    | H : context [Rlt_dec ?x ?y] |- _ => destruct (Rlt_dec x y)\n"
    "    | H : context [Rle_dec ?x ?y] |- _ => destruct (Rle_dec x y) end;\n"
    "    try discriminate; lra"
)
