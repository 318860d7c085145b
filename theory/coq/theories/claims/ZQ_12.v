(* ZQ-12: 1-d inputs: g(t+1)−y = (I − ηK + (η²/m)(Q₁ + Q₂))(g−y), K(t+1) = K + (η²/m)(K₁ + K₂) − (4η/m)(Q₁ + Q₂), Q_a = ((g−y)⊙m_a)ᵀ(g⊙m_a) p_a p_aᵀ, K_a = ((g−y)⊙m_a)ᵀ K ((g−y)⊙m_a) p_a p_aᵀ, m_± the sign masks.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_12_1.
Import Neural.
Record hypotheses (z : nat -> R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M }.
Definition statement : Prop := forall (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w ->
  forall t, (along M z (residual M (train M eta w (S t))) = (along M z (residual M (train M eta w t))) + ((-1) * eta * (along M z (tangent_times M (train M eta w t) (residual M (train M eta w t)))) / (INR (D M))) + ((eta ^ 2) * (((along M (p1 M) (residual M (train M eta w t))) * (along M (p1 M) z) * (along M (on_plus M (residual M (train M eta w t))) (output M (train M eta w t)))) + ((along M (p2 M) (residual M (train M eta w t))) * (along M (p2 M) z) * (along M (on_minus M (residual M (train M eta w t))) (output M (train M eta w t))))) / (((INR (D M)) ^ 2) * (INR (m M))))) /\ (along M z (tangent_times M (train M eta w (S t)) z) = (along M z (tangent_times M (train M eta w t) z)) + ((eta ^ 2) * ((((along M (p1 M) z) ^ 2) * (along M (on_plus M (residual M (train M eta w t))) (tangent_times M (train M eta w t) (on_plus M (residual M (train M eta w t)))))) + (((along M (p2 M) z) ^ 2) * (along M (on_minus M (residual M (train M eta w t))) (tangent_times M (train M eta w t) (on_minus M (residual M (train M eta w t))))))) / (((INR (D M)) ^ 2) * (INR (m M)))) + ((-4) * eta * ((((along M (p1 M) z) ^ 2) * (along M (on_plus M (residual M (train M eta w t))) (output M (train M eta w t)))) + (((along M (p2 M) z) ^ 2) * (along M (on_minus M (residual M (train M eta w t))) (output M (train M eta w t))))) / ((INR (D M)) * (INR (m M))))).
Definition defined : Prop := forall (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w ->
  (INR (D M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (z : nat -> R) (M : model) (eta : R) (w : weights), hypotheses z M eta w /\ 0 < loss M w.
End ZQ_12_1.
