"""Tests of the toolkit itself: engine, command line, faults, pages."""
