"""The public names of `theory` with good arguments, and what each argument may be."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy

import theory
from checks.toolkit.hostile.kinds import (
    anything,
    either,
    expression,
    flag,
    integer,
    none,
    nothing,
    one_of,
    positive,
    real,
    sequence,
    text,
)
from checks.toolkit.hostile.outcomes import Call

__all__ = ["CALLS", "MADE_HERE"]

U, V, X = sympy.symbols("u v x")
POSITIVE = expression(number=positive)
NONNEGATIVE = expression(number=lambda value: value >= 0)
NONZERO = expression(number=lambda value: value != 0)
DEGREE = expression(number=lambda value: value == int(value) and 1 <= value <= 100, symbol=False)
PROCESS: dict[str, Any] = {"update": nothing, "loss": nothing}
RULE: dict[str, Any] = {"rate": NONNEGATIVE, "at_rest": flag, "pair": anything}
MOMENTUM = expression(number=lambda value: 0 <= value < 1)
EMPTY = sequence(lambda value: False)


def _call(name: str, arguments: Any, /, **allowed: Any) -> Call:
    given = arguments if callable(arguments) else lambda: dict(arguments)
    return Call(name, getattr(theory, name), given, allowed)


@cache
def _net() -> Any:
    return theory.two_layer_net("linear")


@cache
def _maps() -> Any:
    return theory.update_maps(_net(), 0)


@cache
def _statement(claim: str = "UV-MAP") -> Any:
    return theory.claim(claim).statements[0]


def _symbols(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and not value


def _of_model(name: str) -> Call:
    return _call(name, lambda: {"model": _net()}, model=nothing)


def _of_maps(name: str) -> Call:
    return _call(name, lambda: {"maps": _maps()}, maps=nothing)


CALLS = (
    _call(
        "Claim",
        lambda: {"id": "X-1", "source": theory.Source("ours"), "text": "a sentence", "kind": "empirical"},
        id=lambda value: isinstance(value, str) and 0 < len(value) <= 100,
        source=nothing,
        text=text,
        statements=EMPTY,
        reading=text,
        evidence=text,
        sharp=flag,
        kind=nothing,
        correction=text,
        experiment=text,
        tags=nothing,
        added=EMPTY,
    ),
    _call("GradientDescent", {}, **RULE),
    _call("HeavyBall", {}, momentum=MOMENTUM, **RULE),
    _call("Huber", {}, delta=POSITIVE, pair=anything),
    _call("LogCosh", {}, pair=anything),
    _call("Logistic", {}, pair=anything),
    _call("Nesterov", {}, momentum=MOMENTUM, **RULE),
    _call(
        "Setting",
        {"model": "two_layer"},
        model=nothing,
        data=nothing,
        targets=nothing,
        variant=one_of(""),
        **PROCESS,
    ),
    _call("Source", {"paper": "ours"}, paper=text, place=text),
    _call("Squared", {}, pair=anything),
    _call(
        "Statement",
        lambda: {name: getattr(_statement(), name) for name in ("setting", "hypotheses", "quantifier", "conclusion")},
        setting=nothing,
        hypotheses=EMPTY,
        quantifier=nothing,
        conclusion=nothing,
    ),
    _call("Step", {"text": "then", "expression": U}, text=text, expression=lambda value: isinstance(value, sympy.Basic)),
    _call(
        "UnitConstant",
        {"symbol": U},
        symbol=lambda value: isinstance(value, sympy.Symbol),
        values=sequence(expression()),
        square_bound=either(NONNEGATIVE, none),
    ),
    _call(
        "UnitModel",
        {"name": "mine", "coordinates": (U, V), "output": U * V},
        name=text,
        coordinates=nothing,
        output=nothing,
        constants=EMPTY,
        scale=NONZERO,
        degree=either(integer(2, 2), none),
        frozen=flag,
        validity=text,
        sums=EMPTY,
    ),
    _call(
        "UnitSum",
        {"symbol": U, "polynomial": V},
        symbol=lambda value: isinstance(value, sympy.Symbol),
        polynomial=expression(),
        meaning=text,
    ),
    _call("WeightDecay", {}, decay=NONNEGATIVE, **RULE),
    _call("biased_quadratic", {}),
    _call("chain_net", {"depth": 2}, depth=integer(1, 100), input_norm2=POSITIVE, scale=NONZERO),
    Call("claim", theory.claim, lambda: {"claim_id": "ML-2"}, {"claim_id": nothing}, words={"claim_id": "no claim"}),
    _call(
        "conjecture",
        lambda: {"hypotheses": (), "conclusion": sympy.Symbol("x", real=True) > 0, "timeout": 0.2},
        hypotheses=EMPTY,
        conclusion=nothing,
        model=none,
        width=integer(1, 100),
        target=expression(),
        timeout=real(above=0, most=1e6),
    ),
    _call("convert_kernel", {"source": "ML", "target": "ZQ"}, source=nothing, target=nothing),
    _call("convert_learning_rate", {"source": "ML", "target": "ZQ"}, source=nothing, target=nothing),
    _call("depth_constant", {}, depth=DEGREE, input_norm2=NONNEGATIVE),
    _of_model("derive"),
    _call("from_quadratic_form", {"matrix": sympy.eye(2)}, matrix=nothing, name=text, scale=NONZERO),
    _call(
        "from_unit",
        {"output": U * V},
        output=lambda value: isinstance(value, sympy.Symbol),
        coordinates=none,
        name=text,
        constants=_symbols,
        scale=NONZERO,
        validity=text,
    ),
    _call(
        "on_data",
        lambda: {"output": U * V * X, "inputs": {X: [1, 2]}},
        output=nothing,
        inputs=nothing,
        name=text,
        scale=NONZERO,
    ),
    _of_maps("growth_condition"),
    _call("homogeneous_maps", {}, degree=DEGREE, **PROCESS),
    _of_model("kernel_bound"),
    _of_maps("linear_stability_edge"),
    _call("many_data_bounds", lambda: {"kernel": theory.omega_bound()}, kernel=nothing),
    _call("master_bounds", {"constant": U}, constant=POSITIVE, degree=DEGREE),
    _call("output_bias_bounds", {"constant": U}, constant=POSITIVE, degree=DEGREE),
    _of_model("output_sum_bound"),
    _call(
        "prove_by_smt",
        lambda: {"claim": "UV-MAP", "statement": _statement("UV-MAP"), "timeout": 0.2},
        claim=text,
        statement=nothing,
        timeout=real(above=0, most=1e6),
    ),
    _call("prove_identity", lambda: {"claim": "UV-MAP", "statement": _statement()}, claim=text, statement=nothing),
    _call("pure_quadratic", {}, variant=one_of(""), zeta=NONZERO, square_bound=POSITIVE),
    _call("reduced_map", {}, model=none),
    _call("statement_hash", lambda: {"statement": _statement()}, statement=nothing),
    _of_model("sufficient_growth_condition"),
    _call("target_edge", {}, kappa=either(POSITIVE, none)),
    _call("to_latex", {"expression": U}, expression=lambda value: isinstance(value, sympy.Basic)),
    _call(
        "two_layer_net",
        {},
        variant=nothing,
        slopes=either(lambda value: value == (1, 2) if isinstance(value, tuple) else False, none),
        input_norm2=POSITIVE,
        scale=NONZERO,
    ),
    _call("update_maps", lambda: {"model": _net()}, model=nothing, target=expression(), **PROCESS),
    _of_maps("upper_edge"),
    _of_model("weight_norm_bound"),
)
"""One call for each name that its user calls."""

MADE_HERE = {
    "AnyBatches": "takes no arguments",
    "Bound": "what a derivation returns",
    "CONVENTIONS": "a dictionary",
    "Derivation": "what a derivation returns",
    "FullBatch": "takes no arguments",
    "Loss": "an abstract class",
    "ModelReport": "what `derive` returns",
    "NoBoundError": "an error",
    "OBSERVABLES": "a dictionary",
    "PARAMETERS": "a dictionary",
    "Proof": "what a prover returns; nobody else can make one",
    "Quantifier": "an enumeration",
    "RecurringBatches": "takes no arguments",
    "UpdateMaps": "what `update_maps` returns",
    "UpdateRule": "an abstract class",
    "all_claims": "takes no arguments",
    "bias_bounds": "takes no arguments",
    "gram_bound": "takes no arguments",
    "omega_bound": "takes no arguments",
    "outputs_bound": "takes no arguments",
    "spectral_bounds": "takes no arguments",
}
"""Public names that are not tried: why."""
