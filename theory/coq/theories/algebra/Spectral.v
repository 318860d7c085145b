(* Suprema over a domain, and the top eigenvalue of a quadratic form as its supremum over the unit sphere. *)
Require Import Reals Lra Psatz Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
Open Scope R_scope.

(* The supremum of [form] over [domain]: with the unit sphere as domain, the top eigenvalue of a quadratic form. *)
Definition supremum {A : Type} (domain : A -> Prop) (form : A -> R) : R :=
  real (Lub_Rbar (fun value => exists z, domain z /\ value = form z)).
Definition unit_sphere (n : nat) (z : nat -> R) : Prop := Sum n (fun i => z i ^ 2) = 1.

Section Supremum.
Variables (A : Type) (domain : A -> Prop) (form : A -> R).
Let values (x : R) := exists z, domain z /\ x = form z.
Lemma supremum_upper B : (forall z, domain z -> form z <= B) -> forall z, domain z -> form z <= supremum domain form.
Proof.
  intros HB z Hz. unfold supremum. fold values.
  destruct (Lub_Rbar_correct values) as [U L].
  assert (UB : Rbar_le (Lub_Rbar values) B) by (apply L; intros x [q [Hq ->]]; simpl; apply HB, Hq).
  assert (LB : Rbar_le (form z) (Lub_Rbar values)) by (apply U; exists z; split; [exact Hz|reflexivity]).
  destruct (Lub_Rbar values); simpl in *; [exact LB|contradiction|contradiction].
Qed.
Lemma supremum_least B : (exists z, domain z) -> (forall z, domain z -> form z <= B) -> supremum domain form <= B.
Proof.
  intros [z Hz] HB. unfold supremum. fold values.
  destruct (Lub_Rbar_correct values) as [U L].
  assert (UB : Rbar_le (Lub_Rbar values) B) by (apply L; intros x [q [Hq ->]]; simpl; apply HB, Hq).
  assert (LB : Rbar_le (form z) (Lub_Rbar values)) by (apply U; exists z; split; [exact Hz|reflexivity]).
  destruct (Lub_Rbar values); simpl in *; [exact UB|contradiction|contradiction].
Qed.
Lemma supremum_nonneg : (forall z, domain z -> 0 <= form z) -> 0 <= supremum domain form.
Proof.
  intros P. unfold supremum. fold values.
  destruct (Lub_Rbar_correct values) as [U L].
  destruct (Lub_Rbar values) as [l| |] eqn:E; simpl; try lra.
  apply Rnot_lt_le. intro N.
  assert (LB : Rbar_le (Finite l) m_infty).
  { apply L. intros x [q [Hq ->]]. specialize (P q Hq).
    assert (X : Rbar_le (form q) l) by (apply U; exists q; split; [exact Hq|reflexivity]). simpl in X. lra. }
  simpl in LB. contradiction.
Qed.
End Supremum.

Section TopEigenvalue.
Variables (n : nat) (form : (nat -> R) -> R) (B : R).
Hypothesis homogeneous : forall c z, form (fun i => c * z i) = c ^ 2 * form z.
Hypothesis bounded : forall z, form z <= B * Sum n (fun i => z i ^ 2).
Lemma sphere_bounded z : unit_sphere n z -> form z <= B.
Proof. intros H. pose proof (bounded z) as P. rewrite H in P. lra. Qed.
Lemma normalise z : Sum n (fun i => z i ^ 2) <> 0 ->
  exists u, unit_sphere n u /\ form z = Sum n (fun i => z i ^ 2) * form u.
Proof.
  intros N. pose proof (sum_sq_nonneg n z) as q0.
  remember (Sum n (fun i => z i ^ 2)) as q eqn:Eq.
  assert (q1 : 0 < q) by lra.
  pose proof (sqrt_lt_R0 q q1) as r0. pose proof (sqrt_sqrt q q0) as rr.
  exists (fun i => / sqrt q * z i). split.
  - unfold unit_sphere. rewrite (sum_ext n _ (fun i => (/ sqrt q) ^ 2 * z i ^ 2)) by (intros; ring).
    rewrite sum_scal, <- Eq. replace ((/ sqrt q) ^ 2 * q) with ((/ sqrt q) ^ 2 * (sqrt q * sqrt q)) by (rewrite rr; reflexivity).
    field. lra.
  - rewrite homogeneous. replace (q * ((/ sqrt q) ^ 2 * form z)) with ((sqrt q * sqrt q) * ((/ sqrt q) ^ 2 * form z)) by (rewrite rr; reflexivity).
    field. lra.
Qed.
Lemma top_upper z : form z <= supremum (unit_sphere n) form * Sum n (fun i => z i ^ 2).
Proof.
  destruct (Req_dec (Sum n (fun i => z i ^ 2)) 0) as [Z|N].
  - pose proof (bounded z) as P. rewrite Z in *. lra.
  - destruct (normalise z N) as [u [Hu E]]. rewrite E, Rmult_comm.
    apply Rmult_le_compat_r; [apply sum_sq_nonneg|].
    apply supremum_upper with (domain := unit_sphere n) (B := B); [exact sphere_bounded|exact Hu].
Qed.
Lemma top_least : (0 < n)%nat -> supremum (unit_sphere n) form <= B.
Proof.
  intros Hn. apply supremum_least; [|exact sphere_bounded].
  exists (fun i => delta i 0). unfold unit_sphere.
  rewrite (sum_ext n _ (fun i => delta i 0 * delta i 0)) by (intros; ring).
  rewrite sum_delta by exact Hn. apply delta_same.
Qed.
End TopEigenvalue.

(* Every form sum_ab z_a K_ab z_b is bounded on the unit sphere, so its top eigenvalue bounds it everywhere. *)
Section KernelForm.
Variables (n : nat) (K : nat -> nat -> R).
Let form (z : nat -> R) := Sum n (fun a => Sum n (fun b => z a * K a b * z b)).
Lemma form_scale c z : form (fun i => c * z i) = c ^ 2 * form z.
Proof.
  unfold form. rewrite <- sum_scal. apply sum_ext. intros a _. rewrite <- sum_scal. apply sum_ext. intros; ring.
Qed.
Lemma single_le_sum (z : nat -> R) a : (a < n)%nat -> z a ^ 2 <= Sum n (fun i => z i ^ 2).
Proof.
  intros Ha. rewrite <- (sum_delta n (fun i => z i ^ 2) a Ha). apply sum_le. intros i _.
  unfold delta. destruct (Nat.eq_dec i a); pose proof (pow2_ge_0 (z i)); lra.
Qed.
Lemma form_bounded z : form z <= Sum n (fun a => Sum n (fun b => Rabs (K a b))) * Sum n (fun i => z i ^ 2).
Proof.
  unfold form. rewrite <- sum_scal_r. apply sum_le. intros a Ha. rewrite <- sum_scal_r. apply sum_le. intros b Hb.
  pose proof (single_le_sum z a Ha). pose proof (single_le_sum z b Hb). pose proof (Rabs_pos (K a b)).
  eapply Rle_trans; [apply Rle_abs|]. replace (z a * K a b * z b) with (K a b * (z a * z b)) by ring. rewrite Rabs_mult.
  apply Rmult_le_compat_l; [assumption|]. apply Rabs_le.
  pose proof (pow2_ge_0 (z a + z b)). pose proof (pow2_ge_0 (z a - z b)). split; lra.
Qed.
Lemma form_top z : form z <= supremum (unit_sphere n) form * Sum n (fun i => z i ^ 2).
Proof. exact (top_upper n form _ form_scale form_bounded z). Qed.
End KernelForm.
