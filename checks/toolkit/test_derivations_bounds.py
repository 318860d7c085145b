"""The derived bounds and the D-data identities against formulas worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Abs, Expr, ImmutableMatrix, Matrix, Max, Rational, Symbol, expand, simplify, sqrt, symbols

from theory.bias import bias_bounds, norm_weight, published_norm, weighted_norm_change
from theory.bound import NoBoundError
from theory.bounds import kernel_bound, linear_stability_edge, output_sum_bound, upper_edge, weight_norm_bound
from theory.depth import depth_constant, layer_polynomial
from theory.descent import update_maps
from theory.growth import growth_condition, sufficient_growth_condition
from theory.homogeneous import falling_norm_condition, homogeneous_maps, master_bounds
from theory.many_data import c_star_bound, gram_bound, many_data_bounds, net_kernel, omega_bound, omega_matrix, projected_kernel
from theory.models.deep import chain_net
from theory.models.general_quadratic import GeneralQuadratic, symbolic_pure_quadratic
from theory.models.homogeneous import two_layer_net
from theory.models.own import from_quadratic_form, from_unit
from theory.models.quadratic import pure_quadratic
from theory.models.unit import UnitModel
from theory.quadratic_step import explicit_step, matrix_step
from theory.report import derive
from theory.spectral import spectral_bounds, spectral_change, spectral_weight
from theory.symbols import OBSERVABLES, PARAMETERS

u, v, w = symbols("u v w", real=True)
eta, s, x2, zeta, D, k = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "zeta", "D", "k"))
a_plus, a_minus, psi2, gram = (PARAMETERS[name].symbol for name in ("a_plus", "a_minus", "psi2_top", "gram_top"))
theta2, f, r, H = (OBSERVABLES[name] for name in ("theta2", "f", "r", "H"))
C_net = s**2 * x2 * Max(a_plus**2, a_minus**2)


def same(left: Expr, right: Expr) -> bool:
    return bool(simplify(left - right) == 0)


SKEW = UnitModel("skew", (u, v, w), v * (u + 2 * w), scale=s)
QUADRATIC_ACTIVATION = UnitModel("quadratic activation", (u, v), v * u**2, scale=s)
KERNEL_CONSTANTS: list[tuple[UnitModel, Expr]] = [
    (two_layer_net(), C_net),
    (two_layer_net(slopes=(2, -3), input_norm2=25), 225 * s**2),
    (two_layer_net("relu"), s**2 * a_plus**2 * x2),
    (pure_quadratic(), zeta**2 * psi2),
    (SKEW, 5 * s**2),
    (QUADRATIC_ACTIVATION, Rational(4, 3) * s**2),
    (UnitModel("product", (u, v, w), u * v * w, scale=s), s**2 / 3),
    (UnitModel("cubic", (u,), u**3, scale=s), 9 * s**2),
    (UnitModel("squares", (u, v), u**2 + v**2, scale=s), 4 * s**2),  # its NTK is a multiple of its output
    (chain_net(2), C_net),
    (chain_net(4), s**2 * x2 * Max(a_plus**2, a_minus**2) ** 3 / 16),
]


@pytest.mark.parametrize(("model", "constant"), KERNEL_CONSTANTS, ids=lambda item: getattr(item, "name", ""))
def test_kernel_constants(model: UnitModel, constant: Expr) -> None:
    bound = kernel_bound(model)
    assert same(bound.expression, constant)
    assert bound.sharp
    degree = model.degree or 0
    assert same(weight_norm_bound(model).expression, 2 * degree / (constant * theta2.initial ** (degree - 1)))
    gain = eta * (2 * degree - eta * constant * theta2.initial ** (degree - 1))
    assert same(output_sum_bound(model).expression, theta2.initial / gain)


def test_certificates_are_nonnegative_and_tight() -> None:
    certificate = kernel_bound(QUADRATIC_ACTIVATION).certificate
    assert certificate is not None
    assert same(certificate, (u**2 - 2 * v**2) ** 2 / 3)
    assert kernel_bound(two_layer_net()).certificate == 0


def test_edges_of_the_linear_net() -> None:
    maps = update_maps(two_layer_net("linear"), 0)
    assert same(linear_stability_edge(update_maps(two_layer_net("leaky"))).expression, 2 / H.initial)
    assert same(upper_edge(maps).expression, 4 / H.initial)
    growth = growth_condition(maps)
    kappa = s**2 * a_plus**2 * x2
    assert same(growth.statement.lhs, kappa * eta**2 * f.initial**2)
    assert same(growth.statement.rhs, eta * H.initial - 2)


@pytest.mark.parametrize(("model", "root"), [(two_layer_net(), sqrt(C_net)), (pure_quadratic(), sqrt(zeta**2 * psi2))])
def test_growth_without_a_closed_map(model: UnitModel, root: Expr) -> None:
    growth = sufficient_growth_condition(model)
    assert same(growth.statement.lhs, eta**2 * root * Abs(f.initial) * H.initial / 2)
    assert same(growth.statement.rhs, eta * H.initial - 2)
    assert growth.validity == model.validity


def test_no_bound_says_why() -> None:
    with pytest.raises(NoBoundError, match="not homogeneous"):
        kernel_bound(from_unit(u * v + u))
    with pytest.raises(NoBoundError, match="square_bound"):
        kernel_bound(from_unit(w * u**2, constants=(w,)))
    with pytest.raises(NoBoundError, match="M_f2"):
        upper_edge(update_maps(pure_quadratic(), 0))


def test_weight_norm_identity_for_any_degree() -> None:
    maps = homogeneous_maps()
    rf, quadratic = OBSERVABLES["rf"].now, OBSERVABLES["rHr"].now
    assert same(maps.weight_norm_data, theta2.now - 2 * k * eta * rf + eta**2 * quadratic)
    assert same(maps.weight_norm, theta2.now - 2 * k * eta * r.now * f.now + eta**2 * r.now**2 * H.now)
    for model in (two_layer_net(), QUADRATIC_ACTIVATION, chain_net(4)):
        assert same(update_maps(model).weight_norm, homogeneous_maps(model.degree or 0).weight_norm)


def test_the_norm_falls_when_residuals_are_large() -> None:
    condition = falling_norm_condition(2).statement
    size, mean_square = PARAMETERS["y_norm"].symbol, OBSERVABLES["r2"].now
    assert same(condition.lhs, 4 * size)
    assert same(condition.rhs, sqrt(D * mean_square) * (4 - eta * H.now))


def test_master_bounds() -> None:
    constant = Symbol("C", positive=True)
    edge, total = master_bounds(constant)
    assert same(edge.statement.lhs, eta * constant * theta2.initial ** (k - 1))
    assert same(edge.statement.rhs, 2 * k)
    assert same(total.expression, theta2.initial / (eta * (2 * k - eta * constant * theta2.initial ** (k - 1))))


def test_depth_constant() -> None:
    slope2 = Max(a_plus**2, a_minus**2)
    assert same(depth_constant().expression, s**2 * slope2 ** (k - 1) * x2 * k ** (2 - k))
    assert same(depth_constant(3, input_norm2=gram).expression, s**2 * slope2**2 * gram / 3)
    polynomial, (t1, t2, t3) = layer_polynomial(3)
    mean = (t1 + t2 + t3) / 3
    assert same(3 * mean**2 - polynomial, ((t1 - t2) ** 2 + (t2 - t3) ** 2 + (t1 - t3) ** 2) / 6)


def test_bias_bound_and_what_the_weaker_norm_loses() -> None:
    phi2, linear = PARAMETERS["phi2"].symbol, OBSERVABLES["phi_theta"].now
    meta, norm = OBSERVABLES["H_meta"].now, OBSERVABLES["N_bias"]
    assert norm_weight() == 2
    assert same(weighted_norm_change()[0], eta * f.now**2 * (eta * (meta + 2 * phi2) - 4))
    edge, total = bias_bounds()
    denominator = 2 * phi2 + zeta**2 * psi2 * norm.initial
    assert same(edge.expression, 4 / denominator)
    assert same(total.expression, norm.initial / (eta * (4 - eta * denominator)))
    larger, excess, _ = published_norm()
    features, metas = OBSERVABLES["theta_f2"].now, OBSERVABLES["theta_m2"].now
    assert same(larger, features + metas + linear**2 / phi2)
    assert same(excess, features - linear**2 / phi2)


@pytest.mark.parametrize(
    ("kernel", "constant"),
    [
        (c_star_bound(), PARAMETERS["c_star"].symbol),
        (omega_bound(), PARAMETERS["omega_top"].symbol),
        (gram_bound(), s**2 * Max(a_plus**2, a_minus**2) * gram),
    ],
)
def test_many_data_bounds(kernel: Any, constant: Expr) -> None:
    edge, total = many_data_bounds(kernel)
    assert same(kernel.expression, constant)
    assert same(edge.expression, 4 / (constant * theta2.initial))
    assert same(total.expression, theta2.initial / (eta * (4 - eta * constant * theta2.initial)))


def test_omega_is_the_form_of_the_projected_kernel() -> None:
    model = symbolic_pure_quadratic(2, 2)
    z = symbols("z_1 z_2", real=True)
    projected = projected_kernel(model, z)
    product = ImmutableMatrix([z_a * weight for z_a in z for weight in model.weights])
    omega = omega_matrix(model.quadratic, Rational(1))
    assert expand(projected - (product.T * omega * product)[0]) == 0
    mixed = model.quadratic[0] * z[0] + model.quadratic[1] * z[1]
    assert expand(projected - (model.weights.T * mixed * mixed * model.weights)[0] / 2) == 0


def test_net_kernel_is_bounded_unit_by_unit() -> None:
    explicit = net_kernel(2, 2)
    assert same(explicit.bound - explicit.certificate, explicit.share)
    z1, z2, d1, d2, p, q, v_ = symbols("z_1 z_2 d_1 d_2 u_1 u_2 v", real=True)
    x11, x12, x21, x22 = symbols("x1_1 x1_2 x2_1 x2_2", real=True)
    first, second = z1 * d1 * x11 + z2 * d2 * x21, z1 * d1 * x12 + z2 * d2 * x22
    assert same(explicit.share, s**2 / 2 * ((p * first + q * second) ** 2 + v_**2 * (first**2 + second**2)))


def test_general_quadratic_step() -> None:
    model = GeneralQuadratic(
        weights=ImmutableMatrix(symbols("w_1 w_2", real=True)),
        offset=ImmutableMatrix([3, -1]),
        linear=ImmutableMatrix([[1, 2], [-1, Rational(1, 2)]]),
        quadratic=(ImmutableMatrix([[1, 2], [2, 0]]), ImmutableMatrix([[-2, 1], [1, 3]])),
    )
    step = explicit_step(model)
    residual, jacobian, curvature = step.residual, step.jacobian, step.curvature
    expected = residual - eta * jacobian * jacobian.T * residual + eta**2 / 2 * curvature * jacobian.T * residual
    assert (step.next_residual - expected).applyfunc(expand).is_zero_matrix
    assert (step.next_jacobian - (jacobian - eta * curvature)).applyfunc(expand).is_zero_matrix
    wrong = residual - eta * jacobian * jacobian.T * residual + eta**2 * curvature * jacobian.T * residual
    assert not (step.next_residual - wrong).applyfunc(expand).is_zero_matrix


def test_matrix_step_agrees_with_an_explicit_one() -> None:
    formula = matrix_step()
    J, res, G = Matrix([[1, 2], [3, -1]]), Matrix([2, 5]), Matrix([[4, 1], [0, 7]])
    named = {symbol.name: symbol for symbol in formula.residual.free_symbols if hasattr(symbol, "shape")}
    values = {named["J"]: J, named["r"]: res, named["G"]: G, D: 2, PARAMETERS["P"].symbol: 2}
    got = formula.residual.subs(values).doit().as_explicit()
    assert (got - (res - eta * J * J.T * res + eta**2 / 2 * G * J.T * res)).applyfunc(expand).is_zero_matrix
    assert str(formula.curvature_row) == "r.T*J*Q_a"


def test_spectral_norm() -> None:
    change = spectral_change(2)
    f1, f2 = change.outputs
    m1, m2 = change.weights
    assert same(change.first, -2 * ((1 + m1) * f1**2 + (1 + m2) * f2**2) / D)
    assert same(change.second_bound - change.second, change.certificate)
    ratio = Symbol("ratio", positive=True)
    assert same(spectral_weight(ratio), (sqrt(1 + 8 * ratio) - 1) / 2)
    edge, total = spectral_bounds()
    norm = OBSERVABLES["N_spec"].initial
    assert same(edge.expression, 4 / (s**2 * gram * norm))
    assert same(total.expression, 2 * norm / (eta * (4 - eta * s**2 * gram * norm)))


def test_report_of_an_own_model() -> None:
    plain_u, plain_v = symbols("u v")
    report = derive(from_unit(plain_v * plain_u**2, scale=s))
    assert same(report["NTK"].expression, Rational(4, 3) * s**2)
    assert "new moments" in str(report)
    assert report._repr_latex_().startswith("$$")
    with pytest.raises(KeyError, match="M_f2"):
        report["upper edge of the catapult window"]


def test_report_of_an_own_matrix() -> None:
    report = derive(from_quadratic_form(Matrix([[2, 1], [1, -1]])))
    assert same(report["NTK"].expression, (7 + sqrt(13)) / 2)
    with pytest.raises(ValueError, match="symmetric"):
        from_quadratic_form(Matrix([[0, 1], [2, 0]]))


def test_an_eigenvalue_that_no_root_writes_is_rounded_up() -> None:
    """Three real roots of an irreducible cubic: in radicals they are complex, and SymPy cannot order those."""
    matrix = Matrix([[1, 2, 0], [2, -1, 3], [0, 3, 5]])
    bound = derive(from_quadratic_form(matrix))["NTK"]
    top = max(abs(complex(value)) for value in matrix.eigenvals(multiple=True)) ** 2
    assert bound.expression.is_Rational
    assert 0 < float(bound.expression) - top < 1e-10
    assert not bound.sharp


HOSTILE: Any = "__import__('os').system('exit 1')"


@pytest.mark.parametrize(
    "build",
    [
        lambda: from_unit(HOSTILE),
        lambda: from_unit(u, HOSTILE),
        lambda: from_unit(u * v, constants=HOSTILE),
        lambda: from_quadratic_form(HOSTILE),
        lambda: derive(HOSTILE),
        lambda: kernel_bound(HOSTILE),
        lambda: homogeneous_maps(HOSTILE),
        lambda: master_bounds(HOSTILE),
        lambda: depth_constant(HOSTILE),
        lambda: depth_constant(2, input_norm2=HOSTILE),
    ],
)
def test_text_is_rejected(build: Any) -> None:
    with pytest.raises(TypeError):
        build()


IRRATIONAL = {"a form": ((1 + sqrt(2)) * u**2 + u * v, 25.2741423), "a cubic": (sqrt(2) * u**2 * v + u**3, 128 / 9)}


@pytest.mark.parametrize("name", IRRATIONAL)
def test_a_unit_with_roots_among_its_coefficients_has_a_bound(name):
    output, top = IRRATIONAL[name]
    found = kernel_bound(from_unit(output, name=f"irrational, {name}"))
    assert float(found.attained) <= top * (1 + 1e-8) <= float(found.expression) * (1 + 2e-8)
