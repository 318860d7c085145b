(* The constant C_k is sharp: on one datum, whatever the depth, the widths and the slopes, there are weights with
   H = C_k |w|^(2(k-1)). One unit a layer is active, on the side of the larger slope; all layers have norm 1. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered.
From Catapult Require Import Sums Spectral LayerModel LayerKernel.
From Catapult Require Import Structure.
From Catapult Require Import LayerDescent LayerWitness.
Import Layered.
Open Scope R_scope.

Lemma supremum_one c (form : (nat -> R) -> R) : (forall z, form z = c * z 0%nat ^ 2) -> supremum (unit_sphere 1) form = c.
Proof.
  intros E. assert (B : forall z, unit_sphere 1 z -> form z = c).
  { intros z H. unfold unit_sphere in H. rewrite sum_one in H. rewrite E, H. ring. }
  assert (U : unit_sphere 1 (fun _ => 1)) by (unfold unit_sphere; simpl; ring).
  apply Rle_antisym.
  - apply supremum_least; [exists (fun _ => 1); exact U|]. intros z H. rewrite (B z H). lra.
  - rewrite <- (B _ U) at 1. apply supremum_upper with (B := c); [|exact U]. intros z H. rewrite (B z H). lra.
Qed.

Section Sharp.
Variable N : net.
Hypothesis one : D N = 1%nat.
Hypothesis wide : forall l, (l < depth N)%nat -> (0 < width N l)%nat.
Let q := Sum (width N 0) (fun k => X N 0%nat k ^ 2).
Hypothesis q_pos : 0 < q.
(* The larger slope is used where preactivations have the sign [side]. *)
Variables a side : R.
Hypothesis side_unit : side ^ 2 = 1.
Hypothesis a_nonzero : a <> 0.
Hypothesis on_side : forall p, 0 < side * p -> slope N p = a.
Let turn := if Rlt_dec 0 a then 1 else -1.
Let turn_a : turn * a = Rabs a.
Proof. unfold turn. destruct (Rlt_dec 0 a); [rewrite Rabs_right|rewrite Rabs_left]; lra. Qed.
Let turn_unit : turn ^ 2 = 1.
Proof. unfold turn. destruct (Rlt_dec 0 a); ring. Qed.
Let e (l j : nat) : R := match l with O => X N 0%nat j / sqrt q | S _ => delta j 0 end.
Let sign (l : nat) : R := match l with O => side | S _ => turn end.
Let size (l : nat) : R := side * Rabs a ^ l * sqrt q.
Let read_size (l : nat) : R := match l with O => sqrt q | S m => a * size m end.
Definition balanced : weights := Weights (fun l i j => delta i 0 * (sign l * e l j)) (e (hidden N)).
Let w := balanced.

Let root_pos : 0 < sqrt q := sqrt_lt_R0 q q_pos.
Let root_square : sqrt q * sqrt q = q := sqrt_sqrt q (Rlt_le _ _ q_pos).
Let sign_unit l : sign l ^ 2 = 1.
Proof. destruct l; [exact side_unit|exact turn_unit]. Qed.
Let sign_size l : sign l * read_size l = size l.
Proof.
  destruct l as [|l]; simpl; unfold size; simpl; [ring|]. rewrite <- turn_a. ring.
Qed.
Let read_square l : read_size l ^ 2 = (a ^ 2) ^ l * q.
Proof.
  destruct l as [|l]; simpl read_size; [rewrite <- root_square at 2; simpl; ring|].
  unfold size. rewrite !Rpow_mult_distr, side_unit, <- pow_mult, Nat.mul_comm, pow_mult, pow2_abs.
  rewrite <- root_square at 2. simpl. ring.
Qed.
Let e_unit l : (l < depth N)%nat -> Sum (width N l) (fun j => e l j ^ 2) = 1.
Proof.
  intros Hl. pose proof (wide l Hl) as P. destruct l as [|l]; simpl e.
  - rewrite (sum_ext _ _ (fun k => / q * X N 0%nat k ^ 2)); [rewrite sum_scal; fold q; field; lra|].
    intros k _. replace ((X N 0%nat k / sqrt q) ^ 2) with (/ (sqrt q * sqrt q) * X N 0%nat k ^ 2) by (field; lra).
    rewrite root_square. reflexivity.
  - rewrite (sum_ext _ _ (fun j => delta j 0 * delta j 0)) by (intros; ring). rewrite sum_delta by exact P. apply delta_same.
Qed.
Lemma slope_active l : slope N (size l) = a.
Proof.
  apply on_side. unfold size. replace (side * (side * Rabs a ^ l * sqrt q)) with (side ^ 2 * (Rabs a ^ l * sqrt q)) by ring.
  rewrite side_unit, Rmult_1_l. apply Rmult_lt_0_compat; [apply pow_lt, Rabs_pos_lt, a_nonzero|exact root_pos].
Qed.
Lemma enters_balanced l i : (l < depth N)%nat -> enters N w l (fun j => read_size l * e l j) i = size l * delta i 0.
Proof.
  intros Hl. unfold enters. simpl. rewrite (sum_ext _ _ (fun j => (delta i 0 * (sign l * read_size l)) * e l j ^ 2)) by (intros; ring).
  rewrite sum_scal, e_unit, sign_size by exact Hl. ring.
Qed.
Lemma reads_balanced l : (l < depth N)%nat -> reads N w 0 l = fun j => read_size l * e l j.
Proof.
  induction l as [|l IH]; intros Hl; apply functional_extensionality; intro j; [simpl; field; lra|].
  simpl reads. rewrite IH by lia. unfold leaves. rewrite enters_balanced by lia. simpl. unfold delta.
  destruct (Nat.eq_dec j 0); [rewrite Rmult_1_r, slope_active; ring|ring].
Qed.
Lemma preactivation_balanced l i : (l < depth N)%nat -> preactivation N w 0 l i = size l * delta i 0.
Proof. intros Hl. unfold preactivation. rewrite reads_balanced by exact Hl. apply enters_balanced, Hl. Qed.
(* A sum over the units of one layer sees only the active one. *)
Lemma one_active l (g : nat -> R) : (S l < depth N)%nat ->
  Sum (width N (S l)) (fun i => slope N (preactivation N w 0 l i) * g i * delta i 0) = a * g 0%nat.
Proof.
  intros Hl. rewrite sum_delta by (apply wide, Hl). rewrite preactivation_balanced, delta_same, Rmult_1_r, slope_active by lia. reflexivity.
Qed.
Lemma sent_balanced m : forall l, hidden N = (l + m)%nat ->
  exists c, c ^ 2 = s N ^ 2 * (a ^ 2) ^ m /\ forall j, sent N w 0 m j = c * e l j.
Proof.
  induction m as [|m IH]; intros l H.
  - exists (s N). split; [simpl; ring|]. intro j. simpl. do 2 f_equal. lia.
  - destruct (IH (S l) ltac:(lia)) as [c [Ec Es]]. exists (c * a * sign l). split.
    + rewrite !Rpow_mult_distr, Ec, sign_unit. simpl. ring.
    + intro j. rewrite (sent_step N w 0 l m j H).
      rewrite (sum_ext _ _ (fun i => slope N (preactivation N w 0 l i) * (delta i 0 * (c * (sign l * e l j))) * delta i 0)).
      * rewrite one_active by (unfold depth; lia). rewrite delta_same. ring.
      * intros i _. rewrite Es. simpl. ring.
Qed.
Let K := s N ^ 2 * (a ^ 2) ^ hidden N * q.
Lemma layer_balanced l : (l < hidden N)%nat ->
  Sum (width N (S l)) (fun i => Sum (width N l) (fun j => grad_W N w 0 l i j * grad_W N w 0 l i j)) = K.
Proof.
  intros Hl. assert (L : (l < depth N)%nat) by (unfold depth; lia). set (m := (hidden N - S l)%nat).
  destruct (sent_balanced m (S l) ltac:(unfold m; lia)) as [c [Ec Es]].
  rewrite (sum_ext _ _ (fun i => slope N (preactivation N w 0 l i)
    * (slope N (preactivation N w 0 l i) * (delta i 0 * (c * read_size l) ^ 2)) * delta i 0)).
  - rewrite one_active by (unfold depth; lia). rewrite preactivation_balanced, delta_same, Rmult_1_r, slope_active by exact L.
    rewrite Rpow_mult_distr, Ec, read_square. unfold K. replace (hidden N) with (m + S l)%nat by (unfold m; lia).
    rewrite pow_add. simpl. ring.
  - intros i _. rewrite (sum_ext _ _ (fun j => (c * delta i 0 * slope N (preactivation N w 0 l i) * read_size l) ^ 2 * e l j ^ 2)).
    + rewrite sum_scal, e_unit by exact L. ring.
    + intros j _. unfold grad_W. fold m. rewrite Es, reads_balanced by exact L. simpl e at 1 3. ring.
Qed.
Lemma kernel_balanced : kernel N w 0 0 = INR (depth N) * K.
Proof.
  unfold kernel, over_weights. rewrite one, (sum_ext (hidden N) _ (fun _ => K)) by (intros; apply layer_balanced; assumption).
  rewrite sum_const. unfold depth. rewrite (S_INR (hidden N)). unfold grad_V. rewrite reads_balanced by (unfold depth; lia).
  rewrite (sum_ext _ _ (fun j => (s N * read_size (hidden N)) ^ 2 * e (hidden N) j ^ 2)) by (intros; ring).
  rewrite sum_scal, e_unit, Rpow_mult_distr, read_square by (unfold depth; lia). unfold K. simpl INR. field.
Qed.
Lemma norm_balanced : weight_norm N w = INR (depth N).
Proof.
  unfold weight_norm, over_weights. rewrite (sum_ext (hidden N) _ (fun _ => 1)).
  - rewrite sum_const. simpl V. rewrite e_unit by (unfold depth; lia). unfold depth. rewrite S_INR. ring.
  - intros l Hl. rewrite (sum_ext _ _ (fun i => delta i 0 * delta i 0)).
    + rewrite sum_delta by (apply wide; unfold depth; lia). apply delta_same.
    + intros i _. simpl W. rewrite (sum_ext _ _ (fun j => (delta i 0 ^ 2 * sign l ^ 2) * e l j ^ 2)) by (intros; ring).
      rewrite sum_scal, e_unit, sign_unit by (unfold depth; lia). ring.
Qed.
Lemma top_balanced : top_kernel N w = INR (depth N) * K.
Proof.
  unfold top_kernel. rewrite one. apply supremum_one. intro z. rewrite <- kernel_balanced. unfold kernel_form.
  rewrite one, !sum_one. ring.
Qed.
End Sharp.

Lemma gram_one N : D N = 1%nat -> gram_top N = Sum (width N 0) (fun k => X N 0%nat k ^ 2).
Proof.
  intros one. unfold gram_top. rewrite one. apply supremum_one. intro z. unfold gram_form. rewrite one. simpl INR.
  rewrite Rinv_1, Rmult_1_l, <- sum_scal_r. apply sum_ext. intros k _. rewrite sum_one. ring.
Qed.
Theorem DEPTH_SHARP : DEPTH_SHARP.statement.
Proof.
  intros N []. rewrite (gram_one N one_datum) in *.
  assert (pick : exists a side, side ^ 2 = 1 /\ a ^ 2 = Rmax (a_minus N ^ 2) (a_plus N ^ 2) /\ forall p, 0 < side * p -> slope N p = a).
  { unfold Rmax. destruct (Rle_dec (a_minus N ^ 2) (a_plus N ^ 2)); [exists (a_plus N), 1|exists (a_minus N), (-1)];
    (split; [ring|split; [reflexivity|intros p Hp]]); unfold slope; destruct (Rlt_dec 0 p); try lra; try reflexivity.
    destruct (Rlt_dec p 0); [reflexivity|lra]. }
  destruct pick as [a [side [U [E S]]]]. rewrite <- E in *. assert (nz : a <> 0) by (intros ->; simpl in slopes_nonzero; lra).
  exists (balanced N a side). pose proof (lt_0_INR (depth N) ltac:(unfold depth; lia)) as P.
  rewrite (norm_balanced N one_datum some_units data_nonzero a side U nz), (top_balanced N one_datum some_units data_nonzero a side U nz S). repeat split; [exact P| |].
  - apply Rmult_lt_0_compat; [exact P|]. apply Rmult_lt_0_compat; [|exact data_nonzero].
    apply Rmult_lt_0_compat; [apply pow_lt, scale_positive|apply pow_lt, slopes_nonzero].
  - change (depth N - 1)%nat with (hidden N - 0)%nat. rewrite Nat.sub_0_r.
    change (INR (depth N) ^ depth N) with (INR (depth N) * INR (depth N) ^ hidden N).
    field. split; [apply pow_nonzero|]; lra.
Qed.

Example DEPTH_SHARP_witness : DEPTH_SHARP.nonvacuous.
Proof.
  exists chain. repeat split; rewrite ?chain_top_slope, ?(gram_one chain eq_refl); unfold depth; simpl; try lra; intros; lia.
Qed.
