"""One held against the other: evidence, verdicts and the ledger of claims."""
