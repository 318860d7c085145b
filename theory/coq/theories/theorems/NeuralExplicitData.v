(* Neural quadratic models of any width on D one-dimensional data with targets: along p1 and along p2, with explicit constants, the
   residual rises, tends to 0 or to that of output 0, or contracts, as on a single datum, whatever the other does. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural.
From Catapult Require Import Defined Sums TargetOrbit TargetOrbitFate NeuralModel NeuralBlocks NeuralWitness.
From Catapult Require Import ZQ_14c.
Import Neural.
Open Scope R_scope.

Section Block.
Variables (M : model) (eta : R) (w : weights) (g h p q : nat -> R).
Hypothesis on_line : line M.
Hypothesis g_mask : forall i, g i * g i = g i.
Hypothesis apart : forall i, (i < m M)%nat -> g i * h i = 0.
Hypothesis split_input : forall a i, (a < D M)%nat -> (i < m M)%nat -> gate M a i * X M a 0 = g i * p a + h i * q a.
Hypothesis orthogonal : forall a, p a * q a = 0.
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D M)%nat.
Let rate := eta / INR (D M).
Let size := square_sum M p.
Let rho t := along M p (residual M (train M eta w t)).
Let lam t := size * curvature M g (train M eta w t).
Let goal := along M p (y M).
Let width_pos : 0 < INR (m M).
Proof. apply lt_0_INR, on_line. Qed.
Let rate_pos : 0 < rate.
Proof. apply Rmult_lt_0_compat; [exact eta_pos|apply Rinv_0_lt_compat, lt_0_INR, D_pos]. Qed.
Let s2 : s M ^ 2 = / INR (m M).
Proof. apply (s_square_line M on_line). Qed.
Let size_nonneg : 0 <= size.
Proof. apply sum_sq_nonneg. Qed.
Lemma rho_value t : rho t = size * amplitude M g (train M eta w t) - goal.
Proof. apply (along_residual M g h p q (proj1 on_line) split_input orthogonal). Qed.

