(* Two-layer net without biases on D data in d dimensions: f_a = s sum_i v_i sigma(u_i . x_a), sigma of slopes a_plus, a_minus.
   [a_zero] is the slope that the gradient step uses where a preactivation is exactly 0. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record net := Net {
  n : nat; d : nat; D : nat;
  X : nat -> nat -> R;  (* X a k: coordinate k of datum a *)
  y : nat -> R;
  s : R; a_plus : R; a_minus : R; a_zero : R }.
Record weights := Weights { U : nat -> nat -> R; V : nat -> R }.
Definition preactivation (N : net) (w : weights) (a i : nat) : R := Sum (d N) (fun k => U w i k * X N a k).
(* The slope at preactivation p, and one unit: its output and its derivatives in p and in the outer weight v at fixed slope. *)
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then a_plus N else if Rlt_dec p 0 then a_minus N else a_zero N.
Definition unit_output (N : net) (p v : R) : R := (slope N p * p * v).
Definition unit_d_preactivation (N : net) (p v : R) : R := (slope N p * v).
Definition unit_d_outer (N : net) (p v : R) : R := (slope N p * p).
Definition output (N : net) (w : weights) (a : nat) : R :=
  s N * Sum (n N) (fun i => unit_output N (preactivation N w a i) (V w i)).
Definition grad_U (N : net) (w : weights) (a i k : nat) : R :=
  s N * unit_d_preactivation N (preactivation N w a i) (V w i) * X N a k.
Definition grad_V (N : net) (w : weights) (a i : nat) : R := s N * unit_d_outer N (preactivation N w a i) (V w i).
(* The weights by name: from coordinate k of the input to unit i, and from unit i to the output. *)
Inductive weight := inner (i k : nat) | outer (i : nat).
Definition weight_eq (p q : weight) : {p = q} + {p <> q}.
Proof. decide equality; apply Nat.eq_dec. Defined.
Definition inside (N : net) (p : weight) : Prop := match p with inner i k => (i < n N)%nat /\ (k < d N)%nat | outer i => (i < n N)%nat end.
Definition weight_space (N : net) : space.
Proof.
  refine (Space weights weight weight_eq (inside N)
    (fun w p => match p with inner i k => U w i k | outer i => V w i end)
    (fun f => Weights (fun i k => f (inner i k)) (fun i => f (outer i)))
    (fun f => Sum (n N) (fun i => Sum (d N) (fun k => f (inner i k)) + f (outer i))) _ _ _ _ _ _).
  - intros f [i k|i]; reflexivity.
  - intros []; reflexivity.
  - intros f g E. apply sum_ext. intros i Hi. f_equal; [|apply E, Hi]. apply sum_ext. intros k Hk. apply E. split; assumption.
  - intros f g. rewrite <- sum_plus. apply sum_ext. intros i _. rewrite sum_plus. ring.
  - intros c f. rewrite <- sum_scal. apply sum_ext. intros i _. rewrite sum_scal. ring.
  - intros f P. apply sum_nonneg. intros i Hi. apply Rplus_le_le_0_compat; [|apply P, Hi].
    apply sum_nonneg. intros k Hk. apply P. split; assumption.
Defined.
Definition grad (N : net) (w : weights) (a : nat) : weights := Weights (grad_U N w a) (grad_V N w a).
Definition trained (N : net) : Trained.model := Trained.Model (weight_space N) (D N) (/ INR (D N)) (output N) (grad N) (y N).
Ltac known N w t := t.
Ltac of_trained N w t := let t := eval red in t in let t := known N w t in let t := Trained.outer t in let t := known N w t in
  let t := eval cbv beta iota delta [trained weight_space grad] in t in let t := Trained.inner t in let t := eval cbn beta iota delta [U V] in t in exact t.
Definition residual (N : net) (w : weights) (a : nat) : R := ltac:(of_trained N w (Trained.residual (trained N) w a)).
Definition kernel (N : net) (w : weights) (a b : nat) : R := ltac:(of_trained N w (Trained.kernel (trained N) w a b)).
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
Definition target_norm (N : net) : R := sqrt (Sum (D N) (fun a => y N a ^ 2)).
Definition zero_targets (N : net) : Prop := forall a, (a < D N)%nat -> y N a = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_minus N ^ 2) (a_plus N ^ 2).
(* Meltzer and Liu's normalisation. *)
Definition standard_net (N : net) : Prop := s N = / sqrt (INR (d N) * INR (n N)) /\ (0 < d N)%nat /\ (0 < n N)%nat /\
  a_plus N ^ 2 <= 1 /\ a_minus N ^ 2 <= 1.
Definition linear_net (N : net) : Prop := a_plus N = a_minus N /\ a_zero N = a_plus N.
Definition relu_net (N : net) : Prop :=
  0 < a_plus N /\ a_minus N = 0 /\ (a_zero N = 0 \/ a_zero N = a_plus N).
(* Squared norm of the single datum. *)
Definition x2 (N : net) : R := Sum (d N) (fun k => X N 0%nat k ^ 2).
(* No unit changes sign in a step of learning rate eta with eta |f| flip < 1 for all units. *)
Definition flip (N : net) (w : weights) (i : nat) : R :=
  s N * Rabs (slope N (preactivation N w 0 i) * V w i) * x2 N / Rabs (preactivation N w 0 i).
(* The slope used at a kink lies between the two slopes, and the sum of v_i^2 over the units that one step may flip. *)
Definition between_slopes (N : net) : Prop :=
  Rmin (a_minus N) (a_plus N) <= a_zero N <= Rmax (a_minus N) (a_plus N).
Definition flip_mass (N : net) (eta : R) (w : weights) : R := Sum (n N) (fun i => if Rle_dec
  (Rabs (preactivation N w 0 i))
  (eta * Rabs (residual N w 0) * s N * Rabs (slope N (preactivation N w 0 i) * V w i) * x2 N) then V w i ^ 2 else 0).
(* The step takes some unit with outer weight across the kink, to the other slope. *)
Definition flips (N : net) (eta : R) (w : weights) : Prop := exists i, (i < n N)%nat /\ V w i <> 0 /\
  slope N (preactivation N (step N eta w) 0 i) <> slope N (preactivation N w 0 i).
(* One datum with a target, in the normal form: R, Y, e, P and Q with root_kappa = s a |x|. *)
Definition gated (N : net) : Prop := relu_net N \/ (linear_net N /\ 0 < a_plus N).
Definition root_kappa (N : net) : R := s N * a_plus N * sqrt (x2 N).
Definition scaled_residual (N : net) (eta : R) (w : weights) : R := eta * root_kappa N * residual N w 0.
Definition scaled_target (N : net) (eta : R) : R := eta * root_kappa N * y N 0%nat.
Definition edge_excess (N : net) (eta : R) (w : weights) : R :=
  eta * kernel N w 0 0 - 4 - scaled_target N eta * scaled_residual N eta w.
Definition P_form (N : net) (eta : R) (w : weights) : R := eta * kernel N w 0 0 + 2 * (eta * root_kappa N * output N w 0).
Definition Q_form (N : net) (eta : R) (w : weights) : R := eta * kernel N w 0 0 - 2 * (eta * root_kappa N * output N w 0).
(* The trajectory meets P = 0 (or Q = 0), beyond which the output can only tend to 0. *)
Definition trapped (N : net) (eta : R) (w : weights) : Prop :=
  (0 < y N 0%nat /\ exists t, P_form N eta (train N eta w t) = 0) \/
  (y N 0%nat < 0 /\ exists t, Q_form N eta (train N eta w t) = 0).
(* A singular value decomposition of the data: X = L diag(sigma) W, r positive singular values, sigma_0 the largest. *)
Record decomposition := Decomposition { r : nat; sigma : nat -> R; left_vector : nat -> nat -> R; right_vector : nat -> nat -> R }.
Definition delta (i j : nat) : R := if Nat.eq_dec i j then 1 else 0.
Definition decomposes (N : net) (S : decomposition) : Prop :=
  (forall a k, (a < D N)%nat -> (k < d N)%nat -> X N a k = Sum (r S) (fun q => left_vector S a q * sigma S q * right_vector S q k)) /\
  (forall p q, (p < r S)%nat -> (q < r S)%nat -> Sum (D N) (fun a => left_vector S a p * left_vector S a q) = delta p q) /\
  (forall p q, (p < r S)%nat -> (q < r S)%nat -> Sum (d N) (fun k => right_vector S p k * right_vector S q k) = delta p q) /\
  (forall q, (q < r S)%nat -> 0 < sigma S q <= sigma S 0).
Definition spectral_weight (S : decomposition) (q : nat) : R := (sqrt (1 + 8 * (sigma S q / sigma S 0) ^ 2) - 1) / 2.
Definition spectral_norm (N : net) (S : decomposition) (w : weights) : R := Sum (n N) (fun i => V w i ^ 2)
  + Sum (r S) (fun q => spectral_weight S q * Sum (n N) (fun i => Sum (d N) (fun k => U w i k * right_vector S q k) ^ 2)).
(* |v|^2 and the part of the inner weights in the span of the data. *)
Definition live_norm (N : net) (S : decomposition) (w : weights) : R := Sum (n N) (fun i => V w i ^ 2)
  + Sum (r S) (fun q => Sum (n N) (fun i => Sum (d N) (fun k => U w i k * right_vector S q k) ^ 2)).
Definition spectral_constant (N : net) (S : decomposition) : R := (s N * a_plus N) ^ 2 * sigma S 0 ^ 2 / INR (D N).
