(* The gradient of each model is the derivative of its output, weight by weight (for the two-layer net: away from the kinks). *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Biased General Neural Quadratic Trained TwoLayer.
From Catapult Require Import Sums WeightSpace Derivatives.
Open Scope R_scope.

Section Quadratic.
Import Quadratic.
Lemma quadratic_differentiable M w : symmetric M -> Trained.differentiable_at (trained M) w.
Proof.
  intros Sy a i Ha Hi.
  apply (is_derive_ext (fun z => output M w a + (z - w i) * gradient M w a i + (z - w i) ^ 2 * (zeta M / 2 * psi M a i i))).
  - intro z. change (output M w a + (z - w i) * gradient M w a i + (z - w i) ^ 2 * (zeta M / 2 * psi M a i i)
      = output M (with_value w i z) a). unfold output, gradient, psi_times.
    rewrite (quadratic_with_value (n M) (psi M a) w i z (fun j l Hj Hl => Sy a j l Ha Hj Hl) Hi). simpl. field.
  - apply derive_quadratic.
Qed.
End Quadratic.

Section General.
Import General.
Lemma general_differentiable M w : symmetric M -> Trained.differentiable_at (trained M) w.
Proof.
  intros Sy a i Ha Hi.
  apply (is_derive_ext (fun z => output M w a + (z - w i) * jacobian M w a i + (z - w i) ^ 2 * (/ 2 * Q M a i i))).
  - intro z. change (output M w a + (z - w i) * jacobian M w a i + (z - w i) ^ 2 * (/ 2 * Q M a i i)
      = output M (with_value w i z) a). unfold output, jacobian, Q_times.
    rewrite (quadratic_with_value (P M) (Q M a) w i z (fun j l Hj Hl => Sy a j l Ha Hj Hl) Hi), (linear_with_value (P M) (b M a) w i z Hi).
    simpl. field.
  - apply derive_quadratic.
Qed.
End General.

Section Biased.
Import Biased.
Lemma biased_with_feature B w i z : with_entry (weight_space B) w (feature i) z = Weights (with_value (F w) i z) (M w).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i); subst; try congruence; reflexivity.
Qed.
Lemma biased_with_meta B w i z : with_entry (weight_space B) w (meta i) z = Weights (F w) (with_value (M w) i z).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i); subst; try congruence; reflexivity.
Qed.
Lemma biased_differentiable B w : symmetric B -> Trained.differentiable_at (trained B) w.
Proof.
  intros Sy a [i|i] _ Hi.
  - apply (is_derive_ext (fun z => output B w + (z - F w i) * phi B i + (z - F w i) ^ 2 * 0)); [|apply derive_quadratic].
    intro z. transitivity (output B (Weights (with_value (F w) i z) (M w))).
    + unfold output, phi_theta; simpl. rewrite (linear_with_value (nf B) (phi B) (F w) i z Hi). ring.
    + rewrite <- (biased_with_feature B). reflexivity.
  - apply (is_derive_ext (fun z => output B w + (z - M w i) * grad_M B w i + (z - M w i) ^ 2 * (zeta B / 2 * psi B i i)));
      [|apply derive_quadratic].
    intro z. transitivity (output B (Weights (F w) (with_value (M w) i z))).
    + unfold output, phi_theta, grad_M, psi_times; simpl. rewrite (quadratic_with_value (n B) (psi B) (M w) i z Sy Hi). field.
    + rewrite <- (biased_with_meta B). reflexivity.
Qed.
End Biased.

Section Net.
Import TwoLayer.
Lemma net_with_inner N w i k z : with_entry (weight_space N) w (inner i k) z
  = Weights (fun j => if Nat.eq_dec j i then with_value (U w i) k z else U w j) (V w).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j. apply functional_extensionality. intro l.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i), (Nat.eq_dec l k); subst; try congruence; reflexivity.
Qed.
Lemma net_with_outer N w i z : with_entry (weight_space N) w (outer i) z = Weights (U w) (with_value (V w) i z).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i); subst; try congruence; reflexivity.
Qed.
Lemma net_differentiable N w : (forall a i, (a < D N)%nat -> (i < n N)%nat -> preactivation N w a i <> 0) ->
  Trained.differentiable_at (trained N) w.
