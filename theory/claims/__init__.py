"""What is asserted: one paper a file, plus ours."""
