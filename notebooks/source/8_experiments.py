# %% [markdown]
# # 8. The experiments at a glance
#
# The papers' figures are re-run by `catapult reproduce`; what they gave is stored, keyed by settings and code. A *finding* is a
# published statement about a figure. It counts as shown only if our numbers show it and a control, where it must not hold,
# fails it. Most thresholds were set with the first seeds in view, so the findings are judged again on fresh seeds.

# %%
import numpy as np
from IPython.display import Markdown
from showing import BLUE, GREEN, GREY, ORANGE, live, picture

from checks.experiments.stored import stored_rows
from numerics import Phase, TwoLayerNet, initialise, simulate, top_ntk

rows = {row.experiment.name: row for row in stored_rows() if row.summary is not None}

# %%
lines = ["| experiment | finding | shown | on fresh seeds |", "|---|---|---|---|"]
for name, row in rows.items():
    fresh = {outcome.finding.sentence: outcome.established for outcome in row.fresh or ()}
    for outcome in row.outcomes:
        sentence = outcome.finding.sentence
        told = {True: "yes", False: "no", None: "not run"}
        lines.append(f"| {name} | {sentence} | {told[outcome.established]} | {told[fresh.get(sentence)]} |")
Markdown("\n".join(lines))

# %% [markdown]
# ## One figure from its stored numbers
#
# Meltzer & Liu's figure 2: a leaky net of slope ½, width 1024, on the toy datum. The bound of the weight norm lies near 5/2,
# the kernel ends below 2, and training works up to about 4.7.

# %%
main = rows["meltzer-liu/fig2"].summary["results"]["main"]


def column(name):
    return np.array([np.nan if value is None else value for value in main[name]], dtype=float)


_, (left, right) = picture(2, 9)
left.plot(column("ratios"), column("norm_ratio"), ".-", color=BLUE)
left.axvline(2.5, color=ORANGE, linestyle="--", linewidth=0.8)
left.set(xlabel="η λ₀", ylabel="θ²∞ / θ²₀", ylim=(0, 1.1))
right.plot(column("ratios"), column("ratios") / main["initial_ntk"] * column("ntk"), ".-", color=GREEN)
right.axhline(2, color=GREY, linestyle=":")
_ = right.set(xlabel="η λ₀", ylabel="η H∞", ylim=(0, 2.4))

# %% [markdown]
# ## The same experiment, small, while you wait


# %%
def small(slope):
    net = TwoLayerNet(np.ones((1, 1)), 128, slopes=(1.0, slope))
    weights = initialise("gaussian", 1, 1, net.weight_count)
    ratios = np.linspace(0.2, 6.0, 59)
    rates = ratios / top_ntk(net, weights)
    runs = simulate(net, np.repeat(weights, len(rates), axis=0), 0.0, rates, 500, record_every=None)
    counts = np.bincount(runs.phases(), minlength=4)
    print(f"slope {slope:g}: " + ", ".join(f"{count} {phase.name.lower()}" for count, phase in zip(counts, Phase, strict=True)))
    _, (axes,) = picture()
    kept = ~runs.diverged
    axes.plot(ratios[kept], (rates * runs.summary.final_ntk)[kept], ".", color=GREEN)
    axes.axhline(2, color=GREY, linestyle=":")
    axes.set(xlabel="η λ₀", ylabel="η H at the end", xlim=(0, 6), ylim=(0, 2.4))


live(small, slope=(0.0, 0.5, 1.0, 0.25))
