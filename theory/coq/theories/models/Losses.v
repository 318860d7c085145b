(* Losses of one output f and its target y, each with its slope, the derivative in f; and what theorems use of them. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Record loss := Loss {
  loss_value : R -> R -> R;
  loss_slope : R -> R -> R;
  loss_slope_is : forall f y, is_derive (fun z => loss_value z y) f (loss_slope f y) }.

(* |slope| <= B *)
Definition bounded_slope (l : loss) (B : R) : Prop := forall f y, Rabs (loss_slope l f y) <= B.
(* slope^2 <= slope (f - y): the slope points to the target and is no steeper than that of the squared loss. *)
Definition tame_slope (l : loss) : Prop := forall f y, loss_slope l f y ^ 2 <= loss_slope l f y * (f - y).
Definition convex (l : loss) : Prop := forall f g y, f <= g -> loss_slope l f y <= loss_slope l g y.

(* Where a function lies within a square of a line, its derivative is that of the line. *)
Lemma derive_within_square (h : R -> R) x c : (forall z, Rabs (h z - h x - c * (z - x)) <= (z - x) ^ 2) -> is_derive h x c.
Proof.
  intros H. split; [apply is_linear_scal_l|]. intros y Hy.
  rewrite <- (is_filter_lim_locally_unique x y Hy) in *. clear y Hy.
  intros eps. exists eps. intros z Hz. unfold ball in Hz; simpl in Hz; unfold AbsRing_ball in Hz.
  unfold norm, minus, plus, opp, scal in *; simpl in *; unfold abs, mult in *; simpl in *.
  replace (h z + - h x + - ((z + - x) * c)) with (h z - h x - c * (z - x)) by ring.
  eapply Rle_trans; [apply H|]. replace ((z - x) * ((z - x) * 1)) with (Rabs (z + - x) * Rabs (z + - x)).
  - apply Rmult_le_compat_r; [apply Rabs_pos|]. apply Rlt_le, Hz.
  - rewrite <- Rabs_mult, Rabs_right by (apply Rle_ge, Rle_0_sqr). ring.
Qed.

(* (f - y)^2 / 2 *)
Definition squared : loss.
Proof.
  refine (Loss (fun f y => (f - y) ^ 2 / 2) (fun f y => f - y) _). intros f y. auto_derive; [exact I|field].
Defined.
Lemma squared_tame : tame_slope squared.
Proof. intros f y. simpl. lra. Qed.
Lemma squared_convex : convex squared.
Proof. intros f g y. simpl. lra. Qed.

(* Huber's loss: (f - y)^2 / 2 up to |f - y| = delta, linear beyond. *)
Definition clip (delta r : R) : R := Rmax (- delta) (Rmin r delta).
Definition huber_value (delta r : R) : R := clip delta r * (r - clip delta r / 2).
Lemma clip_cases delta r : 0 <= delta ->
  (clip delta r = r /\ - delta <= r <= delta) \/ (clip delta r = delta /\ delta < r) \/ (clip delta r = - delta /\ r < - delta).
Proof.
  intros D. unfold clip, Rmax, Rmin. destruct (Rle_dec r delta), (Rle_dec (- delta) _); lra.
Qed.
Ltac by_pieces delta r := let H := fresh in destruct (clip_cases delta r ltac:(assumption)) as [[-> H]|[[-> H]|[-> H]]].
(* The value is the largest c r - c^2 / 2 with |c| <= delta. *)
Lemma huber_largest delta r c : - delta <= c <= delta -> 0 <= delta -> c * r - c ^ 2 / 2 <= huber_value delta r.
Proof.
  intros [A B] D. unfold huber_value. by_pieces delta r.
  - pose proof (pow2_ge_0 (r - c)). lra.
  - assert (0 <= (delta - c) * (r - (delta + c) / 2)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= (delta + c) * (- r - (delta - c) / 2)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma clip_bounded delta r : 0 <= delta -> - delta <= clip delta r <= delta.
Proof. intros D. by_pieces delta r; lra. Qed.
Lemma clip_increasing delta p q : 0 <= delta -> p <= q -> clip delta p <= clip delta q <= clip delta p + (q - p).
Proof. intros D L. by_pieces delta p; by_pieces delta q; lra. Qed.
Lemma huber_within delta x z : 0 <= delta ->
  Rabs (huber_value delta z - huber_value delta x - clip delta x * (z - x)) <= (z - x) ^ 2.
Proof.
  intros D. pose proof (huber_largest delta z (clip delta x) (clip_bounded delta x D) D) as A.
  pose proof (huber_largest delta x (clip delta z) (clip_bounded delta z D) D) as B.
  unfold huber_value in *. set (p := clip delta x) in *. set (q := clip delta z) in *.
  assert (C : (q - p) * (z - x) <= (z - x) ^ 2).
  { unfold p, q. destruct (Rle_dec x z) as [L|L].
    - pose proof (clip_increasing delta x z D L). nra.
    - pose proof (clip_increasing delta z x D ltac:(lra)). nra. }
  pose proof (pow2_ge_0 (z - x)). apply Rabs_le. split; lra.
Qed.
Definition huber (delta : R) : loss.
Proof.
  refine (Loss (fun f y => huber_value (Rabs delta) (f - y)) (fun f y => clip (Rabs delta) (f - y)) _).
  intros f y. apply derive_within_square. intro z. pose proof (huber_within (Rabs delta) (f - y) (z - y) (Rabs_pos delta)) as H.
  replace (z - y - (f - y)) with (z - f) in H by ring. exact H.
Defined.
Lemma huber_bounded delta : bounded_slope (huber delta) (Rabs delta).
Proof. intros f y. simpl. pose proof (clip_bounded (Rabs delta) (f - y) (Rabs_pos delta)). apply Rabs_le. lra. Qed.
Lemma huber_tame delta : tame_slope (huber delta).
Proof.
  intros f y. simpl. pose proof (Rabs_pos delta) as D. set (d := Rabs delta) in *. set (r := f - y).
  by_pieces d r; [lra|nra|nra].
Qed.
Lemma huber_convex delta : convex (huber delta).
Proof. intros f g y H. simpl. apply clip_increasing; [apply Rabs_pos|lra]. Qed.

(* ln cosh (f - y) *)
Lemma cosh_pos r : 0 < cosh r.
Proof. unfold cosh. pose proof (exp_pos r). pose proof (exp_pos (- r)). lra. Qed.
Lemma tanh_lt r : Rabs (tanh r) < 1.
Proof.
  unfold tanh. pose proof (cosh_pos r) as C. pose proof (exp_pos r). pose proof (exp_pos (- r)).
  unfold Rdiv. rewrite Rabs_mult, Rabs_inv, (Rabs_right (cosh r)) by lra. apply Rmult_lt_reg_r with (cosh r); [exact C|].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_l, Rmult_1_r by lra. unfold sinh, cosh. apply Rabs_def1; lra.
Qed.
Lemma derive_tanh x : is_derive tanh x (1 - tanh x ^ 2).
Proof.
  pose proof (cosh_pos x) as C. unfold tanh, sinh, cosh in *. auto_derive; [lra|]. field. lra.
Qed.
Lemma tanh_zero : tanh 0 = 0.
Proof. unfold tanh, sinh. rewrite Ropp_0. field. apply Rgt_not_eq, cosh_pos. Qed.
Lemma tanh_increasing p q : p <= q -> tanh p <= tanh q.
Proof.
  intros H. destruct (MVT_gen tanh p q (fun x => 1 - tanh x ^ 2)) as [c [_ E]].
  - intros; apply derive_tanh.
  - intros x _. apply continuity_pt_filterlim. apply (ex_derive_continuous tanh). eexists. apply derive_tanh.
  - pose proof (tanh_lt c) as B. apply Rabs_def2 in B. assert (0 <= (1 - tanh c ^ 2) * (q - p)) by (apply Rmult_le_pos; nra). lra.
Qed.
Lemma tanh_tame r : tanh r ^ 2 <= tanh r * r.
Proof.
  destruct (MVT_gen tanh 0 r (fun x => 1 - tanh x ^ 2)) as [c [_ E]].
  - intros; apply derive_tanh.
  - intros x _. apply continuity_pt_filterlim. apply (ex_derive_continuous tanh). eexists. apply derive_tanh.
  - rewrite tanh_zero, !Rminus_0_r in E. pose proof (tanh_lt c) as B. apply Rabs_def2 in B.
    assert (0 <= (1 - tanh c ^ 2) * (tanh c ^ 2) * r ^ 2).
    { apply Rmult_le_pos; [|apply pow2_ge_0]. apply Rmult_le_pos; [nra|apply pow2_ge_0]. }
    rewrite E. replace ((1 - tanh c ^ 2) * r * r) with (((1 - tanh c ^ 2) * r) ^ 2 + (1 - tanh c ^ 2) * (tanh c ^ 2) * r ^ 2) by ring. lra.
Qed.
Definition log_cosh : loss.
Proof.
  refine (Loss (fun f y => ln (cosh (f - y))) (fun f y => tanh (f - y)) _). intros f y.
  pose proof (cosh_pos (f - y)) as C. unfold tanh, sinh, cosh in *. unfold Rminus in *. auto_derive; [lra|]. field. lra.
Defined.
Lemma log_cosh_bounded : bounded_slope log_cosh 1.
Proof. intros f y. simpl. apply Rlt_le, tanh_lt. Qed.
Lemma log_cosh_tame : tame_slope log_cosh.
Proof. intros f y. apply tanh_tame. Qed.
Lemma log_cosh_convex : convex log_cosh.
Proof. intros f g y H. simpl. apply tanh_increasing. lra. Qed.

(* The logistic loss of two classes, y = 1 or -1: ln (1 + exp (- y f)). *)
Definition logistic : loss.
Proof.
  refine (Loss (fun f y => ln (1 + exp (- (y * f)))) (fun f y => - y / (1 + exp (y * f))) _). intros f y.
  pose proof (exp_pos (y * f)) as A. pose proof (exp_pos (- (y * f))) as B.
  assert (E : exp (y * f) * exp (- (y * f)) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  auto_derive; [lra|].
  apply Rmult_eq_reg_r with ((1 + exp (y * f)) * (1 + exp (- (y * f)))); [|apply Rgt_not_eq, Rmult_lt_0_compat; lra].
  transitivity (- y * (exp (y * f) * exp (- (y * f)) + exp (- (y * f)))); [field; lra|]. rewrite E. field. lra.
Defined.
Lemma logistic_bounded f y : Rabs (loss_slope logistic f y) <= Rabs y.
Proof.
  simpl. pose proof (exp_pos (y * f)). unfold Rdiv. rewrite Rabs_mult, Rabs_Ropp.
  apply Rle_trans with (Rabs y * 1); [|lra]. apply Rmult_le_compat_l; [apply Rabs_pos|]. rewrite Rabs_right; [|apply Rle_ge, Rlt_le, Rinv_0_lt_compat; lra].
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.
(* The output is pushed towards the sign of its target. *)
Lemma logistic_sign f y : loss_slope logistic f y * y <= 0.
Proof.
  simpl. pose proof (exp_pos (y * f)). assert (0 <= y ^ 2 * / (1 + exp (y * f))).
  { apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat; lra]. }
  unfold Rdiv. replace (- y * / (1 + exp (y * f)) * y) with (- (y ^ 2 * / (1 + exp (y * f)))) by ring. lra.
Qed.
Lemma logistic_convex : convex logistic.
Proof.
  intros f g y H. simpl. pose proof (exp_pos (y * f)) as A. pose proof (exp_pos (y * g)) as B.
  apply Rmult_le_reg_r with ((1 + exp (y * f)) * (1 + exp (y * g))); [apply Rmult_lt_0_compat; lra|].
  replace (- y / (1 + exp (y * f)) * ((1 + exp (y * f)) * (1 + exp (y * g)))) with (- y * (1 + exp (y * g))) by (field; lra).
  replace (- y / (1 + exp (y * g)) * ((1 + exp (y * f)) * (1 + exp (y * g)))) with (- y * (1 + exp (y * f))) by (field; lra).
  assert (0 <= y * (exp (y * g) - exp (y * f))); [|lra].
  destruct (Rle_dec 0 y) as [P|P].
  - assert (exp (y * f) <= exp (y * g)); [|nra].
    destruct (Rle_lt_or_eq_dec (y * f) (y * g)) as [L|L]; [nra|apply Rlt_le, exp_increasing, L|rewrite L; lra].
  - assert (exp (y * g) <= exp (y * f)); [|nra].
    destruct (Rle_lt_or_eq_dec (y * g) (y * f)) as [L|L]; [nra|apply Rlt_le, exp_increasing, L|rewrite L; lra].
Qed.
