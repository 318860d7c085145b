"""Faults on purpose, with what each cost: `trial` says what an outcome is, `stores` damages stores, `table` writes the table.

``python -m checks.toolkit.chaos.table`` runs all of it.
"""
