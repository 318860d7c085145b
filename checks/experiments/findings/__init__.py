"""What the experiments must show: findings about their numbers, one family a file, each with a control that must fail it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from checks.experiments.findings.finding import Finding

__all__ = ["Finding", "findings_of"]


@cache
def _all_findings() -> tuple[Finding, ...]:
    modules = (import_module(module.name) for module in iter_modules(__path__, f"{__name__}."))
    return tuple(finding for module in modules for finding in getattr(module, "FINDINGS", ()))


def findings_of(experiment: str) -> tuple[Finding, ...]:
    """The findings that the experiment of this name must show; none for one that cannot run here."""
    return tuple(finding for finding in _all_findings() if finding.experiment == experiment)
