(* One datum with a target: a statement for nets with a positive slope and a nonzero input holds for every linear and ReLU net,
   because a net with slopes and outer weights negated has the same outputs, and a net without slope or input never moves. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetWitness TargetBelow.
Import TwoLayer.
Open Scope R_scope.

(* The net with slopes and outer weights negated is the same function of the inner weights. *)
Definition mirror_net (N : net) : net := Net (n N) (d N) (D N) (X N) (y N) (s N) (- a_plus N) (- a_minus N) (- a_zero N).
Definition mirror (w : weights) : weights := Weights (U w) (fun i => - V w i).
Lemma weights_equal A B : (forall i k, U A i k = U B i k) -> (forall i, V A i = V B i) -> A = B.
Proof.
  destruct A as [A1 A2], B as [B1 B2]; simpl; intros EU EV. f_equal; [|apply functional_extensionality; exact EV].
  apply functional_extensionality. intro i. apply functional_extensionality. intro k. apply EU.
Qed.
Section Mirror.
Variables (N : net) (eta : R).
Hypothesis one : D N = 1%nat.
Lemma mirror_slope p : slope (mirror_net N) p = - slope N p.
Proof. unfold slope; simpl. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); reflexivity. Qed.
Lemma mirror_pre w i : pre (mirror_net N) (mirror w) i = pre N w i.
Proof. reflexivity. Qed.
Lemma mirror_output w : output (mirror_net N) (mirror w) 0 = output N w 0.
Proof.
  rewrite !output_units. simpl s. simpl n. f_equal. apply sum_ext. intros i _. rewrite mirror_slope, mirror_pre. simpl. ring.
Qed.
Lemma mirror_kernel w : kernel (mirror_net N) (mirror w) 0 0 = kernel N w 0 0.
Proof.
  rewrite (kernel_units N one), (kernel_units (mirror_net N) one). simpl s. simpl n. f_equal. apply sum_ext. intros i _.
  rewrite mirror_slope, mirror_pre. change (x2 (mirror_net N)) with (x2 N). simpl. ring.
Qed.
Lemma mirror_step w : step (mirror_net N) eta (mirror w) = mirror (step N eta w).
Proof.
  assert (R : residual (mirror_net N) (mirror w) 0 = residual N w 0) by (unfold residual; rewrite mirror_output; reflexivity).
  apply weights_equal.
  - intros i k. simpl U. rewrite one, !sum_one, R. unfold grad_U, unit_d_preactivation. rewrite mirror_slope.
    change (preactivation (mirror_net N) (mirror w) 0 i) with (preactivation N w 0 i). simpl. ring.
  - intros i. simpl V. rewrite one, !sum_one, R. unfold grad_V, unit_d_outer. rewrite mirror_slope.
    change (preactivation (mirror_net N) (mirror w) 0 i) with (preactivation N w 0 i). simpl. ring.
Qed.
Lemma mirror_train w t : train (mirror_net N) eta (mirror w) t = mirror (train N eta w t).
Proof. induction t as [|t IH]; [reflexivity|]. change (train (mirror_net N) eta (mirror w) (S t)) with (step (mirror_net N) eta (train (mirror_net N) eta (mirror w) t)).
  rewrite IH. apply mirror_step. Qed.
End Mirror.

Definition kappa_of (N : net) : R := a_plus N ^ 2 * s N ^ 2 * x2 N.
Definition below (N : net) (eta : R) (w : weights) : Prop :=
  kernel N w 0 0 * eta < 4 + kappa_of N * eta ^ 2 * residual N w 0 * y N 0%nat.
