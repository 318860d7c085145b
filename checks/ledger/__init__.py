"""Every claim with its verdict: as a table, as a file that is bound to the claims, and as errata of the papers."""
