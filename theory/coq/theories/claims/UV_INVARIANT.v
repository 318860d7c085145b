(* UV-INVARIANT: v′² − 4u′ = (1 − u)²(v² − 4u), and 4u ≤ v² for every initialisation.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module UV_INVARIANT_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (((kernel N (train N eta w (S t)) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w (S t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) = ((((kernel N (train N eta w t) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) * ((1 + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) ^ 2).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_INVARIANT_1.

Module UV_INVARIANT_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  4 * ((a_plus N) ^ 2) * ((output N w 0) ^ 2) * ((s N) ^ 2) * (x2 N) <= (kernel N w 0 0) ^ 2.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_INVARIANT_2.

Module UV_INVARIANT_3.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (((kernel M (train M eta w (S t)) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * (eta ^ 2) * ((output M (train M eta w (S t)) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2)) = ((((kernel M (train M eta w t) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * (eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2))) * ((1 + ((-1) * (eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2))) ^ 2).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_INVARIANT_3.

Module UV_INVARIANT_4.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  form_isotropic : isotropic M }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  4 * ((output M w 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2) <= (kernel M w 0 0) ^ 2.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_INVARIANT_4.
