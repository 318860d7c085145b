(* One datum, target 0, eta H_0 < 4, linear nets and psi^2 = c I: either f hits 0 exactly, or eta H tends to a limit below 2. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.ClosedMapFate Catapult.ClosedMapModels Catapult.ClosedMapRuns Catapult.Witness.
Open Scope R_scope.

Theorem UV_FINAL_1 : stmt_UV_FINAL_1.
Proof.
  intros N eta w H. unfold hyp_UV_FINAL_1 in H. net_runs N eta w H run.
  exact (ends_below_two _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_FINAL_2 : stmt_UV_FINAL_2.
Proof.
  intros M eta w H. unfold hyp_UV_FINAL_2 in H. form_runs M eta w H run.
  exact (ends_below_two _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.

Example UV_FINAL_1_witness : nonvacuous_UV_FINAL_1.
Proof. unit_witness hyp_UV_FINAL_1 1 (3/2) 1 1. Qed.
Example UV_FINAL_2_witness : nonvacuous_UV_FINAL_2.
Proof. form_witness hyp_UV_FINAL_2 3 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_FINAL_1, UV_FINAL_1_witness, UV_FINAL_2, UV_FINAL_2_witness).
Print Assumptions checked.
