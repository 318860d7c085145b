"""Zhu et al., arXiv:2306.04815: spikes of the training loss in SGD. Loss (1/n) Σ (f − y)²; empirical statements only."""

from __future__ import annotations

from theory.statements import Claim, Source


def _empirical(number: str, text: str, evidence: str, experiment: str, correction: str = "") -> Claim:
    return Claim(
        id=f"ZS-{number}",
        source=Source("ours", f"corrects ZS-{number[0]}") if number.endswith("c") else Source("ZS"),
        text=text,
        reading="The paper's numeric settings are not available: ours are declared with the experiment, and only the qualitative "
        "sentence is judged.",
        evidence=evidence,
        kind="empirical",
        experiment=f"zhu-2023/{experiment}",
        correction=correction,
    )


CLAIMS = (
    _empirical(
        "1",
        "Spikes of the training loss in SGD are catapults: the tangent kernel's spectral norm drops through each.",
        "The kernel norm before and after every spike found by a declared criterion.",
        "sgd-spikes",
        "ZS-1c",
    ),
    _empirical(
        "1c",
        "Most spikes of the training loss in SGD are catapults: the tangent kernel's spectral norm drops through them.",
        "The kernel norm before and after every spike found by a declared criterion.",
        "sgd-spikes",
    ),
    _empirical(
        "2",
        "The spike lives in the span of the top few eigenvectors of the tangent kernel (of the batch kernel for the batch loss).",
        "The share of the rise of the loss that lies in the top eigenspace.",
        "top-eigenspace",
    ),
    _empirical(
        "3",
        "A batch is super-critical when η exceeds its own critical learning rate 2/λmax(Hessian of the batch loss).",
        "Whether the batch loss rises in a step, against η over the batch's critical learning rate.",
        "sgd-spikes",
    ),
    _empirical(
        "4",
        "Raising η repeatedly in full-batch GD produces several catapults; each lowers the kernel norm.",
        "The kernel norm through each raise of the learning rate.",
        "several-catapults",
    ),
    _empirical(
        "5",
        "More catapults, better alignment of the AGOP with that of the target; better test loss.",
        "Alignment and test loss against the number of catapults.",
        "batch-size-agop",
    ),
    _empirical(
        "6",
        "Smaller batch size, more catapults, better alignment and test loss; the mechanism is the variance of λmax over batches.",
        "Counts, alignment and test loss over batch sizes, with the variance of λmax over batches.",
        "batch-size-agop",
    ),
)
