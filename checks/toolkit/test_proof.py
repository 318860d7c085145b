"""Proof objects: who can make them, what they record, and what never becomes one."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, replace
from typing import Any, cast

import pytest
from sympy import Eq, Le, Mul, Rational, Symbol

from checks.verdict.judge import judge
from theory.added import Added
from theory.claims import claim
from theory.losses import LogCosh
from theory.provers.identity.symbolic import derived_maps, identity
from theory.provers.proof import Proof, Shipped, prove_by_smt, prove_identity, statement_hash
from theory.provers.smt.induction import prove_statement
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import WeightDecay

f, H, theta2, rf, rHr = (OBSERVABLES[name] for name in ("f", "H", "theta2", "rf", "rHr"))
eta, n, y = (PARAMETERS[name].symbol for name in ("eta", "n", "y"))
MANY = Setting("two_layer", data="many", targets="any")


def test_nobody_else_constructs_a_proof() -> None:
    with pytest.raises(TypeError):
        Proof("ML-2", "0" * 64, "z3", "1", 0.0, "", (), (), ())
    with pytest.raises(TypeError):
        Proof("ML-2", "0" * 64, "z3", "1", 0.0, "", (), (), (), token=object())
    with pytest.raises(TypeError):
        Shipped("ML-2", "0" * 64, "coq", "", "ML_2_1")
    found = prove_identity("LW-1", claim("LW-1").statements[0])
    assert found is not None
    with pytest.raises(TypeError):
        replace(found, claim="ML-2")
    for kind in (Proof, Shipped):
        with pytest.raises(TypeError, match="derived"):
            type("Mine", (kind,), {})


def made_in_spite_of_it(kind: type, name: str = "Mine", **members: Any) -> Any:
    """A subclass of what nothing can be derived from."""
    stored = kind.__dict__["__init_subclass__"]
    type.__setattr__(kind, "__init_subclass__", classmethod(lambda cls: None))
    try:
        return type(name, (kind,), members)
    finally:
        type.__setattr__(kind, "__init_subclass__", stored)


@pytest.mark.parametrize("kind", [Setting, Statement, Claim, Added])
def test_what_may_answer_otherwise_the_next_time_is_refused(kind: type) -> None:
    with pytest.raises(TypeError, match=f"nothing can be derived from an? {kind.__name__}"):
        type("Mine", (kind,), {})


def test_a_subclass_all_the_same_has_neither_hash_nor_verdict() -> None:
    false = Statement(Setting("two_layer"), (), Quantifier.STEP, Eq(theta2.next, theta2.now))
    values = {part.name: getattr(false, part.name) for part in fields(false)}
    with pytest.raises(TypeError, match=r"must be a Statement, not .* \(Mine\)"):
        statement_hash(made_in_spite_of_it(Statement)(**values))
    plain = made_in_spite_of_it(Setting, plain=property(lambda setting: True))("two_layer", update=WeightDecay())
    with pytest.raises(TypeError, match=r"must be a Setting, not .* \(Mine\)"):
        statement_hash(replace(false, setting=plain))
    true = claim("LW-1").statements
    moving = made_in_spite_of_it(Claim, statements=property(lambda claim: true, lambda claim, value: None))
    with pytest.raises(TypeError, match=r"must be a Claim, not .* \(Mine\)"):
        judge(moving("MINE", Source("mine"), "", (false,)), [])


def test_a_rule_or_a_loss_that_has_the_name_of_another_makes_another_statement() -> None:
    """Where a session defines a class anew, under the name that it had."""

    def step(rule: Any, weights: Any, memory: Any, gradient: Any) -> Any:
        return (1 - rule.rate * rule.decay) * weights - 2 * rule.rate * gradient(weights), ()

    place = {"__module__": WeightDecay.__module__, "__qualname__": WeightDecay.__qualname__}
    update = type("WeightDecay", (WeightDecay,), {**place, "step": step})()
    loss = type(
        "LogCosh", (LogCosh,), {"__module__": LogCosh.__module__, "value": lambda self, output, target: output - target}
    )()
    true = Statement(Setting("two_layer", update=WeightDecay(), loss=LogCosh()), (), Quantifier.STATE, theta2.now >= H.now)
    for changed in ({"update": update}, {"loss": loss}):
        assert statement_hash(replace(true, setting=replace(true.setting, **changed))) != statement_hash(true)
    assert statement_hash(replace(true, setting=replace(true.setting, update=WeightDecay()))) == statement_hash(true)


def test_what_is_derived_from_a_relation_or_a_number_of_sympy_is_no_part_of_a_statement() -> None:
    for part in (type("Le", (Le,), {})(theta2.now, H.now), Le(theta2.now, type("Mul", (Mul,), {})(2, H.now, evaluate=False))):
        with pytest.raises(ValueError, match="cannot be checked"):
            Statement(Setting("two_layer"), (), Quantifier.STATE, part)


@pytest.mark.parametrize("name", ["LW-1", "UV-MAP", "NORM-ID"])
def test_identities_follow_from_the_derived_maps(name: Any) -> None:
    for statement in claim(name).statements:
        found = prove_identity(name, statement)
        assert found is not None
        assert found.prover == "sympy"
        assert found.statement_hash == statement_hash(statement)
        assert "= 0" in found.artefact


WRONG = {
    "2 for 4": Statement(MANY, (), Quantifier.STEP, Eq(theta2.next, theta2.now - 2 * eta * rf.now + eta**2 * rHr.now)),
    "eta for eta²": Statement(MANY, (), Quantifier.STEP, Eq(theta2.next, theta2.now - 4 * eta * rf.now + eta * rHr.now)),
    "target forgotten": Statement(
        Setting("two_layer", targets="any"),
        (),
        Quantifier.STEP,
        Eq(theta2.next, theta2.now + eta * f.now**2 * (eta * H.now - 4)),
    ),
    "gates forgotten": Statement(
        Setting("two_layer"), (), Quantifier.STEP, Eq(H.next, derived_maps(Setting("two_layer", variant="linear"))[H.next])
    ),
    "power of n": Statement(
        Setting("two_layer", variant="toy linear"),
        (),
        Quantifier.STEP,
        Eq(H.next, H.now + eta * f.now**2 / n**2 * (eta * H.now - 4)),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_false_identities_are_not_shown(name: Any) -> None:
    assert identity(WRONG[name]) is None
    assert prove_identity(name, WRONG[name]) is None


def test_smt_proofs_carry_reasons_and_a_witness() -> None:
    pytest.importorskip("z3")
    statement = claim("CAT-MONO").statements[1]
    found = prove_by_smt("CAT-MONO", statement)
    assert found is not None
    assert found.prover == "z3"
    assert found.artefact.count("(check-sat)") >= 3
    assert any("invariant" in reason for reason in found.reasons)
    assert not any(sign in reason for reason in found.reasons for sign in ("<=", "Eq("))
    assert dict(found.witness)["eta"]


def test_contradictory_hypotheses_prove_nothing() -> None:
    pytest.importorskip("z3")
    constant = PARAMETERS["zeta"].symbol ** 2 * PARAMETERS["psi2_top"].symbol
    impossible = Statement(
        Setting("quadratic"),
        (eta * H.initial > 5, eta * constant * theta2.initial <= 4),
        Quantifier.STEP,
        theta2.next >= theta2.now + 1,
    )
    result = prove_statement(impossible)
    assert result is not None
    assert result.proved
    assert prove_by_smt("vacuous", impossible, timeout=1.0) is None


def test_the_hash_sees_meaning_and_not_order() -> None:
    a, b = eta * H.initial < 4, eta * theta2.initial < 4
    one = Statement(Setting("two_layer"), (a, b), Quantifier.STEP, theta2.next <= theta2.now)
    assert statement_hash(one) == statement_hash(replace(one, hypotheses=(b, a)))
    changed = [
        replace(one, hypotheses=(a,)),
        replace(one, quantifier=Quantifier.FIRST),
        replace(one, setting=Setting("quadratic")),
        replace(one, setting=Setting("two_layer", variant="relu")),
        replace(one, conclusion=theta2.next < theta2.now),
        replace(one, hypotheses=(a, eta * theta2.initial < Rational(40001, 10000))),
        replace(one, conclusion=theta2.next <= theta2.now + 0 * y + Symbol("y", real=True)),
    ]
    assert len({statement_hash(other) for other in (one, *changed)}) == len(changed) + 1
    with pytest.raises(TypeError):
        statement_hash(cast(Any, "theta2_next <= theta2"))


def test_the_hash_is_the_same_in_every_process() -> None:
    code = "from theory.claims import claim; from theory.provers.proof import statement_hash as h; "
    code += "print([h(s) for s in claim('CAT-EXISTS-FLIPS').statements])"
    seeds = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    runs = [subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True) for env in seeds]
    assert runs[0].stdout == runs[1].stdout != ""
