"""Rules and losses from a package that knows nothing of this one's insides end in ledger rows, counterexamples and diagrams."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sympy import Le

from checks.pairs.process import numeric_loss, numeric_rule
from checks.pairs.process.twins import TwinError
from checks.toolkit.commands import ROOT, catapult
from numerics import Ensemble, Phase, phase_diagram
from numerics.updates import State
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES
from theory.updates import GradientDescent

RULE = '''
"""A slow average of an average of the gradient: two slots of state."""
from dataclasses import dataclass
from numerics.arithmetic import constant, scalar_in_kind
from numerics.updates import State, schedule
from sympy import Expr, Lt, Symbol
from theory.symbols import Parameter
from theory.updates import UpdateRule

nu = Symbol("nu", nonnegative=True)
SHARE = Parameter(nu, r"\\\\nu", "share of what was", (Lt(nu, 1),))


class Averages:
    def __init__(self, rate, share):
        self.rate, self.share = schedule(rate), share

    def init(self, weights):
        return State(weights, (constant(0, weights), constant(0, weights)))

    def step(self, state, gradient):
        (fast, slow), share = state.memory, scalar_in_kind(self.share, state.weights)
        fast = share * fast + (1 - share) * gradient(state.weights)
        slow = share * slow + (1 - share) * fast
        return state.next(state.weights - self.rate(state, gradient) * slow, fast, slow)


@dataclass(frozen=True)
class TwoAverages(UpdateRule):
    share: Expr = nu
    words, memory, numbers, brings = "two averages", ("fast", "slow"), ("rate", "share"), (SHARE,)

    def step(self, weights, memory, gradient):
        fast, slow = memory
        fast = self.share * fast + (1 - self.share) * gradient(weights)
        slow = self.share * slow + (1 - self.share) * fast
        return weights - self.rate * slow, (fast, slow)
'''

LOSS = '''
"""The squared loss that stiffens, r²/2 + κr⁴/4: a loss with a number."""
from dataclasses import dataclass
from numerics.arithmetic import scalar_in_kind
from numerics.losses import Loss
from sympy import Expr, Symbol
from theory.losses import Loss as SymbolicLoss
from theory.symbols import Parameter

stiffness = Symbol("stiffness", nonnegative=True)


class Stiff(Loss):
    def __init__(self, quartic, normalisation="mean"):
        super().__init__(normalisation)
        self.quartic = quartic

    def term(self, outputs, targets):
        return (outputs - targets) ** 2 / 2 + scalar_in_kind(self.quartic, outputs) * (outputs - targets) ** 4 / 4

    def slope(self, outputs, targets):
        return outputs - targets + scalar_in_kind(self.quartic, outputs) * (outputs - targets) ** 3

    def bend(self, outputs, targets):
        return 1 + 3 * scalar_in_kind(self.quartic, outputs) * (outputs - targets) ** 2


@dataclass(frozen=True)
class Stiffening(SymbolicLoss):
    quartic: Expr = stiffness
    words, numbers, brings = "stiffening loss", ("quartic",), (Parameter(stiffness, r"\\\\kappa", "share of the fourth power"),)

    def value(self, output, target):
        return (output - target) ** 2 / 2 + self.quartic * (output - target) ** 4 / 4

    def slope(self, output, target):
        return output - target + self.quartic * (output - target) ** 3
'''

CLAIMS = """
from away.loss import Stiff, Stiffening
from away.rule import Averages, TwoAverages
from sympy import Eq, Rational, symbols
from theory import OBSERVABLES, PARAMETERS, Claim, Quantifier, Setting, Source, Statement, from_unit
from theory.models.own import register

