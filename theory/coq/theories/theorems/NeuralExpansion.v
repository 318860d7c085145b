(* What is expanded: near the centre the neural quadratic model is the ReLU net itself, and on every line it is a quadratic polynomial. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Neural.
From Catapult Require Import Sums NeuralModel.
From Catapult Require Import NeuralStructure.
Import Neural.
Open Scope R_scope.

Lemma common_radius n (good : nat -> R -> Prop) :
  (forall i, (i < n)%nat -> exists r, 0 < r /\ forall z, Rabs z < r -> good i z) ->
  exists r, 0 < r /\ forall i, (i < n)%nat -> forall z, Rabs z < r -> good i z.
Proof.
  induction n as [|n IH]; intros H; [exists 1; split; [lra|intros; lia]|].
  destruct IH as [r [r0 Hr]]; [intros; apply H; lia|]. destruct (H n ltac:(lia)) as [q [q0 Hq]].
  exists (Rmin r q). split; [apply Rmin_pos; assumption|]. intros i Hi z Hz.
  pose proof (Rmin_l r q). pose proof (Rmin_r r q).
  destruct (Nat.eq_dec i n) as [->|N]; [apply Hq; lra|apply Hr; [lia|lra]].
Qed.
(* A unit whose preactivation is not 0 keeps its sign for a while. *)
Lemma sign_kept p q : p <> 0 -> exists r, 0 < r /\ forall z, Rabs z < r -> 0 < p * (p + z * q).
Proof.
  intros Hp. pose proof (Rabs_pos_lt p Hp) as P. pose proof (Rabs_pos q) as Q.
  exists (Rabs p / (1 + Rabs q)). split; [apply Rmult_lt_0_compat; [exact P|apply Rinv_0_lt_compat; lra]|].
  intros z Hz. assert (B : Rabs (z * q) < Rabs p).
  { rewrite Rabs_mult. apply (Rmult_lt_compat_r (1 + Rabs q)) in Hz; [|lra].
    replace (Rabs p / (1 + Rabs q) * (1 + Rabs q)) with (Rabs p) in Hz by (field; lra). pose proof (Rabs_pos z). lra. }
  unfold Rabs in B, P. destruct (Rcase_abs (z * q)), (Rcase_abs p); nra.
Qed.
Lemma moved_pre M w v z a i : preactivation M (moved w v z) a i = preactivation M w a i + z * preactivation M v a i.
Proof. unfold preactivation. rewrite <- sum_scal, <- sum_plus. apply sum_ext. intros. simpl. ring. Qed.

Theorem EXPANSION : EXPANSION.statement.
Proof.
  intros M eta w [] v a Ha. split.
  - set (part := fun h : nat -> R => s M * Sum (m M) (fun i => gate M a i * h i)).
    exists (part (fun i => preactivation M w a i * V w i)),
      (part (fun i => preactivation M w a i * V v i + preactivation M v a i * V w i)),
      (part (fun i => preactivation M v a i * V v i)).
    intro z. unfold part, output. set (p i := preactivation M w a i). set (q i := preactivation M v a i). set (g i := gate M a i).
    transitivity (s M * (Sum (m M) (fun i => g i * (p i * V w i)) + z * Sum (m M) (fun i => g i * (p i * V v i + q i * V w i))
      + z ^ 2 * Sum (m M) (fun i => g i * (q i * V v i)))); [f_equal|unfold g, p, q; ring].
    rewrite <- !sum_scal, <- !sum_plus. apply sum_ext. intros i _. rewrite moved_pre. unfold g, p, q. simpl V. ring.
  - destruct (common_radius (m M) (fun i z => 0 < preactivation M w a i * preactivation M (moved w v z) a i)) as [r [r0 Hr]].
    { intros i Hi. destruct (sign_kept (preactivation M w a i) (preactivation M v a i) (no_kink a i Ha Hi)) as [r [r0 Hr]].
      exists r. split; [exact r0|]. intros z Hz. rewrite moved_pre. apply Hr, Hz. }
    exists r. split; [exact r0|]. intros at_zero z Hz. unfold output, TwoLayer.output. simpl TwoLayer.s. simpl TwoLayer.n. f_equal.
    apply sum_ext. intros i Hi. specialize (Hr i Hi z Hz).
    change (TwoLayer.preactivation (relu M at_zero) (as_net (moved w v z)) a i) with (preactivation M (moved w v z) a i).
    set (p' := preactivation M (moved w v z) a i) in *.
    assert (G : gate M a i = if Rle_dec 0 (preactivation M w a i) then 1 else 0).
    { unfold gate, preactivation. rewrite (sum_ext (d M) (fun k => centre M i k * X M a k) (fun k => U w i k * X M a k)); [reflexivity|].
      intros k _. rewrite at_centre. reflexivity. }
    rewrite G. unfold TwoLayer.unit_output, TwoLayer.slope. simpl TwoLayer.a_plus. simpl TwoLayer.a_minus. simpl TwoLayer.V.
    destruct (Rle_dec 0 (preactivation M w a i)); destruct (Rlt_dec 0 p'); try (simpl; ring); try (exfalso; nra).
    destruct (Rlt_dec p' 0); [simpl; ring|exfalso; nra].
Qed.

Example EXPANSION_witness : EXPANSION.nonvacuous.
Proof.
  exists (Model 1 1 1 (fun _ _ => 1) (fun _ => -1) (fun _ _ => 1)), 1, (Weights (fun _ _ => 1) (fun _ => 1)). split; [split|].
  - reflexivity.
  - intros a i _ _. unfold preactivation; simpl. lra.
  - unfold loss, residual, output, gate, preactivation; simpl. destruct (Rle_dec 0 (0 + 1 * 1)); [|exfalso; lra].
    unfold s; simpl. replace (sqrt (1 * 1)) with 1 by (rewrite Rmult_1_r, sqrt_1; reflexivity). lra.
Qed.
