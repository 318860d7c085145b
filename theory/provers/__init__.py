"""What proves: each prover is a folder (`identity`, `smt`, `coq`) behind the protocol of `prover`; only `proof` makes a `Proof`.

`canonical` names what is proved by its hash, `obligations` lists what must be defined, `sealing` tells a proof from an imitation.
"""
