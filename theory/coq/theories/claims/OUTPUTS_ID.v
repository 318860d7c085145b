(* OUTPUTS-ID: Two-layer leaky net with K outputs, any data and targets: θ²′ = θ² − 4η r·f/(DK) + η² rᵀHr/(DK).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require ManyOutputs.
Open Scope R_scope.

Module OUTPUTS_ID_1.
Import ManyOutputs.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  some_outputs : (0 < K N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (train N eta w (S t)) = (weight_norm N (train N eta w t)) + ((-4) * eta * (residual_output N (train N eta w t))) + ((eta ^ 2) * (residual_kernel N (train N eta w t))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End OUTPUTS_ID_1.
