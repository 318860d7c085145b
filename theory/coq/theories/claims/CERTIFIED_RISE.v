(* CERTIFIED-RISE: Any targets, S_t = C max(θ_t², M)^(k−1), M > 0, η_t = c/S_t, c < 2k: S_t(2k − c)(θ²′ − θ²) ≤ ck²|y|²/D.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module CERTIFIED_RISE_1.
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
  forall t, (gram_top N) * ((s N) ^ 2) * (4 + ((-1) * dial)) * (((-1) * (weight_norm N (weights_of (state norm_floor dial N rate w t)))) + (weight_norm N (weights_of (state norm_floor dial N rate w (S t))))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) * (Rmax norm_floor (weight_norm N (weights_of (state norm_floor dial N rate w t)))) <= 4 * dial * ((target_norm N) ^ 2) / (INR (D N)).
Definition defined : Prop := forall (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w ->
  INR (D N) <> 0.
Definition nonvacuous : Prop := exists (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w /\ 0 < loss N w.
End CERTIFIED_RISE_1.

Module CERTIFIED_RISE_2.
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
  forall t, (c_star M) * (4 + ((-1) * dial)) * (((-1) * (weight_norm M (weights_of (state norm_floor dial M rate w t)))) + (weight_norm M (weights_of (state norm_floor dial M rate w (S t))))) * (Rmax norm_floor (weight_norm M (weights_of (state norm_floor dial M rate w t)))) <= 4 * dial * ((target_norm M) ^ 2) / (INR (D M)).
Definition defined : Prop := forall (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses norm_floor dial M rate w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (norm_floor : R) (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses norm_floor dial M rate w /\ 0 < loss M w.
End CERTIFIED_RISE_2.

Module CERTIFIED_RISE_3.
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
  forall t, (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * (((-1) * dial) + (2 * (INR (depth N)))) * (((-1) * (weight_norm N (weights_of (state norm_floor dial N rate w t)))) + (weight_norm N (weights_of (state norm_floor dial N rate w (S t))))) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) * ((Rmax norm_floor (weight_norm N (weights_of (state norm_floor dial N rate w t)))) ^ ((depth N) - 1)) <= dial * ((INR (depth N)) ^ 2) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N)).
Definition defined : Prop := forall (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w ->
  ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (INR (D N) <> 0) /\ (forall t, ((-1) + (INR (depth N)) >= 0) \/ (Rmax norm_floor (weight_norm N (weights_of (state norm_floor dial N rate w t))) <> 0)).
Definition nonvacuous : Prop := exists (norm_floor : R) (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses norm_floor dial N rate w /\ 0 < loss N w.
End CERTIFIED_RISE_3.
