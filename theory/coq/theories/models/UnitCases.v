(* Units with cases: phi(p) is value t p, where t tells of each of K tests whether it holds at p. A test is about the sign of a
   number; where that is 0, two cases may meet. Elsewhere the slopes of the case in which p is are the derivatives of phi. *)
Require Import Reals Lra Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Derivatives Units.
Open Scope R_scope.

Definition above (x : R) : bool := if Rlt_dec 0 x then true else false.
Definition not_below (x : R) : bool := if Rle_dec 0 x then true else false.
Definition tied (K : nat) (test : (nat -> R) -> nat -> R) (p : nat -> R) : Prop := exists k, (k < K)%nat /\ test p k = 0.
(* Each test is one of the two. *)
Definition tells (K : nat) (test : (nat -> R) -> nat -> R) (holds : (nat -> R) -> nat -> bool) : Prop :=
  forall p k, (k < K)%nat -> holds p k = above (test p k) \/ holds p k = not_below (test p k).
Lemma sign_kept x y : 0 < x * y -> above x = above y /\ not_below x = not_below y /\ above x = not_below y.
Proof.
  intros P. unfold above, not_below.
  destruct (Rlt_dec 0 x), (Rlt_dec 0 y), (Rle_dec 0 x), (Rle_dec 0 y); repeat split; try reflexivity; exfalso; nra.
Qed.
Lemma all_locally K (P : nat -> R -> Prop) x : (forall k, (k < K)%nat -> locally x (P k)) ->
  locally x (fun z => forall k, (k < K)%nat -> P k z).
Proof.
  intros H. induction K as [|K IH]; [apply filter_forall; intros z k L; lia|].
  apply filter_imp with (fun z => (forall k, (k < K)%nat -> P k z) /\ P K z).
  - intros z [A B] k L. destruct (Nat.eq_dec k K) as [->|N]; [exact B|apply A; lia].
  - apply filter_and; [apply IH; intros; apply H; lia|apply H; lia].
Qed.
Lemma keeps_sign (f : R -> R) x : ex_derive f x -> f x <> 0 -> locally x (fun z => 0 < f z * f x).
Proof.
  intros D N. assert (P : 0 < f x * f x) by nra.
  assert (C : continuous (fun z => f z * f x) x).
  { apply (ex_derive_continuous (V := R_NormedModule)). auto_derive. exact D. }
  exact (C (fun y => 0 < y) (open_gt 0 _ P)).
Qed.
Lemma cases_differentiable M K test holds (value : (nat -> bool) -> (nat -> R) -> R) (slopes : (nat -> bool) -> (nat -> R) -> nat -> R) :
  (forall p, phi M p = value (holds p) p) -> (forall p j, slope M p j = slopes (holds p) p j) -> tells K test holds ->
  (forall t u p, (forall k, (k < K)%nat -> t k = u k) -> value t p = value u p) ->
  (forall p k j, (k < K)%nat -> (j < m M)%nat -> ex_derive (fun z => test (with_value p j z) k) (p j)) ->
  (forall t p j, (j < m M)%nat -> is_derive (fun z => value t (with_value p j z)) (p j) (slopes t p j)) ->
  differentiable_off M (tied K test).
Proof.
  intros V S T U E D p N j Hj. rewrite S. apply (is_derive_ext_loc (fun z => value (holds p) (with_value p j z))); [|apply D, Hj].
  apply filter_imp with (fun z => forall k, (k < K)%nat -> 0 < test (with_value p j z) k * test p k).
  - intros z H. rewrite V. apply U. intros k Hk. destruct (sign_kept _ _ (H k Hk)) as [A [B C]].
    destruct (sign_kept (test p k) (test (with_value p j z) k)) as [_ [_ C']]; [rewrite Rmult_comm; exact (H k Hk)|].
    destruct (T p k Hk) as [X|X], (T (with_value p j z) k Hk) as [Y|Y]; rewrite X, Y; congruence.
  - apply all_locally. intros k Hk.
    assert (Q : test p k = test (with_value p j (p j)) k) by (rewrite with_value_same; reflexivity).
    rewrite Q. apply (keeps_sign (fun z => test (with_value p j z) k)); [apply E; assumption|].
    rewrite <- Q. intro Z. apply N. exists k. split; assumption.
Qed.
