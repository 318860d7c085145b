(* Degree 2 with any targets: x = eta C N may rise, by at most b/(4 - x) a step, b = 4 eta^2 C |y|^2/D. So (4 - x)^2 falls by at most 2 b
   a step, and there is no blow-up before step (4 - x_0)^2 / (2 b). *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Import Sums.
Open Scope R_scope.

(* What residuals of mean square rho along targets of mean square y2 can do for the norm: - a rho - 4 ry <= 4 y2 / a. *)
Lemma pull_of_targets a rho ry y2 : 0 < a -> 0 <= rho -> 0 <= y2 -> ry ^ 2 <= rho * y2 -> a * (- a * rho - 4 * ry) <= 4 * y2.
Proof.
  intros A P Y B. assert (H : (4 * a * ry) ^ 2 <= (a ^ 2 * rho + 4 * y2) ^ 2).
  { replace ((4 * a * ry) ^ 2) with (16 * a ^ 2 * ry ^ 2) by ring.
    assert (16 * a ^ 2 * ry ^ 2 <= 16 * a ^ 2 * (rho * y2)) by (apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|exact B]).
    pose proof (pow2_ge_0 (a ^ 2 * rho - 4 * y2)). lra. }
  assert (0 <= a ^ 2 * rho + 4 * y2) by (apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [apply pow2_ge_0|exact P]|lra]).
  pose proof (Rsqr_le_abs_0 (4 * a * ry) (a ^ 2 * rho + 4 * y2)) as S.
  unfold Rsqr in S. specialize (S ltac:(lra)). rewrite (Rabs_right (a ^ 2 * rho + 4 * y2)) in S by lra.
  pose proof (Rle_abs (- (4 * a * ry))) as Q. rewrite Rabs_Ropp in Q. lra.
Qed.
Lemma horizon_step x x' b : 0 <= b -> x < 4 -> 2 * b <= (4 - x) ^ 2 -> x' <= x + b / (4 - x) -> x' < 4 /\ (4 - x) ^ 2 - 2 * b <= (4 - x') ^ 2.
Proof.
  intros B X H U. set (a := 4 - x) in *. assert (A : 0 < a) by (unfold a; lra).
  assert (K : 0 <= b / a) by (apply Rmult_le_pos; [exact B|apply Rlt_le, Rinv_0_lt_compat, A]).
  assert (E : b / a * a = b) by (field; lra). set (c := b / a) in *. assert (2 * c <= a) by nra.
  assert (a - c <= 4 - x') by (unfold a; lra). split; [lra|]. nra.
Qed.

Section Horizon.
Variables (eta C y2 : R) (N rho ry : nat -> R).
Hypothesis eta_pos : 0 < eta.
Hypothesis C_nonneg : 0 <= C.
Hypothesis y2_nonneg : 0 <= y2.
Hypothesis rho_nonneg : forall t, 0 <= rho t.
Hypothesis targets : forall t, ry t ^ 2 <= rho t * y2.
Hypothesis update : forall t, N (S t) <= N t + eta * (rho t * (eta * (C * N t) - 4) - 4 * ry t).
Let x t := eta * (C * N t).
Let b := 4 * eta ^ 2 * C * y2.
Let b_nonneg : 0 <= b.
Proof. unfold b. apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|exact C_nonneg]|exact y2_nonneg]. Qed.
Lemma rises_slowly t : x t < 4 -> x (S t) <= x t + b / (4 - x t).
Proof.
  intros X. pose proof (pull_of_targets (4 - x t) (rho t) (ry t) y2 ltac:(lra) (rho_nonneg t) y2_nonneg (targets t)) as P.
  pose proof (update t) as U. assert (c0 : 0 <= eta * C) by (apply Rmult_le_pos; lra). apply (Rmult_le_compat_l _ _ _ c0) in U.
  unfold x at 1 2. apply Rmult_le_reg_l with (4 - x t); [lra|].
  replace ((4 - x t) * (eta * (C * N t) + b / (4 - x t))) with ((4 - x t) * (eta * C * N t) + b) by (field; lra).
  apply (Rmult_le_compat_l (4 - x t)) in U; [|lra].
  apply (Rmult_le_compat_l (eta ^ 2 * C)) in P; [|apply Rmult_le_pos; [apply pow2_ge_0|exact C_nonneg]].
  unfold b. unfold x in *. lra.
Qed.
(* The certificate of one step: it may be renewed with the norm of any step. *)
Theorem horizon_next t : x t < 4 -> 2 * b <= (4 - x t) ^ 2 -> x (S t) < 4 /\ (4 - x t) ^ 2 - 2 * b <= (4 - x (S t)) ^ 2.
Proof. intros X H. exact (horizon_step _ _ b b_nonneg X H (rises_slowly t X)). Qed.
Theorem horizon : x 0%nat < 4 -> forall t, INR t * (2 * b) <= (4 - x 0%nat) ^ 2 ->
  x t < 4 /\ (4 - x 0%nat) ^ 2 - INR t * (2 * b) <= (4 - x t) ^ 2.
Proof.
  intros X. induction t as [|t I]; intros H; [simpl; lra|]. rewrite S_INR in *. destruct I as [I J]; [lra|].
  destruct (horizon_next t I ltac:(lra)) as [K L]. split; [exact K|lra].
Qed.
End Horizon.