(* In units of the block's size the residual is r = rho / S, the target y = (p . y) / S, and kappa = S^2 / m. *)
Section Sized.
Hypothesis sized : 0 < size.
Let kappa := size ^ 2 / INR (m M).
Lemma kappa_positive : 0 < kappa.
Proof. apply Rmult_lt_0_compat; [apply pow_lt, sized|apply Rinv_0_lt_compat, width_pos]. Qed.
Lemma block_orbit : target_orbit rate kappa (goal / size) (fun t => rho t / size) lam.
Proof.
  assert (A : forall t, rho t / size + goal / size = amplitude M g (train M eta w t)) by (intro t; rewrite rho_value; field; lra).
  constructor; [exact rate_pos|left; exact kappa_positive| | |intro t; apply Rmult_le_pos; [exact size_nonneg|apply (curvature_nonneg M g g_mask)]];
  intro t; pose proof (rho_value t) as R0; pose proof (rho_value (S t)) as R1; specialize (A t); unfold lam, kappa;
  change (train M eta w (S t)) with (step M eta (train M eta w t)) in *.
  - rewrite A, R1, (amplitude_next M eta g h p q (proj1 on_line) g_mask apart split_input), s2. fold rate. fold (rho t). rewrite R0. field. lra.
  - replace (4 * (size ^ 2 / INR (m M) * rate ^ 2 * (rho t / size) * (goal / size)))
      with (4 * (rate ^ 2 / INR (m M) * rho t * goal)) by (field; lra).
    rewrite (curvature_next M eta g h p q (proj1 on_line) g_mask apart split_input), s2. fold rate. fold (rho t).
    replace goal with (size * amplitude M g (train M eta w t) - rho t) by lra. field. lra.
Qed.
Lemma sized_rise : rho 0 <> 0 -> 2 < rate * lam 0 <= 4 -> exists t, INR (m M) * (rate * lam 0 - 2) ^ 2 <= 16 * rate ^ 2 * (rho t ^ 2 + 2 * goal ^ 2).
Proof.
  intros N V. destruct (first_rise _ _ _ _ _ block_orbit) as [t Q]; [lra|exact kappa_positive| |].
  - intro Z. apply N. apply Rmult_eq_reg_r with (/ size); [|apply Rinv_neq_0_compat; lra]. unfold Rdiv in Z. lra.
  - exists t. apply (Rmult_le_compat_l (INR (m M))) in Q; [|lra]. eapply Rle_trans; [exact Q|]. right. unfold kappa. field. lra.
Qed.
Lemma sized_fate : rate ^ 2 * goal ^ 2 < INR (m M) -> INR (m M) * (rate * lam 0 - 4) < rate ^ 2 * (goal * rho 0) ->
  is_lim_seq rho 0 \/ is_lim_seq rho (- goal).
Proof.
  intros small below. assert (C : forall z, is_lim_seq (fun t => rho t / size) z -> is_lim_seq rho (Rbar_mult size z)).
  { intros z L. apply is_lim_seq_ext with (fun t => size * (rho t / size)); [intro t; field; lra|]. apply is_lim_seq_scal_l, L. }
  destruct (fate _ _ _ _ _ block_orbit kappa_positive) as [L|L].
  - replace (rho 0 / size + goal / size) with (amplitude M g (train M eta w 0)) by (rewrite rho_value; field; lra).
    unfold lam, kappa, amplitude, curvature. set (z := train M eta w 0).
    pose proof (masked_cauchy (m M) g (fun i => U z i 0%nat) (V z) 1 g_mask ltac:(lra)) as Ca.
    apply (Rmult_le_compat_l ((s M ^ 2 * size) ^ 2)) in Ca; [|apply pow2_ge_0]. unfold Rdiv. rewrite <- s2.
    eapply Rle_trans; [|eapply Rle_trans; [exact Ca|]]; right; ring.
  - apply Rmult_lt_reg_l with (INR (m M)); [exact width_pos|]. eapply Rle_lt_trans; [|rewrite Rmult_1_r; exact small].
    right. unfold kappa. field. lra.
  - apply Rmult_lt_reg_l with (INR (m M)); [exact width_pos|].
    replace (INR (m M) * (4 + kappa * rate ^ 2 * (goal / size * (rho 0 / size)))) with (INR (m M) * 4 + rate ^ 2 * (goal * rho 0))
      by (unfold kappa; field; lra). lra.
  - left. apply C in L. simpl in L. rewrite Rmult_0_r in L. exact L.
  - right. apply C in L. simpl in L. replace (size * - (goal / size)) with (- goal) in L by (field; lra). exact L.
Qed.
Lemma sized_lazy : 0 < rate * lam 0 < 2 -> let dist := Rmin (rate * lam 0) (2 - rate * lam 0) in
  let a := rate ^ 2 * (rho 0 ^ 2 + Rabs (rho 0 * goal)) / INR (m M) in 18 * a <= dist ^ 2 -> forall t,
  dist * Rabs (rho (S t)) <= (dist - dist ^ 2 + 9 * a) * Rabs (rho t) /\ dist * Rabs (rate * lam t - rate * lam 0) <= 8 * a.
Proof.
  intros V dist a small t. pose proof (contracts _ _ _ _ _ block_orbit V) as Q. cbv beta zeta in Q. fold dist in Q.
  assert (I : forall z, Rabs (z / size) = Rabs z / size) by (intro z; unfold Rdiv; rewrite Rabs_mult, (Rabs_pos_eq (/ size)) by (left; apply Rinv_0_lt_compat, sized); reflexivity).
  replace (kappa * rate ^ 2 * ((rho 0 / size) ^ 2 + Rabs (rho 0 / size * (goal / size)))) with a in Q.
  2: { rewrite Rabs_mult, !I. unfold a, kappa. rewrite Rabs_mult. field. lra. }
  destruct (Q small t) as [Q1 Q2]. split; [|exact Q2]. rewrite !I in Q1. apply (Rmult_le_compat_r size) in Q1; [|lra].
  replace (dist * (Rabs (rho (S t)) / size) * size) with (dist * Rabs (rho (S t))) in Q1 by (field; lra).
  replace ((dist - dist ^ 2 + 9 * a) * (Rabs (rho t) / size) * size) with ((dist - dist ^ 2 + 9 * a) * Rabs (rho t)) in Q1 by (field; lra).
  exact Q1.
Qed.
End Sized.
(* A block without data has residual 0 and kernel 0. *)
Lemma empty_rho t : size = 0 -> rho t = 0.
Proof.
  intros Z. unfold rho, along. rewrite (sum_ext (D M) _ (fun _ => 0)); [apply sum_zero|]. intros a Ha.
  assert (E : p a ^ 2 = 0) by (apply (sum_zero_terms (D M) (fun a => p a ^ 2)); [intros; apply pow2_ge_0|exact Z|exact Ha]).
  replace (p a) with 0 by nra. ring.
Qed.
Lemma block_fate : rate ^ 2 * goal ^ 2 < INR (m M) -> INR (m M) * (rate * lam 0 - 4) < rate ^ 2 * (goal * rho 0) ->
  is_lim_seq rho 0 \/ is_lim_seq rho (- goal).
Proof.
  intros small below. destruct (Rle_lt_or_eq_dec 0 size size_nonneg) as [P|Z]; [exact (sized_fate P small below)|left].
  apply is_lim_seq_ext with (fun _ => 0); [intro t; symmetry; apply empty_rho; auto|apply is_lim_seq_const].
Qed.
Lemma size_positive : 0 < rate * lam 0 -> 0 < size.
Proof.
  intros V. destruct (Rle_lt_or_eq_dec 0 size size_nonneg) as [P|Z]; [exact P|]. unfold lam in V. rewrite <- Z in V. lra.
Qed.
End Block.

(* Along either sign of the inputs. *)
Section Signs.
Variables (M : model) (eta : R) (w : weights).
Hypothesis L : line M.
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D M)%nat.
Definition of_sign (positive : bool) : (nat -> R) * (weights -> R) :=
  if positive then (p1 M, lambda_1 M) else (p2 M, lambda_2 M).
