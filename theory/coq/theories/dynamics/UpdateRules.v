(* Update rules. A state holds the weights, the velocity (what a rule with momentum remembers) and the number of the step. A rule
   makes the next state from the gradients it asks for: [grad t w] is the gradient, at the weights w, of the loss of step t. *)
Require Import Reals Lra Arith.
From Catapult Require Import Sums WeightSpace.
Open Scope R_scope.

Record state (E : space) := State { weights_of : vector E; velocity_of : vector E; step_of : nat }.
Arguments State {E}. Arguments weights_of {E}. Arguments velocity_of {E}. Arguments step_of {E}.
Definition rule (E : space) : Type := (nat -> vector E -> vector E) -> state E -> state E.
(* At step 0 with velocity 0. *)
Definition start {E : space} (w : vector E) : state E := State w (zero_vector E) 0.
(* A learning rate for each step; [constant_rate eta] is the same one at every step. *)
Definition schedule : Type := nat -> R.
Definition constant_rate (eta : R) : schedule := fun _ => eta.

Section Rules.
Variable E : space.
(* w' = w - eta_t grad(w) *)
Definition gradient_descent (eta : schedule) : rule E := fun grad s =>
  State (advance E (weights_of s) (eta (step_of s)) (grad (step_of s) (weights_of s))) (velocity_of s) (S (step_of s)).
(* w' = (1 - eta_t mu) w - eta_t grad(w) *)
Definition weight_decay (eta : schedule) (mu : R) : rule E := fun grad s =>
  State (advance E (scale E (1 - eta (step_of s) * mu) (weights_of s)) (eta (step_of s)) (grad (step_of s) (weights_of s)))
    (velocity_of s) (S (step_of s)).
(* v' = beta v - eta_t grad(w), w' = w + v' *)
Definition heavy_ball (eta : schedule) (beta : R) : rule E := fun grad s =>
  let v := advance E (scale E beta (velocity_of s)) (eta (step_of s)) (grad (step_of s) (weights_of s)) in
  State (add E (weights_of s) v) v (S (step_of s)).
(* v' = beta v - eta_t grad(w + beta v), w' = w + v' *)
Definition nesterov (eta : schedule) (beta : R) : rule E := fun grad s =>
  let m := scale E beta (velocity_of s) in
  let v := advance E m (eta (step_of s)) (grad (step_of s) (add E (weights_of s) m)) in
  State (add E (weights_of s) v) v (S (step_of s)).
(* Heavy ball with weight decay: v' = beta v - eta_t (grad(w) + mu w), w' = w + v'. *)
Definition heavy_ball_decay (eta : schedule) (beta mu : R) : rule E := fun grad s =>
  let v := advance E (scale E beta (velocity_of s)) (eta (step_of s))
    (add E (grad (step_of s) (weights_of s)) (scale E mu (weights_of s))) in
  State (add E (weights_of s) v) v (S (step_of s)).

(* Without decay and without momentum the others are gradient descent. *)
Lemma weight_decay_zero eta grad s : weight_decay eta 0 grad s = gradient_descent eta grad s.
Proof. unfold weight_decay, gradient_descent. rewrite Rmult_0_r, Rminus_0_r, scale_one. reflexivity. Qed.
Lemma heavy_ball_zero eta grad s : weights_of (heavy_ball eta 0 grad s) = weights_of (gradient_descent eta grad s).
Proof.
  simpl. apply vector_ext. intro i. rewrite entry_add, !entry_advance, entry_scale. ring.
Qed.
Lemma nesterov_zero eta grad s : weights_of (nesterov eta 0 grad s) = weights_of (gradient_descent eta grad s).
Proof.
  simpl. replace (scale E 0 (velocity_of s)) with (zero_vector E).
  - replace (add E (weights_of s) (zero_vector E)) with (weights_of s).
    + apply vector_ext. intro i. rewrite entry_add, !entry_advance, entry_zero. ring.
    + apply vector_ext. intro i. rewrite entry_add, entry_zero. ring.
  - apply vector_ext. intro i. rewrite entry_zero, entry_scale. ring.
Qed.
Lemma heavy_ball_no_decay eta beta grad s : heavy_ball_decay eta beta 0 grad s = heavy_ball eta beta grad s.
Proof.
  unfold heavy_ball_decay, heavy_ball. replace (add E _ (scale E 0 (weights_of s))) with (grad (step_of s) (weights_of s)); [reflexivity|].
  apply vector_ext. intro i. rewrite entry_add, entry_scale. ring.
Qed.
End Rules.
Arguments gradient_descent {E}. Arguments weight_decay {E}. Arguments heavy_ball {E}. Arguments nesterov {E}. Arguments heavy_ball_decay {E}.
