(* Homogeneous units of degree k = q + 1, target 0: what three facts about ONE unit give for every width, learning rate and step.
   The facts: its slopes, Euler's identity, and |grad phi|^2 <= c |p|^(2q). *)
Require Import Reals Lra Psatz Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Master Units.
Open Scope R_scope.

Lemma power_sum n (t : nat -> R) q : (forall i, (i < n)%nat -> 0 <= t i) -> Sum n (fun i => t i ^ S q) <= Sum n t ^ S q.
Proof.
  intros P. induction n as [|n IH]; [simpl; lra|]. cbn [Sum].
  assert (A : 0 <= Sum n t) by (apply sum_nonneg; intros; apply P; lia). pose proof (P n ltac:(lia)) as B.
  specialize (IH ltac:(intros; apply P; lia)). set (a := Sum n t) in *. set (b := t n) in *.
  assert (Q : a ^ S q + b ^ S q <= (a + b) ^ S q).
  { clear IH. induction q as [|q IHq]; [simpl; lra|]. change ((a + b) ^ S (S q)) with ((a + b) * (a + b) ^ S q).
    apply Rle_trans with ((a + b) * (a ^ S q + b ^ S q)); [|apply Rmult_le_compat_l; lra].
    assert (0 <= a ^ S q) by (apply pow_le, A). assert (0 <= b ^ S q) by (apply pow_le, B).
    assert (0 <= a * b ^ S q) by (apply Rmult_le_pos; assumption). assert (0 <= b * a ^ S q) by (apply Rmult_le_pos; assumption).
    change (a ^ S (S q)) with (a * a ^ S q). change (b ^ S (S q)) with (b * b ^ S q). lra. }
  lra.
Qed.

Section Facts.
Variables (M : unit_model) (dphi : (nat -> R) -> nat -> R).
Definition unit_derivatives : Prop := forall p j, (j < m M)%nat -> is_derive (fun z => phi M (with_value p j z)) (p j) (dphi p j).
Definition unit_gradient : Prop := forall p j, (j < m M)%nat -> slope M p j = dphi p j.
Definition unit_euler (k : nat) : Prop := forall p, Sum (m M) (fun j => p j * dphi p j) = INR k * phi M p.
Definition unit_bound (c : R) (q : nat) : Prop :=
  forall p, Sum (m M) (fun j => dphi p j ^ 2) <= c * Sum (m M) (fun j => p j ^ 2) ^ q.
Hypothesis gradient : unit_gradient.
Lemma is_differentiable : unit_derivatives -> differentiable M.
Proof. intros D p j H. rewrite gradient by exact H. apply D, H. Qed.
Lemma slope_is p j : (j < m M)%nat -> slope M p j = dphi p j.
Proof. exact (gradient p j). Qed.
Lemma kernel_is n w : kernel M n w = s M ^ 2 * Sum n (fun i => Sum (m M) (fun j => dphi (w i) j ^ 2)).
Proof.
  unfold kernel, grad. rewrite <- sum_scal. apply sum_ext. intros i _. rewrite <- sum_scal.
  apply sum_ext. intros j H. rewrite slope_is by exact H. ring.
Qed.
Lemma weight_norm_nonneg n w : 0 <= weight_norm M n w.
Proof. apply sum_nonneg. intros. apply sum_sq_nonneg. Qed.
Lemma kernel_nonneg n w : 0 <= kernel M n w.
Proof. rewrite kernel_is. apply Rmult_le_pos; [apply pow2_ge_0|]. apply sum_nonneg. intros. apply sum_sq_nonneg. Qed.
Lemma unit_homogeneous k n y : unit_euler k -> Trained.homogeneous (trained M n y) (INR k).
Proof.
  intros E w a _. change (Sum n (fun i => Sum (m M) (fun j => w i j * grad M w i j)) = INR k * output M n w).
  rewrite (sum_ext n _ (fun i => s M * (INR k * phi M (w i)))).
  - rewrite sum_scal, sum_scal. unfold output. ring.
  - intros i _. rewrite <- E, <- sum_scal. apply sum_ext. intros j H. unfold grad. rewrite slope_is by exact H. ring.
Qed.

(* Any target. *)
Theorem norm_identity k n eta y w : unit_euler k -> weight_norm M n (step M n y eta w)
  = weight_norm M n w - 2 * INR k * eta * residual M n y w * output M n w + eta ^ 2 * residual M n y w ^ 2 * kernel M n w.
Proof.
  intros E. pose proof (Trained.descent_norm_squared (trained M n y) (INR k) eta w (unit_homogeneous k n y E)) as H.
  change (Trained.residual_output (trained M n y) w) with (1 * (0 + residual M n y w * output M n w)) in H.
  change (Trained.residual_kernel (trained M n y) w) with (1 * (0 + (0 + residual M n y w * (1 * kernel M n w) * residual M n y w))) in H.
  eapply eq_trans; [exact H|]. change (Trained.weight_norm (trained M n y) w) with (weight_norm M n w). ring.
Qed.
Theorem kernel_bound c q n w : 0 <= c -> unit_bound c (S q) -> kernel M n w <= s M ^ 2 * c * weight_norm M n w ^ S q.
Proof.
  intros C B. rewrite kernel_is, Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|].
  eapply Rle_trans; [apply sum_le; intros i _; apply (B (w i))|]. rewrite sum_scal. apply Rmult_le_compat_l; [exact C|].
  apply power_sum. intros. apply sum_sq_nonneg.
