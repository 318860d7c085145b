"""Theorems about a model that nobody has seen: Coq accepts what is generated for a true statement, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Abs, And, Eq, Expr, Max, Or, Piecewise, Rational, sqrt, symbols
from sympy.logic.boolalg import Boolean

from checks.instances.own_claims import own_claims
from checks.toolkit.representatives import first
from theory.claims import claim
from theory.conjectures.conjecture import conjecture
from theory.models.own import from_unit
from theory.provers.coq import checker
from theory.provers.coq.added import Addition
from theory.provers.coq.audit import ALLOWED_AXIOMS
from theory.provers.coq.generated import generated
from theory.provers.coq.generated.algebra import algebra
from theory.provers.coq.session import Session
from theory.provers.proof import Proof, prove
from theory.statements import Claim, Statement

needs_coq = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
u, v, w, b, c = symbols("u v w b c")
MIXED = own_claims(from_unit(v * (u**2 + u * w + w**2), name="a mixed cubic"), prefix="MIXED")


def added(item: Claim) -> Addition:
    found = generated(item.statements[0])
    assert found is not None
    return found


@pytest.fixture(scope="module")
def session() -> Session:
    return checker._session()[0]


@needs_coq
def test_the_theorems_of_an_unseen_model_are_proved(session: Session):
    files = [added(item) for item in MIXED]  # four bounds, and the map of the weight norm
    for addition in files:
        session.add(addition)
    results = session.check([addition.item.file for addition in files], jobs=2)
    assert [result.message for result in results] == [""] * 5
    assert all({*result.axioms} <= ALLOWED_AXIOMS.keys() for result in results)


MISTAKES = {
    "a constant that is too small": ("bound", "model dphi 3 2", "model dphi (297 / 100) 2"),
    "another degree": ("euler", "unit_euler model dphi 3", "unit_euler model dphi 4"),
    "a larger edge": ("stated", "<= 6 }", "<= 7 }"),
    "a wrong derivative": ("gradient", "0%nat => ", "0%nat => 1 + "),
    "a negative square": ("bound", "pose (terms := ((", "pose (terms := ((-1) * ("),
    "an axiom": ("proof", "Theorem OWN", "Axiom cheat : False.\nTheorem OWN"),
    "another power of the norm": ("stated", "model n w) ^ 2) <= 6", "model n w) ^ 1) <= 6"),
}
PARTS = ("model", "gradient", "bound", "stated", "proof")


def mistaken(number: int, part: str, old: str, new: str) -> Addition:
    """What is generated for the monotone norm, with one mistake, under names of its own."""
    right = added(MIXED[1])
    texts = dict(zip(PARTS, right.texts, strict=True))
    name = "bound" if part == "euler" else part
    assert old in texts[name][1]
    texts[name] = (texts[name][0], texts[name][1].replace(old, new, 1))
    if part == "proof":  # an axiom from which everything follows
        cheating = f"Proof. destruct cheat. Qed.\nLemma unused : {right.item.name}.statement.\nProof."
        texts[name] = (texts[name][0], texts[name][1].replace("Proof.", cheating, 1))
    model, stated = right.item.model, right.item.name
    renamed = {model: f"{model}x{number}", stated: f"{stated}x{number}"}

    def own(text: str) -> str:
        for before, after in renamed.items():
            text = text.replace(before, after)
        return text

    item = replace(right.item, name=own(stated), model=own(model), origin=own(stated), file=own(right.item.file))
    return Addition(replace(item, written=own(right.item.text)), tuple((own(path), own(text)) for path, text in texts.values()))


@needs_coq
@pytest.mark.parametrize("mistake", first(2, MISTAKES))
def test_a_generated_proof_with_a_mistake_is_refused(session: Session, mistake: str):
    wrong = mistaken(list(MISTAKES).index(mistake), *MISTAKES[mistake])
    session.add(wrong)
    (result,) = session.check([wrong.item.file], jobs=2)
    assert not result.ok
    said = {"proof": "axioms that are not allowed: ", "stated": "Error"}.get(MISTAKES[mistake][0], "was not accepted")
    assert said in result.message


@needs_coq
def test_what_is_renamed_without_a_mistake_is_accepted(session: Session):
    right = mistaken(99, "stated", "Record", "Record")
    session.add(right)
    (result,) = session.check([right.item.file], jobs=2)
    assert result.ok, result.message


@needs_coq
def test_a_map_of_the_ntk_is_proved_and_a_wrong_one_is_not(session: Session):
    *_, maps = own_claims(from_unit(u * v, name="linear net with proved maps", scale=Rational(1, 2)))
    wrong = replace(maps.statements[0], conclusion=Eq(maps.statements[0].conclusion.lhs, maps.statements[0].conclusion.rhs + 1))
    files = [generated(statement) for statement in (maps.statements[1], wrong)]
    for addition in files:
        assert addition is not None
        session.add(addition)
    results = session.check([addition.item.file for addition in files if addition is not None], jobs=2)
    assert [result.ok for result in results] == [True, False]


RECTIFIED = own_claims(from_unit(v * Max(w + b, 0) + c, name="ReLU units with both biases"), prefix="RECTIFIED")


@needs_coq
@pytest.mark.parametrize(
    "unit",
    first(
        2,
        [
            v * Max(u, -u / 3) * w,
            Abs(u),
            v * Max(u, 0, w),
            v * Piecewise((u, u >= 0), (-2 * u, True)),
            v * Max(u, 0) + w * Max(-u, 0),
        ],
    ),
    ids=str,
)
def test_units_with_cases_have_theorems(session: Session, unit: Expr):
    claims = own_claims(from_unit(unit, name=f"cases of {unit}"), prefix="CASES")
    files = [added(claims[1]), added(claims[-1])]  # the norm that cannot grow, and its map
    for addition in files:
        session.add(addition)
    results = session.check([addition.item.file for addition in files], jobs=2)
    assert [result.message for result in results] == ["", ""]


@needs_coq
def test_relu_units_with_biases_have_theorems_and_wrong_slopes_have_none(session: Session):
    right = added(RECTIFIED[1])
    assert "differentiable_off model (tied 1 test)" in right.item.text
    session.add(right)
    assert [result.message for result in session.check([right.item.file], jobs=2)] == [""]
    model, stated = right.item.model, right.item.name

    def own(text: str) -> str:  # the slope by v is 1 more than it is, in each case
        text = text.replace("2%nat => (if t 0%nat then ", "2%nat => 1 + (if t 0%nat then ")
        return text.replace(model, f"{model}wrong").replace(stated, f"{stated}wrong")

    texts = tuple((own(path), own(text)) for path, text in right.texts)
    assert "=> 1 + (if" in texts[0][1]
    item = replace(right.item, name=own(stated), model=own(model), origin=own(stated), file=own(right.item.file))
    wrong = Addition(replace(item, written=own(right.item.text)), texts)
    session.add(wrong)
    (result,) = session.check([wrong.item.file], jobs=2)
    assert "was not accepted" in result.message


x, y = symbols("x y", real=True)
SENTENCES: list[tuple[list[Boolean], Boolean]] = [
    ([x * y > 1], x**2 + y**2 > 2),
    ([], x**4 * y**2 + x**2 * y**4 + 1 >= 3 * x**2 * y**2),
    ([x > 0, y > 0], x / y + y / x >= 2),
    ([Eq(x + y, 1), x**2 <= 1], And(x * y <= Rational(1, 4), y >= 0)),
    ([Or(x >= 1, And(x <= -1, y > 1)), Or(y > 2, Eq(y, 2))], x**2 * y >= 2),
    ([x >= 0, y >= 0], sqrt(x * y) <= (x + y) / 2),
    ([x >= 4], sqrt(x) >= 2),
]


@needs_coq
def test_conjectures_with_certificates_have_theorems_and_wrong_squares_have_none(session: Session):
    files = []
    for given, asserted in SENTENCES:
        found = conjecture(given, asserted)
        assert found.proof is not None
        assert found.proof.algebra is not None
        made = algebra(found.proof.algebra)
        assert made is not None
        files.append(made)
    first = files[0]
    assert "* (1) ^ 2" in first.texts[1][1]

    def other(text: str) -> str:
        return text.replace(first.item.name, f"{first.item.name}wrong").replace("* (1) ^ 2", "* (2) ^ 2")

    item = replace(first.item, **{name: other(getattr(first.item, name)) for name in ("id", "name", "origin", "file", "written")})
    files.append(Addition(item, tuple((other(path), other(text)) for path, text in first.texts)))
    for addition in files:
        session.add(addition)
    results = session.check([addition.item.file for addition in files], jobs=2)
    assert [result.ok for result in results] == [True] * len(SENTENCES) + [False], [result.message for result in results]


def test_no_proof_is_printed_of_other_forms():
    either = conjecture([x * y > 0], Or(x + y > 0, x + y < 0))
    rooted = conjecture([], x**2 + 2 >= 2 * sqrt(2) * x)
    for found in (either, rooted):
        assert found.verdict == "certified"
        assert found.proof is not None
        assert found.proof.algebra is not None
        assert algebra(found.proof.algebra) is None


def weakened(item: Claim, factor: Rational) -> Statement:
    statement = item.statements[0]
    return replace(statement, conclusion=statement.conclusion.lhs <= factor * statement.conclusion.rhs)


@needs_coq
def test_a_theorem_is_a_proof_of_its_claim_and_of_weaker_ones_only():
    cubic = own_claims(from_unit(v * u**2, name="cubic with a theorem", scale=Rational(1, 4)))
    found = prove("coq", "OWN-KERNEL", cubic[0].statements[0])
    assert isinstance(found, Proof)
    assert set(found.axioms) <= ALLOWED_AXIOMS.keys()
    assert "END-OF-FILE" in found.artefact
    assert isinstance(prove("coq", "WEAKER", weakened(cubic[0], Rational(11, 10))), Proof)
    assert prove("coq", "FALSE", weakened(cubic[0], Rational(99, 100))) is None


def test_nothing_is_generated_for_other_statements():
    assert generated(claim("CAT-MONO").statements[0]) is None
    statement = MIXED[1].statements[0]
    assert generated(replace(statement, conclusion=statement.conclusion.lhs < statement.conclusion.rhs)) is None
