(* Derivatives of sums, squares and losses, of what is linear or quadratic in one replaced coordinate, and of leaky activations. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
Open Scope R_scope.

Lemma derive_sum m (g : nat -> R -> R) (g' : nat -> R) x :
  (forall a, (a < m)%nat -> is_derive (g a) x (g' a)) -> is_derive (fun z => Sum m (fun a => g a z)) x (Sum m g').
Proof.
  induction m as [|m IH]; intros H; simpl; [apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) 0 x)|].
  apply (is_derive_plus (fun z => Sum m (fun a => g a z)) (g m)); [apply IH; intros; apply H; lia|apply H; lia].
Qed.
Lemma derive_square (o : R -> R) (y x g : R) : is_derive o x g -> is_derive (fun z => (o z - y) ^ 2) x (2 * (o x - y) * g).
Proof.
  intros H. evar_last.
  - apply (is_derive_comp (fun u => (u - y) ^ 2) o x (2 * (o x - y)) g); [auto_derive; [exact I|ring]|exact H].
  - unfold scal; simpl; unfold mult; simpl. ring.
Qed.
Lemma derive_loss m c (o : nat -> R -> R) (y g : nat -> R) x : (forall a, (a < m)%nat -> is_derive (o a) x (g a)) ->
  is_derive (fun z => c * Sum m (fun a => (o a z - y a) ^ 2)) x (2 * c * Sum m (fun a => (o a x - y a) * g a)).
Proof.
  intros H. evar_last.
  - apply (is_derive_scal (fun z => Sum m (fun a => (o a z - y a) ^ 2)) x c).
    apply derive_sum. intros a Ha. apply derive_square. apply H, Ha.
  - simpl. rewrite (sum_ext m _ (fun a => 2 * ((o a x - y a) * g a))) by (intros; ring). rewrite sum_scal. ring.
Qed.
(* A quadratic polynomial in z - x. *)
Lemma derive_quadratic (c0 c1 c2 x : R) : is_derive (fun z => c0 + (z - x) * c1 + (z - x) ^ 2 * c2) x c1.
Proof. auto_derive; [exact I|ring]. Qed.

Lemma with_value_delta w i z j : with_value w i z j = w j + (z - w i) * delta j i.
Proof. unfold with_value, delta. destruct (Nat.eq_dec j i) as [->|]; ring. Qed.
Lemma with_value_same w i : with_value w i (w i) = w.
Proof. apply functional_extensionality. intro j. rewrite with_value_delta. ring. Qed.
Lemma linear_with_value m (b w : nat -> R) i z : (i < m)%nat ->
  Sum m (fun j => b j * with_value w i z j) = Sum m (fun j => b j * w j) + (z - w i) * b i.
Proof.
  intros Hi. rewrite (sum_ext m _ (fun j => b j * w j + (z - w i) * (b j * delta j i))) by (intros; rewrite with_value_delta; ring).
  rewrite sum_plus, sum_scal, sum_delta by exact Hi. reflexivity.
Qed.
Lemma quadratic_with_value m (A : nat -> nat -> R) w i z : (forall a b, (a < m)%nat -> (b < m)%nat -> A a b = A b a) -> (i < m)%nat ->
  Sum m (fun j => with_value w i z j * Sum m (fun l => A j l * with_value w i z l))
  = Sum m (fun j => w j * Sum m (fun l => A j l * w l)) + (z - w i) * (2 * Sum m (fun l => A i l * w l)) + (z - w i) ^ 2 * A i i.
Proof.
  intros Sy Hi. set (h := z - w i).
  rewrite (sum_ext m _ (fun j => w j * Sum m (fun l => A j l * w l) + h * (A i j * w j)
    + h * (Sum m (fun l => A j l * w l) * delta j i) + h ^ 2 * (A j i * delta j i))).
  - rewrite !sum_plus, !sum_scal, !sum_delta by exact Hi. ring.
  - intros j Hj. rewrite (linear_with_value m (A j) w i z Hi), with_value_delta, (Sy i j Hi Hj). fold h.
    unfold delta. destruct (Nat.eq_dec j i); ring.
Qed.
(* Away from 0 a leaky activation has its slope as derivative. *)
Lemma leaky_derive up down kink p (slope := fun q => if Rlt_dec 0 q then up else if Rlt_dec q 0 then down else kink) :
  p <> 0 -> is_derive (fun q => slope q * q) p (slope p).
Proof.
  intros Hp. apply is_derive_ext_loc with (fun q => slope p * q); [|auto_derive; [exact I|ring]].
  assert (e : 0 < Rabs p) by (apply Rabs_pos_lt, Hp). exists (mkposreal _ e). intros q Hq.
  unfold ball in Hq; simpl in Hq; unfold AbsRing_ball, abs, minus, plus, opp in Hq; simpl in Hq.
  f_equal. unfold slope. unfold Rabs in Hq, e. destruct (Rcase_abs (q + - p)), (Rcase_abs p);
  destruct (Rlt_dec 0 p), (Rlt_dec 0 q); try reflexivity; try lra; destruct (Rlt_dec p 0), (Rlt_dec q 0); try reflexivity; lra.
Qed.
