"""Certificates check themselves, the search finds them, and what is false or changed has none."""

from dataclasses import replace
from fractions import Fraction

import pytest
from sympy import Integer, Rational, expand, sqrt, symbols

from theory.bounds import kernel_bound
from theory.certificates.certificate import Certificate, CertificateError, Square
from theory.certificates.proposal import available
from theory.certificates.search import sum_of_squares
from theory.certificates.surds import exact_number, sign, to_sympy
from theory.models.own import from_unit
from theory.sphere import sphere_maximum

needs_solver = pytest.mark.skipif(not available(), reason="Clarabel is not installed")
p, q, u, v, w, x, y, z = symbols("p q u v w x y z", real=True)
one = Integer(1)
GOOD = Certificate(x**2 - 2 * x * y + 2 * y**2, (x, y), (Square(one, x - y), Square(one, y)))


@pytest.mark.parametrize(
    "changed",
    [
        {"target": x**2 - 2 * x * y + 3 * y**2},
        {"squares": GOOD.squares[:1]},
        {"squares": (Square(Integer(2), x - y), GOOD.squares[1])},
        {"squares": (*GOOD.squares, Square(Integer(-1), x), Square(one, x))},
        {"squares": (*GOOD.squares, Square(Integer(0), x))},
        {"squares": (GOOD.squares[0], Square(one, y, (0,)))},
        {"multiplier": (0, -1)},
        {"multiplier": (1, 1)},
        {"multiplier": (-1, 1)},
        {"equations": (x,)},
        {"variables": (x,)},
        {"target": x**2 - 2 * x * y + 2 * y**2 + (sqrt(2) * sqrt(3) - sqrt(5)) * x},
    ],
    ids=str,
)
def test_what_does_not_add_up_cannot_be_built(changed):
    with pytest.raises(CertificateError):
        replace(GOOD, **changed)


def test_hypotheses_must_not_be_divided_by_the_norm():
    """x² · x = x · x² says nothing at x = 0, where −1 would otherwise be nonnegative: 0 · target = 0."""
    with pytest.raises(CertificateError, match="multiplier"):
        Certificate(-one, (x,), (), (), (x,), (-x,), (0, 1))


def test_roots_are_exact_numbers():
    value = exact_number(3 - 2 * sqrt(2) + sqrt(6) / 7, (2, 3))
    assert to_sympy(value) == 3 - 2 * sqrt(2) + sqrt(6) / 7
    assert to_sympy(value / value) == 1
    assert sign(exact_number(665857 - 470832 * sqrt(2), (2,))) == 1
    assert sign(exact_number(275807 - 195025 * sqrt(2), (2,))) == -1
    assert sign(value - value) == 0
    assert Fraction(1) / value * value == Fraction(1)
    with pytest.raises(ValueError, match="not a number of the field"):
        exact_number(sqrt(5), (2, 3))


# Sharp constants of one unit's NTK, each worked out by hand.
SHARP = [
    (w * (v * u + p * q), Rational(1, 3)),
    (w * (x + 2 * y) * (p + 2 * q), Rational(25, 3)),
    (v * (u + w) ** 2, Rational(16, 3)),
    (v * (u**2 + u * w + w**2), Integer(3)),
    (v * (u**2 + u * w + 2 * w**2), Rational(11, 3) + 2 * sqrt(2)),
    (u**2 * v + v**2 * w + w**2 * u, Integer(3)),
    (v * u**5, Rational(3125, 1296)),
    (u * v * w * z, Rational(1, 16)),
    (u * v * w * x * z, Rational(1, 125)),
    (sqrt(2) * u * v, Integer(2)),
    ((u**2 + v**2) * w, Rational(4, 3)),
    (v * u**2 / 7, Rational(4, 147)),
]


def _power(model):
    assert model.degree is not None
    return model.degree - 1


@needs_solver
@pytest.mark.parametrize(("unit", "constant"), SHARP, ids=str)
def test_sharp_constants(unit, constant):
    bound = kernel_bound(from_unit(unit))
    assert bound.expression == constant
    assert bound.sharp
    assert bound.squares is not None
    # The certificate is of the bound, and the point attains it.
    model = from_unit(unit)
    weights = dict(bound.point)
    size = sum(value**2 for value in weights.values()) ** _power(model)
    assert expand(model.kernel_polynomial.subs(weights) - constant * size) == 0
    assert "sharp" in str(bound)


@needs_solver
@pytest.mark.parametrize(("unit", "constant"), SHARP, ids=str)
def test_a_constant_that_is_too_small_has_no_certificate(unit, constant):
    model = from_unit(unit)
    target = constant * Rational(99, 100) * model.norm_polynomial ** _power(model) - model.kernel_polynomial
    for power in (0, 1):
        assert sum_of_squares(expand(target), model.coordinates, multiplier=(0, power)) is None


@needs_solver
def test_a_constant_that_is_no_root_is_an_interval():
    bound = kernel_bound(from_unit(u**4 - u * v**3 + 2 * v**4))
    assert not bound.sharp
    assert 0 < bound.expression - bound.attained < Rational(1, 10**6) * bound.expression
    assert bound.squares is not None
    assert "between" in str(bound)


def test_without_the_solver_the_bound_is_larger_and_says_so(monkeypatch):
    monkeypatch.setattr("theory.sphere.available", lambda: False)
    sphere_maximum.cache_clear()
    bound = kernel_bound(from_unit(w * (v * u + p * q)))
    assert bound.expression > bound.attained == Rational(1, 3)
    assert not bound.sharp
    assert kernel_bound(from_unit(v * u**2)).sharp  # two weights: critical points
    assert kernel_bound(from_unit(v * (u + 2 * w))).squares is not None  # degree two: no search
    sphere_maximum.cache_clear()


@needs_solver
def test_hypotheses_and_equations():
    norm = u**2 + v**2
    moved = {u: u - u * v * v, v: v - u * v * u}
    fall = expand(norm - norm.subs(moved, simultaneous=True))
    assert sum_of_squares(fall, (u, v), [4 - norm]) is not None
    assert sum_of_squares(fall, (u, v), [Rational(21, 5) - norm]) is None
    assert sum_of_squares(x + y, (x, y), [x], [y - x**2]) is not None
    assert sum_of_squares(x - y, (x, y), [x], [y - x**2]) is None


@needs_solver
def test_a_polynomial_that_is_no_sum_of_squares_needs_a_multiplier():
    motzkin = x**4 * y**2 + x**2 * y**4 + 1 - 3 * x**2 * y**2
    assert sum_of_squares(motzkin, (x, y)) is None
    found = sum_of_squares(motzkin, (x, y), multiplier=(1, 1))
    assert found is not None
    assert expand(found.right - motzkin * (1 + x**2 + y**2)) == 0


def test_other_irrational_numbers_are_refused():
    assert sum_of_squares(2 ** Rational(1, 3) * x**2, (x,)) is None
    with pytest.raises(ValueError, match="square roots"):
        sphere_maximum(2 ** Rational(1, 3) * x**2, (x,))
