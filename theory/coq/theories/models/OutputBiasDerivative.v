(* Where the gradient of a model is the derivative of its outputs, so it is with an output bias. *)
Require Import Reals Lra Psatz FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained OutputBias.
From Catapult Require Import Sums WeightSpace.
Open Scope R_scope.

Section Bias.
Variable M : Trained.model.
Let E := Trained.weight_space M.
Lemma bias_with_weight (w : OutputBias.weights M) i z :
  with_entry (OutputBias.one_more E) w (Some i) z = (with_entry E (fst w) i z, snd w).
Proof.
  unfold with_entry. simpl vector_of. apply (f_equal2 pair).
  - apply (f_equal (vector_of E)). apply functional_extensionality. intro j.
    destruct (index_eq (OutputBias.one_more E) (Some j) (Some i)) as [H|H], (index_eq E j i) as [G|G]; try reflexivity; congruence.
  - destruct (index_eq (OutputBias.one_more E) None (Some i)) as [H|H]; [discriminate|reflexivity].
Qed.
Lemma bias_with_bias (w : OutputBias.weights M) z : with_entry (OutputBias.one_more E) w None z = (fst w, z).
Proof.
  unfold with_entry. simpl vector_of. apply (f_equal2 pair).
  - transitivity (vector_of E (entry E (fst w))); [|apply vector_of_entry]. apply (f_equal (vector_of E)). apply functional_extensionality. intro j.
    destruct (index_eq (OutputBias.one_more E) (Some j) None) as [H|H]; [discriminate|reflexivity].
  - destruct (index_eq (OutputBias.one_more E) None None) as [H|H]; [reflexivity|contradiction].
Qed.
Lemma bias_differentiable (w : OutputBias.weights M) : Trained.differentiable_at M (fst w) -> Trained.differentiable_at (OutputBias.trained M) w.
Proof.
  intros H a [i|] Ha Hi.
  - apply (is_derive_ext (fun z => Trained.output M (with_entry E (fst w) i z) a + snd w)).
    + intro z. change (Trained.output M (with_entry E (fst w) i z) a + snd w
        = OutputBias.output M (with_entry (OutputBias.one_more E) w (Some i) z) a). rewrite bias_with_weight. reflexivity.
    + evar_last; [apply (is_derive_plus (fun z => Trained.output M (with_entry E (fst w) i z) a) (fun _ => snd w));
        [exact (H a i Ha Hi)|apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule))]|].
      unfold plus, zero; simpl. apply Rplus_0_r.
  - apply (is_derive_ext (fun z => Trained.output M (fst w) a + z)).
    + intro z. change (Trained.output M (fst w) a + z = OutputBias.output M (with_entry (OutputBias.one_more E) w None z) a).
      rewrite bias_with_bias. reflexivity.
    + change (is_derive (fun z => Trained.output M (fst w) a + z) (snd w) 1). auto_derive; [exact I|ring].
Qed.
End Bias.
