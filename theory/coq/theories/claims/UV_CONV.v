(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module UV_CONV_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, kernel N (train N eta w (S t)) 0 0 <= kernel N (train N eta w t) 0 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_CONV_1.

Module UV_CONV_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((a_plus N) ^ 2) * (eta ^ 2) * (Sum (S t) (fun j => mean_square_output N (train N eta w j))) * ((s N) ^ 2) * (x2 N) <= (kernel N w 0 0) * eta / (4 + ((-1) * (kernel N w 0 0) * eta)).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  4 + ((-1) * (kernel N w 0 0) * eta) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_CONV_2.

Module UV_CONV_3.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_CONV_3.

Module UV_CONV_4.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 <= kernel M (train M eta w t) 0 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_CONV_4.

Module UV_CONV_5.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (eta ^ 2) * (Sum (S t) (fun j => mean_square_output M (train M eta w j))) * (psi2_top M) * ((zeta M) ^ 2) <= (kernel M w 0 0) * eta / (4 + ((-1) * (kernel M w 0 0) * eta)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  4 + ((-1) * (kernel M w 0 0) * eta) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_CONV_5.

Module UV_CONV_6.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_CONV_6.
