(* Bounded activations, f = s sum_i v_i a(u_i), target 0: the outer weights v cannot grow while eta s^2 n B <= 2, at any weights, where
   a^2 <= B; strictly below, the loss tends to 0. Declared facts are the fields of a record; tanh and the sigmoid are instances. *)
Require Import Reals Lra Psatz Lia List.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Units UnitDescent WeightedUnits.
Open Scope R_scope.

Record activation := Activation {
  activate : R -> R;
  slope_of : R -> R;
  square_bound : R;
  has_slope : forall z, is_derive activate z (slope_of z);
  bounded : forall z, activate z ^ 2 <= square_bound }.
(* The weights of a unit are u, number 0, and v, number 1. *)
Definition unit_of (a : activation) (s : R) : unit_model := UnitModel 2 (fun p => p 1%nat * activate a (p 0%nat)) s.
Definition slopes_of (a : activation) (p : nat -> R) (j : nat) : R :=
  match j with 0%nat => p 1%nat * slope_of a (p 0%nat) | 1%nat => activate a (p 0%nat) | _ => 0 end.
Definition outer (j : nat) : R := match j with 1%nat => 1 | _ => 0 end.
Definition origin (_ : nat) : R := 0.
Section Smooth.
Variables (a : activation) (s : R) (n : nat).
Lemma smooth_gradient : unit_gradient (unit_of a s) (slopes_of a).
Proof.
  intros p j H. apply is_derive_unique. cbn [m phi unit_of] in *. destruct j as [|[|j]]; [| |lia]; unfold with_value; simpl.
  - apply (is_derive_scal (activate a) (p 0%nat) (p 1%nat)). apply has_slope.
  - auto_derive; [exact I|ring].
Qed.
Lemma outer_nonneg : weights_nonneg_at outer.
Proof. intros [|[|j]]; unfold outer; lra. Qed.
Lemma smooth_euler : weighted_euler (unit_of a s) (slopes_of a) outer origin.
Proof. intro p. cbn [m phi unit_of Sum outer origin slopes_of]. unfold origin. ring. Qed.
Lemma smooth_bound : weighted_bound (unit_of a s) (slopes_of a) outer origin (square_bound a) nil.
Proof. intro p. cbn [m phi unit_of Sum outer slopes_of polynomial]. pose proof (bounded a (p 0%nat)). lra. Qed.
Variables (eta : R) (w : weights).
Hypothesis rate_positive : 0 < eta.
Let edge_is x : weighted_edge (unit_of a s) (square_bound a) nil n x = s ^ 2 * (INR n * square_bound a).
Proof. unfold weighted_edge. cbn [polynomial]. simpl Units.s. ring. Qed.
Theorem activation_monotone : eta * (s ^ 2 * (INR n * square_bound a)) <= 2 -> forall t,
  weighted_norm (unit_of a s) outer origin n (train (unit_of a s) n 0 eta w (S t))
    <= weighted_norm (unit_of a s) outer origin n (train (unit_of a s) n 0 eta w t).
Proof.
  intros E. apply (weighted_monotone _ (slopes_of a) outer origin (square_bound a) nil smooth_gradient outer_nonneg smooth_euler
    smooth_bound I n eta w rate_positive). rewrite edge_is. exact E.
Qed.
Theorem activation_limit : eta * (s ^ 2 * (INR n * square_bound a)) < 2 ->
  is_lim_seq (fun t => loss (unit_of a s) n 0 (train (unit_of a s) n 0 eta w t)) 0.
Proof.
  intros E. apply (weighted_limit _ (slopes_of a) outer origin (square_bound a) nil smooth_gradient outer_nonneg smooth_euler
    smooth_bound I n eta w rate_positive). rewrite edge_is. exact E.
Qed.
End Smooth.

(* Facts about activations of other arguments; generated proofs use them by these tactics. *)
Ltac exponentials := repeat match goal with |- context [exp ?x] =>
  lazymatch goal with _ : 0 < exp x |- _ => fail | _ => pose proof (exp_pos x) end end.
