(* General quadratic models, quadratic forms that are nets, and nets of k layers. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require General Layered Listed Quadratic TwoLayer.
Open Scope R_scope.

(* The linear net and its quadratic form, started from the same weights, agree at every step. *)
Module LISTED_TRAINING.
Import Listed.
Record hypotheses (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  net_plain : plain_net N }.
Definition statement : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w ->
  forall t, let form_state := as_net N (Quadratic.train (form N) eta w t) in
  let net_state := TwoLayer.train N eta (as_net N w) t in
  (forall i k, (i < TwoLayer.n N)%nat -> (k < TwoLayer.d N)%nat -> TwoLayer.U form_state i k = TwoLayer.U net_state i k) /\
  (forall i, (i < TwoLayer.n N)%nat -> TwoLayer.V form_state i = TwoLayer.V net_state i).
Definition nonvacuous : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w /\ 0 < Quadratic.loss (form N) w.
End LISTED_TRAINING.

(* One step of a general quadratic model: r' = (I - eta K) r + (eta^2/2) G Jᵀ r, J' = J - eta G, K' = J' J'ᵀ. *)
Module GENERAL_QUADRATIC.
Import General.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  form_symmetric : symmetric M }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (forall a, (a < D M)%nat -> residual M (step M eta w) a = residual M w a
    - eta * Sum (D M) (fun e => kernel M w a e * residual M w e)
    + eta ^ 2 / 2 * Sum (D M) (fun e => Sum (P M) (fun i => G M w a i * jacobian M w e i) * residual M w e)) /\
  (forall a i, jacobian M (step M eta w) a i = jacobian M w a i - eta * G M w a i) /\
  (forall a e, kernel M (step M eta w) a e
    = Sum (P M) (fun i => (jacobian M w a i - eta * G M w a i) * (jacobian M w e i - eta * G M w e i))).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End GENERAL_QUADRATIC.

(* No constant below C_k bounds the kernel: on one datum every net of k layers has weights that attain it. *)
Module DEPTH_SHARP.
Import Layered.
Record hypotheses (N : net) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  data_nonzero : 0 < gram_top N;
  slopes_nonzero : 0 < Rmax (a_minus N ^ 2) (a_plus N ^ 2);
  some_units : forall l, (l < depth N)%nat -> (0 < width N l)%nat }.
Definition statement : Prop := forall (N : net), hypotheses N ->
  exists w, 0 < weight_norm N w /\ 0 < top_kernel N w /\ top_kernel N w = gram_top N *
    ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * s N ^ 2 * weight_norm N w ^ (depth N - 1) *
    Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1).
Definition nonvacuous : Prop := exists (N : net), hypotheses N /\ (2 < depth N)%nat.
End DEPTH_SHARP.