Section Gated.
Variables (N : net) (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis input : 0 < x2 N.
Hypothesis gate : gated N.
Let rk := root_kappa N.
Lemma rk_square : rk ^ 2 = kappa_of N.
Proof.
  unfold rk, root_kappa, kappa_of. pose proof (sqrt_sqrt (x2 N) (Rlt_le _ _ input)) as Q.
  replace ((s N * a_plus N * sqrt (x2 N)) ^ 2) with (a_plus N ^ 2 * s N ^ 2 * (sqrt (x2 N) * sqrt (x2 N))) by ring. rewrite Q. reflexivity.
Qed.
Lemma excess_below z : edge_excess N eta z < 0 <-> below N eta z.
Proof. unfold edge_excess, below, scaled_target, scaled_residual. rewrite <- rk_square. unfold rk. split; intros; lra. Qed.
Lemma target_range c : 0 < c -> (kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < c ^ 2 <-> - c < scaled_target N eta < c).
Proof.
  intros c0. replace (kappa_of N * eta ^ 2 * y N 0%nat ^ 2) with (scaled_target N eta ^ 2)
    by (unfold scaled_target; rewrite <- rk_square; unfold rk; ring). split; intros; [split|]; nra.
Qed.
Hypothesis range : kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4.
Hypothesis start : below N eta w.
Lemma gated_facts t (z := train N eta w t) : below N eta z /\ kappa_of N * eta ^ 2 * residual N z 0 ^ 2 < 4 /\
  kernel N z 0 0 * eta < 4 + 2 * (eta * s N * sqrt (x2 N) * Rabs (a_plus N) * Rabs (y N 0%nat)).
Proof.
  assert (HY : -2 < scaled_target N eta < 2) by (apply (target_range 2); lra).
  assert (HE : edge_excess N eta z < 0) by (apply (below_stays N eta w eta_pos s_pos one input gate HY); apply excess_below; exact start).
  destruct (below_bounds N eta z eta_pos s_pos one input gate HY HE) as [R [_ K]].
  split; [apply excess_below, HE|]. split.
  - replace (kappa_of N * eta ^ 2 * residual N z 0 ^ 2) with (scaled_residual N eta z ^ 2)
      by (unfold scaled_residual; rewrite <- rk_square; unfold rk; ring). nra.
  - unfold scaled_target, root_kappa in K. rewrite !Rabs_mult, (Rabs_pos_eq eta), (Rabs_pos_eq (s N)), (Rabs_pos_eq (sqrt (x2 N))) in K
      by (try apply sqrt_pos; lra). lra.
Qed.
End Gated.

Definition facts (N : net) (eta : R) (w : weights) : Prop := forall t, let z := train N eta w t in
  below N eta z /\ kappa_of N * eta ^ 2 * residual N z 0 ^ 2 < 4 /\
  kernel N z 0 0 * eta < 4 + 2 * (eta * s N * sqrt (x2 N) * Rabs (a_plus N) * Rabs (y N 0%nat)).
Lemma silent_facts N eta w : 0 < eta -> 0 < s N -> (forall z, kernel N z 0 0 = 0) -> kappa_of N = 0 -> facts N eta w.
Proof.
  intros He Hs K0 k0 t z. unfold below. rewrite K0, k0.
  assert (0 <= eta * s N * sqrt (x2 N) * Rabs (a_plus N) * Rabs (y N 0%nat)).
  { repeat (apply Rmult_le_pos; [|apply Rabs_pos]). apply Rmult_le_pos; [apply Rmult_le_pos; lra|apply sqrt_pos]. }
  repeat split; lra.
Qed.
Lemma kernel_silent N : D N = 1%nat -> (x2 N = 0 \/ (forall p, slope N p = 0)) -> forall z, kernel N z 0 0 = 0.
Proof.
  intros one C z. rewrite (kernel_units N one), (sum_ext (n N) _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros i _.
  destruct C as [Z|Z]; [rewrite (pre_no_input N z i Z), Z|rewrite Z]; ring.
Qed.
Lemma zero_slope N : linear_net N -> a_plus N = 0 -> forall p, slope N p = 0.
Proof.
  intros [A B] Z p. unfold slope. destruct (Rlt_dec 0 p); [exact Z|]. destruct (Rlt_dec p 0); congruence.
Qed.
Theorem all_facts N eta w : 0 < eta -> 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N ->
  kappa_of N * eta ^ 2 * y N 0%nat ^ 2 < 4 -> below N eta w -> facts N eta w.
Proof.
  intros He Hs one kind HY HB. pose proof (x2_nonneg N) as X0.
  destruct (Req_dec (x2 N) 0) as [Z|Nz].
  { apply silent_facts; try assumption; [apply (kernel_silent N one); left; exact Z|unfold kappa_of; rewrite Z; ring]. }
  assert (X : 0 < x2 N) by lra.
  destruct kind as [G|L]; [intro t; apply (gated_facts N eta w He Hs one X (or_introl G) HY HB)|].
  destruct (Rtotal_order (a_plus N) 0) as [Neg|[Z|Pos]].
  - assert (G : gated (mirror_net N)) by (right; destruct L as [A B]; split; [split; simpl; lra|simpl; lra]).
    assert (Kq : kappa_of (mirror_net N) = kappa_of N) by (unfold kappa_of; simpl; change (x2 (mirror_net N)) with (x2 N); ring).
    assert (Bq : forall z, below (mirror_net N) eta (mirror z) <-> below N eta z).
    { intro z. unfold below, residual. rewrite (mirror_kernel N one), mirror_output, Kq. reflexivity. }
    intros t z. pose proof (gated_facts (mirror_net N) eta (mirror w) He Hs one X G) as F. rewrite Kq in F.
    specialize (F HY (proj2 (Bq w) HB) t). rewrite (mirror_train N eta one) in F. fold z in F.
    destruct F as [F1 [F2 F3]]. split; [apply Bq, F1|].
    unfold residual in *. rewrite mirror_output in F2. rewrite (mirror_kernel N one) in F3. simpl in F2, F3.
    rewrite Rabs_Ropp in F3. change (x2 (mirror_net N)) with (x2 N) in F3. split; [exact F2|exact F3].
  - apply silent_facts; try assumption; [apply (kernel_silent N one); right; apply zero_slope; assumption|unfold kappa_of; rewrite Z; ring].
  - intro t. apply (gated_facts N eta w He Hs one X (or_intror (conj L Pos)) HY HB).
Qed.
Lemma slope_root N : relu_net N \/ linear_net N -> sqrt (Rmax (a_minus N ^ 2) (a_plus N ^ 2)) = Rabs (a_plus N).
Proof.
  intros K. replace (Rmax (a_minus N ^ 2) (a_plus N ^ 2)) with (Rsqr (a_plus N)); [apply sqrt_Rsqr_abs|]. unfold Rsqr.
  destruct K as [[A [B _]]|[A _]]; [rewrite B|rewrite <- A]; (rewrite Rmax_right; [ring|]); [|lra].
  rewrite pow_ne_zero by lia. apply pow2_ge_0.
Qed.
(* A net whose output and kernel are 0 whatever the weights. *)
Definition silent (N : net) : Prop := kappa_of N = 0 /\ forall z, output N z 0 = 0 /\ kernel N z 0 0 = 0.
Lemma silent_net N : D N = 1%nat -> (x2 N = 0 \/ (forall p, slope N p = 0)) -> kappa_of N = 0 -> silent N.
Proof.
  intros one C K. split; [exact K|]. intro z. split; [|apply (kernel_silent N one C)].
  rewrite output_units, (sum_ext (n N) _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros i _.
  destruct C as [Z|Z]; [rewrite (pre_no_input N z i Z)|rewrite Z]; ring.
Qed.
Lemma mirror_kappa N : kappa_of (mirror_net N) = kappa_of N.
Proof. unfold kappa_of. simpl. change (x2 (mirror_net N)) with (x2 N). ring. Qed.
Lemma mirror_residual N w : residual (mirror_net N) (mirror w) 0 = residual N w 0.
Proof. unfold residual. rewrite mirror_output. reflexivity. Qed.
Theorem by_mirror (good : net -> weights -> Prop) :
  (forall N w, 0 < s N -> D N = 1%nat -> 0 < x2 N -> gated N -> good N w) ->
  (forall N w, 0 < s N -> D N = 1%nat -> silent N -> good N w) ->
  (forall N w, D N = 1%nat -> linear_net N -> good (mirror_net N) (mirror w) -> good N w) ->
  forall N w, 0 < s N -> D N = 1%nat -> relu_net N \/ linear_net N -> good N w.
Proof.
  intros G Q M N w Hs one kind. pose proof (x2_nonneg N) as X0.
  destruct (Req_dec (x2 N) 0) as [Z|Nz].
  { apply Q; [assumption|assumption|]. apply (silent_net N one); [left; exact Z|unfold kappa_of; rewrite Z; ring]. }
  assert (X : 0 < x2 N) by lra. destruct kind as [R|L]; [apply G; try assumption; left; exact R|].
  destruct (Rtotal_order (a_plus N) 0) as [Neg|[Z|Pos]].
  - apply M; [exact one|exact L|]. apply G; try assumption. right. destruct L as [A B]. split; [split; simpl; lra|simpl; lra].
  - apply Q; [assumption|assumption|]. apply (silent_net N one); [right; apply zero_slope; assumption|unfold kappa_of; rewrite Z; ring].
  - apply G; try assumption. right. split; assumption.
Qed.

(* A ReLU unit with u = 1 > 0 behaves like the linear one. *)
Definition aim_relu (target : R) : net := Net 1 1 1 (fun _ _ => 1) (fun _ => target) 1 1 0 1.
Lemma aim_relu_facts target v : output (aim_relu target) (aim_weights 1 v) 0 = v /\
  kernel (aim_relu target) (aim_weights 1 v) 0 0 = 1 + v ^ 2 /\ residual (aim_relu target) (aim_weights 1 v) 0 = v - target /\
  loss (aim_relu target) (aim_weights 1 v) = (v - target) ^ 2 / 2.
Proof.
  assert (S1 : slope (aim_relu target) (0 + 1 * 1) = 1) by (unfold slope; simpl; destruct (Rlt_dec 0 (0 + 1 * 1)); [reflexivity|lra]).
  assert (O : output (aim_relu target) (aim_weights 1 v) 0 = v)
    by (unfold output, preactivation, unit_output; simpl; rewrite S1; ring).
  assert (R : residual (aim_relu target) (aim_weights 1 v) 0 = v - target) by (unfold residual; rewrite O; reflexivity).
  repeat split; [exact O| |exact R|unfold loss; simpl Sum; rewrite R; simpl; field].
  unfold kernel, grad_U, grad_V, preactivation, unit_d_preactivation, unit_d_outer; simpl. rewrite S1. field.
Qed.
Lemma aim_relu_net target : relu_net (aim_relu target).
Proof. unfold relu_net; simpl. repeat split; [lra|right; reflexivity]. Qed.
Lemma aim_kink target : kink_slope (aim_net target) /\ kink_slope (aim_relu target).
Proof. split; unfold kink_slope; (eapply Rle_trans; [|apply Rmax_r]); simpl; lra. Qed.
Ltac linear_aim := exists (aim_net 1), (1 / 2), (aim_weights 1 2); (split; [constructor|]);
  rewrite ?aim_kernel, ?aim_residual, ?aim_output, ?aim_loss, ?aim_x2; pose proof (proj1 (aim_kink 1)); pose proof (aim_linear 1);
  repeat split; try assumption; simpl; try reflexivity; lra.
Ltac relu_aim := exists (aim_relu 1), (1 / 2), (aim_weights 1 2); (split; [constructor|]);
  destruct (aim_relu_facts 1 2) as [E1 [E2 [E3 E4]]]; rewrite ?E2, ?E3, ?E1, ?E4; change (x2 (aim_relu 1)) with (x2 (aim_net 1));
  rewrite ?aim_x2; pose proof (proj2 (aim_kink 1)); pose proof (aim_relu_net 1);
  first [assumption|simpl; reflexivity|simpl; lra].
