"""The command `catapult`."""
