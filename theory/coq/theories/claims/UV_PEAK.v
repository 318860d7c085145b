(* UV-PEAK: 2 < v₀ < 4 and f₀ ≠ 0: the loss peaks at max L ≥ (ηλ₀ − 2)²/(4κη²), with no logarithm and no exceptional set.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module UV_PEAK_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  above_edge : (kernel N w 0 0) * eta > 2;
  below_edge : (kernel N w 0 0) * eta < 4;
  f_nonzero : output N w 0 <> 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  exists t, 4 * (loss N (train N eta w t)) * ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) >= ((-2) + ((kernel N w 0 0) * eta)) ^ 2.
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((a_plus N) ^ 2 <> 0) /\ ((s N) ^ 2 <> 0) /\ (eta ^ 2 <> 0) /\ (x2 N <> 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_PEAK_1.

Module UV_PEAK_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  above_edge : (kernel M w 0 0) * eta > 2;
  below_edge : (kernel M w 0 0) * eta < 4;
  f_nonzero : output M w 0 <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  exists t, 4 * (loss M (train M eta w t)) * (eta ^ 2) * (psi2_top M) * ((zeta M) ^ 2) >= ((-2) + ((kernel M w 0 0) * eta)) ^ 2.
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  ((zeta M) ^ 2 <> 0) /\ (eta ^ 2 <> 0) /\ (psi2_top M <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_PEAK_2.
