(* Heavy ball on a leaky net with targets 0, from rest, in numbers: with d = 1 - b and the sums M_0 + ... + M_t, the energy
   b/2 M_t + F_t/2, less a term X_t for the units near their kinks, pays for the velocity, as long as N <= d/6.
   Here M = eta C |m|^2, N = eta C |w|^2, F = eta^2 C |f|^2 and s = eta C w_{t-1} . m_t, of velocity m, weights w and outputs f. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Close ShadowEnergy.
Open Scope R_scope.

Section Kink.
Variables (b : R) (M N F X s : nat -> R).
Hypothesis range : / 2 <= b < 1.
Let d := 1 - b.
Let Y t := b / 2 * M t + / 2 * F t - X t.
Hypothesis M_nonneg : forall t, 0 <= M t.
Hypothesis N_nonneg : forall t, 0 <= N t.
Hypothesis F_nonneg : forall t, 0 <= F t.
Hypothesis at_rest : M 0%nat = 0 /\ X 0%nat = 0 /\ s 0%nat = 0.
Hypothesis energy_next : forall t, Y (S t) <= Y t - d * M (S t) + (N t + N (S t)) * M (S t) + N t * F t.
Hypothesis kinks_small : forall t, X t ^ 2 <= F t * (N t * M t).
Hypothesis along_next : forall t, s (S t) = b * s t + b * M t - 2 * F t.
Hypothesis norm_next : forall t, N (S t) = N t + 2 * s (S t) + M (S t).
Hypothesis velocity_next : forall t, M (S t) <= 2 * (b ^ 2 * M t + N t * F t).
Hypothesis along_small : forall t, s t ^ 2 <= before N t * M t.
Hypothesis edge : 8 * N 0%nat * d ^ 2 + 13 * F 0%nat <= d ^ 3.

Let n := d / 6.
(* The outputs are paid by the velocity: F_t = (1+b)/4 M_t + P_t - P_{t+1}. *)
Let P t := / 2 * s t + d / 4 * before N t.
Let Z t := Y t + n * P t + n / 2 * M t.
Let A := Z 0%nat + 5 / 8 * n ^ 3.
Let J t := d * N t + 2 * b * Rmax (s t) 0.
Record bounded (t : nat) : Prop := Bounded {
  norm_bounded : N t <= n;
  norm_before : before N t <= n;
  energy_bounded : Z t + d / 2 * Sum (S t) M <= Z 0%nat;
  norm_grows : J t <= d * N 0%nat + d * Sum (S t) M + 2 * b * Sum t M }.

Lemma d_range : 0 < d <= / 2.
Proof. unfold d. lra. Qed.
Lemma n_range : 0 < n <= / 12.
Proof. pose proof d_range. unfold n. lra. Qed.
Lemma before_nonneg t : 0 <= before N t.
Proof. destruct t; apply N_nonneg. Qed.
Lemma paid t : F t = (1 + b) / 4 * M t + P t - P (S t).
Proof.
  unfold P. change (before N (S t)) with (N t). rewrite (along_next t).
  assert (E : N t = before N t + 2 * s t + M t).
  { destruct t; simpl before; [destruct at_rest as [-> [_ ->]]; ring|apply norm_next]. }
  rewrite E. unfold d. lra.
Qed.
Lemma growth_next t : J t <= d * N 0%nat + d * Sum (S t) M + 2 * b * Sum t M ->
  J (S t) <= d * N 0%nat + d * Sum (S (S t)) M + 2 * b * Sum (S t) M.
Proof.
  intros H. unfold J in *. pose proof (norm_next t) as Nn. pose proof (along_next t) as An. pose proof (F_nonneg t). pose proof (M_nonneg t).
  rewrite Nn. simpl Sum in *. pose proof d_range. pose proof (Rmax_l (s t) 0) as R1. pose proof (Rmax_r (s t) 0) as R2.
  assert (Q : Rmax (s (S t)) 0 <= b * Rmax (s t) 0 + b * M t).
  { assert (b * s t <= b * Rmax (s t) 0) by (apply Rmult_le_compat_l; lra).
    assert (0 <= b * Rmax (s t) 0) by (apply Rmult_le_pos; lra). assert (0 <= b * M t) by (apply Rmult_le_pos; lra).
    apply Rmax_lub; lra. }
  pose proof (Rmax_l (s (S t)) 0) as R3.
  assert (d * s (S t) <= d * Rmax (s (S t)) 0) by (apply Rmult_le_compat_l; lra). unfold d in *. lra.
Qed.
Lemma norm_of_growth t : J t <= d * N 0%nat + d * Sum (S t) M + 2 * b * Sum t M ->
  d * N t <= d * N 0%nat + (1 + b) * Sum t M + d * M t.
Proof.
  intros H. unfold J in H. simpl Sum in H. pose proof (Rmax_r (s t) 0).
  assert (0 <= b * Rmax (s t) 0) by (apply Rmult_le_pos; lra). unfold d in *. lra.
Qed.
Lemma start_small : N 0%nat <= n /\ A <= d ^ 2 * (207 / 5000 * d - 13 / 50 * N 0%nat) /\ 0 <= A.
Proof.
  pose proof d_range as Dr. pose proof (F_nonneg 0) as F0. pose proof (N_nonneg 0) as N0. assert (D2 : 0 < d ^ 2) by (apply pow_lt; lra).
  assert (E : A = / 2 * F 0%nat + d ^ 2 / 24 * N 0%nat + 5 / 1728 * d ^ 3).
  { unfold A, Z, Y, P. destruct at_rest as [E1 [E2 E3]]. simpl before. rewrite E1, E2, E3. unfold n. field. }
  assert (0 <= d ^ 2 * N 0%nat) by (apply Rmult_le_pos; lra). assert (0 < d ^ 3) by (apply pow_lt; lra).
  split; [unfold n; apply Rmult_le_reg_l with (d ^ 2); lra|]. rewrite E. split; lra.
Qed.
(* What the energy says of outputs and velocities. *)
Lemma coercive c t : / 2 <= c -> N t <= c * n -> before N t <= n -> F t / 4 + (3 / 20 - (c - / 2) / 12) * M t <= Z t + 5 / 8 * n ^ 3.
Proof.
  intros C0 Hn Hb. pose proof d_range as Dr. pose proof n_range as Nr. pose proof (M_nonneg t) as M0. pose proof (F_nonneg t) as F0.
  pose proof (before_nonneg t) as B0. assert (nM : 0 <= n * M t) by (apply Rmult_le_pos; lra).
  assert (cM : 0 <= c * (n * M t)) by (apply Rmult_le_pos; lra).
  assert (Kx : - (F t / 4 + c * n * M t) <= X t <= F t / 4 + c * n * M t).
  { apply within; [lra|]. eapply Rle_trans; [apply kinks_small|]. assert (F t * (N t * M t) <= F t * (c * n * M t)).
    { apply Rmult_le_compat_l; [exact F0|]. apply Rmult_le_compat_r; assumption. }
    pose proof (pow2_ge_0 (F t / 4 - c * n * M t)). lra. }
  assert (Ks : - (M t / 10 + 5 / 8 * n ^ 3) <= n * s t / 2 <= M t / 10 + 5 / 8 * n ^ 3).
  { apply within.
    - assert (0 <= n ^ 3) by (apply pow_le; lra). lra.
    - pose proof (along_small t) as L. assert (before N t * M t <= n * M t) by (apply Rmult_le_compat_r; assumption).
      assert (0 <= n ^ 2) by apply pow2_ge_0. assert (n ^ 2 * s t ^ 2 <= n ^ 2 * (n * M t)) by (apply Rmult_le_compat_l; lra).
      pose proof (pow2_ge_0 (M t / 10 - 5 / 8 * n ^ 3)). lra. }
  unfold Z, Y, P. assert (0 <= n * (d / 4 * before N t)) by (apply Rmult_le_pos; [lra|]; apply Rmult_le_pos; lra).
  assert (n * M t <= / 12 * M t) by (apply Rmult_le_compat_r; lra). assert (/ 2 * M t <= b * M t) by (apply Rmult_le_compat_r; lra).
  assert ((c - / 2) * (n * M t) <= (c - / 2) * (/ 12 * M t)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma outputs_bounded t : bounded t -> F t / 4 + M t / 10 + d / 2 * Sum (S t) M <= A.
Proof. intros [H1 H2 H3 _]. pose proof (coercive 1 t ltac:(lra) ltac:(lra) H2). pose proof (M_nonneg t). unfold A. lra. Qed.
Lemma bounded_start : bounded 0.
Proof.
  destruct start_small as [H _]. destruct at_rest as [M0 [X0 S0]]. constructor; simpl before; try assumption.
  - simpl Sum. rewrite M0. lra.
  - unfold J. rewrite S0, Rmax_left by lra. simpl Sum. rewrite M0. lra.
Qed.
Lemma bounded_next t : bounded t -> bounded (S t).
Proof.
  intros I. pose proof (outputs_bounded t I) as Ob. destruct I as [H1 H2 H3 H4]. pose proof d_range as Dr. pose proof n_range as Nr.
  pose proof (M_nonneg t) as M0. pose proof (M_nonneg (S t)) as M1. pose proof (F_nonneg t) as F0. pose proof (N_nonneg t) as N0.
  destruct start_small as [Hs [Ha A0]]. pose proof (growth_next t H4) as G. pose proof (norm_of_growth _ G) as Gn.
  assert (S0 : 0 <= d * Sum (S t) M) by (apply Rmult_le_pos; [lra|]; apply sum_nonneg; intros; apply M_nonneg).
  assert (N00 : 0 <= N 0%nat) by apply N_nonneg.
  assert (D2 : 0 < d ^ 2) by (apply pow_lt; lra).
  assert (Sb : d * Sum (S t) M <= 2 * A) by lra.
  assert (D2N : 0 <= d ^ 2 * N 0%nat) by (apply Rmult_le_pos; lra).
  assert (Ad : A <= 207 / 5000 * d ^ 3) by lra.
  (* The velocity after the step, roughly, and with it the weights after it. *)
  assert (Vb : M (S t) <= 3 / 5 * n * (3 / 5)).
  { pose proof (velocity_next t) as V. assert (N t * F t <= n * (4 * A)) by (apply Rmult_le_compat; lra).
    assert (b ^ 2 * M t <= b ^ 2 * (10 * A)) by (apply Rmult_le_compat_l; [apply pow2_ge_0|lra]).
    assert (Bd : b ^ 2 * d ^ 2 <= / 16).
    { replace (b ^ 2 * d ^ 2) with ((b * d) ^ 2) by ring. assert (0 <= b * d <= / 4) by (unfold d in *; split; nra). nra. }
    assert (b ^ 2 * (10 * A) <= b ^ 2 * (10 * (207 / 5000 * d ^ 3))) by (apply Rmult_le_compat_l; [apply pow2_ge_0|lra]).
    assert (b ^ 2 * (10 * (207 / 5000 * d ^ 3)) <= 207 / 500 * / 16 * d).
    { assert (b ^ 2 * d ^ 2 * d <= / 16 * d) by (apply Rmult_le_compat_r; lra). lra. }
    assert (n * (4 * A) <= n * (4 * (207 / 5000 * / 8))).
    { apply Rmult_le_compat_l; [lra|]. assert (d ^ 3 <= / 8) by (replace (/ 8) with ((/ 2) ^ 3) by field; apply pow_incr; lra). lra. }
    unfold n in *. lra. }
  assert (Rough : N (S t) <= 136 / 100 * n).
  { assert ((1 + b) * Sum (S t) M * d <= (1 + b) * (2 * A)).
    { rewrite Rmult_assoc, (Rmult_comm (Sum (S t) M)). apply Rmult_le_compat_l; lra. }
    assert ((1 + b) * (2 * A) <= 4 * A) by nra.
    assert (d * (d * N (S t)) <= d * (d * N 0%nat + (1 + b) * Sum (S t) M + d * M (S t))) by (apply Rmult_le_compat_l; lra).
    assert (d ^ 2 * M (S t) <= d ^ 2 * (3 / 5 * n * (3 / 5))) by (apply Rmult_le_compat_l; lra).
    apply Rmult_le_reg_l with (d ^ 2); [exact D2|]. unfold n in *. lra. }
  assert (Energy : Z (S t) + d / 2 * Sum (S (S t)) M <= Z 0%nat).
  { pose proof (energy_next t) as En. pose proof (paid t) as Pd.
    assert ((N t + N (S t)) * M (S t) <= (236 / 100 * n) * M (S t)) by (apply Rmult_le_compat_r; lra).
    assert (N t * F t <= n * F t) by (apply Rmult_le_compat_r; lra).
    assert (n * F t = n * ((1 + b) / 4 * M t + P t - P (S t))) by (rewrite <- Pd; reflexivity).
    assert (0 <= n * M t) by (apply Rmult_le_pos; lra). assert (b * (n * M t) <= 1 * (n * M t)) by (apply Rmult_le_compat_r; lra).
    change (Sum (S (S t)) M) with (Sum (S t) M + M (S t)). unfold Z in *.
    assert (n * M (S t) = / 6 * (d * M (S t))) by (unfold n; field). assert (0 <= d * M (S t)) by (apply Rmult_le_pos; lra). lra. }
  assert (Norm : N (S t) <= n).
  { (* The sum of the velocities, with that of the step. *)
    pose proof (coercive (136 / 100) (S t) ltac:(lra) Rough H1) as Low. pose proof (F_nonneg (S t)).
    assert (Sb' : d * Sum (S (S t)) M <= 2 * A) by (unfold A; lra).
    assert (d * N (S t) <= d * N 0%nat + (1 + b) * Sum (S (S t)) M).
    { change (Sum (S (S t)) M) with (Sum (S t) M + M (S t)). assert (0 <= b * M (S t)) by (apply Rmult_le_pos; lra). unfold d in *. lra. }
    assert ((1 + b) * (d * Sum (S (S t)) M) <= (1 + b) * (2 * A)) by (apply Rmult_le_compat_l; lra).
    assert ((1 + b) * (2 * A) <= 4 * A) by nra.
    assert (d * (d * N (S t)) <= d * (d * N 0%nat + (1 + b) * Sum (S (S t)) M)) by (apply Rmult_le_compat_l; lra).
    apply Rmult_le_reg_l with (d ^ 2); [exact D2|]. unfold n in *. lra. }
  constructor; simpl before; assumption.
Qed.
Theorem bounded_always t : bounded t.
Proof. induction t; [apply bounded_start|apply bounded_next; assumption]. Qed.
Theorem kink_norm t : 6 * N t <= d.
Proof. pose proof (norm_bounded t (bounded_always t)) as H. unfold n in H. lra. Qed.
Theorem kink_velocities T : d * Sum T M <= 2 * A.
Proof.
  pose proof (outputs_bounded T (bounded_always T)) as H. simpl Sum in H. pose proof (M_nonneg T). pose proof (F_nonneg T). pose proof d_range.
  assert (0 <= d * M T) by (apply Rmult_le_pos; lra). lra.
Qed.
Theorem kink_velocity_vanishes : is_lim_seq M 0.
Proof.
  pose proof d_range. apply summable_vanishes with (2 * A / d); [exact M_nonneg|]. intro T. pose proof (kink_velocities T).
  apply Rmult_le_reg_l with d; [lra|]. replace (d * (2 * A / d)) with (2 * A) by (field; lra). assumption.
Qed.
Theorem kink_limit : is_lim_seq F 0.
Proof.
  pose proof kink_velocity_vanishes as V.
  assert (L : is_lim_seq s 0).
  { apply root_vanishes with (fun t => n * M t).
    - intro t. eapply Rle_trans; [apply along_small|]. apply Rmult_le_compat_r; [apply M_nonneg|]. apply (norm_before _ (bounded_always t)).
    - replace (Finite 0) with (Finite (n * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact V]. }
  exact (outputs_vanish b M F s along_next V L).
Qed.
End Kink.
