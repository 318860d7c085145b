import jax

from numerics.datasets.bundled import two_class
from numerics.training.jax_monitor import JaxMonitor

images, labels = (part.astype("float32") for part in (two_class("mnist").train_inputs, two_class("mnist").train_targets))
params = [jax.random.normal(jax.random.key(place), size) / size[0] ** 0.5 for place, size in enumerate(((784, 256), (256,)))]


def apply(params, x):
    return jax.nn.relu(x @ params[0]) @ params[1]


def loss(outputs, targets):
    return ((outputs - targets) ** 2).mean()


gradient = jax.jit(jax.grad(lambda params: loss(apply(params, images), labels)))
monitor = JaxMonitor(apply, loss, every=10)
for _ in range(60):
    monitor.before_step(params, images, labels, 0.06)
    params = jax.tree.map(lambda part, slope: part - 0.06 * slope, params, gradient(params))

monitor.record(params).draw("training.png")
