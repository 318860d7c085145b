"""What is true, and why: symbolic models, derivations, claims and proofs of large-learning-rate training."""
