(* The step of each model is eta times the gradient of its loss, coordinate by coordinate (for nets: away from the kinks). *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Derivatives.
Open Scope R_scope.

Section Quadratic.
Import Quadratic.
Theorem GRADIENT_QUADRATIC : stmt_GRADIENT_QUADRATIC.
Proof.
  intros M eta w [He [Sy P]] i Hi. pose proof (lt_0_INR _ P) as DP. unfold loss, residual.
  evar_last.
  - apply (derive_loss (D M) (/ (2 * INR (D M))) (fun a z => output M (replace w i z) a) (y M) (fun a => gradient M w a i)).
    intros a Ha. apply is_derive_ext with (fun z => output M w a + (z - w i) * gradient M w a i + (z - w i) ^ 2 * (zeta M / 2 * psi M a i i)).
    + intro z. unfold output, gradient, psi_times.
      rewrite (quadratic_replace (n M) (psi M a) w i z (fun j l Hj Hl => Sy a j l Ha Hj Hl) Hi). simpl. field.
    + apply derive_quadratic.
  - simpl. rewrite replace_same. unfold step, residual. field. lra.
Qed.
End Quadratic.

Section General.
Import General.
Theorem GRADIENT_GENERAL : stmt_GRADIENT_GENERAL.
Proof.
  intros M eta w [He Sy] i Hi. unfold loss, residual. evar_last.
  - apply (derive_loss (D M) (/ 2) (fun a z => output M (replace w i z) a) (y M) (fun a => jacobian M w a i)).
    intros a Ha. apply is_derive_ext with (fun z => output M w a + (z - w i) * jacobian M w a i + (z - w i) ^ 2 * (/ 2 * Q M a i i)).
    + intro z. unfold output, jacobian, Q_times.
      rewrite (quadratic_replace (P M) (Q M a) w i z (fun j l Hj Hl => Sy a j l Ha Hj Hl) Hi), (linear_replace (P M) (b M a) w i z Hi).
      simpl. field.
    + apply derive_quadratic.
  - simpl. rewrite replace_same. unfold step, residual. field. lra.
Qed.
End General.

Section Biased.
Import Biased.
Theorem GRADIENT_BIASED : stmt_GRADIENT_BIASED.
Proof.
  intros B eta w [He Sy].
  assert (half : forall (o : R -> R) x g, is_derive o x g -> is_derive (fun z => (o z - y B) ^ 2 / 2) x ((o x - y B) * g)).
  { intros o x g H. apply is_derive_ext with (fun z => / 2 * (o z - y B) ^ 2); [intro z; simpl; field|].
    replace ((o x - y B) * g) with (/ 2 * (2 * (o x - y B) * g)) by field.
    apply (is_derive_scal (fun z => (o z - y B) ^ 2) x (/ 2)). apply (derive_square o (y B) x g H). }
  split; intros i Hi; unfold loss, residual; evar_last.
  - apply (half (fun z => output B (Weights (replace (F w) i z) (M w)))).
    apply is_derive_ext with (fun z => output B w + (z - F w i) * phi B i + (z - F w i) ^ 2 * 0).
    + intro z. unfold output, phi_theta; simpl. rewrite (linear_replace (nf B) (phi B) (F w) i z Hi). ring.
    + apply derive_quadratic.
  - simpl. rewrite replace_same. unfold grad_F, residual. destruct w as [wf wm]; simpl. field. lra.
  - apply (half (fun z => output B (Weights (F w) (replace (M w) i z)))).
    apply is_derive_ext with (fun z => output B w + (z - M w i) * grad_M B w i + (z - M w i) ^ 2 * (zeta B / 2 * psi B i i)).
    + intro z. unfold output, phi_theta, grad_M, psi_times; simpl. rewrite (quadratic_replace (n B) (psi B) (M w) i z Sy Hi). field.
    + apply derive_quadratic.
  - simpl. rewrite replace_same. unfold residual. destruct w as [wf wm]; simpl. field. lra.
Qed.
End Biased.

Section Net.
Import TwoLayer.
Theorem GRADIENT_NET : stmt_GRADIENT_NET.
Proof.
  intros N eta w [He [P NZ]]. pose proof (lt_0_INR _ P) as DP. split; [intros i k Hi Hk|intros i Hi]; unfold loss, residual; evar_last.
  - set (wz := fun z => Weights (fun j => if Nat.eq_dec j i then replace (U w i) k z else U w j) (V w)).
    apply (derive_loss (D N) (/ (2 * INR (D N))) (fun a z => output N (wz z) a) (y N) (fun a => grad_U N w a i k)).
    intros a Ha. unfold output. evar_last; [apply is_derive_scal|].
    + apply (derive_sum (n N) (fun j z => unit_output N (preactivation N (wz z) a j) (V (wz z) j))
        (fun j => (slope N (preactivation N w a i) * V w i * X N a k) * delta j i)).
      intros j Hj. unfold delta. destruct (Nat.eq_dec j i) as [->|Nj].
      * set (p := preactivation N w a i).
        apply is_derive_ext with (fun z => V w i * (slope N (p + (z - U w i k) * X N a k) * (p + (z - U w i k) * X N a k))).
        { intro z. unfold unit_output. assert (E : preactivation N (wz z) a i = p + (z - U w i k) * X N a k).
          { unfold preactivation, wz; simpl. destruct (Nat.eq_dec i i) as [_|C]; [|contradiction].
            rewrite (sum_ext (d N) _ (fun l => X N a l * replace (U w i) k z l)) by (intros; ring).
            rewrite (linear_replace (d N) (X N a) (U w i) k z Hk). unfold p, preactivation. f_equal. apply sum_ext. intros; ring. }
          rewrite E. simpl. ring. }
        evar_last; [apply is_derive_scal|].
        { apply (is_derive_comp (fun q => slope N q * q) (fun z => p + (z - U w i k) * X N a k) (U w i k) (slope N p) (X N a k)).
          - replace (p + (U w i k - U w i k) * X N a k) with p by ring. apply leaky_derive. apply NZ; assumption.
          - auto_derive; [exact I|ring]. }
        { unfold scal; simpl; unfold mult; simpl. unfold p. ring. }
      * apply is_derive_ext with (fun _ => unit_output N (preactivation N w a j) (V w j)).
        { intro z. unfold preactivation, wz; simpl. destruct (Nat.eq_dec j i); [contradiction|reflexivity]. }
        evar_last; [apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule))|]. unfold zero; simpl. ring.
    + simpl. rewrite sum_delta by exact Hi. unfold grad_U, unit_d_preactivation. ring.
  - simpl. assert (E : Weights (fun j => if Nat.eq_dec j i then replace (U w i) k (U w i k) else U w j) (V w) = w).
    { destruct w as [wu wv]; simpl. f_equal. apply functional_extensionality. intro j.
      destruct (Nat.eq_dec j i) as [->|]; [apply replace_same|reflexivity]. }
    rewrite E. unfold residual. field. lra.
  - set (wz := fun z => Weights (U w) (replace (V w) i z)).
    apply (derive_loss (D N) (/ (2 * INR (D N))) (fun a z => output N (wz z) a) (y N) (fun a => grad_V N w a i)).
    intros a Ha. apply is_derive_ext with (fun z => output N w a + (z - V w i) * grad_V N w a i + (z - V w i) ^ 2 * 0).
    + intro z. unfold output, grad_V, wz, unit_output, unit_d_outer; simpl V.
      change (preactivation N {| U := U w; V := replace (V w) i z |} a) with (preactivation N w a).
      rewrite (linear_replace (n N) (fun j => slope N (preactivation N w a j) * preactivation N w a j) (V w) i z Hi). simpl. ring.
    + apply derive_quadratic.
  - simpl. assert (E : Weights (U w) (replace (V w) i (V w i)) = w) by (rewrite replace_same; destruct w; reflexivity).
    rewrite E. unfold residual. field. lra.
