"""A user's own units on D data: f_a = s Σ_i φ(p_i; x_a), one unit model for each datum, all with the same weights.

>>> from sympy import symbols
>>> from theory.models.own_data import on_data
>>> u, v, w, x, z = symbols("u v w x z")
>>> [unit.output for unit in on_data(v * (u * x + w * z), {x: [1, 2], z: [0, 3]}).units]
[u*v, v*(2*u + 3*w)]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sympy import Expr, Integer, Symbol

from theory.arguments import as_expression, instance, listed, shown, words
from theory.models.own import from_unit, register
from theory.models.unit import UnitModel
from theory.models.variant import Variant

__all__ = ["MODEL", "VARIANTS", "DataUnits", "data_of", "data_registered", "data_registry", "on_data", "register_data"]

MODEL = "own_data"
VARIANTS: dict[str, Variant] = {}
"""Names of the registered models; all of them are on D data."""
_REGISTERED: dict[str, DataUnits] = {}


@dataclass(frozen=True)
class DataUnits:
    """A sum over units on D data.

    Attributes
    ----------
    name
        For messages; claims speak of the model by it.
    units
        For each datum the model that the sum is on it alone: all with the same weights and prefactor.

    Raises
    ------
    TypeError
        If ``units`` are no unit models.
    ValueError
        If there are none, or they differ in weights or prefactor.
    """

    name: str
    units: tuple[UnitModel, ...]

    def __post_init__(self) -> None:
        words(self.name, "name")
        object.__setattr__(self, "units", listed(self.units, "units", UnitModel))
        if not self.units:
            raise ValueError("units must have one model for each datum, not none")
        if any((one.coordinates, one.scale) != (self.units[0].coordinates, self.units[0].scale) for one in self.units):
            raise ValueError("units must be models of the same weights with the same prefactor")

    @property
    def degree(self) -> int | None:
        """The degree of homogeneity in the weights, if it is the same on all data."""
        degrees = {unit.degree for unit in self.units}
        return degrees.pop() if len(degrees) == 1 else None

    @property
    def definition(self) -> str:
        """All that the model is, but for its name, as text that is the same in every process."""
        return "; ".join(unit.definition for unit in self.units)


def on_data(
    output: Expr, inputs: Mapping[Symbol, Sequence[Expr | int]], *, name: str = "own model on data", scale: Expr | int = 1
) -> DataUnits:
    """Return the model f_a = s Σ_i φ(p_i; x_a) on D data.

    Parameters
    ----------
    output
        φ, a function of the weights of one unit and of the inputs; see `theory.from_unit`.
    inputs
        For each symbol of φ that is an input its D values, exact numbers. All other symbols are weights.
    name
        For messages.
    scale
        The prefactor s.

    Raises
    ------
    TypeError, ValueError
        As `theory.from_unit`; if there are no inputs, they have different numbers of values, are none of φ's symbols, or leave
        no weight on some datum.

    Examples
    --------
    >>> from sympy import symbols
    >>> u, v, x = symbols("u v x")
    >>> on_data(u**2 * v * x, {x: [1, 2]}).degree
    3
    """
    words(name, "name")
    output = as_expression(output, "output")
    given = {instance(x, "inputs", Symbol): tuple(_number(value) for value in _values(x, inputs)) for x in _mapping(inputs)}
    counts = {len(values) for values in given.values()}
    if len(counts) != 1 or 0 in counts:
        raise ValueError(f"inputs must have one value for each datum, as many for each symbol, not {sorted(counts)}")
    if unknown := sorted(str(x) for x in given.keys() - output.free_symbols):
        raise ValueError(f"inputs must be symbols of the output {output}, not {', '.join(unknown)}")
    weights = sorted(output.free_symbols - given.keys() - as_expression(scale, "scale").free_symbols, key=str)
    units = []
    for datum in range(counts.pop()):
        here = output.subs({x: values[datum] for x, values in given.items()}, simultaneous=True)
        if not here.free_symbols & set(weights):
            raise ValueError(f"inputs must leave weights in the output on each datum: on datum {datum + 1} it is {here}")
        units.append(from_unit(here, weights, name=f"{name}, datum {datum + 1}", scale=scale))
    return DataUnits(name, tuple(units))


def _mapping(inputs: Mapping[Symbol, Sequence[Expr | int]]) -> Mapping[Symbol, Sequence[Expr | int]]:
    return instance(inputs, "inputs", Mapping, "a dict of symbols and their values")


def _values(symbol: Symbol, inputs: Mapping[Symbol, Sequence[Expr | int]]) -> Sequence[Expr | int]:
    values = inputs[symbol]
    if not isinstance(values, (list, tuple)):
        raise TypeError(f"inputs must have a list of values for {symbol}, not {shown(values)}")
    return values


def _number(value: Expr | int) -> Expr:
    found = as_expression(value, "inputs")
    if found.free_symbols:
        raise ValueError(f"inputs must be numbers, not {found}")
    return found


def register_data(models: Mapping[str, DataUnits]) -> None:
    """Make models known in this process, and their units; claims speak of them by name.

    Raises
    ------
    ValueError
        If a name already belongs to another model, about which claims may exist.
    """
    for name, model in models.items():
        if _REGISTERED.setdefault(name, model) != model:
            raise ValueError(f"another own model on data is called {name!r}: give this one its own name=")
        register({unit.name: unit for unit in model.units})
        degree = None if model.degree is None else Integer(model.degree)
        VARIANTS[name] = Variant(("many",), degree=degree, definition=model.definition)


def data_registered(name: str) -> DataUnits:
    """The model that was registered under this name.

    Raises
    ------
    KeyError
        If there is none in this process.
    """
    if name not in _REGISTERED:
        raise KeyError(f"no own model on data {name!r} in this process: give it to checks.own_claims first")
    return _REGISTERED[name]


def data_of(model: str, variant: str) -> DataUnits | None:
    """The model that a setting speaks of, if it is one that was registered here."""
    return _REGISTERED.get(variant) if model == MODEL else None


def data_registry() -> dict[str, DataUnits]:
    """All own models on data of this process, to be handed to another one."""
    return dict(_REGISTERED)
