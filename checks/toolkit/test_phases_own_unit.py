"""``catapult phases`` of a unit that is typed: the text is read and never evaluated, and the derived bound is drawn in."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Abs, Expr, Max, Rational, atan, exp, log, sqrt, symbols, tanh
from typer.testing import CliRunner

from checks.cli.phases import app
from checks.cli.unit_text import unit_expression
from checks.instances.edges import edges
from checks.instances.own_ensemble import own_kind
from numerics.ensemble import Ensemble, problem
from theory.models.own import from_unit

u, v, c = symbols("u v c", real=True)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("v*u**2", v * u**2),
        (" -v*(u + 1)/4 ", -v * (u + 1) / 4),
        ("sqrt(2)*u*v + 3/7*abs(u)", sqrt(2) * u * v + Rational(3, 7) * Abs(u)),
        ("v*Max(u, 0, -c)", v * Max(u, 0, -c)),
        ("v*log(1 + exp(u)) + tanh(u)", v * log(1 + exp(u)) + tanh(u)),
        ("v*atan(u)", v * atan(u)),
    ],
)
def test_a_text_says_its_expression(text: str, expression: Expr) -> None:
    assert unit_expression(text) == expression


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "an expression such as"),
        ("v*", "an expression such as"),
        ("__import__('os').getcwd()", "made of whole numbers"),
        ("(lambda: v)()", "made of whole numbers"),
        ("v.real", "made of whole numbers"),
        ("[v][0]", "made of whole numbers"),
        ("0.5*v", "made of whole numbers"),
        ("True*v", "made of whole numbers"),
        ("exp(u, v)", "made of whole numbers"),
        ("gamma(v)", "made of whole numbers"),
        ("v**21", "a power in a unit"),
        ("v**u", "a power in a unit"),
        ("((u + v)**5)**5", "also of a power"),
        ("v/0", "divide by 0"),
        ("v*0**(-1)", "divide by 0"),
        ("9" * 21, "made of whole numbers"),
        ("v" * 501, "up to 500 characters"),
    ],
)
def test_what_is_no_unit_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        unit_expression(text)


def test_the_derived_edge_is_that_of_the_prefactor() -> None:
    drawn = problem(Ensemble(model=own_kind(from_unit(v * u**2, name="typed v*u**2")), width=9), 0, np.arange(5))
    _, norm = edges(drawn)
    theta2 = (drawn.weights**2).sum(axis=1)
    assert norm.learning_rates == pytest.approx(6 / (4 / 3 / 9) / theta2**2)


def test_the_weighted_norm_counts_where_a_unit_is_not_homogeneous() -> None:
    drawn = problem(Ensemble(model=own_kind(from_unit(v * u + c, name="typed v*u + c")), width=4), 0, np.arange(5))
    _, norm = edges(drawn)
    units = drawn.weights.reshape(5, 4, 3)
    size = units[:, :, 0] ** 2 + units[:, :, 1] ** 2 / 2 + units[:, :, 2] ** 2 / 2  # c, u, v
    assert norm.learning_rates == pytest.approx(2 * 4 / (size.sum(axis=1) + 4))


RUN = ["diagram", "--points", "12", "--replicates", "2", "--steps", "60", "--width", "4"]


def test_the_command_draws_a_diagram_with_the_bound() -> None:
    found = CliRunner().invoke(app, [*RUN, "--unit", "v*u**2"])
    assert found.exit_code == 0, found.output
    assert "n^(-1/2) Σ u**2*v" in found.output
    assert "weight norm: " in found.output
    assert "#" in found.output


@pytest.mark.parametrize(
    ("further", "message"),
    [
        (["--unit", "v*u", "--model", "deep"], "exclude each other"),
        (["--unit", "eval(v)"], "--unit: a unit must be made of"),
        (["--unit", "1/u"], "--unit: output must have real values"),
        (["--unit", "v*u", "--data", "mnist"], "data must be 'toy'"),
    ],
)
def test_wrong_usage_is_named(further: list[str], message: str) -> None:
    found = CliRunner().invoke(app, [*RUN, *further])
    assert found.exit_code == 2
    assert message in " ".join(found.output.split())
