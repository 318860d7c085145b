# %% [markdown]
# # 7. Bring your own model
#
# A model that is a sum over units, $f = s\sum_i \varphi(p_i)$, needs one line: the output of a unit, as a SymPy expression.
# Nothing is registered and no text is evaluated.

# %%
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from showing import BLUE, picture, steps
from sympy import Rational, symbols

from checks import Options, check_twin, own_claims, twin, verify
from numerics import Phase, initialise, simulate, top_ntk
from theory import derive, from_unit, weight_norm_bound

u, v = symbols("u v")
cubic = from_unit(v * u**2, scale=Rational(1, 4), name="cubic units")

# %% [markdown]
# ## What theory derives

# %%
print(derive(cubic))

# %%
steps(weight_norm_bound(cubic).derivation)

# %% [markdown]
# The model is homogeneous of degree 3, so the window is wider: the weight norm falls while $\eta H < 6$ instead of 4.
#
# ## Its numeric twin
#
# The same expression becomes a numeric model, in floating point and in exact fractions.

# %%
model = twin(cubic, width=8)
weights = 1.5 * initialise("gaussian", 3, 3, model.weight_count)
rates = 3.0 / top_ntk(model, weights)
runs = simulate(model, weights, 0.0, rates, 60)
_, (axes,) = picture()
axes.semilogy(runs.loss.T, color=BLUE, linewidth=1)
axes.set(xlabel="step", ylabel="loss", title="three catapults of a model nobody has studied, ηH₀ = 3")
print("phases:", ", ".join(Phase(code).name.lower() for code in runs.phases()))

# %% [markdown]
# ## Its claims, judged like everyone else's
#
# Here they are only searched. Where Coq is present, `verify(claim)` ends in *proved*: the proposition is printed from the claim,
# the proof is generated from an exact sum of squares, and the kernel reads both.

# %%
for claim in own_claims(cubic):
    entry = verify(claim, options=Options(slow_provers=False))
    print(f"{claim.id:11} {entry.verdict.value:10} {claim.text}")

# %% [markdown]
# ## A hand-written twin, and its bug
#
# If you have your own implementation, hold it against the generated one. Here a factor 2 is missing in a gradient.


# %%
@dataclass(frozen=True)
class Mine:
    width: int
    scale: Fraction
    factor: int
    data_count: int = 1

    @property
    def weight_count(self):
        return 2 * self.width

    def outputs(self, weights):
        u, v = weights[:, 0::2], weights[:, 1::2]
        return self.scale * (v * u**2).sum(axis=1, keepdims=True)

    def jacobian(self, weights):
        u, v = weights[:, 0::2], weights[:, 1::2]
        both = np.stack([self.factor * u * v, u**2], axis=2)
        return self.scale * both.reshape(len(weights), 1, -1)

    def pullback(self, weights, cotangents):
        return np.matmul(cotangents[:, None, :], self.jacobian(weights))[:, 0]

    def tangent_gram(self, weights):
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))


exact = twin(cubic, width=2)
print("without the factor:", check_twin(exact, Mine(2, Fraction(1, 4), 1)).quantity, "differ")
print("with it:", check_twin(exact, Mine(2, Fraction(1, 4), 2)))
