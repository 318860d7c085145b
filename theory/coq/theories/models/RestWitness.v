(* States as witnesses at a small learning rate: one weight of a quadratic form, and the chain of LayerWitness.v; and an edge of a net of k
   layers as it is printed. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Layered Quadratic.
From Catapult Require Import Sums Spectral LayerModel LayerKernel LayerDescent LayerWitness QuadraticModel Witness.
Open Scope R_scope.

Lemma form_star : 0 <= Quadratic.c_star unit_form <= 1.
Proof.
  assert (V : forall p, Quadratic.mixed_form unit_form p = (fst p 0%nat * snd p 0%nat) ^ 2).
  { intros [z x]. unfold Quadratic.mixed_form, Quadratic.psi_times; simpl. ring. }
  unfold Quadratic.c_star. simpl Quadratic.zeta. simpl INR. replace (1 ^ 2 / 1) with 1 by field. rewrite Rmult_1_l. split.
  - apply supremum_nonneg. intros p _. rewrite V. apply pow2_ge_0.
  - apply supremum_least.
    + exists (fun _ => 1, fun _ => 1). unfold unit_sphere; simpl. split; ring.
    + intros [z x] [Hz Hx]. rewrite V. unfold unit_sphere in *. rewrite Rpow_mult_distr. simpl Sum in Hz, Hx. simpl fst. simpl snd.
      replace (z 0%nat ^ 2) with 1 by lra. replace (x 0%nat ^ 2) with 1 by lra. lra.
Qed.
Lemma unit_target_norm below : TwoLayer.target_norm (unit_net below) = 0.
Proof. unfold TwoLayer.target_norm; simpl. rewrite Rmult_0_l, Rplus_0_l. apply sqrt_0. Qed.
Lemma form_target_norm : Quadratic.target_norm unit_form = 0.
Proof. unfold Quadratic.target_norm; simpl. rewrite Rmult_0_l, Rplus_0_l. apply sqrt_0. Qed.
Lemma chain_target_norm : Trained.target_norm (Layered.trained chain) = 0.
Proof. unfold Trained.target_norm; simpl. rewrite Rmult_0_l, Rplus_0_l. apply sqrt_0. Qed.
Lemma Rmax_is a b : Rmax a b = a \/ Rmax a b = b.
Proof. destruct (Rle_dec a b); [right; apply Rmax_right|left; apply Rmax_left]; lra. Qed.
Ltac form_star_witness eta := pose proof form_star; form_witness eta 1.
Ltac chain_witness_at eta :=
  exists chain, eta, chain_weights; (split; [constructor|]); rewrite ?chain_top_slope, ?chain_norm, ?chain_loss;
  pose proof chain_targets; pose proof chain_kink; pose proof chain_gram; repeat split; try assumption; simpl; try lra; try lia.
Import Layered.
Lemma printed_edge N eta c x : eta * gram_top N * (INR (depth N) ^ 2 / INR (depth N) ^ depth N) * s N ^ 2 * x ^ (depth N - 1)
    * c ^ (depth N - 1) * Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1)
  = eta * (depth_constant N * (c * x) ^ hidden N).
Proof.
  change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r, Rpow_mult_distr.
  unfold depth_constant, depth_factor, top_slope. ring.
Qed.
Lemma printed_power N eta x : eta * (gram_top N * (INR (depth N) ^ 2 / INR (depth N) ^ depth N) * s N ^ 2 * x ^ (depth N - 1)
    * Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1)) = eta * (depth_constant N * x ^ hidden N).
Proof.
  change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r. unfold depth_constant, depth_factor, top_slope. ring.
Qed.
Lemma degree_of_depth N : INR (depth N) = INR (hidden N) + 1.
Proof. apply S_INR. Qed.
(* A divisor c - x/q > 0. *)
Lemma over_divisor c x q : q <> 0 -> c + x / q = (c * q + x) * / q.
Proof. intros; field; assumption. Qed.
Ltac quotient_below := match goal with |- ?c + ?x / ?q <> 0 => let P := fresh in
  assert (P : 0 < q) by (apply pow_lt; lra); rewrite (over_divisor c x q (Rgt_not_eq _ _ P));
  apply Rmult_integral_contrapositive_currified; [apply Rgt_not_eq; lra|apply Rinv_neq_0_compat, Rgt_not_eq, P] end.
