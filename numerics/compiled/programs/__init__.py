"""Compiled runs of sums over units: a model, an update rule and a loss are traced, and the trace becomes one pass over the units.

Nothing is written as source text: `trace` records what functions do with numbers, `emit` writes it down for LLVM.
"""
