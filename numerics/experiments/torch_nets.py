"""Small nets of the kinds that are used on images, in PyTorch; imported where they are built, never before."""

from __future__ import annotations

from typing import Any

from numerics.adapters.optional import require

__all__ = ["NETS", "image_net"]


def _convolutional(nn: Any) -> Any:
    """Two layers of 3×3 filters with pooling and a linear one, no biases: homogeneous of degree 3."""
    return nn.Sequential(
        nn.AvgPool2d(2),
        nn.Conv2d(1, 16, 3, padding=1, bias=False),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1, bias=False),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 9, 1, bias=False),
        nn.Flatten(0),
    )


def _wide_residual(nn: Any) -> Any:
    """A stem and two residual blocks three times as wide, pooled over the image; He initialisation, no batch normalisation."""

    class Block(nn.Module):
        def __init__(self, below: int, above: int, stride: int) -> None:
            super().__init__()
            self.body = nn.Sequential(
                nn.ReLU(), nn.Conv2d(below, above, 3, stride, 1), nn.ReLU(), nn.Conv2d(above, above, 3, padding=1)
            )
            self.skip = nn.Conv2d(below, above, 1, stride)

        def forward(self, x: Any) -> Any:
            return self.body(x) + self.skip(x)

    pooled = (nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(24, 1), nn.Flatten(0))
    net = nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(1, 8, 3, padding=1), Block(8, 24, 2), Block(24, 24, 2), *pooled)
    for part in net.modules():
        if isinstance(part, nn.Conv2d):
            nn.init.kaiming_normal_(part.weight, nonlinearity="relu")
            nn.init.zeros_(part.bias)
    return net


def _vision_transformer(nn: Any) -> Any:
    """Sixteen patches of 7×7 pixels with learned places, two layers with two heads each, the mean of the patches read out."""
    torch = require("torch", "torch")

    class Transformer(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.patches = nn.Conv2d(1, 32, 7, 7)
            self.places = nn.Parameter(0.02 * torch.randn(1, 16, 32))
            self.layers = nn.ModuleList(
                nn.TransformerEncoderLayer(32, 2, 64, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
                for _ in range(2)
            )
            self.last = nn.Linear(32, 1)

        def forward(self, x: Any) -> Any:
            hidden = self.patches(x).flatten(2).transpose(1, 2) + self.places
            for layer in self.layers:
                hidden = layer(hidden)
            return self.last(hidden.mean(dim=1)).flatten()

    return Transformer()


NETS = {"CNN": _convolutional, "Wide ResNet": _wide_residual, "ViT": _vision_transformer}
"""Name of each kind → the net, from `torch.nn`."""


def image_net(kind: str, seed: int) -> Any:
    """A net for images (b, 1, 28, 28) with one output, in double precision; its own default initialisation from a seed.

    Parameters
    ----------
    kind
        One of `NETS`.
    seed
        Of the initialisation; the global random state is left alone.
    """
    torch = require("torch", "torch")
    with torch.random.fork_rng([]):
        torch.manual_seed(seed)
        return NETS[kind](torch.nn).double()
