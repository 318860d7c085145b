"""Conjectures in real algebra, about one step of a model or any symbols: refuted by numbers, proved by squares or by Z3, or open.

`conjecture` asks; `states` writes a sentence about a model in its weights; `implied` searches for certificates; `result` is what
comes back.
"""
