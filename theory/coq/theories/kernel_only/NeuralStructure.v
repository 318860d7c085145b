(* Neural quadratic models: what they expand, their rank, their blocks, and what one datum with a target does. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural TwoLayer.
Open Scope R_scope.

(* One datum, any target: the active units of the neural quadratic model train as the two-layer linear net. *)
Module ACTIVE_LINEAR.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, active M (train M eta w t) = TwoLayer.train (linear M) eta (active M w) t /\
  output M (train M eta w t) 0 = TwoLayer.output (linear M) (active M (train M eta w t)) 0 /\
  kernel M (train M eta w t) 0 0 = TwoLayer.kernel (linear M) (active M (train M eta w t)) 0 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ACTIVE_LINEAR.

(* One datum, |Y| < 1, e_0 < 0: a neural quadratic model's output tends to the target, or to 0 if it is trapped. *)
Module NEURAL_FATE.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  input_positive : 0 < x2 M;
  target_small : x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat ^ 2 < 1;
  below_edge : eta * kernel M w 0 0 < 4 + x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat * residual M w 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (~ TwoLayer.trapped (linear M) eta (active M w) -> is_lim_seq (fun t => output M (train M eta w t) 0) (y M 0%nat)) /\
  (TwoLayer.trapped (linear M) eta (active M w) -> is_lim_seq (fun t => output M (train M eta w t) 0) 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NEURAL_FATE.

(* One datum: eta < 8 / (H_0 + sqrt(H_0^2 + 16 kappa y (y - f_0))) if and only if |Y| < 2 and e_0 < 0, for neural quadratic models, and then L_t < 2 / (kappa eta^2) for all t. *)
Module NEURAL_EDGE.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  input_positive : 0 < x2 M }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  let edge := eta * (kernel M w 0 0 + sqrt (kernel M w 0 0 ^ 2 + 16 * (x2 M / (INR (m M) * INR (d M))) * (y M 0%nat * (y M 0%nat - output M w 0)))) < 8 in
  (edge <-> x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat ^ 2 < 4 /\ eta * kernel M w 0 0 < 4 + x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat * residual M w 0) /\
  (edge -> forall t, loss M (train M eta w t) < 2 / (x2 M / (INR (m M) * INR (d M)) * eta ^ 2)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NEURAL_EDGE.

(* One-dimensional inputs: at every step p1 and p2 are orthogonal eigenvectors of K with eigenvalues lambda_1 and lambda_2; K vanishes on what is orthogonal to both, and there the residual never changes. *)
Module RANK_TWO.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  inputs_on_line : line M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, along M (p1 M) (p2 M) = 0 /\
  (forall a, (a < D M)%nat -> tangent_times M (train M eta w t) (p1 M) a = lambda_1 M (train M eta w t) * p1 M a) /\
  (forall a, (a < D M)%nat -> tangent_times M (train M eta w t) (p2 M) a = lambda_2 M (train M eta w t) * p2 M a) /\
  (forall z, along M (p1 M) z = 0 -> along M (p2 M) z = 0 ->
    (forall a, (a < D M)%nat -> tangent_times M (train M eta w t) z a = 0) /\
    along M z (residual M (train M eta w t)) = along M z (residual M w)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End RANK_TWO.

(* One-dimensional inputs: the units open for one sign of the inputs move as on a single datum with |x|^2 = S, the sum of x_i^2 over that sign, and target sum x_i y_i / sqrt S; its kernel is lambda_1 (or lambda_2). *)
Module SINGLE_DATUM.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  inputs_on_line : line M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (0 < p1_norm2 M -> forall t,
    residual (block M (p1 M) (sqrt (p1_norm2 M))) (train M eta w t) 0 = along M (p1 M) (residual M (train M eta w t)) / (sqrt (p1_norm2 M)) /\
    kernel (block M (p1 M) (sqrt (p1_norm2 M))) (train M eta w t) 0 0 = lambda_1 M (train M eta w t) /\
    forall i, (i < m M)%nat -> 0 <= centre M i 0%nat -> U (train M eta w (S t)) i 0%nat = U (step (block M (p1 M) (sqrt (p1_norm2 M))) (eta / INR (D M)) (train M eta w t)) i 0%nat /\
      V (train M eta w (S t)) i = V (step (block M (p1 M) (sqrt (p1_norm2 M))) (eta / INR (D M)) (train M eta w t)) i) /\
  (0 < p2_norm2 M -> forall t,
    residual (block M (p2 M) (- sqrt (p2_norm2 M))) (train M eta w t) 0 = along M (p2 M) (residual M (train M eta w t)) / (- sqrt (p2_norm2 M)) /\
    kernel (block M (p2 M) (- sqrt (p2_norm2 M))) (train M eta w t) 0 0 = lambda_2 M (train M eta w t) /\
    forall i, (i < m M)%nat -> centre M i 0%nat <= 0 -> U (train M eta w (S t)) i 0%nat = U (step (block M (p2 M) (- sqrt (p2_norm2 M))) (eta / INR (D M)) (train M eta w t)) i 0%nat /\
      V (train M eta w (S t)) i = V (step (block M (p2 M) (- sqrt (p2_norm2 M))) (eta / INR (D M)) (train M eta w t)) i).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End SINGLE_DATUM.

(* On every line through the centre the neural quadratic model is a quadratic polynomial, and near the centre it is the ReLU net, if no preactivation is 0 there: it is the net's expansion to second order. *)
Module EXPANSION.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  at_centre : forall i k, U w i k = centre M i k;
  no_kink : forall a i, (a < D M)%nat -> (i < m M)%nat -> preactivation M w a i <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall (v : weights) a, (a < D M)%nat ->
  (exists c0 c1 c2, forall z, output M (moved w v z) a = c0 + c1 * z + c2 * z ^ 2) /\
  (exists radius, 0 < radius /\ forall at_zero z, Rabs z < radius ->
    output M (moved w v z) a = TwoLayer.output (relu M at_zero) (as_net (moved w v z)) a).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End EXPANSION.
