(* One datum, target 0, v_0 = eta H_0 < 4, linear nets and psi^2 = c I: the kernel never increases, the sum of
   u_t = kappa eta^2 f_t^2 is at most v_0 / (4 - v_0), and the loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Defined Sums ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import UV_CONV.
Open Scope R_scope.

Theorem UV_CONV_1 : UV_CONV_1.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  exact (kernel_falls _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_CONV_2 : UV_CONV_2.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  intro t. pose proof (outputs_summable _ _ _ _ _ _ _ run ltac:(assumption) (S t)) as Q. unfold kappa, Rdiv in *.
  replace (4 + -1 * _ * eta) with (4 - TwoLayer.kernel N w 0 0 * eta) by ring. eapply Rle_trans; [|exact Q]. right. ring.
Qed.
Theorem UV_CONV_2_defined : UV_CONV_2.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem UV_CONV_3 : UV_CONV_3.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  exact (loss_vanishes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_CONV_4 : UV_CONV_4.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  exact (kernel_falls _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.
Theorem UV_CONV_5 : UV_CONV_5.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  intro t. pose proof (outputs_summable _ _ _ _ _ _ _ run ltac:(assumption) (S t)) as Q. unfold kappa_iso, Rdiv in *.
  replace (4 + -1 * _ * eta) with (4 - Quadratic.kernel M w 0 0 * eta) by ring. eapply Rle_trans; [|exact Q]. right. ring.
Qed.
Theorem UV_CONV_5_defined : UV_CONV_5.defined.
Proof. intros M eta w []. is_defined. Qed.
Theorem UV_CONV_6 : UV_CONV_6.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  exact (loss_vanishes _ _ _ _ _ _ _ run ltac:(assumption)).
Qed.

Example UV_CONV_1_witness : UV_CONV_1.nonvacuous.
Proof. unit_witness 1 (3/2) 1 1. Qed.
Example UV_CONV_2_witness : UV_CONV_2.nonvacuous.
Proof. unit_witness 1 (3/2) 1 1. Qed.
Example UV_CONV_3_witness : UV_CONV_3.nonvacuous.
Proof. unit_witness 1 (3/2) 1 1. Qed.
Example UV_CONV_4_witness : UV_CONV_4.nonvacuous.
Proof. form_witness (3) 1. Qed.
Example UV_CONV_5_witness : UV_CONV_5.nonvacuous.
Proof. form_witness (3) 1. Qed.
Example UV_CONV_6_witness : UV_CONV_6.nonvacuous.
Proof. form_witness (3) 1. Qed.
