(* One datum with target 0: the kernel is one number, and one step changes the weight norm by eta f^2 (eta H - 4). *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Sums TwoLayerModel QuadraticModel.
Open Scope R_scope.

Section Net.
Import TwoLayer.
Variable N : net.
Hypothesis one : D N = 1%nat.
Lemma net_D_pos : (0 < D N)%nat. Proof. rewrite one. lia. Qed.
Lemma net_form_one w z : kernel_form N w z = z 0%nat ^ 2 * kernel N w 0 0.
Proof. unfold kernel_form. rewrite one, !sum_one. ring. Qed.
Lemma net_mean_one w : mean_square_output N w = output N w 0 ^ 2.
Proof. unfold mean_square_output. rewrite one, sum_one. simpl. field. Qed.
Hypothesis targets : zero_targets N.
Lemma net_residual_one w : residual N w 0 = output N w 0.
Proof. unfold residual. rewrite targets by exact net_D_pos. ring. Qed.
Lemma net_loss_one w : loss N w = output N w 0 ^ 2 / 2.
Proof. unfold loss. rewrite one, sum_one, net_residual_one. simpl. field. Qed.
Lemma net_norm_one eta w :
  weight_norm N (step N eta w) = weight_norm N w + eta * output N w 0 ^ 2 * (eta * kernel N w 0 0 - 4).
Proof.
  rewrite net_norm_step. unfold residual_output, residual_kernel.
  rewrite net_form_one, one, sum_one, net_residual_one. simpl INR. field.
Qed.
End Net.

Section Form.
Import Quadratic.
Variable M : model.
Hypothesis one : D M = 1%nat.
Lemma quadratic_D_pos : (0 < D M)%nat. Proof. rewrite one. lia. Qed.
Lemma quadratic_form_one w z : kernel_form M w z = z 0%nat ^ 2 * kernel M w 0 0.
Proof. unfold kernel_form. rewrite one, !sum_one. ring. Qed.
Lemma quadratic_mean_one w : mean_square_output M w = output M w 0 ^ 2.
Proof. unfold mean_square_output. rewrite one, sum_one. simpl. field. Qed.
Hypothesis targets : zero_targets M.
Lemma quadratic_residual_one w : residual M w 0 = output M w 0.
Proof. unfold residual. rewrite targets by exact quadratic_D_pos. ring. Qed.
Lemma quadratic_loss_one w : loss M w = output M w 0 ^ 2 / 2.
Proof. unfold loss. rewrite one, sum_one, quadratic_residual_one. simpl. field. Qed.
Lemma quadratic_norm_one eta w :
  weight_norm M (step M eta w) = weight_norm M w + eta * output M w 0 ^ 2 * (eta * kernel M w 0 0 - 4).
Proof.
  rewrite quadratic_norm_step. unfold residual_output, residual_kernel.
  rewrite quadratic_form_one, one, sum_one, quadratic_residual_one. simpl INR. field.
Qed.
Lemma quadratic_factor B : zeta M ^ 2 / INR (D M) * B = zeta M ^ 2 * B.
Proof. rewrite one. simpl. field. Qed.
End Form.
