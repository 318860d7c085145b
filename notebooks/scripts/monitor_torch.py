import torch
from torch import nn

from numerics.datasets.bundled import two_class
from numerics.training.torch_monitor import TorchMonitor

torch.manual_seed(0)
x, y = (torch.tensor(part, dtype=torch.float32) for part in (two_class("mnist").train_inputs, two_class("mnist").train_targets))
net = nn.Sequential(nn.Linear(784, 256, bias=False), nn.ReLU(), nn.Linear(256, 1, bias=False), nn.Flatten(0))
optimiser, loss = torch.optim.SGD(net.parameters(), lr=0.15), nn.MSELoss()
monitor = TorchMonitor(net, loss, optimiser, every=10)
for _ in range(60):
    optimiser.zero_grad()
    (value := loss(net(x), y)).backward()
    monitor.before_step(x, y, value)
    optimiser.step()

monitor.record().draw("training.png")
