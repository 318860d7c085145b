"""What the notebooks share: pictures that come out the same every time, and sliders that rest where no one moves them."""

from __future__ import annotations

import os
from collections.abc import Callable

import matplotlib as mpl
import matplotlib_inline.backend_inline as inline
from IPython.display import Latex, Markdown, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sympy import Basic

from theory import to_latex

__all__ = ["BLUE", "GREEN", "GREY", "ORANGE", "formula", "live", "picture", "steps"]

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#888888"

inline.set_matplotlib_formats("svg", metadata={"Date": None})
mpl.rcParams.update({"svg.hashsalt": "catapult", "svg.fonttype": "none", "axes.spines.top": False, "axes.spines.right": False})


def picture(columns: int = 1, width: float = 7.0, height: float = 3.4) -> tuple[Figure, list[Axes]]:
    """A figure with its axes in a row."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, columns, figsize=(width, height), squeeze=False, layout="constrained")
    return figure, list(axes[0])


def formula(expression: Basic, before: str = "") -> None:
    """Show an expression as mathematics."""
    display(Latex(f"$$ {before} {to_latex(expression)} $$"))


def steps(derivation, first: int = 0, last: int | None = None) -> None:
    """Show a derivation, or some of its steps, as numbered mathematics."""
    for number, step in enumerate(list(derivation)[first:last], first + 1):
        display(Markdown(f"**{number}.** {step.text}\n\n$$ {to_latex(step.expression)} $$"))


def live(function: Callable[..., None], **sliders) -> None:
    """Call the function with each slider at its middle value; in a live session, again whenever one is moved.

    A slider is (smallest, start, largest, step).
    """
    if os.environ.get("CATAPULT_STATIC"):
        function(**{name: start for name, (_, start, _, _) in sliders.items()})
        return
    from ipywidgets import FloatSlider, interact

    controls = {
        name: FloatSlider(value=start, min=low, max=high, step=step, continuous_update=False)
        for name, (low, start, high, step) in sliders.items()
    }
    interact(function, **controls)
