(* One datum, target 0, eta H_0 > 4, linear nets and psi^2 = c I: the kernel never decreases, and unless f hits 0 exactly
   at some step, the loss and the weight norm are unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import UV_DIVERGE.
Open Scope R_scope.

Theorem UV_DIVERGE_1 : UV_DIVERGE_1.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  intro t. apply Rle_ge. exact (kernel_rises _ _ _ _ _ _ _ run ltac:(assumption) t).
Qed.
Theorem UV_DIVERGE_2 : UV_DIVERGE_2.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  exact (everything_escapes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_DIVERGE_3 : UV_DIVERGE_3.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  intro t. apply Rle_ge. exact (kernel_rises _ _ _ _ _ _ _ run ltac:(assumption) t).
Qed.
Theorem UV_DIVERGE_4 : UV_DIVERGE_4.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  exact (everything_escapes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.

Example UV_DIVERGE_1_witness : UV_DIVERGE_1.nonvacuous.
Proof. unit_witness 1 (3) 1 1. Qed.
Example UV_DIVERGE_2_witness : UV_DIVERGE_2.nonvacuous.
Proof. unit_witness 1 (3) 1 1. Qed.
Example UV_DIVERGE_3_witness : UV_DIVERGE_3.nonvacuous.
Proof. form_witness (5) 1. Qed.
Example UV_DIVERGE_4_witness : UV_DIVERGE_4.nonvacuous.
Proof. form_witness (5) 1. Qed.
