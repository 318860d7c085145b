(* Two sequences that come close to each other while they stay bounded: so do sums and products of such, and what a Lipschitz function
   makes of them. And x' = beta x + e with 0 <= beta < 1 and e -> 0 tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
Open Scope R_scope.

Definition bounded (x : nat -> R) : Prop := exists B, forall t, Rabs (x t) <= B.
Definition close (x y : nat -> R) : Prop := is_lim_seq (fun t => x t - y t) 0 /\ bounded x /\ bounded y.

Lemma bounded_vanishes x : is_lim_seq x 0 -> bounded x.
Proof.
  intros L. destruct (filterlim_bounded (V := R_NormedModule) x (ex_intro _ 0 L)) as [B H]. exists B. exact H.
Qed.
Lemma vanishes_bounded x y : is_lim_seq x 0 -> bounded y -> is_lim_seq (fun t => x t * y t) 0.
Proof.
  intros L [B H]. apply is_lim_seq_abs_0. apply is_lim_seq_le_le with (fun _ => 0) (fun t => Rabs (x t) * B).
  - intro t. rewrite Rabs_mult. split; [apply Rmult_le_pos; apply Rabs_pos|]. apply Rmult_le_compat_l; [apply Rabs_pos|apply H].
  - apply is_lim_seq_const.
  - apply is_lim_seq_abs_0 in L. replace (Finite 0) with (Finite (0 * B)) by (f_equal; ring). apply is_lim_seq_mult'; [exact L|apply is_lim_seq_const].
Qed.
Lemma bounded_add x y : bounded x -> bounded y -> bounded (fun t => x t + y t).
Proof. intros [A H] [B K]. exists (A + B). intro t. pose proof (Rabs_triang (x t) (y t)). specialize (H t). specialize (K t). lra. Qed.
Lemma bounded_mult x y : bounded x -> bounded y -> bounded (fun t => x t * y t).
Proof. intros [A H] [B K]. exists (A * B). intro t. rewrite Rabs_mult. apply Rmult_le_compat; try apply Rabs_pos; [apply H|apply K]. Qed.
Lemma close_vanishing x y : is_lim_seq (fun t => x t - y t) 0 -> bounded y -> close x y.
Proof.
  intros L B. repeat split; [exact L| |exact B]. destruct (bounded_add _ _ (bounded_vanishes _ L) B) as [A H]. exists A. intro t.
  specialize (H t). simpl in H. replace (x t - y t + y t) with (x t) in H by ring. exact H.
Qed.
Lemma close_const c : close (fun _ => c) (fun _ => c).
Proof.
  repeat split; [|exists (Rabs c); intros; lra|exists (Rabs c); intros; lra].
  apply is_lim_seq_ext with (fun _ => 0); [intros; ring|apply is_lim_seq_const].
Qed.
Lemma close_add x y p q : close x y -> close p q -> close (fun t => x t + p t) (fun t => y t + q t).
Proof.
  intros [L [X Y]] [M [P Q]]. repeat split; [|apply bounded_add; assumption|apply bounded_add; assumption].
  apply is_lim_seq_ext with (fun t => (x t - y t) + (p t - q t)); [intros; ring|].
  replace (Finite 0) with (Finite (0 + 0)) by (f_equal; ring). apply is_lim_seq_plus'; assumption.
Qed.
Lemma close_mult x y p q : close x y -> close p q -> close (fun t => x t * p t) (fun t => y t * q t).
Proof.
  intros [L [X Y]] [M [P Q]]. repeat split; [|apply bounded_mult; assumption|apply bounded_mult; assumption].
  apply is_lim_seq_ext with (fun t => (x t - y t) * p t + (p t - q t) * y t); [intros; ring|].
  replace (Finite 0) with (Finite (0 + 0)) by (f_equal; ring). apply is_lim_seq_plus'; apply vanishes_bounded; assumption.
Qed.
Lemma close_scale c x y : close x y -> close (fun t => c * x t) (fun t => c * y t).
Proof. apply close_mult, close_const. Qed.
Lemma close_sum n (x y : nat -> nat -> R) : (forall i, (i < n)%nat -> close (fun t => x t i) (fun t => y t i)) ->
  close (fun t => Sum n (x t)) (fun t => Sum n (y t)).
Proof.
  induction n as [|n IH]; intros H; [apply (close_const 0)|]. apply (close_add (fun t => Sum n (x t)) _ (fun t => x t n)).
  - apply IH. intros i Hi. apply H. lia.
  - apply H. lia.
Qed.
Lemma close_lipschitz g K x y : g 0 = 0 -> (forall p q, Rabs (g p - g q) <= K * Rabs (p - q)) -> close x y ->
  close (fun t => g (x t)) (fun t => g (y t)).
Proof.
  intros Z H [L [X Y]].
  assert (B : forall z, bounded z -> bounded (fun t => g (z t))).
  { intros z [B Hz]. exists (Rabs K * B). intro t. pose proof (H (z t) 0) as G. rewrite Z, !Rminus_0_r in G.
    assert (K * Rabs (z t) <= Rabs K * Rabs (z t)) by (apply Rmult_le_compat_r; [apply Rabs_pos|apply Rle_abs]).
    assert (Rabs K * Rabs (z t) <= Rabs K * B) by (apply Rmult_le_compat_l; [apply Rabs_pos|apply Hz]). lra. }
  repeat split; [|apply B, X|apply B, Y]. apply is_lim_seq_abs_0. apply is_lim_seq_le_le with (fun _ => 0) (fun t => K * Rabs (x t - y t)).
  - intro t. split; [apply Rabs_pos|apply H].
  - apply is_lim_seq_const.
  - apply is_lim_seq_abs_0 in L. replace (Finite 0) with (Finite (K * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
Lemma close_vanishes x y : close x y -> is_lim_seq y 0 -> is_lim_seq x 0.
Proof.
  intros [L _] Y. apply is_lim_seq_ext with (fun t => (x t - y t) + y t); [intros; ring|].
  replace (Finite 0) with (Finite (0 + 0)) by (f_equal; ring). apply is_lim_seq_plus'; assumption.
Qed.
Lemma sum_vanishes n (x : nat -> nat -> R) : (forall i, (i < n)%nat -> is_lim_seq (fun t => x t i) 0) -> is_lim_seq (fun t => Sum n (x t)) 0.
Proof.
  induction n as [|n IH]; intros H; [apply is_lim_seq_const|]. replace (Finite 0) with (Finite (0 + 0)) by (f_equal; ring).
  apply (is_lim_seq_plus' (fun t => Sum n (x t)) (fun t => x t n)); [apply IH; intros; apply H; lia|apply H; lia].
Qed.
(* What has a square below a sequence that tends to 0. *)
Lemma root_vanishes x y : (forall t, x t ^ 2 <= y t) -> is_lim_seq y 0 -> is_lim_seq x 0.
Proof.
  intros H L. apply is_lim_seq_abs_0. apply is_lim_seq_ext with (fun t => sqrt (x t ^ 2)).
  - intro t. rewrite <- Rsqr_pow2. apply sqrt_Rsqr_abs.
  - rewrite <- sqrt_0. apply (is_lim_seq_continuous sqrt (fun t => x t ^ 2) 0); [apply continuity_pt_sqrt; lra|].
    apply is_lim_seq_le_le with (fun _ => 0) y; [intro t; split; [apply pow2_ge_0|apply H]|apply is_lim_seq_const|exact L].
Qed.

Lemma remembered_vanishes beta (x e : nat -> R) : 0 <= beta < 1 -> (forall t, x (S t) = beta * x t + e t) -> is_lim_seq e 0 -> is_lim_seq x 0.
Proof.
  intros B H L. apply is_lim_seq_spec. intros [eps Pe]. apply is_lim_seq_spec in L.
  assert (P : 0 < eps / 2 * (1 - beta)) by (apply Rmult_lt_0_compat; lra).
  destruct (L (mkposreal _ P)) as [N HN]. simpl in HN |- *.
  assert (D : forall j, Rabs (x (N + j)%nat) <= beta ^ j * Rabs (x N) + eps / 2).
  { induction j as [|j IH]; [rewrite Nat.add_0_r; simpl; lra|]. rewrite Nat.add_succ_r, H.
    pose proof (Rabs_triang (beta * x (N + j)%nat) (e (N + j)%nat)) as T. rewrite Rabs_mult, (Rabs_pos_eq beta) in T by lra.
    specialize (HN (N + j)%nat ltac:(lia)). rewrite Rminus_0_r in HN.
    assert (beta * Rabs (x (N + j)%nat) <= beta * (beta ^ j * Rabs (x N) + eps / 2)) by (apply Rmult_le_compat_l; [lra|exact IH]). simpl. lra. }
  pose proof (is_lim_seq_geom beta) as G. rewrite Rabs_pos_eq in G by lra. specialize (G (proj2 B)).
  assert (G' : is_lim_seq (fun j => beta ^ j * Rabs (x N)) 0).
  { replace (Finite 0) with (Finite (0 * Rabs (x N))) by (f_equal; ring). apply is_lim_seq_mult'; [exact G|apply is_lim_seq_const]. }
  apply is_lim_seq_spec in G'. destruct (G' (mkposreal _ (is_pos_div_2 (mkposreal eps Pe)))) as [J HJ]. simpl in HJ.
  exists (N + J)%nat. intros t Ht. replace t with (N + (t - N))%nat by lia. rewrite Rminus_0_r.
  specialize (D (t - N)%nat). specialize (HJ (t - N)%nat ltac:(lia)). rewrite Rminus_0_r in HJ.
  pose proof (Rle_abs (beta ^ (t - N) * Rabs (x N))). lra.
Qed.
