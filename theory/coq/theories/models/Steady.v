(* A model is steady if, along weights that come close to each other while they stay bounded, its outputs come close to each other:
   leaky nets of two and of k layers, and quadratic forms. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Sums WeightSpace Close.
Open Scope R_scope.

Section Steady.
Variable M : Trained.model.
Let E := Trained.weight_space M.
(* No weight is larger than the norm of all. *)
Definition entries_below_norm : Prop := forall w i, inside E i -> entry E w i ^ 2 <= Trained.weight_norm M w.
Definition steady : Prop := forall u w : nat -> Trained.weights M,
  (forall i, inside E i -> close (fun t => entry E (u t) i) (fun t => entry E (w t) i)) ->
  forall a, (a < Trained.data M)%nat -> close (fun t => Trained.output M (u t) a) (fun t => Trained.output M (w t) a).
End Steady.

Lemma term_below_sum n g i : (forall j, (j < n)%nat -> 0 <= g j) -> (i < n)%nat -> g i <= Sum n g.
Proof.
  induction n as [|n IH]; intros P Hi; [lia|]. simpl. pose proof (P n ltac:(lia)).
  assert (0 <= Sum n g) by (apply sum_nonneg; intros; apply P; lia).
  destruct (Nat.eq_dec i n) as [->|N]; [lra|]. pose proof (IH ltac:(intros; apply P; lia) ltac:(lia)). lra.
Qed.
(* A function with one slope above 0 and another one below. *)
Lemma slopes_lipschitz above below (g : R -> R) : (forall p, g p = (if Rlt_dec 0 p then above else below) * p) ->
  g 0 = 0 /\ forall p q, Rabs (g p - g q) <= (Rabs above + Rabs below) * Rabs (p - q).
Proof.
  intros H. split; [rewrite H; ring|]. intros p q. rewrite !H. pose proof (Rabs_pos above) as A. pose proof (Rabs_pos below) as B.
  pose proof (Rabs_pos (p - q)) as Q.
  assert (L : forall c, Rabs c <= Rabs above + Rabs below -> Rabs (c * p - c * q) <= (Rabs above + Rabs below) * Rabs (p - q)).
  { intros c Hc. replace (c * p - c * q) with (c * (p - q)) by ring. rewrite Rabs_mult. apply Rmult_le_compat_r; assumption. }
  assert (X : forall x y c e, 0 < x -> y <= 0 -> 0 <= Rabs c <= Rabs above + Rabs below -> 0 <= Rabs e <= Rabs above + Rabs below ->
    Rabs (c * x - e * y) <= (Rabs above + Rabs below) * (x - y)).
  { intros x y c e Hx Hy Hc He. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, !Rabs_mult, (Rabs_pos_eq x), (Rabs_left1 y) by lra.
    assert (Rabs c * x <= (Rabs above + Rabs below) * x) by (apply Rmult_le_compat_r; lra).
    assert (Rabs e * - y <= (Rabs above + Rabs below) * - y) by (apply Rmult_le_compat_r; lra). lra. }
  destruct (Rlt_dec 0 p) as [P|P]; destruct (Rlt_dec 0 q) as [R|R]; try (apply L; lra).
  - rewrite (Rabs_pos_eq (p - q)) by lra. apply X; lra.
  - rewrite Rabs_minus_sym, (Rabs_minus_sym p q), (Rabs_pos_eq (q - p)) by lra. apply X; lra.
Qed.

(* ---- two layers ---- *)
Lemma net_entries_below_norm N : entries_below_norm (TwoLayer.trained N).
Proof.
  intros w p Hp. change (Trained.weight_norm (TwoLayer.trained N) w) with
    (Sum (TwoLayer.n N) (fun i => Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2) + TwoLayer.V w i ^ 2)).
  assert (P : forall i, 0 <= Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2)) by (intro; apply sum_sq_nonneg).
  assert (T : forall i, (i < TwoLayer.n N)%nat -> Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2) + TwoLayer.V w i ^ 2
    <= Sum (TwoLayer.n N) (fun i => Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2) + TwoLayer.V w i ^ 2)).
  { intros i Hi. apply (term_below_sum _ (fun i => Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2) + TwoLayer.V w i ^ 2)); [|exact Hi].
    intros j _. pose proof (P j). pose proof (pow2_ge_0 (TwoLayer.V w j)). lra. }
  destruct p as [i k|i].
  - destruct Hp as [Hi Hk]. eapply Rle_trans; [|apply (T i Hi)]. pose proof (pow2_ge_0 (TwoLayer.V w i)).
    pose proof (term_below_sum _ (fun k => TwoLayer.U w i k ^ 2) k ltac:(intros; apply pow2_ge_0) Hk) as B. cbv beta in B.
    change (TwoLayer.U w i k ^ 2 <= Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2) + TwoLayer.V w i ^ 2). lra.
  - eapply Rle_trans; [|apply (T i Hp)]. specialize (P i).
    change (TwoLayer.V w i ^ 2 <= Sum (TwoLayer.d N) (fun k => TwoLayer.U w i k ^ 2) + TwoLayer.V w i ^ 2). lra.
Qed.
Lemma net_steady N : steady (TwoLayer.trained N).
Proof.
  intros u w H a _. change (close (fun t => TwoLayer.output N (u t) a) (fun t => TwoLayer.output N (w t) a)). unfold TwoLayer.output.
  apply close_scale. apply (close_sum _ (fun t i => TwoLayer.unit_output N (TwoLayer.preactivation N (u t) a i) (TwoLayer.V (u t) i))).
  intros i Hi. unfold TwoLayer.unit_output. apply close_mult; [|apply (H (TwoLayer.outer i) Hi)].
  destruct (slopes_lipschitz (TwoLayer.a_plus N) (TwoLayer.a_minus N) (fun p => TwoLayer.slope N p * p)) as [Z L].
  { intro p. unfold TwoLayer.slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); [reflexivity|].
    replace p with 0 by lra. ring. }
  apply (close_lipschitz (fun p => TwoLayer.slope N p * p) _ _ _ Z L). unfold TwoLayer.preactivation.
  apply (close_sum _ (fun t k => TwoLayer.U (u t) i k * TwoLayer.X N a k)). intros k Hk.
  apply close_mult; [apply (H (TwoLayer.inner i k)); split; assumption|apply close_const].
