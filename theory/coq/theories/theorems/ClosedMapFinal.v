(* One datum, target 0, eta H_0 < 4, linear nets and psi^2 = c I: either f hits 0 exactly, or eta H tends to a limit below 2. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Defined Sums ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import UV_FINAL.
Open Scope R_scope.

Theorem UV_FINAL_1 : UV_FINAL_1.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  exact (ends_below_two _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_FINAL_1_defined : UV_FINAL_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem UV_FINAL_2 : UV_FINAL_2.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  exact (ends_below_two _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_FINAL_2_defined : UV_FINAL_2.defined.
Proof. intros M eta w []. is_defined. Qed.

Example UV_FINAL_1_witness : UV_FINAL_1.nonvacuous.
Proof. unit_witness 1 (3/2) 1 1. Qed.
Example UV_FINAL_2_witness : UV_FINAL_2.nonvacuous.
Proof. form_witness 3 1. Qed.
