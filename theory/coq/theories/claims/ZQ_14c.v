(* ZQ-14c: For i = 1 and 2, ρ_i = ⟨g−y, p_i⟩ with p_i = (x_j 1[…]), Y_i = ⟨y, p_i⟩: if 2 < ηλ_i ≤ 4 and ρ_i ≠ 0 at first, ρ_i² rises to at least m(ηλ_i−2)²/(16η²) − 2Y_i². If η²Y_i² < m and ηλ_i < 4 + η²Y_iρ_i/m at first, ρ_i tends to 0 or to −Y_i. If 0 < ηλ_i < 2, δ = min(ηλ_i, 2−ηλ_i) and a = η²(ρ_i² + |ρ_iY_i|)/m ≤ δ²/18 at first, then for all t |ρ_i(t+1)| ≤ (1−δ+9a/δ)|ρ_i(t)| and |ηλ_i(t)−ηλ_i(0)| ≤ 8a/δ.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_14c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  above_edge : eta * (lambda_1 M w) / (INR (D M)) > 2;
  up_to_edge : eta * (lambda_1 M w) / (INR (D M)) <= 4;
  p1_r_nonzero : along M (p1 M) (residual M w) <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  exists t, 16 * (eta ^ 2) * ((along M (p1 M) (residual M (train M eta w t)) ^ 2) + (2 * ((along M (p1 M) (y M)) ^ 2))) / ((INR (D M)) ^ 2) >= (INR (m M)) * (((-2) + (eta * (lambda_1 M w) / (INR (D M)))) ^ 2).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (eta ^ 2 <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_1.

Module ZQ_14c_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  above_edge : eta * (lambda_2 M w) / (INR (D M)) > 2;
  up_to_edge : eta * (lambda_2 M w) / (INR (D M)) <= 4;
  p2_r_nonzero : along M (p2 M) (residual M w) <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  exists t, 16 * (eta ^ 2) * ((along M (p2 M) (residual M (train M eta w t)) ^ 2) + (2 * ((along M (p2 M) (y M)) ^ 2))) / ((INR (D M)) ^ 2) >= (INR (m M)) * (((-2) + (eta * (lambda_2 M w) / (INR (D M)))) ^ 2).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (eta ^ 2 <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_2.

Module ZQ_14c_3.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  target_small : (eta ^ 2) * ((along M (p1 M) (y M)) ^ 2) / ((INR (D M)) ^ 2) < INR (m M);
  below_edge : (INR (m M)) * ((-4) + (eta * (lambda_1 M w) / (INR (D M)))) < (eta ^ 2) * (along M (p1 M) (residual M w)) * (along M (p1 M) (y M)) / ((INR (D M)) ^ 2) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (is_lim_seq (fun t => along M (p1 M) (residual M (train M eta w t))) ((-1) * (along M (p1 M) (y M)))) \/ (is_lim_seq (fun t => along M (p1 M) (residual M (train M eta w t))) (0)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_3.

Module ZQ_14c_4.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  target_small : (eta ^ 2) * ((along M (p2 M) (y M)) ^ 2) / ((INR (D M)) ^ 2) < INR (m M);
  below_edge : (INR (m M)) * ((-4) + (eta * (lambda_2 M w) / (INR (D M)))) < (eta ^ 2) * (along M (p2 M) (residual M w)) * (along M (p2 M) (y M)) / ((INR (D M)) ^ 2) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (is_lim_seq (fun t => along M (p2 M) (residual M (train M eta w t))) ((-1) * (along M (p2 M) (y M)))) \/ (is_lim_seq (fun t => along M (p2 M) (residual M (train M eta w t))) (0)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_4.

Module ZQ_14c_5.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  above_edge : eta * (lambda_1 M w) / (INR (D M)) > 0;
  below_edge : eta * (lambda_1 M w) / (INR (D M)) < 2;
  up_to_edge : 18 * (eta ^ 2) * (((along M (p1 M) (residual M w)) ^ 2) + (Rabs ((along M (p1 M) (residual M w)) * (along M (p1 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M))) <= (Rmin (eta * (lambda_1 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) ^ 2 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (Rabs (along M (p1 M) (residual M (train M eta w (S t))))) * (Rmin (eta * (lambda_1 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) <= ((9 * (eta ^ 2) * (((along M (p1 M) (residual M w)) ^ 2) + (Rabs ((along M (p1 M) (residual M w)) * (along M (p1 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M)))) + (Rmin (eta * (lambda_1 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) + ((-1) * ((Rmin (eta * (lambda_1 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) ^ 2))) * (Rabs (along M (p1 M) (residual M (train M eta w t)))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_5.

Module ZQ_14c_6.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  above_edge : eta * (lambda_2 M w) / (INR (D M)) > 0;
  below_edge : eta * (lambda_2 M w) / (INR (D M)) < 2;
  up_to_edge : 18 * (eta ^ 2) * (((along M (p2 M) (residual M w)) ^ 2) + (Rabs ((along M (p2 M) (residual M w)) * (along M (p2 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M))) <= (Rmin (eta * (lambda_2 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) ^ 2 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (Rabs (along M (p2 M) (residual M (train M eta w (S t))))) * (Rmin (eta * (lambda_2 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) <= ((9 * (eta ^ 2) * (((along M (p2 M) (residual M w)) ^ 2) + (Rabs ((along M (p2 M) (residual M w)) * (along M (p2 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M)))) + (Rmin (eta * (lambda_2 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) + ((-1) * ((Rmin (eta * (lambda_2 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) ^ 2))) * (Rabs (along M (p2 M) (residual M (train M eta w t)))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_6.

Module ZQ_14c_7.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  above_edge : eta * (lambda_1 M w) / (INR (D M)) > 0;
  below_edge : eta * (lambda_1 M w) / (INR (D M)) < 2;
  up_to_edge : 18 * (eta ^ 2) * (((along M (p1 M) (residual M w)) ^ 2) + (Rabs ((along M (p1 M) (residual M w)) * (along M (p1 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M))) <= (Rmin (eta * (lambda_1 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) ^ 2 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (Rabs ((eta * (lambda_1 M (train M eta w t)) / (INR (D M))) + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) * (Rmin (eta * (lambda_1 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_1 M w) / (INR (D M))))) <= 8 * (eta ^ 2) * (((along M (p1 M) (residual M w)) ^ 2) + (Rabs ((along M (p1 M) (residual M w)) * (along M (p1 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_7.

Module ZQ_14c_8.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  above_edge : eta * (lambda_2 M w) / (INR (D M)) > 0;
  below_edge : eta * (lambda_2 M w) / (INR (D M)) < 2;
  up_to_edge : 18 * (eta ^ 2) * (((along M (p2 M) (residual M w)) ^ 2) + (Rabs ((along M (p2 M) (residual M w)) * (along M (p2 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M))) <= (Rmin (eta * (lambda_2 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) ^ 2 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (Rabs ((eta * (lambda_2 M (train M eta w t)) / (INR (D M))) + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) * (Rmin (eta * (lambda_2 M w) / (INR (D M))) (2 + ((-1) * eta * (lambda_2 M w) / (INR (D M))))) <= 8 * (eta ^ 2) * (((along M (p2 M) (residual M w)) ^ 2) + (Rabs ((along M (p2 M) (residual M w)) * (along M (p2 M) (y M))))) / (((INR (D M)) ^ 2) * (INR (m M))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_14c_8.
