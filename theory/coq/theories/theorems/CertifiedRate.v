(* The certified learning rate c/(C N), targets 0: the weight norm never increases, and the squared outputs are summable. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses AdaptiveRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import CERTIFIED_MONO CERTIFIED_SUM.
Open Scope R_scope.

Theorem CERTIFIED_MONO_1 : CERTIFIED_MONO_1.statement.
Proof.
  intros dial N rate w [] t. net_trained N.
  assert (Fo : forall t, rate t = dial / (net_constant N * Trained.weight_norm (TwoLayer.trained N) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)) ^ 1)).
  { intro j. rewrite rates_follow, pow_1. unfold net_constant, TwoLayerModel.top_slope. unfold Rdiv. f_equal; f_equal; ring. }
  apply (certified_falls (TwoLayer.trained N) (net_constant N) 1 w rate (net_pull N some_data targets_zero kink_bounded) dial dial_positive Fo). rewrite degree_two. lra.
Qed.
Theorem CERTIFIED_MONO_2 : CERTIFIED_MONO_2.statement.
Proof.
  intros dial M rate w [] t. form_trained M.
  assert (Fo : forall t, rate t = dial / (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)) ^ 1)).
  { intro j. rewrite rates_follow, pow_1. unfold Rdiv. f_equal; f_equal; ring. }
  apply (certified_falls (Quadratic.trained M) (Quadratic.c_star M) 1 w rate (form_pull M some_data targets_zero) dial dial_positive Fo). rewrite degree_two. lra.
Qed.
(* The rate as it is printed for k layers. *)
Lemma printed_rate N dial x : dial * (INR (Layered.depth N) ^ Layered.depth N / INR (Layered.depth N) ^ 2) * / (x ^ (Layered.depth N - 1))
    * / (Rmax (Layered.a_minus N ^ 2) (Layered.a_plus N ^ 2) ^ (Layered.depth N - 1)) / (Layered.gram_top N * Layered.s N ^ 2)
  = dial / (depth_constant N * x ^ Layered.hidden N).
Proof.
  change (Layered.depth N - 1)%nat with (Layered.hidden N - 0)%nat. rewrite Nat.sub_0_r. unfold depth_constant, depth_factor, LayerKernel.top_slope, Rdiv.
  rewrite !Rinv_mult, Rinv_inv. ring.
Qed.
Theorem CERTIFIED_MONO_3 : CERTIFIED_MONO_3.statement.
Proof.
  intros dial N rate w [] t. layered_trained N.
  assert (Fo : forall t, rate t = dial / (depth_constant N * Trained.weight_norm (Layered.trained N) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t)) ^ Layered.hidden N)).
  { intro j. rewrite rates_follow. apply printed_rate. }
  apply (certified_falls (Layered.trained N) (depth_constant N) (Layered.hidden N) w rate (layered_pull N some_data targets_zero kink_bounded) dial dial_positive Fo).
  rewrite <- degree_of_depth. lra.
Qed.
Theorem CERTIFIED_SUM_1 : CERTIFIED_SUM_1.statement.
Proof.
  intros dial N rate w [] t. net_trained N.
  assert (Fo : forall t, rate t = dial / (net_constant N * Trained.weight_norm (TwoLayer.trained N) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)) ^ 1)).
  { intro j. rewrite rates_follow, pow_1. unfold net_constant, TwoLayerModel.top_slope. unfold Rdiv. f_equal; f_equal; ring. }
  assert (B : dial < 2 * (INR 1 + 1)) by (rewrite degree_two; lra).
  pose proof (certified_sum (TwoLayer.trained N) (net_constant N) 1 w rate (net_pull N some_data targets_zero kink_bounded) dial dial_positive Fo B (S t)) as H. cbv beta zeta in H. rewrite degree_two in H.
  change (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w 0)) with w in H. unfold CERTIFIED_SUM_1.state. unfold net_constant, TwoLayerModel.top_slope in H. 
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; simpl pow; ring.
Qed.
Theorem CERTIFIED_SUM_2 : CERTIFIED_SUM_2.statement.
Proof.
  intros dial M rate w [] t. form_trained M.
  assert (Fo : forall t, rate t = dial / (Quadratic.c_star M * Trained.weight_norm (Quadratic.trained M) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)) ^ 1)).
  { intro j. rewrite rates_follow, pow_1. unfold Rdiv. f_equal; f_equal; ring. }
  assert (B : dial < 2 * (INR 1 + 1)) by (rewrite degree_two; lra).
  pose proof (certified_sum (Quadratic.trained M) (Quadratic.c_star M) 1 w rate (form_pull M some_data targets_zero) dial dial_positive Fo B (S t)) as H. cbv beta zeta in H. rewrite degree_two in H.
  change (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w 0)) with w in H. unfold CERTIFIED_SUM_2.state. 
  eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; simpl pow; ring.
Qed.

