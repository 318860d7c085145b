"""Theorems as tests: what every claim is tried by, and a file for what is particular to one."""
