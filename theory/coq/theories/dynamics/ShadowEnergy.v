(* Heavy ball on a quadratic model with targets 0, from rest, in numbers: with d = 1 - b and the sums M_0 + ... + M_t, the shadow energy
   E_t = (1+b)/2 M_t + X_t satisfies E_t - d/2 F_{t-1} + d/4 (M_0 + ... + M_t) <= (1 - d/2) F_0, as long as N <= 1 + b and F <= d^2/4.
   Here M = eta C |m|^2, N = eta C |w|^2, F = eta^2 C |f|^2 and X = eta^2 C f_{t-1} . f_t, of velocity m, weights w and outputs f. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Close.
Open Scope R_scope.

(* The value a step before, the first one at the start. *)
Definition before (f : nat -> R) (t : nat) : R := match t with O => f O | S p => f p end.
Lemma within a c : 0 <= c -> a ^ 2 <= c ^ 2 -> - c <= a <= c.
Proof. intros C H. split; nra. Qed.
Lemma summable_vanishes (x : nat -> R) B : (forall t, 0 <= x t) -> (forall T, Sum T x <= B) -> is_lim_seq x 0.
Proof.
  intros P H. destruct (ex_finite_lim_seq_incr (fun T => Sum T x) B) as [l L]; [intro T; simpl; pose proof (P T); lra|exact H|].
  apply is_lim_seq_ext with (u := fun T => Sum (S T) x - Sum T x); [intro T; simpl; lra|].
  replace (Finite 0) with (Finite (l - l)) by (f_equal; ring).
  apply is_lim_seq_minus'; [apply (is_lim_seq_incr_1 (fun T => Sum T x))|]; exact L.
Qed.

(* 2 F_t = b s_t + b M_t - s_{t+1} *)
Lemma outputs_vanish b (M F s : nat -> R) : (forall t, s (S t) = b * s t + b * M t - 2 * F t) ->
  is_lim_seq M 0 -> is_lim_seq s 0 -> is_lim_seq F 0.
Proof.
  intros H V A. apply is_lim_seq_ext with (u := fun t => / 2 * ((b * s t + b * M t) - s (S t))); [intro t; rewrite (H t); field|].
  replace (Finite 0) with (Finite (/ 2 * ((b * 0 + b * 0) - 0))) by (f_equal; ring).
  apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply is_lim_seq_minus'; [|apply (is_lim_seq_incr_1 s); exact A].
  apply is_lim_seq_plus'; (apply is_lim_seq_mult'; [apply is_lim_seq_const|assumption]).
Qed.

Section Shadow.
Variables (b : R) (M N F X G K s : nat -> R).
Hypothesis range : 0 <= b < 1.
Let d := 1 - b.
Let E t := (1 + b) / 2 * M t + X t.
Hypothesis M_nonneg : forall t, 0 <= M t.
Hypothesis N_nonneg : forall t, 0 <= N t.
Hypothesis F_nonneg : forall t, 0 <= F t.
Hypothesis at_rest : M 0%nat = 0 /\ X 0%nat = F 0%nat /\ s 0%nat = 0.
Hypothesis energy_next : forall t, E (S t) = E t - d / 2 * (M (S t) + (1 + 2 * b) * M t - 2 * F t + 2 * X t - 2 * G t) + K t - G t.
Hypothesis G_small : forall t, G t ^ 2 <= / 4 * F t * M t ^ 2.
Hypothesis K_small : forall t, K t ^ 2 <= / 4 * F t * M (S t) ^ 2.
Hypothesis moved : forall t, F t - 2 * X t + before F t <= (N t + before N t) / 2 * M t.
Hypothesis along_next : forall t, s (S t) = b * s t + b * M t - 2 * F t.
Hypothesis norm_next : forall t, N (S t) = N t + 2 * s (S t) + M (S t).
Hypothesis velocity_next : forall t, M (S t) <= 2 * (b ^ 2 * M t + N t * F t).
Hypothesis along_small : forall t, s t ^ 2 <= before N t * M t.
Hypothesis edge : d ^ 2 * N 0%nat + 9 * F 0%nat <= d ^ 2 * (1 + b).
Hypothesis small : 8 * F 0%nat <= d ^ 2.

Let Q t := E t - d / 2 * before F t + d / 4 * Sum (S t) M.
Let J t := d * N t + 2 * b * Rmax (s t) 0.
Record invariant (t : nat) : Prop := Invariant {
  norm_bounded : N t <= 1 + b;
  norm_before : before N t <= 1 + b;
  energy_bounded : Q t <= (1 - d / 2) * F 0%nat;
  norm_grows : J t <= d * N 0%nat + d * Sum (S t) M + 2 * b * Sum t M }.

