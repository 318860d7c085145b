"""Arithmetic on vectors of eight doubles in LLVM's language, elementary functions included.

exp, expm1, log, log1p, sinh and tanh are polynomials without branches, whose errors in units in the last place stay below 1, 1.9,
0.9, 1.3, 2.6 and 2.7; overflow, zeros, infinities and NaN are as in NumPy. Other functions are those of the C library, lane by
lane.
"""

from __future__ import annotations

from math import e, factorial, inf, log, log2
from typing import Any

from llvmlite import ir

__all__ = ["LANES", "Lanes"]

LANES = 8
_DOUBLE, _INT = ir.DoubleType(), ir.IntType(64)
_VECTOR, _INTS = ir.VectorType(_DOUBLE, LANES), ir.VectorType(_INT, LANES)
# ln 2 in two parts; the first has trailing zeros, so that whole multiples of it are exact.
_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
# Added and taken away again it rounds to a whole number, which then stands in the last bits.
_MAGIC = 1.5 * 2.0**52
# tanh z = z + z³ p(z²) for |z| ≤ ln 2/4, to 1e-17 relative; the highest power first.
_TANH = [
    0.0034534153743101545,
    -0.008858068874829643,
    0.021869395778775922,
    -0.05396825315734488,
    0.13333333333029226,
    -0.3333333333333301,
]
_COMPARED = {
    "greater": (">", True),
    "greater_equal": (">=", True),
    "less": ("<", True),
    "less_equal": ("<=", True),
    "equal": ("==", True),
    "not_equal": ("!=", False),
}
_PLAIN = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}
_LIBRARY = {"sin": "sin", "cos": "cos", "arctan": "atan", "cosh": "cosh", "erf": "erf"}


