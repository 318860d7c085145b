# %% [markdown]
# # 2. From the maps to the bounds, live
#
# A bound is found by solving what the last notebook derived; none is written down anywhere. Change a slope or a target and the
# derivation changes with it.

# %%
import numpy as np
from showing import BLUE, GREY, ORANGE, live, picture, steps
from sympy import Rational

from numerics import TwoLayerNet, initialise, simulate, top_ntk
from theory import derive, target_edge, two_layer_net, update_maps, weight_norm_bound

# %%
derive(two_layer_net("leaky"))

# %% [markdown]
# ## Move the slope
#
# In a live session there is a slider; here it rests at ½. The bound is $\eta \le 4/(C\theta_0^2)$ with
# $C = s^2 |x|^2 \max(a_+^2, a_-^2)$.


# %%
def bound_for(slope):
    model = two_layer_net(slopes=(1, Rational(slope).limit_denominator(100)), input_norm2=1)
    steps(weight_norm_bound(model).derivation, 4)


live(bound_for, slope=(-2.0, 0.5, 2.0, 0.25))

# %% [markdown]
# ## What trajectories do
#
# Thirty-two initialisations of width 256, each at its own multiples of $1/\lambda_0$. The dots are the largest growth of the
# weight norm in any step; the dashed lines are the bounds of the 32 initialisations.


# %%
def measured(slope):
    net = TwoLayerNet(np.ones((1, 1)), 256, slopes=(1.0, slope))
    weights = initialise("gaussian", 0, 32, net.weight_count)
    ntk = top_ntk(net, weights)
    ratios = np.linspace(0.5, 5.5, 41)
    growth = np.empty((len(ratios), len(ntk)))
    for row, ratio in enumerate(ratios):
        runs = simulate(net, weights, 0.0, ratio / ntk, 60)
        growth[row] = np.nanmax(np.diff(np.log(runs.weight_norm), axis=1), axis=1)
    bounds = 4 / (net.scale**2 * max(1.0, slope**2) * (weights**2).sum(axis=1)) * ntk
    _, (axes,) = picture()
    axes.plot(ratios, growth.max(axis=1), ".-", color=BLUE, label="largest growth of log θ² in a step")
    for bound in bounds:
        axes.axvline(bound, color=ORANGE, linewidth=0.5, linestyle="--")
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set(xlabel="η λ₀", ylim=(-0.2, 1), title=f"slopes (1, {slope:g}): no norm grows below its own bound")
    axes.legend(frameon=False)
    below = growth[ratios[:, None] < bounds]
    print(f"below the bound: {below.size} runs, {int((below > 1e-12).sum())} with a growing weight norm")


live(measured, slope=(-1.0, 0.5, 1.0, 0.25))

# %% [markdown]
# ## Move the target
#
# With a target the kernel is no longer monotone below $4/\lambda_0$. The exact upper edge shifts; it is derived from the normal
# form of the closed map.

# %%
target_edge()


# %%
def map_for(target):
    print(update_maps(two_layer_net("linear"), Rational(target).limit_denominator(100)))


live(map_for, target=(-2.0, 1.0, 2.0, 0.5))