eta, s, a, x2 = (PARAMETERS[name].symbol for name in ("eta", "s", "a_plus", "x2"))
theta2, f, slope_f, slope_kernel = (OBSERVABLES[name] for name in ("theta2", "f", "slope_f", "slope_kernel"))
below = eta * s**2 * a**2 * x2 * theta2.initial <= 4
falls = theta2.next <= theta2.now
u, v, w = symbols("u v w")
register({"three groups": from_unit(u * v * w, name="three groups", scale=Rational(1, 3))})
rule, loss = TwoAverages(pair=Averages), Stiffening(pair=Stiff)
later = TwoAverages(pair=Averages, rate=eta / (1 + theta2.now), at_rest=False)
STEP = Quantifier.STEP


def claim(name, text, conclusion, *hypotheses, model="two_layer", variant="linear", **setting):
    statement = Statement(Setting(model, variant=variant, **setting), hypotheses, STEP, conclusion)
    return Claim(name, Source("away"), text, (statement,))


CLAIMS = (
    claim("AWAY-NORM", "the norm map", Eq(theta2.next, theta2.now - 4 * eta * slope_f.now + eta**2 * slope_kernel.now),
          loss=loss, targets="any"),
    claim("AWAY-RULE", "below the edge of descent the norm falls", falls, below, update=rule),
    claim("AWAY-LOSS", "the edge of the squared loss", falls, below, loss=loss),
    claim("AWAY-LATER", "the norm at most doubles", theta2.next <= 2 * theta2.now, update=later, loss=loss),
    claim("AWAY-GROUPS", "the norm at most doubles", theta2.next <= 2 * theta2.now, update=rule, loss=loss,
          model="own", variant="three groups"),
    claim("AWAY-DATA", "the norm at most doubles", theta2.next <= 2 * theta2.now, update=rule, loss=loss, model="deep",
          variant="", data="many", targets="any", batches="any"),
)
"""


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the package; what it makes known is taken out again."""
    from theory.models import own

    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "away").mkdir()
    for name, text in (("__init__", ""), ("rule", RULE), ("loss", LOSS), ("claims", CLAIMS)):
        (folder / "away" / f"{name}.py").write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == "away"]:
        del sys.modules[name]
    for table in (own._REGISTERED, own.VARIANTS):
        table.pop("three groups", None)


@pytest.fixture(scope="module")
def ledger(away: Path) -> dict[str, Any]:
    from checks.ledger.table import ledger_json, validate
    from checks.verdict.profiles import PROFILES
    from checks.verdict.verification import Options, verify_all

    claims, brief = (
        importlib.import_module("away.claims").CLAIMS,
        replace(PROFILES["dev"], examples=1, batch=1, steps=4, exact_trajectories=12),
    )
    found = ledger_json([*verify_all(claims, brief, Options(slow_provers=False))], seed=0, profile="dev")
    validate(found)
    return found


def test_each_ends_in_a_row(ledger: dict[str, Any]) -> None:
    verdicts = {row["id"]: row["verdict"] for row in ledger["claims"]}
    assert verdicts.pop("AWAY-NORM") == "proved (identity)"
    assert set(verdicts.values()) == {"refuted"}
    assert len(verdicts) == 5


def test_counterexamples_are_replayed_and_their_python_runs(ledger: dict[str, Any], away: Path) -> None:
    (away / "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    replayed = catapult("replay", "ledger.json", "--module", "away.claims", "--snippet", folder=away)
    assert replayed.returncode == 0, replayed.stderr
    first, last = "from fractions import Fraction\n", "state.memory)\n"
    programs = [first + text.partition(last)[0] + last for text in replayed.stdout.split(first)[1:]]
    assert len(programs) == 5
    (followed,) = [text for text in programs if "rate=updates.StepList([" in text]
    assert "Stiff(quartic=" in followed
    code = f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n{followed}print(states[-1].weight_norm > 2 * states[-2].weight_norm)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=away, capture_output=True, text=True, timeout=100)
    assert ran.stdout.endswith("True\n"), ran.stderr


