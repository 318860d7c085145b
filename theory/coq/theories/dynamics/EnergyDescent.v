(* A nonnegative energy U with U' <= U + rate F (eta (g (C (b U)^m)) - c), F >= 0: it never increases if eta g C (b U_0)^m <= c;
   strictly below, F is summable and tends to 0. The norm that bounds the gradient may be as large as b U. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Descent.
Open Scope R_scope.

Section Energy.
Variables (rate eta g C b c : R) (m : nat) (U F : nat -> R).
Hypothesis rate_pos : 0 < rate.
Hypothesis eta_pos : 0 < eta.
Hypothesis constants : 0 <= g /\ 0 <= C /\ 0 <= b.
Hypothesis U_nonneg : forall t, 0 <= U t.
Hypothesis F_nonneg : forall t, 0 <= F t.
Hypothesis update : forall t, U (S t) <= U t + rate * F t * (eta * (g * (C * (b * U t) ^ m)) - c).
Let K := eta / rate * (g * (C * b ^ m)).
Let K_nonneg : 0 <= K.
Proof.
  destruct constants as [G0 [C0 B0]]. unfold K. apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply Rlt_le, Rinv_0_lt_compat, rate_pos]|].
  apply Rmult_le_pos; [exact G0|]. apply Rmult_le_pos; [exact C0|apply pow_le, B0].
Qed.
Let rewritten x : eta * (g * (C * (b * x) ^ m)) = rate * (K * x ^ m).
Proof. unfold K. rewrite Rpow_mult_distr. field. lra. Qed.
Let descends t : U (S t) <= U t + rate * F t * (rate * (K * U t ^ m) - c).
Proof. rewrite <- rewritten. apply update. Qed.
Theorem energy_falls : eta * (g * (C * (b * U 0%nat) ^ m)) <= c -> forall t, U (S t) <= U t.
Proof.
  intros B t. rewrite rewritten in B.
  exact (proj2 (descent_monotone rate c K m U F (fun t => K * U t ^ m) rate_pos K_nonneg U_nonneg F_nonneg descends (fun t => Rle_refl _) B t)).
Qed.
Theorem energy_sum : eta * (g * (C * (b * U 0%nat) ^ m)) < c -> forall T,
  Sum T F <= U 0%nat / (rate * (c - eta * (g * (C * (b * U 0%nat) ^ m)))).
Proof.
  intros B T. rewrite rewritten in *.
  exact (descent_sum rate c K m U F (fun t => K * U t ^ m) rate_pos K_nonneg U_nonneg F_nonneg descends (fun t => Rle_refl _) B T).
Qed.
Theorem energy_limit : eta * (g * (C * (b * U 0%nat) ^ m)) < c -> is_lim_seq F 0.
Proof.
  intros B. rewrite rewritten in B.
  exact (descent_limit rate c K m U F (fun t => K * U t ^ m) rate_pos K_nonneg U_nonneg F_nonneg descends (fun t => Rle_refl _) B).
Qed.
End Energy.
