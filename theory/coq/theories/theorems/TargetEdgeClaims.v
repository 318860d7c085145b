(* Linear and ReLU nets on one datum with any target: below the edge eta* the loss stays below 2 / (kappa eta^2) for ever, and
   for |Y| < 1 the output tends to the target or to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetWitness TargetBelow
  TargetMirror TargetFate.
From Catapult Require Import TARGET_CONV TARGET_EDGE.
Import TwoLayer.
Open Scope R_scope.

Definition edge (N : net) (eta : R) (w : weights) : Prop := eta * (kernel N w 0 0
  + sqrt (kernel N w 0 0 ^ 2 + 16 * kappa_of N * (y N 0%nat * (y N 0%nat - output N w 0)))) < 8.
Lemma edge_region eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N ->
  edge N eta w -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 /\ below N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => edge N eta w -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 /\ below N eta w)).
  - intros N w Hs one X G B. unfold edge in B. rewrite <- (rk_square N X) in B.
    destruct (edge_implies N eta w He Hs one X G B) as [HY HE].
    split; [|apply (excess_below N eta X w); exact HE].
    pose proof (proj2 (target_range N eta X 2 ltac:(lra)) HY) as Q. lra.
  - intros N w _ _ [K Z] _. unfold below. rewrite K. destruct (Z w) as [_ ->]. lra.
  - intros N w one L. unfold edge, below. rewrite (mirror_kernel N one), mirror_output, mirror_residual, mirror_kappa. exact (fun H => H).
Qed.
Lemma loss_edge N eta w : 0 < eta -> 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> edge N eta w ->
  forall t, 2 * loss N (train N eta w t) * kappa_of N * eta ^ 2 < 4.
Proof.
  intros He Hs one kind B t. destruct (edge_region eta He N w Hs one kind B) as [HY HB].
  destruct (all_facts N eta w He Hs one kind HY HB t) as [_ [F _]].
  unfold loss. rewrite one, sum_one. simpl INR. set (q := residual N (train N eta w t) 0 ^ 2) in *.
  replace (2 * (/ 1 * (q / 2)) * kappa_of N * eta ^ 2) with (kappa_of N * eta ^ 2 * q) by field. exact F.
Qed.
Theorem TARGET_EDGE_1 : TARGET_EDGE_1.statement.
Proof.
  intros N eta w []. intro t.
  pose proof (loss_edge N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(tauto)) as F. unfold edge in F.
  replace (16 * kappa_of N * (y N 0%nat * (y N 0%nat - output N w 0))) with
    (16 * a_plus N ^ 2 * s N ^ 2 * x2 N * y N 0%nat * (-1 * output N w 0 + y N 0%nat)) in F by (unfold kappa_of; ring).
  specialize (F ltac:(assumption) t). unfold kappa_of in F. lra.
Qed.
Theorem TARGET_EDGE_1_defined : TARGET_EDGE_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem TARGET_EDGE_2 : TARGET_EDGE_2.statement.
Proof.
  intros N eta w []. intro t.
  pose proof (loss_edge N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(tauto)) as F. unfold edge in F.
  replace (16 * kappa_of N * (y N 0%nat * (y N 0%nat - output N w 0))) with
    (16 * a_plus N ^ 2 * s N ^ 2 * x2 N * y N 0%nat * (-1 * output N w 0 + y N 0%nat)) in F by (unfold kappa_of; ring).
  specialize (F ltac:(assumption) t). unfold kappa_of in F. lra.
Qed.
Theorem TARGET_EDGE_2_defined : TARGET_EDGE_2.defined.
Proof. intros N eta w []. is_defined. Qed.

Definition settles (N : net) (eta : R) (w : weights) : Prop :=
  is_lim_seq (fun t => output N (train N eta w t) 0) (y N 0%nat) \/ is_lim_seq (fun t => output N (train N eta w t) 0) 0.
Lemma all_settle eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N ->
  kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 1 -> below N eta w -> settles N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 1 -> below N eta w -> settles N eta w)).
  - intros N w Hs one X G HY HB.
    assert (Y1 : -1 < scaled_target N eta < 1) by (apply (target_range N eta X 1); lra).
    destruct (gated_fate N eta w He Hs one X G Y1 (proj2 (excess_below N eta X w) HB)) as [C T].
    destruct (Classical_Prop.classic (trapped N eta w)) as [Y|No]; [right; exact (T Y)|left; exact (C No)].
  - intros N w _ _ [_ Z] _ _. right. apply is_lim_seq_ext with (fun _ => 0); [intro t; symmetry; apply Z|apply is_lim_seq_const].
  - intros N w one L. unfold settles, below. rewrite (mirror_kernel N one), mirror_residual, mirror_kappa.
    intros F HY HB. specialize (F HY HB). destruct F as [F|F]; [left|right];
    (eapply is_lim_seq_ext; [|exact F]); intro t; simpl; rewrite (mirror_train N eta one), mirror_output; reflexivity.