class Lanes:
    """What is written at the place where a builder is."""

    type = _VECTOR

    def __init__(self, builder: ir.IRBuilder) -> None:
        self.builder = builder

    def constant(self, value: float) -> Any:
        """One number in all lanes."""
        return ir.Constant(_VECTOR, [float(value)] * LANES)

    def spread(self, scalar: Any) -> Any:
        """A scalar in all lanes."""
        undefined = ir.Constant(_VECTOR, ir.Undefined)
        lane = self.builder.insert_element(undefined, scalar, ir.Constant(ir.IntType(32), 0))
        return self.builder.shuffle_vector(lane, undefined, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))

    def load(self, data: Any, place: Any) -> Any:
        """Eight numbers from a place on."""
        return self.builder.load(self._at(data, place), align=8)

    def store(self, value: Any, data: Any, place: Any) -> None:
        """Write eight numbers from a place on."""
        self.builder.store(value, self._at(data, place), align=8)

    def _at(self, data: Any, place: Any) -> Any:
        return self.builder.bitcast(self.builder.gep(data, [place]), _VECTOR.as_pointer())

    def total(self, value: Any) -> Any:
        """The sum of the lanes, always in the same order."""
        for half in (4, 2, 1):
            low, high = (self._part(value, range(first, first + half)) for first in (0, half))
            value = self.builder.fadd(low, high)
        return self.builder.extract_element(value, ir.Constant(ir.IntType(32), 0))

    def _part(self, value: Any, lanes: range) -> Any:
        chosen = ir.Constant(ir.VectorType(ir.IntType(32), len(lanes)), list(lanes))
        return self.builder.shuffle_vector(value, ir.Constant(value.type, ir.Undefined), chosen)

    def apply(self, op: str, *args: Any) -> Any:
        """The result of an operation of a trace."""
        builder = self.builder
        if op in _PLAIN:
            return getattr(builder, _PLAIN[op])(*args, flags=("contract",))
        if op in _COMPARED:
            sign, ordered = _COMPARED[op]
            return (builder.fcmp_ordered if ordered else builder.fcmp_unordered)(sign, *args)
        if op in _LIBRARY:
            return self._lane_by_lane(_LIBRARY[op], *args)
        return getattr(self, f"_{op}")(*args)

    def fused(self, a: Any, b: Any, c: Any) -> Any:
        """a · b + c, rounded once where the processor can."""
        return self._call("llvm.fmuladd", a, b, c)

    def _call(self, name: str, *args: Any) -> Any:
        kind = ir.FunctionType(_VECTOR, [_VECTOR] * len(args))
        return self.builder.call(self._function(f"{name}.v{LANES}f64", kind), args)

    def _function(self, name: str, kind: ir.FunctionType) -> Any:
        return self.builder.module.globals.get(name) or ir.Function(self.builder.module, kind, name)

    def _lane_by_lane(self, name: str, x: Any) -> Any:
        function = self._function(name, ir.FunctionType(_DOUBLE, [_DOUBLE]))
        result = ir.Constant(_VECTOR, ir.Undefined)
        for lane in range(LANES):
            place = ir.Constant(ir.IntType(32), lane)
            value = self.builder.call(function, [self.builder.extract_element(x, place)])
            result = self.builder.insert_element(result, value, place)
        return result

    def _neg(self, x: Any) -> Any:
        return self.builder.fneg(x)

    def _abs(self, x: Any) -> Any:
        return self._call("llvm.fabs", x)

    def _sqrt(self, x: Any) -> Any:
        return self._call("llvm.sqrt", x)

    def _max(self, a: Any, b: Any) -> Any:
        return self._larger(">", a, b)

    def _min(self, a: Any, b: Any) -> Any:
        return self._larger("<", a, b)

    def _larger(self, sign: str, a: Any, b: Any) -> Any:
        first = self.builder.or_(self.builder.fcmp_ordered(sign, a, b), self.builder.fcmp_unordered("uno", a, a))
        return self.builder.select(first, a, b)

    def _and(self, a: Any, b: Any) -> Any:
        return self.builder.and_(a, b)

    def _or(self, a: Any, b: Any) -> Any:
        return self.builder.or_(a, b)

    def _not(self, a: Any) -> Any:
        return self.builder.not_(a)

    def _where(self, condition: Any, there: Any, elsewhere: Any) -> Any:
        return self.builder.select(condition, there, elsewhere)

    def _reduced(self, x: Any, low: float, high: float) -> tuple[Any, Any]:
        """e^r − 1 and the bits of n, where x = n ln 2 + r after x was brought into a range."""
        builder = self.builder
        for sign, end in (("<", low), (">", high)):  # NaN is neither, and stays
            x = builder.select(builder.fcmp_ordered(sign, x, self.constant(end)), self.constant(end), x)
        shifted = self.fused(x, self.constant(log2(e)), self.constant(_MAGIC))
        whole = builder.fsub(shifted, self.constant(_MAGIC))
        r = self.fused(whole, self.constant(-_LN2_HIGH), x)
        r = self.fused(whole, self.constant(-_LN2_LOW), r)
        poly = self._polynomial(r, [1 / factorial(k) for k in range(13, 1, -1)])
        return self.fused(builder.fmul(r, r), poly, r), builder.bitcast(shifted, _INTS)

    def _polynomial(self, x: Any, coefficients: list[float]) -> Any:
        """Horner's rule, the highest power first."""
        value = self.constant(coefficients[0])
        for coefficient in coefficients[1:]:
            value = self.fused(value, x, self.constant(coefficient))
        return value

    def _two_to(self, bits: Any) -> Any:
        """2^n for whole numbers n in the last bits of doubles."""
        whole = ir.Constant(_INTS, [52] * LANES)
        one = ir.Constant(_INTS, [0x3FF0000000000000] * LANES)
        return self.builder.bitcast(self.builder.add(self.builder.shl(bits, whole), one), _VECTOR)

    def _exp(self, x: Any) -> Any:
        builder = self.builder
        grown, bits = self._reduced(x, -746.0, 710.0)
        # In two steps: neither half of n is beyond the range of exponents.
        base = ir.Constant(_INTS, [_bits_of(_MAGIC)] * LANES)
        whole = builder.sub(bits, base)
        half = builder.ashr(whole, ir.Constant(_INTS, [1] * LANES))
        low, high = self._two_to(half), self._two_to(builder.sub(whole, half))
        return builder.fmul(builder.fmul(builder.fadd(grown, self.constant(1)), low), high)

    def _expm1(self, x: Any) -> Any:
        """2^n (e^r − 1) + (2^n − 1), n up to 1024 in two steps."""
        builder = self.builder
        grown, bits = self._reduced(x, -40.0, 710.0)
        whole = builder.sub(bits, ir.Constant(_INTS, [_bits_of(_MAGIC)] * LANES))
        large = builder.icmp_signed(">", whole, ir.Constant(_INTS, [1000] * LANES))
        less = builder.select(large, ir.Constant(_INTS, [1] * LANES), ir.Constant(_INTS, [0] * LANES))
        power = self._two_to(builder.sub(whole, less))
        unit = builder.select(large, self.constant(0.5), self.constant(1))
        result = self.fused(power, grown, builder.fsub(power, unit))
        result = builder.fmul(result, builder.select(large, self.constant(2), self.constant(1)))
        # The sign of zero is that of x.
        return builder.select(builder.fcmp_ordered("==", x, self.constant(0)), x, result)

    def _tanh(self, x: Any) -> Any:
        """(2ⁿ(1 + t) − (1 − t))/(2ⁿ(1 + t) + (1 − t)) with t = tanh z, where |x| = n ln 2/2 + z; the sign is that of x.

        From |x| = 22 on it is 1. Numerator and denominator are rounded once each, so that their ratio does not exceed 1.
        """
        builder, half, end = self.builder, self.constant(0.5), self.constant(22.0)
        size = self._abs(x)
        size = builder.select(builder.fcmp_ordered(">", size, end), end, size)  # NaN stays
        shifted = self.fused(size, self.constant(2 * log2(e)), self.constant(_MAGIC))
        # The error of ln 2/2 in one part is felt only where tanh is flat.
        z = self.fused(builder.fsub(shifted, self.constant(_MAGIC)), self.constant(-log(2) / 2), size)
        square = builder.fmul(z, z)
        t = self.fused(builder.fmul(z, square), self._polynomial(square, _TANH), z)
        power = self._two_to(builder.sub(builder.bitcast(shifted, _INTS), ir.Constant(_INTS, [1] * LANES)))
        less, more = builder.fsub(power, half), builder.fadd(power, half)
        value = builder.fdiv(self.fused(more, t, less), self.fused(less, t, more))
        return self._call("llvm.copysign", value, x)

    def _sinh(self, x: Any) -> Any:
        """(E + E/(E + 1))/2 with E = e^|x| − 1; where that could overflow too early, e^(|x|/2)²/2."""
        builder = self.builder
        size = self._abs(x)
        grown = self._expm1(size)
        near = builder.fadd(grown, builder.fdiv(grown, builder.fadd(grown, self.constant(1))))
        root = self._exp(builder.fmul(size, self.constant(0.5)))
        large = builder.fmul(builder.fmul(root, self.constant(0.5)), root)
        far = builder.fcmp_ordered(">", size, self.constant(700))
        value = builder.select(far, large, builder.fmul(near, self.constant(0.5)))
        return self._call("llvm.copysign", value, x)

    def _log(self, x: Any) -> Any:
        """N ln 2 + 2 artanh((m − 1)/(m + 1)) with x = 2ⁿ m, m from √½ to √2."""
        builder = self.builder
        tiny = builder.fcmp_ordered("<", x, self.constant(2.0**-1022))
        scaled = builder.select(tiny, builder.fmul(x, self.constant(2.0**54)), x)
        bits = builder.bitcast(scaled, _INTS)
        # The exponent of x/√½, so that m begins there.
        shift = ir.Constant(_INTS, [_bits_of(0.7071067811865475)] * LANES)
        offset = builder.sub(bits, shift)
        exponent = builder.ashr(offset, ir.Constant(_INTS, [52] * LANES))
        mantissa = builder.bitcast(builder.sub(bits, builder.shl(exponent, ir.Constant(_INTS, [52] * LANES))), _VECTOR)
        whole = builder.fsub(builder.sitofp(exponent, _VECTOR), builder.select(tiny, self.constant(54), self.constant(0)))
        f = builder.fsub(mantissa, self.constant(1))
        s = builder.fdiv(f, builder.fadd(mantissa, self.constant(1)))
        square = builder.fmul(s, s)
        series = self._polynomial(square, [2 / (2 * k + 1) for k in range(10, 0, -1)])
        # log m = f − (f²/2 − s (f²/2 + R)), with R the series beyond its first term.
        half = builder.fmul(self.constant(0.5), builder.fmul(f, f))
        rest = builder.fmul(s, self.fused(square, series, half))
        small = self.fused(whole, self.constant(_LN2_LOW), rest)
        value = self.fused(whole, self.constant(_LN2_HIGH), builder.fsub(f, builder.fsub(half, small)))
        for sign, end, there in (("==", inf, inf), ("==", 0.0, -inf), ("<", 0.0, float("nan"))):
            value = builder.select(builder.fcmp_ordered(sign, x, self.constant(end)), self.constant(there), value)
        return builder.select(builder.fcmp_unordered("uno", x, x), x, value)

    def _log1p(self, x: Any) -> Any:
        """Log u + (x − (u − 1))/u with u = 1 + x rounded; x itself where u = 1 or x is infinite."""
        builder = self.builder
        u = builder.fadd(x, self.constant(1))
        lost = builder.fsub(x, builder.fsub(u, self.constant(1)))
        value = builder.fadd(self._log(u), builder.fdiv(lost, u))
        alone = builder.or_(builder.fcmp_ordered("==", u, self.constant(1)), builder.fcmp_ordered("==", x, self.constant(inf)))
        value = builder.select(builder.fcmp_ordered("==", u, self.constant(0)), self.constant(-inf), value)
        return builder.select(alone, x, value)


def _bits_of(value: float) -> int:
    from struct import pack, unpack

    return int(unpack("<q", pack("<d", value))[0])
