"""Learning-rate edges of a drawn problem: every bound of the theory that applies, as numbers for each initialisation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, singledispatch

import numpy as np
from numpy import ndarray
from sympy import Expr, Poly, cancel, lambdify, sqrt

from checks.instances.edge_values import edge_values
from numerics.diagram import initial_ntk
from numerics.ensemble import Ensemble, Problem
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import first_order
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Statement
from theory.symbols import PARAMETERS

__all__ = ["Edge", "Named", "any_target_edges", "edges", "evaluate", "norm_edges", "turning_rate"]

Named = tuple[str, str, str, Expr]
"""Name, origin and what it guards, as in `Edge`, and the learning rate as a formula."""


@dataclass(frozen=True, eq=False)
class Edge:
    """One bound evaluated at B initialisations.

    Attributes
    ----------
    name
        Short name, the same for every problem.
    origin
        ``"stability"`` (2/λ₀), ``"published"`` or ``"derived"``.
    guards
        What holds below it: ``"monotone"`` (small residuals do not grow), ``"bounded"`` (the weight norm or the loss does not).
    learning_rates
        The edge in η, (B,).
    relative
        The edge in units of 1/λ₀, (B,).
    """

    name: str
    origin: str
    guards: str
    learning_rates: ndarray
    relative: ndarray


def edges(drawn: Problem) -> list[Edge]:
    """Evaluate every bound that applies to a problem; the formulas come from `theory`, nothing is written down here.

    Bounds on the weight norm are for target 0; with a target, the sharp edge of the closed map is used where the map closes.
    The derived bound of a two-layer net on one datum is the published one (ML-2).
    """
    found = []
    for name, origin, guards, formula in _formulas(drawn):
        values = evaluate(formula, drawn)
        found.append(Edge(name, origin, guards, values, values * initial_ntk(drawn)))
    return found


def _formulas(drawn: Problem) -> list[Named]:
    from theory.bounds import linear_stability_edge
    from theory.descent import update_maps
    from theory.models.homogeneous import two_layer_net

    linear = linear_stability_edge(update_maps(two_layer_net("linear"), 0))
    found = [("linear stability", "stability", "monotone", linear.expression)]
    ensemble, net = drawn.ensemble, drawn.net
    if ensemble.kind.expand is first_order:
        return found  # its kernel does not move
    found += any_target_edges(net, ensemble)
    if ensemble.target != 0 or ensemble.kind.expand is not None:
        return found
    return [*found, *norm_edges(net, ensemble)]


@singledispatch
def any_target_edges(net: Model, ensemble: Ensemble) -> list[Named]:
    """The bounds of a model for any target, beside those that all have; a model from elsewhere registers its own."""
    return []


@any_target_edges.register
def _(net: TwoLayerNet, ensemble: Ensemble) -> list[Named]:
    if net.data_count > 1 or ensemble.slope not in (0.0, 1.0):
        return []
    from theory.normal_form import target_edge

    return [("kernel edge η*", "derived", "bounded", target_edge().expression)]


@singledispatch
def norm_edges(net: Model, ensemble: Ensemble) -> list[Named]:
    """The bounds of a model for target 0, beside those that all have; a model from elsewhere registers its own."""
    return []


@norm_edges.register
def _(net: TwoLayerNet, ensemble: Ensemble) -> list[Named]:
    from theory.bounds import upper_edge, weight_norm_bound
    from theory.descent import update_maps
    from theory.models.homogeneous import two_layer_net

    if net.data_count > 1:
        return [*_many_data(ensemble.slope), _printed("ML-8")]
    found = [("weight norm (ML-2)", "published", "bounded", weight_norm_bound(two_layer_net()).expression)]
    if ensemble.slope not in (0.0, 1.0):
        found.append(("4/λ₀", "stability", "bounded", upper_edge(update_maps(two_layer_net("linear"), 0)).expression))
    return [*found, *([_printed("ML-9")] if ensemble.slope == 0.0 else [])]


@norm_edges.register
def _(net: PureQuadratic, ensemble: Ensemble) -> list[Named]:
    from theory.bounds import weight_norm_bound
    from theory.many_data import c_star_bound, many_data_bounds
    from theory.models.quadratic import pure_quadratic

    if net.data_count == 1:
        return [("weight norm (ML-2)", "published", "bounded", weight_norm_bound(pure_quadratic()).expression)]
    sharp = many_data_bounds(c_star_bound())[0].expression
    return [_printed("ML-5"), _printed("ML-6"), ("sharp C*", "derived", "bounded", sharp)]


@norm_edges.register
def _(net: BiasedQuadratic, ensemble: Ensemble) -> list[Named]:
    from theory.bias import bias_bounds

    return [_printed("ML-7"), ("weighted norm", "derived", "bounded", bias_bounds()[0].expression)]


@norm_edges.register
def _(net: DeepNet, ensemble: Ensemble) -> list[Named]:
    from theory.depth import depth_constant
    from theory.homogeneous import master_bounds

    constant = depth_constant(ensemble.depth, input_norm2=PARAMETERS["gram_top"].symbol).expression
    return [("weight norm, depth k", "derived", "bounded", master_bounds(constant, ensemble.depth)[0].expression)]


def _many_data(slope: float) -> list[Named]:
    from theory.many_data import gram_bound, many_data_bounds
    from theory.spectral import spectral_bounds

    found = [("weight norm, D data", "derived", "bounded", many_data_bounds(gram_bound())[0].expression)]
    if slope == 1.0:
        found.append(("spectral norm", "derived", "bounded", spectral_bounds()[0].expression))
    return found


def _printed(claim_id: str) -> Named:
    from theory.claims import claim

    return (claim_id, "published", "bounded", turning_rate(claim(claim_id).statements[0]))


def turning_rate(statement: Statement) -> Expr:
    """The learning rate at which the one hypothesis of a statement that speaks of it, of degree 1 or 2 in it, turns.

    Both of its coefficients are at least 0, so that there is one.
    """
    eta = PARAMETERS["eta"].symbol
    (below,) = (hypothesis for hypothesis in statement.hypotheses if hypothesis.has(eta))
    whole = Poly(below.lhs, eta)
    if whole.degree() == 1:
        return cancel(below.rhs * eta / below.lhs)
    square, slope, rest = whole.nth(2), whole.nth(1), below.rhs - whole.nth(0)
    return 2 * rest / (slope + sqrt(slope**2 + 4 * square * rest))


def evaluate(formula: Expr, drawn: Problem, **given: float) -> ndarray:
    """A learning rate as a formula at each initialisation of a problem, (B,); values that the problem does not know are given."""
    known = _values(drawn) | {name: partial(float, value) for name, value in given.items()}
    symbols = sorted(formula.free_symbols, key=str)
    function: Callable[..., ndarray] = lambdify(symbols, formula, "numpy")
    with np.errstate(all="ignore"):
        values = function(*(np.asarray(known[symbol.name](), dtype=float) for symbol in symbols))
    return np.broadcast_to(np.asarray(values, dtype=float), (len(drawn.weights),)).copy()


def _values(drawn: Problem) -> dict[str, Callable[[], ndarray | float]]:
    """How each symbol of a formula is measured, on demand."""
    net, weights, ensemble = drawn.net, drawn.weights, drawn.ensemble
    return {
        "theta2_0": lambda: (weights * weights).sum(axis=1),
        "f_0": lambda: net.outputs(weights)[:, 0],
        "f2_0": lambda: (net.outputs(weights) ** 2).mean(axis=1),
        "H_0": lambda: initial_ntk(drawn),
        "y": lambda: float(drawn.targets[0]),
        "k": lambda: float(ensemble.depth),
        "D": lambda: float(net.data_count),
        "P": lambda: float(net.weight_count),
        **edge_values(net, weights),
    }
