# %% [markdown]
# # 4. Fuzzing a boundary
#
# State a conjecture, watch it break, repair it, prove it. A claim is plain data: a setting, hypotheses, a conclusion.

# %%
from showing import formula
from sympy import Max, Rational

from checks import Options, verify
from checks.instances.numbers import model_from_json
from numerics import simulate_exact
from theory import OBSERVABLES, PARAMETERS, Claim, Quantifier, Setting, Source, Statement

eta, s, x2, a_plus, a_minus, a_zero = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "a_plus", "a_minus", "a_zero"))
H, theta2 = OBSERVABLES["H"], OBSERVABLES["theta2"]
quick = Options(slow_provers=False)


def conjecture(name, text, setting, *hypotheses):
    statement = Statement(setting, hypotheses, Quantifier.STEP, theta2.next <= theta2.now)
    return Claim(id=name, source=Source("notebook"), text=text, statements=(statement,))


# %% [markdown]
# ## The conjecture
#
# For a linear net the weight norm falls as long as $\eta H_0 \le 4$. A natural guess: that is so for every two-layer net with
# a leaky ReLU.

# %%
guess = conjecture("GUESS", "If ηH₀ ≤ 4 the weight norm never grows.", Setting("two_layer"), eta * H.initial <= 4)
entry = verify(guess, options=quick)
print(entry.verdict.value)

# %% [markdown]
# It breaks, and not by rounding: the counterexample is made of fractions, and it is replayed exactly before it counts.

# %%
found = entry.counterexample
print(found.recipe)
print("weights", ", ".join(f"{float(weight):.6g}" for weight in found.weights), end=", ")
print(f"η = {float(found.learning_rate):.6g}, step {found.step}: {found.sentence} fails")
print("exactly, the first weight is", found.weights[0])

# %% [markdown]
# The same trajectory, stepped again from nothing but these numbers, in fractions; step, loss, squared weight norm:

# %%
for state in simulate_exact(model_from_json(found.model), found.weights, found.targets, found.learning_rate, found.step + 1):
    print(state.step, *(f"{float(number):.9f}" for number in (state.loss, state.weight_norm)))

# %% [markdown]
# ## Why
#
# The kernel of a leaky net may grow while the weight norm falls, because units with the small slope turn into units with the
# large one. $\eta H_0 \le 4$ then says nothing about $\eta H_t$. What cannot grow is the bound $H \le C\theta^2$.
#
# ## Two repairs
#
# Give up the leaky net, or give up $H_0$. Then $C$ has to bound the gradient at the kink as well, whose slope $\sigma'(0)$ is a
# matter of convention:

# %%
C = s**2 * x2 * Max(a_plus**2, a_minus**2)
kink = a_zero**2 <= Max(a_plus**2, a_minus**2)
linear, leaky = Setting("two_layer", variant="linear"), Setting("two_layer")
narrow = conjecture("NARROW", "If ηH₀ ≤ 4 the norm of a linear net never grows.", linear, eta * H.initial <= 4)
hasty = conjecture("HASTY", "If ηCθ₀² ≤ 4 the norm never grows.", leaky, eta * C * theta2.initial <= 4)
repaired = conjecture("REPAIRED", "The same, with σ'(0)² ≤ max(a₊², a₋²).", leaky, kink, eta * C * theta2.initial <= 4)
for claim in (narrow, hasty, repaired):
    entry = verify(claim, options=quick)
    provers = sorted({item.proof.prover for item in entry.evidence if hasattr(item, "proof")})
    print(f"{claim.id:9} {entry.verdict.value:10} {', '.join(provers)}")
formula(repaired.statements[0].hypotheses[1])

# %% [markdown]
# The proof covers every width, all weights, any slopes and all steps; the samples that came before it count for nothing.
# ## And no further
#
# Is 4 the best constant? Push it.

# %%
for constant in ("4.1", "5"):
    pushed = conjecture(f"PUSHED {constant}", "", leaky, kink, eta * C * theta2.initial <= Rational(constant))
    print(constant, verify(pushed, options=quick).verdict.value)
