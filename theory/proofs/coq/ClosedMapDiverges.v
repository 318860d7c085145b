(* One datum, target 0, eta H_0 > 4, linear nets and psi^2 = c I: the kernel never decreases, and unless f hits 0 exactly
   at some step, the loss and the weight norm are unbounded. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.ClosedMapFate Catapult.ClosedMapModels Catapult.ClosedMapRuns Catapult.Witness.
Open Scope R_scope.

Theorem UV_DIVERGE_1 : stmt_UV_DIVERGE_1.
Proof.
  intros N eta w H. unfold hyp_UV_DIVERGE_1 in H. net_runs N eta w H run.
  intro t. apply Rle_ge. exact (kernel_rises _ _ _ _ _ _ _ run ltac:(assumption) t).
Qed.
Theorem UV_DIVERGE_2 : stmt_UV_DIVERGE_2.
Proof.
  intros N eta w H. unfold hyp_UV_DIVERGE_2 in H. net_runs N eta w H run.
  exact (everything_escapes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_DIVERGE_3 : stmt_UV_DIVERGE_3.
Proof.
  intros M eta w H. unfold hyp_UV_DIVERGE_3 in H. form_runs M eta w H run.
  intro t. apply Rle_ge. exact (kernel_rises _ _ _ _ _ _ _ run ltac:(assumption) t).
Qed.
Theorem UV_DIVERGE_4 : stmt_UV_DIVERGE_4.
Proof.
  intros M eta w H. unfold hyp_UV_DIVERGE_4 in H. form_runs M eta w H run.
  exact (everything_escapes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.

Example UV_DIVERGE_1_witness : nonvacuous_UV_DIVERGE_1.
Proof. unit_witness hyp_UV_DIVERGE_1 1 (3) 1 1. Qed.
Example UV_DIVERGE_2_witness : nonvacuous_UV_DIVERGE_2.
Proof. unit_witness hyp_UV_DIVERGE_2 1 (3) 1 1. Qed.
Example UV_DIVERGE_3_witness : nonvacuous_UV_DIVERGE_3.
Proof. form_witness hyp_UV_DIVERGE_3 (5) 1. Qed.
Example UV_DIVERGE_4_witness : nonvacuous_UV_DIVERGE_4.
Proof. form_witness hyp_UV_DIVERGE_4 (5) 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_DIVERGE_1, UV_DIVERGE_1_witness, UV_DIVERGE_2, UV_DIVERGE_2_witness, UV_DIVERGE_3,
  UV_DIVERGE_3_witness, UV_DIVERGE_4, UV_DIVERGE_4_witness).
Print Assumptions checked.
