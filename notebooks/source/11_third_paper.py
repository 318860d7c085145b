# %% [markdown]
# # 11. The nets of the third paper
#
# Zhu et al. (arXiv:2306.04815) say that spikes in the training loss of SGD are catapults, that they live in the top eigenspace
# of the kernel, and that smaller batches make more of them. What is left of that when each sentence has a control that must
# fail it?

# %%
import numpy as np
from IPython.display import Markdown
from showing import BLUE, GREY, ORANGE, picture

from checks.experiments.stored import stored_rows
from numerics import TwoLayerNet, initialise, stochastic_descent
from numerics.datasets import two_class
from numerics.sgd import batches, spikes

rows = {row.experiment.name: row for row in stored_rows() if row.experiment.name.startswith("zhu-2023/")}

# %%
told = {True: "yes", False: "no", None: "not run"}
lines = ["| experiment | finding | shown | on fresh seeds |", "|---|---|---|---|"]
for name, row in rows.items():
    fresh = {outcome.finding.sentence: outcome.established for outcome in row.fresh or ()}
    for outcome in row.outcomes if row.summary is not None else ():
        sentence = outcome.finding.sentence
        lines.append(f"| {name} | {sentence} | {told[outcome.established]} | {told[fresh.get(sentence)]} |")
Markdown("\n".join(lines))

# %% [markdown]
# ## Batches, live
#
# A two-layer ReLU net on 32 images of two digits, 300 steps at one rate that is below the linear edge of the whole at the
# start, in batches of different size. A batch is super-critical where the rate is above the critical one of the batch itself.

# %%
# Rounding grows in these runs: other processors print other digits.
images = two_class("mnist")
inputs, targets = images.train_inputs[:32] / 28, images.train_targets[:32]  # √784 = 28
net = TwoLayerNet(inputs, 32, (1.0, 0.0))
start = initialise("gaussian", 0, 1, net.weight_count)[0]
first = 2 / len(targets) * np.linalg.eigvalsh(net.tangent_gram(start[None])[0])[-1]
seen = {}
for size in (32, 8, 2):
    chosen = batches(np.random.default_rng(1), len(targets), size, 300)
    seen[size] = stochastic_descent(net, start, targets, 1.5 / first, chosen, critical=True)
for size, run in seen.items():
    found = spikes(run.loss, run.kernel, 2.0, 10)
    beyond, caught = np.mean(run.rates > run.critical), sum(spike.catapult for spike in found)
    print(
        f"batches of {size:2d}: {beyond:4.0%} of the steps super-critical, {len(found):2d} spikes, {caught:2d} catapults, "
        f"kernel {run.kernel[0]:.3f} → {run.kernel[-1]:.3f}, loss {run.loss[-1]:.0e}"
    )

# %%
_, (left, right) = picture(columns=2, height=3.2)
for (size, run), colour in zip(seen.items(), (GREY, BLUE, ORANGE), strict=True):
    left.semilogy(run.steps, run.loss, color=colour, linewidth=0.8, label=f"batches of {size}")
    right.plot(run.steps, run.kernel, color=colour, linewidth=0.8)
left.set(xlabel="step", ylabel="loss on all data")
right.set(xlabel="step", ylabel="largest eigenvalue of the kernel", ylim=(0, None))
_ = left.legend(frameon=False, fontsize=7)

# %% [markdown]
# ## Where a spike lives
#
# The loss along the five top eigenvectors of the kernel, and the rest, around the highest spike of the middle batches.

# %%
# Rounding grows in these runs: other processors print other digits.
run = seen[8]
highest = int(np.argmax(run.loss[20:])) + 20
window = slice(highest - 15, highest + 16)
_, (axes,) = picture(height=3.0)
axes.semilogy(run.steps[window], run.parts[window, :5].sum(axis=1), ".-", color=ORANGE, label="top five eigenvectors")
axes.semilogy(run.steps[window], run.parts[window, 5], ".-", color=BLUE, label="the rest")
axes.set(xlabel="step", ylabel="part of the loss")
axes.legend(frameon=False)
rise = run.parts[highest] - run.parts[highest - 1]
print(f"step {highest}: {rise[:5].sum() / rise.sum():.0%} of the last rise is in the top five of 32 directions")

# %% [markdown]
# Batches of 8 make many more catapults than all data at once; in batches of 2, at this rate, the loss does not come down, and
# there is less to see. One net and one seed: an illustration. What holds over seeds, with its controls, is the table above.
