(* Neural quadratic models on D one-dimensional data: units open for nonnegative inputs never meet a negative one, and the other way
   round. So f = A1 p1 + A2 p2 and K = L1 p1 p1ᵀ + L2 p2 p2ᵀ, and each pair (A, L) moves by itself, as on a single datum. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural.
From Catapult Require Import Sums ClosedMap NeuralModel.
Import Neural.
Open Scope R_scope.

Definition for_plus (M : model) (i : nat) : R := if Rle_dec 0 (centre M i 0) then 1 else 0.
Definition for_minus (M : model) (i : nat) : R := if Rle_dec (centre M i 0) 0 then 1 else 0.
Definition amplitude (M : model) (g : nat -> R) (w : weights) : R := s M * masked_F (m M) g (fun i => U w i 0%nat) (V w).
Definition curvature (M : model) (g : nat -> R) (w : weights) : R := s M ^ 2 * masked_E (m M) 1 g (fun i => U w i 0%nat) (V w).
Definition square_sum (M : model) (p : nat -> R) : R := Sum (D M) (fun a => p a ^ 2).

(* A datum of a block has input p and is seen by the units of mask g; the other block has q and h. *)
Section Block.
Variables (M : model) (eta : R) (g h p q : nat -> R).
Hypothesis one_input : d M = 1%nat.
Hypothesis g_mask : forall i, g i * g i = g i.
Hypothesis h_mask : forall i, h i * h i = h i.
Hypothesis apart : forall i, (i < m M)%nat -> g i * h i = 0.
Hypothesis split_input : forall a i, (a < D M)%nat -> (i < m M)%nat -> gate M a i * X M a 0 = g i * p a + h i * q a.
Hypothesis orthogonal : forall a, p a * q a = 0.
Let rate := eta / INR (D M).
Let first_pre w a i : preactivation M w a i = U w i 0%nat * X M a 0%nat.
Proof. unfold preactivation. rewrite one_input, sum_one. reflexivity. Qed.
Lemma output_blocks w a : (a < D M)%nat -> output M w a = p a * amplitude M g w + q a * amplitude M h w.
Proof.
  intros Ha. unfold output, amplitude, masked_F.
  replace (p a * (s M * Sum (m M) (fun i => g i * U w i 0%nat * V w i)) + q a * (s M * Sum (m M) (fun i => h i * U w i 0%nat * V w i)))
    with (s M * (p a * Sum (m M) (fun i => g i * U w i 0%nat * V w i) + q a * Sum (m M) (fun i => h i * U w i 0%nat * V w i))) by ring.
  f_equal. rewrite <- !sum_scal, <- sum_plus. apply sum_ext. intros i Hi. rewrite first_pre.
  transitivity ((gate M a i * X M a 0%nat) * (U w i 0%nat * V w i)); [ring|]. rewrite split_input by assumption. ring.
Qed.
Lemma tangent_blocks w a b : (a < D M)%nat -> (b < D M)%nat ->
  tangent M w a b = curvature M g w * (p a * p b) + curvature M h w * (q a * q b).
Proof.
  intros Ha Hb. unfold tangent, curvature, masked_E.
  rewrite !(Rmult_assoc (s M ^ 2)), <- Rmult_plus_distr_l, <- !sum_scal_r, <- sum_plus, <- sum_scal. apply sum_ext. intros i Hi.
  unfold grad_U, grad_V. rewrite one_input, sum_one, !first_pre.
  transitivity (s M ^ 2 * ((gate M a i * X M a 0%nat) * (gate M b i * X M b 0%nat)) * (U w i 0%nat ^ 2 + 1 * V w i ^ 2)); [ring|].
  rewrite !split_input by assumption.
  transitivity (s M ^ 2 * ((g i * g i) * (p a * p b) + (h i * h i) * (q a * q b) + (g i * h i) * (p a * q b + q a * p b))
    * (U w i 0%nat ^ 2 + 1 * V w i ^ 2)); [ring|]. rewrite g_mask, h_mask, apart by assumption. ring.
Qed.
Let push w i := g i * along M p (residual M w) + h i * along M q (residual M w).
Let c w := rate * s M * along M p (residual M w).
Let pushed w i : (i < m M)%nat -> Sum (D M) (fun a => residual M w a * (gate M a i * X M a 0%nat)) = push w i.
Proof.
  intros Hi. unfold push, along. rewrite <- !sum_scal, <- sum_plus. apply sum_ext. intros a Ha.
  rewrite split_input by assumption. ring.
Qed.
Lemma block_U w i : (i < m M)%nat -> g i * U (step M eta w) i 0%nat = g i * (U w i 0%nat - c w * 1 * V w i).
Proof.
  intros Hi. transitivity (g i * (U w i 0%nat - rate * (s M * V w i) * push w i)).
  - f_equal. simpl U.
    rewrite (sum_ext (D M) _ (fun a => / INR (D M) * (s M * V w i) * (residual M w a * (gate M a i * X M a 0%nat))))
      by (intros; unfold grad_U; ring). rewrite sum_scal, (pushed w i Hi). unfold rate, Rdiv. ring.
  - unfold push, c. transitivity (g i * U w i 0%nat - rate * s M * V w i * ((g i * g i) * along M p (residual M w)
      + (g i * h i) * along M q (residual M w))); [ring|]. rewrite g_mask, apart by assumption. ring.
Qed.
Lemma block_V w i : (i < m M)%nat -> g i * V (step M eta w) i = g i * (V w i - c w * U w i 0%nat).
Proof.
  intros Hi. transitivity (g i * (V w i - rate * (s M * U w i 0%nat) * push w i)).
  - f_equal. simpl V.
    rewrite (sum_ext (D M) _ (fun a => / INR (D M) * (s M * U w i 0%nat) * (residual M w a * (gate M a i * X M a 0%nat))))
      by (intros; unfold grad_V; rewrite first_pre; ring). rewrite sum_scal, (pushed w i Hi). unfold rate, Rdiv. ring.
  - unfold push, c. transitivity (g i * V w i - rate * s M * U w i 0%nat * ((g i * g i) * along M p (residual M w)
      + (g i * h i) * along M q (residual M w))); [ring|]. rewrite g_mask, apart by assumption. ring.
Qed.
Lemma amplitude_next w : amplitude M g (step M eta w) = amplitude M g w - rate * along M p (residual M w) * curvature M g w
  + rate ^ 2 * along M p (residual M w) ^ 2 * s M ^ 2 * amplitude M g w.
Proof.
  unfold amplitude, curvature. rewrite (masked_F_next (m M) g (fun i => U w i 0%nat) (V w) _ _ (c w) 1 g_mask (block_U w) (block_V w)).
  unfold c. ring.
Qed.
Lemma curvature_next w : curvature M g (step M eta w) = curvature M g w - 4 * rate * s M ^ 2 * along M p (residual M w) * amplitude M g w
  + rate ^ 2 * along M p (residual M w) ^ 2 * s M ^ 2 * curvature M g w.
Proof.
  unfold amplitude, curvature. rewrite (masked_E_next (m M) g (fun i => U w i 0%nat) (V w) _ _ (c w) 1 g_mask (block_U w) (block_V w)).
  unfold c. ring.
Qed.
Lemma orthogonal_sum : Sum (D M) (fun a => p a * q a) = 0.
Proof. rewrite (sum_ext (D M) _ (fun _ => 0)) by (intros; apply orthogonal). apply sum_zero. Qed.
Lemma along_output w : along M p (output M w) = square_sum M p * amplitude M g w.
Proof.
  unfold along, square_sum. rewrite <- sum_scal_r. apply sum_ext. intros a Ha. rewrite (output_blocks w a Ha).
  transitivity (p a ^ 2 * amplitude M g w + (p a * q a) * amplitude M h w); [ring|]. rewrite orthogonal. ring.
Qed.
Lemma along_residual w : along M p (residual M w) = square_sum M p * amplitude M g w - along M p (y M).
Proof.
  rewrite <- along_output. unfold along. rewrite <- sum_minus. apply sum_ext. intros. unfold residual. ring.
Qed.
Lemma times_blocks w z a : (a < D M)%nat ->
  tangent_times M w z a = curvature M g w * p a * along M p z + curvature M h w * q a * along M q z.
Proof.
  intros Ha. unfold tangent_times, along. rewrite <- !sum_scal, <- sum_plus. apply sum_ext. intros b Hb.
  rewrite (tangent_blocks w a b Ha Hb). ring.
Qed.
Lemma curvature_nonneg w : 0 <= curvature M g w.
Proof. apply Rmult_le_pos; [apply pow2_ge_0|]. apply masked_nonneg; [exact g_mask|lra]. Qed.
(* Targets 0: the closed map, in units of |p|. *)
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D M)%nat.
Hypothesis m_pos : (0 < m M)%nat.
Hypothesis targets : zero_targets M.
Lemma rate_pos : 0 < rate.
Proof. apply Rmult_lt_0_compat; [exact eta_pos|apply Rinv_0_lt_compat, lt_0_INR, D_pos]. Qed.
Lemma along_targets : along M p (y M) = 0.
Proof. unfold along. rewrite (sum_ext (D M) _ (fun _ => 0)) by (intros a Ha; rewrite (targets a Ha); ring). apply sum_zero. Qed.
Lemma block_closed_map w : closed_map rate (s M ^ 2 * square_sum M p)
  (fun t => sqrt (square_sum M p) * amplitude M g (train M eta w t)) (fun t => square_sum M p * curvature M g (train M eta w t)).
