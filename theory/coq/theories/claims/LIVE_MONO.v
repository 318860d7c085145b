(* LIVE-MONO: Leaky net, y = 0, σ'(0)² ≤ max(a₊², a₋²): θ₀² may be replaced by N = |v|² + Σ|Pu_i|², P the projector on the data's span; the rest is frozen, for any target and any σ'(0).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module LIVE_MONO_1.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  data_decomposed : decomposes N B;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4 }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  forall t, live_norm N B (train N eta w (S t)) <= live_norm N B (train N eta w t).
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End LIVE_MONO_1.

Module LIVE_MONO_2.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  data_decomposed : decomposes N B;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  forall t, Sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (live_norm N B w) / (eta * (4 + ((-1) * (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition defined : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  (eta <> 0) /\ (4 + ((-1) * (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) <> 0).
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End LIVE_MONO_2.

Module LIVE_MONO_3.
Import TwoLayer.
Record hypotheses (N : net) (B : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  data_decomposed : decomposes N B }.
Definition statement : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w ->
  forall t, ((-1) * (live_norm N B (train N eta w (S t)))) + (weight_norm N (train N eta w (S t))) = ((-1) * (live_norm N B (train N eta w t))) + (weight_norm N (train N eta w t)).
Definition nonvacuous : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hypotheses N B eta w /\ 0 < loss N w.
End LIVE_MONO_3.
