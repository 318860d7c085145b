(* One datum, target 0, f_0 <> 0, 2 < eta H_0 < 4: the loss reaches (eta H_0 - 2)^2 / (4 kappa eta^2).
   Linear nets, and quadratic models with psi^2 = c I. No logarithm and no exceptional set. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Quadratic Trained TwoLayer.
From Catapult Require Import Defined Sums ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import UV_PEAK.
Open Scope R_scope.

Theorem UV_PEAK_1 : UV_PEAK_1.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  destruct (loss_peaks _ _ _ _ _ _ _ run ltac:(assumption) ltac:(split; assumption)) as [t P]. exists t. cbv beta in P. unfold kappa in P. Trained.first_states TwoLayer.train. lra.
Qed.
Theorem UV_PEAK_1_defined : UV_PEAK_1.defined.
Proof.
  intros N eta w [].
  assert (K : kappa N <> 0) by (intro Z; apply f_nonzero; eapply linear_trivial; [exact gates_linear|exact Z|lra]).
  is_defined; intro E; apply K; unfold kappa; rewrite E; ring.
Qed.
Theorem UV_PEAK_2 : UV_PEAK_2.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  destruct (loss_peaks _ _ _ _ _ _ _ run ltac:(assumption) ltac:(split; assumption)) as [t P]. exists t. cbv beta in P. unfold kappa_iso in P. Trained.first_states Quadratic.train. lra.
Qed.
Theorem UV_PEAK_2_defined : UV_PEAK_2.defined.
Proof.
  intros M eta w []. destruct form_isotropic as [c square].
  assert (K : kappa_iso M <> 0) by (intro Z; apply f_nonzero; eapply iso_trivial; eassumption).
  is_defined; intro E; apply K; unfold kappa_iso; rewrite E; ring.
Qed.

Example UV_PEAK_1_witness : UV_PEAK_1.nonvacuous.
Proof. unit_witness 1 (3/2) 1 1. Qed.
Example UV_PEAK_2_witness : UV_PEAK_2.nonvacuous.
Proof. form_witness (3) 1. Qed.
