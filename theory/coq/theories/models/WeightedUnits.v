(* Units that are not homogeneous, target 0: a weighted, shifted norm N = sum_ij om_j (w_ij - t_j)^2 takes the place of the weight norm.
   The facts about ONE unit: its slopes, sum_j om_j (p_j - t_j) d_j phi = phi, and sum_j om_j (d_j phi)^2 <= c_0 + N (c_1 + c_2 N + ...)
   with nonnegative numbers. A weight that om_j = 0 leaves out is bounded by nothing: bounded activations need no more. *)
Require Import Reals Lra Psatz Lia List.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Descent Units UnitDescent UnitMaps.
Open Scope R_scope.

Definition weighted_norm (M : unit_model) (om t : nat -> R) (n : nat) (w : weights) : R :=
  Sum n (fun i => Sum (m M) (fun j => om j * (w i j - t j) ^ 2)).
Definition weighted_kernel (M : unit_model) (om : nat -> R) (n : nat) (w : weights) : R :=
  Sum n (fun i => Sum (m M) (fun j => om j * grad M w i j ^ 2)).
Fixpoint polynomial (cs : list R) (x : R) : R := match cs with nil => 0 | c :: rest => c + x * polynomial rest x end.
Fixpoint all_nonneg (cs : list R) : Prop := match cs with nil => True | c :: rest => 0 <= c /\ all_nonneg rest end.
Lemma polynomial_nonneg cs x : all_nonneg cs -> 0 <= x -> 0 <= polynomial cs x.
Proof.
  intros F X. induction cs as [|c cs IH]; cbn in *; [lra|]. destruct F as [C F].
  apply Rplus_le_le_0_compat; [exact C|apply Rmult_le_pos; [exact X|exact (IH F)]].
Qed.
Lemma polynomial_rises cs x y : all_nonneg cs -> 0 <= x <= y -> polynomial cs x <= polynomial cs y.
Proof.
  intros F X. induction cs as [|c cs IH]; cbn in *; [lra|]. destruct F as [_ F]. apply Rplus_le_compat_l.
  apply Rmult_le_compat; [lra|apply polynomial_nonneg; [exact F|lra]|lra|exact (IH F)].
Qed.

Section Weighted.
Variables (M : unit_model) (dphi : (nat -> R) -> nat -> R) (om t : nat -> R) (c : R) (cs : list R).
Let unit_norm (p : nat -> R) := Sum (m M) (fun j => om j * (p j - t j) ^ 2).
Definition weights_nonneg_at : Prop := forall j, 0 <= om j.
Definition weighted_euler : Prop := forall p, Sum (m M) (fun j => om j * (p j - t j) * dphi p j) = phi M p.
Definition weighted_bound : Prop := forall p, Sum (m M) (fun j => om j * dphi p j ^ 2)
  <= c + Sum (m M) (fun j => om j * (p j - t j) ^ 2) * polynomial cs (Sum (m M) (fun j => om j * (p j - t j) ^ 2)).
Hypothesis gradient : unit_gradient M dphi.
Hypothesis nonneg : weights_nonneg_at.
Hypothesis euler : weighted_euler.
Hypothesis bound : weighted_bound.
Hypothesis cs_nonneg : all_nonneg cs.
Definition weighted_edge (n : nat) (x : R) : R := s M ^ 2 * (INR n * c + x * polynomial cs x).
Lemma unit_norm_nonneg p : 0 <= unit_norm p.
Proof. apply sum_nonneg. intros. apply Rmult_le_pos; [apply nonneg|apply pow2_ge_0]. Qed.
Lemma weighted_norm_nonneg n w : 0 <= weighted_norm M om t n w.
Proof. apply sum_nonneg. intros. apply unit_norm_nonneg. Qed.
Lemma part_of_norm n w i : (i < n)%nat -> unit_norm (w i) <= weighted_norm M om t n w.
Proof.
  intros H. unfold weighted_norm. rewrite <- (sum_delta n (fun a => unit_norm (w a)) i H). apply sum_le. intros a _.
  unfold delta, unit_norm. pose proof (unit_norm_nonneg (w a)) as A. unfold unit_norm in A.
  destruct (Nat.eq_dec a i); lra.
Qed.
Lemma edge_rises n x y : 0 <= x <= y -> weighted_edge n x <= weighted_edge n y.
Proof.
  intros X. unfold weighted_edge. apply Rmult_le_compat_l; [apply pow2_ge_0|]. apply Rplus_le_compat_l.
  apply Rmult_le_compat; [lra|apply polynomial_nonneg; [exact cs_nonneg|lra]|lra|apply polynomial_rises; assumption].
Qed.
Theorem weighted_kernel_bound n w : weighted_kernel M om n w <= weighted_edge n (weighted_norm M om t n w).
Proof.
  unfold weighted_kernel, weighted_edge, grad.
  rewrite (sum_ext n _ (fun i => s M ^ 2 * Sum (m M) (fun j => om j * dphi (w i) j ^ 2))).
  2: { intros i _. rewrite <- sum_scal. apply sum_ext. intros j H. rewrite (slope_is M dphi gradient) by exact H. ring. }
  rewrite sum_scal. apply Rmult_le_compat_l; [apply pow2_ge_0|].
  rewrite <- sum_const. unfold weighted_norm at 1. rewrite <- sum_scal_r, <- sum_plus. apply sum_le. intros i H.
  eapply Rle_trans; [apply bound|]. apply Rplus_le_compat_l. apply Rmult_le_compat_l; [apply unit_norm_nonneg|].
  apply polynomial_rises; [exact cs_nonneg|]. split; [apply unit_norm_nonneg|apply part_of_norm, H].
