"""An explanation as a page to read, in plain text and in HTML: the same sections, written once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from math import inf, isfinite, prod
from textwrap import wrap
from typing import TYPE_CHECKING

from checks.explain.chains import Chain
from checks.explain.instead import instead
from checks.explain.layered import Layered
from checks.explain.theorems import Applied

if TYPE_CHECKING:
    from checks.explain.explanation import Explanation

__all__ = ["Section", "html_page", "sections", "text_page"]

_WIDTH = 110
_SHOWN = 8
_LOSSES = {"mean": "(1/2DK) Σ r²", "sum": "½ Σ r²", "mean_square": "(1/DK) Σ r²"}


@dataclass
class Section:
    """A heading, sentences, and rows of a table with their heads."""

    title: str
    sentences: list[str] = field(default_factory=list)
    head: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)


def sections(found: Explanation) -> list[Section]:
    """The sections of the page."""
    return [_net(found), _rates(found), _theorems(found), _targets(found), _changes(found)]


def _net(found: Explanation) -> Section:
    body = found.anatomy
    arrays = [f"{name} {'×'.join(map(str, shape)) or '1'}" for name, shape in body.blocks]
    more = f", … ({len(arrays)} arrays)" if len(arrays) > _SHOWN else ""
    section = Section("The net")
    section.sentences.append(
        f"{body.weight_count} weights in {', '.join(arrays[:_SHOWN])}{more}; {body.data_count} data with "
        f"{body.output_count} output{'' if body.output_count == 1 else 's'}; θ² = {body.weight_square:.4g}."
    )
    if body.random:
        section.sentences.append(
            "It draws random numbers (dropout?), so that each step trains another net, and no theorem here speaks of it; what is "
            "measured below is one draw, the same each time. Call eval() before if that is not meant."
        )
    elif found.mode_matters:
        section.sentences.append(
            "It is explained in its training mode, in which it computes something else than in evaluation mode: statistics are "
            "those of these data. Call eval() before if that is not meant."
        )
    euler = body.euler
    if body.silent:
        section.sentences.append("All its outputs are 0 at these weights, so that its degree was measured at others.")
    if body.degree is not None:
        section.sentences.append(
            f"Homogeneous of degree {body.degree} in its weights: Euler's identity θ·∂f = {body.degree}f is met to "
            f"{euler.misfit:.0e}, f(tθ) = t^{body.degree} f(θ) to {euler.scaled:.0e}. That is measured, not proved."
        )
    elif not isfinite(euler.slope):
        section.sentences.append("All its outputs are 0 (or not finite), so that nothing is seen of its degree.")
    elif euler.here:
        section.sentences.append(
            f"Not homogeneous in its weights: Euler's identity θ·∂f = {euler.slope:.4g}f is met at these weights, but at others, "
            f"none of which is 0, it misses by {euler.elsewhere:.1e}: biases that are still 0, for instance, soon will not be."
        )
    else:
        section.sentences.append(
            f"Not homogeneous in its weights: the best k in Euler's identity θ·∂f = kf is {euler.slope:.4g}, with a misfit of "
            f"{euler.misfit:.1e}; f(tθ) misses t^k f(θ) by {euler.scaled:.1e}."
        )
    if body.weighted:
        told = ", ".join(f"{name} {value:.3g}" for name, value in body.weighted.items())
        section.sentences.append(f"It is quasi-homogeneous: Σ ω θ·∂f = f with ω = {told}.")
    if isinstance(found.layered, Layered):
        section.sentences.append(_layers(found.layered))
    else:
        section.sentences.append(f"It is not recognised as a net of fully connected layers: {found.layered}.")
    return section


def _layers(net: Layered) -> str:
    deep = net.deep
    slopes = {(1.0, 1.0): "linear", (1.0, 0.0): "ReLU"}.get((float(deep.slopes[0]), float(deep.slopes[1])), "leaky ReLU")
    dimension = deep.inputs.shape[1] - bool(net.bias)
    units = prod(deep.widths)
    known = {1.0: "standard parameterisation", units**-0.5: "n^(-1/2)", (units * dimension) ** -0.5: "NTK parameterisation"}
    name = next((word for value, word in known.items() if abs(float(deep.scale) - value) <= 1e-9 * value), "of its own")
    told = f"{net.outputs} outputs, " if net.outputs > 1 else ""
    made = " (numbers that are made of the data before, as measured)" if net.made else ""
    one = f" and one that is always 1, whose weights are {net.bias}" if net.bias else ""
    shift = f", and a bias of the output, {net.shift}, is added" if net.shift else ""
    return (
        f"It computes what {deep.depth} fully connected layers without biases compute (outputs and gradients agree): {dimension} "
        f"inputs{made}{one}, hidden widths {', '.join(map(str, deep.widths))}, {told}{slopes} with slopes "
        f"{float(deep.slopes[0]):g} and {float(deep.slopes[1]):g} and σ'(0) = {float(deep.slope_at_zero):g}, "
        f"prefactor {float(deep.scale):.4g} ({name}){shift}."
    )


def _rate(found: Explanation, rate: float) -> str:
    if not isfinite(rate):
        return "every rate"
    return f"{rate:.4g} (ηλ = {rate * found.sharpness:.4g})"


def _rates(found: Explanation) -> Section:
    section = Section("Learning rates")
    section.sentences.append(
        f"Full-batch gradient descent on L = {_LOSSES[found.normalisation]}; λ = {found.sharpness:.4g} is the largest eigenvalue "
        "of the tangent kernel in this convention."
    )
    section.head = ("rate", "η", "from")
    linear = 2 / found.sharpness if found.sharpness > 0 else inf
    section.rows.append(("linear edge", _rate(found, linear), "2/λ"))
    best = max((item for item in found.theorems if item.says), key=lambda item: item.edge, default=None)
    if best is not None and best.edge > 0:
        section.rows.append(("certified, for all time", _rate(found, found.certified_rate), f"{best.claim_id}: {best.says}"))
    elif 0 < found.hand_rate < inf:
        place = "chains" if isinstance(found.chain, Chain) else "constants"
        known = "a polynomial in N" if isinstance(found.chain, Chain) and found.chain.biases else "C N^(k-1)"
        told = f"{known} bounds the kernel, see checks.explain.{place}: a norm never grows; not machine-checked"
        section.rows.append(("by hand, for all time", _rate(found, found.hand_rate), told))
    elif found.anatomy.linear:
        told = "the net is linear in its weights, as measured: the loss never grows; not machine-checked"
        section.rows.append(("by hand, for all time", _rate(found, linear), told))
    else:
        section.rows.append(("certified, for all time", "none", "no proved statement promises anything here"))
    if isfinite(found.step_rate) or found.step_rate == inf:
        biased = isinstance(found.chain, Chain) and found.chain.biases
        norm, told = ("N", "identity of N") if biased else ("θ²", f"weight-norm identity, degree {found.anatomy.degree}")
        section.rows.append((f"next step cannot raise {norm}", _rate(found, found.step_rate), told))
    if found.edge is not None:
        low, high = found.to_theirs * found.edge.stable, found.to_theirs * found.edge.failed
        fails = "dies" if found.edge.dies else "diverges"
        told = f"{_rate(found, low)} trains, {_rate(found, high)} {fails}" if isfinite(high) else f"{_rate(found, low)} trains"
        section.rows.append(("measured edge", told, f"runs of {found.edge.steps} steps"))
    if isfinite(found.share):
        section.sentences.append(
            f"The certified rate is {found.share:.2g} times the smallest at which training was seen to diverge."
        )
    if isfinite(found.identity):
        section.sentences.append(
            f"On a run of five steps from these weights {_norm(found)} moves as its identity says, to {found.identity:.0e}."
        )
    return section


def _norm(found: Explanation) -> str:
    return "the weighted norm N" if isinstance(found.chain, Chain) and found.chain.biases else "the weight norm"


def _theorems(found: Explanation) -> Section:
    section = Section("Theorems that speak of this net on these data")
    if not found.theorems:
        section.sentences += ["No theorem of this toolkit speaks of this net.", instead(found)]
        return section
    section.head = ("claim", "says", "for η", "hypotheses here")
    said = sorted((item for item in found.theorems if item.says and item.rates), key=lambda item: -item.edge)
    rows = ((item.claim_id, item.says, _spans(found, item), "; ".join(_tried(item)) or "none") for item in said)
    section.rows = list(dict.fromkeys(rows))
    others = list(dict.fromkeys(item.claim_id for item in found.theorems if not item.says and item.rates))
    section.sentences.append(
        "Each is proved in the toolkit's Coq library: `catapult prove ID`. Hypotheses are tried in floating point. They speak of "
        "gradient descent with one constant rate on the loss of all these data, in exact arithmetic: not of batches, momentum, "
        "weight decay, dropout, other losses or single precision."
    )
    if isinstance(found.layered, Layered) and found.layered.shift:
        section.sentences.append(
            "With an output bias c they speak of targets 0, or all y, which is the same with c - y in place of c; the norm is θ² "
            f"of the other weights and {found.layered.deep.depth}(c - y)²."
        )
    if found.to_theirs != 1:
        section.sentences.append(
            f"In the hypotheses η is that of L = (1/2D) Σ r²: {1 / found.to_theirs:.4g} times the rate here."
        )
    section.sentences.append(f"Also true of it: {', '.join(others)}." if others else "")
    failing = list(dict.fromkeys(f"{item.claim_id} ({'; '.join(_tried(item))})" for item in found.theorems if not item.rates))
    section.sentences.append(f"Their hypotheses hold at no rate: {', '.join(failing)}." if failing else "")
    return section


def _spans(found: Explanation, item: Applied) -> str:
    told = []
    for span in item.rates:
        low, high = found.to_theirs * span.low, found.to_theirs * span.high
        told.append(f"up to {_rate(found, high)}" if span.low == 0 else f"from {_rate(found, low)} to {_rate(found, high)}")
    return " and ".join(told) or "none"


def _tried(item: Applied) -> Iterator[str]:
    for words, holds in item.hypotheses.items():
        yield words if holds is None else f"{words}: {'holds' if holds else 'fails'}"


def _targets(found: Explanation) -> Section:
    section = Section("Targets")
    if found.zero_targets:
        section.sentences.append("All targets are 0.")
        return section
    section.sentences.append(f"Mean square of the targets: {found.target_square:.4g}.")
    if isinstance(found.chain, Chain) and not found.chain.targets.any():
        section.sentences.append("They are the same for all data: as good as 0 where N has the last biases without them.")
        return section
    if not found.constant > 0 or not found.sharpness > 0:
        section.sentences.append(
            "The loss is bounded up to the linear edge, whatever the targets."
            if found.anatomy.linear
            else "No horizon is certified: it needs a constant C, which is not known for this net."
        )
        return section
    section.sentences.append(
        "Horizon: steps for which the weight norm certainly does not blow up, from these weights; ask again as it trains "
        "(a short proof by hand, in numerics.training.horizon; not machine-checked)."
    )
    section.head = ("ηλ", "η", "steps")
    for relative in (0.1, 0.5, 1.0, 1.5, 2.0):
        steps = found.horizon(relative / found.sharpness)
        section.rows.append(
            (f"{relative:g}", f"{relative / found.sharpness:.4g}", "for ever" if steps == inf else f"{steps:.0f}")
        )
    return section


def _changes(found: Explanation) -> Section:
    section = Section("What would have to change")
    section.sentences += [f"{what}: {then}." for what, then in found.changes.items()]
    if not section.sentences:
        section.sentences.append("Nothing that was tried certifies more.")
    return section


def text_page(found: Explanation) -> str:
    """The page in plain text."""
    lines: list[str] = []
    for section in sections(found):
        lines += ["", section.title, "-" * len(section.title)]
        for sentence in filter(None, section.sentences):
            lines += wrap(sentence, _WIDTH)
        if section.rows:
            lines += _columns([section.head, *section.rows])
    return "\n".join(lines[1:])


def _columns(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows]


def html_page(found: Explanation) -> str:
    """The page as a fragment of HTML, for a notebook."""
    parts = []
    for section in sections(found):
        parts.append(f"<h4>{escape(section.title)}</h4>")
        parts += [f"<p>{escape(sentence)}</p>" for sentence in section.sentences if sentence]
        if section.rows:
            head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in section.head)
            body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in section.rows)
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return f"<div>{''.join(parts)}</div>"