Qed.

(* ---- quadratic forms ---- *)
Lemma form_entries_below_norm M : entries_below_norm (Quadratic.trained M).
Proof.
  intros w i Hi. apply (term_below_sum (Quadratic.n M) (fun i => w i ^ 2)); [intros; apply pow2_ge_0|exact Hi].
Qed.
Lemma form_steady M : steady (Quadratic.trained M).
Proof.
  intros u w H a _. change (close (fun t => Quadratic.output M (u t) a) (fun t => Quadratic.output M (w t) a)). unfold Quadratic.output.
  apply close_scale. apply (close_sum _ (fun t i => u t i * Quadratic.psi_times M a (u t) i)). intros i Hi.
  apply close_mult; [apply (H i Hi)|]. unfold Quadratic.psi_times.
  apply (close_sum _ (fun t j => Quadratic.psi M a i j * u t j)). intros j Hj. apply close_scale, (H j Hj).
Qed.

(* ---- k layers ---- *)
Lemma layered_entries_below_norm N : entries_below_norm (Layered.trained N).
Proof.
  intros w p Hp. change (Trained.weight_norm (Layered.trained N) w) with
    (Layered.over_weights N (fun l i j => Layered.W w l i j ^ 2) (fun j => Layered.V w j ^ 2)). unfold Layered.over_weights.
  pose proof (sum_sq_nonneg (Layered.width N (Layered.hidden N)) (Layered.V w)) as PV.
  assert (PR : forall l i, 0 <= Sum (Layered.width N l) (fun j => Layered.W w l i j ^ 2)) by (intros; apply sum_sq_nonneg).
  assert (PL : forall l, 0 <= Sum (Layered.width N (S l)) (fun i => Sum (Layered.width N l) (fun j => Layered.W w l i j ^ 2)))
    by (intros; apply sum_nonneg; intros; apply PR).
  destruct p as [l i j|j].
  - change (Layered.W w l i j ^ 2 <= Sum (Layered.hidden N) (fun l => Sum (Layered.width N (S l)) (fun i => Sum (Layered.width N l)
      (fun j => Layered.W w l i j ^ 2))) + Sum (Layered.width N (Layered.hidden N)) (fun j => Layered.V w j ^ 2)). destruct Hp as [Hl [Hi Hj]].
    pose proof (term_below_sum _ (fun l => Sum (Layered.width N (S l)) (fun i => Sum (Layered.width N l) (fun j => Layered.W w l i j ^ 2))) l
      ltac:(intros; apply PL) Hl) as A.
    pose proof (term_below_sum _ (fun i => Sum (Layered.width N l) (fun j => Layered.W w l i j ^ 2)) i ltac:(intros; apply PR) Hi) as B.
    pose proof (term_below_sum _ (fun j => Layered.W w l i j ^ 2) j ltac:(intros; apply pow2_ge_0) Hj) as C. cbv beta in A, B, C. lra.
  - change (Layered.V w j ^ 2 <= Sum (Layered.hidden N) (fun l => Sum (Layered.width N (S l)) (fun i => Sum (Layered.width N l)
      (fun j => Layered.W w l i j ^ 2))) + Sum (Layered.width N (Layered.hidden N)) (fun j => Layered.V w j ^ 2)).
    pose proof (term_below_sum _ (fun j => Layered.V w j ^ 2) j ltac:(intros; apply pow2_ge_0) Hp) as C. cbv beta in C.
    pose proof (sum_nonneg (Layered.hidden N) _ (fun l _ => PL l)). lra.
Qed.
Lemma layered_steady N : steady (Layered.trained N).
Proof.
  intros u w H a _. change (close (fun t => Layered.output N (u t) a) (fun t => Layered.output N (w t) a)). unfold Layered.output.
  destruct (slopes_lipschitz (Layered.a_plus N) (Layered.a_minus N) (fun p => Layered.slope N p * p)) as [Z L].
  { intro p. unfold Layered.slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); [reflexivity|].
    replace p with 0 by lra. ring. }
  assert (Reads : forall l, (l <= Layered.hidden N)%nat -> forall j, (j < Layered.width N l)%nat ->
    close (fun t => Layered.reads N (u t) a l j) (fun t => Layered.reads N (w t) a l j)).
  { induction l as [|l IH]; intros Hl j Hj; [apply (close_const (Layered.X N a j))|].
    apply (close_lipschitz (fun p => Layered.slope N p * p) _ (fun t => Layered.enters N (u t) l (Layered.reads N (u t) a l) j) _ Z L).
    unfold Layered.enters. apply (close_sum _ (fun t i => Layered.W (u t) l j i * Layered.reads N (u t) a l i)). intros i Hi.
    apply close_mult; [apply (H (Layered.hidden_weight l j i)); repeat split; [lia|exact Hj|exact Hi]|]. apply IH; [lia|exact Hi]. }
  apply close_scale. apply (close_sum _ (fun t j => Layered.V (u t) j * Layered.reads N (u t) a (Layered.hidden N) j)). intros j Hj.
  apply close_mult; [apply (H (Layered.last_weight j) Hj)|]. apply Reads; [apply le_n|exact Hj].
Qed.
