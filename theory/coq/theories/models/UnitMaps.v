(* What one step makes of a sum over units, for units whose derivatives are known: a sum over the moved units. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Units UnitDescent.
Open Scope R_scope.

Lemma sum_combined n a b c d (f h k : nat -> R) :
  Sum n (fun i => a * f i + b * h i + c * k i + d) = a * Sum n f + b * Sum n h + c * Sum n k + d * INR n.
Proof. rewrite !sum_plus, !sum_scal, sum_const. ring. Qed.
Lemma step_is M dphi n y eta w i j : unit_gradient M dphi -> (j < m M)%nat ->
  step M n y eta w i j = w i j - eta * residual M n y w * (s M * dphi (w i) j).
Proof. intros G H. unfold step, grad. rewrite sum_one, (slope_is M dphi G) by exact H. ring. Qed.
Lemma output_is M n w : output M n w = Sum n (fun i => s M * phi M (w i)).
Proof. unfold output. rewrite sum_scal. reflexivity. Qed.
Lemma kernel_sum M dphi n w : unit_gradient M dphi -> kernel M n w = Sum n (fun i => Sum (m M) (fun j => (s M * dphi (w i) j) ^ 2)).
Proof.
  intros G. unfold kernel, grad. apply sum_ext. intros i _. apply sum_ext. intros j H.
  rewrite (slope_is M dphi G) by exact H. ring.
Qed.
(* Any unit, any target. *)
Theorem norm_along M n y eta w : weight_norm M n (step M n y eta w)
  = weight_norm M n w - 2 * eta * residual M n y w * radial M n w + eta ^ 2 * residual M n y w ^ 2 * kernel M n w.
Proof.
  set (r := residual M n y w). unfold weight_norm, radial, kernel. rewrite <- !sum_scal, <- sum_minus, <- sum_plus.
  apply sum_ext. intros i _. rewrite <- !sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros j _.
  unfold step. rewrite sum_one. fold r. ring.
Qed.
