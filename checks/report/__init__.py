"""The ledger as a web site that opens from disk: one page a claim, typeset mathematics, no network, one small script."""

from checks.report.site import build_report, require_packages

__all__ = ["build_report", "require_packages"]
