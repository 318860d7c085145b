(* Printed by theory/proofs/coq_statements.py. Do not edit: change the claims or the models and print again.

   The models, one gradient-descent step, the observables, and what is asserted about them. Each file named after a theorem
   proves [Theorem X : stmt_X.] for one [stmt_X] below and a witness [nonvacuous_X]: rational values that satisfy every
   hypothesis. Conventions: D data, loss L = (1/2D) sum_a (f_a - y_a)^2, kernel H_ab = (1/D) grad f_a . grad f_b. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* sum n g = g 0 + ... + g (n-1) *)
Fixpoint sum (n : nat) (g : nat -> R) : R := match n with O => 0 | S m => sum m g + g m end.
(* product n g = g 0 * ... * g (n-1) *)
Fixpoint product (n : nat) (g : nat -> R) : R := match n with O => 1 | S m => product m g * g m end.
(* The t-th state of a trajectory. *)
Fixpoint iterate {W : Type} (step : W -> W) (w : W) (t : nat) : W :=
  match t with O => w | S j => step (iterate step w j) end.
(* The supremum of [form] over [domain]: with the unit sphere as domain, the top eigenvalue of a quadratic form. *)
Definition supremum {A : Type} (domain : A -> Prop) (form : A -> R) : R :=
  real (Lub_Rbar (fun value => exists z, domain z /\ value = form z)).
(* The vector w with coordinate i replaced by z. *)
Definition replace (w : nat -> R) (i : nat) (z : R) : nat -> R := fun j => if Nat.eq_dec j i then z else w j.
Definition unit_sphere (n : nat) (z : nat -> R) : Prop := sum n (fun i => z i ^ 2) = 1.

(* Two-layer net without biases on D data in d dimensions: f_a = s sum_i v_i sigma(u_i . x_a), sigma of slopes a_plus, a_minus.
   [a_zero] is the slope that the gradient step uses where a preactivation is exactly 0. *)
Module TwoLayer.
Record net := Net {
  n : nat; d : nat; D : nat;
  X : nat -> nat -> R;  (* X a k: coordinate k of datum a *)
  y : nat -> R;
  s : R; a_plus : R; a_minus : R; a_zero : R }.
Record weights := Weights { U : nat -> nat -> R; V : nat -> R }.
Definition preactivation (N : net) (w : weights) (a i : nat) : R := sum (d N) (fun k => U w i k * X N a k).
(* The slope at preactivation p, and one unit: its output and its derivatives in p and in the outer weight v at fixed slope. *)
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then a_plus N else if Rlt_dec p 0 then a_minus N else a_zero N.
Definition unit_output (N : net) (p v : R) : R := (slope N p * p * v).
Definition unit_d_preactivation (N : net) (p v : R) : R := (slope N p * v).
Definition unit_d_outer (N : net) (p v : R) : R := (slope N p * p).
Definition output (N : net) (w : weights) (a : nat) : R :=
  s N * sum (n N) (fun i => unit_output N (preactivation N w a i) (V w i)).
Definition residual (N : net) (w : weights) (a : nat) : R := output N w a - y N a.
Definition loss (N : net) (w : weights) : R := / (2 * INR (D N)) * sum (D N) (fun a => residual N w a ^ 2).
Definition grad_U (N : net) (w : weights) (a i k : nat) : R :=
  s N * unit_d_preactivation N (preactivation N w a i) (V w i) * X N a k.
Definition grad_V (N : net) (w : weights) (a i : nat) : R := s N * unit_d_outer N (preactivation N w a i) (V w i).
Definition step (N : net) (eta : R) (w : weights) : weights := {|
  U := fun i k => U w i k - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_U N w a i k);
  V := fun i => V w i - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_V N w a i) |}.
Definition train (N : net) (eta : R) : weights -> nat -> weights := iterate (step N eta).
Definition kernel (N : net) (w : weights) (a b : nat) : R := / INR (D N) *
  sum (n N) (fun i => sum (d N) (fun k => grad_U N w a i k * grad_U N w b i k) + grad_V N w a i * grad_V N w b i).
Definition weight_norm (N : net) (w : weights) : R :=
  sum (n N) (fun i => sum (d N) (fun k => U w i k ^ 2) + V w i ^ 2).
Definition mean_square_output (N : net) (w : weights) : R := / INR (D N) * sum (D N) (fun a => output N w a ^ 2).
(* zᵀ H z *)
Definition kernel_form (N : net) (w : weights) (z : nat -> R) : R :=
  sum (D N) (fun a => sum (D N) (fun b => z a * kernel N w a b * z b)).
Definition top_kernel (N : net) (w : weights) : R := supremum (unit_sphere (D N)) (kernel_form N w).
(* The top eigenvalue of X Xᵀ / D. *)
Definition gram_form (N : net) (z : nat -> R) : R :=
  / INR (D N) * sum (d N) (fun k => sum (D N) (fun a => z a * X N a k) ^ 2).
Definition gram_top (N : net) : R := supremum (unit_sphere (D N)) (gram_form N).
Definition mean_square_residual (N : net) (w : weights) : R := / INR (D N) * sum (D N) (fun a => residual N w a ^ 2).
Definition residual_output (N : net) (w : weights) : R :=
  / INR (D N) * sum (D N) (fun a => residual N w a * output N w a).
Definition residual_kernel (N : net) (w : weights) : R := / INR (D N) * kernel_form N w (residual N w).
Definition target_norm (N : net) : R := sqrt (sum (D N) (fun a => y N a ^ 2)).
Definition zero_targets (N : net) : Prop := forall a, (a < D N)%nat -> y N a = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_plus N ^ 2) (a_minus N ^ 2).
(* Meltzer and Liu's normalisation. *)
Definition standard_net (N : net) : Prop := s N = / sqrt (INR (d N) * INR (n N)) /\ (0 < d N)%nat /\ (0 < n N)%nat /\
  a_plus N ^ 2 <= 1 /\ a_minus N ^ 2 <= 1.
Definition linear_net (N : net) : Prop := a_plus N = a_minus N /\ a_zero N = a_plus N.
Definition relu_net (N : net) : Prop :=
  0 < a_plus N /\ a_minus N = 0 /\ (a_zero N = 0 \/ a_zero N = a_plus N).
(* Squared norm of the single datum. *)
Definition x2 (N : net) : R := sum (d N) (fun k => X N 0%nat k ^ 2).
(* No unit changes sign in a step of learning rate eta with eta |f| flip < 1 for all units. *)
Definition flip (N : net) (w : weights) (i : nat) : R :=
  s N * Rabs (slope N (preactivation N w 0 i) * V w i) * x2 N / Rabs (preactivation N w 0 i).
(* The slope used at a kink lies between the two slopes, and the sum of v_i^2 over the units that one step may flip. *)
Definition between_slopes (N : net) : Prop :=
  Rmin (a_plus N) (a_minus N) <= a_zero N <= Rmax (a_plus N) (a_minus N).
Definition flip_mass (N : net) (eta : R) (w : weights) : R := sum (n N) (fun i => if Rle_dec
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
Record decomposition := Decomposition { r : nat; sigma : nat -> R; left : nat -> nat -> R; right : nat -> nat -> R }.
Definition identity (i j : nat) : R := if Nat.eq_dec i j then 1 else 0.
Definition decomposes (N : net) (S : decomposition) : Prop :=
  (forall a k, (a < D N)%nat -> (k < d N)%nat -> X N a k = sum (r S) (fun q => left S a q * sigma S q * right S q k)) /\
  (forall p q, (p < r S)%nat -> (q < r S)%nat -> sum (D N) (fun a => left S a p * left S a q) = identity p q) /\
  (forall p q, (p < r S)%nat -> (q < r S)%nat -> sum (d N) (fun k => right S p k * right S q k) = identity p q) /\
  (forall q, (q < r S)%nat -> 0 < sigma S q <= sigma S 0).
Definition spectral_weight (S : decomposition) (q : nat) : R := (sqrt (1 + 8 * (sigma S q / sigma S 0) ^ 2) - 1) / 2.
Definition spectral_norm (N : net) (S : decomposition) (w : weights) : R := sum (n N) (fun i => V w i ^ 2)
  + sum (r S) (fun q => spectral_weight S q * sum (n N) (fun i => sum (d N) (fun k => U w i k * right S q k) ^ 2)).
(* |v|^2 and the part of the inner weights in the span of the data. *)
Definition live_norm (N : net) (S : decomposition) (w : weights) : R := sum (n N) (fun i => V w i ^ 2)
  + sum (r S) (fun q => sum (n N) (fun i => sum (d N) (fun k => U w i k * right S q k) ^ 2)).
Definition spectral_constant (N : net) (S : decomposition) : R := (s N * a_plus N) ^ 2 * sigma S 0 ^ 2 / INR (D N).
End TwoLayer.

(* Pure quadratic model on D data: f_a = (zeta/2) wᵀ psi_a w, psi_a symmetric. *)
Module Quadratic.
Record model := Model { n : nat; D : nat; psi : nat -> nat -> nat -> R; y : nat -> R; zeta : R }.
Definition weights := nat -> R.
Definition symmetric (M : model) : Prop :=
  forall a i j, (a < D M)%nat -> (i < n M)%nat -> (j < n M)%nat -> psi M a i j = psi M a j i.
Definition psi_times (M : model) (a : nat) (w : weights) (i : nat) : R := sum (n M) (fun j => psi M a i j * w j).
Definition output (M : model) (w : weights) (a : nat) : R := zeta M / 2 * sum (n M) (fun i => w i * psi_times M a w i).
Definition residual (M : model) (w : weights) (a : nat) : R := output M w a - y M a.
Definition loss (M : model) (w : weights) : R := / (2 * INR (D M)) * sum (D M) (fun a => residual M w a ^ 2).
Definition gradient (M : model) (w : weights) (a i : nat) : R := zeta M * psi_times M a w i.
Definition step (M : model) (eta : R) (w : weights) : weights :=
  fun i => w i - eta / INR (D M) * sum (D M) (fun a => residual M w a * gradient M w a i).
Definition train (M : model) (eta : R) : weights -> nat -> weights := iterate (step M eta).
Definition kernel (M : model) (w : weights) (a b : nat) : R :=
  / INR (D M) * sum (n M) (fun i => gradient M w a i * gradient M w b i).
Definition kernel_form (M : model) (w : weights) (z : nat -> R) : R :=
  sum (D M) (fun a => sum (D M) (fun b => z a * kernel M w a b * z b)).
Definition weight_norm (M : model) (w : weights) : R := sum (n M) (fun i => w i ^ 2).
Definition mean_square_output (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => output M w a ^ 2).
Definition zero_targets (M : model) : Prop := forall a, (a < D M)%nat -> y M a = 0.
Definition top_kernel (M : model) (w : weights) : R := supremum (unit_sphere (D M)) (kernel_form M w).
Definition mean_square_residual (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => residual M w a ^ 2).
Definition residual_output (M : model) (w : weights) : R :=
  / INR (D M) * sum (D M) (fun a => residual M w a * output M w a).
Definition residual_kernel (M : model) (w : weights) : R := / INR (D M) * kernel_form M w (residual M w).
Definition target_norm (M : model) : R := sqrt (sum (D M) (fun a => y M a ^ 2)).
(* The top eigenvalue of psi^2 (one datum), and of sum_a psi_a^2. *)
Definition square_form (M : model) (x : weights) : R := sum (n M) (fun i => psi_times M 0 x i ^ 2).
Definition psi2_top (M : model) : R := supremum (unit_sphere (n M)) (square_form M).
Definition sum_square_form (M : model) (x : weights) : R := sum (D M) (fun a => sum (n M) (fun i => psi_times M a x i ^ 2)).
Definition sum_psi2_top (M : model) : R := supremum (unit_sphere (n M)) (sum_square_form M).
(* The sharp constant (zeta^2/D) max over |z| = |x| = 1 of |sum_a z_a psi_a x|^2. *)
Definition mixed_form (M : model) (p : (nat -> R) * weights) : R :=
  sum (n M) (fun i => sum (D M) (fun a => fst p a * psi_times M a (snd p) i) ^ 2).
Definition c_star (M : model) : R := zeta M ^ 2 / INR (D M) *
  supremum (fun p => unit_sphere (D M) (fst p) /\ unit_sphere (n M) (snd p)) (mixed_form M).
(* The quadratic form of Omega = (zeta^2/D) psi_a psi_b at the block vector x. *)
Definition omega_form (M : model) (x : nat -> nat -> R) : R := zeta M ^ 2 / INR (D M) *
  sum (D M) (fun a => sum (D M) (fun b => sum (n M) (fun i => psi_times M a (x a) i * psi_times M b (x b) i))).
Definition omega_top (M : model) : R :=
  supremum (fun x => sum (D M) (fun a => sum (n M) (fun i => x a i ^ 2)) = 1) (omega_form M).
(* psi^2 = c I on the one datum. *)
Definition squares_to (M : model) (c : R) : Prop := forall (x : weights) (i : nat), (i < n M)%nat ->
  psi_times M 0 (psi_times M 0 x) i = c * x i.
Definition isotropic (M : model) : Prop := exists c, squares_to M c.
End Quadratic.

(* Quadratic model with bias on one datum: f = phi . theta_f + (zeta/2) theta_mᵀ psi theta_m, psi symmetric. *)
Module Biased.
Record model := Model { nf : nat; n : nat; phi : nat -> R; psi : nat -> nat -> R; y : R; zeta : R }.
Record weights := Weights { F : nat -> R; M : nat -> R }.
Definition symmetric (B : model) : Prop := forall i j, (i < n B)%nat -> (j < n B)%nat -> psi B i j = psi B j i.
Definition psi_times (B : model) (x : nat -> R) (i : nat) : R := sum (n B) (fun j => psi B i j * x j).
Definition phi_theta (B : model) (w : weights) : R := sum (nf B) (fun i => phi B i * F w i).
Definition output (B : model) (w : weights) : R :=
  phi_theta B w + zeta B / 2 * sum (n B) (fun i => M w i * psi_times B (M w) i).
Definition residual (B : model) (w : weights) : R := output B w - y B.
Definition loss (B : model) (w : weights) : R := residual B w ^ 2 / 2.
Definition grad_F (B : model) (w : weights) (i : nat) : R := phi B i.
Definition grad_M (B : model) (w : weights) (i : nat) : R := zeta B * psi_times B (M w) i.
Definition step (B : model) (eta : R) (w : weights) : weights := {|
  F := fun i => F w i - eta * (residual B w * grad_F B w i);
  M := fun i => M w i - eta * (residual B w * grad_M B w i) |}.
Definition train (B : model) (eta : R) : weights -> nat -> weights := iterate (step B eta).
Definition phi2 (B : model) : R := sum (nf B) (fun i => phi B i ^ 2).
Definition theta_f2 (B : model) (w : weights) : R := sum (nf B) (fun i => F w i ^ 2).
Definition theta_m2 (B : model) (w : weights) : R := sum (n B) (fun i => M w i ^ 2).
Definition meta_kernel (B : model) (w : weights) : R := sum (n B) (fun i => grad_M B w i ^ 2).
Definition kernel (B : model) (w : weights) : R := sum (nf B) (fun i => grad_F B w i ^ 2) + meta_kernel B w.
Definition weight_norm (B : model) (w : weights) : R := theta_f2 B w + theta_m2 B w.
(* The norm that descends, |theta_m|^2 + 2 (phi . theta_f)^2 / |phi|^2, and the one in the published bound. *)
Definition weighted_norm (B : model) (w : weights) : R := theta_m2 B w + 2 * phi_theta B w ^ 2 / phi2 B.
Definition published_norm (B : model) (w : weights) : R := weight_norm B w + phi_theta B w ^ 2 / phi2 B.
(* The top eigenvalue of psi^2. *)
Definition square_form (B : model) (x : nat -> R) : R := sum (n B) (fun i => psi_times B x i ^ 2).
Definition psi2_top (B : model) : R := supremum (unit_sphere (n B)) (square_form B).
End Biased.

(* General quadratic model on D data, f_a = c_a + b_a . w + (1/2) wᵀ Q_a w, Q_a symmetric; here the loss is (1/2) sum_a r_a^2. *)
Module General.
Record model := Model {
  P : nat; D : nat; c : nat -> R; b : nat -> nat -> R; Q : nat -> nat -> nat -> R; y : nat -> R }.
Definition weights := nat -> R.
Definition symmetric (M : model) : Prop :=
  forall a i j, (a < D M)%nat -> (i < P M)%nat -> (j < P M)%nat -> Q M a i j = Q M a j i.
Definition Q_times (M : model) (a : nat) (w : weights) (i : nat) : R := sum (P M) (fun j => Q M a i j * w j).
Definition output (M : model) (w : weights) (a : nat) : R :=
  c M a + sum (P M) (fun i => b M a i * w i) + / 2 * sum (P M) (fun i => w i * Q_times M a w i).
Definition residual (M : model) (w : weights) (a : nat) : R := output M w a - y M a.
Definition loss (M : model) (w : weights) : R := / 2 * sum (D M) (fun a => residual M w a ^ 2).
Definition jacobian (M : model) (w : weights) (a i : nat) : R := b M a i + Q_times M a w i.
Definition step (M : model) (eta : R) (w : weights) : weights :=
  fun i => w i - eta * sum (D M) (fun a => residual M w a * jacobian M w a i).
Definition train (M : model) (eta : R) : weights -> nat -> weights := iterate (step M eta).
Definition kernel (M : model) (w : weights) (a e : nat) : R := sum (P M) (fun i => jacobian M w a i * jacobian M w e i).
(* Jᵀ r, and the rows G_a = rᵀ J Q_a. *)
Definition pull (M : model) (w : weights) (i : nat) : R := sum (D M) (fun e => residual M w e * jacobian M w e i).
Definition G (M : model) (w : weights) (a i : nat) : R := Q_times M a (pull M w) i.
End General.

(* The two-layer linear net as the pure quadratic form with Sigma = [[0, I (x) x], [I (x) xᵀ, 0]] and gamma = s = m^(-1/2):
   w lists U row by row, then v. *)
Module Listed.
Definition Sigma (N : TwoLayer.net) (i j : nat) : R := let first := (TwoLayer.n N * TwoLayer.d N)%nat in
  if lt_dec i first then if Nat.eq_dec j (first + i / TwoLayer.d N) then TwoLayer.X N 0%nat (i mod TwoLayer.d N) else 0
  else if lt_dec j first then if Nat.eq_dec i (first + j / TwoLayer.d N) then TwoLayer.X N 0%nat (j mod TwoLayer.d N) else 0
  else 0.
Definition form (N : TwoLayer.net) : Quadratic.model := Quadratic.Model
  (TwoLayer.n N * TwoLayer.d N + TwoLayer.n N) (TwoLayer.D N) (fun _ => Sigma N) (TwoLayer.y N) (TwoLayer.s N).
Definition as_net (N : TwoLayer.net) (w : Quadratic.weights) : TwoLayer.weights := TwoLayer.Weights
  (fun i k => w (i * TwoLayer.d N + k)%nat) (fun i => w (TwoLayer.n N * TwoLayer.d N + i)%nat).
Definition plain_net (N : TwoLayer.net) : Prop := TwoLayer.D N = 1%nat /\ TwoLayer.linear_net N /\ TwoLayer.a_plus N = 1 /\
  (0 < TwoLayer.n N)%nat /\ TwoLayer.s N = / sqrt (INR (TwoLayer.n N)).
End Listed.

(* Two-layer ReLU net f_a = s sum_i v_i relu(u_i . x_a), s = (md)^(-1/2), expanded to second order around the inner weights
   [centre]: every unit keeps, on every datum, the gate it has there. [tangent] is K_ab = grad f_a . grad f_b without 1/D. *)
Module Neural.
Record model := Model { m : nat; d : nat; D : nat; X : nat -> nat -> R; y : nat -> R; centre : nat -> nat -> R }.
Record weights := Weights { U : nat -> nat -> R; V : nat -> R }.
Definition s (M : model) : R := / sqrt (INR (m M) * INR (d M)).
Definition preactivation (M : model) (w : weights) (a i : nat) : R := sum (d M) (fun k => U w i k * X M a k).
Definition gate (M : model) (a i : nat) : R := if Rle_dec 0 (sum (d M) (fun k => centre M i k * X M a k)) then 1 else 0.
Definition output (M : model) (w : weights) (a : nat) : R :=
  s M * sum (m M) (fun i => gate M a i * preactivation M w a i * V w i).
Definition residual (M : model) (w : weights) (a : nat) : R := output M w a - y M a.
Definition loss (M : model) (w : weights) : R := / (2 * INR (D M)) * sum (D M) (fun a => residual M w a ^ 2).
Definition grad_U (M : model) (w : weights) (a i k : nat) : R := s M * (gate M a i * V w i) * X M a k.
Definition grad_V (M : model) (w : weights) (a i : nat) : R := s M * (gate M a i * preactivation M w a i).
Definition step (M : model) (eta : R) (w : weights) : weights := {|
  U := fun i k => U w i k - eta / INR (D M) * sum (D M) (fun a => residual M w a * grad_U M w a i k);
  V := fun i => V w i - eta / INR (D M) * sum (D M) (fun a => residual M w a * grad_V M w a i) |}.
Definition train (M : model) (eta : R) : weights -> nat -> weights := iterate (step M eta).
Definition tangent (M : model) (w : weights) (a b : nat) : R :=
  sum (m M) (fun i => sum (d M) (fun k => grad_U M w a i k * grad_U M w b i k) + grad_V M w a i * grad_V M w b i).
Definition kernel (M : model) (w : weights) (a b : nat) : R := / INR (D M) * tangent M w a b.
Definition weight_norm (M : model) (w : weights) : R := sum (m M) (fun i => sum (d M) (fun k => U w i k ^ 2) + V w i ^ 2).
Definition mean_square_output (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => output M w a ^ 2).
Definition mean_square_residual (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => residual M w a ^ 2).
Definition zero_targets (M : model) : Prop := forall a, (a < D M)%nat -> y M a = 0.
Definition x2 (M : model) : R := sum (d M) (fun k => X M 0%nat k ^ 2).
(* One-dimensional inputs: p1 and p2 are the inputs of one sign and 0 elsewhere; no unit is expanded around 0. *)
Definition line (M : model) : Prop := d M = 1%nat /\ (0 < m M)%nat /\ forall i, (i < m M)%nat -> centre M i 0%nat <> 0.
Definition p1 (M : model) (a : nat) : R := if Rle_dec 0 (X M a 0) then X M a 0 else 0.
Definition p2 (M : model) (a : nat) : R := if Rle_dec 0 (X M a 0) then 0 else X M a 0.
Definition p1_norm2 (M : model) : R := sum (D M) (fun a => p1 M a ^ 2).
Definition p2_norm2 (M : model) : R := sum (D M) (fun a => p2 M a ^ 2).
Definition along (M : model) (p z : nat -> R) : R := sum (D M) (fun a => p a * z a).
Definition tangent_times (M : model) (w : weights) (z : nat -> R) (a : nat) : R := sum (D M) (fun b => tangent M w a b * z b).
Definition on_plus (M : model) (z : nat -> R) (a : nat) : R := if Rle_dec 0 (X M a 0) then z a else 0.
Definition on_minus (M : model) (z : nat -> R) (a : nat) : R := if Rle_dec 0 (X M a 0) then 0 else z a.
(* (1/m) sum_k (v_k^2 + u_k^2) over the units that are open for inputs of one sign, times |p1|^2 or |p2|^2. *)
Definition lambda_1 (M : model) (w : weights) : R := p1_norm2 M * (/ INR (m M) *
  sum (m M) (fun i => if Rle_dec 0 (centre M i 0) then V w i ^ 2 + U w i 0 ^ 2 else 0)).
Definition lambda_2 (M : model) (w : weights) : R := p2_norm2 M * (/ INR (m M) *
  sum (m M) (fun i => if Rle_dec (centre M i 0) 0 then V w i ^ 2 + U w i 0 ^ 2 else 0)).
Definition trace (M : model) (w : weights) : R := sum (D M) (fun a => tangent M w a a).
Definition trace2 (M : model) (w : weights) : R := sum (D M) (fun a => sum (D M) (fun b => tangent M w a b * tangent M w b a)).
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
End Neural.

(* Net of k layers without biases on D data: f_a = s V sigma(W_{k-2} ... sigma(W_0 x_a)), sigma of slopes a_plus, a_minus.
   [hidden] is the number k - 1 of hidden layers, [width l] the number of values that layer l reads, width 0 that of inputs.
   [a_zero] is the slope that the gradient step uses where a preactivation is exactly 0. *)
Module Layered.
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
  (fun q => if Nat.eq_dec q i then replace (W w l i) j z else W w l q) else W w p) (V w).
Definition with_V (w : weights) (j : nat) (z : R) : weights := Weights (W w) (replace (V w) j z).
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then a_plus N else if Rlt_dec p 0 then a_minus N else a_zero N.
(* What hidden layer l does to the values z: the sums that enter its units, and what leaves them. *)
Definition enters (N : net) (w : weights) (l : nat) (z : nat -> R) (i : nat) : R := sum (width N l) (fun j => W w l i j * z j).
Definition leaves (N : net) (w : weights) (l : nat) (z : nat -> R) (i : nat) : R :=
  slope N (enters N w l z i) * enters N w l z i.
(* What layer l reads on datum a. *)
Fixpoint reads (N : net) (w : weights) (a l : nat) : nat -> R :=
  match l with O => X N a | S m => leaves N w m (reads N w a m) end.
Definition preactivation (N : net) (w : weights) (a l i : nat) : R := enters N w l (reads N w a l) i.
Definition output (N : net) (w : weights) (a : nat) : R :=
  s N * sum (width N (hidden N)) (fun j => V w j * reads N w a (hidden N) j).
Definition residual (N : net) (w : weights) (a : nat) : R := output N w a - y N a.
Definition loss (N : net) (w : weights) : R := / (2 * INR (D N)) * sum (D N) (fun a => residual N w a ^ 2).
(* The chain rule: the derivative of f_a in value j that layer [hidden - m] reads, with the slopes of the layers above. *)
Fixpoint sent (N : net) (w : weights) (a m j : nat) : R := match m with
  | O => s N * V w j
  | S p => let l := (hidden N - S p)%nat in
      sum (width N (S l)) (fun i => sent N w a p i * slope N (preactivation N w a l i) * W w l i j) end.
Definition grad_W (N : net) (w : weights) (a l i j : nat) : R :=
  sent N w a (hidden N - S l) i * slope N (preactivation N w a l i) * reads N w a l j.
Definition grad_V (N : net) (w : weights) (a j : nat) : R := s N * reads N w a (hidden N) j.
Definition step (N : net) (eta : R) (w : weights) : weights := {|
  W := fun l i j => W w l i j - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_W N w a l i j);
  V := fun j => V w j - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_V N w a j) |}.
