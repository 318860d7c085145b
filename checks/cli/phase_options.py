"""The options that every ``catapult phases`` command shares: an ensemble, an axis, learning rates; and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, signature
from math import inf
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from checks.cli.printing import fail

if TYPE_CHECKING:
    from numpy import ndarray

    from numerics.diagram import Diagram
    from numerics.ensemble import Ensemble, Problem
    from numerics.model_kinds import ModelKind
    from numerics.plots import Line

__all__ = ["Options", "computed", "drawn_problems", "refuse_process_axis", "with_options"]

Options: TypeAlias = Mapping[str, Any]

_MODELS = "two_layer, deep, pure_quadratic, biased_quadratic, general_quadratic, nqm, linearised, tanh or swish."
_AXES = (
    "A second axis: width, depth, slope, target or initial_scale; or one of the training process: momentum, nesterov, "
    "weight_decay, batch_size or slope_bound."
)
_SHARED: tuple[tuple[str, Any, Any, str], ...] = (
    ("model", str, "two_layer", _MODELS),
    ("unit", str | None, None, "In place of a model: a unit of your own such as 'v*u**2'; f = n^(-1/2) sum of it, one datum."),
    ("width", int, 1024, "Hidden units of a net, weights of a quadratic form."),
    ("depth", int, 2, "Layers of weights (model deep)."),
    ("slope", float, 0.5, "Slope of the activation below 0: 1 linear, 0 ReLU."),
    ("target", float, 0.0, "Target of the toy datum; a factor of the targets of other data."),
    ("initial_scale", float, 1.0, "Factor of the initial weights."),
    ("data", str, "toy", "toy (x = 1), points, mnist or fashion-mnist."),
    ("data_count", int, 1, "Number of data points (not for toy)."),
    ("input_dimension", int, 1, "Input dimension of points."),
    ("axis", str | None, None, _AXES),
    ("values", str | None, None, "Values of the second axis, separated by commas."),
    ("from", float, 0.1, "Smallest learning rate, in units of 1/lambda_0."),
    ("to", float, 6.0, "Largest learning rate, in units of 1/lambda_0."),
    ("points", int, 60, "Number of learning rates."),
    ("replicates", int, 8, "Initialisations per point."),
    ("steps", int, 1000, "Steps of gradient descent."),
    ("seed", int, 0, "Seed of everything random."),
)


def with_options(**defaults: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the shared options, which it receives as one mapping, its first argument.

    Parameters
    ----------
    **defaults
        Where the command's default differs from the usual one.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        shared = [
            Parameter(
                f"{name}_",  # `from` is a word of the language
                Parameter.KEYWORD_ONLY,
                default=defaults.get(name, default),
                annotation=Annotated[kind, typer.Option(f"--{name.replace('_', '-')}", help=text)],
            )
            for name, kind, default, text in _SHARED
        ]
        own = [
            parameter.replace(kind=Parameter.KEYWORD_ONLY)
            for parameter in list(signature(command, eval_str=True).parameters.values())[1:]
        ]

        @wraps(command)
        def run(**given: Any) -> None:
            options = {name: given.pop(f"{name}_") for name, *_ in _SHARED}
            for name in ("replicates", "steps"):
                if options[name] < 1:
                    fail(f"--{name} must be positive, not {options[name]}")
            command(options, **given)

        parameters = sorted((*own, *shared), key=lambda parameter: parameter.default is not Parameter.empty)
        run.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]  # what typer reads
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorate


def _ensemble(options: Options) -> tuple[Ensemble, str | None, list[float]]:
    """The ensemble that the options describe, the axis, and its values."""
    from dataclasses import fields

    from numerics.ensemble import AXES, MODELS, Ensemble
    from numerics.process_axes import PROCESS_AXES

    axis, text = options["axis"], options["values"]
    if axis is not None and axis not in (known := (*AXES, *PROCESS_AXES)):
        fail(f"--axis must be one of {', '.join(known)}, not {axis!r}")
    if (axis is None) != (text is None):
        fail("--axis and --values belong together")
    try:
        values = [float(part) for part in text.split(",")] if text is not None else []
    except ValueError:
        fail(f"--values must be numbers separated by commas, not {text!r}")
    chosen = {field.name: options[field.name] for field in fields(Ensemble) if field.name in options}
    if options["unit"] is not None:
        chosen |= {"model": _own(options), "slope": 0.0}
    elif chosen["model"] in MODELS and "slope" not in MODELS[chosen["model"]].axes:
        chosen["slope"] = 0.0
    try:
        return Ensemble(**chosen), axis, values
    except ValueError as error:
        fail(str(error))


def _own(options: Options) -> ModelKind:
    """The kind of model that has the unit of the options."""
    from checks.cli.unit_text import unit_expression
    from checks.instances.own_ensemble import own_kind
    from theory.models.own import from_unit

    usual = {name: default for name, _, default, _ in _SHARED}
    for name in ("model", "depth", "slope"):
        if options[name] != usual[name]:
            fail(f"--unit and --{name} exclude each other")
    try:
        return own_kind(from_unit(unit_expression(options["unit"]), name=options["unit"]))
    except (TypeError, ValueError) as error:
        fail(f"--unit: {error}")


def refuse_process_axis(options: Options) -> None:
    """Fail if the axis is one of the training process: its edges are shown by diagrams only."""
    from numerics.process_axes import PROCESS_AXES

    if options["axis"] in PROCESS_AXES:
        fail(f"--axis {options['axis']} is an axis of diagram and plot: edges are bisected along plain gradient descent")


def drawn_problems(options: Options) -> tuple[dict[str, Problem], ndarray]:
    """The drawn problem at each value of the axis (keyed by its text), and the learning rates."""
    import numpy as np

    from numerics.ensemble import problem, with_axis
    from numerics.process_axes import PROCESS_AXES

    ensemble, axis, values = _ensemble(options)
    start, stop, count = options["from"], options["to"], options["points"]
    if not 0 < start < stop < inf or count < 2:
        fail(f"learning rates need 0 < --from < --to < inf and at least two --points, not {start:g}, {stop:g}, {count}")
    try:
        if axis in PROCESS_AXES:  # the same draws at each of its values
            axis = None
        ensembles = {f"{value:g}": with_axis(ensemble, axis, value) for value in values} if axis else {"": ensemble}
        drawn = {text: problem(each, options["seed"], options["replicates"]) for text, each in ensembles.items()}
    except ValueError as error:
        fail(str(error))
    return drawn, np.linspace(start, stop, count)


def computed(options: Options) -> tuple[Diagram, list[Line]]:
    """The diagram that the options describe, and the bounds to draw in."""
    from checks.cli.phase_text import lines, process_lines
    from numerics.diagram import phase_diagram
    from numerics.process_axes import PROCESS_AXES, process_diagram

    ensemble, axis, values = _ensemble(options)
    problems, rates = drawn_problems(options)
    chosen = {name: options[name] for name in ("replicates", "steps", "seed")}
    try:
        if axis in PROCESS_AXES:
            (drawn,) = problems.values()
            return process_diagram(ensemble, rates, axis, values, **chosen), process_lines(drawn, axis, values)
        found = phase_diagram(ensemble, rates, axis=axis, values=values, **chosen)
    except ValueError as error:
        fail(str(error))
    return found, lines(list(problems.values()))
