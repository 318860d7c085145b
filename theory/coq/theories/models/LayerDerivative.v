(* The gradient of the net of k layers is the derivative of its output, weight by weight, away from the kinks. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered Trained.
From Catapult Require Import Sums WeightSpace Derivatives LayerModel.
Import Layered.
Open Scope R_scope.

(* The output as a function of what layer l reads, m layers below the last. *)
Fixpoint rest (N : net) (w : weights) (m l : nat) (z : nat -> R) : R := match m with
  | O => s N * Sum (width N (hidden N)) (fun j => V w j * z j)
  | S p => rest N w p (S l) (leaves N w l z) end.
Lemma output_rest N w a m : forall l, hidden N = (l + m)%nat -> output N w a = rest N w m l (reads N w a l).
Proof.
  induction m as [|m IH]; intros l H; [replace l with (hidden N) by lia; reflexivity|].
  rewrite (IH (S l)) by lia. reflexivity.
Qed.
Lemma rest_agree N w u m : V u = V w -> forall l z, (forall q, (l <= q)%nat -> W u q = W w q) -> rest N u m l z = rest N w m l z.
Proof.
  intros Ev. induction m as [|m IH]; intros l z Ew; simpl; [rewrite Ev; reflexivity|].
  rewrite IH by (intros; apply Ew; lia). unfold leaves, enters. rewrite (Ew l) by lia. reflexivity.
Qed.
Lemma reads_agree N w u a l : (forall q, (q < l)%nat -> W u q = W w q) -> reads N u a l = reads N w a l.
Proof.
  induction l as [|l IH]; intros Ew; [reflexivity|]. simpl. rewrite IH by (intros; apply Ew; lia).
  unfold leaves, enters. rewrite (Ew l) by lia. reflexivity.
Qed.

Section OneDatum.
Variables (N : net) (w : weights) (a : nat).
Hypothesis open : forall l i, (l < hidden N)%nat -> (i < width N (S l))%nat -> preactivation N w a l i <> 0.
Lemma derive_enters l i (r : nat -> R -> R) (r' : nat -> R) x : (forall j, (j < width N l)%nat -> is_derive (r j) x (r' j)) ->
  is_derive (fun z => enters N w l (fun j => r j z) i) x (Sum (width N l) (fun j => W w l i j * r' j)).
Proof.
  intros H. apply (derive_sum (width N l) (fun j z => W w l i j * r j z)). intros j Hj. apply is_derive_scal. apply H, Hj.
Qed.
Lemma derive_leaves (p : R -> R) (p' x : R) l i : (l < hidden N)%nat -> (i < width N (S l))%nat ->
  is_derive p x p' -> p x = preactivation N w a l i ->
  is_derive (fun z => slope N (p z) * p z) x (slope N (preactivation N w a l i) * p').
Proof.
  intros Hl Hi D E. evar_last.
  - apply (is_derive_comp (fun q => slope N q * q) p x (slope N (p x)) p'); [|exact D].
    apply leaky_derive. rewrite E. apply open; assumption.
  - unfold scal; simpl; unfold mult; simpl. rewrite E. ring.
Qed.
(* The chain rule through the layers above, along a path of what layer l reads. *)
Lemma derive_rest m : forall l (r : nat -> R -> R) (r' : nat -> R) x, hidden N = (l + m)%nat ->
  (forall j, (j < width N l)%nat -> is_derive (r j) x (r' j)) ->
  (forall j, (j < width N l)%nat -> r j x = reads N w a l j) ->
  is_derive (fun z => rest N w m l (fun j => r j z)) x (Sum (width N l) (fun j => sent N w a m j * r' j)).
Proof.
  induction m as [|m IH]; intros l r r' x H Hr E.
  - replace l with (hidden N) in * by lia. simpl. evar_last.
    + apply is_derive_scal. apply (derive_sum (width N (hidden N)) (fun j z => V w j * r j z) (fun j => V w j * r' j)).
      intros j Hj. apply is_derive_scal. apply Hr, Hj.
    + rewrite <- sum_scal. apply sum_ext. intros; ring.
  - simpl rest. evar_last.
    + apply (IH (S l) (fun i z => leaves N w l (fun j => r j z) i)
        (fun i => slope N (preactivation N w a l i) * Sum (width N l) (fun j => W w l i j * r' j)) x ltac:(lia)).
      * intros i Hi. apply (derive_leaves (fun z => enters N w l (fun j => r j z) i)); [lia|exact Hi|apply derive_enters, Hr|].
        apply sum_ext. intros j Hj. rewrite E by exact Hj. reflexivity.
      * intros i Hi. simpl reads. unfold leaves.
        assert (X : enters N w l (fun j => r j x) i = enters N w l (reads N w a l) i)
          by (apply sum_ext; intros j Hj; rewrite E by exact Hj; reflexivity).
        rewrite X. reflexivity.
    + rewrite (sum_ext (width N (S l)) _ (fun i => Sum (width N l) (fun j =>
        sent N w a m i * slope N (preactivation N w a l i) * W w l i j * r' j))).
      * rewrite sum_swap. apply sum_ext. intros j _. rewrite (sent_step N w a l m j H). apply sum_scal_r.
      * intros i _. rewrite <- Rmult_assoc, <- sum_scal. apply sum_ext. intros; ring.
Qed.
Lemma derive_output_W l i j : (l < hidden N)%nat -> (i < width N (S l))%nat -> (j < width N l)%nat ->
  is_derive (fun z => output N (with_W w l i j z) a) (W w l i j) (grad_W N w a l i j).
Proof.
  intros Hl Hi Hj. set (m := (hidden N - S l)%nat). set (p := preactivation N w a l). set (x := reads N w a l).
  set (path := fun q z => slope N (p q + (z - W w l i j) * (x j * delta q i)) * (p q + (z - W w l i j) * (x j * delta q i))).
  apply is_derive_ext with (fun z => rest N w m (S l) (fun q => path q z)).
  - intro z. rewrite (output_rest N (with_W w l i j z) a m (S l)) by (unfold m; lia).
    rewrite (rest_agree N w (with_W w l i j z) m eq_refl).
    + f_equal. apply functional_extensionality. intro q. simpl reads. unfold leaves.
      rewrite (reads_agree N w) by (intros r Hr; simpl; destruct (Nat.eq_dec r l); [lia|reflexivity]). fold x.
      assert (E : enters N (with_W w l i j z) l x q = p q + (z - W w l i j) * (x j * delta q i)).
      { unfold enters, with_W, p, preactivation, enters; simpl. fold x. destruct (Nat.eq_dec l l) as [_|C]; [|contradiction].
        unfold delta. destruct (Nat.eq_dec q i) as [->|_]; [|ring].
        rewrite (sum_ext (width N l) _ (fun k => x k * with_value (W w l i) j z k)) by (intros; ring).
        rewrite (linear_with_value (width N l) x (W w l i) j z Hj). rewrite Rmult_1_r. f_equal. apply sum_ext. intros; ring. }
      rewrite E. reflexivity.
    + intros r Hr. simpl. destruct (Nat.eq_dec r l); [lia|reflexivity].
  - evar_last.
    + apply (derive_rest m (S l) path (fun q => slope N (p q) * (x j * delta q i))); [unfold m; lia| |].
      * intros q Hq. apply (derive_leaves (fun z => p q + (z - W w l i j) * (x j * delta q i)) _ _ l q Hl Hq);
          [auto_derive; [exact I|ring]|fold p; ring].
      * intros q _. unfold path. simpl reads. unfold leaves. fold (preactivation N w a l q). fold x. unfold p, preactivation. fold x.
        replace (enters N w l x q + (W w l i j - W w l i j) * (x j * delta q i)) with (enters N w l x q) by ring. reflexivity.
    + rewrite (sum_ext _ _ (fun q => sent N w a m q * slope N (p q) * x j * delta q i)) by (intros; ring).
      rewrite sum_delta by exact Hi. reflexivity.
Qed.
Lemma derive_output_V j : (j < width N (hidden N))%nat ->
  is_derive (fun z => output N (with_V w j z) a) (V w j) (grad_V N w a j).
Proof.
  intros Hj. apply is_derive_ext with (fun z => output N w a + (z - V w j) * grad_V N w a j + (z - V w j) ^ 2 * 0).
  - intro z. unfold output, grad_V, with_V. simpl V.
    rewrite (reads_agree N w (Weights (W w) (with_value (V w) j z))) by reflexivity. set (x := reads N w a (hidden N)).
    assert (comm : forall v : nat -> R, Sum (width N (hidden N)) (fun k => v k * x k) = Sum (width N (hidden N)) (fun k => x k * v k))
      by (intro v; apply sum_ext; intros; ring).
    rewrite !comm, (linear_with_value _ _ (V w) j z Hj). simpl. ring.
  - apply derive_quadratic.
Qed.
End OneDatum.

Lemma with_hidden N w l i j z : with_entry (weight_space N) w (hidden_weight l i j) z = with_W w l i j z.
Proof.
  unfold with_entry, weight_space, with_W. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro p. apply functional_extensionality. intro q.
  apply functional_extensionality. intro r. unfold with_value.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec p l), (Nat.eq_dec q i), (Nat.eq_dec r j); subst; try congruence; try reflexivity.
Qed.
Lemma with_last N w j z : with_entry (weight_space N) w (last_weight j) z = with_V w j z.
Proof.
  unfold with_entry, weight_space, with_V, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro q.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec q j); subst; try congruence; reflexivity.
Qed.
Lemma layered_differentiable N w : (forall a l i, (a < D N)%nat -> (l < hidden N)%nat -> (i < width N (S l))%nat ->
  preactivation N w a l i <> 0) -> Trained.differentiable_at (trained N) w.
Proof.
  intros open a [l i j|j] Ha.
  - intros [Hl [Hi Hj]]. apply (is_derive_ext (fun z => output N (with_W w l i j z) a)); [intro z; rewrite <- (with_hidden N); reflexivity|].
    apply (derive_output_W N w a); try assumption. intros q u. apply open, Ha.
  - intros Hj. apply (is_derive_ext (fun z => output N (with_V w j z) a)); [intro z; rewrite <- (with_last N); reflexivity|].
    apply (derive_output_V N w a j Hj).
Qed.
