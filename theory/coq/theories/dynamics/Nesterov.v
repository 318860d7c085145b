(* Nesterov's momentum, targets 0; the gradient g is taken at a = w + beta v. With q = beta/(1-beta) the energy
   U = |w + q v|^2 + beta^2/(1-beta)^2 |v|^2 changes exactly by - beta^2(1+beta)/(1-beta) |v + eta g/(1-beta)|^2
   + eta/(1-beta) ((1-beta+2beta^2)/(1-beta)^2 eta |g|^2 - 2 a.g), and |a|^2 <= (1+beta^2) U. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Gram HomogeneousPull EnergyDescent.
Open Scope R_scope.

Section Nesterov.
Variables (E : space) (beta eta : R).
Hypothesis beta_range : 0 <= beta < 1.
Let q := beta / (1 - beta).
Definition nesterov_energy (s : state E) : R := square_norm E (weights_of s) + 2 * q * dot E (weights_of s) (velocity_of s)
  + (q ^ 2 + beta ^ 2 / (1 - beta) ^ 2) * square_norm E (velocity_of s).
Let gain := (1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2.
Definition ahead (s : state E) : vector E := add E (weights_of s) (scale E beta (velocity_of s)).

Theorem nesterov_energy_next (grad : nat -> vector E -> vector E) s (g := grad (step_of s) (ahead s)) :
  nesterov_energy (nesterov (constant_rate eta) beta grad s) = nesterov_energy s
    - beta ^ 2 * (1 + beta) / (1 - beta) * (square_norm E (velocity_of s) + 2 * (eta / (1 - beta)) * dot E (velocity_of s) g
        + (eta / (1 - beta)) ^ 2 * square_norm E g)
    + eta / (1 - beta) * (gain * eta * square_norm E g - 2 * dot E (ahead s) g).
Proof.
  unfold nesterov_energy, nesterov, constant_rate. simpl. fold (ahead s). fold g.
  replace (dot E (ahead s) g) with (dot E (weights_of s) g + beta * dot E (velocity_of s) g) by (unfold ahead; expand_gram; ring).
  set (w := weights_of s). set (v := velocity_of s).
  expand_gram. rewrite ?(dot_sym E g v), ?(dot_sym E v w), ?(dot_sym E g w).
  unfold q, gain. field. lra.
Qed.
Lemma nesterov_energy_nonneg s : 0 <= nesterov_energy s.
Proof.
  unfold nesterov_energy. pose proof (square_completed E (weights_of s) (velocity_of s) q). pose proof (norm_nonneg E (velocity_of s)).
  assert (0 <= beta ^ 2 / (1 - beta) ^ 2) by (apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, pow_lt; lra]).
  assert (0 <= beta ^ 2 / (1 - beta) ^ 2 * square_norm E (velocity_of s)) by (apply Rmult_le_pos; assumption). lra.
Qed.
Theorem nesterov_energy_controls s : square_norm E (ahead s) <= (1 + beta ^ 2) * nesterov_energy s.
Proof.
  unfold nesterov_energy, ahead. expand_gram. set (a := square_norm E (weights_of s)). set (b := dot E (weights_of s) (velocity_of s)).
  set (c := square_norm E (velocity_of s)). pose proof (square_completed E (weights_of s) (velocity_of s) ((1 + beta) / (1 - beta))) as H.
  fold a b c in H. unfold q.
  replace ((1 + beta ^ 2) * (a + 2 * (beta / (1 - beta)) * b + ((beta / (1 - beta)) ^ 2 + beta ^ 2 / (1 - beta) ^ 2) * c))
    with (a + 2 * (beta * b) + beta ^ 2 * c + beta ^ 2 * (a + 2 * ((1 + beta) / (1 - beta)) * b + ((1 + beta) / (1 - beta)) ^ 2 * c)) by (field; lra).
  assert (0 <= beta ^ 2 * (a + 2 * ((1 + beta) / (1 - beta)) * b + ((1 + beta) / (1 - beta)) ^ 2 * c)) by (apply Rmult_le_pos; [apply pow2_ge_0|exact H]).
  lra.
Qed.

(* ---- from rest ---- *)
Variables (grad : nat -> vector E -> vector E) (A : nat -> vector E -> R) (C : R) (m : nat) (w : vector E).
Hypothesis P : pull grad A C m.
Hypothesis eta_pos : 0 < eta.
Let path t := iterate (nesterov (constant_rate eta) beta grad) (start w) t.
Let F t := A (step_of (path t)) (ahead (path t)).
Lemma nesterov_energy_start : nesterov_energy (start w) = square_norm E w.
Proof. unfold nesterov_energy, start. simpl. rewrite dot_zero, norm_zero. ring. Qed.
Lemma nesterov_energy_step t : nesterov_energy (path (S t)) <= nesterov_energy (path t)
  + eta / (1 - beta) * F t * (eta * (gain * (C * ((1 + beta ^ 2) * nesterov_energy (path t)) ^ m)) - 2 * (INR m + 1)).
Proof.
  unfold path. cbn [iterate]. fold (path t). rewrite nesterov_energy_next. set (s := path t). set (g := grad (step_of s) (ahead s)).
  pose proof (square_completed E (velocity_of s) g (eta / (1 - beta))) as Sq.
  assert (B0 : 0 <= beta ^ 2 * (1 + beta) / (1 - beta)) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|lra]|apply Rlt_le, Rinv_0_lt_compat; lra]).
  apply (Rmult_le_compat_l _ _ _ B0) in Sq. rewrite Rmult_0_r in Sq.
  pose proof (pull_below P (step_of s) (ahead s) _ (nesterov_energy_controls s)) as K. fold g in K.
  change (A (step_of s) (ahead s)) with (F t) in K.
  pose proof (pull_euler _ _ _ _ P (step_of s) (ahead s)) as Eu. fold g in Eu. rewrite Eu.
  change (A (step_of s) (ahead s)) with (F t).
  assert (G0 : 0 <= gain * eta).
  { unfold gain. apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [nra|apply Rlt_le, Rinv_0_lt_compat, pow_lt; lra]. }
  apply (Rmult_le_compat_l _ _ _ G0) in K.
  assert (E0 : 0 <= eta / (1 - beta)) by (apply Rmult_le_pos; [lra|apply Rlt_le, Rinv_0_lt_compat; lra]).
  assert (X : eta / (1 - beta) * (gain * eta * square_norm E g - 2 * ((INR m + 1) * F t))
    <= eta / (1 - beta) * (gain * eta * (C * ((1 + beta ^ 2) * nesterov_energy s) ^ m * F t) - 2 * ((INR m + 1) * F t)))
    by (apply Rmult_le_compat_l; lra). lra.