Lemma tanh_bounded z : tanh z ^ 2 <= 1.
Proof.
  unfold tanh, sinh, cosh. exponentials. set (e := exp z) in *. set (d := exp (- z)) in *.
  replace ((e - d) / 2 / ((e + d) / 2)) with ((e - d) / (e + d)) by (field; lra). unfold Rdiv. rewrite Rpow_mult_distr, pow_inv.
  apply Rmult_le_reg_r with ((e + d) ^ 2); [nra|]. rewrite Rmult_assoc, Rinv_l by nra. nra.
Qed.
Lemma sigmoid_positive x : 0 < / (1 + exp x).
Proof. exponentials. apply Rinv_0_lt_compat. lra. Qed.
Lemma sigmoid_bounded x : (/ (1 + exp x)) ^ 2 <= 1.
Proof.
  pose proof (sigmoid_positive x). assert (/ (1 + exp x) <= 1); [|nra].
  exponentials. rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.
Lemma sin_bounded x : sin x ^ 2 <= 1.
Proof. pose proof (SIN_bound x). nra. Qed.
Lemma cos_bounded x : cos x ^ 2 <= 1.
Proof. pose proof (COS_bound x). nra. Qed.
Lemma tanh_positive z : 0 < z -> 0 < tanh z.
Proof.
  intros H. unfold tanh, sinh, cosh. pose proof (exp_increasing (- z) z ltac:(lra)). exponentials.
  apply Rdiv_lt_0_compat; lra.
Qed.
Lemma sin_positive z : 0 < z <= 3 -> 0 < sin z.
Proof. intros [A B]. pose proof PI2_3_2. apply sin_gt_0; lra. Qed.
Ltac activation_bounds := repeat match goal with
  | |- context [tanh ?x] => lazymatch goal with _ : tanh x ^ 2 <= 1 |- _ => fail | _ => pose proof (tanh_bounded x) end
  | |- context [sin ?x] => lazymatch goal with _ : sin x ^ 2 <= 1 |- _ => fail | _ => pose proof (sin_bounded x) end
  | |- context [cos ?x] => lazymatch goal with _ : cos x ^ 2 <= 1 |- _ => fail | _ => pose proof (cos_bounded x) end
  | |- context [/ (1 + exp ?x)] =>
      lazymatch goal with _ : (/ (1 + exp x)) ^ 2 <= 1 |- _ => fail | _ => pose proof (sigmoid_bounded x) end end.
Ltac activation_signs := repeat match goal with
  | |- context [tanh ?x] => lazymatch goal with _ : 0 < tanh x |- _ => fail | _ => assert (0 < tanh x) by (apply tanh_positive; lra) end
  | |- context [sin ?x] => lazymatch goal with _ : 0 < sin x |- _ => fail | _ => assert (0 < sin x) by (apply sin_positive; lra) end
  | |- context [/ (1 + exp ?x)] => lazymatch goal with _ : 0 < / (1 + exp x) |- _ => fail | _ => pose proof (sigmoid_positive x) end end.

Lemma tanh_slope z : is_derive tanh z (1 - tanh z ^ 2).
Proof. unfold tanh, sinh, cosh. exponentials. auto_derive; [lra|field; lra]. Qed.
Definition tanh_activation : activation := Activation tanh (fun z => 1 - tanh z ^ 2) 1 tanh_slope tanh_bounded.
Lemma sigmoid_slope z : is_derive (fun z => / (1 + exp (- z))) z (exp (- z) / (1 + exp (- z)) ^ 2).
Proof. exponentials. auto_derive; [lra|field; lra]. Qed.
Definition sigmoid_activation : activation :=
  Activation (fun z => / (1 + exp (- z))) (fun z => exp (- z) / (1 + exp (- z)) ^ 2) 1 sigmoid_slope (fun z => sigmoid_bounded (- z)).
Theorem tanh_monotone s n eta w : 0 < eta -> eta * (s ^ 2 * (INR n * 1)) <= 2 -> forall t,
  weighted_norm (unit_of tanh_activation s) outer origin n (train (unit_of tanh_activation s) n 0 eta w (S t))
    <= weighted_norm (unit_of tanh_activation s) outer origin n (train (unit_of tanh_activation s) n 0 eta w t).
Proof. exact (activation_monotone tanh_activation s n eta w). Qed.
