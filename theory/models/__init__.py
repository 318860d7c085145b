"""Symbolic models, one a file: what a claim's setting names, and what derivations start from.

`unit` is the common form f = s Σ_i φ(p_i) on one datum; `homogeneous` (two-layer nets), `quadratic`, `biased_quadratic` and
`deep` (a chain of single units) are such; `nqm` expands any of them at initialisation; `general_quadratic` has
D data and explicit entries; `many_outputs` is the two-layer net with several; `output_bias` adds a bias to another model; `own`
makes one from an expression or a matrix.

A file whose models a setting may name says so: ``MODEL`` is their name, ``VARIANTS`` maps each restriction to a value of
`variant.Variant`, which answers what is known of the model under it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from theory.arguments import shown
from theory.models.variant import Variant

__all__ = ["add_model", "known", "known_models", "refuse_unknown"]


@cache
def _named() -> Mapping[str, ModuleType]:
    modules = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return {module.MODEL: module for module in modules if hasattr(module, "MODEL")}


_ADDED: dict[str, Mapping[str, Variant]] = {}


def _variants() -> dict[str, Mapping[str, Variant]]:
    return {name: module.VARIANTS for name, module in _named().items()} | _ADDED


def add_model(name: str, variants: Mapping[str, Variant]) -> None:
    """Make a model from elsewhere known in this process, with what is known of it under each restriction.

    Raises
    ------
    ValueError
        If the name is no plain word, or taken by another model.
    """
    if not (name.isascii() and name.isidentifier()):
        raise ValueError(f"name must be a word of ASCII letters, digits and underscores, not {name!r}")
    told = {variant: found.defined() for variant, found in variants.items()}
    if name in _named() or _ADDED.get(name, told) != told:
        raise ValueError(f"name {name!r} is that of another model")
    _ADDED[name] = told


def known_models() -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Name of each model that a setting may speak of → its variants → the kinds of data they are defined for.

    Examples
    --------
    >>> known_models()["two_layer"]["toy linear"]
    ('one',)
    """
    return {name: {variant: found.data for variant, found in variants.items()} for name, variants in sorted(_variants().items())}


def known(model: str, variant: str) -> Variant:
    """What is known of a model under a restriction, both of which there must be."""
    return _variants()[model][variant]


def refuse_unknown(model: str, variant: str, data: str) -> None:
    """Raise ValueError if there is no such model, no such variant of it, or none on such data.

    A claim about it would never be tried, or would be tried on something else.
    """
    models = known_models()
    if model not in models:
        raise ValueError(f"no model {shown(model)}; known: {', '.join(models)}")
    variants = models[model]
    if variant not in variants:
        known = ", ".join(map(repr, variants)) or "none yet, see checks.own_claims"
        raise ValueError(f"{model} has no variant {shown(variant)}; known: {known}")
    if data not in variants[variant]:
        which = f"variant {variant!r} of {model}" if variant else model
        raise ValueError(f"the {which} is defined for data {' or '.join(map(repr, variants[variant]))}, not {data!r}")
