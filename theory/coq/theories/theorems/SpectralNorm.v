(* Linear net of any width and slope on D data in d dimensions, targets 0, in the norm N = |v|^2 + sum_k m_k |U w_k|^2 of a
   singular value decomposition of the data: eta C N_0 <= 4 implies that N never increases; strictly below,
   sum_t |f_t|^2 / D <= 2 N_0 / (eta (4 - eta C N_0)) and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums Descent TwoLayerModel SpectralMap SpectralDescent.
From Catapult Require Import Spectra.
Import TwoLayer.
Open Scope R_scope.

Theorem SPECTRAL_MONO : SPECTRAL_MONO.statement.
Proof. intros N S eta w [] t. apply (spectral_monotone N S eta rate_positive some_data gates_linear targets_zero data_decomposed w up_to_edge). Qed.
Theorem SPECTRAL_SUM : SPECTRAL_SUM.statement.
Proof.
  intros N S eta w [] t.
  pose proof (spectral_sum N S eta rate_positive some_data gates_linear targets_zero data_decomposed w (Rlt_le _ _ below_edge) below_edge t) as Q.
  rewrite (sum_ext t _ (fun j => / 2 * mean_square_output N (train N eta w j))) in Q by (intros; field).
  rewrite sum_scal in Q. rewrite <- constant_is in Q. unfold Rdiv in Q |- *. lra.
Qed.
Theorem SPECTRAL_LIMIT : SPECTRAL_LIMIT.statement.
Proof.
  intros N S eta w [].
  apply is_lim_seq_ext with (fun t => mean_square_output N (train N eta w t) / 2).
  - intro t. rewrite (loss_half N targets_zero). field.
  - apply (spectral_limit N S eta rate_positive some_data gates_linear targets_zero data_decomposed w (Rlt_le _ _ below_edge) below_edge).
Qed.

Ltac line_witness := exists line, line_svd, 1, line_weights; (split; [constructor|]); destruct line_norm as [E [C X]];
  rewrite ?E, ?C; first [assumption|exact line_loss|lra|simpl; lia|intros a _; reflexivity|split; reflexivity].
Example SPECTRAL_MONO_witness : SPECTRAL_MONO.nonvacuous. Proof. line_witness. Qed.
Example SPECTRAL_SUM_witness : SPECTRAL_SUM.nonvacuous. Proof. line_witness. Qed.
Example SPECTRAL_LIMIT_witness : SPECTRAL_LIMIT.nonvacuous. Proof. line_witness. Qed.
