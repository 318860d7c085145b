(* Leaky net on D data, targets 0: the part of the inner weights in the span of the data evolves by itself, and the rest is frozen,
   so the bounds hold with the norm of the weights that take part in the place of the whole weight norm. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Defined Sums Descent TwoLayerModel SpectralMap SpectralDescent.
From Catapult Require Import LIVE_MONO.
Import TwoLayer.
Open Scope R_scope.

Section Shadow.
Variables (N : net) (B : decomposition) (eta : R).
Hypothesis svd : decomposes N B.
Let c (w : weights) (i q : nat) : R := Sum (d N) (fun k => U w i k * right_vector B q k).
(* The weights z that are w with the inner weights projected on the span of the data. *)
Definition shadow (w z : weights) : Prop :=
  (forall i k, (k < d N)%nat -> U z i k = Sum (r B) (fun q => c w i q * right_vector B q k)) /\ (forall i, V z i = V w i).
Lemma recover (b : nat -> R) q : (q < r B)%nat ->
  Sum (d N) (fun k => Sum (r B) (fun p => b p * right_vector B p k) * right_vector B q k) = b q.
Proof.
  intros Hq. destruct svd as [_ [_ [ER _]]].
  rewrite (sum_ext (d N) _ (fun k => Sum (r B) (fun p => b p * (right_vector B p k * right_vector B q k)))).
  - rewrite sum_swap, (sum_ext (r B) _ (fun p => b p * delta p q)); [apply (pick B b q Hq)|].
    intros p Hp. rewrite sum_scal, (ER p q Hp Hq). reflexivity.
  - intros k _. rewrite <- sum_scal_r. apply sum_ext. intros; ring.
Qed.
Lemma data_span a k : (a < D N)%nat -> (k < d N)%nat -> X N a k = Sum (r B) (fun q => (left_vector B a q * sigma B q) * right_vector B q k).
Proof. intros Ha Hk. destruct svd as [EX _]. apply (EX a k Ha Hk). Qed.
Lemma data_coord a q : (a < D N)%nat -> (q < r B)%nat -> Sum (d N) (fun k => X N a k * right_vector B q k) = left_vector B a q * sigma B q.
Proof.
  intros Ha Hq. rewrite <- (recover (fun p => left_vector B a p * sigma B p) q Hq). apply sum_ext. intros k Hk.
  rewrite (data_span a k Ha Hk). reflexivity.
Qed.
Lemma against (b : nat -> R) (x : nat -> R) : Sum (d N) (fun k => x k * Sum (r B) (fun q => b q * right_vector B q k))
  = Sum (r B) (fun q => b q * Sum (d N) (fun k => x k * right_vector B q k)).
Proof.
  rewrite (sum_ext (d N) _ (fun k => Sum (r B) (fun q => b q * (x k * right_vector B q k)))).
  - rewrite sum_swap. apply sum_ext. intros q _. apply sum_scal.
  - intros k _. rewrite <- sum_scal. apply sum_ext. intros; ring.
Qed.
Lemma shadow_pre w z a i : shadow w z -> (a < D N)%nat -> preactivation N z a i = preactivation N w a i.
Proof.
  intros [HU _] Ha. unfold preactivation.
  rewrite (sum_ext (d N) (fun k => U z i k * X N a k) (fun k => X N a k * Sum (r B) (fun q => c w i q * right_vector B q k)))
    by (intros k Hk; rewrite (HU i k Hk); ring).
  rewrite (sum_ext (d N) (fun k => U w i k * X N a k) (fun k => U w i k * Sum (r B) (fun q => (left_vector B a q * sigma B q) * right_vector B q k)))
    by (intros k Hk; rewrite (data_span a k Ha Hk); reflexivity).
  rewrite !against. apply sum_ext. intros q Hq. rewrite (data_coord a q Ha Hq). fold (c w i q). ring.
Qed.
Lemma shadow_output w z a : shadow w z -> (a < D N)%nat -> output N z a = output N w a.
Proof.
  intros Sh Ha. unfold output. f_equal. apply sum_ext. intros i _. rewrite (shadow_pre w z a i Sh Ha), (proj2 Sh i). reflexivity.
Qed.
Lemma shadow_mean w z : shadow w z -> mean_square_output N z = mean_square_output N w.
Proof. intros Sh. unfold mean_square_output. f_equal. apply sum_ext. intros a Ha. rewrite (shadow_output w z a Sh Ha). reflexivity. Qed.
Let T (w : weights) (a i : nat) : R := residual N w a * (s N * unit_d_preactivation N (preactivation N w a i) (V w i)).
Lemma shadow_T w z a i : shadow w z -> (a < D N)%nat -> T z a i = T w a i.
Proof.
  intros Sh Ha. unfold T, residual. rewrite (shadow_output w z a Sh Ha), (shadow_pre w z a i Sh Ha), (proj2 Sh i). reflexivity.
Qed.
Lemma step_inner w i k : U (step N eta w) i k = U w i k - eta / INR (D N) * Sum (D N) (fun a => T w a i * X N a k).
Proof.
  simpl U. rewrite (sum_ext (D N) _ (fun a => / INR (D N) * (T w a i * X N a k))) by (intros; unfold T, grad_U; ring).
  rewrite sum_scal. unfold Rdiv. ring.
Qed.
Lemma shadow_step_inner w z i k : shadow w z -> U (step N eta z) i k - U (step N eta w) i k = U z i k - U w i k.
Proof.
  intros Sh. rewrite !step_inner, (sum_ext (D N) (fun a => T z a i * X N a k) (fun a => T w a i * X N a k))
    by (intros a Ha; rewrite (shadow_T w z a i Sh Ha); reflexivity). ring.
Qed.
Lemma step_coord w i q : (q < r B)%nat ->
  c (step N eta w) i q = c w i q - eta / INR (D N) * Sum (D N) (fun a => T w a i * (left_vector B a q * sigma B q)).
Proof.
  intros Hq. unfold c.
  rewrite (sum_ext (d N) _ (fun k => U w i k * right_vector B q k - eta / INR (D N) * Sum (D N) (fun a => T w a i * (X N a k * right_vector B q k)))).
  - rewrite sum_minus, sum_scal, sum_swap. do 2 f_equal. apply sum_ext. intros a Ha.
    rewrite sum_scal, (data_coord a q Ha Hq). reflexivity.
  - intros k _. rewrite step_inner, (sum_ext (D N) (fun a => T w a i * (X N a k * right_vector B q k)) (fun a => T w a i * X N a k * right_vector B q k))
      by (intros; ring). rewrite sum_scal_r. ring.
Qed.
Lemma shadow_step w z : shadow w z -> shadow (step N eta w) (step N eta z).
Proof.
  intros Sh. split.
  - intros i k Hk. pose proof (shadow_step_inner w z i k Sh) as Q. rewrite (step_inner w) in Q. rewrite (proj1 Sh i k Hk) in Q.
    rewrite (sum_ext (r B) _ (fun q => c w i q * right_vector B q k - eta / INR (D N) *
      Sum (D N) (fun a => T w a i * (left_vector B a q * sigma B q * right_vector B q k)))).
    + rewrite sum_minus, sum_scal, <- sum_swap.
      rewrite (sum_ext (D N) _ (fun a => T w a i * X N a k)); [lra|].
      intros a Ha. rewrite sum_scal, (data_span a k Ha Hk). reflexivity.
    + intros q Hq. rewrite (step_coord w i q Hq).
      rewrite (sum_ext (D N) (fun a => T w a i * (left_vector B a q * sigma B q * right_vector B q k))
        (fun a => T w a i * (left_vector B a q * sigma B q) * right_vector B q k)) by (intros; ring). rewrite sum_scal_r. ring.
  - intros i. simpl V. rewrite (proj2 Sh i). do 2 f_equal. apply sum_ext. intros a Ha. unfold residual, grad_V.
    rewrite (shadow_output w z a Sh Ha), (shadow_pre w z a i Sh Ha), (proj2 Sh i). reflexivity.
Qed.
Lemma shadow_train w z t : shadow w z -> shadow (train N eta w t) (train N eta z t).
Proof. intros Sh. induction t as [|t IH]; [exact Sh|]. apply shadow_step, IH. Qed.
Lemma parts w z i : shadow w z -> Sum (d N) (fun k => U z i k ^ 2) = Sum (r B) (fun q => c w i q ^ 2) /\
  Sum (d N) (fun k => U w i k * U z i k) = Sum (r B) (fun q => c w i q ^ 2).
Proof.
  intros [HU _].
  assert (E : forall x, (forall q, (q < r B)%nat -> Sum (d N) (fun k => x k * right_vector B q k) = c w i q) ->
    Sum (d N) (fun k => x k * U z i k) = Sum (r B) (fun q => c w i q ^ 2)).
  { intros x Hx. rewrite (sum_ext (d N) _ (fun k => x k * Sum (r B) (fun q => c w i q * right_vector B q k)))
      by (intros k Hk; rewrite (HU i k Hk); reflexivity).
    rewrite against. apply sum_ext. intros q Hq. rewrite (Hx q Hq). ring. }
  split; [|apply E; reflexivity].
  rewrite (sum_ext (d N) _ (fun k => U z i k * U z i k)) by (intros; ring). apply E. intros q Hq.
  rewrite <- (recover (c w i) q Hq). apply sum_ext. intros k Hk. rewrite (HU i k Hk). reflexivity.
Qed.
Lemma shadow_norm w z : shadow w z -> weight_norm N z = live_norm N B w.
Proof.
  intros Sh. unfold weight_norm, live_norm.
  change (Sum (r B) (fun q => Sum (n N) (fun i => Sum (d N) (fun k => U w i k * right_vector B q k) ^ 2)))
    with (Sum (r B) (fun q => Sum (n N) (fun i => c w i q ^ 2))).
  rewrite <- sum_swap, <- sum_plus. apply sum_ext. intros i _. rewrite (proj1 (parts w z i Sh)), (proj2 Sh i). ring.
Qed.
Lemma frozen w z : shadow w z -> weight_norm N w - live_norm N B w = Sum (n N) (fun i => Sum (d N) (fun k => (U z i k - U w i k) ^ 2)).
Proof.
  intros Sh. rewrite <- (shadow_norm w z Sh). unfold weight_norm. rewrite <- sum_minus. apply sum_ext. intros i _.
  destruct (parts w z i Sh) as [E1 E2]. rewrite (proj2 Sh i).
  rewrite (sum_ext (d N) (fun k => (U z i k - U w i k) ^ 2) (fun k => U z i k ^ 2 + U w i k ^ 2 - 2 * (U w i k * U z i k))) by (intros; ring).
  rewrite sum_minus, sum_plus, sum_scal, E2, E1. ring.
Qed.
Definition cast (w : weights) : weights := Weights (fun i k => Sum (r B) (fun q => c w i q * right_vector B q k)) (V w).
Lemma shadow_cast w : shadow w (cast w).
Proof. split; reflexivity. Qed.
End Shadow.

Theorem LIVE_MONO_1 : LIVE_MONO_1.statement.
Proof.
  intros N B eta w []. intro t. assert (X : decomposes N B) by assumption.
  pose proof (shadow_cast N B w) as Sh. rewrite <- !(shadow_norm N B X _ _ (shadow_train N B eta X w _ _ Sh)).
  apply (net_monotone N eta (gram_top N)); try assumption; [apply gram_top_bound; assumption|].
  rewrite (shadow_norm N B X w _ Sh). unfold top_slope. lra.
Qed.
Theorem LIVE_MONO_2 : LIVE_MONO_2.statement.
Proof.
  intros N B eta w []. intro t. assert (X : decomposes N B) by assumption.
  pose proof (shadow_cast N B w) as Sh.
  pose proof (net_sum N eta (gram_top N) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption)
    (gram_top_bound N ltac:(assumption)) (cast N B w)) as Q.
  rewrite (shadow_norm N B X w _ Sh) in Q. specialize (Q ltac:(unfold top_slope; lra) (Datatypes.S t)).
  rewrite (sum_ext (Datatypes.S t) _ (fun j => mean_square_output N (train N eta w j))) in Q
    by (intros j _; apply (shadow_mean N B X _ _ (shadow_train N B eta X w _ j Sh))).
  eapply Rle_trans; [exact Q|]. right. unfold top_slope. do 2 f_equal. ring.
