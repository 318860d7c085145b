(* One linear unit of slope 1 on the datum (1, 1/2): values for the witnesses of the theorems with a target. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel.
Import TwoLayer.
Open Scope R_scope.
Definition aim_net (target : R) : net := Net 1 1 1 (fun _ _ => 1) (fun _ => target) 1 1 1 1.
Definition aim_weights (u v : R) : weights := Weights (fun _ _ => u) (fun _ => v).
Section Values.
Variables target u v : R.
Lemma aim_slope p : slope (aim_net target) p = 1.
Proof. unfold slope; simpl. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); reflexivity. Qed.
Lemma aim_output : output (aim_net target) (aim_weights u v) 0 = u * v.
Proof. unfold output, preactivation, unit_output; simpl. rewrite aim_slope. ring. Qed.
Lemma aim_kernel : kernel (aim_net target) (aim_weights u v) 0 0 = u ^ 2 + v ^ 2.
Proof. unfold kernel, grad_U, grad_V, preactivation, unit_d_preactivation, unit_d_outer; simpl. rewrite aim_slope. field. Qed.
Lemma aim_residual : residual (aim_net target) (aim_weights u v) 0 = u * v - target.
Proof. unfold residual. rewrite aim_output. reflexivity. Qed.
Lemma aim_loss : loss (aim_net target) (aim_weights u v) = (u * v - target) ^ 2 / 2.
Proof. unfold loss; simpl Sum. rewrite aim_residual. simpl. field. Qed.
Lemma aim_x2 : x2 (aim_net target) = 1.
Proof. unfold x2; simpl. ring. Qed.
Lemma aim_root : root_kappa (aim_net target) = 1.
Proof. unfold root_kappa. rewrite aim_x2, sqrt_1. simpl. ring. Qed.
Lemma aim_linear : linear_net (aim_net target).
Proof. split; reflexivity. Qed.
Lemma aim_gated : gated (aim_net target).
Proof. right. split; [apply aim_linear|simpl; lra]. Qed.
End Values.
Ltac target_witness eta target u v :=
  exists (aim_net target), eta, (aim_weights u v); (split; [constructor|]); unfold edge_excess, scaled_target, scaled_residual;
  rewrite ?aim_root, ?aim_kernel, ?aim_residual, ?aim_output, ?aim_loss, ?aim_x2;
  pose proof (aim_linear target); pose proof (aim_gated target);
  repeat split; try assumption; try exact (aim_linear target); simpl; try reflexivity; try lra.
