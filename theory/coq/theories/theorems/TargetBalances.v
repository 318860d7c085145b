(* Linear nets on one datum with a target, |Y| < 2, below the edge: the output tends to the target, or the layers balance. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums TwoLayerModel OneDatumUnits Logarithm TargetMap TargetNet TargetEmbed TargetWitness TargetLinear TargetBelow
  TargetMirror TargetBalance.
From Catapult Require Import TARGET_BALANCE.
Import TwoLayer.
Open Scope R_scope.

Definition imbalance (N : net) (w : weights) : R := kernel N w 0 0 ^ 2 - 4 * kappa_of N * output N w 0 ^ 2.
Definition ends (N : net) (eta : R) (w : weights) : Prop := is_lim_seq (fun t => imbalance N (train N eta w t)) 0 \/
  is_lim_seq (fun t => residual N (train N eta w t) 0) 0.
Lemma scaled_limit (c : R) (u z : nat -> R) : c <> 0 -> (forall t, z t = c * u t) -> is_lim_seq z 0 -> is_lim_seq u 0.
Proof.
  intros C E L. apply is_lim_seq_ext with (fun t => / c * z t); [intro t; rewrite E; field; exact C|].
  replace (Finite 0) with (Finite (/ c * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
Lemma all_end eta : 0 < eta -> forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> linear_net N ->
  kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 -> below N eta w -> ends N eta w.
Proof.
  intros He. apply (by_mirror (fun N w => linear_net N -> kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 -> below N eta w -> ends N eta w)).
  - intros N w Hs one X G L HY HB. pose proof (slope_pos N G) as A. pose proof (kappa_pos_net N Hs X G) as k0.
    assert (Y2 : -2 < scaled_target N eta < 2) by (apply (target_range N eta X 2); lra).
    assert (HE : 0 < EE (scaled_target N eta) (fun t => P_form N eta (train N eta w t)) (fun t => Q_form N eta (train N eta w t)) 0).
    { rewrite (path_EE N eta w). pose proof (proj2 (excess_below N eta X w) HB) as E. change (train N eta w 0) with w. lra. }
    destruct (balances _ _ _ (path_P N eta w one X L A) (path_Q N eta w one X L A) (path_P0 N eta w He Hs one X L A 0)
      (path_Q0 N eta w He Hs one X L A 0) HE Y2) as [B|B].
    + right. apply (scaled_limit (eta * root_kappa N)) with (z := rr (scaled_target N eta) (fun t => P_form N eta (train N eta w t))
        (fun t => Q_form N eta (train N eta w t))); [apply Rmult_integral_contrapositive_currified; lra| |exact B].
      intro t. rewrite path_rr. unfold scaled_residual. ring.
    + left. apply (scaled_limit (eta ^ 2)) with (z := fun t => P_form N eta (train N eta w t) * Q_form N eta (train N eta w t));
        [apply pow_nonzero; lra| |exact B].
      intro t. unfold imbalance, P_form, Q_form. rewrite <- (rk_square N X). ring.
  - intros N w _ _ [K Z] _ _ _. left. apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
    intro t. unfold imbalance. rewrite K. destruct (Z (train N eta w t)) as [-> ->]. ring.
  - intros N w one L F _ HY HB. assert (Lm : linear_net (mirror_net N)) by (destruct L as [A B]; split; simpl; lra).
    unfold ends, below in *. rewrite (mirror_kernel N one), mirror_residual, mirror_kappa in F.
    destruct (F Lm HY HB) as [B|B]; [left|right]; (eapply is_lim_seq_ext; [|exact B]); intro t; simpl; rewrite (mirror_train N eta one).
    + unfold imbalance. rewrite (mirror_kernel N one), mirror_output, mirror_kappa. reflexivity.
    + apply mirror_residual.
Qed.
Theorem TARGET_BALANCE_1 : TARGET_BALANCE_1.statement.
Proof.
  intros N eta w [].
  destruct (all_end eta rate_positive N w scale_positive one_datum ltac:(tauto) gates_linear ltac:(unfold kappa_of; lra) ltac:(unfold below, kappa_of; lra)) as [B|B].
  - left. exact B.
  - right. apply is_lim_seq_ext with (fun t => / 2 * (residual N (train N eta w t) 0 * residual N (train N eta w t) 0)).
    + intro t. unfold loss. rewrite one_datum, sum_one. simpl INR. field.
    + replace (Finite 0) with (Finite (/ 2 * (0 * 0))) by (f_equal; ring).
      apply is_lim_seq_mult'; [apply is_lim_seq_const|apply is_lim_seq_mult'; exact B].
Qed.
Example TARGET_BALANCE_1_witness : TARGET_BALANCE_1.nonvacuous.
Proof.
  exists (aim_net 1), (1 / 4), (aim_weights 1 (3 / 2)). split; [constructor|]; rewrite ?aim_kernel, ?aim_residual, ?aim_loss, ?aim_x2;
  pose proof (proj1 (aim_kink 1)); pose proof (aim_linear 1); first [assumption|simpl; reflexivity|simpl; lra].
Qed.