Proof.
  intros no_kink a [i k|i] Ha.
  - intros [Hi Hk]. set (wz := fun z => Weights (fun j => if Nat.eq_dec j i then with_value (U w i) k z else U w j) (V w)).
    apply (is_derive_ext (fun z => output N (wz z) a)); [intro z; unfold wz; rewrite <- (net_with_inner N); reflexivity|].
    change (is_derive (fun z => output N (wz z) a) (U w i k) (grad_U N w a i k)). unfold output. evar_last; [apply is_derive_scal|].
    + apply (derive_sum (n N) (fun j z => unit_output N (preactivation N (wz z) a j) (V (wz z) j))
        (fun j => (slope N (preactivation N w a i) * V w i * X N a k) * delta j i)).
      intros j Hj. unfold delta. destruct (Nat.eq_dec j i) as [->|Nj].
      * set (p := preactivation N w a i).
        apply is_derive_ext with (fun z => V w i * (slope N (p + (z - U w i k) * X N a k) * (p + (z - U w i k) * X N a k))).
        { intro z. unfold unit_output. assert (E : preactivation N (wz z) a i = p + (z - U w i k) * X N a k).
          { unfold preactivation, wz; simpl. destruct (Nat.eq_dec i i) as [_|C]; [|contradiction].
            rewrite (sum_ext (d N) _ (fun l => X N a l * with_value (U w i) k z l)) by (intros; ring).
            rewrite (linear_with_value (d N) (X N a) (U w i) k z Hk). unfold p, preactivation. f_equal. apply sum_ext. intros; ring. }
          rewrite E. simpl. ring. }
        evar_last; [apply is_derive_scal|].
        { apply (is_derive_comp (fun q => slope N q * q) (fun z => p + (z - U w i k) * X N a k) (U w i k) (slope N p) (X N a k)).
          - replace (p + (U w i k - U w i k) * X N a k) with p by ring. apply leaky_derive. apply no_kink; assumption.
          - auto_derive; [exact I|ring]. }
        { unfold scal; simpl; unfold mult; simpl. unfold p. ring. }
      * apply is_derive_ext with (fun _ => unit_output N (preactivation N w a j) (V w j)).
        { intro z. unfold preactivation, wz; simpl. destruct (Nat.eq_dec j i); [contradiction|reflexivity]. }
        evar_last; [apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule))|]. unfold zero; simpl. ring.
    + simpl. rewrite sum_delta by exact Hi. unfold grad_U, unit_d_preactivation. ring.
  - intros Hi. apply (is_derive_ext (fun z => output N (Weights (U w) (with_value (V w) i z)) a));
      [intro z; rewrite <- (net_with_outer N); reflexivity|].
    apply (is_derive_ext (fun z => output N w a + (z - V w i) * grad_V N w a i + (z - V w i) ^ 2 * 0)); [|apply derive_quadratic].
    intro z. unfold output, grad_V, unit_output, unit_d_outer; simpl V.
    change (preactivation N {| U := U w; V := with_value (V w) i z |} a) with (preactivation N w a).
    rewrite (linear_with_value (n N) (fun j => slope N (preactivation N w a j) * preactivation N w a j) (V w) i z Hi). simpl. ring.
Qed.
End Net.

Section Neural.
Import Neural.
Lemma neural_with_inner M w i k z : with_entry (weight_space M) w (inner i k) z
  = Weights (fun j => if Nat.eq_dec j i then with_value (U w i) k z else U w j) (V w).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j. apply functional_extensionality. intro l.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i), (Nat.eq_dec l k); subst; try congruence; reflexivity.
Qed.
Lemma neural_with_outer M w i z : with_entry (weight_space M) w (outer i) z = Weights (U w) (with_value (V w) i z).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i); subst; try congruence; reflexivity.
Qed.
Lemma neural_differentiable M w : Trained.differentiable_at (trained M) w.
Proof.
  intros a [i k|i] Ha.
  - intros [Hi Hk]. set (wz := fun z => Weights (fun j => if Nat.eq_dec j i then with_value (U w i) k z else U w j) (V w)).
    apply (is_derive_ext (fun z => output M (wz z) a)); [intro z; unfold wz; rewrite <- (neural_with_inner M); reflexivity|].
    apply (is_derive_ext (fun z => output M w a + (z - U w i k) * grad_U M w a i k + (z - U w i k) ^ 2 * 0)); [|apply derive_quadratic].
    intro z. unfold output, grad_U. rewrite (sum_ext (m M) (fun j => gate M a j * preactivation M (wz z) a j * V (wz z) j)
        (fun j => gate M a j * preactivation M w a j * V w j + ((z - U w i k) * (gate M a i * V w i * X M a k)) * delta j i)).
      * rewrite sum_plus, (sum_delta (m M) (fun _ => (z - U w i k) * (gate M a i * V w i * X M a k)) i Hi). simpl. ring.
      * intros j _. unfold preactivation, wz, delta; simpl. destruct (Nat.eq_dec j i) as [->|]; [|ring].
        rewrite (sum_ext (d M) (fun l => with_value (U w i) k z l * X M a l) (fun l => X M a l * with_value (U w i) k z l)) by (intros; ring).
        rewrite (linear_with_value (d M) (X M a) (U w i) k z Hk).
        rewrite (sum_ext (d M) (fun l => X M a l * U w i l) (fun l => U w i l * X M a l)) by (intros; ring). ring.
  - intros Hi. apply (is_derive_ext (fun z => output M (Weights (U w) (with_value (V w) i z)) a));
      [intro z; rewrite <- (neural_with_outer M); reflexivity|].
    apply (is_derive_ext (fun z => output M w a + (z - V w i) * grad_V M w a i + (z - V w i) ^ 2 * 0)); [|apply derive_quadratic].
    intro z. unfold output, grad_V. change (preactivation M {| U := U w; V := with_value (V w) i z |} a) with (preactivation M w a).
    simpl V. rewrite (linear_with_value (m M) (fun j => gate M a j * preactivation M w a j) (V w) i z Hi). simpl. ring.
Qed.
End Neural.
