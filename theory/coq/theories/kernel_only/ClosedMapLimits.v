(* The closed map of one datum: an infinite product, and sines. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

(* One datum, linear net, v_0 < 4: the limit of v = eta H is the root of (v_0^2 - 4 u_0) prod_t (1 - u_t)^2. *)
Module UV_PRODUCT_NET.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  targets_zero : zero_targets N;
  below_edge : eta * kernel N w 0 0 < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  exists limit : R, is_lim_seq (fun t => eta * kernel N (train N eta w t) 0 0) limit /\
  is_lim_seq (fun t => ((eta * kernel N w 0 0) ^ 2 - 4 * ((s N * a_plus N) ^ 2 * x2 N * eta ^ 2 * output N w 0 ^ 2)) * product t (fun j => (1 - (s N * a_plus N) ^ 2 * x2 N * eta ^ 2 * output N (train N eta w j) 0 ^ 2) ^ 2)) (limit ^ 2).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_PRODUCT_NET.

(* One datum, linear net, v_0 = 4: u_t = 4 sin^2(3^t phi) for all t, so the loss stays bounded. *)
Module UV_SINE_NET.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  targets_zero : zero_targets N;
  at_edge : eta * kernel N w 0 0 = 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  exists phi, forall t, (s N * a_plus N) ^ 2 * x2 N * eta ^ 2 * output N (train N eta w t) 0 ^ 2 = 4 * sin (3 ^ t * phi) ^ 2.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_SINE_NET.

(* One datum, psi^2 = c I, v_0 < 4: the limit of v = eta H is the root of (v_0^2 - 4 u_0) prod_t (1 - u_t)^2. *)
Module UV_PRODUCT_FORM.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  one_datum : D M = 1%nat;
  form_symmetric : symmetric M;
  form_isotropic : isotropic M;
  targets_zero : zero_targets M;
  below_edge : eta * kernel M w 0 0 < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  exists limit : R, is_lim_seq (fun t => eta * kernel M (train M eta w t) 0 0) limit /\
  is_lim_seq (fun t => ((eta * kernel M w 0 0) ^ 2 - 4 * (zeta M ^ 2 * psi2_top M * eta ^ 2 * output M w 0 ^ 2)) * product t (fun j => (1 - zeta M ^ 2 * psi2_top M * eta ^ 2 * output M (train M eta w j) 0 ^ 2) ^ 2)) (limit ^ 2).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_PRODUCT_FORM.

(* One datum, psi^2 = c I, v_0 = 4: u_t = 4 sin^2(3^t phi) for all t, so the loss stays bounded. *)
Module UV_SINE_FORM.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  one_datum : D M = 1%nat;
  form_symmetric : symmetric M;
  form_isotropic : isotropic M;
  targets_zero : zero_targets M;
  at_edge : eta * kernel M w 0 0 = 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  exists phi, forall t, zeta M ^ 2 * psi2_top M * eta ^ 2 * output M (train M eta w t) 0 ^ 2 = 4 * sin (3 ^ t * phi) ^ 2.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_SINE_FORM.
