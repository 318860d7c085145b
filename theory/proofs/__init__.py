"""Three provers behind one small interface; only `proof.py` constructs a `Proof`."""
