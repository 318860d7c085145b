(* The step of each model is eta times the gradient of its loss. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace.
From Catapult Require Biased General Layered ManyOutputs Neural Quadratic TwoLayer.
Open Scope R_scope.

(* Where no preactivation is 0, the step of the two-layer net is eta times the gradient of the loss. *)
Module GRADIENT_NET.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D N)%nat;
  no_kink : forall a i, (a < D N)%nat -> (i < n N)%nat -> preactivation N w a i <> 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall i, inside N i -> is_derive (fun z => loss N (with_entry (weight_space N) w i z)) (entry (weight_space N) w i)
    ((entry (weight_space N) w i - entry (weight_space N) (step N eta w) i) / eta).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End GRADIENT_NET.

(* The step of the pure quadratic model is eta times the gradient of the loss. *)
Module GRADIENT_QUADRATIC.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall i, inside M i -> is_derive (fun z => loss M (with_entry (weight_space M) w i z)) (entry (weight_space M) w i)
    ((entry (weight_space M) w i - entry (weight_space M) (step M eta w) i) / eta).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End GRADIENT_QUADRATIC.

(* The step of the quadratic model with bias is eta times the gradient of the loss. *)
Module GRADIENT_BIASED.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  forall i, inside B i -> is_derive (fun z => loss B (with_entry (weight_space B) w i z)) (entry (weight_space B) w i)
    ((entry (weight_space B) w i - entry (weight_space B) (step B eta w) i) / eta).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End GRADIENT_BIASED.

(* The step of the general quadratic model is eta times the gradient of the loss. *)
Module GRADIENT_GENERAL.
Import General.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall i, inside M i -> is_derive (fun z => loss M (with_entry (weight_space M) w i z)) (entry (weight_space M) w i)
    ((entry (weight_space M) w i - entry (weight_space M) (step M eta w) i) / eta).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End GRADIENT_GENERAL.

(* The step of the neural quadratic model is eta times the gradient of the loss. *)
Module GRADIENT_NEURAL.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall i, inside M i -> is_derive (fun z => loss M (with_entry (weight_space M) w i z)) (entry (weight_space M) w i)
    ((entry (weight_space M) w i - entry (weight_space M) (step M eta w) i) / eta).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End GRADIENT_NEURAL.

(* Where no preactivation is 0, the step of the net of k layers is eta times the gradient of the loss. *)
Module GRADIENT_LAYERED.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D N)%nat;
  no_kink : forall a l i, (a < D N)%nat -> (l < hidden N)%nat -> (i < width N (S l))%nat -> preactivation N w a l i <> 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall i, inside N i -> is_derive (fun z => loss N (with_entry (weight_space N) w i z)) (entry (weight_space N) w i)
    ((entry (weight_space N) w i - entry (weight_space N) (step N eta w) i) / eta).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End GRADIENT_LAYERED.

(* Where no preactivation is 0, the step of the two-layer net with several outputs is eta times the gradient of the loss. *)
Module GRADIENT_OUTPUTS.
Import ManyOutputs.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D N)%nat;
  some_outputs : (0 < K N)%nat;
  no_kink : forall a i, (a < D N)%nat -> (i < n N)%nat -> preactivation N w a i <> 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall i, inside N i -> is_derive (fun z => loss N (with_entry (weight_space N) w i z)) (entry (weight_space N) w i)
    ((entry (weight_space N) w i - entry (weight_space N) (step N eta w) i) / eta).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End GRADIENT_OUTPUTS.
