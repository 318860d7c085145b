(* Net of k layers without biases on D data: f_a = s V sigma(W_{k-2} ... sigma(W_0 x_a)), sigma of slopes a_plus, a_minus.
   [hidden] is the number k - 1 of hidden layers, [width l] the number of values that layer l reads, width 0 that of inputs.
   [a_zero] is the slope that the gradient step uses where a preactivation is exactly 0. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record net := Net {
  hidden : nat; width : nat -> nat; D : nat;
  X : nat -> nat -> R;  (* X a k: coordinate k of datum a *)
  y : nat -> R;
  s : R; a_plus : R; a_minus : R; a_zero : R }.
Definition depth (N : net) : nat := S (hidden N).
(* W l i j: from value j that hidden layer l reads to its unit i; V: the last layer. *)
Record weights := Weights { W : nat -> nat -> nat -> R; V : nat -> R }.
(* The weights with one of them replaced by z. *)
Definition with_W (w : weights) (l i j : nat) (z : R) : weights := Weights (fun p => if Nat.eq_dec p l then
  (fun q => if Nat.eq_dec q i then with_value (W w l i) j z else W w l q) else W w p) (V w).
Definition with_V (w : weights) (j : nat) (z : R) : weights := Weights (W w) (with_value (V w) j z).
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then a_plus N else if Rlt_dec p 0 then a_minus N else a_zero N.
(* What hidden layer l does to the values z: the sums that enter its units, and what leaves them. *)
Definition enters (N : net) (w : weights) (l : nat) (z : nat -> R) (i : nat) : R := Sum (width N l) (fun j => W w l i j * z j).
Definition leaves (N : net) (w : weights) (l : nat) (z : nat -> R) (i : nat) : R :=
  slope N (enters N w l z i) * enters N w l z i.
(* What layer l reads on datum a. *)
Fixpoint reads (N : net) (w : weights) (a l : nat) : nat -> R :=
  match l with O => X N a | S m => leaves N w m (reads N w a m) end.
Definition preactivation (N : net) (w : weights) (a l i : nat) : R := enters N w l (reads N w a l) i.
Definition output (N : net) (w : weights) (a : nat) : R :=
  s N * Sum (width N (hidden N)) (fun j => V w j * reads N w a (hidden N) j).
(* The chain rule: the derivative of f_a in value j that layer [hidden - m] reads, with the slopes of the layers above. *)
Fixpoint sent (N : net) (w : weights) (a m j : nat) : R := match m with
  | O => s N * V w j
  | S p => let l := (hidden N - S p)%nat in
      Sum (width N (S l)) (fun i => sent N w a p i * slope N (preactivation N w a l i) * W w l i j) end.
Definition grad_W (N : net) (w : weights) (a l i j : nat) : R :=
  sent N w a (hidden N - S l) i * slope N (preactivation N w a l i) * reads N w a l j.
Definition grad_V (N : net) (w : weights) (a j : nat) : R := s N * reads N w a (hidden N) j.
(* Sums over all weights of all layers. *)
Definition over_weights (N : net) (of_W : nat -> nat -> nat -> R) (of_V : nat -> R) : R :=
  Sum (hidden N) (fun l => Sum (width N (S l)) (fun i => Sum (width N l) (of_W l i))) + Sum (width N (hidden N)) of_V.
(* The weights by name: of a hidden layer, and of the last one. *)
Inductive weight := hidden_weight (l i j : nat) | last_weight (j : nat).
Definition weight_eq (p q : weight) : {p = q} + {p <> q}.
Proof. decide equality; apply Nat.eq_dec. Defined.
Definition inside (N : net) (p : weight) : Prop := match p with
  | hidden_weight l i j => (l < hidden N)%nat /\ (i < width N (S l))%nat /\ (j < width N l)%nat
  | last_weight j => (j < width N (hidden N))%nat end.
Definition weight_space (N : net) : space.
Proof.
  refine (Space weights weight weight_eq (inside N)
    (fun w p => match p with hidden_weight l i j => W w l i j | last_weight j => V w j end)
    (fun f => Weights (fun l i j => f (hidden_weight l i j)) (fun j => f (last_weight j)))
    (fun f => over_weights N (fun l i j => f (hidden_weight l i j)) (fun j => f (last_weight j))) _ _ _ _ _ _).
  - intros f [l i j|j]; reflexivity.
  - intros []; reflexivity.
  - intros f g E. unfold over_weights. f_equal; [|apply sum_ext; intros j Hj; apply E, Hj].
    apply sum_ext; intros l Hl; apply sum_ext; intros i Hi; apply sum_ext; intros j Hj. apply E. repeat split; assumption.
  - intros f g. unfold over_weights. rewrite sum_plus.
    rewrite (sum_ext (hidden N) _ (fun l => Sum (width N (S l)) (fun i => Sum (width N l) (fun j => f (hidden_weight l i j)))
      + Sum (width N (S l)) (fun i => Sum (width N l) (fun j => g (hidden_weight l i j))))); [rewrite sum_plus; ring|].
    intros l _. rewrite <- sum_plus. apply sum_ext. intros i _. rewrite <- sum_plus. reflexivity.
  - intros c f. unfold over_weights. rewrite sum_scal, Rmult_plus_distr_l. f_equal. rewrite <- sum_scal. apply sum_ext. intros l _.
    rewrite <- sum_scal. apply sum_ext. intros i _. apply sum_scal.
  - intros f P. unfold over_weights. apply Rplus_le_le_0_compat; [|apply sum_nonneg; intros j Hj; apply P, Hj].
    apply sum_nonneg; intros l Hl; apply sum_nonneg; intros i Hi; apply sum_nonneg; intros j Hj. apply P. repeat split; assumption.
Defined.
Definition grad (N : net) (w : weights) (a : nat) : weights := Weights (grad_W N w a) (grad_V N w a).
Definition trained (N : net) : Trained.model := Trained.Model (weight_space N) (D N) (/ INR (D N)) (output N) (grad N) (y N).
Ltac known N w t := t.
Ltac of_trained N w t := let t := eval red in t in let t := known N w t in let t := Trained.outer t in let t := known N w t in
  let t := eval cbv beta iota delta [trained weight_space grad] in t in let t := Trained.inner t in let t := eval cbn beta iota delta [W V] in t in exact t.
Definition residual (N : net) (w : weights) (a : nat) : R := ltac:(of_trained N w (Trained.residual (trained N) w a)).
Definition kernel (N : net) (w : weights) (a b : nat) : R := ltac:(of_trained N w (Trained.kernel (trained N) w a b)).
Ltac known N w t ::= Trained.with_kernel (trained N) w (residual N w) (kernel N w) t.
Definition kernel_form (N : net) (w : weights) (z : nat -> R) : R := ltac:(of_trained N w (Trained.kernel_form (trained N) w z)).
Ltac known N w t ::= Trained.with_form (trained N) w (residual N w) (kernel N w) (kernel_form N w) t.
Definition loss (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.total_loss (trained N) squared w)).
Definition weight_norm (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.weight_norm (trained N) w)).
Definition mean_square_output (N : net) (w : weights) : R := ltac:(of_trained N w (Trained.mean_square_output (trained N) w)).
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
  / INR (D N) * Sum (width N 0) (fun k => Sum (D N) (fun a => z a * X N a k) ^ 2).
Definition gram_top (N : net) : R := supremum (unit_sphere (D N)) (gram_form N).
Definition zero_targets (N : net) : Prop := forall a, (a < D N)%nat -> y N a = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_minus N ^ 2) (a_plus N ^ 2).
