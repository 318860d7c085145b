(* Linear and ReLU nets on one datum, |Y| < 1, e_0 < 0: every trajectory converges, to the target unless it is trapped. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetBothSigns Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetWitness Catapult.TargetLinear.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_FATE : stmt_TARGET_FATE.
Proof.
  intros N eta w [He [Hs [one [X [G [HY HE]]]]]].
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
Theorem TARGET_EXCEPTIONAL : stmt_TARGET_EXCEPTIONAL.
Proof.
  intros N eta w [He [Hs [one [X [L A]]]]].
  pose proof (path_P N eta w one X L A) as mP. pose proof (path_Q N eta w one X L A) as mQ.
  set (P := fun t => P_form N eta (train N eta w t)) in *. set (Q := fun t => Q_form N eta (train N eta w t)) in *.
  set (Y := scaled_target N eta) in *.
  pose proof (exceptional Y P Q mP) as XP.
  assert (XQ : (exists t, Q t = 0) <-> Q 0%nat = 0 \/ exists t, rr Y P Q t = -1).
  { pose proof (exceptional (- Y) Q P (sw1 Y P Q mQ)) as K. rewrite K. split; (intros [Z|[t Z]]; [left; exact Z|right; exists t]);
    rewrite (sw_r Y P Q) in *; lra. }
  assert (RP : (exists t, rr Y P Q t = 1) <-> exists t, scaled_residual N eta (train N eta w t) = 1)
    by (split; intros [t Z]; exists t; unfold Y, P, Q in *; rewrite path_rr in *; exact Z).
  assert (RQ : (exists t, rr Y P Q t = -1) <-> exists t, scaled_residual N eta (train N eta w t) = -1)
    by (split; intros [t Z]; exists t; unfold Y, P, Q in *; rewrite path_rr in *; exact Z).
  unfold trapped. fold P Q.
  change (exists t, P_form N eta (train N eta w t) = 0) with (exists t, P t = 0).
  change (exists t, Q_form N eta (train N eta w t) = 0) with (exists t, Q t = 0).
  change (P_form N eta w) with (P 0%nat). change (Q_form N eta w) with (Q 0%nat).
  rewrite XP, XQ, RP, RQ. reflexivity.
Qed.

Example TARGET_FATE_witness : nonvacuous_TARGET_FATE.
Proof. target_witness hyp_TARGET_FATE (1 / 2) 1 1 2. Qed.
Example TARGET_EXCEPTIONAL_witness : nonvacuous_TARGET_EXCEPTIONAL.
Proof. target_witness hyp_TARGET_EXCEPTIONAL (1 / 2) 1 1 2. Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_FATE, TARGET_FATE_witness, TARGET_EXCEPTIONAL, TARGET_EXCEPTIONAL_witness).
Print Assumptions checked.
