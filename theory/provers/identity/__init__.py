"""Equations that hold identically once the derived update maps are put in: SymPy expands them."""
