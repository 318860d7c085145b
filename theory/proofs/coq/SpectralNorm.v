(* Linear net of any width and slope on D data in d dimensions, targets 0, in the norm N = |v|^2 + sum_k m_k |U w_k|^2 of a
   singular value decomposition of the data: eta C N_0 <= 4 implies that N never increases; strictly below,
   sum_t |f_t|^2 / D <= 2 N_0 / (eta (4 - eta C N_0)) and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Descent Catapult.TwoLayerModel Catapult.SpectralMap Catapult.SpectralDescent.
Import TwoLayer.
Open Scope R_scope.

Theorem SPECTRAL_MONO : stmt_SPECTRAL_MONO.
Proof. intros N S eta w [He [P [L [T [X H]]]]] t. apply (spectral_monotone N S eta He P L T X w H). Qed.
Theorem SPECTRAL_SUM : stmt_SPECTRAL_SUM.
Proof.
  intros N S eta w [He [P [L [T [X H]]]]] t.
  pose proof (spectral_sum N S eta He P L T X w (Rlt_le _ _ H) H t) as Q.
  rewrite (sum_ext t _ (fun j => / 2 * mean_square_output N (train N eta w j))) in Q by (intros; field).
  rewrite sum_scal in Q. rewrite <- constant_is in Q. unfold Rdiv in Q |- *. lra.
Qed.
Theorem SPECTRAL_LIMIT : stmt_SPECTRAL_LIMIT.
Proof.
  intros N S eta w [He [P [L [T [X H]]]]].
  apply is_lim_seq_ext with (fun t => mean_square_output N (train N eta w t) / 2).
  - intro t. rewrite (loss_half N P T). field.
  - apply (spectral_limit N S eta He P L T X w (Rlt_le _ _ H) H).
Qed.

Ltac line_witness hyp := exists line, line_svd, 1, line_weights; unfold hyp; destruct line_norm as [-> [-> X]];
  split; [|exact line_loss]; split; [lra|]; split; [simpl; lia|]; split; [split; reflexivity|];
  split; [intros a _; reflexivity|]; split; [exact X|lra].
Example SPECTRAL_MONO_witness : nonvacuous_SPECTRAL_MONO. Proof. line_witness hyp_SPECTRAL_MONO. Qed.
Example SPECTRAL_SUM_witness : nonvacuous_SPECTRAL_SUM. Proof. line_witness hyp_SPECTRAL_SUM. Qed.
Example SPECTRAL_LIMIT_witness : nonvacuous_SPECTRAL_LIMIT. Proof. line_witness hyp_SPECTRAL_LIMIT. Qed.

(* What all of these rest on. *)
Definition checked := (SPECTRAL_MONO, SPECTRAL_MONO_witness, SPECTRAL_SUM, SPECTRAL_SUM_witness, SPECTRAL_LIMIT,
  SPECTRAL_LIMIT_witness).
Print Assumptions checked.
