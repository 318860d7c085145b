(* Bounded activations that have names here, with their slopes: softsign, z / sqrt (1 + z^2), arctangent; and bounds of exp (- z^2) and
   1 / (1 + z^2). Generated proofs use them by the tactics at the end. *)
Require Import Reals Lra Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Export Activations.
Open Scope R_scope.

Definition softsign (z : R) : R := z / (1 + Rabs z).
Definition softsign_slope (z : R) : R := / (1 + Rabs z) ^ 2.
Lemma softsign_bounded z : softsign z ^ 2 <= 1.
Proof.
  unfold softsign, Rdiv. pose proof (Rabs_pos z). rewrite Rpow_mult_distr, pow_inv.
  apply Rmult_le_reg_r with ((1 + Rabs z) ^ 2); [nra|]. rewrite Rmult_assoc, Rinv_l by nra. rewrite <- (pow2_abs z). nra.
Qed.
Lemma softsign_near (y e : R) : Rabs (y + - 0) < e ->
  Rabs (y / (1 + Rabs y) + - (0 / (1 + 0)) + - ((y + - 0) * / ((1 + 0) * ((1 + 0) * 1)))) <= e * Rabs (y + - 0).
Proof.
  replace (y + - 0) with y by ring. intros H. pose proof (Rabs_pos y).
  replace (y / (1 + Rabs y) + - (0 / (1 + 0)) + - (y * / ((1 + 0) * ((1 + 0) * 1)))) with (- (Rabs y / (1 + Rabs y)) * y)
    by (field; lra).
  rewrite Rabs_mult. apply Rmult_le_compat_r; [assumption|]. rewrite Rabs_Ropp, Rabs_pos_eq.
  - apply Rle_trans with (Rabs y); [|lra]. apply Rmult_le_reg_r with (1 + Rabs y); [lra|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. nra.
  - apply Rmult_le_pos; [assumption|apply Rlt_le, Rinv_0_lt_compat; lra].
Qed.
Lemma softsign_derive z : is_derive softsign z (softsign_slope z).
Proof.
  destruct (Req_dec z 0) as [->|N].
  - split; [apply is_linear_scal_l|]. intros x Hx. pose proof (is_filter_lim_locally_unique _ _ Hx) as E. clear Hx. subst x.
    intros e. exists e. intros y Hy. unfold softsign, softsign_slope. rewrite Rabs_R0. exact (softsign_near y e Hy).
  - unfold softsign, softsign_slope. pose proof (Rabs_pos z). auto_derive; [split; [exact N|split; [lra|exact I]]|].
    destruct (Rlt_dec 0 z) as [P|P]; [rewrite sign_eq_1, Rabs_pos_eq by lra|rewrite sign_eq_m1, Rabs_left by lra]; field; lra.
Qed.

Definition algebraic (z : R) : R := z / sqrt (1 + z ^ 2).
Definition algebraic_slope (z : R) : R := / sqrt (1 + z ^ 2) ^ 3.
Lemma algebraic_root z : 0 < sqrt (1 + z ^ 2) /\ sqrt (1 + z ^ 2) ^ 2 = 1 + z ^ 2.
Proof. split; [apply sqrt_lt_R0; nra|apply pow2_sqrt; nra]. Qed.
Lemma algebraic_bounded z : algebraic z ^ 2 <= 1.
Proof.
  unfold algebraic, Rdiv. destruct (algebraic_root z) as [P E]. rewrite Rpow_mult_distr, pow_inv, E.
  apply Rmult_le_reg_r with (1 + z ^ 2); [nra|]. rewrite Rmult_assoc, Rinv_l by nra. lra.
Qed.
Lemma algebraic_derive z : is_derive algebraic z (algebraic_slope z).
Proof.
  unfold algebraic, algebraic_slope. destruct (algebraic_root z) as [P E]. assert (1 + z * (z * 1) = 1 + z ^ 2) as W by ring.
  auto_derive; rewrite W; [repeat split; [nra|lra]|]. set (s := sqrt (1 + z ^ 2)) in *.
  assert (z ^ 2 = s ^ 2 - 1) as F by lra. field_simplify_eq; [|lra]. ring [F].
Qed.

Lemma PI_below : PI <= 316 / 100.
Proof.
  assert (sin (PI / 6) <= sin (316 / 600)) as S.
  - rewrite sin_PI6. pose proof (proj1 (pre_sin_bound (316 / 600) 0 ltac:(lra) ltac:(lra))) as B.
    unfold sin_approx, sum_f_R0, sin_term in B. simpl in B. lra.
  - pose proof PI_4. pose proof PI2_3_2. apply sin_incr_0 in S; lra.
Qed.
Definition arctangent (z : R) : R := atan z.
Definition arctangent_slope (z : R) : R := / (1 + z ^ 2).
Lemma arctangent_bounded z : arctangent z ^ 2 <= 5 / 2.
Proof. unfold arctangent. pose proof (atan_bound z). pose proof PI_below. nra. Qed.
Lemma arctangent_derive z : is_derive arctangent z (arctangent_slope z).
Proof. unfold arctangent, arctangent_slope. replace (z ^ 2) with (z²) by (unfold Rsqr; ring). apply is_derive_atan. Qed.

Lemma gaussian_bounded z : z <= 0 -> exp z ^ 2 <= 1.
Proof.
  intros H. pose proof (exp_pos z). assert (exp z <= 1); [|nra]. rewrite <- exp_0.
  destruct (Req_dec z 0) as [->|N]; [lra|left; apply exp_increasing; lra].
Qed.
Lemma lorentzian_bounded z : 1 <= z -> (/ z) ^ 2 <= 1.
Proof.
  intros H. assert (0 < / z) by (apply Rinv_0_lt_compat; lra). assert (/ z <= 1); [|nra].
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Global Arguments softsign : simpl never.
Global Arguments softsign_slope : simpl never.
Global Arguments algebraic : simpl never.
Global Arguments algebraic_slope : simpl never.
Global Arguments arctangent : simpl never.
Global Arguments arctangent_slope : simpl never.

Lemma positive_quotient a b : 0 < a -> 0 < b -> 0 < a / b.
Proof. intros. apply Rdiv_lt_0_compat; assumption. Qed.
Lemma softsign_positive z : 0 < z -> 0 < softsign z.
Proof. intros H. apply positive_quotient; [exact H|]. pose proof (Rabs_pos z). lra. Qed.
Lemma algebraic_positive z : 0 < z -> 0 < algebraic z.
Proof. intros H. apply positive_quotient; [exact H|apply algebraic_root]. Qed.
Lemma arctangent_positive z : 0 < z -> 0 < arctangent z.
Proof. intros H. unfold arctangent. rewrite <- atan_0. apply atan_increasing, H. Qed.

(* The derivatives of the functions with names are found, and have names as well. *)
Global Instance UnaryDiff_softsign : UnaryDiff softsign := { UnaryDiff_f' := softsign_slope; UnaryDiff_H := softsign_derive }.
Global Instance UnaryDiff_algebraic : UnaryDiff algebraic := { UnaryDiff_f' := algebraic_slope; UnaryDiff_H := algebraic_derive }.
Global Instance UnaryDiff_arctangent : UnaryDiff arctangent := { UnaryDiff_f' := arctangent_slope; UnaryDiff_H := arctangent_derive }.
Ltac activation_bounds := Activations.activation_bounds; repeat match goal with
  | |- context [softsign ?x] => lazymatch goal with _ : softsign x ^ 2 <= 1 |- _ => fail | _ => pose proof (softsign_bounded x) end
  | |- context [algebraic ?x] => lazymatch goal with _ : algebraic x ^ 2 <= 1 |- _ => fail | _ => pose proof (algebraic_bounded x) end
  | |- context [arctangent ?x] =>
      lazymatch goal with _ : arctangent x ^ 2 <= 5 / 2 |- _ => fail | _ => pose proof (arctangent_bounded x) end
  | |- context [exp ?x] => lazymatch goal with _ : exp x ^ 2 <= 1 |- _ => fail
      | _ => pose proof (gaussian_bounded x ltac:(nra)) end
  | |- context [/ ?x] => lazymatch goal with _ : (/ x) ^ 2 <= 1 |- _ => fail
      | _ => pose proof (lorentzian_bounded x ltac:(nra)) end end.
Ltac activation_signs := Activations.activation_signs; repeat match goal with
  | |- context [softsign ?x] =>
      lazymatch goal with _ : 0 < softsign x |- _ => fail | _ => assert (0 < softsign x) by (apply softsign_positive; lra) end
  | |- context [algebraic ?x] =>
      lazymatch goal with _ : 0 < algebraic x |- _ => fail | _ => assert (0 < algebraic x) by (apply algebraic_positive; lra) end
  | |- context [arctangent ?x] =>
      lazymatch goal with _ : 0 < arctangent x |- _ => fail | _ => assert (0 < arctangent x) by (apply arctangent_positive; lra) end end.
