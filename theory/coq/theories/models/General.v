(* General quadratic model on D data, f_a = c_a + b_a . w + (1/2) wᵀ Q_a w, Q_a symmetric; here the loss is (1/2) sum_a r_a^2. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record model := Model {
  P : nat; D : nat; c : nat -> R; b : nat -> nat -> R; Q : nat -> nat -> nat -> R; y : nat -> R }.
Definition weights := nat -> R.
Definition symmetric (M : model) : Prop :=
  forall a i j, (a < D M)%nat -> (i < P M)%nat -> (j < P M)%nat -> Q M a i j = Q M a j i.
Definition Q_times (M : model) (a : nat) (w : weights) (i : nat) : R := Sum (P M) (fun j => Q M a i j * w j).
Definition output (M : model) (w : weights) (a : nat) : R :=
  c M a + Sum (P M) (fun i => b M a i * w i) + / 2 * Sum (P M) (fun i => w i * Q_times M a w i).
Definition jacobian (M : model) (w : weights) (a i : nat) : R := b M a i + Q_times M a w i.
Definition inside (M : model) (i : nat) : Prop := (i < P M)%nat.
Definition weight_space (M : model) : space := numbers (P M).
Definition trained (M : model) : Trained.model := Trained.Model (weight_space M) (D M) 1 (output M) (jacobian M) (y M).
Ltac known M w t := t.
Ltac of_trained M w t := let t := eval red in t in let t := known M w t in let t := Trained.outer t in let t := known M w t in
  let t := eval cbv beta iota delta [trained weight_space] in t in let t := Trained.inner t in exact t.
Definition residual (M : model) (w : weights) (a : nat) : R := ltac:(of_trained M w (Trained.residual (trained M) w a)).
Definition kernel (M : model) (w : weights) (a b : nat) : R := ltac:(of_trained M w (Trained.tangent (trained M) w a b)).
Ltac known M w t ::= Trained.with_kernel (trained M) w (residual M w) (kernel M w) t.
Definition loss (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.total_loss (trained M) squared w)).
(* A step of gradient descent with the squared loss on all data, and training with a constant learning rate. *)
Definition step (M : model) (eta : R) (w : weights) : weights := ltac:(of_trained M w
  (Trained.next (trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M)) w)).
Definition train (M : model) (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M)) w t.
(* Jᵀ r, and the rows G_a = rᵀ J Q_a. *)
Definition pull (M : model) (w : weights) (i : nat) : R := Sum (D M) (fun e => residual M w e * jacobian M w e i).
Definition G (M : model) (w : weights) (a i : nat) : R := Q_times M a (pull M w) i.
(* z . g over the data, and K, G Jᵀ and G Gᵀ times a vector of D numbers. *)
Definition along (M : model) (z g : nat -> R) : R := Sum (D M) (fun a => z a * g a).
Definition kernel_times (M : model) (w : weights) (v : nat -> R) (a : nat) : R := Sum (D M) (fun e => kernel M w a e * v e).
Definition mixed_times (M : model) (w : weights) (v : nat -> R) (a : nat) : R :=
  Sum (D M) (fun e => Sum (P M) (fun i => G M w a i * jacobian M w e i) * v e).
Definition square_times (M : model) (w : weights) (v : nat -> R) (a : nat) : R :=
  Sum (D M) (fun e => Sum (P M) (fun i => G M w a i * G M w e i) * v e).
