"""Where a statement could fail: exact search, climbing, solved places, fuzzing, enclosures; wrong twins of true statements."""
