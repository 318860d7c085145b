(* A model that is a sum over n units of m weights each, f = s sum_i phi(w_i), on one datum with target y; loss L = (f - y)^2 / 2,
   kernel H = |grad f|^2. The gradient is made of the slopes of phi, whatever phi is. *)
Require Import Reals Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record unit_model := GivenUnits { m : nat; phi : (nat -> R) -> R; slope : (nat -> R) -> nat -> R; s : R }.
(* The slopes are the derivatives of phi, or, where it has cases, those of the case in which the weights are. *)
Notation UnitModel width value scale := (GivenUnits width value (fun p j => Derive (fun z => value (with_value p j z)) (p j)) scale).
(* w i j: weight j of unit i. *)
Definition weights := nat -> nat -> R.
Definition differentiable_at (M : unit_model) (p : nat -> R) : Prop :=
  forall j, (j < m M)%nat -> is_derive (fun z => phi M (with_value p j z)) (p j) (slope M p j).
Definition differentiable (M : unit_model) : Prop := forall p, differentiable_at M p.
(* Everywhere but where two cases may meet. *)
Definition differentiable_off (M : unit_model) (tied : (nat -> R) -> Prop) : Prop := forall p, ~ tied p -> differentiable_at M p.
Definition output (M : unit_model) (n : nat) (w : weights) : R := s M * Sum n (fun i => phi M (w i)).
Definition grad (M : unit_model) (w : weights) (i j : nat) : R := s M * slope M (w i) j.

(* The weights by name: the unit, and the number of the weight in it. *)
Definition weight_eq (p q : nat * nat) : {p = q} + {p <> q}.
Proof. decide equality; apply Nat.eq_dec. Defined.
Definition inside (M : unit_model) (n : nat) (p : nat * nat) : Prop := (fst p < n)%nat /\ (snd p < m M)%nat.
Definition weight_space (M : unit_model) (n : nat) : space.
Proof.
  refine (Space weights (nat * nat) weight_eq (inside M n) (fun w p => w (fst p) (snd p)) (fun f i j => f (i, j))
    (fun f => Sum n (fun i => Sum (m M) (fun j => f (i, j)))) _ _ _ _ _ _).
  - intros f [i j]; reflexivity.
  - reflexivity.
  - intros f g E. apply sum_ext. intros i Hi. apply sum_ext. intros j Hj. apply E. split; assumption.
  - intros f g. rewrite <- sum_plus. apply sum_ext. intros i _. apply sum_plus.
  - intros c f. rewrite <- sum_scal. apply sum_ext. intros i _. apply sum_scal.
  - intros f P. apply sum_nonneg. intros i Hi. apply sum_nonneg. intros j Hj. apply P. split; assumption.
Defined.
Definition trained (M : unit_model) (n : nat) (y : R) : Trained.model :=
  Trained.Model (weight_space M n) 1 1 (fun w _ => output M n w) (fun w _ => grad M w) (fun _ => y).
Ltac known M n y w t := t.
Ltac of_trained M n y w t := let t := eval red in t in let t := known M n y w t in let t := Trained.outer t in
  let t := known M n y w t in let t := eval cbv beta iota delta [trained weight_space] in t in
  let t := Trained.inner t in let t := eval cbn beta iota delta [fst snd] in t in exact t.
Definition residual (M : unit_model) (n : nat) (y : R) (w : weights) : R := ltac:(of_trained M n y w (Trained.residual (trained M n y) w 0)).
Ltac known M n y w t ::= Trained.with_residual (trained M n y) w (fun _ : nat => residual M n y w) t.
Definition loss (M : unit_model) (n : nat) (y : R) (w : weights) : R := ltac:(of_trained M n y w (Trained.total_loss (trained M n y) squared w)).
Definition kernel (M : unit_model) (n : nat) (w : weights) : R := ltac:(of_trained M n 0 w (Trained.tangent (trained M n 0) w 0 0)).
Definition weight_norm (M : unit_model) (n : nat) (w : weights) : R := ltac:(of_trained M n 0 w (Trained.weight_norm (trained M n 0) w)).
(* The derivative of the output along the weights. *)
Definition radial (M : unit_model) (n : nat) (w : weights) : R := Sum n (fun i => Sum (m M) (fun j => w i j * grad M w i j)).
(* A step of gradient descent with the squared loss, and training with a constant learning rate. *)
Definition step (M : unit_model) (n : nat) (y eta : R) (w : weights) : weights := ltac:(of_trained M n y w
  (Trained.next (trained M n y) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M n y)) w)).
Definition train (M : unit_model) (n : nat) (y eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained M n y) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M n y)) w t.
