(* Any trained model with an output bias c that is trained, too: f_a + c. With a coordinate of the inputs that is always 1, a net has
   biases of its first layer as well. A weight vector is that of the model, and c. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
Open Scope R_scope.

(* One more number; its name is None. *)
Definition one_more (E : space) : space.
Proof.
  refine (Space (vector E * R) (option (index E)) _ (fun p => match p with Some i => inside E i | None => True end)
    (fun w p => match p with Some i => entry E (fst w) i | None => snd w end)
    (fun f => (vector_of E (fun i => f (Some i)), f None))
    (fun f => over E (fun i => f (Some i)) + f None) _ _ _ _ _ _).
  - decide equality. apply index_eq.
  - intros f [i|]; simpl; [apply entry_vector_of|reflexivity].
  - intros [w c]. simpl. f_equal. exact (vector_of_entry E w).
  - intros f g H. f_equal; [apply over_ext; intros i Hi; apply H, Hi|apply H; exact I].
  - intros f g. rewrite over_plus. ring.
  - intros c f. rewrite over_scale. ring.
  - intros f P. apply Rplus_le_le_0_compat; [apply over_nonneg; intros i Hi; apply P, Hi|apply P; exact I].
Defined.
Section Bias.
Variable M : Trained.model.
Let E := Trained.weight_space M.
Definition weights : Type := (Trained.weights M * R)%type.
Definition output (w : weights) (a : nat) : R := Trained.output M (fst w) a + snd w.
Definition trained : Trained.model :=
  Trained.Model (one_more E) (Trained.data M) (Trained.share M) output (fun w a => (Trained.gradient M (fst w) a, 1)) (Trained.target M).
Definition loss (w : weights) : R := Trained.total_loss trained squared w.
Definition weight_norm (w : weights) : R := Trained.weight_norm trained w.
(* The bias counts k times. *)
Definition shifted_norm (k : R) (w : weights) : R := Trained.weight_norm M (fst w) + k * snd w ^ 2.
Definition mean_square_output (w : weights) : R := Trained.mean_square_output trained w.
Definition residual_output (w : weights) : R := Trained.residual_output trained w.
Definition residual_kernel (w : weights) : R := Trained.residual_kernel trained w.
Definition mean_residual (w : weights) : R := Trained.share M * Sum (Trained.data M) (Trained.residual trained w).
Definition train (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train trained (gradient_descent (constant_rate eta)) squared (Trained.full trained) w t.
End Bias.
