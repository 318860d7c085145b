(* ZQ-8c: 0 < ηλ₀ < 2, δ = min(ηλ₀, 2−ηλ₀), a = κη²(r₀² + |r₀y|) ≤ δ²/18: for all t, L(t+1) ≤ (1−δ+9a/δ)² L(t) and |ηλ(t)−ηλ(0)| ≤ 8a/δ.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_8c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  above_edge : (kernel M w 0 0) * eta > 0;
  below_edge : (kernel M w 0 0) * eta < 2;
  up_to_edge : 18 * (eta ^ 2) * (x2 M) * (((residual M w 0) ^ 2) + (Rabs ((residual M w 0) * (y M 0%nat)))) / ((INR (d M)) * (INR (m M))) <= (Rmin ((kernel M w 0 0) * eta) (2 + ((-1) * (kernel M w 0 0) * eta))) ^ 2 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (Rabs (residual M (train M eta w (S t)) 0)) * (Rmin ((kernel M w 0 0) * eta) (2 + ((-1) * (kernel M w 0 0) * eta))) <= ((9 * (eta ^ 2) * (x2 M) * (((residual M w 0) ^ 2) + (Rabs ((residual M w 0) * (y M 0%nat)))) / ((INR (d M)) * (INR (m M)))) + (Rmin ((kernel M w 0 0) * eta) (2 + ((-1) * (kernel M w 0 0) * eta))) + ((-1) * ((Rmin ((kernel M w 0 0) * eta) (2 + ((-1) * (kernel M w 0 0) * eta))) ^ 2))) * (Rabs (residual M (train M eta w t) 0)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_8c_1.

Module ZQ_8c_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  above_edge : (kernel M w 0 0) * eta > 0;
  below_edge : (kernel M w 0 0) * eta < 2;
  up_to_edge : 18 * (eta ^ 2) * (x2 M) * (((residual M w 0) ^ 2) + (Rabs ((residual M w 0) * (y M 0%nat)))) / ((INR (d M)) * (INR (m M))) <= (Rmin ((kernel M w 0 0) * eta) (2 + ((-1) * (kernel M w 0 0) * eta))) ^ 2 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (Rabs (((kernel M (train M eta w t) 0 0) * eta) + ((-1) * (kernel M w 0 0) * eta))) * (Rmin ((kernel M w 0 0) * eta) (2 + ((-1) * (kernel M w 0 0) * eta))) <= 8 * (eta ^ 2) * (x2 M) * (((residual M w 0) ^ 2) + (Rabs ((residual M w 0) * (y M 0%nat)))) / ((INR (d M)) * (INR (m M))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_8c_2.
