"""Where a form is largest on the unit sphere: found by climbing in floating point, and recognised as exact numbers.

Nothing here is believed. An exact point shows what is attained, because the form is evaluated there; that nothing is larger is
for a certificate to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot, isfinite
from random import Random

from mpmath import findpoly, lu_solve, matrix, mpf, workdps
from sympy import Add, CRootOf, Dummy, Expr, Integer, Poly, Symbol, diff, lambdify, real_roots, sqrt

__all__ = ["Peak", "climbed", "exact_point", "walked"]

_STARTS, _FEW, _STEPS = 40, 8, 400
_WALKS, _PACES = 60, 300
_SAME = 1e-8
"""Two values are the same up to this part of the larger."""
_EQUAL = 1e-4
"""Coordinates of a point of norm 1 are the same up to this: a point is less exact than its value."""
_DIGITS, _NEWTON, _LARGEST = 60, 12, 10**4


@dataclass(frozen=True)
class Peak:
    """A value on the unit sphere and the point of norm 1 at which it is attained."""

    value: float
    point: tuple[float, ...]


class _Ratio:
    """q(p)/(Σ w_i p_i²)^(degree/2) for a form q of even degree, as a function of floating-point numbers."""

    def __init__(self, form: Expr, variables: Sequence[Symbol], weights: Sequence[int], degree: int) -> None:
        slopes = [diff(form, variable) for variable in variables]
        self.function: Callable[..., list[float]] = lambdify(list(variables), [form, *slopes], modules="math", cse=True)
        self.weights, self.degree = tuple(weights), degree

    def scaled(self, point: Sequence[float]) -> list[float]:
        """The point of norm 1 in the same direction."""
        size = hypot(*(w**0.5 * x for w, x in zip(self.weights, point, strict=True))) or 1.0
        return [x / size for x in point]

    def at(self, point: Sequence[float]) -> tuple[float, list[float]]:
        """Value and gradient at a point of norm 1."""
        value, *slopes = self.function(*point)
        return value, [s - self.degree * value * w * x for s, w, x in zip(slopes, self.weights, point, strict=True)]

    def climb(self, start: Sequence[float]) -> Peak:
        """Gradient ascent with a step that grows while it succeeds."""
        point = self.scaled(start)
        value, slope = self.at(point)
        step = 0.1 / (1.0 + max(map(abs, slope)))
        for _ in range(_STEPS):
            tried = self.scaled([x + step * s for x, s in zip(point, slope, strict=True)])
            risen, steeper = self.at(tried)
            if isfinite(risen) and risen > value:
                point, value, slope, step = tried, risen, steeper, step * 1.5
            else:
                step /= 4
            if step * max(map(abs, slope)) < 1e-15:
                break
        return Peak(value, tuple(point))

    def peaks(self, starts: int) -> list[Peak]:
        """What climbs from random starts, the highest first; the same every time."""
        source = Random(0)
        found = [self.climb([source.gauss(0, 1) for _ in self.weights]) for _ in range(starts)]
        return sorted(found, key=lambda peak: -peak.value)


def climbed(form: Expr, variables: Sequence[Symbol]) -> list[Peak]:
    """The highest value of a form of even degree on the unit sphere, with each point at which it was found, in floating point."""
    peaks = _ratio(form, variables, [1] * len(variables)).peaks(_STARTS)
    return [peak for peak in peaks if _same(peak.value, peaks[0].value)]


def _ratio(form: Expr, variables: Sequence[Symbol], weights: Sequence[int]) -> _Ratio:
    return _Ratio(form, variables, weights, Poly(form, *variables).total_degree())


def _same(first: float, second: float) -> bool:
    return abs(first - second) <= _SAME * max(abs(first), abs(second))


@dataclass(frozen=True)
class _Pattern:
    """Coordinates that are 0 or ± one of fewer new variables: (sign, number of the variable), sign 0 for a zero."""

    entries: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        return 1 + max(number for sign, number in self.entries if sign)

    @property
    def weights(self) -> list[int]:
        """How many coordinates each variable stands for."""
        return [sum(sign != 0 and number == k for sign, number in self.entries) for k in range(self.count)]

    def placed(self, values: Sequence[Expr]) -> tuple[Expr, ...]:
        return tuple(sign * values[number] for sign, number in self.entries)

    def simpler(self) -> Iterator[_Pattern]:
        """The patterns with one variable less."""
        if self.count > 1:
            for k in range(self.count):
                yield _numbered([(0 if number == k else sign, number) for sign, number in self.entries])
            for a, b in combinations(range(self.count), 2):
                for turn in (1, -1):
                    yield _numbered([(sign * turn, a) if number == b else (sign, number) for sign, number in self.entries])


def _numbered(entries: Sequence[tuple[int, int]]) -> _Pattern:
    order = list(dict.fromkeys(number for sign, number in entries if sign))
    return _Pattern(tuple((sign, order.index(number)) if sign else (0, 0) for sign, number in entries))


def _pattern(point: Sequence[float]) -> _Pattern:
    """Which coordinates of a point are zero, and which are the same but for their sign."""
    sizes: list[float] = []
    entries = []
    for x in point:
        if abs(x) < _EQUAL:
            entries.append((0, 0))
            continue
        number = next((k for k, size in enumerate(sizes) if abs(size - abs(x)) < _EQUAL), len(sizes))
        if number == len(sizes):
            sizes.append(abs(x))
        entries.append((1 if x > 0 else -1, number))
    return _numbered(entries)


def exact_point(form: Expr, variables: Sequence[Symbol], peaks: Sequence[Peak]) -> tuple[Expr, ...] | None:
    """A point, of any length, at which a form is as large as where it was climbed to, in exact numbers; None if none is found.

    Among the points with that value one is taken with many equal or vanishing coordinates; the ratios of those that are left are
    roots of polynomials.
    """
    pattern = min((_pattern(peak.point) for peak in peaks), key=lambda pattern: pattern.count)
    top = peaks[0].value
    while True:
        lower = next((simpler for simpler in pattern.simpler() if _reaches(form, variables, simpler, top)), None)
        if lower is None:
            break
        pattern = lower
    fewer, reduced = variables[: pattern.count], _restricted(form, variables, pattern)
    find = (_alone, _root, _recognised)[min(pattern.count, 3) - 1]
    values = find(reduced, fewer, pattern.weights, top)
    return None if values is None else _turned(pattern.placed(values))


def _turned(point: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The point or its opposite, whose first coordinate that is not zero is positive: a form of even degree is the same there."""
    return tuple(-x for x in point) if next(x for x in point if x != 0) < 0 else point


