"""One theorem a file: the claim, its derivation and its trajectories side by side."""