Qed.
Lemma settled_loss N eta w : D N = 1%nat -> settles N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) 0 \/ is_lim_seq (fun t => output N (train N eta w t) 0) 0.
Proof.
  intros one [C|T]; [left|right; exact T].
  set (f t := output N (train N eta w t) 0) in *.
  apply is_lim_seq_ext with (fun t => / 2 * ((f t - y N 0%nat) * (f t - y N 0%nat))).
  - intro t. unfold loss. rewrite one, sum_one. simpl INR. unfold residual. fold (f t). field.
  - replace (Finite 0) with (Finite (/ 2 * ((y N 0%nat - y N 0%nat) * (y N 0%nat - y N 0%nat)))) by (f_equal; ring).
    apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply is_lim_seq_mult'; (apply is_lim_seq_minus'; [exact C|apply is_lim_seq_const]).
Qed.
Theorem TARGET_CONV_1 : TARGET_CONV_1.statement.
Proof.
  intros N eta w [].
  apply settled_loss; [assumption|]. apply all_settle; try assumption; try tauto; unfold below, kappa_of; lra.
Qed.
Theorem TARGET_CONV_2 : TARGET_CONV_2.statement.
Proof.
  intros N eta w [].
  apply settled_loss; [assumption|]. apply all_settle; try assumption; try tauto; unfold below, kappa_of; lra.
Qed.

Lemma edge_value : 1 / 2 * (5 + sqrt (5 ^ 2 + 16 * (-1))) < 8.
Proof. replace (5 ^ 2 + 16 * (-1)) with (3 ^ 2) by ring. rewrite sqrt_pow2; lra. Qed.
Ltac edge_point := match goal with
  | |- _ * (_ + sqrt ?e) < 8 => replace e with (5 ^ 2 + 16 * (-1)) by (simpl; ring); pose proof edge_value; lra
  | |- ?e >= 0 => replace e with (5 ^ 2 + 16 * (-1)) by (simpl; ring); lra end.
Example TARGET_EDGE_1_witness : TARGET_EDGE_1.nonvacuous.
Proof.
  exists (aim_net 1), (1 / 2), (aim_weights 1 2). pose proof (proj1 (aim_kink 1)). pose proof (aim_linear 1).
  split; [constructor|]; rewrite ?aim_kernel, ?aim_residual, ?aim_output, ?aim_loss, ?aim_x2; try assumption; try (simpl; lra);
    [reflexivity|..]; simpl s; simpl a_plus; simpl y; replace (1 ^ 2 + 2 ^ 2) with 5 by ring; edge_point.
Qed.
Example TARGET_EDGE_2_witness : TARGET_EDGE_2.nonvacuous.
Proof.
  exists (aim_relu 1), (1 / 2), (aim_weights 1 2). destruct (aim_relu_facts 1 2) as [E1 [E2 [E3 E4]]].
  pose proof (proj2 (aim_kink 1)). pose proof (aim_relu_net 1). pose proof (aim_x2 1) as X.
  split; [constructor|]; rewrite ?E2, ?E3, ?E1, ?E4; try assumption; try (simpl; lra); [reflexivity|..];
    change (x2 (aim_relu 1)) with (x2 (aim_net 1)); rewrite X; simpl s; simpl a_plus; simpl y;
    replace (1 + 2 ^ 2) with 5 by ring; edge_point.
Qed.
Ltac small_aim net kinky kind facts := exists net, (1 / 4), (aim_weights 1 (3 / 2)); (split; [constructor|]); facts; rewrite ?aim_x2;
  pose proof kinky; pose proof kind; first [assumption|simpl; reflexivity|simpl; lra].
Example TARGET_CONV_1_witness : TARGET_CONV_1.nonvacuous.
Proof. small_aim (aim_net 1) (proj1 (aim_kink 1)) (aim_linear 1) ltac:(rewrite ?aim_kernel, ?aim_residual, ?aim_output, ?aim_loss). Qed.
Example TARGET_CONV_2_witness : TARGET_CONV_2.nonvacuous.
Proof.
  small_aim (aim_relu 1) (proj2 (aim_kink 1)) (aim_relu_net 1) ltac:(destruct (aim_relu_facts 1 (3 / 2)) as [E1 [E2 [E3 E4]]];
    rewrite ?E2, ?E3, ?E1, ?E4; change (x2 (aim_relu 1)) with (x2 (aim_net 1))).
Qed.