Proof.
  pose proof (sum_sq_nonneg (D M) p) as S0. fold (square_sum M p) in S0.
  assert (F : forall t, (sqrt (square_sum M p) * amplitude M g (train M eta w t)) ^ 2 = square_sum M p * amplitude M g (train M eta w t) ^ 2)
    by (intro t; rewrite Rpow_mult_distr, pow2_sqrt by exact S0; reflexivity).
  constructor.
  - exact rate_pos.
  - apply Rmult_le_pos; [apply pow2_ge_0|exact S0].
  - intro t. rewrite F. change (train M eta w (S t)) with (step M eta (train M eta w t)).
    rewrite amplitude_next, along_residual, along_targets. ring.
  - intro t. rewrite F. change (train M eta w (S t)) with (step M eta (train M eta w t)).
    rewrite curvature_next, along_residual, along_targets. ring.
  - intro t. apply Rmult_le_pos; [exact S0|apply curvature_nonneg].
  - intro t. rewrite F. unfold amplitude, curvature. set (z := train M eta w t).
    pose proof (masked_cauchy (m M) g (fun i => U z i 0%nat) (V z) 1 g_mask ltac:(lra)) as C.
    apply (Rmult_le_compat_l ((s M ^ 2 * square_sum M p) ^ 2)) in C; [|apply pow2_ge_0].
    eapply Rle_trans; [|eapply Rle_trans; [exact C|]]; right; ring.
  - intros Z t. assert (D1 : (0 < d M)%nat) by (rewrite one_input; lia). destruct (s_square M m_pos D1) as [S1 _].
    apply Rmult_integral in Z. destruct Z as [Z|Z]; [exfalso; nra|]. rewrite Z, sqrt_0. ring.
