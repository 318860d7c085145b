(* SPEC-MONO: Linear net on D data, y = 0, N = |v|² + Σ m_k|Uw_k|², m_k = (√(1 + 8σ_k²/σ₁²) − 1)/2, C = s²σ₁²/D: ηCN₀ ≤ 4: N never increases; below: Σ|f|²/D ≤ 2N₀/(η(4 − ηCN₀)) and the loss tends to 0. Neither width nor input dimension enters.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module SPEC_MONO_1.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  data_decomposed : decomposes N B;
  up_to_edge : (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4;
  gram_top_positive : gram_top N > 0 }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  forall t, spectral_norm N B (train N eta w (S t)) <= spectral_norm N B (train N eta w t).
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End SPEC_MONO_1.

Module SPEC_MONO_2.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  data_decomposed : decomposes N B;
  below_edge : (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4;
  gram_top_positive : gram_top N > 0 }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  forall t, Sum (S t) (fun j => mean_square_output N (train N eta w j)) <= 2 * (spectral_norm N B w) / (eta * (4 + ((-1) * (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition defined : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  (eta <> 0) /\ (4 + ((-1) * (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) <> 0).
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End SPEC_MONO_2.

Module SPEC_MONO_3.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  data_decomposed : decomposes N B;
  below_edge : (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4;
  gram_top_positive : gram_top N > 0 }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End SPEC_MONO_3.
