"""Propositions about the closed map of one datum that no claim states in SymPy: an infinite product, and sines."""

from __future__ import annotations

from theory.proofs.coq_extra_statement import ExtraStatement

__all__ = ["CLOSED_MAP_EXTRA"]

_MODELS = (
    (
        "NET",
        "TwoLayer",
        "N : net",
        "N",
        ("0 < eta", "0 < s N", "D N = 1%nat", "linear_net N", "zero_targets N"),
        "(s N * a_plus N) ^ 2 * x2 N",
        "linear net",
    ),
    (
        "FORM",
        "Quadratic",
        "M : model",
        "M",
        ("0 < eta", "D M = 1%nat", "symmetric M", "isotropic M", "zero_targets M"),
        "zeta M ^ 2 * psi2_top M",
        "psi^2 = c I",
    ),
)
"""Name, Coq module, binder, model, hypotheses, kappa, and the model in words."""


def _statements() -> tuple[ExtraStatement, ...]:
    found = []
    for name, module, binder, model, hypotheses, kappa, words in _MODELS:

        def at(state: str, kappa: str = kappa, model: str = model) -> str:
            """u = kappa eta^2 f^2."""
            return f"{kappa} * eta ^ 2 * output {model} {state} 0 ^ 2"

        kernel, path = f"eta * kernel {model} w 0 0", f"(train {model} eta w t)"
        start, factor = f"({kernel}) ^ 2 - 4 * ({at('w')})", f"(1 - {at(f'(train {model} eta w j)')}) ^ 2"
        found.append(
            ExtraStatement(
                name=f"UV_PRODUCT_{name}",
                module=module,
                comment=f"One datum, {words}, v_0 < 4: the limit of v = eta H is the root of (v_0^2 - 4 u_0) prod_t (1 - u_t)^2.",
                binders=f"({binder}) (eta : R) (w : weights)",
                arguments=f"{model} eta w",
                hypotheses=(*hypotheses, f"{kernel} < 4"),
                conclusion=f"""exists limit : R, is_lim_seq (fun t => eta * kernel {model} {path} 0 0) limit /\\
  is_lim_seq (fun t => ({start}) * product t (fun j => {factor})) (limit ^ 2)""",
                moves=f"0 < loss {model} w",
            )
        )
        found.append(
            ExtraStatement(
                name=f"UV_SINE_{name}",
                module=module,
                comment=f"One datum, {words}, v_0 = 4: u_t = 4 sin^2(3^t phi) for all t, so the loss stays bounded.",
                binders=f"({binder}) (eta : R) (w : weights)",
                arguments=f"{model} eta w",
                hypotheses=(*hypotheses, f"{kernel} = 4"),
                conclusion=f"exists phi, forall t, {at(path)} = 4 * sin (3 ^ t * phi) ^ 2",
                moves=f"0 < loss {model} w",
            )
        )
    return tuple(found)


CLOSED_MAP_EXTRA = _statements()
