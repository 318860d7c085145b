(* Pure quadratic model on D data: f_a = (zeta/2) wᵀ psi_a w, psi_a symmetric. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record model := Model { n : nat; D : nat; psi : nat -> nat -> nat -> R; y : nat -> R; zeta : R }.
Definition weights := nat -> R.
Definition symmetric (M : model) : Prop :=
  forall a i j, (a < D M)%nat -> (i < n M)%nat -> (j < n M)%nat -> psi M a i j = psi M a j i.
Definition psi_times (M : model) (a : nat) (w : weights) (i : nat) : R := Sum (n M) (fun j => psi M a i j * w j).
Definition output (M : model) (w : weights) (a : nat) : R := zeta M / 2 * Sum (n M) (fun i => w i * psi_times M a w i).
Definition gradient (M : model) (w : weights) (a i : nat) : R := zeta M * psi_times M a w i.
Definition inside (M : model) (i : nat) : Prop := (i < n M)%nat.
Definition weight_space (M : model) : space := numbers (n M).
Definition trained (M : model) : Trained.model :=
  Trained.Model (weight_space M) (D M) (/ INR (D M)) (output M) (gradient M) (y M).
Ltac known M w t := t.
Ltac of_trained M w t := let t := eval red in t in let t := known M w t in let t := Trained.outer t in let t := known M w t in
  let t := eval cbv beta iota delta [trained weight_space] in t in let t := Trained.inner t in exact t.
Definition residual (M : model) (w : weights) (a : nat) : R := ltac:(of_trained M w (Trained.residual (trained M) w a)).
Definition kernel (M : model) (w : weights) (a b : nat) : R := ltac:(of_trained M w (Trained.kernel (trained M) w a b)).
Ltac known M w t ::= Trained.with_kernel (trained M) w (residual M w) (kernel M w) t.
Definition kernel_form (M : model) (w : weights) (z : nat -> R) : R := ltac:(of_trained M w (Trained.kernel_form (trained M) w z)).
Ltac known M w t ::= Trained.with_form (trained M) w (residual M w) (kernel M w) (kernel_form M w) t.
Definition loss (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.total_loss (trained M) squared w)).
Definition weight_norm (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.weight_norm (trained M) w)).
Definition mean_square_output (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.mean_square_output (trained M) w)).
Definition mean_square_residual (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.mean_square_residual (trained M) w)).
Definition top_kernel (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.top_kernel (trained M) w)).
Definition residual_output (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.residual_output (trained M) w)).
Definition residual_kernel (M : model) (w : weights) : R := ltac:(of_trained M w (Trained.residual_kernel (trained M) w)).
(* A step of gradient descent with the squared loss on all data, and training with a constant learning rate. *)
Definition step (M : model) (eta : R) (w : weights) : weights := ltac:(of_trained M w
  (Trained.next (trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M)) w)).
Definition train (M : model) (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained M) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M)) w t.
Definition zero_targets (M : model) : Prop := forall a, (a < D M)%nat -> y M a = 0.
Definition target_norm (M : model) : R := sqrt (Sum (D M) (fun a => y M a ^ 2)).
(* The top eigenvalue of psi^2 (one datum), and of sum_a psi_a^2. *)
Definition square_form (M : model) (x : weights) : R := Sum (n M) (fun i => psi_times M 0 x i ^ 2).
Definition psi2_top (M : model) : R := supremum (unit_sphere (n M)) (square_form M).
Definition sum_square_form (M : model) (x : weights) : R := Sum (D M) (fun a => Sum (n M) (fun i => psi_times M a x i ^ 2)).
Definition sum_psi2_top (M : model) : R := supremum (unit_sphere (n M)) (sum_square_form M).
(* The sharp constant (zeta^2/D) max over |z| = |x| = 1 of |sum_a z_a psi_a x|^2. *)
Definition mixed_form (M : model) (p : (nat -> R) * weights) : R :=
  Sum (n M) (fun i => Sum (D M) (fun a => fst p a * psi_times M a (snd p) i) ^ 2).
Definition c_star (M : model) : R := zeta M ^ 2 / INR (D M) *
  supremum (fun p => unit_sphere (D M) (fst p) /\ unit_sphere (n M) (snd p)) (mixed_form M).
(* The quadratic form of Omega = (zeta^2/D) psi_a psi_b at the block vector x. *)
Definition omega_form (M : model) (x : nat -> nat -> R) : R := zeta M ^ 2 / INR (D M) *
  Sum (D M) (fun a => Sum (D M) (fun b => Sum (n M) (fun i => psi_times M a (x a) i * psi_times M b (x b) i))).
Definition omega_top (M : model) : R :=
  supremum (fun x => Sum (D M) (fun a => Sum (n M) (fun i => x a i ^ 2)) = 1) (omega_form M).
(* psi^2 = c I on the one datum. *)
Definition squares_to (M : model) (c : R) : Prop := forall (x : weights) (i : nat), (i < n M)%nat ->
  psi_times M 0 (psi_times M 0 x) i = c * x i.
Definition isotropic (M : model) : Prop := exists c, squares_to M c.
