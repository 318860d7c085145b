(* CAT-MONO: ηCθ₀² ≤ 4, y = 0 and σ'(0)² ≤ max(a₊², a₋²): the weight norm never increases, the edge included.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module CAT_MONO_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End CAT_MONO_1.

Module CAT_MONO_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  up_to_edge : eta * (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2) <= 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End CAT_MONO_2.
