"""What was found out about a claim, by which means, and how far it reaches; counterexamples as files and their replay."""
