(* A trained model: how many data there are, the space of its weights, its output on each datum, the gradient of that output, and
   the targets. Residual, loss, gradient of the loss, kernel, weight norm, step and training are defined here once, for every model;
   the loss (Losses.v), the update rule (UpdateRules.v) and the batch of each step are parameters.

   What there is to prove theorems with, for a model M:
   - [homogeneous M k]: Euler's identity w . grad f_a = k f_a; [kernel_at_most M C m]: zᵀ H z <= C |w|^(2m) |z|^2;
     [differentiable_at M w]: the gradient of the output is its derivative, weight by weight.
   - [batch_gradient_derivative]: then [batch_gradient] is the derivative of [batch_loss].
   - [dot_batch_gradient]: w . grad L = k sum_a p_a l'_a f_a; [norm_batch_gradient]: |grad L|^2 as a form in the tangent kernel;
     [tangent_at_most]: the bound of that form by [kernel_at_most].
   - [descent_norm]: the weight norm after a step of gradient descent, for any loss and batch; with dot_* and norm_* of WeightSpace.v
     the same follows for every other rule of UpdateRules.v.
   - [run_next], [train_descent]: the state after one more step. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Spectral Derivatives WeightSpace UpdateRules Losses.
Open Scope R_scope.

Record model := Model {
  weight_space : space;
  data : nat;
  share : R;                                                   (* what a datum counts in the loss: 1/D for a mean, 1 for a sum *)
  output : vector weight_space -> nat -> R;
  gradient : vector weight_space -> nat -> vector weight_space;    (* of the output on a datum *)
  target : nat -> R }.
Definition weights (M : model) : Type := vector (weight_space M).

Section Model.
Variable M : model.
Local Notation E := (weight_space M).
Implicit Types (w : weights M) (l : loss) (p z : nat -> R).

Definition residual w (a : nat) : R := output M w a - target M a.
(* The slope of the loss in the output on datum a. *)
Definition slopes l w (a : nat) : R := loss_slope l (output M w a) (target M a).
Definition losses l w (a : nat) : R := loss_value l (output M w a) (target M a).
(* On a batch, datum a counts with weight p_a. *)
Definition batch_loss l p w : R := Sum (data M) (fun a => p a * losses l w a).
Definition batch_gradient l p w : weights M := combine E (data M) (fun a => p a * slopes l w a) (gradient M w).
Definition whole (a : nat) : R := share M.
Definition total_loss l w : R := batch_loss l whole w.
(* The batch of each step. *)
Definition batches : Type := nat -> nat -> R.
Definition full : batches := fun _ => whole.
Definition step (r : rule E) l (b : batches) : state E -> state E := r (fun t => batch_gradient l (b t)).
(* The weights after one step from velocity 0. *)
Definition next (r : rule E) l (b : batches) w : weights M := weights_of (step r l b (start w)).
Definition run (r : rule E) l (b : batches) w : nat -> state E := iterate (step r l b) (start w).
Definition train (r : rule E) l (b : batches) w (t : nat) : weights M := weights_of (run r l b w t).

Definition weight_norm w : R := square_norm E w.
(* The tangent kernel grad f_a . grad f_b, and H = share times it. *)
Definition tangent w (a b : nat) : R := dot E (gradient M w a) (gradient M w b).
Definition kernel w (a b : nat) : R := share M * tangent w a b.
(* zᵀ H z *)
Definition kernel_form w z : R := Sum (data M) (fun a => Sum (data M) (fun b => z a * kernel w a b * z b)).
Definition top_kernel w : R := supremum (unit_sphere (data M)) (kernel_form w).
Definition mean_square_output w : R := share M * Sum (data M) (fun a => output M w a ^ 2).
Definition mean_square_residual w : R := share M * Sum (data M) (fun a => residual w a ^ 2).
Definition residual_output w : R := share M * Sum (data M) (fun a => residual w a * output M w a).
Definition residual_kernel w : R := share M * kernel_form w (residual w).
Definition target_norm : R := sqrt (Sum (data M) (fun a => target M a ^ 2)).
Definition zero_targets : Prop := forall a, (a < data M)%nat -> target M a = 0.

(* ---- what is proved of a model ---- *)
Definition homogeneous (k : R) : Prop := forall w a, (a < data M)%nat -> dot E w (gradient M w a) = k * output M w a.
Definition kernel_at_most (C : R) (m : nat) : Prop :=
  forall w z, kernel_form w z <= C * weight_norm w ^ m * Sum (data M) (fun a => z a ^ 2).
Definition differentiable_at w : Prop := forall a i, (a < data M)%nat -> inside E i ->
  is_derive (fun x => output M (with_entry E w i x) a) (entry E w i) (entry E (gradient M w a) i).

(* ---- the gradient of the loss ---- *)
Theorem batch_gradient_derivative l p w : differentiable_at w -> forall i, inside E i ->
  is_derive (fun x => batch_loss l p (with_entry E w i x)) (entry E w i) (entry E (batch_gradient l p w) i).
Proof.
  intros H i Hi. unfold batch_gradient. rewrite entry_combine. unfold batch_loss, losses.
  apply (derive_sum (data M) (fun a x => p a * loss_value l (output M (with_entry E w i x) a) (target M a))). intros a Ha. evar_last.
  - apply is_derive_scal. apply (is_derive_comp (fun o => loss_value l o (target M a)) (fun x => output M (with_entry E w i x) a)).
    + apply loss_slope_is.
    + apply H; assumption.
  - unfold scal; simpl; unfold mult; simpl. rewrite with_entry_same. unfold slopes. ring.
Qed.
(* A step of gradient descent on all data is eta times the gradient of the loss. *)
Theorem next_is_gradient l eta w : differentiable_at w -> 0 < eta -> forall i, inside E i ->
  is_derive (fun x => total_loss l (with_entry E w i x)) (entry E w i)
    ((entry E w i - entry E (next (gradient_descent (constant_rate eta)) l full w) i) / eta).
Proof.
  intros H P i Hi. evar_last; [apply (batch_gradient_derivative l whole w H i Hi)|].
  unfold next, step, gradient_descent, start; simpl. rewrite entry_advance. unfold full, constant_rate. field. lra.
Qed.
Lemma dot_batch_gradient k l p w : homogeneous k ->
  dot E w (batch_gradient l p w) = k * Sum (data M) (fun a => p a * slopes l w a * output M w a).
Proof.
  intros H. unfold batch_gradient. rewrite dot_combine, <- sum_scal. apply sum_ext. intros a Ha. rewrite (H w a Ha). ring.
Qed.
Definition tangent_form w z : R := Sum (data M) (fun a => Sum (data M) (fun b => z a * tangent w a b * z b)).
Lemma norm_batch_gradient l p w : square_norm E (batch_gradient l p w) = tangent_form w (fun a => p a * slopes l w a).
Proof. apply norm_combine. Qed.
Lemma tangent_form_is w z : tangent_form w z = square_norm E (combine E (data M) z (gradient M w)).
Proof. symmetry. apply norm_combine. Qed.
Lemma kernel_form_is w z : kernel_form w z = share M * tangent_form w z.
Proof.
  unfold kernel_form, tangent_form. rewrite <- sum_scal. apply sum_ext. intros a _. rewrite <- sum_scal. apply sum_ext.
  intros b _. unfold kernel. ring.
Qed.
Lemma tangent_at_most C m w z : 0 < share M -> kernel_at_most C m ->
  tangent_form w z <= / share M * C * weight_norm w ^ m * Sum (data M) (fun a => z a ^ 2).
Proof.
  intros P B. specialize (B w z). rewrite kernel_form_is in B. apply Rmult_le_reg_l with (share M); [exact P|].
  eapply Rle_trans; [exact B|]. right. field. lra.
Qed.

(* ---- training ---- *)
Lemma run_next r l b w t : run r l b w (S t) = step r l b (run r l b w t).
Proof. reflexivity. Qed.
Lemma train_start r l b w : train r l b w 0 = w.
Proof. reflexivity. Qed.
Lemma descent_step eta l b w t : step_of (run (gradient_descent eta) l b w t) = t.
Proof. induction t as [|t IH]; [reflexivity|]. simpl. f_equal. exact IH. Qed.
Lemma train_descent eta l b w t : train (gradient_descent eta) l b w (S t)
  = advance E (train (gradient_descent eta) l b w t) (eta t) (batch_gradient l (b t) (train (gradient_descent eta) l b w t)).
Proof. unfold train at 1. rewrite run_next. simpl. rewrite descent_step. reflexivity. Qed.

(* The weight norm after a step of gradient descent. *)
Theorem descent_norm k l p eta w : homogeneous k -> weight_norm (advance E w eta (batch_gradient l p w))
  = weight_norm w - 2 * k * eta * Sum (data M) (fun a => p a * slopes l w a * output M w a)
    + eta ^ 2 * tangent_form w (fun a => p a * slopes l w a).
Proof. intros H. unfold weight_norm. rewrite norm_advance, norm_batch_gradient, (dot_batch_gradient k l p w H). ring. Qed.
(* The squared loss on all data. *)
Lemma total_loss_squared w : total_loss squared w = / 2 * mean_square_residual w.
Proof.
  unfold total_loss, batch_loss, losses, mean_square_residual, whole. rewrite <- !sum_scal. apply sum_ext. intros a _.
  simpl loss_value. unfold residual. field.
Qed.
Lemma entry_gradient_squared w i : entry E (batch_gradient squared whole w) i
  = share M * Sum (data M) (fun a => residual w a * entry E (gradient M w a) i).
Proof.
  unfold batch_gradient. rewrite entry_combine, <- sum_scal. apply sum_ext. intros a _. unfold whole, slopes, residual. simpl. ring.
Qed.
Theorem descent_norm_squared k eta w : homogeneous k -> weight_norm (advance E w eta (batch_gradient squared whole w))
  = weight_norm w - 2 * k * eta * residual_output w + eta ^ 2 * residual_kernel w.
Proof.
  intros H. rewrite (descent_norm k squared whole eta w H). unfold residual_output, residual_kernel. rewrite kernel_form_is.
  replace (Sum (data M) (fun a => whole a * slopes squared w a * output M w a))
    with (share M * Sum (data M) (fun a => residual w a * output M w a)).
  - replace (tangent_form w (fun a => whole a * slopes squared w a)) with (share M * (share M * tangent_form w (residual w))); [reflexivity|].
    unfold tangent_form. rewrite <- !sum_scal. apply sum_ext. intros a _. rewrite <- !sum_scal. apply sum_ext.
    intros b _. unfold whole, slopes, residual; simpl; ring.
  - rewrite <- sum_scal. apply sum_ext. intros; unfold whole, slopes, residual; simpl; ring.
Qed.
End Model.
Arguments batches : clear implicits.

(* What a definition of this file is for a named model, with the fields of the model in their place. *)
Ltac outer t := eval cbv beta iota zeta delta [batch_loss batch_gradient whole total_loss full step next weights_of velocity_of step_of
  start constant_rate gradient_descent advance combine] in t.
Ltac inner t := eval cbv beta iota zeta delta [weight_space data share output gradient target residual slopes losses tangent kernel kernel_form
  dot square_norm loss_value loss_slope squared vector index entry vector_of over numbers] in t.
(* Definitions of this file that the model has a name for already. *)
Ltac refold old new t := lazymatch t with context C [old] => let t' := context C [new] in refold old new t' | _ => t end.
Ltac with_residual M w r t := let t := refold (residual M w) r t in let t := refold (slopes M squared w) r t in
  refold (losses M squared w) (fun a : nat => r a ^ 2 / 2) t.
Ltac with_kernel M w r k t := let t := with_residual M w r t in refold (kernel M w) k t.
Ltac with_form M w r k f t := let t := with_kernel M w r k t in refold (kernel_form M w) f t.
(* The state of step 0 is the initialisation. *)
Ltac first_states train := repeat match goal with
  | |- context [train ?M ?eta ?w O] => change (train M eta w O) with w
  | H : context [train ?M ?eta ?w O] |- _ => change (train M eta w O) with w in H end.
