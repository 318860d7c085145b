"""Real images that ship with the toolkit: two classes of MNIST and of Fashion-MNIST."""

from numerics.datasets.bundled import BUNDLED, TwoClass, two_class

__all__ = ["BUNDLED", "TwoClass", "two_class"]
