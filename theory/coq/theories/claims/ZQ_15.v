(* ZQ-15: Π_iL is constant in time for i ≥ 3.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_15_1.
Import Neural.
Record hypotheses (z : nat -> R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_single : d M = 1%nat;
  some_units : (0 < m M)%nat;
  x2_plus_nonzero : p1_norm2 M <> 0;
  x2_minus_nonzero : p2_norm2 M <> 0 }.
Definition statement : Prop := forall (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w ->
  forall t, (along M z (residual M (train M eta w (S t)))) + ((-1) * (along M (p1 M) (residual M (train M eta w (S t)))) * (along M (p1 M) z) / (p1_norm2 M)) + ((-1) * (along M (p2 M) (residual M (train M eta w (S t)))) * (along M (p2 M) z) / (p2_norm2 M)) = (along M z (residual M (train M eta w t))) + ((-1) * (along M (p1 M) (residual M (train M eta w t))) * (along M (p1 M) z) / (p1_norm2 M)) + ((-1) * (along M (p2 M) (residual M (train M eta w t))) * (along M (p2 M) z) / (p2_norm2 M)).
Definition defined : Prop := forall (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w ->
  (p1_norm2 M <> 0) /\ (p2_norm2 M <> 0).
Definition nonvacuous : Prop := exists (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w /\ 0 < loss M w.
End ZQ_15_1.
