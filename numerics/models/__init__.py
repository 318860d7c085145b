"""Numeric models, one a file."""
