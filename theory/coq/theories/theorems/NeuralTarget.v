(* On one datum the active units of a neural quadratic model are a two-layer linear net, with any target: so it has the net's sharp
   edge, and below it, for |Y| < 1, converges to the target unless it is trapped. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Neural.
From Catapult Require Import Sums OneDatumUnits TargetBelow TargetMirror TargetFate NeuralModel.
From Catapult Require Import NeuralStructure.
Import Neural.
Open Scope R_scope.

Section Active.
Variables (M : model) (eta : R).
Hypothesis one : D M = 1%nat.
Let N := linear M.
Let g i := gate M 0 i.
Let mask i : g i * g i = g i.
Proof. apply decide_mask. Qed.
Lemma unit_slope p : TwoLayer.slope N p = 1.
Proof. unfold TwoLayer.slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); reflexivity. Qed.
Lemma active_pre w i : pre N (active M w) i = g i * preactivation M w 0 i.
Proof. unfold pre, TwoLayer.preactivation, preactivation. rewrite <- sum_scal. apply sum_ext. intros k _. simpl. fold (g i). ring. Qed.
Lemma active_output w : output M w 0 = TwoLayer.output N (active M w) 0.
Proof.
  rewrite output_units. unfold output. simpl TwoLayer.s. simpl TwoLayer.n. f_equal. apply sum_ext. intros i _.
  rewrite unit_slope, active_pre. simpl TwoLayer.V. fold (g i). transitivity ((g i * g i) * preactivation M w 0 i * V w i); [rewrite mask|]; ring.
Qed.
Lemma active_kernel w : kernel M w 0 0 = TwoLayer.kernel N (active M w) 0 0.
Proof.
  rewrite (kernel_units N one), (kernel_one M one). simpl TwoLayer.s. simpl TwoLayer.n. f_equal. unfold masked_E. apply sum_ext. intros i _.
  rewrite unit_slope, active_pre. simpl TwoLayer.V. fold (g i). change (TwoLayer.x2 N) with (x2 M).
  transitivity ((g i * g i) * (preactivation M w 0 i ^ 2 + x2 M * V w i ^ 2)); [rewrite mask|]; ring.
Qed.
Lemma active_residual w : residual M w 0 = TwoLayer.residual N (active M w) 0.
Proof. unfold residual. rewrite active_output. reflexivity. Qed.
Lemma active_loss w : loss M w = TwoLayer.loss N (active M w).
Proof. unfold loss, TwoLayer.loss. simpl TwoLayer.D. rewrite one, !sum_one, active_residual. reflexivity. Qed.
Lemma active_step w : active M (step M eta w) = TwoLayer.step N eta (active M w).
Proof.
  unfold active at 1, TwoLayer.step. simpl TwoLayer.D. f_equal.
  - apply functional_extensionality. intro i. apply functional_extensionality. intro k. simpl U. rewrite one, !sum_one, <- active_residual.
    unfold TwoLayer.grad_U, grad_U, TwoLayer.unit_d_preactivation. rewrite unit_slope. simpl. fold (g i).
    transitivity (g i * U w i k - eta * (/ 1 * residual M w 0 * (s M * ((g i * g i) * V w i) * X M 0 k))); [ring|rewrite mask; ring].
  - apply functional_extensionality. intro i. simpl V. rewrite one, !sum_one, <- active_residual.
    unfold TwoLayer.grad_V, grad_V, TwoLayer.unit_d_outer. rewrite unit_slope. fold (pre N (active M w) i). rewrite active_pre. simpl. fold (g i).
    transitivity (g i * V w i - eta * (/ 1 * residual M w 0 * (s M * ((g i * g i) * preactivation M w 0 i)))); [ring|rewrite mask; ring].
Qed.
Lemma active_train w t : active M (train M eta w t) = TwoLayer.train N eta (active M w) t.
Proof.
  induction t as [|t IH]; [reflexivity|]. change (train M eta w (S t)) with (step M eta (train M eta w t)). rewrite active_step, IH. reflexivity.
Qed.
End Active.

Theorem ACTIVE_LINEAR : ACTIVE_LINEAR.statement.
Proof.
  intros M eta w [] t. split; [apply (active_train M eta one_datum)|]. split; [apply active_output|apply (active_kernel M one_datum)].
Qed.

