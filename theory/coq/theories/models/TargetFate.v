(* Linear and ReLU nets with a positive slope, |Y| < 1, e_0 < 0: the output tends to the target unless the trajectory is trapped. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetBothSigns TargetNet TargetEmbed.
Import TwoLayer.
Open Scope R_scope.

Lemma gated_fate N eta w : 0 < eta -> 0 < s N -> D N = 1%nat -> 0 < x2 N -> gated N -> -1 < scaled_target N eta < 1 ->
  edge_excess N eta w < 0 ->
  (~ trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) (y N 0%nat)) /\
  (trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) 0).
Proof.
  intros He Hs one X G HY HE.
  pose proof (slope_pos N G) as a0. pose proof (prefactor_pos N Hs X) as p0.
  assert (Y1 : -1 < Yc (a_plus N) (prefactor N) eta (y N 0%nat) < 1) by (rewrite (embed_target N); exact HY).
  assert (E1 : eta * H (n N) (open_gate N) (a_plus N) (prefactor N) (embed N w)
    < 4 + eta ^ 2 * kap (a_plus N) (prefactor N) * (y N 0%nat * (f (n N) (open_gate N) (a_plus N) (prefactor N) (embed N w) - y N 0%nat))).
  { rewrite (embed_kernel N one X G), (embed_output N X G). unfold kap. rewrite <- (root_kappa_is N).
    unfold edge_excess, scaled_target, scaled_residual, residual in HE. lra. }
  assert (D : dead (n N) (open_gate N) (a_plus N) (prefactor N) eta (y N 0%nat) (embed N w) <-> trapped N eta w).
  { unfold dead, trapped. split; (intros [[A [t B]]|[A [t B]]]; [left|right]; (split; [exact A|exists t]));
    rewrite <- ?(embed_train N eta one X G) in *; first [rewrite <- (embed_P N eta one X G)|rewrite <- (embed_Q N eta one X G)
      |rewrite (embed_P N eta one X G)|rewrite (embed_Q N eta one X G)]; assumption. }
  assert (L : forall z, is_lim_seq (fun t => f (n N) (open_gate N) (a_plus N) (prefactor N)
      (tr (n N) (open_gate N) (a_plus N) (prefactor N) eta (y N 0%nat) (embed N w) t)) z ->
    is_lim_seq (fun t => output N (train N eta w t) 0) z).
  { intros z. apply is_lim_seq_ext. intro t. rewrite <- (embed_train N eta one X G). apply (embed_output N X G). }
  split; intro T; apply L; [apply net_conv|apply net_dead]; try assumption; rewrite D; exact T.
Qed.
