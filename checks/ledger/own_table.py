"""Own models, each through the whole product: maps, bound, theorem, a constant that is a hundredth too small, a diagram.

The rows are stored; ``python -m checks.ledger.own_table`` makes them anew, all of them or those that are named; with
``--quick`` without provers that take minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np
from sympy import Abs, Expr, Matrix, Max, Rational, exp, floor, log, sqrt, symbols, tanh

from checks.evidence.kinds import Counterexample
from checks.evidence.proofs import asked
from checks.instances.own_claims import own_claims
from checks.instances.own_model import twin
from checks.search.claim import search
from checks.verdict.judge import proof_verdict
from checks.verdict.profiles import PROFILES
from numerics.descent import simulate
from numerics.initial import initialise
from numerics.phases import classify
from theory.bound import Bound
from theory.models.own import from_quadratic_form, from_unit
from theory.models.unit import UnitModel
from theory.provers.proof import Proof, prove
from theory.report import derive
from theory.statements import Claim

__all__ = ["Row", "made", "own_page", "own_rows", "units"]

_STORED = Path(__file__).with_name("own_models.json")
_WIDTH, _STEPS, _GRID = 16, 300, 10**6
_RATES = tuple(Rational(k, 2) for k in range(1, 13))
_MARKS = {0: ".", 1: "^", 2: "#"}
_HEAD = """# Own models through the product

