(* f = (gamma/2) w . Sigma w with Sigma^2 = c I on one datum with target 0: the exact maps with kappa = gamma^2 c, and convergence
   while eta lambda_0 < 4. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Quadratic Trained.
From Catapult Require Import Sums QuadraticModel OneDatum ClosedMap ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import NQM_CONV ZQ_18c.
Import Quadratic.
Open Scope R_scope.

(* The top eigenvalue of Sigma^2 is c wherever there is an output. *)
Lemma square_constant M c w : D M = 1%nat -> symmetric M -> squares_to M c ->
  kappa_iso M * output M w 0 = zeta M ^ 2 * c * output M w 0.
Proof.
  intros one sy sq. pose proof (cF M c one sy sq w) as E. cbv beta in E. rewrite iso_output. unfold kappa_iso.
  transitivity (zeta M ^ 2 * (zeta M / 2) * (psi2_top M * Sum (n M) (fun i => w i * psi_times M 0 w i))); [ring|]. rewrite E. ring.
Qed.
Ltac form_with c K :=
  match goal with S : squares_to ?M c |- _ => assert (isotropic M) by (exists c; exact S);
    pose proof (fun z => square_constant M c z ltac:(assumption) ltac:(assumption) S) as Sq end.

Theorem ZQ_18c_1 : ZQ_18c_1.statement.
Proof.
  intros M c eta w []. form_with c K. form_closed M eta w K. intro t.
  pose proof (cm_f _ _ _ _ K t) as F. pose proof (cm_h _ _ _ _ K t) as G. cbv beta in F, G. specialize (Sq (train M eta w t)).
  set (f := output M (train M eta w t) 0) in *. split.
  - apply Rmult_eq_reg_l with eta; [|lra]. rewrite G.
    replace (kappa_iso M * eta ^ 2 * f ^ 2) with (kappa_iso M * f * (eta ^ 2 * f)) by ring. rewrite Sq. ring.
  - rewrite F. replace (kappa_iso M * eta ^ 2 * f ^ 2) with (kappa_iso M * f * (eta ^ 2 * f)) by ring. rewrite Sq. ring.
Qed.
Theorem NQM_CONV_3 : NQM_CONV_3.statement.
Proof.
  intros M c eta w []. form_with c K.
  pose proof (form_run M eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption)) as run. intro t.
  pose proof (outputs_weighted _ _ _ _ _ _ _ run ltac:(assumption) (S t)) as Q. cbv beta in Q. Trained.first_states train.
  eapply Rle_trans; [|exact Q]. right.
  replace (4 + -1 * kernel M w 0 0 * eta) with (4 - kernel M w 0 0 * eta) by ring. f_equal.
  transitivity (eta * Sum (S t) (fun j => zeta M ^ 2 * c * mean_square_output M (train M eta w j))); [rewrite sum_scal; ring|].
  transitivity (eta * Sum (S t) (fun j => kappa_iso M * mean_square_output M (train M eta w j))); [|rewrite sum_scal; ring].
  f_equal. apply sum_ext. intros j _. rewrite (quadratic_mean_one M) by assumption. set (z := train M eta w j).
  transitivity (zeta M ^ 2 * c * output M z 0 * output M z 0); [ring|]. rewrite <- (Sq z). ring.
Qed.
Theorem NQM_CONV_4 : NQM_CONV_4.statement.
Proof.
  intros M c eta w []. form_with c K.
  exact (loss_vanishes _ _ _ _ _ _ _ (form_run M eta w ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption)
    ltac:(assumption)) ltac:(assumption)).
Qed.

Lemma form_squares : squares_to unit_form 1.
Proof. intros x i Hi. simpl in Hi. replace i with 0%nat by lia. unfold psi_times; simpl. ring. Qed.
Ltac square_witness eta u := exists unit_form, 1, eta, (fun _ => u); (split; [constructor|]); pose proof form_squares;
  rewrite ?form_kernel, ?form_output, ?form_loss; pose proof form_symmetric; pose proof form_targets; close_witness.
Example ZQ_18c_1_witness : ZQ_18c_1.nonvacuous. Proof. square_witness 1 1. Qed.
Example NQM_CONV_3_witness : NQM_CONV_3.nonvacuous. Proof. square_witness 3 1. Qed.
Example NQM_CONV_4_witness : NQM_CONV_4.nonvacuous. Proof. square_witness 3 1. Qed.
