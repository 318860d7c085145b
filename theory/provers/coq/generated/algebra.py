"""A sentence about real numbers, and certificates that show it, as Coq files: the sentence is printed, the proof may fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sympy import And, Eq, Expr, Ge, Integer, Le, Ne, Or, Pow, Rational, Symbol, to_nnf, together, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, Not

from theory.certificates.algebra import Algebra, Implied
from theory.conjectures.implied import goals, in_roots, read, signs
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


_Facts = tuple[tuple[str, Boolean], ...]


def _nested(pair: str, parts: Sequence[str]) -> str:
    """A pattern of Coq for several parts, the last of which are grouped."""
    return parts[0] if len(parts) == 1 else pair.format(parts[0], _nested(pair, parts[1:]))


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
        lines = [f"Proof.\n  intros {' '.join(self.names.values())} H. destruct H."]
        for goal, certificates in sentence.shown:
            lines += [] if goal is true else self._goal(goal, list(certificates))
        return "\n".join([*lines, "  repeat split; assumption.\nQed.\n"])

    def _goal(self, goal: Boolean, certificates: list[Implied]) -> Iterator[str]:
        """Each relation of a goal, shown in each case."""
        facts = tuple((f"given_{k}", part) for k, part in enumerate(self.given))
        for premises, relation in goals(to_nnf(goal, simplify=False)):
            if premises:
                raise _NoProofError
            yield f"  assert ({coq_prop(relation, self.names)}).\n  {{ {self._cases(facts, relation, certificates)}. }}"

    def _cases(self, facts: _Facts, relation: Boolean, certificates: list[Implied]) -> str:
        """A proof of a relation: by cases where an alternative is given, in the order in which certificates were found."""
        for k, (name, part) in enumerate(facts):
            if not isinstance(part, And | Or):
                continue
            parts = [(f"{name}_{number}", to_nnf(one, simplify=False)) for number, one in enumerate(part.args)]
            printed = sorted((f"({coq_prop(one, self.names)})", number) for number, one in enumerate(part.args))
            if isinstance(part, And):
                pattern = _nested("[{} {}]", [parts[number][0] for _, number in printed])
                return (
                    f"destruct {name} as {pattern}; {self._cases((*facts[:k], *parts, *facts[k + 1 :]), relation, certificates)}"
                )
            proofs = [self._cases((*facts[:k], one, *facts[k + 1 :]), relation, certificates) for one in parts]
            pattern = _nested("[{}|{}]", [parts[number][0] for _, number in printed])
            return f"destruct {name} as {pattern}; [{'|'.join(proofs[number] for _, number in printed)}]"
        return self._case([part for _, part in facts], relation, certificates)

    def _case(self, given: Sequence[Boolean], relation: Boolean, certificates: list[Implied]) -> str:
        values = {part.lhs: part.rhs for part in given if isinstance(part, Eq) and part.lhs.is_Symbol and part.rhs.is_Rational}
        roots = certificates[0].roots if certificates else ()
        letters = {letter.name: f"root{number}" for number, (letter, _) in enumerate(roots)}
        known = {symbol.name: self.term(value) for symbol, value in values.items()}
        inner = replace(self, variables=(*self.variables, *(letter for letter, _ in roots)), names={**self.names, **letters})
        steps = [f"subst {self.names[symbol.name]}" for symbol in values]
        for number, (_, base) in enumerate(roots):
            term = coq_term(base, {**inner.names, **known})
            steps.append(
                f"assert (base{number} : 0 <= {term}) by {_DECIDE}; assert (square{number} : sqrt {term} ^ 2 = {term}) by "
                f"(apply pow2_sqrt; assumption); assert (sign{number} : 0 <= sqrt {term}) by apply sqrt_pos; "
                f"remember (sqrt {term}) as root{number} eqn:meant{number} in *; clear meant{number}"
            )
        wanted = in_roots((relation, *self.given))[0][0].subs(values)
        used: list[Implied] = []
        while certificates and certificates[0].relation == wanted and (not used or certificates[0].given == used[0].given):
            used.append(certificates.pop(0))
        return "; ".join([*steps, inner._relation(wanted, used)])

    def _relation(self, relation: Boolean, certificates: Sequence[Implied]) -> str:
        if not certificates:
            return _DECIDE
        if isinstance(relation, Eq) and len(certificates) == 2:
            return f"apply Rle_antisym; [{self._nonnegative(certificates[1], -1)}|{self._nonnegative(certificates[0], 1)}]"
        (one,) = certificates[:1]
        return self._contradicted(one) if one.by_contradiction else self._nonnegative(one, 1)

    def _contradicted(self, one: Implied) -> str:
        opposite = {Le: "Rnot_lt_le", Ge: "Rnot_lt_ge"}.get(one.relation.func, "Rnot_le_lt")
        start = "intro C" if isinstance(one.relation, Ne) else f"apply {opposite}; intro C"
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