Variable positive : bool.
Let p := fst (of_sign positive).
Let lam := snd (of_sign positive).
Let rate := eta / INR (D M).
Let rho t := along M p (residual M (train M eta w t)).
Let goal := along M p (y M).
Let g := if positive then for_plus M else for_minus M.
Let h := if positive then for_minus M else for_plus M.
Let q := if positive then p2 M else p1 M.
Let g_mask i : g i * g i = g i. Proof. unfold g. destruct positive; [apply plus_mask|apply minus_mask]. Qed.
Let apart i : (i < m M)%nat -> g i * h i = 0.
Proof. unfold g, h. destruct positive; [apply (signs_apart M L)|apply (signs_apart_swap M L)]. Qed.
Let split a i : (a < D M)%nat -> (i < m M)%nat -> gate M a i * X M a 0 = g i * p a + h i * q a.
Proof. unfold g, h, p, q. destruct positive; [apply (signs_split M L)|apply (signs_split_swap M L)]. Qed.
Let orthogonal a : p a * q a = 0.
Proof. unfold p, q. destruct positive; [apply signs_orthogonal|apply signs_orthogonal_swap]. Qed.
Let lam_value x : lam x = square_sum M p * curvature M g x.
Proof. unfold lam, p, g. destruct positive; [apply (lambda_1_value M L)|apply (lambda_2_value M L)]. Qed.
Lemma sign_rise : 2 < rate * lam w <= 4 -> rho 0 <> 0 ->
  exists t, INR (m M) * (rate * lam w - 2) ^ 2 <= 16 * rate ^ 2 * (rho t ^ 2 + 2 * goal ^ 2).
Proof.
  rewrite lam_value. intros V N. apply (sized_rise M eta w g h p q L g_mask apart split orthogonal eta_pos D_pos); try assumption.
  apply (size_positive M eta w g p). change (train M eta w 0) with w. fold rate. lra.
