(* One datum, target 0, f_0 <> 0, 2 < eta H_0 < 4: the loss reaches (eta H_0 - 2)^2 / (16 kappa eta^2).
   Linear nets, and quadratic models with psi^2 = c I. No logarithm and no exceptional set. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.ClosedMapFate Catapult.ClosedMapModels Catapult.ClosedMapRuns Catapult.Witness.
Open Scope R_scope.

Theorem UV_PEAK_1 : stmt_UV_PEAK_1.
Proof.
  intros N eta w H. unfold hyp_UV_PEAK_1 in H. net_runs N eta w H run.
  destruct (loss_peaks _ _ _ _ _ _ _ run ltac:(assumption) ltac:(split; assumption)) as [t P]. exists t. unfold kappa, TwoLayer.train in P; cbn [iterate] in P. unfold TwoLayer.train. lra.
Qed.
Theorem UV_PEAK_2 : stmt_UV_PEAK_2.
Proof.
  intros M eta w H. unfold hyp_UV_PEAK_2 in H. form_runs M eta w H run.
  destruct (loss_peaks _ _ _ _ _ _ _ run ltac:(assumption) ltac:(split; assumption)) as [t P]. exists t. unfold kappa_iso, Quadratic.train in P; cbn [iterate] in P. unfold Quadratic.train. lra.
Qed.

Example UV_PEAK_1_witness : nonvacuous_UV_PEAK_1.
Proof. unit_witness hyp_UV_PEAK_1 1 (3/2) 1 1. Qed.
Example UV_PEAK_2_witness : nonvacuous_UV_PEAK_2.
Proof. form_witness hyp_UV_PEAK_2 (3) 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_PEAK_1, UV_PEAK_1_witness, UV_PEAK_2, UV_PEAK_2_witness).
Print Assumptions checked.