Qed.
Let rate_pos : 0 < eta / (1 - beta).
Proof. apply Rdiv_lt_0_compat; lra. Qed.
Let constants : 0 <= gain /\ 0 <= C /\ 0 <= 1 + beta ^ 2.
Proof.
  repeat split; [|apply (pull_constant _ _ _ _ P)|nra]. unfold gain. apply Rmult_le_pos; [nra|apply Rlt_le, Rinv_0_lt_compat, pow_lt; lra].
Qed.
Let F_nonneg t : 0 <= F t.
Proof. apply (pull_nonneg _ _ _ _ P). Qed.
Let U t := nesterov_energy (path t).
Theorem nesterov_falls : eta * (gain * (C * ((1 + beta ^ 2) * square_norm E w) ^ m)) <= 2 * (INR m + 1) ->
  forall t, nesterov_energy (path (S t)) <= nesterov_energy (path t).
Proof.
  intros B. rewrite <- nesterov_energy_start in B.
  exact (energy_falls _ eta gain C (1 + beta ^ 2) _ m U F rate_pos eta_pos constants (fun t => nesterov_energy_nonneg (path t)) F_nonneg nesterov_energy_step B).
Qed.
Theorem nesterov_sum : eta * (gain * (C * ((1 + beta ^ 2) * square_norm E w) ^ m)) < 2 * (INR m + 1) -> forall T,
  Sum T F <= square_norm E w / (eta / (1 - beta) * (2 * (INR m + 1) - eta * (gain * (C * ((1 + beta ^ 2) * square_norm E w) ^ m)))).
Proof.
  intros B T. rewrite <- nesterov_energy_start in *.
  exact (energy_sum _ eta gain C (1 + beta ^ 2) _ m U F rate_pos eta_pos constants (fun t => nesterov_energy_nonneg (path t)) F_nonneg nesterov_energy_step B T).
Qed.
Theorem nesterov_limit : eta * (gain * (C * ((1 + beta ^ 2) * square_norm E w) ^ m)) < 2 * (INR m + 1) -> is_lim_seq F 0.
Proof.
  intros B. rewrite <- nesterov_energy_start in B.
  exact (energy_limit _ eta gain C (1 + beta ^ 2) _ m U F rate_pos eta_pos constants (fun t => nesterov_energy_nonneg (path t)) F_nonneg nesterov_energy_step B).
Qed.
End Nesterov.
