"""Drawing of the experiments on Zhu et al. 2022."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.image_panels import table
from numerics.experiments.panels import AXIS, COLOURS, MARKERS, column

__all__ = ["direction_figure", "eigenspace_figure", "generalisation_figure", "quadratic_figure"]


def direction_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: one column per learning rate, loss along p₁, p₂ and the rest."""

    def draw_on(results: Results, figure: Any) -> None:
        main = results["main"]
        panels = figure.subplots(2, 3, sharey="row", sharex="col")
        figure.suptitle(title)
        for row, name in enumerate(("nqm", "net")):
            for panel, run in zip(panels[row], main[name], strict=True):
                parts = table(run["parts"])
                for number, label in enumerate((r"along $p_1$", r"along $p_2$", "rest")):
                    values = np.maximum(parts[:, number], 1e-8)
                    panel.plot(run["steps"], values, color=COLOURS[number], label=label, linestyle=("-", "--", ":")[number])
                panel.set_yscale("log")
                panel.set_xlim(0, 80)
        edges = main["edges"]
        for panel, run in zip(panels[0], main["nqm"], strict=True):
            where = rf"$2/\lambda_1$ = {edges[0]:.3g}, $2/\lambda_2$ = {edges[1]:.3g}"
            panel.set_title(rf"$\eta$ = {run['rate']:.3g}  ({where})", fontsize=8)
        for panel in panels[1]:
            panel.set_xlabel("step")
        panels[0, 0].set_ylabel("loss, NQM (cut at $10^{-8}$)")
        panels[1, 0].set_ylabel("loss, net (cut at $10^{-8}$)")
        panels[0, 0].legend()

    return draw_on


def eigenspace_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: loss along each top eigenvector and in their complement, one column per learning rate."""

    def draw_on(results: Results, figure: Any) -> None:
        runs, edge = results["main"]["runs"], results["main"]["edge"]
        panels = figure.subplots(1, len(runs), squeeze=False, sharey=True)[0]
        figure.suptitle(title)
        for panel, run in zip(panels, runs, strict=True):
            parts = table(run["parts"])
            for number in range(parts.shape[1] - 1):
                values = np.maximum(parts[:, number], 1e-8)
                panel.semilogy(run["steps"], values, color=COLOURS[number], label=f"eigenvector {number + 1}")
            panel.semilogy(run["steps"], parts[:, -1], color="black", linewidth=2, label="complement")
            panel.set_title(rf"$\eta$ = {run['rate'] / edge:.2f} critical", fontsize=8)
            panel.set_xlabel("step")
        panels[0].set_ylabel("loss (cut at $10^{-8}$)")
        panels[0].legend()

    return draw_on


def quadratic_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: peak loss and final kernel, against γ and against ηλ₀; all seeds and their median."""

    def draw_on(results: Results, figure: Any) -> None:
        main, settings = results["main"], results.get("settings", {})
        held = {"gammas": rf"{AXIS} = {settings.get('ratio')}", "ratios": rf"$\gamma$ = {settings.get('gamma')}"}
        panels = figure.subplots(2, 2)
        figure.suptitle(f"{title} (marks: initialisations; line: median)")
        for row, (axis, group) in enumerate((("gammas", "by_gamma"), ("ratios", "by_ratio"))):
            where = column(main[axis])
            for number, (name, label) in enumerate((("peak", "peak loss"), ("final_kernel", r"$\|H_\infty\|$"))):
                panel, values = panels[row, number], table(main[group][name])
                panel.plot(where, values, MARKERS[number], color=COLOURS[number], alpha=0.4)
                panel.plot(where, np.nanmedian(values, axis=1), color=COLOURS[number])
                panel.set_ylabel(label)
                panel.set_xlabel(r"$\gamma$" if axis == "gammas" else AXIS)
                if settings:
                    panel.set_title(held[axis], fontsize=8)
                if axis == "gammas":
                    panel.set_xscale("log")
                if name == "peak":
                    panel.set_yscale("log")

    return draw_on


def generalisation_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: best test loss of f, f_lin and f_quad against η/η_crit, one panel per case."""

    def draw_on(results: Results, figure: Any) -> None:
        cases = results["main"]["cases"]
        rows = 1 if len(cases) < 4 else 2
        panels = figure.subplots(rows, -(-len(cases) // rows), squeeze=False).ravel()
        figure.suptitle(f"{title} (marks: initialisations; line: mean)")
        for panel, case in zip(panels, cases, strict=False):
            ratios = column(case["ratios"])
            for number, name in enumerate(("f", "f_lin", "f_quad")):
                values = table(case["best"][name])
                kept = np.isfinite(values).all(axis=0)
                panel.plot(ratios, values.T, MARKERS[number], color=COLOURS[number], alpha=0.4)
                panel.plot(ratios[kept], values[:, kept].mean(axis=0), color=COLOURS[number], label=name)
            panel.axvline(1, color="0.35", linestyle="--", linewidth=0.9, label="critical rate at initialisation")
            panel.set_title(case["label"], fontsize=8)
            panel.set_xlabel(r"$\eta/\eta_{crit}$")
            panel.set_ylabel("best test loss")
        for panel in panels[len(cases) :]:
            panel.set_axis_off()
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)

    return draw_on
