# %% [markdown]
# # 5. How tight are the published bounds?
#
# A proof says where something cannot happen. How far beyond the bound it still does not happen is a question for trajectories:
# bound divided by measured edge, one number per initialisation. 1 is sharp.

# %%
import numpy as np
from showing import BLUE, GREY, ORANGE, live, picture

from checks.evidence.tightness import tightness
from numerics import TwoLayerNet, initialise, simulate, top_ntk
from theory import claim

# %%
# Rounding grows in these runs: other processors print other digits.
chosen = ("ML-2", "ML-5", "ML-7", "ML-8", "ML-9", "LIN-SUB", "UV-CONV", "RELU-NTK")
rows = []
for name in chosen:
    for statement in claim(name).statements:
        found = tightness(statement, rows=4)
        if found is not None:
            rows.append((f"{name} ({statement.setting.variant or statement.setting.model})".replace("_", " "), found))
print(f"{'claim':28} {'median':>7} {'least':>7} {'largest':>8}")
for name, found in rows:
    print(f"{name:28} {found.median:7.2f} {found.low:7.2f} {found.high:8.2f}")

# %%
_, (axes,) = picture(height=0.6 + 0.3 * len(rows))
for place, (_, found) in enumerate(rows):
    axes.plot([found.low, found.high], [place, place], color=BLUE, linewidth=2, alpha=0.5)
    axes.plot(found.median, place, "o", color=BLUE)
axes.axvline(1, color=GREY, linewidth=0.8, linestyle=":")
axes.set(xscale="log", yticks=range(len(rows)), yticklabels=[name for name, _ in rows], xlabel="bound / measured edge")
axes.invert_yaxis()

# %% [markdown]
# The bounds for the closed cases (linear net, ReLU on one datum) are sharp. The weight-norm bound of a leaky net leaves about
# half unexplained, because it must cover the steepest slope in every unit. On data it is looser still.
#
# ## Why the gap?
#
# Compare the three numbers that matter for a leaky net: the bound from $C\theta_0^2$, the kernel's own $4/H_0$, and the learning
# rate at which the first of 24 initialisations really diverges.


# %%
def gap(slope):
    net = TwoLayerNet(np.ones((1, 1)), 256, slopes=(1.0, slope))
    weights = initialise("gaussian", 0, 24, net.weight_count)
    ntk = top_ntk(net, weights)
    bound = 4 * ntk / (net.scale**2 * max(1.0, slope**2) * (weights**2).sum(axis=1))
    ratios = np.arange(2.0, 8.0, 0.125)
    lost = [simulate(net, weights, 0.0, ratio / ntk, 300, record_every=None).diverged.any() for ratio in ratios]
    edge = ratios[np.argmax(lost)] if any(lost) else np.inf
    print(f"slope {slope:g}, in units of 1/λ₀: bound {bound.mean():.3f}, the kernel's own edge 4, first divergence {edge:.3f}")
    _, (axes,) = picture(height=1.6)
    for value, text, colour in ((bound.mean(), "bound", BLUE), (4.0, "4/H₀", GREY), (edge, "divergence", ORANGE)):
        if np.isfinite(value):
            axes.plot(value, 0, "o", color=colour)
            axes.annotate(text, (value, 0), xytext=(0, 8), textcoords="offset points", ha="center")
    axes.set(xlim=(1.5, 8.5), ylim=(-0.5, 1), yticks=[], xlabel="η λ₀")


live(gap, slope=(0.0, 0.5, 1.0, 0.125))
