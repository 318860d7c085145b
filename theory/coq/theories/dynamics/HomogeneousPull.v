(* What the theorems for targets 0 use of a gradient, whatever the model, the data, the loss and the batch of a step: Euler's identity
   w . g = k A, and |g|^2 <= C |w|^(2m) A with k = m + 1 and A >= 0. For the squared loss A is the mean squared output. *)
Require Import Reals Lra Psatz.
From Catapult Require Import Sums WeightSpace UpdateRules.
Open Scope R_scope.

Record pull {E : space} (grad : nat -> vector E -> vector E) (A : nat -> vector E -> R) (C : R) (m : nat) : Prop := Pull {
  pull_euler : forall t w, dot E w (grad t w) = (INR m + 1) * A t w;
  pull_steep : forall t w, square_norm E (grad t w) <= C * square_norm E w ^ m * A t w;
  pull_nonneg : forall t w, 0 <= A t w;
  pull_constant : 0 <= C }.

Lemma pull_below {E : space} {grad A C m} (P : @pull E grad A C m) t w B : square_norm E w <= B ->
  square_norm E (grad t w) <= C * B ^ m * A t w.
Proof.
  intros H. eapply Rle_trans; [apply (pull_steep _ _ _ _ P)|].
  apply Rmult_le_compat_r; [apply (pull_nonneg _ _ _ _ P)|]. apply Rmult_le_compat_l; [apply (pull_constant _ _ _ _ P)|].
  apply pow_incr. split; [apply norm_nonneg|exact H].
Qed.