Definition train (N : net) (eta : R) : weights -> nat -> weights := iterate (step N eta).
(* Sums over all weights of all layers. *)
Definition over_weights (N : net) (of_W : nat -> nat -> nat -> R) (of_V : nat -> R) : R :=
  sum (hidden N) (fun l => sum (width N (S l)) (fun i => sum (width N l) (of_W l i))) + sum (width N (hidden N)) of_V.
Definition kernel (N : net) (w : weights) (a b : nat) : R := / INR (D N) *
  over_weights N (fun l i j => grad_W N w a l i j * grad_W N w b l i j) (fun j => grad_V N w a j * grad_V N w b j).
Definition weight_norm (N : net) (w : weights) : R := over_weights N (fun l i j => W w l i j ^ 2) (fun j => V w j ^ 2).
Definition mean_square_output (N : net) (w : weights) : R := / INR (D N) * sum (D N) (fun a => output N w a ^ 2).
(* zᵀ H z *)
Definition kernel_form (N : net) (w : weights) (z : nat -> R) : R :=
  sum (D N) (fun a => sum (D N) (fun b => z a * kernel N w a b * z b)).
Definition top_kernel (N : net) (w : weights) : R := supremum (unit_sphere (D N)) (kernel_form N w).
(* The top eigenvalue of X Xᵀ / D. *)
Definition gram_form (N : net) (z : nat -> R) : R :=
  / INR (D N) * sum (width N 0) (fun k => sum (D N) (fun a => z a * X N a k) ^ 2).
Definition gram_top (N : net) : R := supremum (unit_sphere (D N)) (gram_form N).
Definition residual_output (N : net) (w : weights) : R :=
  / INR (D N) * sum (D N) (fun a => residual N w a * output N w a).
Definition residual_kernel (N : net) (w : weights) : R := / INR (D N) * kernel_form N w (residual N w).
Definition zero_targets (N : net) : Prop := forall a, (a < D N)%nat -> y N a = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_plus N ^ 2) (a_minus N ^ 2).
End Layered.

Module TwoLayerStatements.
Import TwoLayer.
(* NORM-ID: One step changes the weight norm by −(2kη/D) r·f + (η²/D) rᵀHr, for any homogeneous model, data and targets. *)
Definition hyp_NORM_ID_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat.
Definition stmt_NORM_ID_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_NORM_ID_1 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) = (weight_norm N (train N eta w t)) + ((-4) * eta * (residual_output N (train N eta w t))) + ((eta ^ 2) * (residual_kernel N (train N eta w t))).
Definition nonvacuous_NORM_ID_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_NORM_ID_1 N eta w /\ 0 < loss N w.

(* ML-1: In quadratic models and two-layer, scale-invariant nets the NTK is bounded by the weight norm, H ≤ Cθ². *)
Definition hyp_ML_1_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  kink_slope N.
Definition stmt_ML_1_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_ML_1_1 N eta w ->
  kernel N w 0 0 <= ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)).
Definition nonvacuous_ML_1_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_ML_1_1 N eta w /\ 0 < loss N w.

(* MASTER-MONO: A model on D data, homogeneous of degree k, with λmax(H) ≤ Cθ^(2(k−1)) and y = 0: ηCθ₀^(2(k−1)) ≤ 2k implies that the weight norm never increases. *)
Definition hyp_MASTER_MONO_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4.
Definition stmt_MASTER_MONO_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_MASTER_MONO_2 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous_MASTER_MONO_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_MASTER_MONO_2 N eta w /\ 0 < loss N w.

