"""Everything the toolkit can derive about a unit model, in one printable object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from theory.arguments import instance
from theory.bound import Bound, NoBoundError
from theory.bounds import kernel_bound, linear_stability_edge, output_sum_bound, upper_edge, weight_norm_bound
from theory.descent import UpdateMaps, update_maps
from theory.growth import growth_condition, sufficient_growth_condition
from theory.models.unit import UnitModel
from theory.weighted_bounds import weighted_edge, weighted_kernel_bound, weighted_total

__all__ = ["ModelReport", "derive"]

_Wanted: TypeAlias = tuple[tuple[str, Callable[[], Bound]], ...]


@dataclass(frozen=True)
class ModelReport(Mapping[str, Bound]):
    """A model's update maps (any target) and its bounds (target 0, but for the linear-stability edge), by name.

    Attributes
    ----------
    model
        The unit model.
    maps
        Its update maps on one datum with symbolic target; None if the output of a unit is no polynomial.
    bounds
        The bounds that exist, in the order: NTK, weight norm, total output, linear stability, upper edge, growth; then
        those in a weighted norm.
    missing
        (name, reason) of those that do not.
    """

    model: UnitModel
    maps: UpdateMaps | None
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

    def __iter__(self) -> Iterator[str]:
        return (bound.name for bound in self.bounds)

    def __len__(self) -> int:
        return len(self.bounds)

    def __repr__(self) -> str:
        return f"ModelReport({self.model.name}: {', '.join(bound.name for bound in self.bounds) or 'no bounds'})"

    def __str__(self) -> str:
        lines = [
            str(self.model if self.maps is None else self.maps),
            f"  {self.model.kind}",
            *(f"  {bound}" for bound in self.bounds),
        ]
        return "\n".join([*lines, *(f"  no bound ({name}): {reason}" for name, reason in self.missing)])

    def _repr_latex_(self) -> str:
        parts = [] if self.maps is None else [self.maps._repr_latex_().strip("$ ")]
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
    Bound(weight norm nonincreasing: a_plus**2*eta*s**2*theta2_0*x2 <= 4 (sharp))
    >>> list(derive(two_layer_net("linear")))[:2]
    ['NTK', 'weight norm nonincreasing']
    """
    by_norm: _Wanted = (
        ("NTK", lambda: kernel_bound(model)),
        ("weight norm nonincreasing", lambda: weight_norm_bound(model)),
        ("total squared output", lambda: output_sum_bound(model)),
    )
    if not instance(model, "model", UnitModel).polynomial:
        found = by_norm if model.degree is not None else _weighted(model)
        return ModelReport(model, None, *_found(found, [("update maps", f"{model.name}: φ is no polynomial")]))
    maps, at_zero = update_maps(model), update_maps(model, 0)
    wanted: _Wanted = (
        *by_norm,
        ("linear stability", lambda: linear_stability_edge(maps)),
        ("upper edge of the catapult window", lambda: upper_edge(at_zero)),
        (
            "loss grows in the first step",
            lambda: growth_condition(at_zero) if at_zero.closed else sufficient_growth_condition(model),
        ),
    )
    if model.degree is None:
        wanted += _weighted(model)
    return ModelReport(model, maps, *_found(wanted))


def _weighted(model: UnitModel) -> _Wanted:
    """The bounds of a unit that is not homogeneous."""
    return (
        ("weighted NTK", lambda: weighted_kernel_bound(model)),
        ("weighted norm nonincreasing", lambda: weighted_edge(model)),
        ("total squared output, by the weighted norm", lambda: weighted_total(model)),
    )


def _found(wanted: _Wanted, known: Iterable[tuple[str, str]] = ()) -> tuple[tuple[Bound, ...], tuple[tuple[str, str], ...]]:
    """The bounds that exist, and (name, reason) of those that do not."""
    bounds, missing = [], list(known)
    for name, find in wanted:
        try:
            bounds.append(find())
        except NoBoundError as reason:
            missing.append((name, str(reason)))
    return tuple(bounds), tuple(missing)