Qed.
Theorem kernel_of_linear c n w : unit_bound c 0 -> kernel M n w <= s M ^ 2 * c * INR n.
Proof.
  intros B. rewrite kernel_is, Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|].
  apply Rle_trans with (Sum n (fun _ => c)); [apply sum_le; intros i _; pose proof (B (w i)); simpl pow in *; lra|].
  rewrite sum_const. right. ring.
Qed.

(* Degree q + 1, and what is bounded by C |w|^(2q) at every state of the width that is trained. *)
Variables (n q : nat) (C : R).
Hypothesis C_nonneg : 0 <= C.
Hypothesis euler : unit_euler (S q).
Hypothesis bound : forall w, kernel M n w <= C * weight_norm M n w ^ q.
Variables (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Let degree : INR q + 1 = INR (S q). Proof. symmetry. apply S_INR. Qed.
Let run : descends (trained M n 0) eta C q.
Proof.
  constructor; try assumption.
  - apply Rle_0_1.
  - intros a _. reflexivity.
  - rewrite degree. apply unit_homogeneous, euler.
  - intros v z. change (0 + (0 + z 0%nat * (1 * kernel M n v) * z 0%nat) <= C * weight_norm M n v ^ q * (0 + z 0%nat ^ 2)).
    pose proof (pow2_ge_0 (z 0%nat)) as Z. apply (Rmult_le_compat_r (z 0%nat ^ 2)) in Z; [|exact Z].
    pose proof (Rmult_le_compat_r (z 0%nat ^ 2) _ _ (pow2_ge_0 _) (bound v)). lra.
Qed.
Theorem unit_monotone : eta * (C * weight_norm M n w ^ q) <= 2 * INR (S q) ->
  forall t, weight_norm M n (train M n 0 eta w (S t)) <= weight_norm M n (train M n 0 eta w t).
Proof. rewrite <- degree. exact (master_monotone (trained M n 0) eta C q run w). Qed.
Theorem unit_sum : eta * (C * weight_norm M n w ^ q) < 2 * INR (S q) ->
  forall T, Sum T (fun t => output M n (train M n 0 eta w t) ^ 2)
    <= weight_norm M n w / (eta * (2 * INR (S q) - eta * (C * weight_norm M n w ^ q))).
Proof.
  rewrite <- degree. intros H T. eapply Rle_trans; [right|exact (master_sum (trained M n 0) eta C q run w H T)].
  apply sum_ext. intros t _. change (output M n (train M n 0 eta w t) ^ 2 = 1 * (0 + output M n (train M n 0 eta w t) ^ 2)). ring.
Qed.
Theorem unit_limit : eta * (C * weight_norm M n w ^ q) < 2 * INR (S q) -> is_lim_seq (fun t => loss M n 0 (train M n 0 eta w t)) 0.
Proof. rewrite <- degree. exact (master_limit (trained M n 0) eta C q run w). Qed.
End Facts.
