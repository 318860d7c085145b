# %% [markdown]
# # 6. Errata
#
# A printed claim is wrong when one trajectory in exact fractions satisfies its hypotheses and breaks its conclusion. No rounding
# is involved and no sample size: anyone can replay it by hand.

# %%
from IPython.display import Markdown

from checks import PROFILES, Options, snippet
from checks.instances.numbers import model_from_json
from checks.ledger.errata import errata, render
from numerics import simulate_exact
from theory import claim

# %%
chosen = [claim(name) for name in ("SUM-1", "SUM-2", "SUM-3", "ML-4n", "ZQ-9")]
found = errata(PROFILES["dev"], claims=chosen, options=Options(slow_provers=False))
print(render(found))

# %% [markdown]
# `catapult errata` prints this for all printed claims, as text, Markdown or LaTeX. One row as Markdown, with its formulas:

# %%
Markdown(render(found[:1], "markdown"))

# %% [markdown]
# ## Replay one
#
# "If $\eta < 4/(C\theta_0^2)$ the weight norm decreases monotonically", with no condition on the target:

# %%
item = found[0].counterexample
print(snippet(item))

# %% [markdown]
# which prints step, loss and squared weight norm:

# %%
for state in simulate_exact(model_from_json(item.model), item.weights, item.targets, item.learning_rate, item.step + 1):
    print(state.step, state.loss, state.weight_norm)

# %% [markdown]
# The weight norm grows in the first step, because the model must move towards its target. With
# target 0 the sentence is true, and proved (claim ML-2).
