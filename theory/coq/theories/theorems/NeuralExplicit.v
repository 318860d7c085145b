(* Neural quadratic models of any width on one datum with a target, with explicit constants: below 2 the residual contracts and the
   kernel hardly moves, between 2 and 4 the loss first rises to the order of the width, then tends to 0 or to that of output 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural Trained.
From Catapult Require Import Defined Sums TargetOrbit TargetOrbitFate NeuralModel.
From Catapult Require Import ZQ_5c ZQ_8c.
Import Neural.
Open Scope R_scope.

Section OneDatum.
Variables (M : model) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis one : D M = 1%nat.
Lemma neural_orbit : target_orbit eta (kap M) (y M 0%nat)
  (fun t => residual M (train M eta w t) 0) (fun t => kernel M (train M eta w t) 0 0).
Proof.
  constructor; [exact eta_pos|apply kap_nonneg| | |intro t; apply (kernel_one_nonneg M one)]; intro t;
  change (train M eta w (S t)) with (step M eta (train M eta w t)).
  - rewrite (residual_next M eta one). unfold residual. ring.
  - rewrite (kernel_next M eta one). unfold residual. ring.
Qed.
Lemma kernel_without_input : x2 M = 0 -> kernel M w 0 0 = 0.
Proof.
  intros Z. rewrite (kernel_one M one). unfold masked_E. rewrite Z, (sum_ext (m M) _ (fun _ => 0)); [rewrite sum_zero; ring|].
  intros i _. unfold preactivation. rewrite (sum_ext (d M) _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros k Hk.
  assert (E : X M 0 k ^ 2 = 0)
    by (apply (sum_zero_terms (d M) (fun k => X M 0%nat k ^ 2)); [intros; apply pow2_ge_0|exact Z|exact Hk]).
  replace (X M 0 k) with 0 by nra. ring.
Qed.
End OneDatum.
Lemma kap_pos M : (0 < m M)%nat -> (0 < d M)%nat -> x2 M <> 0 -> 0 < kap M.
Proof.
  intros Hm Hd N. unfold kap. pose proof (x2_pos M). apply Rmult_lt_0_compat; [apply pow_lt, s_square; assumption|lra].
Qed.
(* The printed constant as kap M. *)
Ltac explicit M := pose proof (kap_value M ltac:(assumption) ltac:(assumption)) as Ka;
  assert (0 < INR (m M)) by (apply lt_0_INR; assumption); assert (0 < INR (d M)) by (apply lt_0_INR; assumption).

Theorem ZQ_5c_1 : ZQ_5c_1.statement.
Proof.
  intros M eta w []. explicit M. pose proof (neural_orbit M eta w ltac:(assumption) ltac:(assumption)) as K.
  assert (N : x2 M <> 0) by (intro Z; rewrite (kernel_without_input M w ltac:(assumption) Z) in *; lra).
  destruct (first_rise _ _ _ _ _ K) as [t Q]; [Trained.first_states train; lra|apply kap_pos; assumption|assumption|]. exists t.
  cbv beta in Q. rewrite (loss_residual M) by assumption. rewrite Ka in Q. apply Rle_ge. Trained.first_states train.
  eapply Rle_trans; [|eapply Rle_trans; [exact Q|]]; right; field; split; lra.
Qed.
Theorem ZQ_5c_1_defined : ZQ_5c_1.defined.
Proof. intros M eta w []. (repeat split; [| | |intro Z; rewrite (kernel_without_input M w ltac:(assumption) Z) in *; lra]); is_defined. Qed.
Theorem ZQ_5c_2 : ZQ_5c_2.statement.
Proof.
  intros M eta w []. explicit M. assert (one : D M = 1%nat) by assumption. pose proof (neural_orbit M eta w ltac:(assumption) one) as K.
  destruct (Req_dec (x2 M) 0) as [Z|N].
  { right. apply is_lim_seq_ext with (fun _ => 0); [intro t; symmetry; apply no_input, Z|apply is_lim_seq_const]. }
  destruct (fate _ _ _ _ _ K) as [L|L].
  - apply kap_pos; assumption.
  - unfold residual; Trained.first_states train. replace (output M w 0 - y M 0 + y M 0) with (output M w 0) by ring. apply (output_bound M one).
  - rewrite Ka. unfold Rdiv in *. lra.
  - Trained.first_states train. rewrite Ka. unfold Rdiv in *. lra.
  - left. apply is_lim_seq_ext with (fun t => residual M (train M eta w t) 0 * residual M (train M eta w t) 0 * / 2).
    + intro t. rewrite (loss_residual M one). field.
    + replace (Finite 0) with (Finite (0 * 0 * / 2)) by (f_equal; ring). apply is_lim_seq_mult'; [|apply is_lim_seq_const].
      apply is_lim_seq_mult'; exact L.
  - right. apply is_lim_seq_ext with (fun t => residual M (train M eta w t) 0 + y M 0%nat); [intro t; unfold residual; ring|].
    replace (Finite 0) with (Finite (- y M 0%nat + y M 0%nat)) by (f_equal; ring). apply is_lim_seq_plus'; [exact L|apply is_lim_seq_const].
Qed.
Theorem ZQ_5c_2_defined : ZQ_5c_2.defined.
Proof. intros M eta w []. is_defined. Qed.
Lemma lazy_neural M eta w : (0 < m M)%nat -> (0 < d M)%nat -> 0 < eta -> D M = 1%nat -> kernel M w 0 0 * eta > 0 -> kernel M w 0 0 * eta < 2 ->
  let dist := Rmin (kernel M w 0 0 * eta) (2 + (-1) * kernel M w 0 0 * eta) in
  let a := eta ^ 2 * x2 M * (residual M w 0 ^ 2 + Rabs (residual M w 0 * y M 0%nat)) / (INR (d M) * INR (m M)) in
  18 * a <= dist ^ 2 -> forall t,
  dist * Rabs (residual M (train M eta w (S t)) 0) <= (dist - dist ^ 2 + 9 * a) * Rabs (residual M (train M eta w t) 0) /\
  dist * Rabs (eta * kernel M (train M eta w t) 0 0 - eta * kernel M w 0 0) <= 8 * a.
Proof.
  intros Hm Hd He one V0 V2 dist a small t. explicit M. pose proof (contracts _ _ _ _ _ (neural_orbit M eta w He one)) as Q. cbv beta zeta in Q.
  change (train M eta w 0) with w in Q.
  replace (Rmin (eta * kernel M w 0 0) (2 - eta * kernel M w 0 0)) with dist in Q by (unfold dist; f_equal; ring).
  replace (kap M * eta ^ 2 * (residual M w 0 ^ 2 + Rabs (residual M w 0 * y M 0%nat))) with a in Q by (unfold a; rewrite Ka; field; split; lra).
  apply Q; [lra|exact small].
Qed.
Theorem ZQ_8c_1 : ZQ_8c_1.statement.
Proof.
  intros M eta w [] t. pose proof (lazy_neural M eta w) as Q. cbv zeta in Q. specialize (Q ltac:(assumption) ltac:(assumption) ltac:(assumption)
    ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(unfold Rdiv in *; lra) t). unfold Rdiv in *. lra.
Qed.
Theorem ZQ_8c_1_defined : ZQ_8c_1.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem ZQ_8c_2 : ZQ_8c_2.statement.
Proof.
  intros M eta w [] t. pose proof (lazy_neural M eta w) as Q. cbv zeta in Q. specialize (Q ltac:(assumption) ltac:(assumption) ltac:(assumption)
    ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(unfold Rdiv in *; lra) t).
  replace (kernel M (train M eta w t) 0 0 * eta + -1 * kernel M w 0 0 * eta) with (eta * kernel M (train M eta w t) 0 0 - eta * kernel M w 0 0) by ring.
  unfold Rdiv in *. lra.
Qed.
Theorem ZQ_8c_2_defined : ZQ_8c_2.defined.
Proof. intros M eta w []. is_defined. Qed.

(* One unit at (1, v), expanded around 1, x = 1, with target 0. *)
Definition unit_model : model := Model 1 1 1 (fun _ _ => 1) (fun _ => 0) (fun _ _ => 1).
Definition unit_at (v : R) : weights := Weights (fun _ _ => 1) (fun _ => v).
Lemma unit_facts v : residual unit_model (unit_at v) 0 = v /\ kernel unit_model (unit_at v) 0 0 = 1 + v ^ 2 /\ x2 unit_model = 1 /\
  loss unit_model (unit_at v) = v ^ 2 / 2.
Proof.
  assert (S1 : s unit_model = 1) by (unfold s; simpl; rewrite Rmult_1_r, sqrt_1; field).
  assert (G : gate unit_model 0 0 = 1) by (unfold gate; simpl; destruct (Rle_dec 0 (0 + 1 * 1)); [reflexivity|exfalso; lra]).
  assert (F : residual unit_model (unit_at v) 0 = v) by (unfold residual, output; rewrite S1; simpl Sum; rewrite G; unfold preactivation; simpl; ring).
  split; [exact F|]. split; [|split].
  - unfold kernel, tangent, grad_U, grad_V. rewrite S1. simpl Sum. rewrite G. unfold preactivation; simpl. field.
  - unfold x2; simpl. ring.
  - rewrite loss_residual by reflexivity. rewrite F. reflexivity.
Qed.
Ltac unit_witness eta v := exists unit_model, eta, (unit_at v); (split; [constructor|]); destruct (unit_facts v) as [F [K [X Lo]]];
  rewrite ?F, ?K, ?X, ?Lo; first [reflexivity|simpl; lia|simpl; lra|idtac].
Example ZQ_5c_1_witness : ZQ_5c_1.nonvacuous. Proof. unit_witness (3 / 2) 1. Qed.
Example ZQ_5c_2_witness : ZQ_5c_2.nonvacuous. Proof. unit_witness (3 / 2) 1. Qed.
Example ZQ_8c_1_witness : ZQ_8c_1.nonvacuous.
Proof. unit_witness (1 / 2) (1 / 10). simpl y. rewrite Rmult_0_r, Rabs_R0, Rmin_left by lra. simpl; lra. Qed.
Example ZQ_8c_2_witness : ZQ_8c_2.nonvacuous.
Proof. unit_witness (1 / 2) (1 / 10). simpl y. rewrite Rmult_0_r, Rabs_R0, Rmin_left by lra. simpl; lra. Qed.
