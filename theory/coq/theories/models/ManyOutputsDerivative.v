(* Away from the kinks the gradient of the net with K outputs is the derivative of its outputs, weight by weight. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained ManyOutputs TwoLayer.
From Catapult Require Import Sums WeightSpace Derivatives OutputDerivatives ManyOutputsModel.
Import ManyOutputs.
Open Scope R_scope.

Lemma many_with_inner N w i k z : with_entry (weight_space N) w (inner i k) z
  = Weights (fun j => if Nat.eq_dec j i then with_value (U w i) k z else U w j) (V w).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro j. apply functional_extensionality. intro l.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec j i), (Nat.eq_dec l k); subst; try congruence; reflexivity.
Qed.
Lemma many_with_outer N w c i z : with_entry (weight_space N) w (outer c i) z
  = Weights (U w) (fun e => if Nat.eq_dec e c then with_value (V w c) i z else V w e).
Proof.
  unfold with_entry, weight_space, with_value. cbn -[weight_eq]. f_equal. apply functional_extensionality. intro e. apply functional_extensionality. intro j.
  match goal with |- context [weight_eq ?p ?q] => destruct (weight_eq p q) as [E|E] end; destruct (Nat.eq_dec e c), (Nat.eq_dec j i); subst; try congruence; reflexivity.
Qed.
(* With the outer weights of one output, the net is one of a single output. *)
Definition seen (w : weights) (c : nat) : TwoLayer.weights := TwoLayer.Weights (U w) (V w c).
Lemma output_seen N w j : output N w j = TwoLayer.output (one_output N) (seen w (place N j)) (datum N j).
Proof.
  unfold output, TwoLayer.output. simpl TwoLayer.s. simpl TwoLayer.n. f_equal. apply sum_ext. intros i _.
  unfold TwoLayer.unit_output, hidden. change (TwoLayer.slope (one_output N)) with (slope N).
  change (TwoLayer.preactivation (one_output N) (seen w (place N j)) (datum N j) i) with (preactivation N w (datum N j) i).
  simpl TwoLayer.V. ring.
Qed.
Lemma datum_below N j : (j < D N * K N)%nat -> (datum N j < D N)%nat.
Proof. intros H. apply Nat.div_lt_upper_bound; [intros Z; rewrite Z in H; lia|lia]. Qed.
Lemma many_differentiable N w : (forall a i, (a < D N)%nat -> (i < n N)%nat -> preactivation N w a i <> 0) ->
  Trained.differentiable_at (trained N) w.
Proof.
  intros no_kink j p Hj Hp.
  pose proof (net_differentiable (one_output N) (seen w (place N j)) no_kink (datum N j)) as H.
  specialize (fun q => H q (datum_below N j Hj)).
  destruct p as [i k|c i].
  - apply (is_derive_ext (fun z => TwoLayer.output (one_output N) (with_entry (TwoLayer.weight_space (one_output N)) (seen w (place N j))
      (TwoLayer.inner i k) z) (datum N j))).
    + intro z. change (TwoLayer.output (one_output N) (with_entry (TwoLayer.weight_space (one_output N)) (seen w (place N j))
      (TwoLayer.inner i k) z) (datum N j) = output N (with_entry (weight_space N) w (inner i k) z) j).
      rewrite output_seen, net_with_inner, many_with_inner. reflexivity.
    + evar_last; [exact (H (TwoLayer.inner i k) Hp)|].
      change (TwoLayer.grad_U (one_output N) (seen w (place N j)) (datum N j) i k = grad_U N w j i k).
      unfold TwoLayer.grad_U, grad_U, TwoLayer.unit_d_preactivation. simpl TwoLayer.s. simpl TwoLayer.V. simpl TwoLayer.X.
      change (TwoLayer.slope (one_output N)) with (slope N).
      change (TwoLayer.preactivation (one_output N) (seen w (place N j)) (datum N j) i) with (preactivation N w (datum N j) i). ring.
  - change (is_derive (fun z => output N (with_entry (weight_space N) w (outer c i) z) j) (V w c i) (grad_V N w j c i)). unfold grad_V.
    destruct (Nat.eq_dec (place N j) c) as [E|E].
    + apply (is_derive_ext (fun z => TwoLayer.output (one_output N) (with_entry (TwoLayer.weight_space (one_output N)) (seen w (place N j))
        (TwoLayer.outer i) z) (datum N j))).
      * intro z. rewrite output_seen, net_with_outer, many_with_outer. unfold seen. simpl. rewrite E.
        destruct (Nat.eq_dec c c) as [_|X]; [reflexivity|contradiction].
      * rewrite <- E. evar_last; [exact (H (TwoLayer.outer i) (proj2 Hp))|].
        change (TwoLayer.grad_V (one_output N) (seen w (place N j)) (datum N j) i = s N * hidden N w (datum N j) i).
        unfold TwoLayer.grad_V, TwoLayer.unit_d_outer, hidden. reflexivity.
    + apply is_derive_ext with (fun _ => output N w j).
      * intro z. rewrite !output_seen, many_with_outer. unfold seen. simpl. destruct (Nat.eq_dec (place N j) c); [contradiction|reflexivity].
      * apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule)).
Qed.
