# %% [markdown]
# # 3. The catapult in the (u, v) plane
#
# For the linear net on one datum with target 0 two numbers say everything: $u = \kappa\eta^2 f^2$, the loss in natural units,
# and $v = \eta H$, the kernel. One step of gradient descent is one step of a map of the plane.

# %%
import numpy as np
from showing import BLUE, GREEN, GREY, ORANGE, live, picture, steps

from numerics import TwoLayerNet, closed_map_step, initialise, simulate, top_ntk
from numerics.closed_map import closed_map
from theory import reduced_map

steps(reduced_map().derivation)

# %% [markdown]
# The last line is the key: $v'^2 - 4u' = (1 - u)^2 (v^2 - 4u)$ at target 0. So the region $0 \le 4u \le v^2$ maps into itself,
# and every real initialisation lies in it.
#
# ## One orbit


# %%
def orbit(v0):
    points = [(1e-3, v0)]
    for _ in range(60):
        u, v = closed_map_step(*map(np.float64, points[-1]))
        points.append((float(u), float(v)))
        if u > 1e3:
            break
    u, v = np.array(points).T
    _, (plane, time) = picture(2, 9)
    edge = np.linspace(0, 5, 200)
    plane.fill_between(edge, edge**2 / 4, 8, color="#EEEEEE")
    plane.plot(v, u, ".-", color=BLUE, linewidth=0.7)
    plane.axvline(2, color=GREY, linewidth=0.8, linestyle=":")
    plane.axvline(4, color=ORANGE, linewidth=0.8, linestyle="--")
    plane.set(xlabel="v = ηH", ylabel="u = κη²f²", xlim=(0, 5), ylim=(0, max(1.0, min(8.0, 1.2 * u.max()))))
    plane.set_title("grey: no weights exist there")
    time.semilogy(np.maximum(u, 1e-16), color=BLUE, label="u")
    time.plot(v, color=GREEN, label="v")
    time.set(xlabel="step", ylim=(1e-10, 1e2))
    time.legend(frameon=False)
    least = (v0 - 2) ** 2 / 8
    print(f"v₀ = {v0:g}: peak of u {u.max():.4g}, proved to be at least (v₀ − 2)²/8 = {least:.4g}; v ends at {v[-1]:.4f}")


live(orbit, v0=(2.1, 3.0, 3.95, 0.05))

# %% [markdown]
# ## The basins
#
# A grid of initial points in the region that weights can reach: monotone, catapult, divergent. The boundary at $v_0 = 4$ is
# sharp, and it is proved.

# %%
v, u = np.meshgrid(np.linspace(0.02, 5, 300), np.linspace(0.002, 4, 240))
allowed = 4 * u <= v**2
grid = closed_map(np.where(allowed, u, 0.0), v, 2000)
colours = np.array([[0.0, 0.45, 0.70], [0.9, 0.6, 0.0], [0.84, 0.37, 0.0], [0.6, 0.6, 0.6]])
shown = colours[grid.phase]
shown[~allowed] = 1.0
_, (axes,) = picture(width=6.0, height=4.0)
axes.imshow(shown, origin="lower", extent=(0, 5, 0, 4), aspect="auto", interpolation="nearest")
axes.set(xlabel="v₀ = ηH₀", ylabel="u₀ = κη²f₀²", title="blue: monotone, yellow: catapult, red: divergent")
inside = allowed & (v < 3.99)
print("diverging points with v₀ < 4:", int((grid.phase[inside] == 2).sum()), "of", int(inside.sum()))

# %% [markdown]
# On $v_0 = 4$ itself $u = 4\sin^2\varphi$, and a step triples the angle: bounded, and almost never convergent.
#
# ## The same from weights
#
# No simulation of weights uses the map, so this comparison means something.

# %%
net = TwoLayerNet(np.ones((1, 1)), 64, slopes=(1.0, 1.0))
weights = initialise("gaussian", 1, 5, net.weight_count)
rates = 3.0 / top_ntk(net, weights)
runs = simulate(net, weights, 0.0, rates, 12)
kappa = net.scale**2
u, v = kappa * rates**2 * 2 * runs.loss[:, 0], rates * runs.ntk[:, 0]
worst = 0.0
for step in range(1, 13):
    u, v = closed_map_step(u, v)
    worst = max(worst, float(np.max(abs(v - rates * runs.ntk[:, step]))))
print("largest difference in v over 12 steps is below 1e-10:", worst < 1e-10)
