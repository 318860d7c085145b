"""Symbolic models, one a file."""
