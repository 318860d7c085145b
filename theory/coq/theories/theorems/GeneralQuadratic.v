(* The exact update maps of the residuals, the Jacobian and the kernel of a general quadratic model on any D data. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require General.
From Catapult Require Import Defined Sums.
From Catapult Require Import Structure ZQ_17c.
Import General.
Open Scope R_scope.

Section Maps.
Variables (M : model) (eta : R) (w : weights).
Hypothesis sym : symmetric M.
Let move : weights := fun j => Sum (D M) (fun e => residual M w e * jacobian M w e j).
Lemma step_move i : step M eta w i = w i + - eta * move i.
Proof. unfold step, move. rewrite (sum_ext (D M) _ (fun e => residual M w e * jacobian M w e i)) by (intros; ring). ring. Qed.
Lemma Q_step a i : Q_times M a (step M eta w) i = Q_times M a w i - eta * G M w a i.
Proof.
  change (G M w a i) with (Q_times M a move i). unfold Q_times.
  rewrite (sum_ext (P M) _ (fun j => Q M a i j * w j + - eta * (Q M a i j * move j))) by (intros; rewrite step_move; ring).
  rewrite sum_plus, sum_scal. ring.
Qed.
Lemma jacobian_step a i : jacobian M (step M eta w) a i = jacobian M w a i - eta * G M w a i.
Proof. unfold jacobian. rewrite Q_step. ring. Qed.
Lemma Q_symmetric a x z : (a < D M)%nat -> Sum (P M) (fun i => x i * Q_times M a z i) = Sum (P M) (fun i => z i * Q_times M a x i).
Proof.
  intros Ha. unfold Q_times.
  rewrite (sum_ext (P M) _ (fun i => Sum (P M) (fun j => x i * (Q M a i j * z j)))) by (intros; rewrite sum_scal; reflexivity).
  rewrite sum_swap. apply sum_ext. intros j Hj. rewrite <- sum_scal. apply sum_ext. intros i Hi. rewrite (sym a i j Ha Hi Hj). ring.
Qed.
Lemma move_dot (x : nat -> R) : Sum (P M) (fun i => x i * move i)
  = Sum (D M) (fun e => Sum (P M) (fun i => x i * jacobian M w e i) * residual M w e).
Proof.
  unfold move. rewrite (sum_ext (P M) _ (fun i => Sum (D M) (fun e => x i * jacobian M w e i * residual M w e)))
    by (intros; rewrite <- sum_scal; apply sum_ext; intros; ring).
  rewrite sum_swap. apply sum_ext. intros e _. apply sum_scal_r.
Qed.
Lemma output_step a : (a < D M)%nat -> output M (step M eta w) a = output M w a
  - eta * Sum (P M) (fun i => jacobian M w a i * move i) + eta ^ 2 / 2 * Sum (P M) (fun i => G M w a i * move i).
Proof.
  intros Ha. unfold output.
  rewrite (sum_ext (P M) (fun i => b M a i * step M eta w i) (fun i => b M a i * w i + - eta * (b M a i * move i)))
    by (intros; rewrite step_move; ring).
  rewrite (sum_ext (P M) (fun i => step M eta w i * Q_times M a (step M eta w) i)
    (fun i => w i * Q_times M a w i + - eta * (w i * G M w a i) + - eta * (move i * Q_times M a w i) + eta ^ 2 * (G M w a i * move i)))
    by (intros; rewrite Q_step, step_move; ring).
  rewrite !sum_plus, !sum_scal.
  assert (E : Sum (P M) (fun i => w i * G M w a i) = Sum (P M) (fun i => move i * Q_times M a w i)) by (apply (Q_symmetric a w move Ha)).
  rewrite E. unfold jacobian at 1. rewrite (sum_ext (P M) (fun i => (b M a i + Q_times M a w i) * move i)
    (fun i => b M a i * move i + move i * Q_times M a w i)) by (intros; ring).
  rewrite sum_plus. field.
Qed.
End Maps.

Theorem GENERAL_QUADRATIC : GENERAL_QUADRATIC.statement.
Proof.
  intros M eta w []. repeat split.
  - intros a Ha. change (residual M (step M eta w) a) with (output M (step M eta w) a - y M a).
    rewrite (output_step M eta w form_symmetric a Ha), !move_dot. change (residual M w a) with (output M w a - y M a).
    change (fun e => kernel M w a e * residual M w e)
      with (fun e => Sum (P M) (fun i => jacobian M w a i * jacobian M w e i) * residual M w e). ring.
  - intros a i. apply jacobian_step.
  - intros a e. unfold kernel. apply sum_ext. intros i _. rewrite !jacobian_step. reflexivity.
Qed.
(* Any two vectors may change places in a double sum of the symmetric part. *)
Lemma double_swap n z (g : nat -> nat -> R) :
  Sum n (fun a => z a * Sum n (fun e => g a e * z e)) = Sum n (fun a => z a * Sum n (fun e => g e a * z e)).
Proof.
  rewrite (sum_ext n (fun a => z a * Sum n (fun e => g a e * z e)) (fun a => Sum n (fun e => z a * (g a e * z e))))
    by (intros; rewrite sum_scal; reflexivity).
  rewrite sum_swap. apply sum_ext. intros a _. rewrite <- sum_scal. apply sum_ext. intros; ring.
Qed.
(* The loss of the claims is divided by D, so the rate here is eta/D. *)
Theorem ZQ_17c_1 : ZQ_17c_1.statement.
Proof.
  intros z M eta w [] t. pose proof (lt_0_INR _ some_data) as DP. set (rate := eta / INR (D M)).
  change (train M rate w (S t)) with (step M rate (train M rate w t)). set (x := train M rate w t).
  destruct (GENERAL_QUADRATIC M rate x (GENERAL_QUADRATIC.Hypotheses M rate x form_symmetric)) as [Er [_ Ek]].
  assert (R : along M z (residual M (step M rate x)) = along M z (residual M x)
    - rate * along M z (kernel_times M x (residual M x)) + rate ^ 2 / 2 * along M z (mixed_times M x (residual M x))).
  { unfold along. rewrite <- !sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros a Ha. rewrite (Er a Ha).
    unfold kernel_times, mixed_times. ring. }
  assert (K : along M z (kernel_times M (step M rate x) z) = along M z (kernel_times M x z)
    - 2 * rate * along M z (mixed_times M x z) + rate ^ 2 * along M z (square_times M x z)).
  { replace (2 * rate * along M z (mixed_times M x z)) with (rate * along M z (mixed_times M x z)
      + rate * Sum (D M) (fun a => z a * Sum (D M) (fun e => Sum (P M) (fun i => G M x e i * jacobian M x a i) * z e)))
      by (unfold along, mixed_times; rewrite <- (double_swap (D M) z (fun a e => Sum (P M) (fun i => G M x a i * jacobian M x e i))); ring).
    unfold along. rewrite <- !sum_scal, <- sum_plus, <- sum_minus, <- sum_plus. apply sum_ext. intros a _.
    unfold kernel_times, mixed_times, square_times.
    rewrite (sum_ext (D M) (fun e => kernel M (step M rate x) a e * z e) (fun e => kernel M x a e * z e
      + - rate * (Sum (P M) (fun i => G M x a i * jacobian M x e i) * z e)
      + - rate * (Sum (P M) (fun i => G M x e i * jacobian M x a i) * z e)
      + rate ^ 2 * (Sum (P M) (fun i => G M x a i * G M x e i) * z e))).
    - rewrite !sum_plus, !sum_scal. ring.
    - intros e _. rewrite Ek. unfold kernel. rewrite <- !sum_scal_r, <- !sum_scal, <- !sum_plus. apply sum_ext. intros; ring. }
  rewrite R, K. unfold rate. split; field; lra.
Qed.
Theorem ZQ_17c_1_defined : ZQ_17c_1.defined.
Proof. intros z M eta w []. is_defined. Qed.

Example ZQ_17c_1_witness : ZQ_17c_1.nonvacuous.
Proof.
  exists (fun _ => 1), (Model 1 1 (fun _ => 0) (fun _ _ => 1) (fun _ _ _ => 1) (fun _ => 0)), 1, (fun _ => 1). repeat split; simpl; try lia; try lra.
  unfold loss, residual, output, Q_times; simpl. lra.
Qed.
Example GENERAL_QUADRATIC_witness : GENERAL_QUADRATIC.nonvacuous.
Proof.
  exists (Model 1 1 (fun _ => 0) (fun _ _ => 1) (fun _ _ _ => 1) (fun _ => 0)), 1, (fun _ => 1). split; [constructor|].
  - intros a i j _ _ _. reflexivity.
  - unfold loss, residual, output, Q_times; simpl. lra.
Qed.
