"""Fifty-seven kinds of value through every public argument: what each argument may be, and what a call may answer."""