Qed.
Lemma sign_fate : rate ^ 2 * goal ^ 2 < INR (m M) -> INR (m M) * (rate * lam w - 4) < rate ^ 2 * (goal * rho 0) ->
  is_lim_seq rho 0 \/ is_lim_seq rho (- goal).
Proof. rewrite lam_value. apply (block_fate M eta w g h p q L g_mask apart split orthogonal eta_pos D_pos). Qed.
Lemma sign_lazy : 0 < rate * lam w < 2 -> let dist := Rmin (rate * lam w) (2 - rate * lam w) in
  let a := rate ^ 2 * (rho 0 ^ 2 + Rabs (rho 0 * goal)) / INR (m M) in 18 * a <= dist ^ 2 -> forall t,
  dist * Rabs (rho (S t)) <= (dist - dist ^ 2 + 9 * a) * Rabs (rho t) /\
  dist * Rabs (rate * lam (train M eta w t) - rate * lam w) <= 8 * a.
Proof.
  intros V dist a small t. unfold dist in *. rewrite lam_value in V. rewrite !lam_value in *.
  apply (sized_lazy M eta w g h p q L g_mask apart split orthogonal eta_pos D_pos); try assumption.
  apply (size_positive M eta w g p). change (train M eta w 0) with w. fold rate. lra.
Qed.
(* The same as the claim writes it. *)
Lemma sign_lazy_printed : let v x := eta * lam x / INR (D M) in let dist := Rmin (v w) (2 + (-1) * eta * lam w / INR (D M)) in
  let a := (rho 0 ^ 2 + Rabs (rho 0 * goal)) / (INR (D M) ^ 2 * INR (m M)) in
  v w > 0 -> v w < 2 -> 18 * eta ^ 2 * a <= dist ^ 2 -> forall t,
  Rabs (rho (S t)) * dist <= (9 * eta ^ 2 * a + dist + (-1) * dist ^ 2) * Rabs (rho t) /\
  Rabs (v (train M eta w t) + (-1) * eta * lam w / INR (D M)) * dist <= 8 * eta ^ 2 * a.
Proof.
  intros v dist a V0 V2 small t. assert (HD : 0 < INR (D M)) by (apply lt_0_INR; assumption).
  assert (Hm : 0 < INR (m M)) by (apply lt_0_INR, L). assert (E : forall x, rate * lam x = v x) by (intro x; unfold rate, v; field; lra).
  assert (F : 2 + (-1) * eta * lam w / INR (D M) = 2 - v w) by (unfold v; field; lra). unfold dist in *. rewrite F in *.
  assert (A : rate ^ 2 * (rho 0 ^ 2 + Rabs (rho 0 * goal)) / INR (m M) = eta ^ 2 * a) by (unfold rate, a; field; lra).
  pose proof sign_lazy as Q. cbv zeta in Q. rewrite A in Q. setoid_rewrite E in Q. destruct (Q ltac:(lra) ltac:(lra) t) as [Q1 Q2].
  replace (v (train M eta w t) + (-1) * eta * lam w / INR (D M)) with (v (train M eta w t) - v w) by (unfold v; field; lra). lra.
Qed.
End Signs.
(* A lemma for one sign, with eta lambda / D written as the claim writes it. *)
Ltac along_sign M eta w lemma positive Q :=
  pose proof (lemma M eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) positive) as Q; cbv zeta in Q; cbn [of_sign fst snd] in Q;
  change (train M eta w 0) with w in Q; assert (0 < INR (D M)) by (apply lt_0_INR; assumption);
  match goal with L : line M |- _ => assert (0 < INR (m M)) by (apply lt_0_INR, L) end.
Ltac rises M eta w positive := let Q := fresh in let t := fresh "t" in
  along_sign M eta w sign_rise positive Q; destruct Q as [t Q]; [unfold Rdiv in *; lra|assumption|]; exists t; apply Rle_ge;
  eapply Rle_trans; [|eapply Rle_trans; [exact Q|]]; right; field; lra.
