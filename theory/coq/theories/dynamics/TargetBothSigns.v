(* The normal form for both signs of Y, |Y| < 1: swapping P and Q turns Y into -Y. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import TargetMap.
Open Scope R_scope.

Section allY.
Variable Y : R. Hypothesis Y1 : -1 < Y < 1.
Variables P Q : nat -> R.
Hypothesis mP : forall t, P (S t) = P t * (1 - rr Y P Q t)^2.
Hypothesis mQ : forall t, Q (S t) = Q t * (1 + rr Y P Q t)^2.
Hypothesis P0 : 0 <= P 0%nat. Hypothesis Q0 : 0 <= Q 0%nat.
Hypothesis E0 : 0 < EE Y P Q 0.
Lemma sw_r t : rr (-Y) Q P t = - rr Y P Q t. Proof. unfold rr; field. Qed.
Lemma sw_E t : EE (-Y) Q P t = EE Y P Q t. Proof. unfold EE; field. Qed.
Lemma sw_lim (u w : nat -> R) l : (forall t, w t = - u t) -> is_lim_seq w l -> is_lim_seq u (Rbar_opp l).
Proof. intros E L. apply is_lim_seq_ext with (fun t => - w t); [intro t; rewrite E; ring|]. apply is_lim_seq_opp in L. exact L. Qed.
Lemma sw1 t : Q (S t) = Q t * (1 - rr (-Y) Q P t)^2. Proof. rewrite sw_r, mQ. ring. Qed.
Lemma sw2 t : P (S t) = P t * (1 + rr (-Y) Q P t)^2. Proof. rewrite sw_r, mP. ring. Qed.
Definition trapped := (0 < Y /\ exists t, P t = 0) \/ (Y < 0 /\ exists t, Q t = 0).
Theorem target_conv : ~ trapped -> is_lim_seq (rr Y P Q) 0.
Proof.
  intros NT. destruct (Rtotal_order Y 0) as [L|[E|G]].
  - pose proof (sw_lim (rr Y P Q) (rr (-Y) Q P) 0 sw_r) as X. simpl in X. rewrite Ropp_0 in X. apply X.
    apply conv_iff_half; try assumption; try lra; [exact sw1|exact sw2|rewrite sw_E; exact E0|].
    intros t Z. apply NT. right. split; [exact L|exists t; exact Z].
  - apply conv_Y0; assumption.
  - apply conv_iff_half; try assumption; try lra. intros t Z. apply NT. left. split; [exact G|exists t; exact Z].
Qed.
Theorem target_trapped : trapped -> is_lim_seq (rr Y P Q) (- Y).
Proof.
  intros [[G [t Z]]|[L [t Z]]].
  - apply (stuck Y P Q mP mQ P0 Q0 E0 ltac:(lra) t Z).
  - assert (E0': 0 < EE (-Y) Q P 0) by (rewrite sw_E; exact E0).
    pose proof (stuck (-Y) Q P sw1 sw2 Q0 P0 E0' ltac:(lra) t Z) as S.
    apply (sw_lim (rr Y P Q) _ _ sw_r) in S. simpl in S. rewrite Ropp_involutive in S. exact S.
Qed.
End allY.
