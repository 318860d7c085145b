(* Two-layer net without biases on D data with K outputs each: f_ac = s sum_i v_ci sigma(u_i . x_a), sigma of slopes a_plus, a_minus.
   Output c of datum a is the output number a K + c of D K, over which the loss is a mean. [a_zero] is the slope that the gradient step
   uses where a preactivation is exactly 0. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record net := Net {
  n : nat; d : nat; D : nat; K : nat;
  X : nat -> nat -> R;  (* X a k: coordinate k of datum a *)
  y : nat -> R;  (* y j: target of output number j *)
  s : R; a_plus : R; a_minus : R; a_zero : R }.
(* U i k: from coordinate k of the input to unit i; V c i: from unit i to output c. *)
Record weights := Weights { U : nat -> nat -> R; V : nat -> nat -> R }.
Definition datum (N : net) (j : nat) : nat := (j / K N)%nat.
Definition place (N : net) (j : nat) : nat := (j mod K N)%nat.
Definition preactivation (N : net) (w : weights) (a i : nat) : R := Sum (d N) (fun k => U w i k * X N a k).
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then a_plus N else if Rlt_dec p 0 then a_minus N else a_zero N.
Definition hidden (N : net) (w : weights) (a i : nat) : R := slope N (preactivation N w a i) * preactivation N w a i.
Definition output (N : net) (w : weights) (j : nat) : R := s N * Sum (n N) (fun i => V w (place N j) i * hidden N w (datum N j) i).
Definition grad_U (N : net) (w : weights) (j i k : nat) : R :=
  s N * V w (place N j) i * slope N (preactivation N w (datum N j) i) * X N (datum N j) k.
Definition grad_V (N : net) (w : weights) (j c i : nat) : R := if Nat.eq_dec (place N j) c then s N * hidden N w (datum N j) i else 0.
(* The weights by name: from coordinate k of the input to unit i, and from unit i to output c. *)
Inductive weight := inner (i k : nat) | outer (c i : nat).
Definition weight_eq (p q : weight) : {p = q} + {p <> q}.
Proof. decide equality; apply Nat.eq_dec. Defined.
Definition inside (N : net) (p : weight) : Prop := match p with
  | inner i k => (i < n N)%nat /\ (k < d N)%nat
  | outer c i => (c < K N)%nat /\ (i < n N)%nat end.
Definition weight_space (N : net) : space.
Proof.
  refine (Space weights weight weight_eq (inside N)
    (fun w p => match p with inner i k => U w i k | outer c i => V w c i end)
    (fun f => Weights (fun i k => f (inner i k)) (fun c i => f (outer c i)))
    (fun f => Sum (n N) (fun i => Sum (d N) (fun k => f (inner i k))) + Sum (K N) (fun c => Sum (n N) (fun i => f (outer c i)))) _ _ _ _ _ _).
  - intros f [i k|c i]; reflexivity.
  - intros []; reflexivity.
  - intros f g E. f_equal; apply sum_ext; intros i Hi; apply sum_ext; intros k Hk; apply E; split; assumption.
  - intros f g. rewrite (sum_ext (n N) _ (fun i => Sum (d N) (fun k => f (inner i k)) + Sum (d N) (fun k => g (inner i k))))
      by (intros; apply sum_plus).
    rewrite (sum_ext (K N) _ (fun c => Sum (n N) (fun i => f (outer c i)) + Sum (n N) (fun i => g (outer c i)))) by (intros; apply sum_plus).
    rewrite !sum_plus. ring.
  - intros c f. rewrite Rmult_plus_distr_l, <- !sum_scal. f_equal; apply sum_ext; intros; apply sum_scal.
  - intros f P. apply Rplus_le_le_0_compat; apply sum_nonneg; intros i Hi; apply sum_nonneg; intros k Hk; apply P; split; assumption.
Defined.
Definition grad (N : net) (w : weights) (j : nat) : weights := Weights (grad_U N w j) (grad_V N w j).
Definition trained (N : net) : Trained.model := Trained.Model (weight_space N) (D N * K N) (/ INR (D N * K N)) (output N) (grad N) (y N).
Ltac known N w t := t.
Ltac of_trained N w t := let t := eval red in t in let t := known N w t in let t := Trained.outer t in let t := known N w t in
  let t := eval cbv beta iota delta [trained weight_space grad] in t in let t := Trained.inner t in let t := eval cbn beta iota delta [U V] in t in exact t.
Definition residual (N : net) (w : weights) (j : nat) : R := ltac:(of_trained N w (Trained.residual (trained N) w j)).
Definition kernel (N : net) (w : weights) (i j : nat) : R := ltac:(of_trained N w (Trained.kernel (trained N) w i j)).
Ltac known N w t ::= Trained.with_kernel (trained N) w (residual N w) (kernel N w) t.
Definition kernel_form (N : net) (w : weights) (z : nat -> R) : R := ltac:(of_trained N w (Trained.kernel_form (trained N) w z)).
Ltac known N w t ::= Trained.with_form (trained N) w (residual N w) (kernel N w) (kernel_form N w) t.
Definition loss (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.total_loss (trained N) squared w)).
Definition weight_norm (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.weight_norm (trained N) w)).
Definition mean_square_output (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.mean_square_output (trained N) w)).
Definition mean_square_residual (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.mean_square_residual (trained N) w)).
Definition top_kernel (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.top_kernel (trained N) w)).
Definition residual_output (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.residual_output (trained N) w)).
Definition residual_kernel (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.residual_kernel (trained N) w)).
(* A step of gradient descent with the squared loss on all data, and training with a constant learning rate. *)
Definition step (N : net) (eta : R) (w : weights) : weights := ltac:(of_trained N w
  (Trained.next (trained N) (gradient_descent (constant_rate eta)) squared (Trained.full (trained N)) w)).
Definition train (N : net) (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained N) (gradient_descent (constant_rate eta)) squared (Trained.full (trained N)) w t.
(* The top eigenvalue of X Xᵀ / D. *)
Definition gram_form (N : net) (z : nat -> R) : R :=
  / INR (D N) * Sum (d N) (fun k => Sum (D N) (fun a => z a * X N a k) ^ 2).
Definition gram_top (N : net) : R := supremum (unit_sphere (D N)) (gram_form N).
Definition target_norm (N : net) : R := sqrt (Sum (D N * K N) (fun j => y N j ^ 2)).
Definition zero_targets (N : net) : Prop := forall j, (j < D N * K N)%nat -> y N j = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_minus N ^ 2) (a_plus N ^ 2).
