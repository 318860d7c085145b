(* Neural quadratic models on D one-dimensional data: the units open for one sign of the inputs move as on a single datum. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural.
From Catapult Require Import Sums NeuralModel NeuralBlocks NeuralWitness.
From Catapult Require Import NeuralStructure.
Import Neural.
Open Scope R_scope.

(* A block as a single datum x with x^2 = |p|^2, of the same model's units. *)
Section Single.
Variables (M : model) (eta : R) (g h p q : nat -> R) (x : R).
Hypothesis on_line : line M.
Hypothesis g_mask : forall i, g i * g i = g i.
Hypothesis apart : forall i, (i < m M)%nat -> g i * h i = 0.
Hypothesis split_input : forall a i, (a < D M)%nat -> (i < m M)%nat -> gate M a i * X M a 0 = g i * p a + h i * q a.
Hypothesis orthogonal : forall a, p a * q a = 0.
Hypothesis x_nonzero : x <> 0.
Hypothesis x_square : x * x = square_sum M p.
Let B := block M p x.
Hypothesis same_gate : forall i, (i < m M)%nat -> gate B 0 i = g i.
Let one_input : d M = 1%nat.
Proof. apply on_line. Qed.
Let same_s : s B = s M.
Proof. unfold s, B. simpl d. simpl m. rewrite one_input. reflexivity. Qed.
Let pre_block w i : preactivation B w 0 i = U w i 0%nat * x.
Proof. unfold preactivation, B. simpl. ring. Qed.
Lemma single_residual w : residual B w 0 = along M p (residual M w) / x.
Proof.
  rewrite (along_residual M g h p q one_input split_input orthogonal), <- x_square. unfold residual, output, amplitude, masked_F.
  rewrite same_s. change (m B) with (m M). change (y B 0%nat) with (along M p (y M) / x).
  rewrite (sum_ext (m M) _ (fun i => x * (g i * U w i 0%nat * V w i))); [rewrite sum_scal; field; exact x_nonzero|].
  intros i Hi. rewrite (same_gate i Hi), pre_block. ring.
Qed.
Lemma single_kernel w : kernel B w 0 0 = square_sum M p * curvature M g w.
Proof.
  rewrite <- x_square. unfold kernel, tangent, curvature, masked_E. change (INR (D B)) with 1. rewrite Rinv_1, Rmult_1_l.
  change (m B) with (m M). rewrite <- !sum_scal. apply sum_ext. intros i Hi. unfold grad_U, grad_V. change (d B) with 1%nat.
  rewrite sum_one, (same_gate i Hi), pre_block, same_s. change (X B 0%nat 0%nat) with x.
  transitivity (x * x * (s M ^ 2 * ((g i * g i) * (U w i 0%nat ^ 2 + 1 * V w i ^ 2)))); [ring|]. rewrite g_mask. reflexivity.
Qed.
Lemma single_step w i : (i < m M)%nat -> g i = 1 ->
  U (step M eta w) i 0%nat = U (step B (eta / INR (D M)) w) i 0%nat /\ V (step M eta w) i = V (step B (eta / INR (D M)) w) i.
Proof.
  intros Hi G. pose proof (block_U M eta g h p q g_mask apart split_input w i Hi) as EU.
  pose proof (block_V M eta g h p q one_input g_mask apart split_input w i Hi) as EV. rewrite G, !Rmult_1_l in EU, EV. rewrite EU, EV.
  unfold step; cbn [U V]. change (D B) with 1%nat. rewrite !sum_one. unfold grad_U, grad_V. change (X B 0%nat 0%nat) with x.
  rewrite same_s, pre_block, (same_gate i Hi), G, single_residual. set (rate := eta / INR (D M)). simpl INR.
  split; field; exact x_nonzero.
Qed.
End Single.
Lemma block_gate M p x i : gate (block M p x) 0 i = if Rle_dec 0 (0 + centre M i 0 * x) then 1 else 0.
Proof. reflexivity. Qed.
Theorem SINGLE_DATUM : SINGLE_DATUM.statement.
Proof.
  intros M eta w []. split; intros S0 t.
  - pose proof (sqrt_lt_R0 _ S0) as x0. pose proof (sqrt_sqrt _ (Rlt_le _ _ S0)) as xx. set (x := sqrt (p1_norm2 M)) in *.
    assert (G : forall i, (i < m M)%nat -> gate (block M (p1 M) x) 0 i = for_plus M i).
    { intros i _. rewrite block_gate. unfold for_plus.
      destruct (Rle_dec 0 (0 + centre M i 0 * x)) as [A|A], (Rle_dec 0 (centre M i 0)) as [C|C]; try reflexivity; exfalso; nra. }
    rewrite (lambda_1_value M inputs_on_line). repeat split.
    + apply (single_residual M (for_plus M) (for_minus M) (p1 M) (p2 M) x inputs_on_line (signs_split M inputs_on_line) (signs_orthogonal M) ltac:(lra) xx G).
    + apply (single_kernel M (for_plus M) (p1 M) x inputs_on_line (plus_mask M) xx G).
    + apply (single_step M eta (for_plus M) (for_minus M) (p1 M) (p2 M) x inputs_on_line (plus_mask M) (signs_apart M inputs_on_line) (signs_split M inputs_on_line)
        (signs_orthogonal M) ltac:(lra) xx G); [assumption|]. unfold for_plus. destruct (Rle_dec 0 (centre M i 0)); [reflexivity|contradiction].
    + apply (single_step M eta (for_plus M) (for_minus M) (p1 M) (p2 M) x inputs_on_line (plus_mask M) (signs_apart M inputs_on_line) (signs_split M inputs_on_line)
        (signs_orthogonal M) ltac:(lra) xx G); [assumption|]. unfold for_plus. destruct (Rle_dec 0 (centre M i 0)); [reflexivity|contradiction].
  - pose proof (sqrt_lt_R0 _ S0) as x0. pose proof (sqrt_sqrt _ (Rlt_le _ _ S0)) as xx.
    assert (yy : - sqrt (p2_norm2 M) * - sqrt (p2_norm2 M) = square_sum M (p2 M)) by (rewrite Rmult_opp_opp; exact xx).
    set (x := - sqrt (p2_norm2 M)) in *. assert (x1 : x < 0) by (unfold x; lra).
    assert (G : forall i, (i < m M)%nat -> gate (block M (p2 M) x) 0 i = for_minus M i).
    { intros i _. rewrite block_gate. unfold for_minus.
      destruct (Rle_dec 0 (0 + centre M i 0 * x)) as [A|A], (Rle_dec (centre M i 0) 0) as [C|C]; try reflexivity; exfalso; nra. }
    rewrite (lambda_2_value M inputs_on_line). repeat split.
    + apply (single_residual M (for_minus M) (for_plus M) (p2 M) (p1 M) x inputs_on_line (signs_split_swap M inputs_on_line) (signs_orthogonal_swap M) ltac:(lra) yy G).
    + apply (single_kernel M (for_minus M) (p2 M) x inputs_on_line (minus_mask M) yy G).
    + apply (single_step M eta (for_minus M) (for_plus M) (p2 M) (p1 M) x inputs_on_line (minus_mask M) (signs_apart_swap M inputs_on_line) (signs_split_swap M inputs_on_line)
        (signs_orthogonal_swap M) ltac:(lra) yy G); [assumption|]. unfold for_minus. destruct (Rle_dec (centre M i 0) 0); [reflexivity|contradiction].
    + apply (single_step M eta (for_minus M) (for_plus M) (p2 M) (p1 M) x inputs_on_line (minus_mask M) (signs_apart_swap M inputs_on_line) (signs_split_swap M inputs_on_line)
        (signs_orthogonal_swap M) ltac:(lra) yy G); [assumption|]. unfold for_minus. destruct (Rle_dec (centre M i 0) 0); [reflexivity|contradiction].
Qed.

Example SINGLE_DATUM_witness : SINGLE_DATUM.nonvacuous. Proof. pair_witness (-1) false 1. Qed.
