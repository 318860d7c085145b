"""The compiled engine beside what a user would write instead: NumPy, JAX and PyTorch."""
