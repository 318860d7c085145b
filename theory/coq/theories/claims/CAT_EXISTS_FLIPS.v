(* CAT-EXISTS-FLIPS: With flips, σ'(0) between the slopes: an explicit term over the units that may flip joins the left-hand side of the condition.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module CAT_EXISTS_FLIPS_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  kink_bounded : Rmin (a_minus N) (a_plus N) <= a_zero N;
  kink_bounded_also : a_zero N <= Rmax (a_minus N) (a_plus N);
  f_nonzero : output N w 0 <> 0;
  output_small : ((1 / 2) * (kernel N w 0 0) * (eta ^ 2) * (s N) * (sqrt (x2 N)) * (Rabs (output N w 0)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) + (eta * (flip_mass N eta w) * ((s N) ^ 2) * (x2 N) * (1 + ((eta ^ 2) * ((output N w 0) ^ 2) * ((s N) ^ 2) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) * (Rabs ((a_minus N) + ((-1) * (a_plus N)))) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) < (-2) + ((kernel N w 0 0) * eta) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  x2 N >= 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w /\ 0 < flip_mass N eta w /\ flips N eta w.
End CAT_EXISTS_FLIPS_1.
