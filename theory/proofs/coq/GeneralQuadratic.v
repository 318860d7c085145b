(* The exact update maps of the residuals, the Jacobian and the kernel of a general quadratic model on any D data. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums.
Import General.
Open Scope R_scope.

Section Maps.
Variables (M : model) (eta : R) (w : weights).
Hypothesis sym : symmetric M.
Let move : weights := fun j => sum (D M) (fun e => residual M w e * jacobian M w e j).
Lemma step_move i : step M eta w i = w i + - eta * move i.
Proof. unfold step, move. ring. Qed.
Lemma Q_step a i : Q_times M a (step M eta w) i = Q_times M a w i - eta * G M w a i.
Proof.
  change (G M w a i) with (Q_times M a move i). unfold Q_times.
  rewrite (sum_ext (P M) _ (fun j => Q M a i j * w j + - eta * (Q M a i j * move j))) by (intros; rewrite step_move; ring).
  rewrite sum_plus, sum_scal. ring.
Qed.
Lemma jacobian_step a i : jacobian M (step M eta w) a i = jacobian M w a i - eta * G M w a i.
Proof. unfold jacobian. rewrite Q_step. ring. Qed.
Lemma Q_symmetric a x z : (a < D M)%nat -> sum (P M) (fun i => x i * Q_times M a z i) = sum (P M) (fun i => z i * Q_times M a x i).
Proof.
  intros Ha. unfold Q_times.
  rewrite (sum_ext (P M) _ (fun i => sum (P M) (fun j => x i * (Q M a i j * z j)))) by (intros; rewrite sum_scal; reflexivity).
  rewrite sum_swap. apply sum_ext. intros j Hj. rewrite <- sum_scal. apply sum_ext. intros i Hi. rewrite (sym a i j Ha Hi Hj). ring.
Qed.
Lemma move_dot (x : nat -> R) : sum (P M) (fun i => x i * move i)
  = sum (D M) (fun e => sum (P M) (fun i => x i * jacobian M w e i) * residual M w e).
Proof.
  unfold move. rewrite (sum_ext (P M) _ (fun i => sum (D M) (fun e => x i * jacobian M w e i * residual M w e)))
    by (intros; rewrite <- sum_scal; apply sum_ext; intros; ring).
  rewrite sum_swap. apply sum_ext. intros e _. apply sum_scal_r.
Qed.
Lemma output_step a : (a < D M)%nat -> output M (step M eta w) a = output M w a
  - eta * sum (P M) (fun i => jacobian M w a i * move i) + eta ^ 2 / 2 * sum (P M) (fun i => G M w a i * move i).
Proof.
  intros Ha. unfold output.
  rewrite (sum_ext (P M) (fun i => b M a i * step M eta w i) (fun i => b M a i * w i + - eta * (b M a i * move i)))
    by (intros; rewrite step_move; ring).
  rewrite (sum_ext (P M) (fun i => step M eta w i * Q_times M a (step M eta w) i)
    (fun i => w i * Q_times M a w i + - eta * (w i * G M w a i) + - eta * (move i * Q_times M a w i) + eta ^ 2 * (G M w a i * move i)))
    by (intros; rewrite Q_step, step_move; ring).
  rewrite !sum_plus, !sum_scal.
  assert (E : sum (P M) (fun i => w i * G M w a i) = sum (P M) (fun i => move i * Q_times M a w i)) by (apply (Q_symmetric a w move Ha)).
  rewrite E. unfold jacobian at 1. rewrite (sum_ext (P M) (fun i => (b M a i + Q_times M a w i) * move i)
    (fun i => b M a i * move i + move i * Q_times M a w i)) by (intros; ring).
  rewrite sum_plus. field.
Qed.
End Maps.

Theorem GENERAL_QUADRATIC : stmt_GENERAL_QUADRATIC.
Proof.
  intros M eta w sym. repeat split.
  - intros a Ha. change (residual M (step M eta w) a) with (output M (step M eta w) a - y M a).
    rewrite (output_step M eta w sym a Ha), !move_dot. change (residual M w a) with (output M w a - y M a).
    change (fun e => kernel M w a e * residual M w e)
      with (fun e => sum (P M) (fun i => jacobian M w a i * jacobian M w e i) * residual M w e). ring.
  - intros a i. apply jacobian_step.
  - intros a e. unfold kernel. apply sum_ext. intros i _. rewrite !jacobian_step. reflexivity.
Qed.
(* The loss of the claims is divided by D, so the rate here is eta/D. *)
Theorem ZQ_17c_1 : stmt_ZQ_17c_1.
Proof.
  intros M eta w [He [sym D_pos]] t. pose proof (lt_0_INR _ D_pos) as DP. set (rate := eta / INR (D M)).
  change (train M rate w (S t)) with (step M rate (train M rate w t)). set (z := train M rate w t).
  destruct (GENERAL_QUADRATIC M rate z sym) as [Er [_ Ek]]. rewrite (Er 0%nat D_pos), !Ek, <- (move_dot M z).
  assert (E : forall e, sum (P M) (fun i => (jacobian M z 0 i - rate * G M z 0 i) * (jacobian M z e i - rate * G M z e i))
    = kernel M z 0 e - rate * (sum (P M) (fun i => G M z 0 i * jacobian M z e i) + sum (P M) (fun i => jacobian M z 0 i * G M z e i))
      + rate ^ 2 * sum (P M) (fun i => G M z 0 i * G M z e i)).
  { intro e. unfold kernel. rewrite <- sum_plus, <- !sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros; ring. }
  rewrite !E. rewrite (sum_ext (P M) (fun i => jacobian M z 0 i * G M z 0 i) (fun i => G M z 0 i * jacobian M z 0 i)) by (intros; ring).
  unfold rate. repeat split; [field; lra|field; lra|]. unfold pull. field. lra.
Qed.

Example ZQ_17c_1_witness : nonvacuous_ZQ_17c_1.
Proof.
  exists (Model 1 1 (fun _ => 0) (fun _ _ => 1) (fun _ _ _ => 1) (fun _ => 0)), 1, (fun _ => 1). repeat split; simpl; try lia; try lra.
  unfold loss, residual, output, Q_times; simpl. lra.
Qed.
Example GENERAL_QUADRATIC_witness : nonvacuous_GENERAL_QUADRATIC.
Proof.
  exists (Model 1 1 (fun _ => 0) (fun _ _ => 1) (fun _ _ _ => 1) (fun _ => 0)), 1, (fun _ => 1). split.
  - intros a i j _ _ _. reflexivity.
  - unfold loss, residual, output, Q_times; simpl. lra.
Qed.

(* What all of these rest on. *)
Definition checked := (ZQ_17c_1, ZQ_17c_1_witness, GENERAL_QUADRATIC, GENERAL_QUADRATIC_witness).
Print Assumptions checked.
