(* The named models with targets 0 in the form that the dynamics need, on all data with the squared loss: leaky nets of two and of k
   layers, and quadratic forms. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses HomogeneousPull TrainedPull LayerModel LayerKernel LayerDescent
  TwoLayerModel QuadraticModel.
Open Scope R_scope.

Definition squared_gradient (M : Trained.model) : nat -> Trained.weights M -> Trained.weights M :=
  fun t => Trained.batch_gradient M squared (Trained.full M t).
Definition pulled (M : Trained.model) (C : R) (m : nat) : Prop :=
  pull (E := Trained.weight_space M) (squared_gradient M) (fun _ w => Trained.mean_square_output M w) C m.
Lemma squared_pull (M : Trained.model) C m : 0 < Trained.share M -> Trained.homogeneous M (INR m + 1) -> 0 <= C -> Trained.zero_targets M ->
  Trained.kernel_at_most M C m -> pulled M C m.
Proof.
  intros P H C0 T K. destruct (full_pull M C m squared P H C0 T squared_tame K) as [Eu St Nn _].
  constructor; [intros t w|intros t w|intros t w|exact C0]; rewrite <- (squared_pull_is M w T); [apply (Eu t w)|apply (St t w)|apply (Nn t w)].
Qed.
Lemma degree_two : INR 1 + 1 = 2. Proof. simpl. ring. Qed.

Definition net_constant (N : TwoLayer.net) : R := TwoLayer.s N ^ 2 * TwoLayer.gram_top N * TwoLayerModel.top_slope N.
Lemma net_pull N : (0 < TwoLayer.D N)%nat -> TwoLayer.zero_targets N -> TwoLayer.kink_slope N -> pulled (TwoLayer.trained N) (net_constant N) 1.
Proof.
  intros P T K. pose proof (gram_top_bound N P) as G. apply squared_pull.
  - apply Rinv_0_lt_compat, lt_0_INR, P.
  - rewrite degree_two. apply net_homogeneous.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply G]|apply top_slope_nonneg].
  - exact T.
  - intros w z. rewrite pow_1. apply (net_kernel_bound N _ w z P G K).
Qed.
Lemma form_pull M : (0 < Quadratic.D M)%nat -> Quadratic.zero_targets M -> pulled (Quadratic.trained M) (Quadratic.c_star M) 1.
Proof.
  intros P T. apply squared_pull.
  - apply Rinv_0_lt_compat, lt_0_INR, P.
  - rewrite degree_two. apply quadratic_homogeneous.
  - apply Rmult_le_pos; [|apply (mixed_star M)]. apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P].
  - exact T.
  - intros w z. rewrite pow_1. apply (quadratic_kernel_bound M _ w z P (mixed_star M)).
Qed.
Lemma layered_pull N : (0 < Layered.D N)%nat -> Layered.zero_targets N -> Layered.kink_slope N ->
  pulled (Layered.trained N) (depth_constant N) (Layered.hidden N).
Proof.
  intros P T K. apply squared_pull.
  - apply Rinv_0_lt_compat, lt_0_INR, P.
  - rewrite <- S_INR. apply layered_homogeneous.
  - apply (depth_constant_nonneg N P).
  - exact T.
  - intros w z. apply (layered_kernel_bound N w z P K).
Qed.

(* What a named model calls by its own name, by that of every trained model. *)
Ltac net_trained N :=
  change (TwoLayer.weight_norm N) with (Trained.weight_norm (TwoLayer.trained N)) in *;
  change (TwoLayer.residual_output N) with (Trained.residual_output (TwoLayer.trained N)) in *;
  change (TwoLayer.residual_kernel N) with (Trained.residual_kernel (TwoLayer.trained N)) in *;
  change (TwoLayer.mean_square_output N) with (Trained.mean_square_output (TwoLayer.trained N)) in *;
  change (TwoLayer.loss N) with (Trained.total_loss (TwoLayer.trained N) squared) in *.
Ltac form_trained M :=
  change (Quadratic.weight_norm M) with (Trained.weight_norm (Quadratic.trained M)) in *;
  change (Quadratic.residual_output M) with (Trained.residual_output (Quadratic.trained M)) in *;
  change (Quadratic.residual_kernel M) with (Trained.residual_kernel (Quadratic.trained M)) in *;
  change (Quadratic.mean_square_output M) with (Trained.mean_square_output (Quadratic.trained M)) in *;
  change (Quadratic.loss M) with (Trained.total_loss (Quadratic.trained M) squared) in *.
Ltac layered_trained N :=
  change (Layered.weight_norm N) with (Trained.weight_norm (Layered.trained N)) in *;
  change (Layered.residual_output N) with (Trained.residual_output (Layered.trained N)) in *;
  change (Layered.residual_kernel N) with (Trained.residual_kernel (Layered.trained N)) in *;
  change (Layered.mean_square_output N) with (Trained.mean_square_output (Layered.trained N)) in *;
  change (Layered.loss N) with (Trained.total_loss (Layered.trained N) squared) in *.
