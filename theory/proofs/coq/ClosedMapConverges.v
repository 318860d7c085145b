(* One datum, target 0, v_0 = eta H_0 < 4, linear nets and psi^2 = c I: the kernel never increases, the sum of
   u_t = kappa eta^2 f_t^2 is at most v_0 / (4 - v_0), and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem UV_CONV_1 : stmt_UV_CONV_1.
Proof.
  intros N eta w H. unfold hyp_UV_CONV_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. destruct (v_decreases _ _ _ _ K ltac:(at_start) t) as [_ D].
  exact (h_order _ _ _ _ K _ _ D).
Qed.
Theorem UV_CONV_2 : stmt_UV_CONV_2.
Proof.
  intros N eta w H. unfold hyp_UV_CONV_2 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  intro t. pose proof (u_sum _ _ _ _ K ltac:(at_start) (S t)) as Q. unfold u, v, kappa in Q.
  rewrite sum_scal in Q. rewrite (sum_ext (S t) _ _ (fun j _ => (net_mean_one N ltac:(assumption)) _)).
  change (TwoLayer.kernel N (TwoLayer.train N eta w 0) 0 0) with (TwoLayer.kernel N w 0 0) in Q.
  eapply Rle_trans; [|eapply Rle_trans; [exact Q|]]; right; [ring|]. unfold Rdiv. rewrite (Rmult_comm eta). f_equal. f_equal. ring.
Qed.
Theorem UV_CONV_3 : stmt_UV_CONV_3.
Proof.
  intros N eta w H. unfold hyp_UV_CONV_3 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  apply is_lim_seq_ext with (fun t => / 2 * TwoLayer.output N (TwoLayer.train N eta w t) 0 ^ 2).
  - intro t. rewrite (net_loss_one N ltac:(assumption) ltac:(assumption)). field.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply (f2_limit _ _ _ _ K). at_start.
Qed.
Theorem UV_CONV_4 : stmt_UV_CONV_4.
Proof.
  intros M eta w H. unfold hyp_UV_CONV_4 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  intro t. destruct (v_decreases _ _ _ _ K ltac:(at_start) t) as [_ D].
  exact (h_order _ _ _ _ K _ _ D).
Qed.
Theorem UV_CONV_5 : stmt_UV_CONV_5.
Proof.
  intros M eta w H. unfold hyp_UV_CONV_5 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  intro t. pose proof (u_sum _ _ _ _ K ltac:(at_start) (S t)) as Q. unfold u, v, kappa_iso in Q.
  rewrite sum_scal in Q. rewrite (sum_ext (S t) _ _ (fun j _ => (quadratic_mean_one M ltac:(assumption)) _)).
  change (Quadratic.kernel M (Quadratic.train M eta w 0) 0 0) with (Quadratic.kernel M w 0 0) in Q.
  eapply Rle_trans; [|eapply Rle_trans; [exact Q|]]; right; [ring|]. unfold Rdiv. rewrite (Rmult_comm eta). f_equal. f_equal. ring.
Qed.
Theorem UV_CONV_6 : stmt_UV_CONV_6.
Proof.
  intros M eta w H. unfold hyp_UV_CONV_6 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  apply is_lim_seq_ext with (fun t => / 2 * Quadratic.output M (Quadratic.train M eta w t) 0 ^ 2).
  - intro t. rewrite (quadratic_loss_one M ltac:(assumption) ltac:(assumption)). field.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply (f2_limit _ _ _ _ K). at_start.
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