Lemma sums_nonneg t : 0 <= Sum t M.
Proof. apply sum_nonneg. intros; apply M_nonneg. Qed.
Lemma before_nonneg t : 0 <= before F t.
Proof. destruct t; apply F_nonneg. Qed.
Lemma d_range : 0 < d <= 1.
Proof. unfold d. lra. Qed.
(* What the invariant says of outputs and velocities. *)
Lemma coercive t : invariant t -> / 2 * F t + d / 4 * Sum (S t) M <= (1 - d / 2) * F 0%nat.
Proof.
  intros [A B C _]. unfold Q, E in C. pose proof (moved t) as D. pose proof (M_nonneg t) as P. pose proof (before_nonneg t) as P'.
  pose proof d_range. assert ((N t + before N t) / 2 * M t <= (1 + b) * M t) by nra.
  assert (0 <= (1 - d) * before F t) by nra. lra.
Qed.
Lemma outputs_bounded t : invariant t -> F t <= 2 * F 0%nat /\ d * Sum (S t) M <= 4 * F 0%nat.
Proof.
  intros I. pose proof (coercive t I) as H. pose proof (sums_nonneg (S t)). pose proof (F_nonneg t). pose proof (F_nonneg 0). pose proof d_range.
  assert (0 <= d * Sum (S t) M) by nra. assert (0 <= d * F 0%nat) by nra. lra.
Qed.
Lemma invariant_start : invariant 0.
Proof.
  destruct at_rest as [M0 [X0 S0]]. pose proof d_range. pose proof (F_nonneg 0). pose proof (N_nonneg 0).
  assert (N 0%nat <= 1 + b). { assert (0 < d ^ 2) by (apply pow_lt; lra). apply Rmult_le_reg_l with (d ^ 2); lra. }
  constructor; simpl before; try assumption.
  - unfold Q, E. simpl. rewrite M0, X0. lra.
  - unfold J. rewrite S0, Rmax_left by lra. simpl. rewrite M0. lra.
