(* LW-2: Phases: lazy below 2/λ₀, catapult between 2/λ₀ and 4/λ₀, divergent above; in the catapult |f| reaches Θ(√n), and ηλ ends below 2.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module LW_2_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  below_edge : (kernel N w 0 0) * eta < 2 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, Rabs (output N (train N eta w (S t)) 0) <= Rabs (output N (train N eta w t) 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_1.

Module LW_2_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_2.

Module LW_2_3.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  above_edge : (kernel N w 0 0) * eta > 2;
  below_edge : (kernel N w 0 0) * eta < 4;
  f_nonzero : output N w 0 <> 0;
  output_small : (eta ^ 2) * ((output N w 0) ^ 2) / (INR (n N)) < (-2) + ((kernel N w 0 0) * eta) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  INR (n N) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_3.

Module LW_2_4.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  above_edge : (kernel N w 0 0) * eta > 2;
  below_edge : (kernel N w 0 0) * eta < 4;
  f_nonzero : output N w 0 <> 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  exists t, 4 * (loss N (train N eta w t)) * (eta ^ 2) >= (INR (n N)) * (((-2) + ((kernel N w 0 0) * eta)) ^ 2).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  eta ^ 2 <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_4.

Module LW_2_5.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) < 4 * (INR (n N)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_5.

Module LW_2_6.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (exists limit : R, is_lim_seq (fun t => kernel N (train N eta w t) 0 0) limit /\ limit * eta < 2) \/ (exists t, output N (train N eta w t) 0 = 0).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  eta <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_6.

Module LW_2_7.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat;
  above_edge : (kernel N w 0 0) * eta > 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (exists t, output N (train N eta w t) 0 = 0) \/ (forall bound, exists t, bound < (loss N (train N eta w t))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_2_7.
