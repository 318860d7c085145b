(* Nesterov's momentum from rest on a trained model, with the squared loss on all data: its energy, and for targets 0 its fall. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Nesterov HomogeneousPull TrainedPull Pulls.
Open Scope R_scope.

Section Runs.
Variables (M : Trained.model) (beta eta : R) (w : Trained.weights M).
Let E := Trained.weight_space M.
Hypothesis range : 0 <= beta < 1.
Let path t := Trained.run M (nesterov (constant_rate eta) beta) squared (Trained.full M) w t.
Lemma run_energy k t (s := path t) (a := ahead E beta s) (g := Trained.batch_gradient M squared (Trained.whole M) a) :
  Trained.homogeneous M k -> nesterov_energy E beta (path (S t)) = nesterov_energy E beta s
    - beta ^ 2 * (1 + beta) / (1 - beta) * (square_norm E (velocity_of s) + 2 * (eta / (1 - beta)) * dot E (velocity_of s) g
        + (eta / (1 - beta)) ^ 2 * square_norm E g)
    + eta / (1 - beta) * ((1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2 * eta * square_norm E g
        - 2 * (k * (Trained.share M * Sum (Trained.data M) (fun j => Trained.slopes M squared a j * Trained.output M a j)))).
Proof.
  intros H. change (path (S t)) with (nesterov (constant_rate eta) beta (squared_gradient M) s). unfold E.
  rewrite (nesterov_energy_next (Trained.weight_space M) beta eta range).
  change (squared_gradient M (step_of s) (ahead (Trained.weight_space M) beta s)) with g.
  unfold g at 4. change (ahead (Trained.weight_space M) beta s) with a. rewrite (squared_gradient_dot M k _ H). reflexivity.
Qed.
Variables (C : R) (m : nat).
Hypothesis P : pulled M C m.
Hypothesis eta_pos : 0 < eta.
(* The edge as it is printed. *)
Let edge := eta * (C * ((1 + beta ^ 2) * Trained.weight_norm M w) ^ m) * (1 - beta + 2 * beta ^ 2).
Let scaled x : eta * ((1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2 * x) = eta * x * (1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2.
Proof. field. lra. Qed.
Let square_pos : 0 < (1 - beta) ^ 2.
Proof. apply pow_lt. lra. Qed.
Lemma run_energy_falls : edge <= 2 * (INR m + 1) * (1 - beta) ^ 2 -> forall t, nesterov_energy E beta (path (S t)) <= nesterov_energy E beta (path t).
Proof.
  intros B. apply (nesterov_falls (Trained.weight_space M) beta eta range _ _ C m w P eta_pos).
  rewrite scaled. apply Rmult_le_reg_r with ((1 - beta) ^ 2); [exact square_pos|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. exact B.
Qed.
Let inside : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 ->
  eta * ((1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2 * (C * ((1 + beta ^ 2) * square_norm (Trained.weight_space M) w) ^ m)) < 2 * (INR m + 1).
Proof.
  intros B. rewrite scaled. apply Rmult_lt_reg_r with ((1 - beta) ^ 2); [exact square_pos|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. exact B.
Qed.
Lemma run_outputs_summable : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 -> forall T,
  Sum T (fun t => Trained.mean_square_output M (ahead E beta (path t)))
  <= Trained.weight_norm M w * (1 - beta) / (eta * (2 * (INR m + 1) - edge / (1 - beta) ^ 2)).
Proof.
  intros B T. eapply Rle_trans; [apply (nesterov_sum (Trained.weight_space M) beta eta range _ _ C m w P eta_pos (inside B) T)|].
  pose proof (inside B) as I. rewrite scaled in *. right. change (square_norm (Trained.weight_space M) w) with (Trained.weight_norm M w) in I |- *.
  fold edge in I |- *. set (G := 2 * (INR m + 1) - edge / (1 - beta) ^ 2). assert (0 < G) by (unfold G; lra).
  set (N := Trained.weight_norm M w). field. lra.
Qed.
End Runs.
