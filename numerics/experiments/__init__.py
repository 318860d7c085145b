"""The figures that the papers use as evidence, each a small named experiment; found by name, see `find`."""

from numerics.experiments.base import Experiment
from numerics.experiments.registry import experiments, find
from numerics.experiments.store import load, remake

__all__ = ["Experiment", "experiments", "find", "load", "remake"]