Qed.
End Block.

(* The two signs of the inputs are two such blocks, in either order. *)
Lemma plus_mask M i : for_plus M i * for_plus M i = for_plus M i.
Proof. apply decide_mask. Qed.
Lemma minus_mask M i : for_minus M i * for_minus M i = for_minus M i.
Proof. apply decide_mask. Qed.
Lemma signs_orthogonal M a : p1 M a * p2 M a = 0.
Proof. unfold p1, p2. destruct (Rle_dec 0 (X M a 0)); ring. Qed.
Lemma signs_orthogonal_swap M a : p2 M a * p1 M a = 0.
Proof. rewrite Rmult_comm. apply signs_orthogonal. Qed.
(* Also where a unit is expanded around 0, which is open for both signs. *)
Lemma signs_split_always M a i : d M = 1%nat -> gate M a i * X M a 0 = for_plus M i * p1 M a + for_minus M i * p2 M a.
Proof.
  intros D1. unfold gate, for_plus, for_minus, p1, p2. rewrite D1, sum_one.
  destruct (Rle_dec 0 (X M a 0)) as [P|P].
  - destruct (Req_dec (X M a 0) 0) as [Z|N]; [rewrite Z; ring|]. assert (0 < X M a 0) by lra.
    destruct (Rle_dec 0 (centre M i 0 * X M a 0)) as [G|G], (Rle_dec 0 (centre M i 0)) as [C|C]; try ring.
    + exfalso. assert (centre M i 0 * X M a 0 < 0); [|lra]. apply Ropp_lt_cancel. rewrite Ropp_0, Ropp_mult_distr_l.
      apply Rmult_lt_0_compat; lra.
    + exfalso. apply G. apply Rmult_le_pos; lra.
  - destruct (Rle_dec 0 (centre M i 0 * X M a 0)) as [G|G], (Rle_dec (centre M i 0) 0) as [C|C]; try ring.
    + exfalso. assert (0 < centre M i 0 * - X M a 0) by (apply Rmult_lt_0_compat; lra). lra.
    + exfalso. apply G. replace (centre M i 0 * X M a 0) with ((- centre M i 0) * (- X M a 0)) by ring. apply Rmult_le_pos; lra.
