"""Everything the toolkit can derive about a unit model, in one printable object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from theory.bounds import (
    Bound,
    NoBoundError,
    kernel_bound,
    linear_stability_edge,
    output_sum_bound,
    upper_edge,
    weight_norm_bound,
)
from theory.descent import UpdateMaps, update_maps
from theory.growth import growth_condition, sufficient_growth_condition
from theory.models.unit import UnitModel

__all__ = ["ModelReport", "derive"]


@dataclass(frozen=True)
class ModelReport:
    """A model's update maps (any target) and its bounds (target 0, but for the linear-stability edge).

    Attributes
    ----------
    model
        The unit model.
    maps
        Its update maps on one datum with symbolic target.
    bounds
        The bounds that exist, in the order: NTK, weight norm, total output, linear stability, upper edge, growth.
    missing
        (name, reason) of those that do not.
    """

    model: UnitModel
    maps: UpdateMaps
    bounds: tuple[Bound, ...]
    missing: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> Bound:
        """Return a bound by its name.

        Raises
        ------
        KeyError
            If there is none; the message says why, or lists the names.
        """
        for bound in self.bounds:
            if bound.name == name:
                return bound
        reasons = dict(self.missing)
        raise KeyError(reasons.get(name, f"no bound {name!r}; known: {', '.join(b.name for b in self.bounds)}"))

    def __repr__(self) -> str:
        return f"ModelReport({self.model.name}: {', '.join(bound.name for bound in self.bounds) or 'no bounds'})"

    def __str__(self) -> str:
        degree = f"homogeneous of degree {self.model.degree}" if self.model.degree else "not homogeneous"
        lines = [str(self.maps), f"  {degree}", *(f"  {bound}" for bound in self.bounds)]
        return "\n".join([*lines, *(f"  no bound ({name}): {reason}" for name, reason in self.missing)])

    def _repr_latex_(self) -> str:
        parts = [self.maps._repr_latex_().strip("$ ")]
        parts += [rf"\text{{{bound.name}: }} {bound.latex()}" for bound in self.bounds]
        return "$$ \\begin{gathered} " + r" \\ ".join(parts) + " \\end{gathered} $$"


def derive(model: UnitModel) -> ModelReport:
    """Derive the update maps of a unit model and every bound that the method can find.

    Conventions: one datum, L = (f − y)²/2, H = |∇f|².

    Raises
    ------
    TypeError
        If ``model`` is not a `UnitModel`.

    Examples
    --------
    >>> from theory import two_layer_net
    >>> derive(two_layer_net("linear"))["weight norm nonincreasing"]
    Bound(weight norm nonincreasing: a_plus**2*eta*s**2*theta2_0*x2 <= 4)
    """
    maps, at_zero = update_maps(model), update_maps(model, 0)
    wanted: tuple[tuple[str, Callable[[], Bound]], ...] = (
        ("NTK", lambda: kernel_bound(model)),
        ("weight norm nonincreasing", lambda: weight_norm_bound(model)),
        ("total squared output", lambda: output_sum_bound(model)),
        ("linear stability", lambda: linear_stability_edge(maps)),
        ("upper edge of the catapult window", lambda: upper_edge(at_zero)),
        (
            "loss grows in the first step",
            lambda: growth_condition(at_zero) if at_zero.closed else sufficient_growth_condition(model),
        ),
    )
    bounds, missing = [], []
    for name, find in wanted:
        try:
            bounds.append(find())
        except NoBoundError as reason:
            missing.append((name, str(reason)))
    return ModelReport(model, maps, tuple(bounds), tuple(missing))
