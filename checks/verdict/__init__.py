"""From evidence to a verdict: the one judge, the verification of a claim, and the verdicts the project expects."""