Ltac on_line_defined := match goal with L : line _ |- _ => destruct L as [_ [? _]] end; is_defined.
Theorem ZQ_14c_1 : ZQ_14c_1.statement. Proof. intros M eta w []. rises M eta w true. Qed.
Theorem ZQ_14c_1_defined : ZQ_14c_1.defined. Proof. intros M eta w []. on_line_defined. Qed.
Theorem ZQ_14c_2 : ZQ_14c_2.statement. Proof. intros M eta w []. rises M eta w false. Qed.
Theorem ZQ_14c_2_defined : ZQ_14c_2.defined. Proof. intros M eta w []. on_line_defined. Qed.
Ltac ends M eta w positive := let Q := fresh in
  along_sign M eta w sign_fate positive Q; destruct Q as [Q|Q]; unfold Rdiv in *; rewrite ?Rpow_mult_distr, ?pow_inv; [lra|lra| |];
  [right; exact Q|left; match type of Q with is_lim_seq _ (Finite (- ?z)) => replace (-1 * z) with (- z) by ring end; exact Q].
Theorem ZQ_14c_3 : ZQ_14c_3.statement. Proof. intros M eta w []. ends M eta w true. Qed.
Theorem ZQ_14c_3_defined : ZQ_14c_3.defined. Proof. intros M eta w []. on_line_defined. Qed.
Theorem ZQ_14c_4 : ZQ_14c_4.statement. Proof. intros M eta w []. ends M eta w false. Qed.
Theorem ZQ_14c_4_defined : ZQ_14c_4.defined. Proof. intros M eta w []. on_line_defined. Qed.
Ltac contracts_along M eta w positive t Q :=
  along_sign M eta w sign_lazy_printed positive Q; unfold Rdiv in *;
  destruct (Q ltac:(assumption) ltac:(assumption) ltac:(lra) t) as [Q1 Q2]; lra.
Theorem ZQ_14c_5 : ZQ_14c_5.statement. Proof. intros M eta w [] t. contracts_along M eta w true t Q. Qed.
Theorem ZQ_14c_5_defined : ZQ_14c_5.defined. Proof. intros M eta w []. on_line_defined. Qed.
Theorem ZQ_14c_6 : ZQ_14c_6.statement. Proof. intros M eta w [] t. contracts_along M eta w false t Q. Qed.
Theorem ZQ_14c_6_defined : ZQ_14c_6.defined. Proof. intros M eta w []. on_line_defined. Qed.
Theorem ZQ_14c_7 : ZQ_14c_7.statement. Proof. intros M eta w [] t. contracts_along M eta w true t Q. Qed.
Theorem ZQ_14c_7_defined : ZQ_14c_7.defined. Proof. intros M eta w []. on_line_defined. Qed.
Theorem ZQ_14c_8 : ZQ_14c_8.statement. Proof. intros M eta w [] t. contracts_along M eta w false t Q. Qed.
Theorem ZQ_14c_8_defined : ZQ_14c_8.defined. Proof. intros M eta w []. on_line_defined. Qed.

(* Two units that are open for one sign each, with small second weights, on the inputs 1 and -1 with targets 0. *)
Definition quiet : model := pair_model 0 false.
Definition quiet_weights : weights := Weights (fun i _ => if Nat.eq_dec i 0 then 1 else -1) (fun _ => 1 / 10).
Lemma quiet_facts : s quiet ^ 2 = 1 / 2 /\ 0 < s quiet /\ lambda_1 quiet quiet_weights = 101 / 200 /\ lambda_2 quiet quiet_weights = 101 / 200 /\
  along quiet (p1 quiet) (residual quiet quiet_weights) = s quiet / 10 /\ along quiet (p2 quiet) (residual quiet quiet_weights) = - s quiet / 10 /\
  along quiet (p1 quiet) (y quiet) = 0 /\ along quiet (p2 quiet) (y quiet) = 0 /\ 0 < loss quiet quiet_weights.
