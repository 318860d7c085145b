"""How the papers normalise loss and NTK, and how to convert: one table.

Every convention is L = (c/2) Σ r_a² with an NTK reported as g·∇f_a·∇f_b. The gradient step is θ' = θ − η c Σ r_a ∇f_a, so
the linear-stability edge is 2/(c λmax(∇f_a·∇f_b)), whatever g is: with g = c it reads 2/λmax.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Rational

from theory.arguments import shown, words
from theory.symbols import PARAMETERS

__all__ = ["CONVENTIONS", "Convention", "convert_kernel", "convert_learning_rate", "linear_stability_edge"]

_D = PARAMETERS["D"].symbol


@dataclass(frozen=True)
class Convention:
    """One paper's normalisation.

    Attributes
    ----------
    paper
        Short key and arXiv number.
    loss_factor
        c in L = (c/2) Σ_a r_a².
    kernel_factor
        g in K_ab = g ∇f_a·∇f_b.
    loss_text, kernel_text
        As the paper writes them.
    """

    paper: str
    loss_factor: Expr
    kernel_factor: Expr
    loss_text: str
    kernel_text: str


CONVENTIONS: dict[str, Convention] = {
    "ML": Convention("Meltzer & Liu, arXiv:2301.07737", 1 / _D, 1 / _D, "(1/2D) Σ r_a²", "(1/D) ∇f_a·∇f_b"),
    "ZQ": Convention("Zhu et al., arXiv:2205.11787", Rational(1), Rational(1), "½ Σ r_a²", "∇f_a·∇f_b"),
    "ZS": Convention("Zhu et al., arXiv:2306.04815", 2 / _D, Rational(1), "(1/n) Σ r_a², n = D data", "∇f_a·∇f_b"),
    "LW": Convention("Lewkowycz et al., arXiv:2003.02218", 1 / _D, 1 / _D, "(1/2D) Σ r_a²", "(1/D) ∇f_a·∇f_b"),
    "ours": Convention("this toolkit", 1 / _D, 1 / _D, "(1/2D) Σ r_a²", "(1/D) ∇f_a·∇f_b"),
}


def _convention(key: str, argument: str = "key") -> Convention:
    if words(key, argument) not in CONVENTIONS:
        raise KeyError(f"{argument} must be one of {', '.join(CONVENTIONS)}, not {shown(key)}")
    return CONVENTIONS[key]


def convert_learning_rate(source: str, target: str) -> Expr:
    """Return the factor that turns a learning rate of one paper into the one of another that takes the same step.

    Parameters
    ----------
    source, target
        Keys of `CONVENTIONS`.

    Raises
    ------
    KeyError
        For an unknown key.

    Examples
    --------
    >>> convert_learning_rate("ZQ", "ML")
    D
    """
    return _convention(source, "source").loss_factor / _convention(target, "target").loss_factor


def convert_kernel(source: str, target: str) -> Expr:
    """Return the factor that turns an NTK eigenvalue of one paper into the one of another, for the same weights.

    Parameters
    ----------
    source, target
        Keys of `CONVENTIONS`.

    Raises
    ------
    KeyError
        For an unknown key.

    Examples
    --------
    >>> convert_kernel("ZQ", "ML")
    1/D
    """
    return _convention(target, "target").kernel_factor / _convention(source, "source").kernel_factor


def linear_stability_edge(key: str, top_eigenvalue: Expr) -> Expr:
    """Return the linear-stability edge in a paper's learning rate, for the top eigenvalue of its own NTK.

    Raises
    ------
    KeyError
        For an unknown key.
    """
    convention = _convention(key)
    return 2 * convention.kernel_factor / (convention.loss_factor * top_eigenvalue)