Theorem CERTIFIED_SUM_3 : CERTIFIED_SUM_3.statement.
Proof.
  intros dial N rate w [] t. layered_trained N.
  assert (Fo : forall t, rate t = dial / (depth_constant N * Trained.weight_norm (Layered.trained N) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t)) ^ Layered.hidden N)).
  { intro j. rewrite rates_follow. apply printed_rate. }
  assert (B : dial < 2 * (INR (Layered.hidden N) + 1)) by (rewrite <- degree_of_depth; lra).
  pose proof (certified_sum (Layered.trained N) (depth_constant N) (Layered.hidden N) w rate (layered_pull N some_data targets_zero kink_bounded) dial dial_positive Fo B (S t)) as H.
  cbv beta zeta in H. change (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w 0)) with w in H.
  unfold CERTIFIED_SUM_3.state. rewrite <- degree_of_depth in H. change (Layered.depth N - 1)%nat with (Layered.hidden N - 0)%nat. rewrite Nat.sub_0_r.
  unfold depth_constant, depth_factor, LayerKernel.top_slope in H. eapply Rle_trans; [|eapply Rle_trans; [exact H|]]; right; simpl pow; ring.
Qed.
Theorem CERTIFIED_SUM_3_defined : CERTIFIED_SUM_3.defined.
Proof.
  intros dial N rate w []. pose proof (degree_of_depth N) as Dg. pose proof (pos_INR (Layered.hidden N)).
  repeat split; [left; lra|right; lra|left; lra].
Qed.

Definition rate_of_CERTIFIED_MONO_1 c N w := schedule_exists (TwoLayer.trained N) squared (Trained.full (TwoLayer.trained N)) (fun z => c / (TwoLayer.gram_top N * TwoLayer.s N ^ 2 * TwoLayer.weight_norm N z * Rmax (TwoLayer.a_minus N ^ 2) (TwoLayer.a_plus N ^ 2))) w.
Example CERTIFIED_MONO_1_witness : CERTIFIED_MONO_1.nonvacuous.
Proof.
  destruct (rate_of_CERTIFIED_MONO_1 1 (unit_net 1) (unit_weights 1 1)) as [rate R].
  exists 1, (unit_net 1), rate, (unit_weights 1 1). pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); pose proof (unit_targets 1); rewrite ?unit_loss_value by lra. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_CERTIFIED_MONO_2 c N w := schedule_exists (Quadratic.trained N) squared (Trained.full (Quadratic.trained N)) (fun z => c / (Quadratic.c_star N * Quadratic.weight_norm N z)) w.
Example CERTIFIED_MONO_2_witness : CERTIFIED_MONO_2.nonvacuous.
Proof.
  destruct (rate_of_CERTIFIED_MONO_2 1 (unit_form) ((fun _ => 1))) as [rate R].
  exists 1, (unit_form), rate, (fun _ => 1). pose proof form_star; pose proof form_symmetric; pose proof form_targets; rewrite ?form_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_CERTIFIED_SUM_1 c N w := schedule_exists (TwoLayer.trained N) squared (Trained.full (TwoLayer.trained N)) (fun z => c / (TwoLayer.gram_top N * TwoLayer.s N ^ 2 * TwoLayer.weight_norm N z * Rmax (TwoLayer.a_minus N ^ 2) (TwoLayer.a_plus N ^ 2))) w.
Example CERTIFIED_SUM_1_witness : CERTIFIED_SUM_1.nonvacuous.
Proof.
  destruct (rate_of_CERTIFIED_SUM_1 1 (unit_net 1) (unit_weights 1 1)) as [rate R].
  exists 1, (unit_net 1), rate, (unit_weights 1 1). pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); pose proof (unit_targets 1); rewrite ?unit_loss_value by lra. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_CERTIFIED_SUM_2 c N w := schedule_exists (Quadratic.trained N) squared (Trained.full (Quadratic.trained N)) (fun z => c / (Quadratic.c_star N * Quadratic.weight_norm N z)) w.
Example CERTIFIED_SUM_2_witness : CERTIFIED_SUM_2.nonvacuous.
Proof.
  destruct (rate_of_CERTIFIED_SUM_2 1 (unit_form) ((fun _ => 1))) as [rate R].
  exists 1, (unit_form), rate, (fun _ => 1). pose proof form_star; pose proof form_symmetric; pose proof form_targets; rewrite ?form_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_chain dial := schedule_exists (Layered.trained chain) squared (Trained.full (Layered.trained chain)) (fun z => dial
  * (INR (Layered.depth chain) ^ Layered.depth chain / INR (Layered.depth chain) ^ 2) * / (Layered.weight_norm chain z ^ (Layered.depth chain - 1))
  * / (Rmax (Layered.a_minus chain ^ 2) (Layered.a_plus chain ^ 2) ^ (Layered.depth chain - 1)) / (Layered.gram_top chain * Layered.s chain ^ 2)) chain_weights.
Ltac chain_at_rate := destruct (rate_of_chain 1) as [rate R]; exists 1, chain, rate, chain_weights; pose proof chain_targets; pose proof chain_kink;
  rewrite ?chain_loss; split; [constructor|]; try exact R; close_witness.
Example CERTIFIED_MONO_3_witness : CERTIFIED_MONO_3.nonvacuous.
Proof. chain_at_rate. Qed.
Example CERTIFIED_SUM_3_witness : CERTIFIED_SUM_3.nonvacuous.
Proof. chain_at_rate. Qed.
