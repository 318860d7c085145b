(* One datum, target 0, v_0 = eta H_0 < 4, linear nets and psi^2 = c I: the kernel never increases, the sum of
   u_t = kappa eta^2 f_t^2 is at most v_0 / (4 - v_0), and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.ClosedMapFate Catapult.ClosedMapModels Catapult.ClosedMapRuns Catapult.Witness.
Open Scope R_scope.

Theorem UV_CONV_1 : stmt_UV_CONV_1.
Proof.
  intros N eta w H. unfold hyp_UV_CONV_1 in H. net_runs N eta w H run.
  exact (kernel_falls _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_CONV_2 : stmt_UV_CONV_2.
Proof.
  intros N eta w H. unfold hyp_UV_CONV_2 in H. net_runs N eta w H run.
  intro t. pose proof (outputs_summable _ _ _ _ _ _ _ run ltac:(assumption) (S t)) as Q. unfold kappa, Rdiv in *.
  replace (4 + -1 * _ * eta) with (4 - TwoLayer.kernel N w 0 0 * eta) by ring. eapply Rle_trans; [|exact Q]. right. ring.
Qed.
Theorem UV_CONV_3 : stmt_UV_CONV_3.
Proof.
  intros N eta w H. unfold hyp_UV_CONV_3 in H. net_runs N eta w H run.
  exact (loss_vanishes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_CONV_4 : stmt_UV_CONV_4.
Proof.
  intros M eta w H. unfold hyp_UV_CONV_4 in H. form_runs M eta w H run.
  exact (kernel_falls _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_CONV_5 : stmt_UV_CONV_5.
Proof.
  intros M eta w H. unfold hyp_UV_CONV_5 in H. form_runs M eta w H run.
  intro t. pose proof (outputs_summable _ _ _ _ _ _ _ run ltac:(assumption) (S t)) as Q. unfold kappa_iso, Rdiv in *.
  replace (4 + -1 * _ * eta) with (4 - Quadratic.kernel M w 0 0 * eta) by ring. eapply Rle_trans; [|exact Q]. right. ring.
Qed.
Theorem UV_CONV_6 : stmt_UV_CONV_6.
Proof.
  intros M eta w H. unfold hyp_UV_CONV_6 in H. form_runs M eta w H run.
  exact (loss_vanishes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.

Example UV_CONV_1_witness : nonvacuous_UV_CONV_1.
Proof. unit_witness hyp_UV_CONV_1 1 (3/2) 1 1. Qed.
Example UV_CONV_2_witness : nonvacuous_UV_CONV_2.
Proof. unit_witness hyp_UV_CONV_2 1 (3/2) 1 1. Qed.
Example UV_CONV_3_witness : nonvacuous_UV_CONV_3.
Proof. unit_witness hyp_UV_CONV_3 1 (3/2) 1 1. Qed.
Example UV_CONV_4_witness : nonvacuous_UV_CONV_4.
Proof. form_witness hyp_UV_CONV_4 (3) 1. Qed.
Example UV_CONV_5_witness : nonvacuous_UV_CONV_5.
Proof. form_witness hyp_UV_CONV_5 (3) 1. Qed.
Example UV_CONV_6_witness : nonvacuous_UV_CONV_6.
Proof. form_witness hyp_UV_CONV_6 (3) 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_CONV_1, UV_CONV_1_witness, UV_CONV_2, UV_CONV_2_witness, UV_CONV_3, UV_CONV_3_witness, UV_CONV_4,
  UV_CONV_4_witness, UV_CONV_5, UV_CONV_5_witness, UV_CONV_6, UV_CONV_6_witness).
Print Assumptions checked.
