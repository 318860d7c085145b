"""What the experiments must show: facts about their numbers, one family a file, each with a control that must fail it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from checks.experiments.facts.fact import Fact

__all__ = ["Fact", "facts_of"]


@cache
def _all_facts() -> tuple[Fact, ...]:
    modules = (import_module(module.name) for module in iter_modules(__path__, f"{__name__}."))
    return tuple(fact for module in modules for fact in getattr(module, "FACTS", ()))


def facts_of(experiment: str) -> tuple[Fact, ...]:
    """The facts that the experiment of this name must show; none for one that cannot run here."""
    return tuple(fact for fact in _all_facts() if fact.experiment == experiment)
