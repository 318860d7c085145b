(* CAT-EXISTS-LEAKY: Leaky ReLU net, no unit changes sign in the step: 0 < |f₀| and η²√C |f₀| H₀/2 < ηH₀ − 2 imply that the loss grows.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module CAT_EXISTS_LEAKY_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  f_nonzero : output N w 0 <> 0;
  no_flip : (forall i, (i < n N)%nat -> slope N (preactivation N w 0 i) * V w i <> 0 -> preactivation N w 0 i <> 0 /\ eta * (flip N w i) * (Rabs (output N w 0)) < 1);
  output_small : (1 / 2) * (kernel N w 0 0) * (eta ^ 2) * (s N) * (sqrt (x2 N)) * (Rabs (output N w 0)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) < (-2) + ((kernel N w 0 0) * eta) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  x2 N >= 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End CAT_EXISTS_LEAKY_1.
