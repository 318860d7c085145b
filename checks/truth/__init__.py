"""Truth values of statements on one instance: exact, in floating point with its rounding, and for all later steps."""
