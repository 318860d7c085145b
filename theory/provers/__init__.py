"""What proves: each prover is a folder (`identity`, `smt`, `certificates`, `coq`) behind the protocol of `prover`.

Only `proof` makes a `Proof`. `canonical` names what is proved by its hash, `obligations` lists what must be defined,
`own_witness` finds weights that meet hypotheses, `sealing` tells a proof from an imitation.
"""
