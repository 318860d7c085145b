(* Two-layer ReLU net f_a = s sum_i v_i relu(u_i . x_a), s = (md)^(-1/2), expanded to second order around the inner weights
   [centre]: every unit keeps, on every datum, the gate it has there. [tangent] is K_ab = grad f_a . grad f_b without 1/D. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
From Catapult Require TwoLayer.
Open Scope R_scope.

Record model := Model { m : nat; d : nat; D : nat; X : nat -> nat -> R; y : nat -> R; centre : nat -> nat -> R }.
Record weights := Weights { U : nat -> nat -> R; V : nat -> R }.
Definition s (M : model) : R := / sqrt (INR (m M) * INR (d M)).
Definition preactivation (M : model) (w : weights) (a i : nat) : R := Sum (d M) (fun k => U w i k * X M a k).
Definition gate (M : model) (a i : nat) : R := if Rle_dec 0 (Sum (d M) (fun k => centre M i k * X M a k)) then 1 else 0.
Definition output (M : model) (w : weights) (a : nat) : R :=
  s M * Sum (m M) (fun i => gate M a i * preactivation M w a i * V w i).
Definition grad_U (M : model) (w : weights) (a i k : nat) : R := s M * (gate M a i * V w i) * X M a k.
Definition grad_V (M : model) (w : weights) (a i : nat) : R := s M * (gate M a i * preactivation M w a i).
(* The weights by name: from coordinate k of the input to unit i, and from unit i to the output. *)
Inductive weight := inner (i k : nat) | outer (i : nat).
Definition weight_eq (p q : weight) : {p = q} + {p <> q}.
Proof. decide equality; apply Nat.eq_dec. Defined.
Definition inside (M : model) (p : weight) : Prop := match p with inner i k => (i < m M)%nat /\ (k < d M)%nat | outer i => (i < m M)%nat end.
Definition weight_space (M : model) : space.
Proof.
  refine (Space weights weight weight_eq (inside M)
    (fun w p => match p with inner i k => U w i k | outer i => V w i end)
    (fun f => Weights (fun i k => f (inner i k)) (fun i => f (outer i)))
    (fun f => Sum (m M) (fun i => Sum (d M) (fun k => f (inner i k)) + f (outer i))) _ _ _ _ _ _).
  - intros f [i k|i]; reflexivity.
  - intros []; reflexivity.
  - intros f g E. apply sum_ext. intros i Hi. f_equal; [|apply E, Hi]. apply sum_ext. intros k Hk. apply E. split; assumption.
  - intros f g. rewrite <- sum_plus. apply sum_ext. intros i _. rewrite sum_plus. ring.
  - intros c f. rewrite <- sum_scal. apply sum_ext. intros i _. rewrite sum_scal. ring.
  - intros f P. apply sum_nonneg. intros i Hi. apply Rplus_le_le_0_compat; [|apply P, Hi].
    apply sum_nonneg. intros k Hk. apply P. split; assumption.
Defined.
Definition grad (M : model) (w : weights) (a : nat) : weights := Weights (grad_U M w a) (grad_V M w a).
Definition trained (M : model) : Trained.model := Trained.Model (weight_space M) (D M) (/ INR (D M)) (output M) (grad M) (y M).
Ltac known M w t := t.
Ltac of_trained M w t := let t := eval red in t in let t := known M w t in let t := Trained.outer t in let t := known M w t in
  let t := eval cbv beta iota delta [trained weight_space grad] in t in let t := Trained.inner t in let t := eval cbn beta iota delta [U V] in t in exact t.
Definition residual (M : model) (w : weights) (a : nat) : R := ltac:(of_trained M w (Trained.residual (trained M) w a)).
Ltac known M w t ::= Trained.with_residual (trained M) w (residual M w) t.
Definition tangent (M : model) (w : weights) (a b : nat) : R := ltac:(of_trained M w (Trained.tangent (trained M) w a b)).
Definition loss (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.total_loss (trained M) squared w)).
Definition kernel (M : model) (w : weights) (a b : nat) : R := / INR (D M) * tangent M w a b.
Definition weight_norm (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.weight_norm (trained M) w)).
Definition mean_square_output (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.mean_square_output (trained M) w)).
Definition mean_square_residual (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.mean_square_residual (trained M) w)).
(* A step of gradient descent with the squared loss on all data, and training with a constant learning rate. *)
Definition step (M : model) (eta : R) (w : weights) : weights := ltac:(of_trained M w
  (Trained.next (trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M)) w)).
