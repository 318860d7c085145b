(* Gradient descent on batches in which every datum recurs: it has weight at least p > 0 in one of every M steps in a row. Where the
   mean squared outputs of the batches vanish, so do the gradients of the batches, hence the weights of M steps in a row come close to
   each other, and with them the outputs: the output on every datum vanishes. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Close Steady.
Open Scope R_scope.

Section Recurring.
Variables (M : Trained.model) (b : nat -> nat -> R) (eta steep most : R) (w : Trained.weights M).
Let E := Trained.weight_space M.
Let W t := Trained.train M (gradient_descent (constant_rate eta)) squared b w t.
Let G t := Trained.batch_gradient M squared (b t) (W t).
Let F t := Sum (Trained.data M) (fun a => b t a * Trained.output M (W t) a ^ 2).
Hypothesis entries : entries_below_norm M.
Hypothesis smooth : steady M.
Hypothesis nonneg : forall t a, (a < Trained.data M)%nat -> 0 <= b t a.
Hypothesis gradients : forall t, square_norm E (G t) <= steep * F t.
Hypothesis within : forall t, Trained.weight_norm M (W t) <= most.
Hypothesis vanishing : is_lim_seq F 0.

Lemma increment_vanishes i : inside E i -> is_lim_seq (fun t => entry E (W (S t)) i - entry E (W t) i) 0.
Proof.
  intros Hi. apply is_lim_seq_ext with (fun t => - eta * entry E (G t) i).
  - intro t. unfold W at 1. rewrite Trained.train_descent. fold (W t). unfold E. rewrite entry_advance. unfold constant_rate, G, E. ring.
  - replace (Finite 0) with (Finite (- eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply root_vanishes with (fun t => steep * F t).
    + intro t. eapply Rle_trans; [apply (entries (G t) i Hi)|apply gradients].
    + replace (Finite 0) with (Finite (steep * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact vanishing].
Qed.
Lemma steps_apart_vanish j i : inside E i -> is_lim_seq (fun t => entry E (W (t + j)%nat) i - entry E (W t) i) 0.
Proof.
  intros Hi. induction j as [|j IH].
  - apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const]. intro t. rewrite Nat.add_0_r. ring.
  - apply is_lim_seq_ext with (fun t => (entry E (W (S (t + j))) i - entry E (W (t + j)%nat) i) + (entry E (W (t + j)%nat) i - entry E (W t) i)).
    + intro t. replace (t + S j)%nat with (S (t + j)) by lia. ring.
    + replace (Finite 0) with (Finite (0 + 0)) by (f_equal; ring). apply is_lim_seq_plus'; [|exact IH].
      exact (proj1 (is_lim_seq_incr_n (fun t => entry E (W (S t)) i - entry E (W t) i) j 0) (increment_vanishes i Hi)).
Qed.
Lemma outputs_apart_vanish j a : (a < Trained.data M)%nat ->
  is_lim_seq (fun t => Trained.output M (W (t + j)%nat) a - Trained.output M (W t) a) 0.
Proof.
  intros Ha. refine (proj1 (smooth (fun t => W (t + j)%nat) W _ a Ha)). intros i Hi. apply close_vanishing; [apply (steps_apart_vanish j i Hi)|].
  exists (most + 1). intro t. pose proof (entries (W t) i Hi) as X. pose proof (within t) as Y. apply Rabs_le. unfold E in *.
  set (x := entry (Trained.weight_space M) (W t) i) in *. nra.
Qed.
Theorem recurring_outputs_vanish (period : nat) p : 0 < p ->
  (forall t a, (a < Trained.data M)%nat -> exists j, (j < period)%nat /\ p <= b (t + j)%nat a) ->
  forall a, (a < Trained.data M)%nat -> is_lim_seq (fun t => Trained.output M (W t) a) 0.
Proof.
  intros P R a Ha.
  set (apart t j := Trained.output M (W (t + j)%nat) a - Trained.output M (W t) a).
  assert (F0 : forall t, 0 <= F t).
  { intro t. apply sum_nonneg. intros c Hc. apply Rmult_le_pos; [apply nonneg, Hc|apply pow2_ge_0]. }
  assert (Pi : 0 < 2 * / p) by (apply Rmult_lt_0_compat; [lra|apply Rinv_0_lt_compat, P]).
  apply root_vanishes with (fun t => Sum period (fun j => 2 * (apart t j * apart t j) + 2 * / p * F (t + j)%nat)).
  - intro t. destruct (R t a Ha) as [j [Hj B]].
    eapply Rle_trans; [|apply (term_below_sum _ (fun j => 2 * (apart t j * apart t j) + 2 * / p * F (t + j)%nat) j)].
    + pose proof (term_below_sum _ (fun c => b (t + j)%nat c * Trained.output M (W (t + j)%nat) c ^ 2) a
        ltac:(intros c Hc; apply Rmult_le_pos; [apply nonneg, Hc|apply pow2_ge_0]) Ha) as T. cbv beta in T. fold (F (t + j)%nat) in T.
      set (x := Trained.output M (W t) a). set (z := Trained.output M (W (t + j)%nat) a) in *.
      assert (Q : p * z ^ 2 <= F (t + j)%nat) by (eapply Rle_trans; [apply Rmult_le_compat_r; [apply pow2_ge_0|exact B]|exact T]).
      apply (Rmult_le_compat_l (2 * / p)) in Q; [|lra]. replace (2 * / p * (p * z ^ 2)) with (2 * z ^ 2) in Q by (field; lra).
      unfold apart. fold x z. pose proof (pow2_ge_0 (2 * z - x)). nra.
    + intros c _. pose proof (Rle_0_sqr (apart t c)) as S. unfold Rsqr in S.
      assert (0 <= 2 * / p * F (t + c)%nat) by (apply Rmult_le_pos; [lra|apply F0]). lra.
    + exact Hj.
  - apply (sum_vanishes period (fun t j => 2 * (apart t j * apart t j) + 2 * / p * F (t + j)%nat)). intros j _.
    assert (L : is_lim_seq (fun t => apart t j) 0) by exact (outputs_apart_vanish j a Ha).
    replace (Finite 0) with (Finite (2 * (0 * 0) + 2 * / p * 0)) by (f_equal; ring).
    apply is_lim_seq_plus'; apply is_lim_seq_mult'; try apply is_lim_seq_const.
    + apply is_lim_seq_mult'; exact L.
    + exact (proj1 (is_lim_seq_incr_n F j 0) vanishing).
Qed.
End Recurring.
