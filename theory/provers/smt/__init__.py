"""Real algebra by Z3: from one unit to any width, from one step to all.

`smt` asks queries that `translate` writes; `units` goes from one unit to any width; `lemmas` and `knowledge` say what is known of
a state; `induction` goes from one step to all, `abstraction` renames; `realise` finds witnesses and refutations.
"""