Qed.
Section Signs.
Variables (M : model).
Hypothesis on_line : line M.
Lemma signs_apart i : (i < m M)%nat -> for_plus M i * for_minus M i = 0.
Proof.
  intros Hi. destruct on_line as [_ [_ T]]. specialize (T i Hi). unfold for_plus, for_minus.
  destruct (Rle_dec 0 (centre M i 0)), (Rle_dec (centre M i 0) 0); try ring. exfalso. apply T. lra.
Qed.
Lemma signs_apart_swap i : (i < m M)%nat -> for_minus M i * for_plus M i = 0.
Proof. intros Hi. rewrite Rmult_comm. apply signs_apart, Hi. Qed.
Lemma signs_split a i : (a < D M)%nat -> (i < m M)%nat ->
  gate M a i * X M a 0 = for_plus M i * p1 M a + for_minus M i * p2 M a.
Proof. intros _ _. apply signs_split_always, on_line. Qed.
Lemma signs_split_swap a i : (a < D M)%nat -> (i < m M)%nat ->
  gate M a i * X M a 0 = for_minus M i * p2 M a + for_plus M i * p1 M a.
Proof. intros Ha Hi. rewrite signs_split by assumption. ring. Qed.
Lemma s_square_line : 0 < s M /\ s M ^ 2 = / INR (m M).
Proof.
  destruct on_line as [D1 [m_pos _]]. destruct (s_square M m_pos ltac:(rewrite D1; lia)) as [A B]. split; [exact A|].
  rewrite B, D1. simpl INR. rewrite Rmult_1_r. reflexivity.
Qed.
Lemma lambda_1_value w : lambda_1 M w = p1_norm2 M * curvature M (for_plus M) w.
Proof.
  unfold lambda_1, curvature, masked_E, for_plus. rewrite (proj2 s_square_line). do 2 f_equal. apply sum_ext. intros i _.
  destruct (Rle_dec 0 (centre M i 0)); ring.
Qed.
Lemma lambda_2_value w : lambda_2 M w = p2_norm2 M * curvature M (for_minus M) w.
Proof.
  unfold lambda_2, curvature, masked_E, for_minus. rewrite (proj2 s_square_line). do 2 f_equal. apply sum_ext. intros i _.
  destruct (Rle_dec (centre M i 0) 0); ring.
Qed.
Lemma p1_on_plus z : along M (p1 M) (on_plus M z) = along M (p1 M) z.
Proof. apply sum_ext. intros a _. unfold p1, on_plus. destruct (Rle_dec 0 (X M a 0)); ring. Qed.
Lemma p2_on_plus z : along M (p2 M) (on_plus M z) = 0.
Proof. unfold along. rewrite <- (sum_zero (D M)) at 1. apply sum_ext. intros a _. unfold p2, on_plus. destruct (Rle_dec 0 (X M a 0)); ring. Qed.
Lemma p2_on_minus z : along M (p2 M) (on_minus M z) = along M (p2 M) z.
Proof. apply sum_ext. intros a _. unfold p2, on_minus. destruct (Rle_dec 0 (X M a 0)); ring. Qed.
Lemma p1_on_minus z : along M (p1 M) (on_minus M z) = 0.
Proof. unfold along. rewrite <- (sum_zero (D M)) at 1. apply sum_ext. intros a _. unfold p1, on_minus. destruct (Rle_dec 0 (X M a 0)); ring. Qed.
End Signs.
