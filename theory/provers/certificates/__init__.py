"""Exact certificates as a prover: statements about a user's own unit model that follow from one sum of squares.

`demands` reads which inequality between polynomials of one unit a statement follows from, and by which general theorem; `found`
searches for a certificate of it, which nobody has to believe; `written` writes the proof down and reads it again.
"""
