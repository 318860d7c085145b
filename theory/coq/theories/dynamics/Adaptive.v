(* Gradient descent at a learning rate that follows the state, targets 0, k = m + 1. The certified rate c/(C N^m) and Polyak's rate
   rho L / |g|^2 leave the norm nonincreasing from every initialisation, up to c = 2k and rho = 4k. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace.
Open Scope R_scope.

Section Adaptive.
Variable E : space.
Variables (w g : vector E) (k A : R).
Hypothesis euler : dot E w g = k * A.
(* Polyak's rate with the loss A/2: the norm falls by exactly rho (4k - rho) L^2 / |g|^2. *)
Theorem polyak_norm rho : square_norm E g <> 0 -> square_norm E (advance E w (rho * (A / 2) / square_norm E g) g)
  = square_norm E w - rho * (4 * k - rho) * ((A / 2) ^ 2 / square_norm E g).
Proof. intros N. rewrite norm_advance, euler. field. exact N. Qed.
(* The certified rate c / S, where |g|^2 <= S A. *)
Theorem certified_norm c S : 0 < S -> 0 <= A -> square_norm E g <= S * A -> 0 <= c ->
  square_norm E (advance E w (c / S) g) + c * (2 * k - c) * (A / S) <= square_norm E w.
Proof.
  intros S0 A0 B c0. rewrite norm_advance, euler. apply (Rmult_le_compat_l ((c / S) ^ 2)) in B; [|apply pow2_ge_0].
  replace ((c / S) ^ 2 * (S * A)) with (c ^ 2 * (A / S)) in B by (field; lra).
  replace (2 * (c / S) * (k * A)) with (2 * c * k * (A / S)) by (field; lra). lra.
Qed.
End Adaptive.
