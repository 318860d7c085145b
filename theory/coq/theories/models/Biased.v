(* Quadratic model with bias on one datum: f = phi . theta_f + (zeta/2) theta_mᵀ psi theta_m, psi symmetric. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record model := Model { nf : nat; n : nat; phi : nat -> R; psi : nat -> nat -> R; y : R; zeta : R }.
Record weights := Weights { F : nat -> R; M : nat -> R }.
Definition symmetric (B : model) : Prop := forall i j, (i < n B)%nat -> (j < n B)%nat -> psi B i j = psi B j i.
Definition psi_times (B : model) (x : nat -> R) (i : nat) : R := Sum (n B) (fun j => psi B i j * x j).
Definition phi_theta (B : model) (w : weights) : R := Sum (nf B) (fun i => phi B i * F w i).
Definition output (B : model) (w : weights) : R :=
  phi_theta B w + zeta B / 2 * Sum (n B) (fun i => M w i * psi_times B (M w) i).
Definition grad_F (B : model) (w : weights) (i : nat) : R := phi B i.
Definition grad_M (B : model) (w : weights) (i : nat) : R := zeta B * psi_times B (M w) i.
(* The weights by name: of the features, and of the quadratic form. *)
Inductive weight := feature (i : nat) | meta (i : nat).
Definition weight_eq (p q : weight) : {p = q} + {p <> q}.
Proof. decide equality; apply Nat.eq_dec. Defined.
Definition inside (B : model) (p : weight) : Prop := match p with feature i => (i < nf B)%nat | meta i => (i < n B)%nat end.
Definition weight_space (B : model) : space.
Proof.
  refine (Space weights weight weight_eq (inside B) (fun w p => match p with feature i => F w i | meta i => M w i end)
    (fun f => Weights (fun i => f (feature i)) (fun i => f (meta i)))
    (fun f => Sum (nf B) (fun i => f (feature i)) + Sum (n B) (fun i => f (meta i))) _ _ _ _ _ _).
  - intros f [i|i]; reflexivity.
  - intros []; reflexivity.
  - intros f g E. f_equal; apply sum_ext; intros i Hi; apply E, Hi.
  - intros f g. rewrite !sum_plus. ring.
  - intros c f. rewrite !sum_scal. ring.
  - intros f P. apply Rplus_le_le_0_compat; apply sum_nonneg; intros i Hi; apply P, Hi.
Defined.
Definition grad (B : model) (w : weights) : weights := Weights (grad_F B w) (grad_M B w).
Definition trained (B : model) : Trained.model :=
  Trained.Model (weight_space B) 1 1 (fun w _ => output B w) (fun w _ => grad B w) (fun _ => y B).
Ltac known B w t := t.
Ltac of_trained B w t := let t := eval red in t in let t := known B w t in let t := Trained.outer t in let t := known B w t in
  let t := eval cbv beta iota delta [trained weight_space grad] in t in let t := Trained.inner t in let t := eval cbn beta iota delta [F M] in t in exact t.
Definition residual (B : model) (w : weights) : R := ltac:(of_trained B w (Trained.residual (trained B) w 0)).
Ltac known B w t ::= Trained.with_residual (trained B) w (fun _ : nat => residual B w) t.
Definition loss (B : model) (w : weights) : R := ltac:(of_trained B w (Trained.total_loss (trained B) squared w)).
(* A step of gradient descent with the squared loss on all data, and training with a constant learning rate. *)
Definition step (B : model) (eta : R) (w : weights) : weights := ltac:(of_trained B w
  (Trained.next (trained B) (gradient_descent (constant_rate eta)) squared (Trained.full (trained B)) w)).
Definition train (B : model) (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained B) (gradient_descent (constant_rate eta)) squared (Trained.full (trained B)) w t.
Definition phi2 (B : model) : R := Sum (nf B) (fun i => phi B i ^ 2).
Definition theta_f2 (B : model) (w : weights) : R := Sum (nf B) (fun i => F w i ^ 2).
Definition theta_m2 (B : model) (w : weights) : R := Sum (n B) (fun i => M w i ^ 2).
Definition meta_kernel (B : model) (w : weights) : R := Sum (n B) (fun i => grad_M B w i ^ 2).
Definition kernel (B : model) (w : weights) : R := Sum (nf B) (fun i => grad_F B w i ^ 2) + meta_kernel B w.
Definition weight_norm (B : model) (w : weights) : R := theta_f2 B w + theta_m2 B w.
(* The norm that descends, |theta_m|^2 + 2 (phi . theta_f)^2 / |phi|^2, and the one in the published bound. *)
Definition weighted_norm (B : model) (w : weights) : R := theta_m2 B w + 2 * phi_theta B w ^ 2 / phi2 B.
Definition published_norm (B : model) (w : weights) : R := weight_norm B w + phi_theta B w ^ 2 / phi2 B.
(* The top eigenvalue of psi^2. *)
Definition square_form (B : model) (x : nat -> R) : R := Sum (n B) (fun i => psi_times B x i ^ 2).
Definition psi2_top (B : model) : R := supremum (unit_sphere (n B)) (square_form B).
