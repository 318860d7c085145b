"""Which statements of which claims Coq proves, and in which file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["THEOREMS", "CoqTheorem"]


@dataclass(frozen=True)
class CoqTheorem:
    """One hand-written proof file.

    Attributes
    ----------
    file
        Its name without ``.v``.
    statements
        The claim statements it proves: claim id and number from 1.
    extra
        Names of further propositions ``stmt_…`` of ``Statements.v`` that it proves; no claim states them.
    """

    file: str
    statements: tuple[tuple[str, int], ...] = ()
    extra: tuple[str, ...] = ()


def _of(*claims: tuple[str, int | tuple[int, ...]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, number) for name, numbers in claims for number in (numbers if isinstance(numbers, tuple) else (numbers,)))


THEOREMS: tuple[CoqTheorem, ...] = (
    CoqTheorem("NormIdentity", _of(("NORM-ID", (1, 2)))),
    CoqTheorem("KernelBound", _of(("ML-1", (1, 2)))),
    CoqTheorem("MasterNet", _of(("MASTER-MONO", 2), ("MASTER-SUM", 2), ("MASTER-LIMIT", 2), ("ML-8", 1))),
    CoqTheorem("CatMono", _of(("CAT-MONO", (1, 2)), ("ML-2", (1, 2)))),
    CoqTheorem("CatStrict", _of(("CAT-STRICT", (1, 2)))),
    CoqTheorem("CatSum", _of(("CAT-SUM", (1, 2)))),
    CoqTheorem("CatLimit", _of(("CAT-LIMIT", (1, 2)))),
    CoqTheorem("ResidualDescent", _of(("ML-3", (1, 2)))),
    CoqTheorem("LinearMap", _of(("LW-1", 1), ("UV-MAP", (1, 2)), ("UV-INVARIANT", (1, 2, 3, 4)))),
    CoqTheorem("CatExists", _of(("CAT-EXISTS", (1, 2)))),
    CoqTheorem("CatExistsLeaky", _of(("CAT-EXISTS-LEAKY", 1)), ("CATAPULT_NET",)),
    CoqTheorem("CatExistsQuadratic", _of(("CAT-EXISTS-QUADRATIC", 1)), ("CATAPULT_FORM",)),
    CoqTheorem("ClosedMapConverges", _of(("UV-CONV", (1, 2, 3, 4, 5, 6)))),
    CoqTheorem("ClosedMapPeak", _of(("UV-PEAK", (1, 2)))),
    CoqTheorem("ClosedMapDiverges", _of(("UV-DIVERGE", (1, 2, 3, 4)))),
    CoqTheorem("ClosedMapFinal", _of(("UV-FINAL", (1, 2)))),
    CoqTheorem("ClosedMapEdge", _of(("UV-EDGE", (1, 2)))),
    CoqTheorem("ClosedMapExact", (), ("UV_PRODUCT_NET", "UV_SINE_NET", "UV_PRODUCT_FORM", "UV_SINE_FORM")),
    CoqTheorem("LinearSubcritical", _of(("LIN-SUB", 1))),
    CoqTheorem("ReluKernel", _of(("RELU-NTK", 1), ("RELU-SUM", (1, 2)))),
    CoqTheorem("ReluSubcritical", _of(("RELU-SUB", 1))),
    CoqTheorem("Bias", _of(("BIAS", (1, 2, 3)), ("BIAS-PUBLISHED", 1), ("BIAS-ID", (1, 2)), ("BIAS-GAP", (1, 2)), ("ML-7", 1))),
    CoqTheorem("Omega", _of(("OMEGA", (1, 2, 3, 4, 5)), ("ML-5", 1)), ("OMEGA_SPECTRUM",)),
    CoqTheorem("GramKernel", _of(("GRAM-KERNEL", 1))),
    CoqTheorem("GeneralQuadratic", _of(("ZQ-17c", 1)), ("GENERAL_QUADRATIC",)),
    CoqTheorem("TargetNormalForm", (), ("TARGET_NORMAL", "TARGET_SIGN_ABOVE")),
    CoqTheorem("TargetBounded", (), ("TARGET_BELOW", "TARGET_SHARP_EDGE")),
    CoqTheorem("TargetConverges", (), ("TARGET_FATE", "TARGET_EXCEPTIONAL")),
    CoqTheorem("TargetAbove", (), ("TARGET_UNBOUNDED",)),
    CoqTheorem("Gradient", (), ("GRADIENT_NET", "GRADIENT_QUADRATIC", "GRADIENT_BIASED", "GRADIENT_GENERAL", "GRADIENT_NEURAL")),
    CoqTheorem("SpectralNorm", (), ("SPECTRAL_MONO", "SPECTRAL_SUM", "SPECTRAL_LIMIT")),
    CoqTheorem("DecompositionExists", (), ("DECOMPOSITION",)),
    CoqTheorem("TargetClaims", _of(("TARGET-SIGN", (1, 2, 3, 4, 5, 6)))),
    CoqTheorem("TargetEdgeClaims", _of(("TARGET-EDGE", (1, 2)), ("TARGET-CONV", (1, 2)))),
    CoqTheorem("TargetLinearClaims", _of(("TARGET-FORM", 1), ("TARGET-ABOVE", 1), ("TARGET-GROW", 1))),
    CoqTheorem("SpectralClaims", _of(("SPEC-MONO", (1, 2, 3)), ("SPEC-SMALLER", 1))),
    CoqTheorem("ReluWeights", _of(("ML-9", 1))),
    CoqTheorem("CatExistsFlips", _of(("CAT-EXISTS-FLIPS", 1))),
    CoqTheorem("LiveNorm", _of(("LIVE-MONO", (1, 2, 3)))),
    CoqTheorem("DepthNormIdentity", _of(("NORM-ID", 3))),
    CoqTheorem("DepthKernel", _of(("DEPTH-KERNEL", 1))),
    CoqTheorem("DepthMaster", _of(("MASTER-MONO", 1), ("MASTER-SUM", 1), ("MASTER-LIMIT", 1))),
    CoqTheorem("DepthGradient", (), ("GRADIENT_LAYERED",)),
    CoqTheorem("DepthSharp", (), ("DEPTH_SHARP",)),
    CoqTheorem(
        "NeuralOneDatum",
        _of(*((f"ZQ-{n}", 1) for n in "123"), ("ZQ-4c", (1, 2)), ("ZQ-7c", (1, 2)), ("NQM-CONV", (1, 2)), ("NQM-TARGET", (1, 2))),
    ),
    CoqTheorem(
        "NeuralManyData",
        _of(*((f"ZQ-{n}", 1) for n in ("11c", "12", "13c", "15")), ("ZQ-16c", (1, 2)), ("BLOCK-CONV", 1)),
        ("RANK_TWO",),
    ),
    CoqTheorem("IsotropicForm", _of(("ZQ-18c", 1), ("NQM-CONV", (3, 4)))),
    CoqTheorem("ListedNet", _of(("ZQ-19", (1, 2)), ("ZQ-19c", 1)), ("LISTED_TRAINING",)),
    CoqTheorem("NeuralSingleDatum", (), ("SINGLE_DATUM",)),
    CoqTheorem("NeuralTarget", (), ("ACTIVE_LINEAR", "NEURAL_FATE", "NEURAL_EDGE")),
    CoqTheorem("NeuralExpansion", (), ("EXPANSION",)),
)
