(* HORIZON-DEPTH: k layers, any targets, ηCN^(k−1) < 2k, ηC(Ψ(N) + B)^(k−1) ≤ 2k(2k − 2)^(k−1): ηCN′^(k−1) < 2k and Ψ(N′) ≤ Ψ(N) + B, Ψ(N) = 2kN − ηCN^k/k, B = ηk²|y|²/D.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered.
Open Scope R_scope.

Module HORIZON_DEPTH_1.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * (((2 * (INR (depth N)) * (weight_norm N (train N eta w t))) + (eta * ((INR (depth N)) ^ 2) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N)))) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) <= 2 * (INR (depth N)) * (((-2) + (2 * (INR (depth N)))) ^ ((depth N) - 1))) /\ (eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)))) -> (((2 * (INR (depth N)) * (weight_norm N (train N eta w (S t)))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w (S t))) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N))) <= (2 * (INR (depth N)) * (weight_norm N (train N eta w t))) + (eta * ((INR (depth N)) ^ 2) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N)))) /\ (eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w (S t))) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (INR (D N) <> 0) /\ (INR (depth N) <> 0) /\ (((-1) + (INR (depth N)) >= 0) \/ ((-2) + (2 * (INR (depth N))) <> 0)) /\ (forall t, (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N (train N eta w t) <> 0)) /\ ((INR (depth N) >= 0) \/ (weight_norm N (train N eta w t) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ ((2 * (INR (depth N)) * (weight_norm N (train N eta w t))) + (eta * ((INR (depth N)) ^ 2) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N))) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N (train N eta w (S t)) <> 0)) /\ ((INR (depth N) >= 0) \/ (weight_norm N (train N eta w (S t)) <> 0))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End HORIZON_DEPTH_1.