Definition train (M : model) (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M)) w t.
Definition zero_targets (M : model) : Prop := forall a, (a < D M)%nat -> y M a = 0.
Definition x2 (M : model) : R := Sum (d M) (fun k => X M 0%nat k ^ 2).
(* One-dimensional inputs: p1 and p2 are the inputs of one sign and 0 elsewhere; no unit is expanded around 0. *)
Definition line (M : model) : Prop := d M = 1%nat /\ (0 < m M)%nat /\ forall i, (i < m M)%nat -> centre M i 0%nat <> 0.
Definition p1 (M : model) (a : nat) : R := if Rle_dec 0 (X M a 0) then X M a 0 else 0.
Definition p2 (M : model) (a : nat) : R := if Rle_dec 0 (X M a 0) then 0 else X M a 0.
Definition p1_norm2 (M : model) : R := Sum (D M) (fun a => p1 M a ^ 2).
Definition p2_norm2 (M : model) : R := Sum (D M) (fun a => p2 M a ^ 2).
Definition along (M : model) (p z : nat -> R) : R := Sum (D M) (fun a => p a * z a).
Definition tangent_times (M : model) (w : weights) (z : nat -> R) (a : nat) : R := Sum (D M) (fun b => tangent M w a b * z b).
Definition on_plus (M : model) (z : nat -> R) (a : nat) : R := if Rle_dec 0 (X M a 0) then z a else 0.
Definition on_minus (M : model) (z : nat -> R) (a : nat) : R := if Rle_dec 0 (X M a 0) then 0 else z a.
(* (1/m) sum_k (v_k^2 + u_k^2) over the units that are open for inputs of one sign, times |p1|^2 or |p2|^2. *)
Definition lambda_1 (M : model) (w : weights) : R := p1_norm2 M * (/ INR (m M) *
  Sum (m M) (fun i => if Rle_dec 0 (centre M i 0) then V w i ^ 2 + U w i 0 ^ 2 else 0)).
Definition lambda_2 (M : model) (w : weights) : R := p2_norm2 M * (/ INR (m M) *
  Sum (m M) (fun i => if Rle_dec (centre M i 0) 0 then V w i ^ 2 + U w i 0 ^ 2 else 0)).
Definition trace (M : model) (w : weights) : R := Sum (D M) (fun a => tangent M w a a).
Definition trace2 (M : model) (w : weights) : R := Sum (D M) (fun a => Sum (D M) (fun b => tangent M w a b * tangent M w b a)).
(* The data of one sign, with inputs p, as a single datum x with x^2 = |p|^2 and target p . y / x. *)
Definition block (M : model) (p : nat -> R) (x : R) : model := {| m := m M; d := 1; D := 1; X := fun _ _ => x;
  y := fun _ => along M p (y M) / x; centre := centre M |}.
(* The line through w in the direction v, and the net whose expansion the model is. *)
Definition moved (w v : weights) (z : R) : weights := Weights (fun i k => U w i k + z * U v i k) (fun i => V w i + z * V v i).
Definition relu (M : model) (at_zero : R) : TwoLayer.net := TwoLayer.Net (m M) (d M) (D M) (X M) (y M) (s M) 1 0 at_zero.
Definition as_net (w : weights) : TwoLayer.weights := TwoLayer.Weights (U w) (V w).
(* One datum: the linear net, and the weights of the units that are active, the others being 0. *)
Definition linear (M : model) : TwoLayer.net := TwoLayer.Net (m M) (d M) (D M) (X M) (y M) (s M) 1 1 1.
Definition active (M : model) (w : weights) : TwoLayer.weights :=
  TwoLayer.Weights (fun i k => gate M 0 i * U w i k) (fun i => gate M 0 i * V w i).