Qed.
End Net.

Section Neural.
Import Neural.
Theorem GRADIENT_NEURAL : stmt_GRADIENT_NEURAL.
Proof.
  intros M eta w [He P]. pose proof (lt_0_INR _ P) as DP. split; [intros i k Hi Hk|intros i Hi]; unfold loss, residual; evar_last.
  - set (wz := fun z => Weights (fun j => if Nat.eq_dec j i then replace (U w i) k z else U w j) (V w)).
    apply (derive_loss (D M) (/ (2 * INR (D M))) (fun a z => output M (wz z) a) (y M) (fun a => grad_U M w a i k)).
    intros a Ha. apply is_derive_ext with (fun z => output M w a + (z - U w i k) * grad_U M w a i k + (z - U w i k) ^ 2 * 0).
    + intro z. unfold output, grad_U. rewrite (sum_ext (m M) (fun j => gate M a j * preactivation M (wz z) a j * V (wz z) j)
        (fun j => gate M a j * preactivation M w a j * V w j + ((z - U w i k) * (gate M a i * V w i * X M a k)) * delta j i)).
      * rewrite sum_plus, (sum_delta (m M) (fun _ => (z - U w i k) * (gate M a i * V w i * X M a k)) i Hi). simpl. ring.
      * intros j _. unfold preactivation, wz, delta; simpl. destruct (Nat.eq_dec j i) as [->|]; [|ring].
        rewrite (sum_ext (d M) (fun l => replace (U w i) k z l * X M a l) (fun l => X M a l * replace (U w i) k z l)) by (intros; ring).
        rewrite (linear_replace (d M) (X M a) (U w i) k z Hk).
        rewrite (sum_ext (d M) (fun l => X M a l * U w i l) (fun l => U w i l * X M a l)) by (intros; ring). ring.
    + apply derive_quadratic.
  - simpl. assert (E : Weights (fun j => if Nat.eq_dec j i then replace (U w i) k (U w i k) else U w j) (V w) = w).
    { destruct w as [wu wv]; simpl. f_equal. apply functional_extensionality. intro j.
      destruct (Nat.eq_dec j i) as [->|]; [apply replace_same|reflexivity]. }
    rewrite E. unfold residual. field. lra.
  - set (wz := fun z => Weights (U w) (replace (V w) i z)).
    apply (derive_loss (D M) (/ (2 * INR (D M))) (fun a z => output M (wz z) a) (y M) (fun a => grad_V M w a i)).
    intros a Ha. apply is_derive_ext with (fun z => output M w a + (z - V w i) * grad_V M w a i + (z - V w i) ^ 2 * 0).
    + intro z. unfold output, grad_V, wz. change (preactivation M {| U := U w; V := replace (V w) i z |} a) with (preactivation M w a).
      simpl V. rewrite (linear_replace (m M) (fun j => gate M a j * preactivation M w a j) (V w) i z Hi). simpl. ring.
    + apply derive_quadratic.
  - simpl. assert (E : Weights (U w) (replace (V w) i (V w i)) = w) by (rewrite replace_same; destruct w; reflexivity).
    rewrite E. unfold residual. field. lra.
