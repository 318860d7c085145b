(* The net of k layers as an instance of the master theorem: its gradient satisfies Euler's identity of degree k. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Master.
Import Layered.
Open Scope R_scope.

Lemma depth_at_least_one (N : net) : 1 <= INR (depth N).
Proof. unfold depth. rewrite S_INR. pose proof (pos_INR (hidden N)). lra. Qed.

Lemma over_nonneg N f g : (forall l i j, 0 <= f l i j) -> (forall j, 0 <= g j) -> 0 <= over_weights N f g.
Proof.
  intros F G. unfold over_weights. apply Rplus_le_le_0_compat; [|apply sum_nonneg; intros; apply G].
  apply sum_nonneg; intros; apply sum_nonneg; intros; apply sum_nonneg; intros; apply F.
Qed.
Lemma weight_norm_nonneg N w : 0 <= weight_norm N w.
Proof. apply over_nonneg; intros; apply pow2_ge_0. Qed.

(* ---- Euler's identity ---- *)
Lemma sent_step N w a l p j : hidden N = (l + S p)%nat -> sent N w a (S p) j
  = Sum (width N (S l)) (fun i => sent N w a p i * slope N (preactivation N w a l i) * W w l i j).
Proof. intros H. simpl. replace (hidden N - S p)%nat with l by lia. reflexivity. Qed.
(* Whatever a layer reads, times the derivative in it, is the output. *)
Lemma sent_reads N w a m : forall l, hidden N = (l + m)%nat ->
  Sum (width N l) (fun j => sent N w a m j * reads N w a l j) = output N w a.
Proof.
  induction m as [|m IH]; intros l H.
  - replace l with (hidden N) by lia. unfold output. rewrite <- sum_scal. apply sum_ext. intros; simpl; ring.
  - rewrite <- (IH (S l)) by lia.
    rewrite (sum_ext (width N l) _ (fun j => Sum (width N (S l)) (fun i =>
      (sent N w a m i * slope N (preactivation N w a l i)) * (W w l i j * reads N w a l j)))).
    + rewrite sum_swap. apply sum_ext. intros i _. rewrite sum_scal. fold (enters N w l (reads N w a l) i).
      change (reads N w a (S l) i) with (slope N (preactivation N w a l i) * preactivation N w a l i).
      unfold preactivation. ring.
    + intros j _. rewrite (sent_step N w a l m j H), <- sum_scal_r. apply sum_ext. intros; ring.
Qed.
Lemma layer_euler N w a l : (l < hidden N)%nat ->
  Sum (width N (S l)) (fun i => Sum (width N l) (fun j => W w l i j * grad_W N w a l i j)) = output N w a.
Proof.
  intros Hl. rewrite <- (sent_reads N w a (hidden N - S l) (S l)) by lia. apply sum_ext. intros i _. unfold grad_W.
  rewrite (sum_ext (width N l) _ (fun j => (sent N w a (hidden N - S l) i * slope N (preactivation N w a l i))
    * (W w l i j * reads N w a l j))) by (intros; ring).
  rewrite sum_scal. fold (enters N w l (reads N w a l) i).
  change (reads N w a (S l) i) with (slope N (preactivation N w a l i) * preactivation N w a l i). unfold preactivation. ring.
Qed.
Lemma layered_homogeneous N : Trained.homogeneous (trained N) (INR (depth N)).
Proof.
  intros w a _. change (over_weights N (fun l i j => W w l i j * grad_W N w a l i j) (fun j => V w j * grad_V N w a j)
    = INR (depth N) * output N w a).
  unfold over_weights, depth. rewrite S_INR. simpl.
  rewrite (sum_ext (hidden N) _ (fun _ => output N w a)) by (intros; apply layer_euler; assumption). rewrite sum_const.
  unfold grad_V. rewrite (sum_ext (width N (hidden N)) _ (fun j => s N * (V w j * reads N w a (hidden N) j))) by (intros; ring).
  rewrite sum_scal. fold (output N w a). ring.
Qed.

Lemma layered_norm_step N eta w : weight_norm N (step N eta w)
  = weight_norm N w - 2 * INR (depth N) * eta * residual_output N w + eta ^ 2 * residual_kernel N w.
Proof. exact (Trained.descent_norm_squared (trained N) (INR (depth N)) eta w (layered_homogeneous N)). Qed.
