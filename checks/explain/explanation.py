"""From a net and its data to what is proved of its training, at which learning rates, and how far that is from the edge."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy import ndarray

from checks.explain.anatomy import Anatomy, anatomy, homogeneous
from checks.explain.chains import Chain, chain
from checks.explain.changes import changes, rate_by_hand
from checks.explain.constants import constant
from checks.explain.layered import Layered, recognise
from checks.explain.page import html_page, text_page
from checks.explain.runs import Edge, identity_residual, measured_edge
from checks.explain.theorems import Applied, applying
from numerics.adapters.as_model import AsModel
from numerics.adapters.jax_net import JaxNet
from numerics.adapters.optional import plain_array
from numerics.adapters.torch_net import TorchNet
from numerics.arguments import integer, reals, shown
from numerics.spectra.curvature import tangent_kernel
from numerics.spectra.lanczos import top_eigenpairs
from numerics.training.horizon import horizon
from numerics.validation import coefficient

__all__ = ["Explanation", "explain"]

_SAME = 1e-6
"""Relative difference of outputs that rounding may bring where sums are taken in another order."""


@dataclass(frozen=True, eq=False, repr=False)
class Explanation:
    """What can be said of the training of one net on its data by full-batch gradient descent on the squared loss.

    Learning rates are those of L = (c/2) Σ r²; multiply by ``sharpness`` to compare with the linear edge 2.

    Attributes
    ----------
    anatomy
        What the net is, measured.
    layered
        The net as a net of layers; else the reason why it is none.
    chain
        It as a chain of convolutions, pooling and linear layers, where it is no net of layers; else the reason why it is none.
    normalisation
        Names c, see `numerics.validation.coefficient`.
    sharpness
        λmax of cJJᵀ at the weights.
    zero_targets
        Whether all targets are 0.
    theorems
        The proved statements that speak of the net, tried on these weights and data.
    constant, norm
        C of λmax(H) ≤ C N^(k−1) where it is known (else NaN), and the squared norm N in it, in the convention L = (1/2D) Σ r².
    target_square
        |y|²/D.
    step_rate
        The largest learning rate at which the next step cannot raise the weight norm, exactly, or N of a chain with biases; NaN
        for other nets without degree.
    identity
        Largest relative excess over the identity of that norm in a short run; NaN where there is none.
    edge
        The measured edge; None if it was not asked for.
    changes
        What would have to change → what would then be certified, each tried.
    mode_matters
        Whether it is explained in a training mode in which it computes something else than in evaluation mode.
    to_theirs
        Factor from rates of L = (1/2D) Σ r² to those of the loss.
    """

    anatomy: Anatomy
    layered: Layered | str
    chain: Chain | str
    normalisation: str
    sharpness: float
    zero_targets: bool
    theorems: tuple[Applied, ...]
    constant: float
    norm: float
    target_square: float
    step_rate: float
    identity: float
    edge: Edge | None
    changes: dict[str, str]
    mode_matters: bool
    to_theirs: float

    @property
    def certified_rate(self) -> float:
        """The largest rate for which a proved statement promises that something never grows, stays bounded or tends to 0."""
        return self.to_theirs * max((item.edge for item in self.theorems if item.says), default=0.0)

    @property
    def hand_rate(self) -> float:
        """For targets 0, the largest rate at which N of ``norm`` can never grow by the constant C, η C N^(k−1) ≤ 2k; else 0.

        Targets that are the same for all data are as good where the last layer has biases.

        With several outputs and more than two layers, for convolutions, and with biases between layers, where a polynomial in N
        stands for C N^(k−1), this is a short proof by hand, see `checks.explain.constants` and `checks.explain.chains`, which no
        prover has checked.
        """
        if isinstance(self.chain, Chain):
            return self.to_theirs * self.chain.rate
        degree = self.anatomy.degree
        if degree is None or not self.zero_targets or not self.constant >= 0:
            return 0.0
        return self.to_theirs * rate_by_hand(self.constant, self.norm, degree)

    @property
    def share(self) -> float:
        """The certified rate, by Coq or else by hand, over the smallest at which training was seen to diverge; NaN without one.

        A net that dies breaks no promise: its loss stays bounded.
        """
        rate = self.certified_rate or self.hand_rate
        if self.edge is None or self.edge.failed == inf or self.edge.dies or not 0 < rate < inf:
            return np.nan
        return rate / (self.to_theirs * self.edge.failed)

    def horizon(self, rate: float) -> float:
        """Steps for which the norm certainly does not blow up at a rate; 0 where C is not known, see `numerics.training.horizon`.

        Parameters
        ----------
        rate
            A learning rate of the loss.
        """
        degree = self.anatomy.degree
        if degree is None or not self.constant > 0:
            return 0.0
        return horizon(rate / self.to_theirs, self.constant, self.norm, self.target_square, degree)

    def __repr__(self) -> str:
        return text_page(self)

    def _repr_html_(self) -> str:
        return html_page(self)


def explain(
    net: Any,
    inputs: Any,
    targets: Any = 0.0,
    *,
    normalisation: str = "mean",
    edge_steps: int | None = 100,
    at_once: int | None = None,
) -> Explanation:
    """Say what a net is, which proved statements speak of it on these data, and what they certify at its present weights.

    All is measured in float64 at the net's present weights, which stay as they are. Full-batch gradient descent on the squared
    loss is spoken of; batches, momentum and decay are not.

    Parameters
    ----------
    net
        A `torch.nn.Module`; a pair (apply, params) of a JAX function and its weights; or a `TorchNet` or `JaxNet`.
    inputs
        The data (D, …), see the adapters.
    targets
        (D,), (D, K) or one number.
    normalisation
        The c of L = (c/2) Σ r²: 1/(D·K) for ``"mean"``, 1 for ``"sum"``, 2/(D·K) for ``"mean_square"``, as in most libraries.
    edge_steps
        Steps of each run with which the edge is measured; None to leave it out.
    at_once
        How many data are evaluated at once, which bounds the memory.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or shape.

    Examples
    --------
    ::

        explain(net, images, labels, normalisation="mean_square")
    """
    steps = None if edge_steps is None else integer(edge_steps, "edge_steps", least=1)
    model = _adapted(net, inputs, at_once)
    scale = coefficient(normalisation, model.data_count)
    goal = _targets(targets, model)
    weights = np.asarray(model.vectors(model.weights()).numpy(model.weights()), dtype=np.float64)
    if not np.isfinite(weights).all():
        raise ValueError("the weights of the net must be finite")
    with np.errstate(all="ignore"):  # of what overflows there is nothing to say, which the page does
        return _explained(model, weights, goal, normalisation, scale, steps)


def _explained(model: Any, weights: ndarray, goal: ndarray, normalisation: str, scale: float, steps: int | None) -> Explanation:
    """The explanation, of arguments that were checked."""
    outputs = model.outputs(weights[None])
    if not np.isfinite(outputs).all():
        raise ValueError("inputs must be such that all outputs of the net are finite numbers at its present weights")
    if not np.allclose(outputs, model.outputs(weights[None]), rtol=_SAME, atol=_SAME * float(np.abs(outputs).max())):
        raise ValueError(
            "net must compute the same twice at the same weights: it draws random numbers though it is in evaluation mode, or "
            "from a generator of its own, where they cannot be held"
        )
    measured = anatomy(model, weights)
    known = recognise(model, weights)
    fast, start = (known.models[0], known.weights) if isinstance(known, Layered) and known.models else (model, weights)
    sharpness = _sharpness(model, weights)
    if not np.isfinite(sharpness):
        raise ValueError("inputs must be such that the tangent kernel of the net is finite in float64 at its present weights")
    theorems = applying(known, goal) if isinstance(known, Layered) else ()
    links = chain(model, weights, goal) if isinstance(known, str) else "it is a net of fully connected layers"
    if measured.linear:  # of which more is known
        links = "it is linear in its weights"
    if isinstance(links, Chain) and not homogeneous(model, weights, links.factors, links.depth):
        links = f"it is measured to be of another degree than {links.depth}"
    bound, norm = constant(known) if isinstance(known, Layered) else (np.nan, np.nan)
    if isinstance(links, Chain):
        bound, norm = links.constant, links.norm
    degree, factors, left = measured.degree, np.ones(1), goal
    if isinstance(links, Chain):
        degree, factors, start, left = links.depth, links.factors, links.weights, links.targets
    identity = step_rate = np.nan
    to_theirs = 1 / (model.data_count * scale)
    if degree is not None:
        identity = identity_residual(fast, start, left, 1 / sharpness, degree, factors) if sharpness > 0 else 0.0
        step_rate = to_theirs * _step_rate(fast, start, left, degree, factors)
    return Explanation(
        anatomy=measured,
        layered=known,
        chain=links,
        normalisation=normalisation,
        sharpness=sharpness / to_theirs,
        zero_targets=not goal.any(),
        theorems=theorems,
        constant=bound,
        norm=norm,
        target_square=float(np.mean(goal**2)),
        step_rate=step_rate,
        identity=identity,
        edge=measured_edge(fast, start, goal, sharpness, steps) if steps and sharpness > 0 else None,
        changes=changes(model, weights, measured, known, links, goal, to_theirs),
        mode_matters=bool(model.mode_matters),
        to_theirs=to_theirs,
    )


def _adapted(net: Any, inputs: Any, at_once: int | None) -> Any:
    if isinstance(net, AsModel):
        return net.on(inputs)
    if isinstance(net, (tuple, list)) and len(net) == 2 and callable(net[0]):
        return JaxNet(net[0], net[1], inputs, at_once=at_once)
    if not isinstance(net, type) and callable(getattr(net, "named_parameters", None)):
        return TorchNet(net, inputs, at_once=at_once)
    raise TypeError(f"net must be a torch.nn.Module, a pair (apply, params), a TorchNet or a JaxNet, not {shown(net)}")


def _targets(targets: Any, model: Any) -> ndarray:
    """Targets as the model's D·K numbers."""
    given = getattr(targets, "detach", lambda: targets)()
    given = given.cpu().double() if hasattr(given, "cpu") and not given.is_complex() else given
    array = plain_array(given, "targets").astype(np.float64)
    count, outputs = model.data_count, model.output_count
    if array.ndim and (array.size != count or (array.ndim > 1 and len(array) != count // outputs)):
        classes = "; of classes, give one-hot rows" if array.size == count // outputs else ""
        raise ValueError(
            f"targets must be one number or {count} of them, (D, K) = ({count // outputs}, {outputs}), "
            f"not of shape {array.shape}{classes}"
        )
    return reals(np.broadcast_to(array.ravel() if array.ndim else array, (count,)).copy(), "targets", "(D, K)")


def _sharpness(model: Any, weights: ndarray) -> float:
    """λmax(H), H = JJᵀ/D."""
    return max(float(top_eigenpairs(tangent_kernel(model, model.native(weights)), 1, tolerance=1e-6).top), 0.0)


def _step_rate(model: Any, weights: ndarray, targets: ndarray, degree: int, factors: ndarray) -> float:
    """The η at which N' = N = Σ nθ²: 2k r·f/D over Σ n(∂L)²."""
    outputs = model.outputs(weights[None])
    residuals = outputs - targets
    slope = model.pullback(weights[None], residuals) / model.data_count
    falls, rises = 2 * degree * float((residuals * outputs).sum()) / model.data_count, float((factors * slope**2).sum())
    return max(falls / rises, 0.0) if rises > 0 else inf
