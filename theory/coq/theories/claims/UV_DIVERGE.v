(* UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module UV_DIVERGE_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  above_edge : (kernel N w 0 0) * eta > 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, kernel N (train N eta w (S t)) 0 0 >= kernel N (train N eta w t) 0 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_DIVERGE_1.

Module UV_DIVERGE_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  above_edge : (kernel N w 0 0) * eta > 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((forall bound, exists t, bound < (loss N (train N eta w t))) /\ (forall bound, exists t, bound < (weight_norm N (train N eta w t)))) \/ (exists t, output N (train N eta w t) 0 = 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_DIVERGE_2.

Module UV_DIVERGE_3.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  above_edge : (kernel M w 0 0) * eta > 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 >= kernel M (train M eta w t) 0 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_DIVERGE_3.

Module UV_DIVERGE_4.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  above_edge : (kernel M w 0 0) * eta > 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  ((forall bound, exists t, bound < (loss M (train M eta w t))) /\ (forall bound, exists t, bound < (weight_norm M (train M eta w t)))) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_DIVERGE_4.