Each row is a model that no file of the project is about, given to `from_unit` as its unit φ, or to `from_quadratic_form`. *Map*:
for which of residual, NTK and weight norm one step closes; *norm* stands for the step of a weighted norm. *Bound*: of the NTK, or
of the weighted one. *Sharp*: yes, if an exact point attains it; else how far it is at most above what is attained. *Theorem*: the
verdict of the norm that cannot grow (where no bound is known: of when it falls): *proved* where the proof checker was asked, else
*certified*. *0.99*: whether the search of the profile `dev` refutes the bound with 0.99 times what is attained; where fractions
do not pass through the model, not exactly. *Diagram*: width 16, target 0, one initialisation, η from 0.5 to 6 in units of 1/λ₀:
`.` monotone, `^` catapult, `#` divergent, `?` undecided. *Seconds*: to derive and to certify.
"""


@dataclass(frozen=True)
class Row:
    """One model: what was found, in words, and the seconds it took to derive and to certify."""

    name: str
    unit: str
    maps: str
    bound: str
    sharp: str
    theorem: str
    refuted: str
    diagram: str
    seconds: float


def units() -> Mapping[str, UnitModel]:
    """The models by name: those of sums of squares, those with weighted norms, and others."""
    u, v, w, z, b, c = symbols("u v w z b c")
    turned = (Rational(3, 5) * u + Rational(4, 5) * v) ** 2 * (Rational(4, 5) * u - Rational(3, 5) * v)
    outputs: dict[str, Expr] = {
        "uv3": u * v**3,
        "difference of squares": Rational(3, 7) * (u**2 - v**2),
        "two inputs": v * (u + 2 * w) / 3,
        "harmonic": u**3 - 3 * u * v**2,
        "even": u**2 * v**2 / 2,
        "fifth power": v * u**5,
        "quartic": u**4 - u * v**3 + 2 * v**4,
        "cubes": u**3 / 3 + v**3 / 5,
        "three layers": u * v * w,
        "four layers": u * v * w * z,
        "cylinder": (u**2 + v**2) * w,
        "cyclic": u**2 * v + v**2 * w + w**2 * u,
        "mixed": v * (u**2 + u * w + w**2),
        "skip": v * u + u,
        "output bias": v * u + c,
        "both biases": v * (u + b) + c,
        "two degrees": v * u + u**3,
        "gate": v * u * (w + 1),
        "no such norm": v * u**2 + v * u,
        "three degrees": v * u**2 + u**3 * w + c,
        "rotation": turned,
        "bias squared": v * (u + b) ** 2 + c,
        "sixth degree": u**6 + u * v**5,
        "root two": sqrt(2) * u**2 * v + u**3,
        "shifted": v * (u - 2) * (w + 1),
        "ReLU": v * Max(u, 0),
        "squared ReLU": v * Max(u, 0) ** 2,
        "absolute value": v * Abs(u),
        "tanh": v * tanh(u + b) + c,
        "gated tanh": u * v * tanh(w),
        "softplus": v * log(1 + exp(u)),
    }
    found = {name: from_unit(output, name=f"{name}, of the table") for name, output in outputs.items()}
    form = Matrix([[3, 1, 0], [1, 0, 2], [0, 2, -1]])
    return {**found, "form of rank three": from_quadratic_form(form, name="form, of the table")}


def own_rows() -> tuple[Row, ...]:
    """The stored rows, in the order of `units`."""
    stored = json.loads(_STORED.read_text(encoding="utf-8"))
    return tuple(Row(**stored[name]) for name in units())


def made(name: str, unit: UnitModel, *, slow: bool = True) -> Row:
    """A row, made now: its claims are derived, proved (by ``slow`` provers too, if asked) and, with less, refuted."""
    start = perf_counter()
    claims = {claim.id.partition("-")[2]: claim for claim in own_claims(unit)}
    bound = _bound(unit)
    theorem = _proved(claims.get("MONO") or claims["FALLS"], slow=False)
    seconds = perf_counter() - start
    if slow:
        theorem = _proved(claims.get("MONO") or claims["FALLS"], slow=True)
    closed = [str(part.conclusion.lhs).removesuffix("_next") for part in claims["MAP"].statements] if "MAP" in claims else []
    maps = ", ".join(closed) or ("norm" if "NORM" in claims else "")
    refuted = "" if bound is None else _refuted(claims["KERNEL"], bound)
    said = "" if bound is None else str(bound.statement)
    return Row(name, str(unit.output), maps, said, _sharp(bound), theorem, refuted, _diagram(unit), round(seconds, 1))


def _bound(unit: UnitModel) -> Bound | None:
    report = derive(unit)
    return next((one for one in report.bounds if one.name in ("NTK", "weighted NTK")), None)


def _sharp(bound: Bound | None) -> str:
    if bound is None:
        return ""
    if bound.sharp:
        return "yes"
    share = _share(bound)
    return f"to {float(1 / share - 1):.1g}" if share is not None else ""


def _share(bound: Bound) -> Expr | None:
    """What is attained, as a part of the bound; None if nothing is known."""
    share = None if bound.attained is None else (bound.attained / bound.expression).cancel()
    if share is None or not share.is_number:
        return None
    return share if share.is_algebraic else Rational(floor(share * _GRID), _GRID)


def _proved(claim: Claim, *, slow: bool) -> str:
    """The verdict that its first statement gets by the strongest prover that is here."""
    for prover in reversed(asked(slow=slow)):
        if prover.covers(claim.statements[0]):
            found = prove(prover.name, claim.id, claim.statements[0])
            if isinstance(found, Proof):
                return proof_verdict(prover.name, True).value
    return ""


def _refuted(claim: Claim, bound: Bound) -> str:
    """What refutes the bound with 0.99 of what is attained."""
    share = _share(bound)
    if share is None:
        return ""
    statement = claim.statements[0]
    less = replace(
        statement, conclusion=statement.conclusion.lhs <= (Rational(99, 100) * share * statement.conclusion.rhs).expand()
    )
    found = search(replace(claim, id="FALSE-099", statements=(less,)), PROFILES["dev"])[-1]
    return "refuted" if isinstance(found, Counterexample) else "not exactly"


def _diagram(unit: UnitModel) -> str:
    """A mark for each learning rate."""
    model = twin(unit, _WIDTH, float(unit.scale))
    weights = 0.5 * initialise("gaussian", 0, 1, model.weight_count)
    stiffness = float(model.tangent_gram(weights)[0, 0, 0])
    rates = np.array([float(rate) / stiffness for rate in _RATES])
    runs = simulate(model, np.repeat(weights, len(rates), axis=0), 0.0, rates, steps=_STEPS)
    return "".join(_MARKS.get(int(phase), "?") for phase in classify(runs))


def own_page() -> str:
    """The page of the documentation."""
    lines = ["| model | φ | map | bound | sharp | theorem | 0.99 | diagram | seconds |", "|---|---|---|---|---|---|---|---|---:|"]
    for row in own_rows():
        cells = (row.name, f"`{row.unit}`", row.maps, f"`{row.bound}`" if row.bound else "", row.sharp, row.theorem, row.refuted)
        shown = [cell or "·" for cell in cells]
        lines.append(f"| {' | '.join(shown)} | `{row.diagram}` | {row.seconds:.1f} |")
    return "\n".join([_HEAD, *lines, ""])


def _main(arguments: Iterable[str]) -> None:
    names = [argument for argument in arguments if argument != "--quick"]
    slow = names == list(arguments)
    stored = json.loads(_STORED.read_text(encoding="utf-8")) if _STORED.exists() else {}
    known = units()
    for name in names or known:
        stored[name] = asdict(made(name, known[name], slow=slow))
        print(stored[name], flush=True)
        ordered = {one: stored[one] for one in known if one in stored}
        _STORED.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
