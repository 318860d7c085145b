(* The catapult as one sentence: the loss first grows and then tends to 0. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
From Catapult Require Import CAT_EXISTS_LEAKY CAT_EXISTS_QUADRATIC CAT_LIMIT.
Open Scope R_scope.

(* The catapult, leaky nets: between the edges, for small f_0 <> 0, the loss first grows and then tends to 0. *)
Module CATAPULT_NET.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  grows : CAT_EXISTS_LEAKY_1.hypotheses N eta w;
  falls : CAT_LIMIT_1.hypotheses N eta w }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  loss N w < loss N (train N eta w 1) /\
  is_lim_seq (fun t => loss N (train N eta w t)) 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End CATAPULT_NET.

(* The catapult, pure quadratic models: between the edges, for small f_0 <> 0, the loss first grows and then tends to 0. *)
Module CATAPULT_FORM.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  grows : CAT_EXISTS_QUADRATIC_1.hypotheses M eta w;
  falls : CAT_LIMIT_2.hypotheses M eta w }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  loss M w < loss M (train M eta w 1) /\
  is_lim_seq (fun t => loss M (train M eta w t)) 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End CATAPULT_FORM.
