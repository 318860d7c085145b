"""A sentence about real numbers, and certificates that show it, as Coq files: the sentence is printed, the proof may fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sympy import Eq, Expr, Integer, Ne, Pow, Rational, Symbol, to_nnf, together, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, Not

from theory.certificates.algebra import Algebra, Implied
from theory.conjectures.implied import goals, read, signs
from theory.provers.coq.added import Addition
from theory.provers.coq.library import CoqStatement
from theory.provers.coq.printer import coq_prop, coq_term

__all__ = ["algebra"]

_HEAD = "Require Import Reals Lra Psatz.\nOpen Scope R_scope.\n\n"
_DECIDE = "first [assumption|lra|nra|intro; lra|intro; nra]"


def algebra(sentence: Algebra) -> Addition | None:
    """The Coq files of a sentence; None if there is no proof of its form.

    Its proof is generated from certificates with rational numbers, for relations and several of them.
    """
    symbols = {symbol for part in (*sentence.given, *(goal for goal, _ in sentence.shown)) for symbol in part.free_symbols}
    variables = tuple(sorted(symbols, key=str))
    names = {symbol.name: f"x{number}" for number, symbol in enumerate(variables)}
    printed = _Printed(variables, names, tuple(part for part in sentence.given if part is not true))
    try:
        stated, proof = printed.statement(sentence), printed.proof(sentence)
    except (TypeError, KeyError, _NoProofError):
        return None
    name = f"ALGEBRA_{sha256(f'{stated}{proof}'.encode()).hexdigest()[:16]}"
    text = f"Module {name}.\n{stated}End {name}.\n"
    item = CoqStatement(name, 1, name, "", name, f"{name}_proof", str(sentence), written=text)
    proved = f"Theorem {name} : {name}.statement.\n{proof}Theorem {name}_witness : {name}.nonvacuous.\n{printed.met(sentence)}"
    return Addition(
        item,
        (
            (f"theories/kernel_only/{name}.v", f"{_HEAD}{item.text}"),
            (f"theories/theorems/{name}_proof.v", f"{_HEAD}From Catapult Require Import {name}.\n\n{proved}"),
        ),
    )


class _NoProofError(Exception):
    """The certificates are of no form of which a proof is printed."""


@dataclass(frozen=True)
class _Printed:
    """The sentence in Coq's terms: its variables, their names, and what is assumed."""

    variables: tuple[Symbol, ...]
    names: Mapping[str, str]
    given: tuple[Boolean, ...]

    @property
    def assumed(self) -> tuple[Boolean, ...]:
        """What is given, and the declared signs."""
        return (*self.given, *(sign for symbol in self.variables for sign in signs(symbol)))

    @property
    def binders(self) -> str:
        return f"({' '.join(self.names.values())} : R)" if self.names else ""

    def term(self, expression: Expr) -> str:
        return coq_term(expression, self.names)

    def statement(self, sentence: Algebra) -> str:
        said = " /\\ ".join(f"({coq_prop(goal, self.names)})" for goal, _ in sentence.shown if goal is not true)
        fields = ";\n".join(f"  given_{k} : {coq_prop(part, self.names)}" for k, part in enumerate(self.assumed))
        arguments = " ".join(self.names.values())
        if not said or not arguments:
            raise _NoProofError
        return (
            f"Record hypotheses {self.binders} : Prop := Hypotheses {{\n{fields} }}.\n"
            f"Definition statement : Prop := forall {self.binders}, hypotheses {arguments} ->\n"
            f"  {said}.\n"
            f"Definition nonvacuous : Prop := exists {self.binders}, hypotheses {arguments}.\n"
        )

    def met(self, sentence: Algebra) -> str:
        values = ", ".join(self.term(Rational(sentence.witness.get(symbol, Integer(1)))) for symbol in self.variables)
        return f"Proof. exists {values}. constructor; {_DECIDE}. Qed.\n"

    def proof(self, sentence: Algebra) -> str:
        fixed = [part for part in self.given if isinstance(part, Eq) and part.lhs.is_Symbol and part.rhs.is_Rational]
        lines = [f"Proof.\n  intros {' '.join(self.names.values())} H. destruct H."]
        lines += [f"  subst {self.names[part.lhs.name]}." for part in fixed]
        values = {part.lhs: part.rhs for part in fixed}
        for goal, certificates in sentence.shown:
            lines += [] if goal is true else self._goal(goal, list(certificates), values)
        return "\n".join([*lines, "  repeat split; assumption.\nQed.\n"])

    def _goal(self, goal: Boolean, certificates: list[Implied], values: Mapping[Symbol, Expr]) -> Iterator[str]:
        """Each relation of a goal, shown."""
        known = {**self.names, **{symbol.name: self.term(value) for symbol, value in values.items()}}
        for premises, relation in goals(to_nnf(goal, simplify=False)):
            if premises:
                raise _NoProofError
            wanted, used = relation.subs(values), []
            while certificates and certificates[0].relation == wanted:
                used.append(certificates.pop(0))
            yield f"  assert ({coq_prop(relation, known)}).\n  {{ {self._relation(wanted, used)}. }}"

    def _relation(self, relation: Boolean, certificates: Sequence[Implied]) -> str:
        if not certificates:
            return _DECIDE
        if isinstance(relation, Eq) and len(certificates) == 2:
            return f"apply Rle_antisym; [{self._nonnegative(certificates[1], -1)}|{self._nonnegative(certificates[0], 1)}]"
        (one,) = certificates[:1]
        return self._contradicted(one) if one.by_contradiction else self._nonnegative(one, 1)

    def _contradicted(self, one: Implied) -> str:
        start = "intro C" if isinstance(one.relation, Ne) else "apply Rnot_le_lt; intro C"
        facts = self._facts(one, (Not(one.relation),))
        return f"{start}; {facts}; {self._sum(one)}; lra"

    def _nonnegative(self, one: Implied, sign: int) -> str:
        found = read(one.relation, self.variables)
        if found is None:
            raise _NoProofError
        value, divisor = sign * found[1], together(one.relation.lhs - one.relation.rhs).as_numer_denom()[1]
        target, factor = self.term(one.certificate.target), self.term(one.factor)
        steps = [self._facts(one, ()), self._sum(one)]
        steps.append(
            f"assert (value : 0 <= {self.term(value)}) by (apply Rmult_le_reg_l with ({factor}); [assumption|];\n"
            f"      replace ({factor} * {self.term(value)}) with ({target}) by ring; lra)"
        )
        if divisor.is_number:
            return f"{'; '.join(steps)}; lra"
        gap = self.term(sign * (one.relation.gts - one.relation.lts) if not isinstance(one.relation, Eq) else Integer(0))
        square = f"({self.term(divisor)}) ^ 2"
        steps.append(
            f"assert (divisor : {self.term(divisor)} <> 0) by\n"
            f"      (repeat apply Rmult_integral_contrapositive_currified; {_DECIDE});\n"
            f"      assert (0 < {square}) by (rewrite <- Rsqr_pow2; apply Rsqr_pos_lt; assumption);\n"
            f"      assert (gap : {gap} = {self.term(value)} / {square}) by (field; repeat split; {_DECIDE});\n"
            f"      assert (0 <= {self.term(value)} / {square}) by\n"
            "      (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; assumption])"
        )
        return f"{'; '.join(steps)}; lra"

    def _facts(self, one: Implied, more: Sequence[Boolean]) -> str:
        """That hypotheses of the certificate are not negative, equations hold, and its factor is positive."""
        certificate, steps = one.certificate, []
        sources = [*one.given, *(sign for symbol in self.variables for sign in signs(symbol)), *more]
        polynomials = [(read(source, certificate.variables), source) for source in sources if isinstance(source, Relational)]
        for k, hypothesis in enumerate(certificate.hypotheses):
            steps.append(f"assert (h{k} : 0 <= {self.term(hypothesis)}) by ({self._taken(hypothesis, polynomials)})")
        for k, equation in enumerate(certificate.equations):
            steps.append(f"assert (e{k} : {self.term(equation)} = 0) by (lra || nra)")
        positive = [
            value if kind is not Ne else (value**2).expand() for pair, _ in polynomials if pair for kind, value in (pair,)
        ]
        single = [value for value in positive if value == one.factor]
        product = "lra" if one.factor == 1 or single else "lra || nra"
        steps.append(f"assert (factor : 0 < {self.term(one.factor)}) by ({product} || nra)")
        return "; ".join(steps)

    def _taken(self, hypothesis: Expr, polynomials: Sequence[tuple[tuple[type, Expr] | None, Boolean]]) -> str:
        """How a hypothesis follows from the relation that it was read from, in which there may be divisors."""
        for pair, source in polynomials:
            if pair is not None and pair[1] == hypothesis:
                divisor = together(source.lhs - source.rhs).as_numer_denom()[1]
                if divisor.is_number:
                    return "lra"
                gap, square = self.term(source.gts - source.lts), f"({self.term(divisor)}) ^ 2"
                return (
                    f"replace ({self.term(hypothesis)}) with (({gap}) * {square}) by (field; repeat split; {_DECIDE}); "
                    "apply Rmult_le_pos; [lra|apply pow2_ge_0]"
                )
        return "lra || nra"

    def _sum(self, one: Implied) -> str:
        """That the certificate's polynomial is not negative."""
        certificate = one.certificate
        constant, power = certificate.multiplier
        if power and not constant:
            raise _NoProofError
        terms = list(self._terms(one))
        total = " + ".join(text for text, _ in terms) or "0"
        shown = "apply Rle_refl"
        for number, (_, how) in enumerate(terms):
            shown = how if number == 0 else f"apply Rplus_le_le_0_compat; [{shown}|{how}]"
        equations = zip(certificate.equations, certificate.cofactors, strict=True)
        rest = " + ".join(f"({self.term(c)}) * ({self.term(e)})" for e, c in equations) or "0"
        vanish = " ".join(f"rewrite e{k};" for k in range(len(certificate.equations)))
        target = self.term(certificate.target)
        steps = [
            f"assert (sum : 0 <= {total}) by ({shown})",
            f"assert (rest : {rest} = 0) by ({vanish} ring)",
        ]
        if not power:
            steps.append(f"assert (shown : 0 <= {target}) by (replace ({target}) with ({total} + ({rest})) by field; lra)")
            return "; ".join(steps)
        multiplier = self.term(certificate.factor)
        squares = " + ".join(f"{self.names[symbol.name]} ^ 2" for symbol in certificate.variables)
        steps.append(
            f"assert (many : 0 < {multiplier}) by (try apply pow_lt; assert (0 <= {squares}) by\n"
            "      (repeat first [apply Rplus_le_le_0_compat|apply pow2_ge_0]); lra);\n"
            f"      assert (shown : 0 <= {target}) by (apply Rmult_le_reg_l with ({multiplier}); [assumption|];\n"
            f"      replace ({multiplier} * ({target})) with ({total} + ({rest})) by field; lra)"
        )
        return "; ".join(steps)

    def _terms(self, one: Implied) -> Iterator[tuple[str, str]]:
        """Each term of the sum, and why it is not negative."""
        for square in one.certificate.squares:
            text, how = self.term(square.weight), "lra"
            if any(not power.exp.is_Integer for part in (square.weight, square.base) for power in part.atoms(Pow)):
                raise _NoProofError
            for k in square.given:
                text, how = (
                    f"{text} * ({self.term(one.certificate.hypotheses[k])})",
                    f"apply Rmult_le_pos; [{how}|exact h{k}]",
                )
            yield f"{text} * ({self.term(square.base)}) ^ 2", f"apply Rmult_le_pos; [{how}|apply pow2_ge_0]"