def _alone(form: Expr, variables: Sequence[Symbol], weights: Sequence[int], top: float) -> tuple[Expr, ...]:
    return (Integer(1),)


def _restricted(form: Expr, variables: Sequence[Symbol], pattern: _Pattern) -> Expr:
    return form.subs(dict(zip(variables, pattern.placed(variables), strict=True)), simultaneous=True)


def _reaches(form: Expr, variables: Sequence[Symbol], pattern: _Pattern, top: float) -> bool:
    reduced = _restricted(form, variables, pattern).expand()
    return reduced != 0 and _same(_ratio(reduced, variables[: pattern.count], pattern.weights).peaks(_FEW)[0].value, top)


def _root(form: Expr, variables: Sequence[Symbol], weights: Sequence[int], top: float) -> tuple[Expr, ...] | None:
    """Two variables: their ratio is a root of the derivative of the form along a line."""
    (x, y), (a, b) = variables, weights
    along, degree = Poly(form.subs(x, 1), y), Poly(form, x, y).total_degree()
    slope = Poly(along.diff(y).as_expr() * (a + b * y**2) - degree * b * y * along.as_expr(), y)
    if not all(c.is_Rational for c in slope.coeffs()):
        return _recognised(form, variables, weights, top)
    for root in [] if slope.is_zero else dict.fromkeys(real_roots(slope)):
        size = (a + b * root**2) ** (degree // 2)
        if not root.has(CRootOf) and _same(float(along.as_expr().subs(y, root) / size), top):
            return Integer(1), root
    return None


def _recognised(form: Expr, variables: Sequence[Symbol], weights: Sequence[int], top: float) -> tuple[Expr, ...] | None:
    """More variables: Newton's method in many digits; then the ratios as fractions or square roots."""
    peak = _ratio(form, variables, weights).peaks(_STARTS)[0]
    head = max(range(len(variables)), key=lambda k: abs(peak.point[k]))
    degree = Poly(form, *variables).total_degree()
    norm = Add(*(w * x**2 for w, x in zip(weights, variables, strict=True)))
    others = [k for k in range(len(variables)) if k != head]
    rest = [variables[k] for k in others]
    slopes = [
        (diff(form, variables[k]) * norm - degree * weights[k] * variables[k] * form).subs(variables[head], 1) for k in others
    ]
    system = lambdify(rest, slopes, modules="mpmath")
    jacobian = lambdify(rest, [[diff(slope, x) for x in rest] for slope in slopes], modules="mpmath")
    with workdps(_DIGITS):
        point = [mpf(peak.point[k]) / mpf(peak.point[head]) for k in others]
        for _ in range(_NEWTON):
            try:
                step = lu_solve(matrix(jacobian(*point)), matrix(system(*point)))
            except ZeroDivisionError:  # the point is one of many
                return None
            point = [x - s for x, s in zip(point, step, strict=True)]
        found = [_number(x) for x in point]
    if any(value is None for value in found):
        return None
    found.insert(head, Integer(1))
    return tuple(value for value in found if value is not None)


def _number(value: mpf) -> Expr | None:
    """A number of a quadratic field, or the square root of one, as close as the digits tell; None if there is none."""
    found = _quadratic(value)
    if found is None:
        square = _quadratic(value**2)
        found = None if square is None else (sqrt(square) if value > 0 else -sqrt(square))
    return found


def _quadratic(value: mpf) -> Expr | None:
    coefficients = findpoly(value, 2, maxcoeff=_LARGEST, tol=mpf(10) ** (15 - _DIGITS))
    if coefficients is None:
        return None
    roots = real_roots(Poly(coefficients, Dummy(real=True)))
    return min(roots, key=lambda root: abs(root.evalf(_DIGITS) - value))


def walked(function: Callable[..., float], count: int) -> list[float]:
    """Where a function of real numbers is large: the best of several random walks that only climb."""
    source = Random(0)
    best, value = [1.0] * count, -1.0
    for _ in range(_WALKS):
        here = [source.gauss(0, 1) * 4 ** source.uniform(-2, 2) for _ in range(count)]
        there, step = function(*here), 0.5
        for _ in range(_PACES):
            trial = [max(min(x + step * (abs(x) + 0.01) * source.gauss(0, 1), 1e3), -1e3) for x in here]
            reached = function(*trial)
            here, there, step = (trial, reached, step * 1.5) if reached > there else (here, there, step * 0.9)
        if there > value:
            best, value = here, there
    return best
