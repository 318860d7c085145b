(* Linear net on D data, targets 0, with the constant C = s^2 a^2 lambda_max(X X^T / D) of the claims in the place of the one in
   singular values: the spectral norm never increases, the outputs are square-summable, the loss tends to 0; and the spectral norm
   is at most the norm of the weights that take part. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums Descent TwoLayerModel SpectralMap SpectralDescent.
From Catapult Require Import SPEC_MONO SPEC_SMALLER.
Import TwoLayer.
Open Scope R_scope.

Definition top_constant (N : net) : R := s N ^ 2 * Rmax (a_minus N ^ 2) (a_plus N ^ 2) * gram_top N.
Lemma below_top N B eta w : 0 < eta -> (0 < D N)%nat -> linear_net N -> decomposes N B -> 0 < gram_top N ->
  eta * (spectral_constant N B * spectral_norm N B w) <= eta * (top_constant N * spectral_norm N B w).
Proof.
  intros He P L X G. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; [exact (spectral_nonneg N B X w)|].
  apply (constant_below N B P X L G).
Qed.
Ltac start N B eta w :=
  pose proof (below_top N B eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(lra)) as Below;
  unfold top_constant in Below.
Theorem SPEC_MONO_1 : SPEC_MONO_1.statement.
Proof.
  intros N B eta w []. start N B eta w. intro t. apply (spectral_monotone N B eta); try assumption.
  rewrite <- constant_is. lra.
Qed.
Theorem SPEC_MONO_2 : SPEC_MONO_2.statement.
Proof.
  intros N B eta w []. start N B eta w. intro t. assert (St : eta * (spectral_constant N B * spectral_norm N B w) < 4) by lra.
  pose proof (spectral_sum N B eta ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) w
    (Rlt_le _ _ St) St (Datatypes.S t)) as Q.
  rewrite (sum_ext (Datatypes.S t) _ (fun j => / 2 * mean_square_output N (train N eta w j))) in Q by (intros; field).
  rewrite sum_scal, <- constant_is in Q. pose proof (spectral_nonneg N B ltac:(assumption) w) as N0.
  set (c := eta * (spectral_constant N B * spectral_norm N B w)) in *. set (K := spectral_norm N B w) in *.
  match goal with |- _ <= 2 * K / (eta * ?e) => set (b := e) end.
  assert (b0 : 0 < b) by (unfold b; lra). assert (bc : b <= 4 - c) by (unfold b; lra).
  assert (I : / (eta * (4 - c)) <= / (eta * b)).
  { apply Rinv_le_contravar; [apply Rmult_lt_0_compat; assumption|apply Rmult_le_compat_l; lra]. }
  apply (Rmult_le_compat_l K) in I; [|exact N0]. unfold Rdiv in *. lra.
Qed.
Theorem SPEC_MONO_2_defined : SPEC_MONO_2.defined.
Proof. intros N B eta w []. is_defined. Qed.
Theorem SPEC_MONO_3 : SPEC_MONO_3.statement.
Proof.
  intros N B eta w []. start N B eta w. assert (St : eta * (spectral_constant N B * spectral_norm N B w) < 4) by lra.
  apply is_lim_seq_ext with (fun t => mean_square_output N (train N eta w t) / 2).
  - intro t. rewrite (loss_half N ltac:(assumption)). field.
  - apply (spectral_limit N B eta ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) w (Rlt_le _ _ St) St).
Qed.
Theorem SPEC_SMALLER_1 : SPEC_SMALLER_1.statement.
Proof.
  intros N B eta w []. apply Rle_ge.
  unfold live_norm, spectral_norm. apply Rplus_le_compat_l, sum_le. intros q Hq.
  destruct (weights_ok N B ltac:(assumption) q Hq) as [[_ M] _].
  set (T := Sum (n N) (fun i => Sum (d N) (fun k => U w i k * right_vector B q k) ^ 2)).
  assert (0 <= T) by apply sum_sq_nonneg. apply (Rmult_le_compat_r T) in M; [lra|assumption].
Qed.

Lemma line_kink : kink_slope line.
Proof. unfold kink_slope. eapply Rle_trans; [|apply Rmax_r]. simpl. lra. Qed.
Lemma line_top : Rmax (a_minus line ^ 2) (a_plus line ^ 2) = 1.
Proof. simpl. rewrite Rmax_left; lra. Qed.
Ltac line_claim := exists line, line_svd, 1, line_weights; (split; [constructor|]); pose proof line_kink; destruct line_norm as [E [_ X]];
  rewrite ?E, ?line_gram, ?line_top;
  first [assumption|exact line_loss|lra|simpl; lra|simpl; lia|intros a _; reflexivity|split; reflexivity].
Example SPEC_MONO_1_witness : SPEC_MONO_1.nonvacuous. Proof. line_claim. Qed.
Example SPEC_MONO_2_witness : SPEC_MONO_2.nonvacuous. Proof. line_claim. Qed.
Example SPEC_MONO_3_witness : SPEC_MONO_3.nonvacuous. Proof. line_claim. Qed.
Example SPEC_SMALLER_1_witness : SPEC_SMALLER_1.nonvacuous. Proof. line_claim. Qed.
