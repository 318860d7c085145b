"""What is said of a net that no theorem speaks of: a proof by hand, or what a bound would need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.explain.chains import Chain
from checks.explain.layered import Layered

if TYPE_CHECKING:
    from checks.explain.explanation import Explanation

__all__ = ["instead"]

_IDENTITY = (
    "The weight-norm identity (NORM-ID) needs no more than Euler's identity, which was measured; it is proved for fully "
    "connected layers and quadratic forms. "
)
_CONVENTION = "in the convention L = (1/2DK) Σ r², by a short proof by hand"


def instead(found: Explanation) -> str:
    """A paragraph; empty where there is nothing to say.

    Parameters
    ----------
    found
        An explanation without theorems.
    """
    degree, horizon = found.anatomy.degree, ""
    if not found.zero_targets:
        horizon = " With these targets that gives the horizon below, and no bound for all time."
    if isinstance(found.layered, Layered) and found.constant > 0:
        return (
            "Those that are proved are for one output or two layers. With several outputs and more layers the weight-norm "
            f"identity holds as it does with one, and λmax(H) ≤ C N^{found.layered.deep.depth - 1} with C = "
            f"{found.constant:.4g}, N = {found.norm:.4g} {_CONVENTION} (checks.explain.constants).{horizon}"
        )
    if isinstance(found.chain, Chain):
        return _biased(found.chain) if found.chain.biases else _IDENTITY + _bare(found, found.chain) + horizon
    if found.anatomy.linear:
        return (
            "It is linear in its weights, at other weights too: its kernel never changes, so that there are no catapults. "
            "Along an eigenvector of the kernel each step multiplies the residual by 1 - ηλ: the loss never grows up to "
            "η = 2/λ, and beyond it grows without end, unless nothing of the residual lies along the first eigenvector."
        )
    if degree is not None:
        return (
            f"{_IDENTITY}What a bound for all time needs, a constant C with λmax(H) ≤ Cθ^{2 * degree - 2}, is not known for this "
            f"net: {found.chain}. For convolutions without biases it is that of fully connected layers, times the number of "
            "patches that an entry lies in for each convolution beyond the first (checks.explain.chains)."
        )
    if found.anatomy.weighted:
        return (
            "As θ·∂f is no multiple of f, there is no identity of the weight norm. The weighted norm Σ ω θ² has one; what a "
            f"bound needs, a polynomial in it that bounds the kernel weighted by ω, is not known for this net: {found.chain}."
        )
    return ""


def _bare(found: Explanation, chain: Chain) -> str:
    return (
        f"It is a chain of {chain.depth} convolutions or linear layers without biases, but for the first: λmax(H) ≤ "
        f"C N^{chain.depth - 1} with C = {found.constant:.4g}, N = θ² = {found.norm:.4g} {_CONVENTION} (checks.explain.chains)."
    )


def _biased(chain: Chain) -> str:
    none = " With these targets it gives no bound for all time." if chain.targets.any() else ""
    return (
        f"It is a chain of {chain.depth} convolutions or linear layers with biases. As Σ n θ·∂f = {chain.depth}f, n being 1 for "
        "weights and l for the biases of layer l, the norm N = Σ n θ² has the identity that θ² has without biases. At N = "
        f"{chain.norm:.4g} and below the kernel weighted by n is at most {chain.bound:.4g} {_CONVENTION} "
        f"(checks.explain.chains).{none}"
    )
