"""Coq: the proofs are the library in ``theory/coq``; here is what prints and checks what they must prove.

`frames` and `statements` print propositions from the claims, `library` finds the theorem of each, `checker` has them checked in a
`session`; `complaints` and `audit` ask whether and on which axioms, `second_reading` has `coqchk` read them again, `record`
remembers what which Coq (`installed`) accepted.
"""
