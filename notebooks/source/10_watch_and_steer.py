# %% [markdown]
# # 10. Watch and steer a real net
#
# A net in PyTorch, two digits of MNIST, an optimiser of yours. One line before the optimiser's step shows which steps are
# super-critical and which spikes of the loss are catapults; a control sets the learning rate; and the last page says which
# theorems speak of the net at its weights. Needs the extra `torch`; the same goes in JAX.

# %%
import numpy as np
import torch
from showing import BLUE, GREEN, GREY, ORANGE, picture
from torch import nn

from checks.explain import explain
from numerics.datasets import two_class
from numerics.training.control import Dial, Pulses
from numerics.training.torch_monitor import TorchMonitor

torch.set_num_threads(1)
data = two_class("mnist")
x, y = (torch.tensor(part[:96], dtype=torch.float64) for part in (data.train_inputs, data.train_targets))


def train(steps=100, rate=0.15, seed=0, momentum=0.0, **watch):
    """Train a two-layer ReLU net under a monitor; the net and the record."""
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(784, 32, bias=False), nn.ReLU(), nn.Linear(32, 1, bias=False), nn.Flatten(0)).double()
    optimiser, loss = torch.optim.SGD(net.parameters(), lr=rate, momentum=momentum), nn.MSELoss()
    monitor = TorchMonitor(net, loss, optimiser, every=1, **watch)
    for _ in range(steps):
        optimiser.zero_grad()
        (value := loss(net(x), y)).backward()
        monitor.before_step(x, y, value)
        optimiser.step()
    return net, monitor.record()


def draw(records):
    _, (left, right) = picture(columns=2, height=3.2)
    for (name, record), colour in zip(records.items(), (BLUE, ORANGE, GREEN, GREY), strict=False):
        left.semilogy(record.loss, color=colour, linewidth=1, label=name)
        right.plot(record.steps, record.measured["relative_rate"], color=colour, linewidth=1)
    right.axhline(2, color=GREY, linestyle=":")
    left.set(xlabel="step", ylabel="loss")
    right.set(xlabel="step", ylabel="twice the rate over the critical one", ylim=(0, 6))
    left.legend(frameon=False, fontsize=7)


# %% [markdown]
# ## Watch
#
# At a small rate nothing happens. At a rate beyond the linear edge the loss goes up, the kernel down, and the rate is
# critical no more: a catapult.

# %%
# Rounding grows in these runs: other processors print other digits.
watched = {f"rate {rate:g}": train(rate=rate)[1] for rate in (0.02, 0.15)}
draw(watched)
for name, record in watched.items():
    first, last = record.measured["kernel"][[0, -1]]
    print(f"{name}: {len(record.catapults)} catapults; kernel {first:.1f} at the start, {last:.1f} at the end")

# %% [markdown]
# ## Steer
#
# `Dial(c)` holds twice the rate over the critical one at c: below 2 there are no catapults. `Pulses` turns it up now and then,
# for at most as many catapults as there are pulses.

# %%
# Rounding grows in these runs: other processors print other digits.
steered = {
    "dial 1.5": train(control=Dial(1.5))[1],
    "three pulses": train(control=Pulses(1.0, 6.0, starts=(20, 50, 80), length=6))[1],
}
draw(steered)
for name, record in steered.items():
    print(f"{name}: {len(record.catapults)} catapults, rates from {np.min(record.rate):.3f} to {np.max(record.rate):.3f}")

# %% [markdown]
# ## Which theorem applies
#
# Every hypothesis is tried at the weights of now, and every rate that a proved theorem certifies stands beside the linear
# edge and the rate at which short runs fail.

# %%
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(784, 32, bias=False), nn.ReLU(), nn.Linear(32, 1, bias=False), nn.Flatten(0)).double()
found = explain(net, x[:12], torch.zeros(12, dtype=torch.float64), normalisation="mean_square")
print(f"linear edge {2 / found.sharpness:.3f}, certified up to {found.certified_rate:.4f}")
for item in {item.claim_id: item for item in found.theorems}.values():
    print(f"{item.claim_id:13} {item.text}")

# %% [markdown]
# `print(found)` is the whole page, with each hypothesis. `record.to_html("training.html")` writes a page of a run; `save_record`
# of `numerics.training.record_files` keeps it, and `catapult report --run FILE` shows it beside the ledger.
