(* The gradient of Units is the derivative of its output where every unit is differentiable, so that its step is the gradient step. *)
Require Import Reals Lra Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Derivatives Units.
Open Scope R_scope.

(* Weight j of unit i replaced. *)
Definition put (w : weights) (i j : nat) (z : R) : weights := fun a => if Nat.eq_dec a i then with_value (w a) j z else w a.
Lemma put_is M n w i j z : with_entry (weight_space M n) w (i, j) z = put w i j z.
Proof.
  apply functional_extensionality. intro a. apply functional_extensionality. intro b.
  unfold with_entry, weight_space, put, with_value. cbn -[weight_eq].
  destruct (weight_eq (a, b) (i, j)) as [E|E]; destruct (Nat.eq_dec a i), (Nat.eq_dec b j); subst; try congruence; try reflexivity;
    destruct (Nat.eq_dec _ _); congruence.
Qed.
Lemma unit_differentiable M n y w :
  (forall i, (i < n)%nat -> differentiable_at M (w i)) -> Trained.differentiable_at (trained M n y) w.
Proof.
  intros G a [i j] _ [Hi Hj]. simpl in Hi, Hj.
  apply (is_derive_ext (fun z => output M n (put w i j z))); [intro z; rewrite <- (put_is M n); reflexivity|].
  change (is_derive (fun z => output M n (put w i j z)) (w i j) (grad M w i j)).
  unfold output, grad. apply (is_derive_scal (fun z => Sum n (fun a => phi M (put w i j z a))) (w i j) (s M)).
  replace (slope M (w i) j) with (Sum n (fun a => slope M (w i) j * delta a i))
    by (rewrite (sum_delta n (fun _ => slope M (w i) j)) by exact Hi; reflexivity).
  apply derive_sum. intros b Hb. unfold put, delta. destruct (Nat.eq_dec b i) as [->|N].
  - rewrite Rmult_1_r. exact (G i Hi j Hj).
  - rewrite Rmult_0_r. apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) (phi M (w b))).
Qed.
Theorem step_is_gradient M n y eta w : (forall i, (i < n)%nat -> differentiable_at M (w i)) -> 0 < eta -> forall i, inside M n i ->
  is_derive (fun z => loss M n y (with_entry (weight_space M n) w i z)) (entry (weight_space M n) w i)
    ((entry (weight_space M n) w i - entry (weight_space M n) (step M n y eta w) i) / eta).
Proof. intros G P. exact (Trained.next_is_gradient (trained M n y) squared eta w (unit_differentiable M n y w G) P). Qed.