def test_diagrams_of_them(away: Path) -> None:
    made = importlib.import_module("away.rule").Averages, importlib.import_module("away.loss").Stiff
    update, loss = partial(made[0], share=0.5), made[1](0.25)
    diagram = phase_diagram(
        Ensemble(width=8, slope=1.0), np.array([0.5, 60.0]), replicates=2, steps=200, update=update, loss=loss
    )
    assert (diagram.phase[..., -1] == Phase.DIVERGENT).all()
    assert (diagram.phase[..., 0] != Phase.DIVERGENT).all()


def test_a_twin_that_does_something_else_is_refused(away: Path) -> None:
    rule: Any = importlib.import_module("away.rule")
    loss: Any = importlib.import_module("away.loss")
    numbers = {"nu": Fraction(1, 2), "stiffness": Fraction(1)}

    class Wrong(rule.Averages):  # type: ignore[name-defined]  # of a module that is written here
        def step(self, state: Any, gradient: Any) -> Any:
            fast, slow = (part / 2 for part in state.memory)
            return super().step(State(state.weights, (fast, slow), state.step), gradient)

    class Softer(loss.Stiff):  # type: ignore[name-defined]  # of a module that is written here
        def slope(self, outputs: Any, targets: Any) -> Any:
            return super().slope(outputs, targets) - (outputs - targets) ** 3 / 2

    assert numeric_rule(rule.TwoAverages(pair=rule.Averages), Fraction(1), numbers, exact=True)
    assert numeric_loss(loss.Stiffening(pair=loss.Stiff), numbers, exact=True)
    with pytest.raises(TwinError, match="TwoAverages and its twin Wrong make different steps"):
        numeric_rule(rule.TwoAverages(pair=Wrong), Fraction(1), numbers, exact=True)
    with pytest.raises(TwinError, match="Stiffening and its twin Softer differ in the slope at 1, -1"):
        numeric_loss(loss.Stiffening(pair=Softer), numbers, exact=True)


@pytest.mark.parametrize("names", [("f",), ("kernel",), ("theta",), ("slow", "velocity"), ("slow", "slow"), ("gradient_0",)])
def test_memory_is_not_called_as_an_observable_is(names: tuple[str, ...]) -> None:
    """The inner product of the loss's gradient with a memory ``kernel`` would be read as the observable ``slope_kernel``."""

    class Misnamed(GradientDescent):
        memory = names

    with pytest.raises(ValueError, match="memory must be named by words that mean nothing else"):
        Misnamed()


def test_the_rate_of_a_step_is_what_the_schedule_says(away: Path) -> None:
    """A rule may multiply by its learning rate wherever it likes: `Averages` does not when it asks for the gradient."""
    from checks.instances.instance import Point
    from checks.instances.process import begin
    from checks.instances.process_observables import PROCESS
    from checks.instances.training import Training
    from checks.pairs import pair
    from checks.pairs.process.trained import trained

    rule: Any = importlib.import_module("away.rule")
    setting = Setting("two_layer", variant="linear", update=rule.TwoAverages(pair=rule.Averages, rate=OBSERVABLES["eta_t"].now))
    first = next(pair(setting).exact_instances(setting))
    numbers = {"nu": Fraction(1, 2)}
    instance = trained(first, Training(numbers, factors=(Fraction(1), Fraction(1, 3))).like(first.weights))
    rates, found = np.array([Fraction(3, 4)], dtype=object), []
    here = begin(instance, rates)
    for _ in range(3):
        found += list(PROCESS["eta_t"](Point(instance.model, here.state.weights, instance.targets, rates, here)))
        here = here.next()
    assert found == [Fraction(3, 4), Fraction(1, 4), Fraction(3, 4)]


def test_numbers_that_are_too_long_are_told_in_short() -> None:
    from checks.truth.exact_judge import Failure, shown_values

    statement = Statement(Setting("two_layer"), (), Quantifier.STATE, Le(OBSERVABLES["theta2"].now, 1))
    values = {"theta2": Fraction(3) ** 20000, "eta": Fraction(1, 3), "H": Fraction(1)}
    assert shown_values(statement, Failure(0, values)) == {"eta": "1/3", "theta2": "≈ 2.66130342722e+9542"}
