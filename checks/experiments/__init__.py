"""The experiments judged: what their numbers must show, beside the papers' numbers, page by page."""
