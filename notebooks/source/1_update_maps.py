# %% [markdown]
# # 1. From a gradient step to the update maps
#
# Everything in this project starts from one line: a step of gradient descent, $\theta' = \theta - \eta \nabla L$, with
# $L = \tfrac12 (f - y)^2$ on one datum. The toolkit carries that step through a model and reads off what it does to the
# residual $r = f - y$, to the neural tangent kernel $H = |\nabla f|^2$ and to the squared weight norm $\theta^2$.

# %%
from fractions import Fraction

from showing import formula, steps

from numerics import TwoLayerNet, simulate_exact
from theory import homogeneous_maps, two_layer_net, update_maps

# %% [markdown]
# ## The linear two-layer net
#
# $f = s \sum_i v_i\, a\, u_i \cdot x$ with any number of units. A step moves each unit by itself, so the sum over units after
# the step is a polynomial in $\eta r$ whose coefficients are again sums over units.

# %%
maps = update_maps(two_layer_net("linear"))
steps(maps.derivation)

# %% [markdown]
# The coefficients are sums that we already know, so the map *closes*: residual and kernel after the step follow from residual
# and kernel before it, at every width.

# %%
maps

# %%
print("closed:", maps.closed)

# %% [markdown]
# ## Held against the weights
#
# The numeric side knows nothing of this formula. It steps the weights, here in exact fractions, so "equal" means equal.

# %%
net = TwoLayerNet([[2]], 2, slopes=(1, 1), scale=Fraction(1, 2))
weights = [Fraction(1, 3), Fraction(-1, 2), Fraction(2), Fraction(1, 5)]
before, after = simulate_exact(net, weights, [Fraction(1)], Fraction(3, 7), 1)
values = {
    "eta": Fraction(3, 7), "a_plus": 1, "s": Fraction(1, 2), "x2": 4, "y": 1,
    "f": before.outputs[0], "r": before.outputs[0] - 1, "H": before.ntk, "theta2": before.weight_norm,
}  # fmt: skip
for name, expression, found in (
    ("r'", maps.residual, after.outputs[0] - 1),
    ("H'", maps.ntk, after.ntk),
    ("θ²'", maps.weight_norm, after.weight_norm),
):
    predicted = expression.subs({symbol: values[symbol.name] for symbol in expression.free_symbols})
    print(f"{name:4} derived {predicted!s:>16}   stepped {found!s:>16}")

# %% [markdown]
# ## Where a map does not close
#
# With two slopes each unit has its own slope $d_i$, and new sums appear. The toolkit names them instead of pretending. It also
# says when the map is valid: while no unit changes the sign of its pre-activation.

# %%
print(update_maps(two_layer_net("leaky"), 0))

# %% [markdown]
# The weight norm is different. For every model that is homogeneous of degree $k$ in its weights, Euler's identity
# $\theta\cdot\nabla f = k f$ alone gives its map, for any depth, any width, and whether or not units flip.

# %%
formula(homogeneous_maps(2).weight_norm, r"\theta^2_{t+1} =")
formula(homogeneous_maps().weight_norm, r"\theta^2_{t+1} =")

# %% [markdown]
# With $y = 0$ the change is $\eta f^2(\eta H - 2k)$: the weight norm falls as long as $\eta H < 2k$. The next notebook turns
# that into a bound on the learning rate.