Qed.
End Neural.

Example GRADIENT_NET_witness : nonvacuous_GRADIENT_NET.
Proof.
  exists (TwoLayer.Net 1 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 (1 / 2) 1), 1, (TwoLayer.Weights (fun _ _ => 1) (fun _ => 1)).
  repeat split; simpl; try lra; try lia.
  - intros a i _ _. unfold TwoLayer.preactivation; simpl. lra.
  - unfold TwoLayer.loss, TwoLayer.residual, TwoLayer.output, TwoLayer.preactivation, TwoLayer.unit_output, TwoLayer.slope; simpl.
    destruct (Rlt_dec 0 (0 + 1 * 1)); [lra|exfalso; lra].
Qed.
Example GRADIENT_QUADRATIC_witness : nonvacuous_GRADIENT_QUADRATIC.
Proof.
  exists (Quadratic.Model 1 1 (fun _ _ _ => 1) (fun _ => 0) 1), 1, (fun _ => 1). repeat split; simpl; try lra; try lia.
  unfold Quadratic.loss, Quadratic.residual, Quadratic.output, Quadratic.psi_times; simpl. lra.
Qed.
Example GRADIENT_BIASED_witness : nonvacuous_GRADIENT_BIASED.
Proof.
  exists (Biased.Model 1 1 (fun _ => 1) (fun _ _ => 1) 0 1), 1, (Biased.Weights (fun _ => 1) (fun _ => 1)). repeat split; simpl; try lra.
  unfold Biased.loss, Biased.residual, Biased.output, Biased.phi_theta, Biased.psi_times; simpl. lra.
Qed.
Example GRADIENT_GENERAL_witness : nonvacuous_GRADIENT_GENERAL.
Proof.
  exists (General.Model 1 1 (fun _ => 0) (fun _ _ => 1) (fun _ _ _ => 1) (fun _ => 0)), 1, (fun _ => 1). repeat split; simpl; try lra.
  unfold General.loss, General.residual, General.output, General.Q_times; simpl. lra.
Qed.
Example GRADIENT_NEURAL_witness : nonvacuous_GRADIENT_NEURAL.
Proof.
  exists (Neural.Model 1 1 1 (fun _ _ => 1) (fun _ => -1) (fun _ _ => 1)), 1, (Neural.Weights (fun _ _ => 1) (fun _ => 1)).
  repeat split; simpl; try lra; try lia.
  unfold Neural.loss, Neural.residual, Neural.output, Neural.gate, Neural.preactivation, Neural.s; simpl.
  destruct (Rle_dec 0 (0 + 1 * 1)); [|exfalso; lra]. replace (sqrt (1 * 1)) with 1 by (rewrite Rmult_1_r, sqrt_1; reflexivity). lra.
Qed.

(* What all of these rest on. *)
Definition checked := (GRADIENT_NET, GRADIENT_NET_witness, GRADIENT_QUADRATIC, GRADIENT_QUADRATIC_witness, GRADIENT_BIASED,
  GRADIENT_BIASED_witness, GRADIENT_GENERAL, GRADIENT_GENERAL_witness, GRADIENT_NEURAL, GRADIENT_NEURAL_witness).
Print Assumptions checked.
