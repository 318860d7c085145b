(* The two-layer linear net as the pure quadratic form with Sigma = [[0, I (x) x], [I (x) xᵀ, 0]] and gamma = s = m^(-1/2):
   w lists U row by row, then v. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Sums Spectral.
From Catapult Require TwoLayer Quadratic.
Open Scope R_scope.

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
