(* The two-layer linear net is a quadratic form: with its weights listed in one vector it has the same output and kernel, and makes the
   same steps. Sigma^3 = |x|^2 Sigma gives the closed maps with kappa = gamma^2 |x|^2. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Quadratic Listed.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMapModels.
From Catapult Require Import Structure ZQ_19 ZQ_19c.
Import Listed.
Open Scope R_scope.

Lemma sum_append m n g : Sum (m + n) g = Sum m g + Sum n (fun j => g (m + j)%nat).
Proof.
  induction n as [|n IH]; [rewrite Nat.add_0_r; simpl; ring|]. rewrite Nat.add_succ_r. simpl. rewrite IH. ring.
Qed.
Lemma sum_rows m n g : Sum (m * n) g = Sum m (fun i => Sum n (fun k => g (i * n + k)%nat)).
Proof.
  induction m as [|m IH]; [reflexivity|]. replace (S m * n)%nat with (m * n + n)%nat by lia. rewrite sum_append, IH. reflexivity.
Qed.

Section Form.
Variables (N : TwoLayer.net) (eta : R).
Hypothesis plain : plain_net N.
Let n := TwoLayer.n N.
Let d := TwoLayer.d N.
Let x k := TwoLayer.X N 0%nat k.
Let M := form N.
Let u (w : Quadratic.weights) i k := w (i * d + k)%nat.
Let v (w : Quadratic.weights) i := w (n * d + i)%nat.
Let p w i := Sum d (fun k => u w i k * x k).
Let inner i k := (i * d + k)%nat.
Lemma inner_small i k : (i < n)%nat -> (k < d)%nat -> (inner i k < n * d)%nat.
Proof. unfold inner. intros Hi Hk. assert (S i * d <= n * d)%nat by (apply Nat.mul_le_mono_r; lia). simpl in H. lia. Qed.
Lemma inner_row i k : (k < d)%nat -> (inner i k / d = i)%nat.
Proof. intros Hk. unfold inner. rewrite Nat.div_add_l by lia. rewrite Nat.div_small by exact Hk. lia. Qed.
Lemma inner_column i k : (k < d)%nat -> (inner i k mod d = k)%nat.
Proof. intros Hk. unfold inner. rewrite Nat.add_comm, Nat.mod_add by lia. apply Nat.mod_small, Hk. Qed.
Lemma Sigma_inner i k j : (i < n)%nat -> (k < d)%nat -> Sigma N (inner i k) j = if Nat.eq_dec j (n * d + i) then x k else 0.
Proof.
  intros Hi Hk. unfold Sigma. fold n d. pose proof (inner_small i k Hi Hk). destruct (lt_dec (inner i k) (n * d)); [|contradiction].
  rewrite inner_row, inner_column by exact Hk. reflexivity.
Qed.
Lemma Sigma_outer i i' k : (i' < n)%nat -> (k < d)%nat -> Sigma N (n * d + i) (inner i' k) = if Nat.eq_dec i i' then x k else 0.
Proof.
  intros Hi Hk. unfold Sigma. fold n d. pose proof (inner_small i' k Hi Hk). destruct (lt_dec (n * d + i) (n * d)); [lia|].
  destruct (lt_dec (inner i' k) (n * d)); [|contradiction]. rewrite inner_row, inner_column by exact Hk.
  destruct (Nat.eq_dec (n * d + i) (n * d + i')), (Nat.eq_dec i i'); try reflexivity; lia.
Qed.
Lemma Sigma_both_outer i j : Sigma N (n * d + i) (n * d + j) = 0.
Proof. unfold Sigma. fold n d. destruct (lt_dec (n * d + i) (n * d)); [lia|]. destruct (lt_dec (n * d + j) (n * d)); [lia|reflexivity]. Qed.
Lemma all_weights g : Sum (Quadratic.n M) g = Sum n (fun i => Sum d (fun k => g (inner i k))) + Sum n (fun i => g (n * d + i)%nat).
Proof. unfold M, form. cbn [Quadratic.n]. fold n d. rewrite sum_append, sum_rows. reflexivity. Qed.
Lemma image_inner w i k : (i < n)%nat -> (k < d)%nat -> Quadratic.psi_times M 0 w (inner i k) = x k * v w i.
Proof.
  intros Hi Hk. unfold Quadratic.psi_times. rewrite all_weights. cbn [Quadratic.psi M form].
  rewrite (sum_ext n (fun i0 => Sum d (fun k0 => Sigma N (inner i k) (inner i0 k0) * w (inner i0 k0))) (fun _ => 0)), sum_zero.
  - rewrite (sum_ext n _ (fun j => (x k * v w j) * delta j i)).
    + rewrite sum_delta by exact Hi. ring.
    + intros j Hj. rewrite Sigma_inner by assumption. unfold delta, v.
      destruct (Nat.eq_dec (n * d + j) (n * d + i)), (Nat.eq_dec j i); try ring; lia.
  - intros i' Hi'. rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros k' Hk'. rewrite Sigma_inner by assumption.
    pose proof (inner_small i' k' Hi' Hk'). destruct (Nat.eq_dec (inner i' k') (n * d + i)); [lia|ring].
Qed.
Lemma image_outer w i : (i < n)%nat -> Quadratic.psi_times M 0 w (n * d + i) = p w i.
Proof.
  intros Hi. unfold Quadratic.psi_times. rewrite all_weights. cbn [Quadratic.psi M form].
  rewrite (sum_ext n (fun j => Sigma N (n * d + i) (n * d + j) * w (n * d + j)%nat) (fun _ => 0)), sum_zero
    by (intros; rewrite Sigma_both_outer; ring).
  rewrite (sum_ext n _ (fun i' => p w i' * delta i' i)); [rewrite sum_delta by exact Hi; ring|].
  intros i' Hi'. unfold p, delta. destruct (Nat.eq_dec i' i) as [->|Ne].
  - rewrite Rmult_1_r. apply sum_ext. intros k Hk. rewrite Sigma_outer by assumption.
    destruct (Nat.eq_dec i i); [unfold u, inner; ring|contradiction].
  - rewrite (sum_ext d _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros k Hk. rewrite Sigma_outer by assumption.
    destruct (Nat.eq_dec i i'); [subst; contradiction|ring].
Qed.
Let net_slope z : TwoLayer.slope N z = 1.
Proof. destruct plain as [_ [L [A _]]]. rewrite linear_slope by exact L. exact A. Qed.
Let one : TwoLayer.D N = 1%nat. Proof. apply plain. Qed.
Lemma pre_listed w i : pre N (as_net N w) i = p w i.
Proof. reflexivity. Qed.
Lemma same_output w : Quadratic.output M w 0 = TwoLayer.output N (as_net N w) 0.
Proof.
  rewrite output_units. unfold Quadratic.output. change (Quadratic.zeta M) with (TwoLayer.s N). rewrite all_weights.
  rewrite (sum_ext n (fun i => Sum d (fun k => w (inner i k) * Quadratic.psi_times M 0 w (inner i k))) (fun i => p w i * v w i)).
  - rewrite (sum_ext n (fun i => w (n * d + i)%nat * Quadratic.psi_times M 0 w (n * d + i)) (fun i => p w i * v w i))
      by (intros i Hi; rewrite image_outer by exact Hi; unfold v; ring).
    rewrite (sum_ext (TwoLayer.n N) (fun i => TwoLayer.slope N (pre N (as_net N w) i) * pre N (as_net N w) i * TwoLayer.V (as_net N w) i)
      (fun i => p w i * v w i)) by (intros; rewrite net_slope, pre_listed; simpl; unfold v; fold n d; ring).
    fold n. field.
  - intros i Hi. unfold p. rewrite <- sum_scal_r. apply sum_ext. intros k Hk. rewrite image_inner by assumption. unfold u, inner. ring.
Qed.
Lemma same_kernel w : Quadratic.kernel M w 0 0 = TwoLayer.kernel N (as_net N w) 0 0.
Proof.
  rewrite (kernel_units N one). unfold Quadratic.kernel, Quadratic.gradient. change (Quadratic.zeta M) with (TwoLayer.s N).
  change (Quadratic.D M) with (TwoLayer.D N). rewrite one, all_weights. simpl INR. rewrite Rinv_1, Rmult_1_l, <- sum_plus, <- sum_scal.
  apply sum_ext. intros i Hi. rewrite net_slope, pre_listed, image_outer by exact Hi.
  rewrite (sum_ext d _ (fun k => TwoLayer.s N ^ 2 * v w i ^ 2 * x k ^ 2)) by (intros k Hk; rewrite image_inner by assumption; ring).
  rewrite sum_scal. fold (TwoLayer.x2 N). simpl TwoLayer.V. fold n d. unfold v. fold d.
  change (Sum d (fun k => x k ^ 2)) with (TwoLayer.x2 N). ring.
Qed.
Lemma form_step w j : Quadratic.step M eta w j
  = w j - eta * Quadratic.residual M w 0 * TwoLayer.s N * Quadratic.psi_times M 0 w j.
Proof.
  unfold Quadratic.step. change (Quadratic.D M) with (TwoLayer.D N). rewrite one, sum_one. unfold Quadratic.gradient.
  change (Quadratic.zeta M) with (TwoLayer.s N). simpl INR. field.
Qed.
Lemma same_residual w : Quadratic.residual M w 0 = TwoLayer.residual N (as_net N w) 0.
Proof. unfold Quadratic.residual. rewrite same_output. reflexivity. Qed.
(* Two nets' weights that agree on all units make steps that agree there. *)
Definition agree (a b : TwoLayer.weights) : Prop :=
  (forall i k, (i < n)%nat -> (k < d)%nat -> TwoLayer.U a i k = TwoLayer.U b i k) /\ (forall i, (i < n)%nat -> TwoLayer.V a i = TwoLayer.V b i).
Lemma agree_residual a b : agree a b -> TwoLayer.residual N a 0 = TwoLayer.residual N b 0 /\ forall i, (i < n)%nat -> pre N a i = pre N b i.
Proof.
  intros [AU AV]. assert (P : forall i, (i < n)%nat -> pre N a i = pre N b i)
    by (intros i Hi; apply sum_ext; intros k Hk; rewrite AU by assumption; reflexivity).
  split; [|exact P]. unfold TwoLayer.residual. rewrite !output_units. do 2 f_equal. apply sum_ext. intros i Hi.
  rewrite P, AV by exact Hi. reflexivity.
Qed.
Lemma agree_step w b : agree (as_net N w) b -> agree (as_net N (Quadratic.step M eta w)) (TwoLayer.step N eta b).
Proof.
  intros A. destruct (agree_residual _ _ A) as [R P]. destruct A as [AU AV]. split; [intros i k Hi Hk|intros i Hi].
  - cbn [TwoLayer.U as_net TwoLayer.step]. change (i * TwoLayer.d N + k)%nat with (inner i k).
    rewrite form_step, image_inner, same_residual, R by assumption. rewrite one, sum_one. unfold TwoLayer.grad_U, TwoLayer.unit_d_preactivation.
    rewrite net_slope, <- (AU i k Hi Hk), <- (AV i Hi). simpl. unfold v, x, inner. fold n d. field.
  - cbn [TwoLayer.V as_net TwoLayer.step]. fold n d. rewrite form_step, image_outer, same_residual, R by exact Hi.
    rewrite one, sum_one. unfold TwoLayer.grad_V, TwoLayer.unit_d_outer. fold (pre N b i). rewrite net_slope, <- (P i Hi), <- (AV i Hi), pre_listed.
    simpl. fold n d. field.
Qed.
Lemma agree_train w t : agree (as_net N (Quadratic.train M eta w t)) (TwoLayer.train N eta (as_net N w) t).
Proof.
  induction t as [|t IH]; [split; reflexivity|]. change (Quadratic.train M eta w (S t)) with (Quadratic.step M eta (Quadratic.train M eta w t)).
  apply agree_step, IH.
Qed.
(* The closed maps, from those of the net. *)
Hypothesis targets : TwoLayer.zero_targets N.
Lemma agree_observables a b : agree a b -> TwoLayer.output N a 0 = TwoLayer.output N b 0 /\ TwoLayer.kernel N a 0 0 = TwoLayer.kernel N b 0 0.
Proof.
  intros A. destruct (agree_residual a b A) as [R P]. split; [unfold TwoLayer.residual in R; lra|].
  rewrite !(kernel_units N one). f_equal. apply sum_ext. intros i Hi. rewrite P, (proj2 A) by exact Hi. reflexivity.
Qed.
Lemma listed_maps w : 0 < eta ->
  Quadratic.output M (Quadratic.step M eta w) 0 = Quadratic.output M w 0
    * (1 - eta * Quadratic.kernel M w 0 0 + TwoLayer.s N ^ 2 * TwoLayer.x2 N * eta ^ 2 * Quadratic.output M w 0 ^ 2) /\
  Quadratic.kernel M (Quadratic.step M eta w) 0 0 = Quadratic.kernel M w 0 0
    - TwoLayer.s N ^ 2 * TwoLayer.x2 N * eta * Quadratic.output M w 0 ^ 2 * (4 - eta * Quadratic.kernel M w 0 0).
Proof.
  intros He. destruct plain as [_ [L [A _]]].
  destruct (agree_observables _ _ (agree_step w (as_net N w) (conj (fun _ _ _ _ => eq_refl) (fun _ _ => eq_refl)))) as [F K].
  rewrite !same_output, !same_kernel, F, K. assert (Ka : kappa N = TwoLayer.s N ^ 2 * TwoLayer.x2 N) by (unfold kappa; rewrite A; ring).
  split; [rewrite (linear_f_next N eta one L targets), Ka; ring|].
  apply Rmult_eq_reg_l with eta; [|lra]. rewrite (linear_h_next N eta one L targets), Ka. ring.
Qed.
End Form.

Theorem ZQ_19_1 : ZQ_19_1.statement.
Proof. intros N eta w [] t. split; [apply (same_kernel N net_plain)|apply (same_output N net_plain)]. Qed.
Theorem ZQ_19_2 : ZQ_19_2.statement.
Proof. intros N eta w []. split; [apply (same_kernel N net_plain)|apply (same_output N net_plain)]. Qed.
Theorem ZQ_19c_1 : ZQ_19c_1.statement.
Proof.
  intros N eta w [] t. change (Quadratic.train (form N) eta w (S t)) with (Quadratic.step (form N) eta (Quadratic.train (form N) eta w t)).
  destruct (listed_maps N eta net_plain targets_zero (Quadratic.train (form N) eta w t) rate_positive) as [F K]. rewrite F, K. split; ring.
Qed.
Theorem LISTED_TRAINING : LISTED_TRAINING.statement.
Proof. intros N eta w [] t. exact (agree_train N eta net_plain w t). Qed.

Definition small_net : TwoLayer.net := TwoLayer.Net 1 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 1 1.
Lemma small_plain : plain_net small_net.
Proof. unfold plain_net, TwoLayer.linear_net; simpl. repeat split; try lia. rewrite sqrt_1. field. Qed.
Lemma small_loss : 0 < Quadratic.loss (form small_net) (fun _ => 1).
Proof.
  assert (E : Quadratic.output (form small_net) (fun _ => 1) 0 = 1).
  { rewrite (same_output small_net small_plain). unfold TwoLayer.output, TwoLayer.preactivation, TwoLayer.unit_output, TwoLayer.slope; simpl.
    destruct (Rlt_dec 0 (0 + 1 * 1)); [ring|]. destruct (Rlt_dec (0 + 1 * 1) 0); ring. }
  unfold Quadratic.loss, Quadratic.residual. simpl Sum. rewrite E. simpl. lra.
Qed.
Ltac listed_witness := exists small_net, 1, (fun _ => 1); split; [|exact small_loss]; repeat split; try apply small_plain; simpl; lra.
Example ZQ_19_1_witness : ZQ_19_1.nonvacuous. Proof. listed_witness. Qed.
Example ZQ_19_2_witness : ZQ_19_2.nonvacuous. Proof. listed_witness. Qed.
Example ZQ_19c_1_witness : ZQ_19c_1.nonvacuous. Proof. listed_witness. Qed.
Example LISTED_TRAINING_witness : LISTED_TRAINING.nonvacuous. Proof. listed_witness. Qed.
