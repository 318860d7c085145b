"""Three provers behind one small interface; only `proof` constructs a `Proof`.

- SymPy: `symbolic`, identities after one step.
- Z3: `smt` and `translate` (real algebra), `units` (from one unit to any width), `lemmas` and `knowledge` (what is known of a
  state), `induction` (from one step to all), `abstraction`, `realise` (witnesses, refutations).
- Coq: ``coq/*.v`` are the proofs; `coq_statements` and the other ``coq_`` modules print what they must prove from the claims;
  `kernel` has them checked, `kernel_audit` reads their axioms, `kernel_record` remembers.
"""