Qed.
Theorem LIVE_MONO_2_defined : LIVE_MONO_2.defined.
Proof. intros N B eta w []. is_defined. Qed.
Theorem LIVE_MONO_3 : LIVE_MONO_3.statement.
Proof.
  intros N B eta w []. intro t. assert (X : decomposes N B) by assumption.
  pose proof (shadow_train N B eta X w _ t (shadow_cast N B w)) as Sh. change (train N eta w (S t)) with (step N eta (train N eta w t)).
  pose proof (frozen N B X _ _ Sh) as F. pose proof (frozen N B X _ _ (shadow_step N B eta X _ _ Sh)) as G.
  set (z := train N eta (cast N B w) t) in *. set (q := train N eta w t) in *.
  rewrite (sum_ext (n N) _ (fun i => Sum (d N) (fun k => (U z i k - U q i k) ^ 2))) in G; [lra|].
  intros i _. apply sum_ext. intros k _. rewrite (shadow_step_inner N B eta X q z i k Sh). reflexivity.
Qed.

Lemma line_live : live_norm line line_svd line_weights = 2.
Proof. unfold live_norm; simpl. ring. Qed.
Lemma line_kink : kink_slope line.
Proof. unfold kink_slope. eapply Rle_trans; [|apply Rmax_r]. simpl. lra. Qed.
Lemma line_top : Rmax (a_minus line ^ 2) (a_plus line ^ 2) = 1.
Proof. simpl. rewrite Rmax_left; lra. Qed.
Ltac line_claim := exists line, line_svd, 1, line_weights; (split; [constructor|]); pose proof line_kink; destruct line_norm as [_ [_ X]];
  rewrite ?line_live, ?line_gram, ?line_top;
  first [assumption|exact line_loss|lra|simpl; lra|simpl; lia|intros a _; reflexivity|split; reflexivity].
Example LIVE_MONO_1_witness : LIVE_MONO_1.nonvacuous. Proof. line_claim. Qed.
Example LIVE_MONO_2_witness : LIVE_MONO_2.nonvacuous. Proof. line_claim. Qed.
Example LIVE_MONO_3_witness : LIVE_MONO_3.nonvacuous. Proof. line_claim. Qed.
