"""One gradient step of a general quadratic model on D data: exact updates of residual, Jacobian and NTK. L = ½ Σ r_a².

`matrix_step` works for symbolic D and P: a quadratic function equals its second-order Taylor expansion, into which the step
δ = −ηJᵀr goes. `explicit_step` moves the weights of a model with explicit entries and uses no expansion at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Identity, ImmutableMatrix, MatrixExpr, MatrixSymbol, Rational, Symbol, expand, symbols

from theory.derivation import Derivation
from theory.models.general_quadratic import GeneralQuadratic
from theory.symbols import PARAMETERS

__all__ = ["ExplicitStep", "MatrixStep", "explicit_step", "matrix_step"]

_ETA, _D, _P = (PARAMETERS[name].symbol for name in ("eta", "D", "P"))


@dataclass(frozen=True)
class MatrixStep:
    """The updates as matrix expressions, for any D and P.

    Attributes
    ----------
    residual
        r' = (I − ηK) r + (η²/2) G Jᵀ r in the symbols r, J, G, with K written as J Jᵀ.
    jacobian
        J' in J and G.
    ntk
        K' = J'J'ᵀ, expanded, in J and G.
    curvature_row
        Row a of G.
    derivation
        The steps.
    """

    residual: MatrixExpr
    jacobian: MatrixExpr
    ntk: MatrixExpr
    curvature_row: MatrixExpr
    derivation: Derivation


@dataclass(frozen=True)
class ExplicitStep:
    """Residuals, Jacobian and NTK before and after one step of a model with explicit entries; and the rows of G."""

    residual: ImmutableMatrix
    jacobian: ImmutableMatrix
    curvature: ImmutableMatrix
    next_residual: ImmutableMatrix
    next_jacobian: ImmutableMatrix
    next_ntk: ImmutableMatrix


def matrix_step() -> MatrixStep:
    """Derive the updates for symbolic D and P."""
    jacobian, residual = MatrixSymbol("J", _D, _P), MatrixSymbol("r", _D, 1)
    row, form, curvature = MatrixSymbol("J_a", 1, _P), MatrixSymbol("Q_a", _P, _P), MatrixSymbol("G", _D, _P)
    step = -_ETA * jacobian.T * residual
    first = (row * step).doit()
    gradient_change = (step.T * form).doit()
    second = (Rational(1, 2) * gradient_change * step).doit()
    curvature_row = (residual.T * jacobian * form).doit()
    # The gradient's change is −η G_a: it is a row of J' − J, and half of it times δ is what the curvature adds to f_a.
    next_jacobian = jacobian - _ETA * curvature
    bent = (Rational(1, 2) * (-_ETA * curvature) * step).doit()
    next_residual = (Identity(_D) * residual + jacobian * step).doit() + bent
    next_ntk = (next_jacobian * next_jacobian.T).doit().expand().doit()
    derivation = Derivation().then("The weights move by", step)
    derivation = derivation.then("The first-order change of output a, with its gradient", first)
    derivation = derivation.then("The second-order change, exact as the model is quadratic", second)
    derivation = derivation.then("The gradient changes by", gradient_change).then(
        "so with the row of the curvature G", curvature_row
    )
    derivation = derivation.then("the residuals become", next_residual).then("the Jacobian", next_jacobian)
    return MatrixStep(next_residual, next_jacobian, next_ntk, curvature_row, derivation.then("and the NTK", next_ntk))


def explicit_step(model: GeneralQuadratic, targets: tuple[Symbol, ...] | None = None) -> ExplicitStep:
    """Move the weights by one gradient step on ½ Σ (f_a − y_a)² and return everything before and after it.

    Parameters
    ----------
    model
        A model with explicit entries.
    targets
        y_a, one a datum; symbols y_1 … y_D by default.

    Raises
    ------
    ValueError
        If the number of targets is not D.
    """
    count = len(model.quadratic)
    targets = symbols(f"y_1:{count + 1}", real=True) if targets is None else targets
    if len(targets) != count:
        raise ValueError(f"targets must have {count} entries, not {len(targets)}")
    residual = ImmutableMatrix(model.outputs - ImmutableMatrix(targets))
    loss = (residual.T * residual)[0] / 2
    jacobian = residual.jacobian(model.weights)
    moved = {w: w - _ETA * loss.diff(w) for w in model.weights}
    next_residual = residual.subs(moved, simultaneous=True).applyfunc(expand)
    next_jacobian = jacobian.subs(moved, simultaneous=True).applyfunc(expand)
    curvature = ImmutableMatrix.vstack(*(residual.T * jacobian * form for form in model.quadratic))
    return ExplicitStep(residual, jacobian, curvature, next_residual, next_jacobian, next_jacobian * next_jacobian.T)
