"""Exact certificates that a polynomial is nonnegative: sums of squares that check themselves, and the search for them."""