(* The net's constants in those of the model. *)
Ltac linear_facts M eta w := pose proof (kap_value M ltac:(assumption) ltac:(assumption)) as Ka; unfold kap in Ka;
  assert (Kn : kappa_of (linear M) = x2 M / (INR (m M) * INR (d M)))
    by (unfold kappa_of; simpl; change (TwoLayer.x2 (linear M)) with (x2 M); rewrite (Rmult_comm (INR (m M))), <- Ka; ring);
  assert (Xp : 0 < TwoLayer.x2 (linear M)) by assumption; assert (Li : TwoLayer.gated (linear M)) by (right; split; [split; reflexivity|simpl; lra]);
  assert (Sp : 0 < TwoLayer.s (linear M)) by (apply s_square; assumption).
Lemma root_square M : (0 < m M)%nat -> (0 < d M)%nat -> TwoLayer.root_kappa (linear M) ^ 2 = x2 M / (INR (m M) * INR (d M)).
Proof.
  intros Hm Hd. rewrite (Rmult_comm (INR (m M))), <- (kap_value M Hm Hd). unfold TwoLayer.root_kappa, kap. simpl TwoLayer.s. simpl TwoLayer.a_plus.
  rewrite !Rpow_mult_distr, pow2_sqrt by (change (TwoLayer.x2 (linear M)) with (x2 M); apply x2_pos). change (TwoLayer.x2 (linear M)) with (x2 M). ring.
Qed.
Theorem NEURAL_FATE : NEURAL_FATE.statement.
Proof.
  intros M eta w []. linear_facts M eta w.
  assert (one : D M = 1%nat) by assumption.
  assert (Y1 : -1 < TwoLayer.scaled_target (linear M) eta < 1) by (apply (target_range (linear M) eta Xp 1); rewrite ?Kn; simpl TwoLayer.y; lra).
  assert (E : TwoLayer.edge_excess (linear M) eta (active M w) < 0).
  { apply (excess_below (linear M) eta Xp). unfold below. rewrite Kn, <- (active_kernel M one), <- active_residual. simpl TwoLayer.y. lra. }
  destruct (gated_fate (linear M) eta (active M w) ltac:(assumption) Sp one Xp Li Y1 E) as [C T].
  assert (L : forall z, is_lim_seq (fun t => TwoLayer.output (linear M) (TwoLayer.train (linear M) eta (active M w) t) 0) z ->
    is_lim_seq (fun t => output M (train M eta w t) 0) z).
  { intros z. apply is_lim_seq_ext. intro t. rewrite <- (active_train M eta one), <- active_output. reflexivity. }
  split; intro Q; apply L; [exact (C Q)|exact (T Q)].
Qed.
Theorem NEURAL_EDGE : NEURAL_EDGE.statement.
Proof.
  intros M eta w []. linear_facts M eta w. assert (one : D M = 1%nat) by assumption.
  assert (He : 0 < eta) by assumption. pose proof (root_square M ltac:(assumption) ltac:(assumption)) as Rk. intro edge.
  assert (I : edge -> -2 < TwoLayer.scaled_target (linear M) eta < 2 /\ TwoLayer.edge_excess (linear M) eta (active M w) < 0).
  { intros B. apply (edge_implies (linear M) eta (active M w) He Sp one Xp Li). rewrite Rk, <- (active_kernel M one), <- active_output. exact B. }
  assert (T : -2 < TwoLayer.scaled_target (linear M) eta < 2 <-> x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat ^ 2 < 4).
  { pose proof (target_range (linear M) eta Xp 2 ltac:(lra)) as Q. rewrite Kn in Q. simpl TwoLayer.y in Q.
    replace (2 ^ 2) with 4 in Q by ring. rewrite Q. reflexivity. }
  assert (E : TwoLayer.edge_excess (linear M) eta (active M w) < 0 <->
    eta * kernel M w 0 0 < 4 + x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat * residual M w 0).
  { rewrite (excess_below (linear M) eta Xp). unfold below. rewrite Kn, <- (active_kernel M one), <- active_residual. simpl TwoLayer.y. split; lra. }
  split; [split|].
  - intros B. destruct (I B) as [HY HE]. split; [apply T, HY|apply E, HE].
  - intros [HY HE]. apply T in HY. apply E in HE.
    pose proof (edge_converse (linear M) eta (active M w) He Sp one Xp Li HY HE) as B.
    rewrite Rk, <- (active_kernel M one), <- active_output in B. exact B.
  - intros B t. destruct (I B) as [HY HE]. rewrite (active_loss M one), (active_train M eta one), <- Rk.
    apply (loss_below (linear M) eta _ He Sp one Xp Li). apply (below_bounds (linear M) eta _ He Sp one Xp Li HY).
    apply (below_stays (linear M) eta _ He Sp one Xp Li HY HE).
Qed.

(* One unit at (1, 3/2), expanded around 1, x = 1, with target 1. *)
Definition aim : model := Model 1 1 1 (fun _ _ => 1) (fun _ => 1) (fun _ _ => 1).
Definition aim_weights : weights := Weights (fun _ _ => 1) (fun _ => 3 / 2).
Lemma aim_facts : output aim aim_weights 0 = 3 / 2 /\ kernel aim aim_weights 0 0 = 13 / 4 /\ x2 aim = 1 /\ 0 < loss aim aim_weights.
Proof.
  assert (G : gate aim 0 0 = 1) by (unfold gate; simpl; destruct (Rle_dec 0 (0 + 1 * 1)); [reflexivity|exfalso; lra]).
  assert (S1 : s aim = 1) by (unfold s; simpl; rewrite Rmult_1_r, sqrt_1; field).
  assert (F : output aim aim_weights 0 = 3 / 2) by (unfold output; rewrite S1; simpl Sum; rewrite G; unfold preactivation; simpl; field).
  split; [exact F|]. split; [|split].
  - unfold kernel, tangent, grad_U, grad_V. rewrite S1. simpl Sum. rewrite G. unfold preactivation; simpl. field.
  - unfold x2; simpl. ring.
  - unfold loss, residual. simpl Sum. rewrite F. simpl. lra.
Qed.
Ltac aim_witness := exists aim, (1 / 4), aim_weights; (split; [constructor|]); destruct aim_facts as [F [K [X1 L]]]; unfold residual;
  rewrite ?F, ?K, ?X1; first [exact L|lra|simpl; lia|simpl; lra].
Example ACTIVE_LINEAR_witness : ACTIVE_LINEAR.nonvacuous. Proof. aim_witness. Qed.
Example NEURAL_FATE_witness : NEURAL_FATE.nonvacuous. Proof. aim_witness. Qed.
Example NEURAL_EDGE_witness : NEURAL_EDGE.nonvacuous. Proof. aim_witness. Qed.
