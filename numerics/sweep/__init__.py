"""Declarative sweeps: a TOML specification in, a Zarr store that survives being killed out.

`specification` reads and validates, `store` keeps the blocks, `workers` computes them here or on a cluster, `run` joins them.
"""