Qed.
(* Any target. *)
Theorem weighted_norm_identity n y eta w : weighted_norm M om t n (step M n y eta w)
  = weighted_norm M om t n w - 2 * eta * residual M n y w * output M n w + eta ^ 2 * residual M n y w ^ 2 * weighted_kernel M om n w.
Proof.
  set (r := residual M n y w).
  replace (2 * eta * r * output M n w)
    with (2 * eta * r * s M * Sum n (fun i => Sum (m M) (fun j => om j * (w i j - t j) * dphi (w i) j))).
  - unfold weighted_norm, weighted_kernel, grad. rewrite <- !sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros i _.
    rewrite <- !sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros j H.
    rewrite (step_is M dphi) by assumption. rewrite (slope_is M dphi gradient) by exact H. fold r. ring.
  - rewrite (sum_ext n _ (fun i => phi M (w i))) by (intros; apply euler). unfold output. ring.
Qed.

Variables (n : nat) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Let path k := train M n 0 eta w k.
Let N k := weighted_norm M om t n (path k).
Let F k := output M n (path k) ^ 2.
Let update k : N (S k) <= N k + eta * F k * (eta * weighted_edge n (N k) - 2).
Proof.
  change (N (S k)) with (weighted_norm M om t n (step M n 0 eta (path k))). rewrite weighted_norm_identity.
  replace (residual M n 0 (path k)) with (output M n (path k)) by (unfold residual; ring).
  pose proof (weighted_kernel_bound n (path k)) as K. fold (N k) in K |- *.
  assert (A : 0 <= eta ^ 2 * F k) by (apply Rmult_le_pos; apply pow2_ge_0).
  apply (Rmult_le_compat_l _ _ _ A) in K. unfold F in *. lra.
Qed.
Let F_nonneg k : 0 <= F k := pow2_ge_0 _.
Let stays : eta * weighted_edge n (N 0%nat) <= 2 -> forall k, N k <= N 0%nat /\ N (S k) <= N k.
Proof.
  intros E. assert (one : forall k, N k <= N 0%nat -> N (S k) <= N k).
  { intros k L. pose proof (update k) as U.
    pose proof (edge_rises n _ _ (conj (weighted_norm_nonneg n (path k)) L)) as B. fold (N k) in B.
    apply (Rmult_le_compat_l eta) in B; [|lra].
    assert (0 <= eta * F k * (2 - eta * weighted_edge n (N k))); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply F_nonneg]|lra]. }
  induction k as [|k [I J]]; [split; [lra|apply one; lra]|]. assert (N (S k) <= N 0%nat) by lra. split; [assumption|apply one; assumption].
Qed.
Theorem weighted_monotone : eta * weighted_edge n (weighted_norm M om t n w) <= 2 ->
  forall k, weighted_norm M om t n (train M n 0 eta w (S k)) <= weighted_norm M om t n (train M n 0 eta w k).
Proof. intros E k. exact (proj2 (stays E k)). Qed.
Section Below.
Hypothesis below : eta * weighted_edge n (weighted_norm M om t n w) < 2.
Let c' := 2 - eta * weighted_edge n (N 0%nat).
Let drop k : N (S k) <= N k + eta * F k * (eta * 0 - c').
Proof.
  destruct (stays (Rlt_le _ _ below) k) as [L _]. pose proof (update k) as U.
  pose proof (edge_rises n _ _ (conj (weighted_norm_nonneg n (path k)) L)) as B. fold (N k) in B.
  apply (Rmult_le_compat_l eta) in B; [|lra]. assert (P : 0 <= eta * F k) by (apply Rmult_le_pos; [lra|apply F_nonneg]).
  apply (Rmult_le_compat_l _ _ _ P) in B. unfold c'. lra.
Qed.
Let N_nonneg k : 0 <= N k. Proof. apply weighted_norm_nonneg. Qed.
Let zero k : (fun _ : nat => 0) k <= 0 * N k ^ 0. Proof. simpl. lra. Qed.
Let inside : eta * (0 * N 0%nat ^ 0) < c'.
Proof. change (N 0%nat) with (weighted_norm M om t n w). unfold c'. change (N 0%nat) with (weighted_norm M om t n w). lra. Qed.
Theorem weighted_sum T : Sum T (fun k => output M n (train M n 0 eta w k) ^ 2)
  <= weighted_norm M om t n w / (eta * (2 - eta * weighted_edge n (weighted_norm M om t n w))).
Proof.
  pose proof (descent_sum eta c' 0 0 N F (fun _ => 0) eta_pos (Rle_refl 0) N_nonneg F_nonneg drop zero inside T) as D.
  rewrite Rmult_0_l, Rmult_0_r, Rminus_0_r in D. exact D.
Qed.
Theorem weighted_limit : is_lim_seq (fun k => loss M n 0 (train M n 0 eta w k)) 0.
Proof.
  pose proof (descent_limit eta c' 0 0 N F (fun _ => 0) eta_pos (Rle_refl 0) N_nonneg F_nonneg drop zero inside) as D.
  apply is_lim_seq_ext with (fun k => / 2 * F k).
  - intro k. unfold F, loss, residual. cbn [Sum]. fold (path k). field.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact D].
Qed.
End Below.
End Weighted.
