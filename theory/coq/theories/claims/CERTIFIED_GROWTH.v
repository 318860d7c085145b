(* CERTIFIED-GROWTH: As in CERTIFIED-RISE: CM^(k−1)(2k − c)(θ_t² − θ₀²) ≤ ck²|y|²t/D, so that there is no blow-up in finite time.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module CERTIFIED_GROWTH_1.
Import TwoLayer.
Definition state (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  dial_positive : 0 < dial;
  norm_floor_positive : 0 < norm_floor;
  rates_follow : forall t : nat, rate t = (dial / ((gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) * (Rmax norm_floor (weight_norm N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))))));
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  hypothesis : dial < 4 }.
Definition statement : Prop := forall (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w ->
  forall t, (gram_top N) * norm_floor * ((s N) ^ 2) * (4 + ((-1) * dial)) * ((weight_norm N (weights_of (state norm_floor dial N rate w t))) + ((-1) * (weight_norm N w))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4 * dial * (INR t) * ((target_norm N) ^ 2) / (INR (D N)).
Definition defined : Prop := forall (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w ->
  INR (D N) <> 0.
Definition nonvacuous : Prop := exists (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w /\ 0 < loss N w.
End CERTIFIED_GROWTH_1.

Module CERTIFIED_GROWTH_2.
Import Quadratic.
Definition state (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t).
Record hypotheses (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  dial_positive : 0 < dial;
  norm_floor_positive : 0 < norm_floor;
  rates_follow : forall t : nat, rate t = (dial / ((c_star M) * (Rmax norm_floor (weight_norm M (weights_of (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t))))));
  hypothesis : dial < 4 }.
Definition statement : Prop := forall (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses norm_floor dial M rate w ->
  forall t, (c_star M) * norm_floor * (4 + ((-1) * dial)) * ((weight_norm M (weights_of (state norm_floor dial M rate w t))) + ((-1) * (weight_norm M w))) <= 4 * dial * (INR t) * ((target_norm M) ^ 2) / (INR (D M)).
Definition defined : Prop := forall (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses norm_floor dial M rate w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses norm_floor dial M rate w /\ 0 < loss M w.
End CERTIFIED_GROWTH_2.

Module CERTIFIED_GROWTH_3.
Import Layered.
Definition state (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  dial_positive : 0 < dial;
  norm_floor_positive : 0 < norm_floor;
  rates_follow : forall t : nat, rate t = (dial * ((INR (depth N)) ^ (depth N) / (INR (depth N)) ^ 2) * (/ ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))) * (/ ((Rmax norm_floor (weight_norm N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t)))) ^ ((depth N) - 1))) / ((gram_top N) * ((s N) ^ 2)));
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  hypothesis : dial < 2 * (INR (depth N)) }.
Definition statement : Prop := forall (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w ->
  forall t, (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * (norm_floor ^ ((depth N) - 1)) * ((s N) ^ 2) * (((-1) * dial) + (2 * (INR (depth N)))) * ((weight_norm N (weights_of (state norm_floor dial N rate w t))) + ((-1) * (weight_norm N w))) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) <= dial * ((INR (depth N)) ^ 2) * (INR t) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N)).
Definition defined : Prop := forall (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w ->
  (((-1) + (INR (depth N)) >= 0) \/ (norm_floor <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (INR (D N) <> 0).
Definition nonvacuous : Prop := exists (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w /\ 0 < loss N w.
End CERTIFIED_GROWTH_3.
