(* CAT-EXISTS: Linear net or ψ² = cI with ηH₀ < 4: the loss grows at the first step if and only if f₀ ≠ 0 and κη²f₀² < ηH₀ − 2.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module CAT_EXISTS_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0)) <-> ((((a_plus N) ^ 2) * (eta ^ 2) * ((output N w 0) ^ 2) * ((s N) ^ 2) * (x2 N) < (-2) + ((kernel N w 0 0) * eta)) /\ (output N w 0 <> 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End CAT_EXISTS_1.

Module CAT_EXISTS_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (Rabs (output M (train M eta w 1) 0) > Rabs (output M w 0)) <-> (((eta ^ 2) * ((output M w 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2) < (-2) + ((kernel M w 0 0) * eta)) /\ (output M w 0 <> 0)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End CAT_EXISTS_2.