Qed.
Lemma invariant_next t : invariant t -> invariant (S t).
Proof.
  intros I. destruct (outputs_bounded t I) as [Fb Sb]. destruct I as [A B C D]. pose proof d_range as Dr.
  pose proof (F_nonneg t) as F0. pose proof (F_nonneg 0) as F00. pose proof (M_nonneg t) as M0. pose proof (M_nonneg (S t)) as M1.
  pose proof (N_nonneg t) as N0. pose proof (sums_nonneg t) as S0.
  assert (Fd : F t <= (d / 2) ^ 2) by lra.
  (* The velocity after the step. *)
  assert (Mt : d * M t <= 4 * F 0%nat) by (simpl Sum in Sb; nra).
  assert (Growth : J (S t) <= d * N 0%nat + d * Sum (S (S t)) M + 2 * b * Sum (S t) M).
  { unfold J in *. pose proof (norm_next t) as Nn. pose proof (along_next t) as An. rewrite Nn. simpl Sum in *.
    pose proof (Rmax_l (s t) 0) as R1. pose proof (Rmax_r (s t) 0) as R2.
    assert (P : Rmax (s (S t)) 0 <= b * Rmax (s t) 0 + b * M t).
    { assert (b * s t <= b * Rmax (s t) 0) by (apply Rmult_le_compat_l; lra).
      assert (0 <= b * Rmax (s t) 0) by (apply Rmult_le_pos; lra). assert (0 <= b * M t) by (apply Rmult_le_pos; lra).
      apply Rmax_lub; lra. }
    pose proof (Rmax_l (s (S t)) 0) as R3.
    assert (d * s (S t) <= d * Rmax (s (S t)) 0) by (apply Rmult_le_compat_l; lra).
    unfold d in *. lra. }
  assert (Velocity : d * M (S t) <= 8 * b ^ 2 * F 0%nat + 4 * d * (1 + b) * F 0%nat).
  { pose proof (velocity_next t) as V. assert (N t * F t <= (1 + b) * (2 * F 0%nat)) by (apply Rmult_le_compat; lra).
    assert (0 <= b ^ 2) by apply pow2_ge_0. assert (d * M (S t) <= d * (2 * (b ^ 2 * M t + N t * F t))) by (apply Rmult_le_compat_l; lra).
    assert (b ^ 2 * (d * M t) <= b ^ 2 * (4 * F 0%nat)) by (apply Rmult_le_compat_l; lra).
    assert (d * (N t * F t) <= d * ((1 + b) * (2 * F 0%nat))) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Norm : N (S t) <= 1 + b).
  { assert (d * N (S t) <= J (S t)). { unfold J. pose proof (Rmax_r (s (S t)) 0). nra. }
    assert (T : d * N (S t) <= d * N 0%nat + (1 + b) * Sum (S t) M + d * M (S t)).
    { eapply Rle_trans; [exact H|]. eapply Rle_trans; [exact Growth|]. simpl Sum. unfold d. lra. }
    assert (d * ((1 + b) * Sum (S t) M) <= (1 + b) * (4 * F 0%nat)) by nra.
    assert (d * (d * M (S t)) <= d * (8 * b ^ 2 * F 0%nat + 4 * d * (1 + b) * F 0%nat)) by (apply Rmult_le_compat_l; lra).
    assert (d * (d * N (S t)) <= d * (d * N 0%nat + (1 + b) * Sum (S t) M + d * M (S t))) by (apply Rmult_le_compat_l; lra).
    assert (Poly : 4 * (1 + b) + d * (8 * b ^ 2 + 4 * d * (1 + b)) <= 9).
    { (* It is 8 + 4 b (b (1 - b)), and b (1 - b) <= 1/4. *)
      assert (b * (1 - b) <= / 4) by (pose proof (pow2_ge_0 (b - / 2)); lra).
      assert (b * (b * (1 - b)) <= b * / 4) by (apply Rmult_le_compat_l; lra). unfold d. lra. }
    assert ((4 * (1 + b) + d * (8 * b ^ 2 + 4 * d * (1 + b))) * F 0%nat <= 9 * F 0%nat) by (apply Rmult_le_compat_r; lra).
    apply Rmult_le_reg_l with (d ^ 2); [apply pow_lt; lra|]. lra. }
  constructor; simpl before; try assumption.
  unfold Q, E in *. rewrite (energy_next t). unfold E. simpl before. pose proof (moved t) as Mv.
  assert (W : (N t + before N t) / 2 * M t <= (1 + b) * M t) by nra.
  assert (Gb : - (d / 4 * M t) <= G t <= d / 4 * M t).
  { apply within; [nra|]. eapply Rle_trans; [apply G_small|]. assert (0 <= M t ^ 2) by apply pow2_ge_0. nra. }
  assert (Kb : - (d / 4 * M (S t)) <= K t <= d / 4 * M (S t)).
  { apply within; [nra|]. eapply Rle_trans; [apply K_small|]. assert (0 <= M (S t) ^ 2) by apply pow2_ge_0. nra. }
  eapply Rle_trans; [|exact C]. change (Sum (S (S t)) M) with (Sum (S t) M + M (S t)).
  assert (- (b * G t) <= b * (d / 4 * M t)) by nra.
  assert (d * (F t - 2 * X t + before F t) <= d * ((1 + b) * M t)) by (apply Rmult_le_compat_l; lra).
  assert (0 <= d * M t) by nra. assert (0 <= b * (d * M t)) by nra. unfold d in *. nra.
Qed.
Theorem invariant_holds t : invariant t.
Proof. induction t; [apply invariant_start|apply invariant_next; assumption]. Qed.
Theorem shadow_outputs t : F t <= 2 * F 0%nat.
Proof. apply outputs_bounded, invariant_holds. Qed.
Theorem shadow_norm t : N t <= 1 + b.
Proof. apply (invariant_holds t). Qed.
Theorem shadow_velocities T : (1 - b) * Sum T M <= 4 * F 0%nat.
Proof.
  destruct (outputs_bounded T (invariant_holds T)) as [_ H]. simpl Sum in H. pose proof (M_nonneg T). pose proof d_range. unfold d in *. nra.
Qed.
Theorem shadow_velocity_vanishes : is_lim_seq M 0.
Proof.
  apply summable_vanishes with (4 * F 0%nat / (1 - b)); [exact M_nonneg|]. intro T. pose proof (shadow_velocities T).
  apply Rmult_le_reg_l with (1 - b); [lra|]. replace ((1 - b) * (4 * F 0%nat / (1 - b))) with (4 * F 0%nat) by (field; lra). assumption.
Qed.
(* s_t is as small as the velocity. *)
Theorem shadow_limit : is_lim_seq F 0.
Proof.
  pose proof shadow_velocity_vanishes as V.
  assert (A : is_lim_seq s 0).
  { apply root_vanishes with (fun t => (1 + b) * M t).
    - intro t. eapply Rle_trans; [apply along_small|]. apply Rmult_le_compat_r; [apply M_nonneg|]. apply (norm_before _ (invariant_holds t)).
    - replace (Finite 0) with (Finite ((1 + b) * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact V]. }
  exact (outputs_vanish b M F s along_next V A).
Qed.
End Shadow.
