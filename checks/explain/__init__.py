"""Which theorem applies to my net: what it is, measured; which proved statements speak of it, tried on its weights and data."""

from checks.explain.explanation import Explanation
from checks.explain.explanation import explain as explain

__all__ = ["Explanation", "explain"]