Proof.
  destruct (s_square_line quiet (pair_line 0 false)) as [S0 S2]. destruct (pair_norms 0 false) as [N1 N2]. fold quiet in N1, N2.
  assert (F0 : residual quiet quiet_weights 0 = s quiet / 10).
  { unfold residual, output, gate, preactivation; simpl. destruct (Rle_dec 0 (0 + 1 * 1)) as [_|N]; [|exfalso; lra].
    destruct (Rle_dec 0 (0 + -1 * 1)); [exfalso; lra|]. field. }
  assert (F1 : residual quiet quiet_weights 1 = s quiet / 10).
  { unfold residual, output, gate, preactivation; simpl. destruct (Rle_dec 0 (0 + 1 * -1)) as [N|_]; [exfalso; lra|].
    destruct (Rle_dec 0 (0 + -1 * -1)); [|exfalso; lra]. field. }
  assert (P : p1 quiet 0 = 1 /\ p1 quiet 1 = 0 /\ p2 quiet 0 = 0 /\ p2 quiet 1 = -1).
  { unfold p1, p2; simpl. destruct (Rle_dec 0 1); [|exfalso; lra]. destruct (Rle_dec 0 (-1)); [exfalso; lra|]. repeat split; reflexivity. }
  destruct P as [P0 [P1 [Q0 Q1]]]. repeat split.
  - rewrite S2. simpl. field.
  - exact S0.
  - unfold lambda_1. rewrite N1. simpl. destruct (Rle_dec 0 1); [|exfalso; lra]. destruct (Rle_dec 0 (-1)); [exfalso; lra|]. field.
  - unfold lambda_2. rewrite N2. simpl. destruct (Rle_dec 1 0); [exfalso; lra|]. destruct (Rle_dec (-1) 0); [|exfalso; lra]. field.
  - unfold along; simpl D; simpl Sum. rewrite P0, P1, F0. ring.
  - unfold along; simpl D; simpl Sum. rewrite Q0, Q1, F1. field.
  - unfold along; simpl. ring.
  - unfold along; simpl. ring.
  - unfold loss; simpl D; simpl Sum. rewrite F0, F1. assert (0 < (s quiet / 10) ^ 2) by (apply pow_lt; lra). simpl INR. lra.
Qed.
Ltac quiet_witness eta := exists quiet, eta, quiet_weights; (split; [constructor|]); pose proof (pair_line 0 false) as L;
  destruct quiet_facts as [S2 [S0 [L1 [L2 [R1 [R2 [G1 [G2 Lo]]]]]]]]; rewrite ?L1, ?L2, ?R1, ?R2, ?G1, ?G2, ?Rmult_0_r, ?Rabs_R0;
  first [assumption|lra|simpl; lia|simpl; lra|idtac].
Example ZQ_14c_1_witness : ZQ_14c_1.nonvacuous. Proof. quiet_witness 12. Qed.
Example ZQ_14c_2_witness : ZQ_14c_2.nonvacuous. Proof. quiet_witness 12. Qed.
Example ZQ_14c_3_witness : ZQ_14c_3.nonvacuous. Proof. quiet_witness 12. Qed.
Example ZQ_14c_4_witness : ZQ_14c_4.nonvacuous. Proof. quiet_witness 12. Qed.
Example ZQ_14c_5_witness : ZQ_14c_5.nonvacuous. Proof. quiet_witness 2. rewrite Rmin_left by (simpl; lra). simpl; lra. Qed.
Example ZQ_14c_6_witness : ZQ_14c_6.nonvacuous. Proof. quiet_witness 2. rewrite Rmin_left by (simpl; lra). simpl; lra. Qed.
Example ZQ_14c_7_witness : ZQ_14c_7.nonvacuous. Proof. quiet_witness 2. rewrite Rmin_left by (simpl; lra). simpl; lra. Qed.
Example ZQ_14c_8_witness : ZQ_14c_8.nonvacuous. Proof. quiet_witness 2. rewrite Rmin_left by (simpl; lra). simpl; lra. Qed.
