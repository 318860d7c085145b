(* ZQ-17c: f(t+1)−y = (I − ηK + ½η² G ∇fᵀ)(f−y), K(t+1) = K − η(G∇fᵀ + ∇f Gᵀ) + η²GGᵀ.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require General.
Open Scope R_scope.

Module ZQ_17c_1.
Import General.
Record hypotheses (z : nat -> R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w ->
  forall t, (along M z (kernel_times M (train M (eta / INR (D M)) w (S t)) z) = (along M z (kernel_times M (train M (eta / INR (D M)) w t) z)) + ((eta ^ 2) * (along M z (square_times M (train M (eta / INR (D M)) w t) z)) / ((INR (D M)) ^ 2)) + ((-2) * eta * (along M z (mixed_times M (train M (eta / INR (D M)) w t) z)) / (INR (D M)))) /\ (along M z (residual M (train M (eta / INR (D M)) w (S t))) = (along M z (residual M (train M (eta / INR (D M)) w t))) + ((1 / 2) * (eta ^ 2) * (along M z (mixed_times M (train M (eta / INR (D M)) w t) (residual M (train M (eta / INR (D M)) w t)))) / ((INR (D M)) ^ 2)) + ((-1) * eta * (along M z (kernel_times M (train M (eta / INR (D M)) w t) (residual M (train M (eta / INR (D M)) w t)))) / (INR (D M)))).
Definition defined : Prop := forall (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w /\ 0 < loss M w.
End ZQ_17c_1.