(* MASTER-SUM: Under the strict inequality, Σ_t |f_t|²/D ≤ θ₀²/(η(2k − ηCθ₀^(2(k−1)))). *)
Definition hyp_MASTER_SUM_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4.
Definition stmt_MASTER_SUM_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_MASTER_SUM_2 N eta w ->
  forall t, sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (weight_norm N w) / (eta * (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition nonvacuous_MASTER_SUM_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_MASTER_SUM_2 N eta w /\ 0 < loss N w.

(* MASTER-LIMIT: Under the strict inequality the loss tends to zero. *)
Definition hyp_MASTER_LIMIT_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4.
Definition stmt_MASTER_LIMIT_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_MASTER_LIMIT_2 N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous_MASTER_LIMIT_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_MASTER_LIMIT_2 N eta w /\ 0 < loss N w.

(* ML-8: Two-layer scale-invariant net, slopes ≤ 1, D data: η < 4/(2(θ₀²/P) λmax(XXᵀ/D)), P the number of parameters. *)
Definition hyp_ML_8_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  standard_net N /\
  kink_slope N /\
  2 * eta * (gram_top N) * (weight_norm N w) / (INR (n N) * (INR (d N) + 1)) < 4.
Definition stmt_ML_8_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_ML_8_1 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous_ML_8_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_ML_8_1 N eta w /\ 0 < loss N w.

(* CAT-MONO: ηCθ₀² ≤ 4 and y = 0: the weight norm never increases, the edge included. *)
Definition hyp_CAT_MONO_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4.
Definition stmt_CAT_MONO_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_MONO_1 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous_CAT_MONO_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_MONO_1 N eta w /\ 0 < loss N w.

(* ML-2: If η < 4/(Cθ₀²) the weight norm decreases monotonically for all time. *)
Definition hyp_ML_2_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4.
Definition stmt_ML_2_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_ML_2_1 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous_ML_2_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_ML_2_1 N eta w /\ 0 < loss N w.

(* CAT-STRICT: The weight norm falls strictly at a step if and only if f ≠ 0 and ηH < 4. *)
Definition hyp_CAT_STRICT_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N.
Definition stmt_CAT_STRICT_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_STRICT_1 N eta w ->
  forall t, (weight_norm N (train N eta w (S t)) < weight_norm N (train N eta w t)) <-> (((kernel N (train N eta w t) 0 0) * eta < 4) /\ (output N (train N eta w t) 0 <> 0)).
Definition nonvacuous_CAT_STRICT_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_STRICT_1 N eta w /\ 0 < loss N w.

(* CAT-SUM: ηCθ₀² < 4 and y = 0: the outputs are square-summable, Σ f_t² ≤ θ₀²/(η(4 − ηCθ₀²)). *)
Definition hyp_CAT_SUM_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4.
Definition stmt_CAT_SUM_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_SUM_1 N eta w ->
  forall t, sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (weight_norm N w) / (eta * (4 + ((-1) * eta * ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition nonvacuous_CAT_SUM_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_SUM_1 N eta w /\ 0 < loss N w.

(* CAT-LIMIT: ηCθ₀² < 4 and y = 0: the loss tends to zero. *)
Definition hyp_CAT_LIMIT_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * ((s N) ^ 2) * (weight_norm N w) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4.
Definition stmt_CAT_LIMIT_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_LIMIT_1 N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous_CAT_LIMIT_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_LIMIT_1 N eta w /\ 0 < loss N w.

(* ML-3: For a range of learning rates the weight norm decreases whenever the loss becomes large. (any y, any D) *)
Definition hyp_ML_3_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat.
Definition stmt_ML_3_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_ML_3_1 N eta w ->
  forall t, (((INR (D N)) * (mean_square_residual N (train N eta w t)) * ((4 + ((-1) * (top_kernel N (train N eta w t)) * eta)) ^ 2) > 16 * ((target_norm N) ^ 2)) /\ ((top_kernel N (train N eta w t)) * eta < 4)) -> (weight_norm N (train N eta w (S t)) < weight_norm N (train N eta w t)).
Definition nonvacuous_ML_3_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_ML_3_1 N eta w /\ 0 < loss N w.

(* LW-1: f = n^(-1/2) v·u (x = 1, y = 0): f′ = (1 − ηλ + η²f²/n) f, λ′ = λ + (ηf²/n)(ηλ − 4), exactly. *)
Definition hyp_LW_1_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  a_plus N = 1 /\
  x2 N = 1 /\
  s N = / sqrt (INR (n N)) /\
  (0 < n N)%nat.
Definition stmt_LW_1_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_LW_1_1 N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0 = (kernel N (train N eta w t) 0 0) + (eta * ((output N (train N eta w t) 0) ^ 2) * ((-4) + ((kernel N (train N eta w t) 0 0) * eta)) / (INR (n N)))) /\ (output N (train N eta w (S t)) 0 = (output N (train N eta w t) 0) * (1 + ((-1) * (kernel N (train N eta w t) 0 0) * eta) + ((eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) / (INR (n N))))).
Definition nonvacuous_LW_1_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_LW_1_1 N eta w /\ 0 < loss N w.

(* UV-MAP: Linear net or ψ² = cI: u′ = u(1 − v + u)², v′ = v − u(4 − v). *)
Definition hyp_UV_MAP_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N.
Definition stmt_UV_MAP_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_MAP_1 N eta w ->
  forall t, ((kernel N (train N eta w (S t)) 0 0) * eta = ((kernel N (train N eta w t) 0 0) * eta) + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N) * (4 + ((-1) * (kernel N (train N eta w t) 0 0) * eta)))) /\ (output N (train N eta w (S t)) 0 = (output N (train N eta w t) 0) * (1 + ((-1) * (kernel N (train N eta w t) 0 0) * eta) + (((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N)))).
Definition nonvacuous_UV_MAP_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_MAP_1 N eta w /\ 0 < loss N w.

(* UV-INVARIANT: v′² − 4u′ = (1 − u)²(v² − 4u), and 4u ≤ v² for every initialisation. *)
Definition hyp_UV_INVARIANT_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N.
Definition stmt_UV_INVARIANT_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_INVARIANT_1 N eta w ->
  forall t, (((kernel N (train N eta w (S t)) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w (S t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) = ((((kernel N (train N eta w t) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) * ((1 + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) ^ 2).
Definition nonvacuous_UV_INVARIANT_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_INVARIANT_1 N eta w /\ 0 < loss N w.

(* UV-INVARIANT: v′² − 4u′ = (1 − u)²(v² − 4u), and 4u ≤ v² for every initialisation. *)
Definition hyp_UV_INVARIANT_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N.
Definition stmt_UV_INVARIANT_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_INVARIANT_2 N eta w ->
  4 * ((a_plus N) ^ 2) * ((output N w 0) ^ 2) * ((s N) ^ 2) * (x2 N) <= (kernel N w 0 0) ^ 2.
Definition nonvacuous_UV_INVARIANT_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_INVARIANT_2 N eta w /\ 0 < loss N w.

(* CAT-EXISTS: Linear net or ψ² = cI with ηH₀ < 4: the loss grows at the first step if and only if f₀ ≠ 0 and κη²f₀² < ηH₀ − 2. *)
Definition hyp_CAT_EXISTS_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_CAT_EXISTS_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_EXISTS_1 N eta w ->
  (Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0)) <-> ((((a_plus N) ^ 2) * (eta ^ 2) * ((output N w 0) ^ 2) * ((s N) ^ 2) * (x2 N) < (-2) + ((kernel N w 0 0) * eta)) /\ (output N w 0 <> 0)).
Definition nonvacuous_CAT_EXISTS_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_EXISTS_1 N eta w /\ 0 < loss N w.

(* CAT-EXISTS-LEAKY: Leaky ReLU net, no unit changes sign in the step: 0 < |f₀| and η²√C |f₀| H₀/2 < ηH₀ − 2 imply that the loss grows. *)
Definition hyp_CAT_EXISTS_LEAKY_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  kink_slope N /\
  output N w 0 <> 0 /\
  (forall i, (i < n N)%nat -> slope N (preactivation N w 0 i) * V w i <> 0 -> preactivation N w 0 i <> 0 /\ eta * (flip N w i) * (Rabs (output N w 0)) < 1) /\
  (1 / 2) * (kernel N w 0 0) * (eta ^ 2) * (s N) * (sqrt (x2 N)) * (Rabs (output N w 0)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) < (-2) + ((kernel N w 0 0) * eta).
Definition stmt_CAT_EXISTS_LEAKY_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_EXISTS_LEAKY_1 N eta w ->
  Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0).
Definition nonvacuous_CAT_EXISTS_LEAKY_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_EXISTS_LEAKY_1 N eta w /\ 0 < loss N w.

(* The catapult, leaky nets: between the edges, for small f_0 <> 0, the loss first grows and then tends to 0. *)
Definition hyp_CATAPULT_NET (N : net) (eta : R) (w : weights) : Prop :=
  hyp_CAT_EXISTS_LEAKY_1 N eta w /\
  hyp_CAT_LIMIT_1 N eta w.
Definition stmt_CATAPULT_NET : Prop := forall (N : net) (eta : R) (w : weights), hyp_CATAPULT_NET N eta w ->
  loss N w < loss N (train N eta w 1) /\
  is_lim_seq (fun t => loss N (train N eta w t)) 0.
Definition nonvacuous_CATAPULT_NET : Prop := exists (N : net) (eta : R) (w : weights), hyp_CATAPULT_NET N eta w /\ 0 < loss N w.

(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero. *)
Definition hyp_UV_CONV_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_UV_CONV_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_CONV_1 N eta w ->
  forall t, kernel N (train N eta w (S t)) 0 0 <= kernel N (train N eta w t) 0 0.
Definition nonvacuous_UV_CONV_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_CONV_1 N eta w /\ 0 < loss N w.

(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero. *)
Definition hyp_UV_CONV_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_UV_CONV_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_CONV_2 N eta w ->
  forall t, ((a_plus N) ^ 2) * (eta ^ 2) * (sum (S t) (fun j => mean_square_output N (train N eta w j))) * ((s N) ^ 2) * (x2 N) <= (kernel N w 0 0) * eta / (4 + ((-1) * (kernel N w 0 0) * eta)).
Definition nonvacuous_UV_CONV_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_CONV_2 N eta w /\ 0 < loss N w.

(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero. *)
Definition hyp_UV_CONV_3 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_UV_CONV_3 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_CONV_3 N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous_UV_CONV_3 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_CONV_3 N eta w /\ 0 < loss N w.

(* UV-PEAK: 2 < v₀ < 4 and f₀ ≠ 0: the loss peaks at max L ≥ (ηλ₀ − 2)²/(16κη²), with no logarithm and no exceptional set. *)
Definition hyp_UV_PEAK_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N /\
  (kernel N w 0 0) * eta > 2 /\
  (kernel N w 0 0) * eta < 4 /\
  output N w 0 <> 0.
Definition stmt_UV_PEAK_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_PEAK_1 N eta w ->
  exists t, 16 * (loss N (train N eta w t)) * ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) >= ((-2) + ((kernel N w 0 0) * eta)) ^ 2.
Definition nonvacuous_UV_PEAK_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_PEAK_1 N eta w /\ 0 < loss N w.

(* UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded. *)
Definition hyp_UV_DIVERGE_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  (kernel N w 0 0) * eta > 4.
Definition stmt_UV_DIVERGE_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_DIVERGE_1 N eta w ->
  forall t, kernel N (train N eta w (S t)) 0 0 >= kernel N (train N eta w t) 0 0.
Definition nonvacuous_UV_DIVERGE_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_DIVERGE_1 N eta w /\ 0 < loss N w.

(* UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded. *)
Definition hyp_UV_DIVERGE_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  (kernel N w 0 0) * eta > 4.
Definition stmt_UV_DIVERGE_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_DIVERGE_2 N eta w ->
  ((forall bound, exists t, bound < (loss N (train N eta w t))) /\ (forall bound, exists t, bound < (weight_norm N (train N eta w t)))) \/ (exists t, output N (train N eta w t) 0 = 0).
Definition nonvacuous_UV_DIVERGE_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_DIVERGE_2 N eta w /\ 0 < loss N w.

(* UV-FINAL: v₀ < 4: either some u_t = 0 exactly or v∞ < 2 strictly. *)
Definition hyp_UV_FINAL_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_UV_FINAL_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_FINAL_1 N eta w ->
  (exists limit : R, is_lim_seq (fun t => kernel N (train N eta w t) 0 0) limit /\ limit * eta < 2) \/ (exists t, output N (train N eta w t) 0 = 0).
Definition nonvacuous_UV_FINAL_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_FINAL_1 N eta w /\ 0 < loss N w.

(* UV-EDGE: v₀ = 4: v stays 4 and u′ = u(u − 3)², the Chebyshev map φ → 3φ for u = 4 sin²φ. *)
Definition hyp_UV_EDGE_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  kink_slope N /\
  (kernel N w 0 0) * eta = 4.
Definition stmt_UV_EDGE_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_EDGE_1 N eta w ->
  forall t, ((kernel N (train N eta w (S t)) 0 0) * eta = 4) /\ (output N (train N eta w (S t)) 0 = (output N (train N eta w t) 0) * ((-3) + (((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N)))).
Definition nonvacuous_UV_EDGE_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_EDGE_1 N eta w /\ 0 < loss N w.

(* One datum, linear net, v_0 < 4: the limit of v = eta H is the root of (v_0^2 - 4 u_0) prod_t (1 - u_t)^2. *)
Definition hyp_UV_PRODUCT_NET (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  zero_targets N /\
  eta * kernel N w 0 0 < 4.
Definition stmt_UV_PRODUCT_NET : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_PRODUCT_NET N eta w ->
  exists limit : R, is_lim_seq (fun t => eta * kernel N (train N eta w t) 0 0) limit /\
  is_lim_seq (fun t => ((eta * kernel N w 0 0) ^ 2 - 4 * ((s N * a_plus N) ^ 2 * x2 N * eta ^ 2 * output N w 0 ^ 2)) * product t (fun j => (1 - (s N * a_plus N) ^ 2 * x2 N * eta ^ 2 * output N (train N eta w j) 0 ^ 2) ^ 2)) (limit ^ 2).
Definition nonvacuous_UV_PRODUCT_NET : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_PRODUCT_NET N eta w /\ 0 < loss N w.

(* One datum, linear net, v_0 = 4: u_t = 4 sin^2(3^t phi) for all t, so the loss stays bounded. *)
Definition hyp_UV_SINE_NET (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  zero_targets N /\
  eta * kernel N w 0 0 = 4.
Definition stmt_UV_SINE_NET : Prop := forall (N : net) (eta : R) (w : weights), hyp_UV_SINE_NET N eta w ->
  exists phi, forall t, (s N * a_plus N) ^ 2 * x2 N * eta ^ 2 * output N (train N eta w t) 0 ^ 2 = 4 * sin (3 ^ t * phi) ^ 2.
Definition nonvacuous_UV_SINE_NET : Prop := exists (N : net) (eta : R) (w : weights), hyp_UV_SINE_NET N eta w /\ 0 < loss N w.

(* LIN-SUB: Linear net: η ≤ 2/H₀ implies that the loss never increases. *)
Definition hyp_LIN_SUB_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  linear_net N /\
  (kernel N w 0 0) * eta <= 2.
Definition stmt_LIN_SUB_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_LIN_SUB_1 N eta w ->
  forall t, Rabs (output N (train N eta w (S t)) 0) <= Rabs (output N (train N eta w t) 0).
Definition nonvacuous_LIN_SUB_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_LIN_SUB_1 N eta w /\ 0 < loss N w.

(* RELU-NTK: ReLU net, one datum, y = 0: ηH₀ ≤ 4 makes the NTK itself never increase, however large the inactive weights. *)
Definition hyp_RELU_NTK_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  relu_net N /\
  (kernel N w 0 0) * eta <= 4.
Definition stmt_RELU_NTK_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_RELU_NTK_1 N eta w ->
  forall t, kernel N (train N eta w (S t)) 0 0 <= kernel N (train N eta w t) 0 0.
Definition nonvacuous_RELU_NTK_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_RELU_NTK_1 N eta w /\ 0 < loss N w.

(* RELU-SUM: ηH₀ < 4: Σ f² ≤ (H₀/C)/(η(4 − ηH₀)), and the loss tends to zero. *)
Definition hyp_RELU_SUM_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  relu_net N /\
  kink_slope N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_RELU_SUM_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_RELU_SUM_1 N eta w ->
  forall t, ((a_plus N) ^ 2) * (sum (S t) (fun j => mean_square_output N (train N eta w j))) * ((s N) ^ 2) * (x2 N) <= (kernel N w 0 0) / (eta * (4 + ((-1) * (kernel N w 0 0) * eta))).
Definition nonvacuous_RELU_SUM_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_RELU_SUM_1 N eta w /\ 0 < loss N w.

(* RELU-SUM: ηH₀ < 4: Σ f² ≤ (H₀/C)/(η(4 − ηH₀)), and the loss tends to zero. *)
Definition hyp_RELU_SUM_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  relu_net N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_RELU_SUM_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_RELU_SUM_2 N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous_RELU_SUM_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_RELU_SUM_2 N eta w /\ 0 < loss N w.

(* RELU-SUB: ηH₀ ≤ 2: |f| never increases, at every finite width and with flips included. *)
Definition hyp_RELU_SUB_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  relu_net N /\
  (kernel N w 0 0) * eta <= 2.
Definition stmt_RELU_SUB_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_RELU_SUB_1 N eta w ->
  forall t, Rabs (output N (train N eta w (S t)) 0) <= Rabs (output N (train N eta w t) 0).
Definition nonvacuous_RELU_SUB_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_RELU_SUB_1 N eta w /\ 0 < loss N w.

(* GRAM-KERNEL: Two-layer leaky net, any input dimension: λmax(H) ≤ s²a²λmax(XXᵀ/D)θ². *)
Definition hyp_GRAM_KERNEL_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N.
Definition stmt_GRAM_KERNEL_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_GRAM_KERNEL_1 N eta w ->
  top_kernel N w <= (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)).
Definition nonvacuous_GRAM_KERNEL_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_GRAM_KERNEL_1 N eta w /\ 0 < loss N w.

(* Linear net with a target: R' = R (R^2 - 3 - e), e' = e (1 + R F), P' = P (1 - R)^2, Q' = Q (1 + R)^2. *)
Definition hyp_TARGET_NORMAL (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  linear_net N /\
  0 < a_plus N.
Definition stmt_TARGET_NORMAL : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_NORMAL N eta w ->
  forall t, scaled_residual N eta (train N eta w (S t)) = scaled_residual N eta (train N eta w t) * (scaled_residual N eta (train N eta w t) ^ 2 - 3 - edge_excess N eta (train N eta w t)) /\
  edge_excess N eta (train N eta w (S t)) = edge_excess N eta (train N eta w t) * (1 + scaled_residual N eta (train N eta w t) * (scaled_residual N eta (train N eta w t) + scaled_target N eta)) /\
  P_form N eta (train N eta w (S t)) = P_form N eta (train N eta w t) * (1 - scaled_residual N eta (train N eta w t)) ^ 2 /\
  Q_form N eta (train N eta w (S t)) = Q_form N eta (train N eta w t) * (1 + scaled_residual N eta (train N eta w t)) ^ 2.
Definition nonvacuous_TARGET_NORMAL : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_NORMAL N eta w /\ 0 < loss N w.

(* Linear net, |Y| < 2, e_0 > 0: e stays positive. *)
Definition hyp_TARGET_SIGN_ABOVE (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  linear_net N /\
  0 < a_plus N /\
  -2 < scaled_target N eta < 2 /\
  0 < edge_excess N eta w.
Definition stmt_TARGET_SIGN_ABOVE : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_ABOVE N eta w ->
  forall t, 0 < edge_excess N eta (train N eta w t).
Definition nonvacuous_TARGET_SIGN_ABOVE : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_ABOVE N eta w /\ 0 < loss N w.

(* Linear and ReLU nets, |Y| < 2, e_0 < 0: for all t, e < 0, |R| < 2 and 0 <= eta H < 4 + 2 |Y|. *)
Definition hyp_TARGET_BELOW (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  gated N /\
  -2 < scaled_target N eta < 2 /\
  edge_excess N eta w < 0.
Definition stmt_TARGET_BELOW : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_BELOW N eta w ->
  forall t, edge_excess N eta (train N eta w t) < 0 /\ -2 < scaled_residual N eta (train N eta w t) < 2 /\
  0 <= eta * kernel N (train N eta w t) 0 0 < 4 + 2 * Rabs (scaled_target N eta).
Definition nonvacuous_TARGET_BELOW : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_BELOW N eta w /\ 0 < loss N w.

(* Linear and ReLU nets: eta < 8 / (H_0 + sqrt(H_0^2 + 16 kappa y (y - f_0))) if and only if |Y| < 2 and e_0 < 0, and then L_t < 2 / (kappa eta^2) for all t. *)
Definition hyp_TARGET_SHARP_EDGE (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  gated N.
Definition stmt_TARGET_SHARP_EDGE : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SHARP_EDGE N eta w ->
  let edge := eta * (kernel N w 0 0
    + sqrt (kernel N w 0 0 ^ 2 + 16 * root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0)))) < 8 in
  (edge <-> -2 < scaled_target N eta < 2 /\ edge_excess N eta w < 0) /\
  (edge -> forall t, loss N (train N eta w t) < 2 / (root_kappa N ^ 2 * eta ^ 2)).
Definition nonvacuous_TARGET_SHARP_EDGE : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SHARP_EDGE N eta w /\ 0 < loss N w.

(* Linear and ReLU nets, |Y| < 1, e_0 < 0: the output tends to the target, or to 0 if the trajectory is trapped. *)
Definition hyp_TARGET_FATE (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  gated N /\
  -1 < scaled_target N eta < 1 /\
  edge_excess N eta w < 0.
Definition stmt_TARGET_FATE : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_FATE N eta w ->
  (~ trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) (y N 0%nat)) /\
  (trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) 0).
Definition nonvacuous_TARGET_FATE : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_FATE N eta w /\ 0 < loss N w.

(* Linear net: a trajectory is trapped iff it starts at P = 0 (Q = 0 for y < 0) or R = 1 (R = -1) at some t. *)
Definition hyp_TARGET_EXCEPTIONAL (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  linear_net N /\
  0 < a_plus N.
Definition stmt_TARGET_EXCEPTIONAL : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_EXCEPTIONAL N eta w ->
  trapped N eta w <->
  (0 < y N 0%nat /\ (P_form N eta w = 0 \/ exists t, scaled_residual N eta (train N eta w t) = 1)) \/
  (y N 0%nat < 0 /\ (Q_form N eta w = 0 \/ exists t, scaled_residual N eta (train N eta w t) = -1)).
Definition nonvacuous_TARGET_EXCEPTIONAL : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_EXCEPTIONAL N eta w /\ 0 < loss N w.

(* Linear net, 0 < |Y| < 1, e_0 > 0: unless the target is hit exactly, the kernel is unbounded. *)
Definition hyp_TARGET_UNBOUNDED (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  0 < x2 N /\
  linear_net N /\
  0 < a_plus N /\
  -1 < scaled_target N eta < 1 /\
  y N 0%nat <> 0 /\
  0 < edge_excess N eta w.
Definition stmt_TARGET_UNBOUNDED : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_UNBOUNDED N eta w ->
  (exists t, residual N (train N eta w t) 0 = 0) \/ (forall bound, exists t, bound < kernel N (train N eta w t) 0 0).
Definition nonvacuous_TARGET_UNBOUNDED : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_UNBOUNDED N eta w /\ 0 < loss N w.

(* Where no preactivation is 0, the step of the two-layer net is eta times the gradient of the loss. *)
Definition hyp_GRADIENT_NET (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < D N)%nat /\
  (forall a i, (a < D N)%nat -> (i < n N)%nat -> preactivation N w a i <> 0).
Definition stmt_GRADIENT_NET : Prop := forall (N : net) (eta : R) (w : weights), hyp_GRADIENT_NET N eta w ->
  (forall i k, (i < n N)%nat -> (k < d N)%nat -> is_derive (fun z => loss N
    (Weights (fun j => if Nat.eq_dec j i then replace (U w i) k z else U w j) (V w)))
    (U w i k) ((U w i k - U (step N eta w) i k) / eta)) /\
  (forall i, (i < n N)%nat -> is_derive (fun z => loss N (Weights (U w) (replace (V w) i z)))
    (V w i) ((V w i - V (step N eta w) i) / eta)).
Definition nonvacuous_GRADIENT_NET : Prop := exists (N : net) (eta : R) (w : weights), hyp_GRADIENT_NET N eta w /\ 0 < loss N w.

(* Linear net on D data in d dimensions, targets 0, in the spectral norm: it never increases. *)
Definition hyp_SPECTRAL_MONO (N : net) (S : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < D N)%nat /\
  linear_net N /\
  zero_targets N /\
  decomposes N S /\
  eta * (spectral_constant N S * spectral_norm N S w) <= 4.
Definition stmt_SPECTRAL_MONO : Prop := forall (N : net) (S : decomposition) (eta : R) (w : weights), hyp_SPECTRAL_MONO N S eta w ->
  forall t, spectral_norm N S (train N eta w (Datatypes.S t)) <= spectral_norm N S (train N eta w t).
Definition nonvacuous_SPECTRAL_MONO : Prop := exists (N : net) (S : decomposition) (eta : R) (w : weights), hyp_SPECTRAL_MONO N S eta w /\ 0 < loss N w.

(* Linear net on D data in d dimensions, targets 0, in the spectral norm: the outputs are square-summable. *)
Definition hyp_SPECTRAL_SUM (N : net) (S : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < D N)%nat /\
  linear_net N /\
  zero_targets N /\
  decomposes N S /\
  eta * (spectral_constant N S * spectral_norm N S w) < 4.
Definition stmt_SPECTRAL_SUM : Prop := forall (N : net) (S : decomposition) (eta : R) (w : weights), hyp_SPECTRAL_SUM N S eta w ->
  forall t, sum t (fun j => mean_square_output N (train N eta w j)) <= 2 * spectral_norm N S w / (eta * (4 - eta * (spectral_constant N S * spectral_norm N S w))).
Definition nonvacuous_SPECTRAL_SUM : Prop := exists (N : net) (S : decomposition) (eta : R) (w : weights), hyp_SPECTRAL_SUM N S eta w /\ 0 < loss N w.

(* Linear net on D data in d dimensions, targets 0, in the spectral norm: the loss tends to 0. *)
Definition hyp_SPECTRAL_LIMIT (N : net) (S : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < D N)%nat /\
  linear_net N /\
  zero_targets N /\
  decomposes N S /\
  eta * (spectral_constant N S * spectral_norm N S w) < 4.
Definition stmt_SPECTRAL_LIMIT : Prop := forall (N : net) (S : decomposition) (eta : R) (w : weights), hyp_SPECTRAL_LIMIT N S eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) 0.
Definition nonvacuous_SPECTRAL_LIMIT : Prop := exists (N : net) (S : decomposition) (eta : R) (w : weights), hyp_SPECTRAL_LIMIT N S eta w /\ 0 < loss N w.

(* All data have a singular value decomposition as in the statements about it: those are never empty. *)
Definition hyp_DECOMPOSITION (N : net) : Prop :=
  True.
Definition stmt_DECOMPOSITION : Prop := forall (N : net), hyp_DECOMPOSITION N ->
  exists S : decomposition, decomposes N S /\ (r S <= d N)%nat /\ (r S <= D N)%nat.
Definition nonvacuous_DECOMPOSITION : Prop := exists (N : net), hyp_DECOMPOSITION N /\ exists a k, (a < D N)%nat /\ (k < d N)%nat /\ X N a k <> 0.

(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|. *)
Definition hyp_TARGET_SIGN_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_SIGN_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_1 N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w (S t)) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition nonvacuous_TARGET_SIGN_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_1 N eta w /\ 0 < loss N w.

(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|. *)
Definition hyp_TARGET_SIGN_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_SIGN_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_2 N eta w ->
  forall t, ((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition nonvacuous_TARGET_SIGN_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_2 N eta w /\ 0 < loss N w.

(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|. *)
Definition hyp_TARGET_SIGN_3 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_SIGN_3 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_3 N eta w ->
  forall t, (kernel N (train N eta w t) 0 0) * eta < 4 + (2 * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))).
Definition nonvacuous_TARGET_SIGN_3 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_3 N eta w /\ 0 < loss N w.

(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|. *)
Definition hyp_TARGET_SIGN_4 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  relu_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_SIGN_4 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_4 N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w (S t)) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition nonvacuous_TARGET_SIGN_4 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_4 N eta w /\ 0 < loss N w.

(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|. *)
Definition hyp_TARGET_SIGN_5 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  relu_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_SIGN_5 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_5 N eta w ->
  forall t, ((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition nonvacuous_TARGET_SIGN_5 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_5 N eta w /\ 0 < loss N w.

(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|. *)
Definition hyp_TARGET_SIGN_6 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  relu_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_SIGN_6 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_6 N eta w ->
  forall t, (kernel N (train N eta w t) 0 0) * eta < 4 + (2 * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))).
Definition nonvacuous_TARGET_SIGN_6 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_SIGN_6 N eta w /\ 0 < loss N w.

(* TARGET-EDGE: η < η* = 8/(H₀ + √(H₀² + 16κy(y − f₀))): the loss stays below 2/(κη²) for ever. *)
Definition hyp_TARGET_EDGE_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  eta * ((kernel N w 0 0) + (sqrt (((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat)))))) < 8.
Definition stmt_TARGET_EDGE_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_EDGE_1 N eta w ->
  forall t, 2 * (loss N (train N eta w t)) * ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition nonvacuous_TARGET_EDGE_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_EDGE_1 N eta w /\ 0 < loss N w.

(* TARGET-EDGE: η < η* = 8/(H₀ + √(H₀² + 16κy(y − f₀))): the loss stays below 2/(κη²) for ever. *)
Definition hyp_TARGET_EDGE_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  relu_net N /\
  kink_slope N /\
  eta * ((kernel N w 0 0) + (sqrt (((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat)))))) < 8.
Definition stmt_TARGET_EDGE_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_EDGE_2 N eta w ->
  forall t, 2 * (loss N (train N eta w t)) * ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition nonvacuous_TARGET_EDGE_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_EDGE_2 N eta w /\ 0 < loss N w.

(* TARGET-CONV: |Y| < 1, e₀ < 0: the output tends to the target, or to 0. *)
Definition hyp_TARGET_CONV_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 1 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_CONV_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_CONV_1 N eta w ->
  (is_lim_seq (fun t => loss N (train N eta w t)) (0)) \/ (is_lim_seq (fun t => output N (train N eta w t) 0) (0)).
Definition nonvacuous_TARGET_CONV_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_CONV_1 N eta w /\ 0 < loss N w.

(* TARGET-CONV: |Y| < 1, e₀ < 0: the output tends to the target, or to 0. *)
Definition hyp_TARGET_CONV_2 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  relu_net N /\
  kink_slope N /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 1 /\
  (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_CONV_2 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_CONV_2 N eta w ->
  (is_lim_seq (fun t => loss N (train N eta w t)) (0)) \/ (is_lim_seq (fun t => output N (train N eta w t) 0) (0)).
Definition nonvacuous_TARGET_CONV_2 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_CONV_2 N eta w /\ 0 < loss N w.

(* TARGET-FORM: Linear net: R′ = R(R² − 3 − e), e′ = e(1 + RF), and v² − 4F² is multiplied by (1 − R²)². *)
Definition hyp_TARGET_FORM_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N.
Definition stmt_TARGET_FORM_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_FORM_1 N eta w ->
  forall t, ((((kernel N (train N eta w (S t)) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w (S t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) = ((((kernel N (train N eta w t) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) * ((1 + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) ^ 2)) /\ ((-4) + ((kernel N (train N eta w (S t)) 0 0) * eta) + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w (S t)) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) = (1 + (((a_plus N) ^ 2) * (eta ^ 2) * (output N (train N eta w t) 0) * (residual N (train N eta w t) 0) * ((s N) ^ 2) * (x2 N))) * ((-4) + ((kernel N (train N eta w t) 0 0) * eta) + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w t) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)))) /\ (residual N (train N eta w (S t)) 0 = (residual N (train N eta w t) 0) * (1 + ((-1) * (kernel N (train N eta w t) 0 0) * eta) + (((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w t) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)))).
Definition nonvacuous_TARGET_FORM_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_FORM_1 N eta w /\ 0 < loss N w.

(* TARGET-ABOVE: Linear net, 0 < |Y| < 1, e₀ > 0: unless the target is hit exactly, the kernel is unbounded. *)
Definition hyp_TARGET_ABOVE_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  y N 0%nat <> 0 /\
  ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 1 /\
  (kernel N w 0 0) * eta > 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition stmt_TARGET_ABOVE_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_ABOVE_1 N eta w ->
  (forall bound, exists t, bound < (kernel N (train N eta w t) 0 0)) \/ (is_lim_seq (fun t => loss N (train N eta w t)) (0)).
Definition nonvacuous_TARGET_ABOVE_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_ABOVE_1 N eta w /\ 0 < loss N w.

(* TARGET-GROW: Linear net: the kernel grows at a step if and only if r ≠ 0 and 4 + 4y/r < ηλ. *)
Definition hyp_TARGET_GROW_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  linear_net N /\
  kink_slope N /\
  x2 N > 0 /\
  a_plus N <> 0.
Definition stmt_TARGET_GROW_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_TARGET_GROW_1 N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0 > kernel N (train N eta w t) 0 0) <-> ((4 * (output N (train N eta w t) 0) * (residual N (train N eta w t) 0) < (kernel N (train N eta w t) 0 0) * eta * ((residual N (train N eta w t) 0) ^ 2)) /\ (residual N (train N eta w t) 0 <> 0)).
Definition nonvacuous_TARGET_GROW_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_TARGET_GROW_1 N eta w /\ 0 < loss N w.

(* SPEC-MONO: Linear net on D data, N = |v|² + Σ m_k|Uw_k|², m_k = (√(1 + 8σ_k²/σ₁²) − 1)/2, C = s²σ₁²/D: ηCN₀ ≤ 4: N never increases; below: Σ|f|²/D ≤ 2N₀/(η(4 − ηCN₀)) and the loss tends to 0. Neither width nor input dimension enters. *)
Definition hyp_SPEC_MONO_1 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  linear_net N /\
  decomposes N B /\
  kink_slope N /\
  (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4 /\
  gram_top N > 0.
Definition stmt_SPEC_MONO_1 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_MONO_1 N B eta w ->
  forall t, spectral_norm N B (train N eta w (S t)) <= spectral_norm N B (train N eta w t).
Definition nonvacuous_SPEC_MONO_1 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_MONO_1 N B eta w /\ 0 < loss N w.

(* SPEC-MONO: Linear net on D data, N = |v|² + Σ m_k|Uw_k|², m_k = (√(1 + 8σ_k²/σ₁²) − 1)/2, C = s²σ₁²/D: ηCN₀ ≤ 4: N never increases; below: Σ|f|²/D ≤ 2N₀/(η(4 − ηCN₀)) and the loss tends to 0. Neither width nor input dimension enters. *)
Definition hyp_SPEC_MONO_2 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  linear_net N /\
  decomposes N B /\
  kink_slope N /\
  (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 /\
  gram_top N > 0.
Definition stmt_SPEC_MONO_2 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_MONO_2 N B eta w ->
  forall t, sum (S t) (fun j => mean_square_output N (train N eta w j)) <= 2 * (spectral_norm N B w) / (eta * (4 + ((-1) * (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition nonvacuous_SPEC_MONO_2 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_MONO_2 N B eta w /\ 0 < loss N w.

(* SPEC-MONO: Linear net on D data, N = |v|² + Σ m_k|Uw_k|², m_k = (√(1 + 8σ_k²/σ₁²) − 1)/2, C = s²σ₁²/D: ηCN₀ ≤ 4: N never increases; below: Σ|f|²/D ≤ 2N₀/(η(4 − ηCN₀)) and the loss tends to 0. Neither width nor input dimension enters. *)
Definition hyp_SPEC_MONO_3 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  linear_net N /\
  decomposes N B /\
  kink_slope N /\
  (spectral_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 /\
  gram_top N > 0.
Definition stmt_SPEC_MONO_3 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_MONO_3 N B eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous_SPEC_MONO_3 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_MONO_3 N B eta w /\ 0 < loss N w.

(* SPEC-SMALLER: N is at most |v|² + Σ|Pu_i|², so the spectral bound allows at least the learning rates of the others. *)
Definition hyp_SPEC_SMALLER_1 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  linear_net N /\
  decomposes N B /\
  gram_top N > 0.
Definition stmt_SPEC_SMALLER_1 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_SMALLER_1 N B eta w ->
  live_norm N B w >= spectral_norm N B w.
Definition nonvacuous_SPEC_SMALLER_1 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_SPEC_SMALLER_1 N B eta w /\ 0 < loss N w.

(* ML-9: ReLU net, 1-d input: the bound is η‖H₀‖ < 4. *)
Definition hyp_ML_9_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  relu_net N /\
  (kernel N w 0 0) * eta < 4.
Definition stmt_ML_9_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_ML_9_1 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous_ML_9_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_ML_9_1 N eta w /\ 0 < loss N w.

(* CAT-EXISTS-FLIPS: With flips: an explicit term over the units that may flip joins the left-hand side of the condition. *)
Definition hyp_CAT_EXISTS_FLIPS_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  D N = 1%nat /\
  zero_targets N /\
  between_slopes N /\
  kink_slope N /\
  output N w 0 <> 0 /\
  ((1 / 2) * (kernel N w 0 0) * (eta ^ 2) * (s N) * (sqrt (x2 N)) * (Rabs (output N w 0)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) + (eta * (flip_mass N eta w) * ((s N) ^ 2) * (x2 N) * (1 + ((eta ^ 2) * ((output N w 0) ^ 2) * ((s N) ^ 2) * (x2 N) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) * (Rabs ((a_minus N) + ((-1) * (a_plus N)))) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) < (-2) + ((kernel N w 0 0) * eta).
Definition stmt_CAT_EXISTS_FLIPS_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_CAT_EXISTS_FLIPS_1 N eta w ->
  Rabs (output N (train N eta w 1) 0) > Rabs (output N w 0).
Definition nonvacuous_CAT_EXISTS_FLIPS_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_CAT_EXISTS_FLIPS_1 N eta w /\ 0 < loss N w /\ 0 < flip_mass N eta w /\ flips N eta w.

(* LIVE-MONO: Leaky net: θ₀² may be replaced by N = |v|² + Σ|Pu_i|², P the projector on the data's span; the rest is frozen. *)
Definition hyp_LIVE_MONO_1 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  decomposes N B /\
  kink_slope N /\
  (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4.
Definition stmt_LIVE_MONO_1 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_LIVE_MONO_1 N B eta w ->
  forall t, live_norm N B (train N eta w (S t)) <= live_norm N B (train N eta w t).
Definition nonvacuous_LIVE_MONO_1 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_LIVE_MONO_1 N B eta w /\ 0 < loss N w.

(* LIVE-MONO: Leaky net: θ₀² may be replaced by N = |v|² + Σ|Pu_i|², P the projector on the data's span; the rest is frozen. *)
Definition hyp_LIVE_MONO_2 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  decomposes N B /\
  kink_slope N /\
  (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4.
Definition stmt_LIVE_MONO_2 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_LIVE_MONO_2 N B eta w ->
  forall t, sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (live_norm N B w) / (eta * (4 + ((-1) * (live_norm N B w) * eta * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition nonvacuous_LIVE_MONO_2 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_LIVE_MONO_2 N B eta w /\ 0 < loss N w.

(* LIVE-MONO: Leaky net: θ₀² may be replaced by N = |v|² + Σ|Pu_i|², P the projector on the data's span; the rest is frozen. *)
Definition hyp_LIVE_MONO_3 (N : net) (B : decomposition) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  decomposes N B.
Definition stmt_LIVE_MONO_3 : Prop := forall (N : net) (B : decomposition) (eta : R) (w : weights), hyp_LIVE_MONO_3 N B eta w ->
  forall t, ((-1) * (live_norm N B (train N eta w (S t)))) + (weight_norm N (train N eta w (S t))) = ((-1) * (live_norm N B (train N eta w t))) + (weight_norm N (train N eta w t)).
Definition nonvacuous_LIVE_MONO_3 : Prop := exists (N : net) (B : decomposition) (eta : R) (w : weights), hyp_LIVE_MONO_3 N B eta w /\ 0 < loss N w.
End TwoLayerStatements.
Export TwoLayerStatements.

Module QuadraticStatements.
Import Quadratic.
(* NORM-ID: One step changes the weight norm by −(2kη/D) r·f + (η²/D) rᵀHr, for any homogeneous model, data and targets. *)
Definition hyp_NORM_ID_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat.
Definition stmt_NORM_ID_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_NORM_ID_2 M eta w ->
  forall t, weight_norm M (train M eta w (S t)) = (weight_norm M (train M eta w t)) + ((-4) * eta * (residual_output M (train M eta w t))) + ((eta ^ 2) * (residual_kernel M (train M eta w t))).
Definition nonvacuous_NORM_ID_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_NORM_ID_2 M eta w /\ 0 < loss M w.

(* ML-1: In quadratic models and two-layer, scale-invariant nets the NTK is bounded by the weight norm, H ≤ Cθ². *)
Definition hyp_ML_1_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M.
Definition stmt_ML_1_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ML_1_2 M eta w ->
  kernel M w 0 0 <= (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2).
Definition nonvacuous_ML_1_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ML_1_2 M eta w /\ 0 < loss M w.

(* CAT-MONO: ηCθ₀² ≤ 4 and y = 0: the weight norm never increases, the edge included. *)
Definition hyp_CAT_MONO_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  eta * (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2) <= 4.
Definition stmt_CAT_MONO_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_CAT_MONO_2 M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous_CAT_MONO_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_CAT_MONO_2 M eta w /\ 0 < loss M w.

(* ML-2: If η < 4/(Cθ₀²) the weight norm decreases monotonically for all time. *)
Definition hyp_ML_2_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  eta * (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2) < 4.
Definition stmt_ML_2_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ML_2_2 M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous_ML_2_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ML_2_2 M eta w /\ 0 < loss M w.

(* CAT-STRICT: The weight norm falls strictly at a step if and only if f ≠ 0 and ηH < 4. *)
Definition hyp_CAT_STRICT_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M.
Definition stmt_CAT_STRICT_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_CAT_STRICT_2 M eta w ->
  forall t, (weight_norm M (train M eta w (S t)) < weight_norm M (train M eta w t)) <-> (((kernel M (train M eta w t) 0 0) * eta < 4) /\ (output M (train M eta w t) 0 <> 0)).
Definition nonvacuous_CAT_STRICT_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_CAT_STRICT_2 M eta w /\ 0 < loss M w.

(* CAT-SUM: ηCθ₀² < 4 and y = 0: the outputs are square-summable, Σ f_t² ≤ θ₀²/(η(4 − ηCθ₀²)). *)
Definition hyp_CAT_SUM_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  eta * (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2) < 4.
Definition stmt_CAT_SUM_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_CAT_SUM_2 M eta w ->
  forall t, sum (S t) (fun j => mean_square_output M (train M eta w j)) <= (weight_norm M w) / (eta * (4 + ((-1) * eta * (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2)))).
Definition nonvacuous_CAT_SUM_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_CAT_SUM_2 M eta w /\ 0 < loss M w.

(* CAT-LIMIT: ηCθ₀² < 4 and y = 0: the loss tends to zero. *)
Definition hyp_CAT_LIMIT_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  eta * (psi2_top M) * (weight_norm M w) * ((zeta M) ^ 2) < 4.
Definition stmt_CAT_LIMIT_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_CAT_LIMIT_2 M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous_CAT_LIMIT_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_CAT_LIMIT_2 M eta w /\ 0 < loss M w.

(* ML-3: For a range of learning rates the weight norm decreases whenever the loss becomes large. (any y, any D) *)
Definition hyp_ML_3_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat.
Definition stmt_ML_3_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ML_3_2 M eta w ->
  forall t, (((INR (D M)) * (mean_square_residual M (train M eta w t)) * ((4 + ((-1) * (top_kernel M (train M eta w t)) * eta)) ^ 2) > 16 * ((target_norm M) ^ 2)) /\ ((top_kernel M (train M eta w t)) * eta < 4)) -> (weight_norm M (train M eta w (S t)) < weight_norm M (train M eta w t)).
Definition nonvacuous_ML_3_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ML_3_2 M eta w /\ 0 < loss M w.

(* UV-MAP: Linear net or ψ² = cI: u′ = u(1 − v + u)², v′ = v − u(4 − v). *)
Definition hyp_UV_MAP_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M.
Definition stmt_UV_MAP_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_MAP_2 M eta w ->
  forall t, ((kernel M (train M eta w (S t)) 0 0) * eta = ((kernel M (train M eta w t) 0 0) * eta) + ((-1) * (eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2) * (4 + ((-1) * (kernel M (train M eta w t) 0 0) * eta)))) /\ (output M (train M eta w (S t)) 0 = (output M (train M eta w t) 0) * (1 + ((-1) * (kernel M (train M eta w t) 0 0) * eta) + ((eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2)))).
Definition nonvacuous_UV_MAP_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_MAP_2 M eta w /\ 0 < loss M w.

(* UV-INVARIANT: v′² − 4u′ = (1 − u)²(v² − 4u), and 4u ≤ v² for every initialisation. *)
Definition hyp_UV_INVARIANT_3 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M.
Definition stmt_UV_INVARIANT_3 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_INVARIANT_3 M eta w ->
  forall t, (((kernel M (train M eta w (S t)) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * (eta ^ 2) * ((output M (train M eta w (S t)) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2)) = ((((kernel M (train M eta w t) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * (eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2))) * ((1 + ((-1) * (eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2))) ^ 2).
Definition nonvacuous_UV_INVARIANT_3 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_INVARIANT_3 M eta w /\ 0 < loss M w.

(* UV-INVARIANT: v′² − 4u′ = (1 − u)²(v² − 4u), and 4u ≤ v² for every initialisation. *)
Definition hyp_UV_INVARIANT_4 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M.
Definition stmt_UV_INVARIANT_4 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_INVARIANT_4 M eta w ->
  4 * ((output M w 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2) <= (kernel M w 0 0) ^ 2.
Definition nonvacuous_UV_INVARIANT_4 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_INVARIANT_4 M eta w /\ 0 < loss M w.

(* CAT-EXISTS: Linear net or ψ² = cI with ηH₀ < 4: the loss grows at the first step if and only if f₀ ≠ 0 and κη²f₀² < ηH₀ − 2. *)
Definition hyp_CAT_EXISTS_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_CAT_EXISTS_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_CAT_EXISTS_2 M eta w ->
  (Rabs (output M (train M eta w 1) 0) > Rabs (output M w 0)) <-> (((eta ^ 2) * ((output M w 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2) < (-2) + ((kernel M w 0 0) * eta)) /\ (output M w 0 <> 0)).
Definition nonvacuous_CAT_EXISTS_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_CAT_EXISTS_2 M eta w /\ 0 < loss M w.

(* CAT-EXISTS-QUADRATIC: Pure quadratic model, any ψ: 0 < |f₀| and η²ζ‖ψ‖ |f₀| H₀/2 < ηH₀ − 2 imply that the loss grows. *)
Definition hyp_CAT_EXISTS_QUADRATIC_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  output M w 0 <> 0 /\
  (1 / 2) * (kernel M w 0 0) * (eta ^ 2) * (sqrt (psi2_top M)) * (Rabs (output M w 0)) * (Rabs (zeta M)) < (-2) + ((kernel M w 0 0) * eta).
Definition stmt_CAT_EXISTS_QUADRATIC_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_CAT_EXISTS_QUADRATIC_1 M eta w ->
  Rabs (output M (train M eta w 1) 0) > Rabs (output M w 0).
Definition nonvacuous_CAT_EXISTS_QUADRATIC_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_CAT_EXISTS_QUADRATIC_1 M eta w /\ 0 < loss M w.

(* The catapult, pure quadratic models: between the edges, for small f_0 <> 0, the loss first grows and then tends to 0. *)
Definition hyp_CATAPULT_FORM (M : model) (eta : R) (w : weights) : Prop :=
  hyp_CAT_EXISTS_QUADRATIC_1 M eta w /\
  hyp_CAT_LIMIT_2 M eta w.
Definition stmt_CATAPULT_FORM : Prop := forall (M : model) (eta : R) (w : weights), hyp_CATAPULT_FORM M eta w ->
  loss M w < loss M (train M eta w 1) /\
  is_lim_seq (fun t => loss M (train M eta w t)) 0.
Definition nonvacuous_CATAPULT_FORM : Prop := exists (M : model) (eta : R) (w : weights), hyp_CATAPULT_FORM M eta w /\ 0 < loss M w.

(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero. *)
Definition hyp_UV_CONV_4 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_UV_CONV_4 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_CONV_4 M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 <= kernel M (train M eta w t) 0 0.
Definition nonvacuous_UV_CONV_4 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_CONV_4 M eta w /\ 0 < loss M w.

(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero. *)
Definition hyp_UV_CONV_5 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_UV_CONV_5 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_CONV_5 M eta w ->
  forall t, (eta ^ 2) * (sum (S t) (fun j => mean_square_output M (train M eta w j))) * (psi2_top M) * ((zeta M) ^ 2) <= (kernel M w 0 0) * eta / (4 + ((-1) * (kernel M w 0 0) * eta)).
Definition nonvacuous_UV_CONV_5 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_CONV_5 M eta w /\ 0 < loss M w.

(* UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero. *)
Definition hyp_UV_CONV_6 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_UV_CONV_6 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_CONV_6 M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous_UV_CONV_6 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_CONV_6 M eta w /\ 0 < loss M w.

(* UV-PEAK: 2 < v₀ < 4 and f₀ ≠ 0: the loss peaks at max L ≥ (ηλ₀ − 2)²/(16κη²), with no logarithm and no exceptional set. *)
Definition hyp_UV_PEAK_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta > 2 /\
  (kernel M w 0 0) * eta < 4 /\
  output M w 0 <> 0.
Definition stmt_UV_PEAK_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_PEAK_2 M eta w ->
  exists t, 16 * (loss M (train M eta w t)) * (eta ^ 2) * (psi2_top M) * ((zeta M) ^ 2) >= ((-2) + ((kernel M w 0 0) * eta)) ^ 2.
Definition nonvacuous_UV_PEAK_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_PEAK_2 M eta w /\ 0 < loss M w.

(* UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded. *)
Definition hyp_UV_DIVERGE_3 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta > 4.
Definition stmt_UV_DIVERGE_3 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_DIVERGE_3 M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 >= kernel M (train M eta w t) 0 0.
Definition nonvacuous_UV_DIVERGE_3 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_DIVERGE_3 M eta w /\ 0 < loss M w.

(* UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded. *)
Definition hyp_UV_DIVERGE_4 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta > 4.
Definition stmt_UV_DIVERGE_4 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_DIVERGE_4 M eta w ->
  ((forall bound, exists t, bound < (loss M (train M eta w t))) /\ (forall bound, exists t, bound < (weight_norm M (train M eta w t)))) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition nonvacuous_UV_DIVERGE_4 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_DIVERGE_4 M eta w /\ 0 < loss M w.

(* UV-FINAL: v₀ < 4: either some u_t = 0 exactly or v∞ < 2 strictly. *)
Definition hyp_UV_FINAL_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_UV_FINAL_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_FINAL_2 M eta w ->
  (exists limit : R, is_lim_seq (fun t => kernel M (train M eta w t) 0 0) limit /\ limit * eta < 2) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition nonvacuous_UV_FINAL_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_FINAL_2 M eta w /\ 0 < loss M w.

(* UV-EDGE: v₀ = 4: v stays 4 and u′ = u(u − 3)², the Chebyshev map φ → 3φ for u = 4 sin²φ. *)
Definition hyp_UV_EDGE_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  isotropic M /\
  (kernel M w 0 0) * eta = 4.
Definition stmt_UV_EDGE_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_EDGE_2 M eta w ->
  forall t, ((kernel M (train M eta w (S t)) 0 0) * eta = 4) /\ (output M (train M eta w (S t)) 0 = (output M (train M eta w t) 0) * ((-3) + ((eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * (psi2_top M) * ((zeta M) ^ 2)))).
Definition nonvacuous_UV_EDGE_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_EDGE_2 M eta w /\ 0 < loss M w.

(* One datum, psi^2 = c I, v_0 < 4: the limit of v = eta H is the root of (v_0^2 - 4 u_0) prod_t (1 - u_t)^2. *)
Definition hyp_UV_PRODUCT_FORM (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  D M = 1%nat /\
  symmetric M /\
  isotropic M /\
  zero_targets M /\
  eta * kernel M w 0 0 < 4.
Definition stmt_UV_PRODUCT_FORM : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_PRODUCT_FORM M eta w ->
  exists limit : R, is_lim_seq (fun t => eta * kernel M (train M eta w t) 0 0) limit /\
  is_lim_seq (fun t => ((eta * kernel M w 0 0) ^ 2 - 4 * (zeta M ^ 2 * psi2_top M * eta ^ 2 * output M w 0 ^ 2)) * product t (fun j => (1 - zeta M ^ 2 * psi2_top M * eta ^ 2 * output M (train M eta w j) 0 ^ 2) ^ 2)) (limit ^ 2).
Definition nonvacuous_UV_PRODUCT_FORM : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_PRODUCT_FORM M eta w /\ 0 < loss M w.

(* One datum, psi^2 = c I, v_0 = 4: u_t = 4 sin^2(3^t phi) for all t, so the loss stays bounded. *)
Definition hyp_UV_SINE_FORM (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  D M = 1%nat /\
  symmetric M /\
  isotropic M /\
  zero_targets M /\
  eta * kernel M w 0 0 = 4.
Definition stmt_UV_SINE_FORM : Prop := forall (M : model) (eta : R) (w : weights), hyp_UV_SINE_FORM M eta w ->
  exists phi, forall t, zeta M ^ 2 * psi2_top M * eta ^ 2 * output M (train M eta w t) 0 ^ 2 = 4 * sin (3 ^ t * phi) ^ 2.
Definition nonvacuous_UV_SINE_FORM : Prop := exists (M : model) (eta : R) (w : weights), hyp_UV_SINE_FORM M eta w /\ 0 < loss M w.

(* OMEGA: D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0. *)
Definition hyp_OMEGA_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat /\
  zero_targets M.
Definition stmt_OMEGA_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_OMEGA_1 M eta w ->
  c_star M <= omega_top M.
Definition nonvacuous_OMEGA_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_OMEGA_1 M eta w /\ 0 < loss M w.

(* OMEGA: D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0. *)
Definition hyp_OMEGA_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat /\
  zero_targets M.
Definition stmt_OMEGA_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_OMEGA_2 M eta w ->
  top_kernel M w <= (c_star M) * (weight_norm M w).
Definition nonvacuous_OMEGA_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_OMEGA_2 M eta w /\ 0 < loss M w.

(* OMEGA: D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0. *)
Definition hyp_OMEGA_3 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat /\
  zero_targets M /\
  (c_star M) * eta * (weight_norm M w) <= 4.
Definition stmt_OMEGA_3 : Prop := forall (M : model) (eta : R) (w : weights), hyp_OMEGA_3 M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous_OMEGA_3 : Prop := exists (M : model) (eta : R) (w : weights), hyp_OMEGA_3 M eta w /\ 0 < loss M w.

(* OMEGA: D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0. *)
Definition hyp_OMEGA_4 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat /\
  zero_targets M /\
  (c_star M) * eta * (weight_norm M w) < 4.
Definition stmt_OMEGA_4 : Prop := forall (M : model) (eta : R) (w : weights), hyp_OMEGA_4 M eta w ->
  forall t, sum (S t) (fun j => mean_square_output M (train M eta w j)) <= (weight_norm M w) / (eta * (4 + ((-1) * (c_star M) * eta * (weight_norm M w)))).
Definition nonvacuous_OMEGA_4 : Prop := exists (M : model) (eta : R) (w : weights), hyp_OMEGA_4 M eta w /\ 0 < loss M w.

(* OMEGA: D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0. *)
Definition hyp_OMEGA_5 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat /\
  zero_targets M /\
  (c_star M) * eta * (weight_norm M w) < 4.
Definition stmt_OMEGA_5 : Prop := forall (M : model) (eta : R) (w : weights), hyp_OMEGA_5 M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous_OMEGA_5 : Prop := exists (M : model) (eta : R) (w : weights), hyp_OMEGA_5 M eta w /\ 0 < loss M w.

(* ML-5: Pure quadratic, D data: with Ω_{(am)(bn)} = (ζ²/D)(ψ_a ψ_b)_{mn}, the bound is η < 4/(λmax(Ω) θ₀²). *)
Definition hyp_ML_5_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat /\
  zero_targets M /\
  eta * (omega_top M) * (weight_norm M w) < 4.
Definition stmt_ML_5_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ML_5_1 M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous_ML_5_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ML_5_1 M eta w /\ 0 < loss M w.

(* Omega is positive semidefinite, and its top eigenvalue is (zeta^2/D) times that of sum_a psi_a^2. *)
Definition hyp_OMEGA_SPECTRUM (M : model) : Prop :=
  symmetric M /\
  (0 < D M)%nat.
Definition stmt_OMEGA_SPECTRUM : Prop := forall (M : model), hyp_OMEGA_SPECTRUM M ->
  (forall x, 0 <= omega_form M x) /\ omega_top M = zeta M ^ 2 / INR (D M) * sum_psi2_top M.
Definition nonvacuous_OMEGA_SPECTRUM : Prop := exists (M : model), hyp_OMEGA_SPECTRUM M /\ 0 < omega_top M.

(* The step of the pure quadratic model is eta times the gradient of the loss. *)
Definition hyp_GRADIENT_QUADRATIC (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat.
Definition stmt_GRADIENT_QUADRATIC : Prop := forall (M : model) (eta : R) (w : weights), hyp_GRADIENT_QUADRATIC M eta w ->
  forall i, (i < n M)%nat ->
  is_derive (fun z => loss M (replace w i z)) (w i) ((w i - step M eta w i) / eta).
Definition nonvacuous_GRADIENT_QUADRATIC : Prop := exists (M : model) (eta : R) (w : weights), hyp_GRADIENT_QUADRATIC M eta w /\ 0 < loss M w.

(* ZQ-18c: g(t+1) = (1 − ηλ + γ²η²‖x‖²g²)g, λ(t+1) = λ − γ²η‖x‖²g²(4−ηλ); it is γ² that plays the role of 1/m. *)
Definition hyp_ZQ_18c_1 (M : model) (c eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  squares_to M c.
Definition stmt_ZQ_18c_1 : Prop := forall (M : model) (c eta : R) (w : weights), hyp_ZQ_18c_1 M c eta w ->
  forall t, (kernel M (train M eta w (S t)) 0 0 = (kernel M (train M eta w t) 0 0) + ((-1) * eta * ((output M (train M eta w t) 0) ^ 2) * ((zeta M) ^ 2) * c * (4 + ((-1) * (kernel M (train M eta w t) 0 0) * eta)))) /\ (output M (train M eta w (S t)) 0 = (output M (train M eta w t) 0) * (1 + ((-1) * (kernel M (train M eta w t) 0 0) * eta) + ((eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * ((zeta M) ^ 2) * c))).
Definition nonvacuous_ZQ_18c_1 : Prop := exists (M : model) (c eta : R) (w : weights), hyp_ZQ_18c_1 M c eta w /\ 0 < loss M w.

(* NQM-CONV: NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero. *)
Definition hyp_NQM_CONV_3 (M : model) (c eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  squares_to M c /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_NQM_CONV_3 : Prop := forall (M : model) (c eta : R) (w : weights), hyp_NQM_CONV_3 M c eta w ->
  forall t, eta * (sum (S t) (fun j => mean_square_output M (train M eta w j))) * ((zeta M) ^ 2) * c * (4 + ((-1) * (kernel M w 0 0) * eta)) <= kernel M w 0 0.
Definition nonvacuous_NQM_CONV_3 : Prop := exists (M : model) (c eta : R) (w : weights), hyp_NQM_CONV_3 M c eta w /\ 0 < loss M w.

(* NQM-CONV: NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero. *)
Definition hyp_NQM_CONV_4 (M : model) (c eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  D M = 1%nat /\
  zero_targets M /\
  squares_to M c /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_NQM_CONV_4 : Prop := forall (M : model) (c eta : R) (w : weights), hyp_NQM_CONV_4 M c eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous_NQM_CONV_4 : Prop := exists (M : model) (c eta : R) (w : weights), hyp_NQM_CONV_4 M c eta w /\ 0 < loss M w.
End QuadraticStatements.
Export QuadraticStatements.

Module BiasedStatements.
Import Biased.
(* BIAS: η(2φ² + CN₀) ≤ 4, C = ζ²λmax(ψ²): N never increases; below: Σf² ≤ N₀/(η(4 − η(2φ² + CN₀))), and L → 0. *)
Definition hyp_BIAS_1 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0 /\
  eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2))) <= 4.
Definition stmt_BIAS_1 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_1 B eta w ->
  forall t, weighted_norm B (train B eta w (S t)) <= weighted_norm B (train B eta w t).
Definition nonvacuous_BIAS_1 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_1 B eta w /\ 0 < loss B w.

(* BIAS: η(2φ² + CN₀) ≤ 4, C = ζ²λmax(ψ²): N never increases; below: Σf² ≤ N₀/(η(4 − η(2φ² + CN₀))), and L → 0. *)
Definition hyp_BIAS_2 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0 /\
  eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2))) < 4.
Definition stmt_BIAS_2 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_2 B eta w ->
  forall t, sum (S t) (fun j => output B (train B eta w j) ^ 2) <= (weighted_norm B w) / (eta * (4 + ((-1) * eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2)))))).
Definition nonvacuous_BIAS_2 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_2 B eta w /\ 0 < loss B w.

(* BIAS: η(2φ² + CN₀) ≤ 4, C = ζ²λmax(ψ²): N never increases; below: Σf² ≤ N₀/(η(4 − η(2φ² + CN₀))), and L → 0. *)
Definition hyp_BIAS_3 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0 /\
  eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2))) < 4.
Definition stmt_BIAS_3 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_3 B eta w ->
  is_lim_seq (fun t => loss B (train B eta w t)) (0).
Definition nonvacuous_BIAS_3 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_3 B eta w /\ 0 < loss B w.

(* BIAS-PUBLISHED: The published denominator is the larger one: it has C(θ² + (φ·θ_f)²/φ²) in place of CN. *)
Definition hyp_BIAS_PUBLISHED_1 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0.
Definition stmt_BIAS_PUBLISHED_1 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_PUBLISHED_1 B eta w ->
  (weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2) <= (published_norm B w) * (psi2_top B) * ((zeta B) ^ 2).
Definition nonvacuous_BIAS_PUBLISHED_1 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_PUBLISHED_1 B eta w /\ 0 < loss B w.

(* BIAS-ID: N = θ_m² + 2(φ·θ_f)²/φ² changes in a step by ηf²(η(H_m + 2φ²) − 4), and H = H_m + φ². *)
Definition hyp_BIAS_ID_1 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0.
Definition stmt_BIAS_ID_1 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_ID_1 B eta w ->
  forall t, weighted_norm B (train B eta w (S t)) = (weighted_norm B (train B eta w t)) + (eta * ((output B (train B eta w t)) ^ 2) * ((-4) + (eta * ((meta_kernel B (train B eta w t)) + (2 * (phi2 B)))))).
Definition nonvacuous_BIAS_ID_1 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_ID_1 B eta w /\ 0 < loss B w.

(* BIAS-ID: N = θ_m² + 2(φ·θ_f)²/φ² changes in a step by ηf²(η(H_m + 2φ²) − 4), and H = H_m + φ². *)
Definition hyp_BIAS_ID_2 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0.
Definition stmt_BIAS_ID_2 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_ID_2 B eta w ->
  kernel B w = (meta_kernel B w) + (phi2 B).
Definition nonvacuous_BIAS_ID_2 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_ID_2 B eta w /\ 0 < loss B w.

(* BIAS-GAP: The difference is the squared norm of the feature weights orthogonal to φ, which no step moves. *)
Definition hyp_BIAS_GAP_1 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0.
Definition stmt_BIAS_GAP_1 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_GAP_1 B eta w ->
  published_norm B w = (weighted_norm B w) + (theta_f2 B w) + ((-1) * ((phi_theta B w) ^ 2) / (phi2 B)).
Definition nonvacuous_BIAS_GAP_1 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_GAP_1 B eta w /\ 0 < loss B w.

(* BIAS-GAP: The difference is the squared norm of the feature weights orthogonal to φ, which no step moves. *)
Definition hyp_BIAS_GAP_2 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0.
Definition stmt_BIAS_GAP_2 : Prop := forall (B : model) (eta : R) (w : weights), hyp_BIAS_GAP_2 B eta w ->
  forall t, ((-1) * (weighted_norm B (train B eta w (S t)))) + (published_norm B (train B eta w (S t))) = ((-1) * (weighted_norm B (train B eta w t))) + (published_norm B (train B eta w t)).
Definition nonvacuous_BIAS_GAP_2 : Prop := exists (B : model) (eta : R) (w : weights), hyp_BIAS_GAP_2 B eta w /\ 0 < loss B w.

(* ML-7: Quadratic with bias: η < 4/(2φ² + ζ²θ₀² λmax(ψ²) + ζ² λmax(ψ²)(φ·θ₀)²/φ²). *)
Definition hyp_ML_7_1 (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B /\
  0 < phi2 B /\
  y B = 0 /\
  eta * ((2 * (phi2 B)) + ((psi2_top B) * ((zeta B) ^ 2) * ((weight_norm B w) + (((phi_theta B w) ^ 2) / (phi2 B))))) < 4.
Definition stmt_ML_7_1 : Prop := forall (B : model) (eta : R) (w : weights), hyp_ML_7_1 B eta w ->
  forall t, published_norm B (train B eta w (S t)) <= published_norm B (train B eta w t).
Definition nonvacuous_ML_7_1 : Prop := exists (B : model) (eta : R) (w : weights), hyp_ML_7_1 B eta w /\ 0 < loss B w.

(* The step of the quadratic model with bias is eta times the gradient of the loss. *)
Definition hyp_GRADIENT_BIASED (B : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric B.
Definition stmt_GRADIENT_BIASED : Prop := forall (B : model) (eta : R) (w : weights), hyp_GRADIENT_BIASED B eta w ->
  (forall i, (i < nf B)%nat ->
    is_derive (fun z => loss B (Weights (replace (F w) i z) (M w))) (F w i) ((F w i - F (step B eta w) i) / eta)) /\
  (forall i, (i < n B)%nat ->
    is_derive (fun z => loss B (Weights (F w) (replace (M w) i z))) (M w i) ((M w i - M (step B eta w) i) / eta)).
Definition nonvacuous_GRADIENT_BIASED : Prop := exists (B : model) (eta : R) (w : weights), hyp_GRADIENT_BIASED B eta w /\ 0 < loss B w.
End BiasedStatements.
Export BiasedStatements.

Module GeneralStatements.
Import General.
(* ZQ-17c: f(t+1)−y = (I − ηK + ½η² G ∇fᵀ)(f−y), K(t+1) = K − η(G∇fᵀ + ∇f Gᵀ) + η²GGᵀ. *)
Definition hyp_ZQ_17c_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M /\
  (0 < D M)%nat.
Definition stmt_ZQ_17c_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_17c_1 M eta w ->
  forall t, (kernel M (train M (eta / INR (D M)) w (S t)) 0 (D M - 1) = (kernel M (train M (eta / INR (D M)) w t) 0 (D M - 1)) + ((sum (P M) (fun i => G M (train M (eta / INR (D M)) w t) 0 i * G M (train M (eta / INR (D M)) w t) (D M - 1) i)) * (eta ^ 2) / ((INR (D M)) ^ 2)) + ((-1) * eta * ((sum (P M) (fun i => G M (train M (eta / INR (D M)) w t) 0 i * jacobian M (train M (eta / INR (D M)) w t) (D M - 1) i)) + (sum (P M) (fun i => jacobian M (train M (eta / INR (D M)) w t) 0 i * G M (train M (eta / INR (D M)) w t) (D M - 1) i))) / (INR (D M)))) /\ (kernel M (train M (eta / INR (D M)) w (S t)) 0 0 = (kernel M (train M (eta / INR (D M)) w t) 0 0) + ((sum (P M) (fun i => G M (train M (eta / INR (D M)) w t) 0 i * G M (train M (eta / INR (D M)) w t) 0 i)) * (eta ^ 2) / ((INR (D M)) ^ 2)) + ((-2) * (sum (P M) (fun i => G M (train M (eta / INR (D M)) w t) 0 i * jacobian M (train M (eta / INR (D M)) w t) 0 i)) * eta / (INR (D M)))) /\ (residual M (train M (eta / INR (D M)) w (S t)) 0 = (residual M (train M (eta / INR (D M)) w t) 0) + ((1 / 2) * (sum (P M) (fun i => G M (train M (eta / INR (D M)) w t) 0 i * pull M (train M (eta / INR (D M)) w t) i)) * (eta ^ 2) / ((INR (D M)) ^ 2)) + ((-1) * (sum (D M) (fun e => kernel M (train M (eta / INR (D M)) w t) 0 e * residual M (train M (eta / INR (D M)) w t) e)) * eta / (INR (D M)))).
Definition nonvacuous_ZQ_17c_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_17c_1 M eta w /\ 0 < loss M w.

(* One step of a general quadratic model: r' = (I - eta K) r + (eta^2/2) G Jᵀ r, J' = J - eta G, K' = J' J'ᵀ. *)
Definition hyp_GENERAL_QUADRATIC (M : model) (eta : R) (w : weights) : Prop :=
  symmetric M.
Definition stmt_GENERAL_QUADRATIC : Prop := forall (M : model) (eta : R) (w : weights), hyp_GENERAL_QUADRATIC M eta w ->
  (forall a, (a < D M)%nat -> residual M (step M eta w) a = residual M w a
    - eta * sum (D M) (fun e => kernel M w a e * residual M w e)
    + eta ^ 2 / 2 * sum (D M) (fun e => sum (P M) (fun i => G M w a i * jacobian M w e i) * residual M w e)) /\
  (forall a i, jacobian M (step M eta w) a i = jacobian M w a i - eta * G M w a i) /\
  (forall a e, kernel M (step M eta w) a e
    = sum (P M) (fun i => (jacobian M w a i - eta * G M w a i) * (jacobian M w e i - eta * G M w e i))).
Definition nonvacuous_GENERAL_QUADRATIC : Prop := exists (M : model) (eta : R) (w : weights), hyp_GENERAL_QUADRATIC M eta w /\ 0 < loss M w.

(* The step of the general quadratic model is eta times the gradient of the loss. *)
Definition hyp_GRADIENT_GENERAL (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  symmetric M.
Definition stmt_GRADIENT_GENERAL : Prop := forall (M : model) (eta : R) (w : weights), hyp_GRADIENT_GENERAL M eta w ->
  forall i, (i < P M)%nat ->
  is_derive (fun z => loss M (replace w i z)) (w i) ((w i - step M eta w i) / eta).
Definition nonvacuous_GRADIENT_GENERAL : Prop := exists (M : model) (eta : R) (w : weights), hyp_GRADIENT_GENERAL M eta w /\ 0 < loss M w.
End GeneralStatements.
Export GeneralStatements.

Module NeuralStatements.
Import Neural.
(* The step of the neural quadratic model is eta times the gradient of the loss. *)
Definition hyp_GRADIENT_NEURAL (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < D M)%nat.
Definition stmt_GRADIENT_NEURAL : Prop := forall (M : model) (eta : R) (w : weights), hyp_GRADIENT_NEURAL M eta w ->
  (forall i k, (i < m M)%nat -> (k < d M)%nat -> is_derive (fun z => loss M
    (Weights (fun j => if Nat.eq_dec j i then replace (U w i) k z else U w j) (V w)))
    (U w i k) ((U w i k - U (step M eta w) i k) / eta)) /\
  (forall i, (i < m M)%nat -> is_derive (fun z => loss M (Weights (U w) (replace (V w) i z)))
    (V w i) ((V w i - V (step M eta w) i) / eta)).
Definition nonvacuous_GRADIENT_NEURAL : Prop := exists (M : model) (eta : R) (w : weights), hyp_GRADIENT_NEURAL M eta w /\ 0 < loss M w.

(* ZQ-1: NQM, one datum: g(t+1)−y = (1 − ηλ + (‖x‖²/(md)) η²(g−y)g)(g−y). *)
Definition hyp_ZQ_1_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat.
Definition stmt_ZQ_1_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_1_1 M eta w ->
  forall t, residual M (train M eta w (S t)) 0 = (residual M (train M eta w t) 0) * (1 + ((-1) * (kernel M (train M eta w t) 0 0) * eta) + ((eta ^ 2) * (output M (train M eta w t) 0) * (residual M (train M eta w t) 0) * (x2 M) / ((INR (d M)) * (INR (m M))))).
Definition nonvacuous_ZQ_1_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_1_1 M eta w /\ 0 < loss M w.

(* ZQ-2: λ(t+1) = λ − η(‖x‖²/(md))(g−y)²(4 g/(g−y) − ηλ). *)
Definition hyp_ZQ_2_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat.
Definition stmt_ZQ_2_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_2_1 M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 = (kernel M (train M eta w t) 0 0) + ((-1) * eta * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) * (((-1) * (kernel M (train M eta w t) 0 0) * eta) + (4 * (output M (train M eta w t) 0) / (residual M (train M eta w t) 0))) / ((INR (d M)) * (INR (m M)))).
Definition nonvacuous_ZQ_2_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_2_1 M eta w /\ 0 < loss M w.

(* ZQ-3: With u = (‖x‖²/(md))η²(g−y)², w = (‖x‖²/(md))η²(g−y)y, v = ηλ: u′ = (1−v+u+w)²u, v′ = v − u(4−v) − 4w. *)
Definition hyp_ZQ_3_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat.
Definition stmt_ZQ_3_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_3_1 M eta w ->
  forall t, ((eta ^ 2) * ((residual M (train M eta w (S t)) 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M))) = (eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) * ((1 + ((-1) * (kernel M (train M eta w t) 0 0) * eta) + ((eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M)))) + ((eta ^ 2) * (residual M (train M eta w t) 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M))))) ^ 2) / ((INR (d M)) * (INR (m M)))) /\ ((kernel M (train M eta w (S t)) 0 0) * eta = ((kernel M (train M eta w t) 0 0) * eta) + ((-4) * (eta ^ 2) * (residual M (train M eta w t) 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))) + ((-1) * (eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) * (4 + ((-1) * (kernel M (train M eta w t) 0 0) * eta)) / ((INR (d M)) * (INR (m M))))).
Definition nonvacuous_ZQ_3_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_3_1 M eta w /\ 0 < loss M w.

(* ZQ-4c: y = 0, 2 < ηλ₀ < 4: the kernel never increases, and the loss first grows if (‖x‖²/(md))η²g₀² < ηλ₀ − 2 and g₀ ≠ 0. *)
Definition hyp_ZQ_4c_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  zero_targets M /\
  (kernel M w 0 0) * eta > 2 /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_ZQ_4c_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_4c_1 M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 <= kernel M (train M eta w t) 0 0.
Definition nonvacuous_ZQ_4c_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_4c_1 M eta w /\ 0 < loss M w.

(* ZQ-4c: y = 0, 2 < ηλ₀ < 4: the kernel never increases, and the loss first grows if (‖x‖²/(md))η²g₀² < ηλ₀ − 2 and g₀ ≠ 0. *)
Definition hyp_ZQ_4c_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  zero_targets M /\
  (kernel M w 0 0) * eta < 4 /\
  output M w 0 <> 0 /\
  (eta ^ 2) * ((output M w 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M))) < (-2) + ((kernel M w 0 0) * eta).
Definition stmt_ZQ_4c_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_4c_2 M eta w ->
  loss M (train M eta w 1) > loss M w.
Definition nonvacuous_ZQ_4c_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_4c_2 M eta w /\ 0 < loss M w.

(* ZQ-7c: y = 0, η > 4/λ₀: R_λ ≤ 0, λ never decreases; unless g hits 0 exactly, loss and weight norm are unbounded. *)
Definition hyp_ZQ_7c_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  zero_targets M /\
  (kernel M w 0 0) * eta > 4.
Definition stmt_ZQ_7c_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_7c_1 M eta w ->
  forall t, (kernel M (train M eta w t) 0 0) + ((-1) * (kernel M (train M eta w (S t)) 0 0)) <= 0.
Definition nonvacuous_ZQ_7c_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_7c_1 M eta w /\ 0 < loss M w.

(* ZQ-7c: y = 0, η > 4/λ₀: R_λ ≤ 0, λ never decreases; unless g hits 0 exactly, loss and weight norm are unbounded. *)
Definition hyp_ZQ_7c_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  zero_targets M /\
  (kernel M w 0 0) * eta > 4.
Definition stmt_ZQ_7c_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_7c_2 M eta w ->
  ((forall bound, exists t, bound < (loss M (train M eta w t))) /\ (forall bound, exists t, bound < (weight_norm M (train M eta w t)))) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition nonvacuous_ZQ_7c_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_7c_2 M eta w /\ 0 < loss M w.

(* NQM-CONV: NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero. *)
Definition hyp_NQM_CONV_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  zero_targets M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_NQM_CONV_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_NQM_CONV_1 M eta w ->
  forall t, eta * (sum (S t) (fun j => mean_square_output M (train M eta w j))) * (x2 M) * (4 + ((-1) * (kernel M w 0 0) * eta)) / ((INR (d M)) * (INR (m M))) <= kernel M w 0 0.
Definition nonvacuous_NQM_CONV_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_NQM_CONV_1 M eta w /\ 0 < loss M w.

(* NQM-CONV: NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero. *)
Definition hyp_NQM_CONV_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  zero_targets M /\
  (kernel M w 0 0) * eta < 4.
Definition stmt_NQM_CONV_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_NQM_CONV_2 M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous_NQM_CONV_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_NQM_CONV_2 M eta w /\ 0 < loss M w.

(* NQM-TARGET: NQM with a target, |Y| < 2, e₀ < 0: e stays negative, the loss below 2/(κη²). *)
Definition hyp_NQM_TARGET_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  (eta ^ 2) * (x2 M) * ((y M 0%nat) ^ 2) / ((INR (d M)) * (INR (m M))) < 4 /\
  (kernel M w 0 0) * eta < 4 + ((eta ^ 2) * (residual M w 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))).
Definition stmt_NQM_TARGET_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_NQM_TARGET_1 M eta w ->
  forall t, (kernel M (train M eta w (S t)) 0 0) * eta < 4 + ((eta ^ 2) * (residual M (train M eta w (S t)) 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))).
Definition nonvacuous_NQM_TARGET_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_NQM_TARGET_1 M eta w /\ 0 < loss M w.

(* NQM-TARGET: NQM with a target, |Y| < 2, e₀ < 0: e stays negative, the loss below 2/(κη²). *)
Definition hyp_NQM_TARGET_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  (eta ^ 2) * (x2 M) * ((y M 0%nat) ^ 2) / ((INR (d M)) * (INR (m M))) < 4 /\
  (kernel M w 0 0) * eta < 4 + ((eta ^ 2) * (residual M w 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))).
Definition stmt_NQM_TARGET_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_NQM_TARGET_2 M eta w ->
  forall t, (eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M))) < 4.
Definition nonvacuous_NQM_TARGET_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_NQM_TARGET_2 M eta w /\ 0 < loss M w.

(* ZQ-11c: K = λ₁p₁p₁ᵀ/‖p₁‖² + λ₂p₂p₂ᵀ/‖p₂‖² with the printed λ₁, λ₂, so these are its eigenvalues; all others vanish. *)
Definition hyp_ZQ_11c_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat /\
  p1_norm2 M <> 0.
Definition stmt_ZQ_11c_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_11c_1 M eta w ->
  (along M (p1 M) (tangent_times M w (p1 M)) = (lambda_1 M w) * (p1_norm2 M)) /\ (along M (p2 M) (tangent_times M w (p2 M)) = (lambda_2 M w) * (p2_norm2 M)) /\ (sum (D M) (fun a => tangent_times M w (p1 M) a ^ 2) = ((lambda_1 M w) ^ 2) * (p1_norm2 M)) /\ (trace M w = (lambda_1 M w) + (lambda_2 M w)) /\ (trace2 M w = ((lambda_1 M w) ^ 2) + ((lambda_2 M w) ^ 2)).
Definition nonvacuous_ZQ_11c_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_11c_1 M eta w /\ 0 < loss M w.

(* ZQ-12: 1-d inputs: g(t+1)−y = (I − ηK + (η²/m)(Q₁ + Q₂))(g−y), K(t+1) = K + (η²/m)(K₁ + K₂) − (4η/m)(Q₁ + Q₂), Q_a = ((g−y)⊙m_a)ᵀ(g⊙m_a) p_a p_aᵀ, K_a = ((g−y)⊙m_a)ᵀ K ((g−y)⊙m_a) p_a p_aᵀ, m_± the sign masks. *)
Definition hyp_ZQ_12_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat.
Definition stmt_ZQ_12_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_12_1 M eta w ->
  forall t, (residual M (train M eta w (S t)) 0 = (residual M (train M eta w t) 0) + ((-1) * (tangent_times M (train M eta w t) (residual M (train M eta w t)) 0) * eta / (INR (D M))) + ((eta ^ 2) * (((p1 M 0) * (along M (p1 M) (residual M (train M eta w t))) * (along M (on_plus M (residual M (train M eta w t))) (output M (train M eta w t)))) + ((p2 M 0) * (along M (p2 M) (residual M (train M eta w t))) * (along M (on_minus M (residual M (train M eta w t))) (output M (train M eta w t))))) / (((INR (D M)) ^ 2) * (INR (m M))))) /\ (tangent M (train M eta w (S t)) 0 (D M - 1) = (tangent M (train M eta w t) 0 (D M - 1)) + ((eta ^ 2) * (((p1 M 0) * (p1 M (D M - 1)) * (along M (on_plus M (residual M (train M eta w t))) (tangent_times M (train M eta w t) (on_plus M (residual M (train M eta w t)))))) + ((p2 M 0) * (p2 M (D M - 1)) * (along M (on_minus M (residual M (train M eta w t))) (tangent_times M (train M eta w t) (on_minus M (residual M (train M eta w t))))))) / (((INR (D M)) ^ 2) * (INR (m M)))) + ((-4) * eta * (((p1 M 0) * (p1 M (D M - 1)) * (along M (on_plus M (residual M (train M eta w t))) (output M (train M eta w t)))) + ((p2 M 0) * (p2 M (D M - 1)) * (along M (on_minus M (residual M (train M eta w t))) (output M (train M eta w t))))) / ((INR (D M)) * (INR (m M))))) /\ (tangent M (train M eta w (S t)) 0 0 = (tangent M (train M eta w t) 0 0) + ((eta ^ 2) * ((((p1 M 0) ^ 2) * (along M (on_plus M (residual M (train M eta w t))) (tangent_times M (train M eta w t) (on_plus M (residual M (train M eta w t)))))) + (((p2 M 0) ^ 2) * (along M (on_minus M (residual M (train M eta w t))) (tangent_times M (train M eta w t) (on_minus M (residual M (train M eta w t))))))) / (((INR (D M)) ^ 2) * (INR (m M)))) + ((-4) * eta * ((((p1 M 0) ^ 2) * (along M (on_plus M (residual M (train M eta w t))) (output M (train M eta w t)))) + (((p2 M 0) ^ 2) * (along M (on_minus M (residual M (train M eta w t))) (output M (train M eta w t))))) / ((INR (D M)) * (INR (m M))))).
Definition nonvacuous_ZQ_12_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_12_1 M eta w /\ 0 < loss M w.

(* ZQ-13c: p₁ of unit length in Π₁, S = Σ x_i² 1[x_i ≥ 0]: p₁ᵀR_g p₁ = (η²S/m)(2Π₁L + ⟨g−y, p₁⟩⟨y, p₁⟩); p₁ᵀR_K p₁ = (ηS/m)(2Π₁L(ηλ₁−4) − 4⟨g−y, p₁⟩⟨y, p₁⟩). *)
Definition hyp_ZQ_13c_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat /\
  p1_norm2 M <> 0.
Definition stmt_ZQ_13c_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_13c_1 M eta w ->
  forall t, ((((-1) * (along M (p1 M) (tangent_times M (train M eta w t) (p1 M)))) + (along M (p1 M) (tangent_times M (train M eta w (S t)) (p1 M)))) / (p1_norm2 M) = eta * (p1_norm2 M) * (((-4) * (along M (p1 M) (residual M (train M eta w t))) * (along M (p1 M) (y M)) / (p1_norm2 M)) + (((along M (p1 M) (residual M (train M eta w t))) ^ 2) * ((-4) + (eta * (lambda_1 M (train M eta w t)) / (INR (D M)))) / (p1_norm2 M))) / ((INR (D M)) * (INR (m M)))) /\ (along M (p1 M) (residual M (train M eta w (S t))) = (along M (p1 M) (residual M (train M eta w t))) * (1 + ((-1) * eta * (lambda_1 M (train M eta w t)) / (INR (D M))) + ((eta ^ 2) * (p1_norm2 M) * ((((along M (p1 M) (residual M (train M eta w t))) ^ 2) / (p1_norm2 M)) + ((along M (p1 M) (residual M (train M eta w t))) * (along M (p1 M) (y M)) / (p1_norm2 M))) / (((INR (D M)) ^ 2) * (INR (m M)))))).
Definition nonvacuous_ZQ_13c_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_13c_1 M eta w /\ 0 < loss M w.

(* ZQ-15: Π_iL is constant in time for i ≥ 3. *)
Definition hyp_ZQ_15_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat /\
  p1_norm2 M <> 0 /\
  p2_norm2 M <> 0.
Definition stmt_ZQ_15_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_15_1 M eta w ->
  forall t, (((INR (D M)) * (mean_square_residual M (train M eta w (S t)))) + ((-1) * ((along M (p1 M) (residual M (train M eta w (S t)))) ^ 2) / (p1_norm2 M)) + ((-1) * ((along M (p2 M) (residual M (train M eta w (S t)))) ^ 2) / (p2_norm2 M)) = ((INR (D M)) * (mean_square_residual M (train M eta w t))) + ((-1) * ((along M (p1 M) (residual M (train M eta w t))) ^ 2) / (p1_norm2 M)) + ((-1) * ((along M (p2 M) (residual M (train M eta w t))) ^ 2) / (p2_norm2 M))) /\ (((p1 M 0 = 0) /\ (p2 M 0 = 0)) -> (residual M (train M eta w (S t)) 0 = residual M (train M eta w t) 0)).
Definition nonvacuous_ZQ_15_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_15_1 M eta w /\ 0 < loss M w.

(* ZQ-16c: y = 0: p₁ᵀR_K p₁ = (‖g‖²‖p₁‖²/m) η(ηλ₁ − 4), not negative while ηλ₁ > 4, and λ₁ stays there. *)
Definition hyp_ZQ_16c_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat /\
  zero_targets M /\
  (forall a, (a < D M)%nat -> 0 < X M a 0).
Definition stmt_ZQ_16c_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_16c_1 M eta w ->
  forall t, (((-1) * (along M (p1 M) (tangent_times M (train M eta w t) (p1 M)))) + (along M (p1 M) (tangent_times M (train M eta w (S t)) (p1 M)))) / (p1_norm2 M) = eta * (along M (on_plus M (output M (train M eta w t))) (output M (train M eta w t))) * (p1_norm2 M) * ((-4) + (eta * (lambda_1 M (train M eta w t)) / (INR (D M)))) / ((INR (D M)) * (INR (m M))).
Definition nonvacuous_ZQ_16c_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_16c_1 M eta w /\ 0 < loss M w.

(* ZQ-16c: y = 0: p₁ᵀR_K p₁ = (‖g‖²‖p₁‖²/m) η(ηλ₁ − 4), not negative while ηλ₁ > 4, and λ₁ stays there. *)
Definition hyp_ZQ_16c_2 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat /\
  zero_targets M /\
  p1_norm2 M <> 0 /\
  eta * (lambda_1 M w) / (INR (D M)) > 4.
Definition stmt_ZQ_16c_2 : Prop := forall (M : model) (eta : R) (w : weights), hyp_ZQ_16c_2 M eta w ->
  forall t, lambda_1 M (train M eta w t) <= lambda_1 M (train M eta w (S t)).
Definition nonvacuous_ZQ_16c_2 : Prop := exists (M : model) (eta : R) (w : weights), hyp_ZQ_16c_2 M eta w /\ 0 < loss M w.

(* BLOCK-CONV: NQM on one-dimensional inputs, y = 0, ηλ₁, ηλ₂ < 4: λ₁ never increases (nor does λ₂). *)
Definition hyp_BLOCK_CONV_1 (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  line M /\
  (0 < D M)%nat /\
  zero_targets M /\
  (INR (D M)) * (p2_norm2 M) * (p1_norm2 M) > 0 /\
  eta * (lambda_1 M w) / (INR (D M)) < 4 /\
  eta * (lambda_2 M w) / (INR (D M)) < 4.
Definition stmt_BLOCK_CONV_1 : Prop := forall (M : model) (eta : R) (w : weights), hyp_BLOCK_CONV_1 M eta w ->
  forall t, lambda_1 M (train M eta w (S t)) <= lambda_1 M (train M eta w t).
Definition nonvacuous_BLOCK_CONV_1 : Prop := exists (M : model) (eta : R) (w : weights), hyp_BLOCK_CONV_1 M eta w /\ 0 < loss M w.

(* One-dimensional inputs: at every step p1 and p2 are orthogonal eigenvectors of K with eigenvalues lambda_1 and lambda_2; K vanishes on what is orthogonal to both, and there the residual never changes. *)
Definition hyp_RANK_TWO (M : model) (eta : R) (w : weights) : Prop :=
  line M /\
  (0 < D M)%nat.
Definition stmt_RANK_TWO : Prop := forall (M : model) (eta : R) (w : weights), hyp_RANK_TWO M eta w ->
  forall t, along M (p1 M) (p2 M) = 0 /\
  (forall a, (a < D M)%nat -> tangent_times M (train M eta w t) (p1 M) a = lambda_1 M (train M eta w t) * p1 M a) /\
  (forall a, (a < D M)%nat -> tangent_times M (train M eta w t) (p2 M) a = lambda_2 M (train M eta w t) * p2 M a) /\
  (forall z, along M (p1 M) z = 0 -> along M (p2 M) z = 0 ->
    (forall a, (a < D M)%nat -> tangent_times M (train M eta w t) z a = 0) /\
    along M z (residual M (train M eta w t)) = along M z (residual M w)).
Definition nonvacuous_RANK_TWO : Prop := exists (M : model) (eta : R) (w : weights), hyp_RANK_TWO M eta w /\ 0 < loss M w.

(* One-dimensional inputs: the units open for one sign of the inputs move as on a single datum with |x|^2 = S, the sum of x_i^2 over that sign, and target sum x_i y_i / sqrt S; its kernel is lambda_1 (or lambda_2). *)
Definition hyp_SINGLE_DATUM (M : model) (eta : R) (w : weights) : Prop :=
  line M /\
  (0 < D M)%nat.
Definition stmt_SINGLE_DATUM : Prop := forall (M : model) (eta : R) (w : weights), hyp_SINGLE_DATUM M eta w ->
  (0 < p1_norm2 M -> forall t,
    residual (block M (p1 M) (sqrt (p1_norm2 M))) (train M eta w t) 0 = along M (p1 M) (residual M (train M eta w t)) / (sqrt (p1_norm2 M)) /\
    kernel (block M (p1 M) (sqrt (p1_norm2 M))) (train M eta w t) 0 0 = lambda_1 M (train M eta w t) /\
    forall i, (i < m M)%nat -> 0 <= centre M i 0%nat -> U (train M eta w (S t)) i 0%nat = U (step (block M (p1 M) (sqrt (p1_norm2 M))) (eta / INR (D M)) (train M eta w t)) i 0%nat /\
      V (train M eta w (S t)) i = V (step (block M (p1 M) (sqrt (p1_norm2 M))) (eta / INR (D M)) (train M eta w t)) i) /\
  (0 < p2_norm2 M -> forall t,
    residual (block M (p2 M) (- sqrt (p2_norm2 M))) (train M eta w t) 0 = along M (p2 M) (residual M (train M eta w t)) / (- sqrt (p2_norm2 M)) /\
    kernel (block M (p2 M) (- sqrt (p2_norm2 M))) (train M eta w t) 0 0 = lambda_2 M (train M eta w t) /\
    forall i, (i < m M)%nat -> centre M i 0%nat <= 0 -> U (train M eta w (S t)) i 0%nat = U (step (block M (p2 M) (- sqrt (p2_norm2 M))) (eta / INR (D M)) (train M eta w t)) i 0%nat /\
      V (train M eta w (S t)) i = V (step (block M (p2 M) (- sqrt (p2_norm2 M))) (eta / INR (D M)) (train M eta w t)) i).
Definition nonvacuous_SINGLE_DATUM : Prop := exists (M : model) (eta : R) (w : weights), hyp_SINGLE_DATUM M eta w /\ 0 < loss M w.

(* One datum, any target: the active units of the neural quadratic model train as the two-layer linear net. *)
Definition hyp_ACTIVE_LINEAR (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat.
Definition stmt_ACTIVE_LINEAR : Prop := forall (M : model) (eta : R) (w : weights), hyp_ACTIVE_LINEAR M eta w ->
  forall t, active M (train M eta w t) = TwoLayer.train (linear M) eta (active M w) t /\
  output M (train M eta w t) 0 = TwoLayer.output (linear M) (active M (train M eta w t)) 0 /\
  kernel M (train M eta w t) 0 0 = TwoLayer.kernel (linear M) (active M (train M eta w t)) 0 0.
Definition nonvacuous_ACTIVE_LINEAR : Prop := exists (M : model) (eta : R) (w : weights), hyp_ACTIVE_LINEAR M eta w /\ 0 < loss M w.

(* One datum, |Y| < 1, e_0 < 0: a neural quadratic model's output tends to the target, or to 0 if it is trapped. *)
Definition hyp_NEURAL_FATE (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  0 < x2 M /\
  x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat ^ 2 < 1 /\
  eta * kernel M w 0 0 < 4 + x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat * residual M w 0.
Definition stmt_NEURAL_FATE : Prop := forall (M : model) (eta : R) (w : weights), hyp_NEURAL_FATE M eta w ->
  (~ TwoLayer.trapped (linear M) eta (active M w) -> is_lim_seq (fun t => output M (train M eta w t) 0) (y M 0%nat)) /\
  (TwoLayer.trapped (linear M) eta (active M w) -> is_lim_seq (fun t => output M (train M eta w t) 0) 0).
Definition nonvacuous_NEURAL_FATE : Prop := exists (M : model) (eta : R) (w : weights), hyp_NEURAL_FATE M eta w /\ 0 < loss M w.

(* One datum: eta < 8 / (H_0 + sqrt(H_0^2 + 16 kappa y (y - f_0))) if and only if |Y| < 2 and e_0 < 0, for neural quadratic models, and then L_t < 2 / (kappa eta^2) for all t. *)
Definition hyp_NEURAL_EDGE (M : model) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < m M)%nat /\
  (0 < d M)%nat /\
  D M = 1%nat /\
  0 < x2 M.
Definition stmt_NEURAL_EDGE : Prop := forall (M : model) (eta : R) (w : weights), hyp_NEURAL_EDGE M eta w ->
  let edge := eta * (kernel M w 0 0 + sqrt (kernel M w 0 0 ^ 2 + 16 * (x2 M / (INR (m M) * INR (d M))) * (y M 0%nat * (y M 0%nat - output M w 0)))) < 8 in
  (edge <-> x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat ^ 2 < 4 /\ eta * kernel M w 0 0 < 4 + x2 M / (INR (m M) * INR (d M)) * eta ^ 2 * y M 0%nat * residual M w 0) /\
  (edge -> forall t, loss M (train M eta w t) < 2 / (x2 M / (INR (m M) * INR (d M)) * eta ^ 2)).
Definition nonvacuous_NEURAL_EDGE : Prop := exists (M : model) (eta : R) (w : weights), hyp_NEURAL_EDGE M eta w /\ 0 < loss M w.

(* On every line through the centre the neural quadratic model is a quadratic polynomial, and near the centre it is the ReLU net, if no preactivation is 0 there: it is the net's expansion to second order. *)
Definition hyp_EXPANSION (M : model) (eta : R) (w : weights) : Prop :=
  (forall i k, U w i k = centre M i k) /\
  (forall a i, (a < D M)%nat -> (i < m M)%nat -> preactivation M w a i <> 0).
Definition stmt_EXPANSION : Prop := forall (M : model) (eta : R) (w : weights), hyp_EXPANSION M eta w ->
  forall (v : weights) a, (a < D M)%nat ->
  (exists c0 c1 c2, forall z, output M (moved w v z) a = c0 + c1 * z + c2 * z ^ 2) /\
  (exists radius, 0 < radius /\ forall at_zero z, Rabs z < radius ->
    output M (moved w v z) a = TwoLayer.output (relu M at_zero) (as_net (moved w v z)) a).
Definition nonvacuous_EXPANSION : Prop := exists (M : model) (eta : R) (w : weights), hyp_EXPANSION M eta w /\ 0 < loss M w.
End NeuralStatements.
Export NeuralStatements.

Module LayeredStatements.
Import Layered.
(* NORM-ID: One step changes the weight norm by −(2kη/D) r·f + (η²/D) rᵀHr, for any homogeneous model, data and targets. *)
Definition hyp_NORM_ID_3 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat.
Definition stmt_NORM_ID_3 : Prop := forall (N : net) (eta : R) (w : weights), hyp_NORM_ID_3 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) = (weight_norm N (train N eta w t)) + ((eta ^ 2) * (residual_kernel N (train N eta w t))) + ((-2) * eta * (INR (depth N)) * (residual_output N (train N eta w t))).
Definition nonvacuous_NORM_ID_3 : Prop := exists (N : net) (eta : R) (w : weights), hyp_NORM_ID_3 N eta w /\ 0 < loss N w.

(* DEPTH-KERNEL: k-layer bias-free net: λmax(H) ≤ C_k θ^(2(k−1)), C_k = s² a^(2(k−1)) λmax(XXᵀ/D) k^(2−k). *)
Definition hyp_DEPTH_KERNEL_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N.
Definition stmt_DEPTH_KERNEL_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_DEPTH_KERNEL_1 N eta w ->
  top_kernel N w <= (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)).
Definition nonvacuous_DEPTH_KERNEL_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_DEPTH_KERNEL_1 N eta w /\ 0 < loss N w.

(* MASTER-MONO: A model on D data, homogeneous of degree k, with λmax(H) ≤ Cθ^(2(k−1)) and y = 0: ηCθ₀^(2(k−1)) ≤ 2k implies that the weight norm never increases. *)
Definition hyp_MASTER_MONO_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) <= 2 * (INR (depth N)).
Definition stmt_MASTER_MONO_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_MASTER_MONO_1 N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition nonvacuous_MASTER_MONO_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_MASTER_MONO_1 N eta w /\ 0 < loss N w.

(* MASTER-SUM: Under the strict inequality, Σ_t |f_t|²/D ≤ θ₀²/(η(2k − ηCθ₀^(2(k−1)))). *)
Definition hyp_MASTER_SUM_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)).
Definition stmt_MASTER_SUM_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_MASTER_SUM_1 N eta w ->
  forall t, sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (weight_norm N w) / (eta * ((2 * (INR (depth N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))))).
Definition nonvacuous_MASTER_SUM_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_MASTER_SUM_1 N eta w /\ 0 < loss N w.

(* MASTER-LIMIT: Under the strict inequality the loss tends to zero. *)
Definition hyp_MASTER_LIMIT_1 (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  0 < s N /\
  (0 < D N)%nat /\
  zero_targets N /\
  kink_slope N /\
  eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)).
Definition stmt_MASTER_LIMIT_1 : Prop := forall (N : net) (eta : R) (w : weights), hyp_MASTER_LIMIT_1 N eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) (0).
Definition nonvacuous_MASTER_LIMIT_1 : Prop := exists (N : net) (eta : R) (w : weights), hyp_MASTER_LIMIT_1 N eta w /\ 0 < loss N w.

(* Where no preactivation is 0, the step of the net of k layers is eta times the gradient of the loss. *)
Definition hyp_GRADIENT_LAYERED (N : net) (eta : R) (w : weights) : Prop :=
  0 < eta /\
  (0 < D N)%nat /\
  (forall a l i, (a < D N)%nat -> (l < hidden N)%nat -> (i < width N (S l))%nat -> preactivation N w a l i <> 0).
Definition stmt_GRADIENT_LAYERED : Prop := forall (N : net) (eta : R) (w : weights), hyp_GRADIENT_LAYERED N eta w ->
  (forall l i j, (l < hidden N)%nat -> (i < width N (S l))%nat -> (j < width N l)%nat ->
    is_derive (fun z => loss N (with_W w l i j z)) (W w l i j) ((W w l i j - W (step N eta w) l i j) / eta)) /\
  (forall j, (j < width N (hidden N))%nat ->
    is_derive (fun z => loss N (with_V w j z)) (V w j) ((V w j - V (step N eta w) j) / eta)).
Definition nonvacuous_GRADIENT_LAYERED : Prop := exists (N : net) (eta : R) (w : weights), hyp_GRADIENT_LAYERED N eta w /\ 0 < loss N w.

(* No constant below C_k bounds the kernel: on one datum every net of k layers has weights that attain it. *)
Definition hyp_DEPTH_SHARP (N : net) : Prop :=
  0 < s N /\
  D N = 1%nat /\
  0 < gram_top N /\
  0 < Rmax (a_minus N ^ 2) (a_plus N ^ 2) /\
  (forall l, (l < depth N)%nat -> (0 < width N l)%nat).
Definition stmt_DEPTH_SHARP : Prop := forall (N : net), hyp_DEPTH_SHARP N ->
  exists w, 0 < weight_norm N w /\ 0 < top_kernel N w /\ top_kernel N w = gram_top N *
    ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * s N ^ 2 * weight_norm N w ^ (depth N - 1) *
    Rmax (a_minus N ^ 2) (a_plus N ^ 2) ^ (depth N - 1).
Definition nonvacuous_DEPTH_SHARP : Prop := exists (N : net), hyp_DEPTH_SHARP N /\ (2 < depth N)%nat.
End LayeredStatements.
Export LayeredStatements.

Module ListedStatements.
Import Listed.
(* ZQ-19: The two-layer linear net f = m^{-1/2}vᵀUx is a special case of the quadratic model, γ = 1/√m, Σ = [[0, I_m⊗x],[I_m⊗xᵀ, 0]]. *)
Definition hyp_ZQ_19_1 (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop :=
  0 < eta /\
  plain_net N.
Definition stmt_ZQ_19_1 : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_ZQ_19_1 N eta w ->
  forall t, (Quadratic.kernel (form N) (Quadratic.train (form N) eta w (S t)) 0 0 = TwoLayer.kernel N (as_net N (Quadratic.train (form N) eta w (S t))) 0 0) /\ (Quadratic.output (form N) (Quadratic.train (form N) eta w (S t)) 0 = TwoLayer.output N (as_net N (Quadratic.train (form N) eta w (S t))) 0).
Definition nonvacuous_ZQ_19_1 : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_ZQ_19_1 N eta w /\ 0 < Quadratic.loss (form N) w.

(* ZQ-19: The two-layer linear net f = m^{-1/2}vᵀUx is a special case of the quadratic model, γ = 1/√m, Σ = [[0, I_m⊗x],[I_m⊗xᵀ, 0]]. *)
Definition hyp_ZQ_19_2 (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop :=
  0 < eta /\
  plain_net N.
Definition stmt_ZQ_19_2 : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_ZQ_19_2 N eta w ->
  (Quadratic.kernel (form N) w 0 0 = TwoLayer.kernel N (as_net N w) 0 0) /\ (Quadratic.output (form N) w 0 = TwoLayer.output N (as_net N w) 0).
Definition nonvacuous_ZQ_19_2 : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_ZQ_19_2 N eta w /\ 0 < Quadratic.loss (form N) w.

(* ZQ-19c: Σ³ = ‖x‖²Σ is what the net has, and what the (corrected) maps of Proposition 10 need. *)
Definition hyp_ZQ_19c_1 (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop :=
  0 < eta /\
  plain_net N /\
  TwoLayer.zero_targets N.
Definition stmt_ZQ_19c_1 : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_ZQ_19c_1 N eta w ->
  forall t, (Quadratic.kernel (form N) (Quadratic.train (form N) eta w (S t)) 0 0 = (Quadratic.kernel (form N) (Quadratic.train (form N) eta w t) 0 0) + ((-1) * eta * ((Quadratic.output (form N) (Quadratic.train (form N) eta w t) 0) ^ 2) * ((TwoLayer.s N) ^ 2) * (TwoLayer.x2 N) * (4 + ((-1) * (Quadratic.kernel (form N) (Quadratic.train (form N) eta w t) 0 0) * eta)))) /\ (Quadratic.output (form N) (Quadratic.train (form N) eta w (S t)) 0 = (Quadratic.output (form N) (Quadratic.train (form N) eta w t) 0) * (1 + ((-1) * (Quadratic.kernel (form N) (Quadratic.train (form N) eta w t) 0 0) * eta) + ((eta ^ 2) * ((Quadratic.output (form N) (Quadratic.train (form N) eta w t) 0) ^ 2) * ((TwoLayer.s N) ^ 2) * (TwoLayer.x2 N)))).
Definition nonvacuous_ZQ_19c_1 : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_ZQ_19c_1 N eta w /\ 0 < Quadratic.loss (form N) w.

(* The linear net and its quadratic form, started from the same weights, agree at every step. *)
Definition hyp_LISTED_TRAINING (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop :=
  0 < eta /\
  plain_net N.
Definition stmt_LISTED_TRAINING : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_LISTED_TRAINING N eta w ->
  forall t, let form_state := as_net N (Quadratic.train (form N) eta w t) in
  let net_state := TwoLayer.train N eta (as_net N w) t in
  (forall i k, (i < TwoLayer.n N)%nat -> (k < TwoLayer.d N)%nat -> TwoLayer.U form_state i k = TwoLayer.U net_state i k) /\
  (forall i, (i < TwoLayer.n N)%nat -> TwoLayer.V form_state i = TwoLayer.V net_state i).
Definition nonvacuous_LISTED_TRAINING : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hyp_LISTED_TRAINING N eta w /\ 0 < Quadratic.loss (form N) w.
End ListedStatements.
Export ListedStatements.
