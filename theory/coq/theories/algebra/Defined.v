(* The parts of a statement are defined: divisors are not 0, by a hypothesis, a sign or a count, and radicands are not negative. *)
Require Import Reals Lra Lia.
Open Scope R_scope.

Ltac is_defined := repeat split;
  first [assumption|lra|intro; lra|apply not_0_INR; lia|apply pow_nonzero; lra|left; lra|right; intro; lra|idtac].
