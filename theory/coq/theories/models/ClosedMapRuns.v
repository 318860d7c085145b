(* The linear two-layer net and quadratic models with psi^2 = c I, on one datum with target 0, are runs of the closed map. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Sums TwoLayerModel QuadraticModel OneDatum OneDatumUnits ClosedMap ClosedMapFate ClosedMapModels.
Open Scope R_scope.

Lemma linear_kink (N : TwoLayer.net) : TwoLayer.linear_net N -> TwoLayer.kink_slope N.
Proof. intros [A B]. unfold TwoLayer.kink_slope. rewrite B. apply Rmax_r. Qed.
Lemma net_run (N : TwoLayer.net) eta w : 0 < eta -> 0 < TwoLayer.s N -> TwoLayer.D N = 1%nat -> TwoLayer.linear_net N ->
  TwoLayer.zero_targets N -> let at_step (o : TwoLayer.weights -> R) t := o (TwoLayer.train N eta w t) in
  closed_run eta (kappa N) (at_step (fun z => TwoLayer.output N z 0)) (at_step (fun z => TwoLayer.kernel N z 0 0))
    (at_step (TwoLayer.loss N)) (at_step (TwoLayer.mean_square_output N)) (at_step (TwoLayer.weight_norm N)).
Proof.
  intros He s0 one L T at_step. constructor.
  - exact (net_closed_map N eta w He s0 one L T).
  - intro t. apply (net_loss_one N one T).
  - intro t. apply (net_mean_one N one).
  - exists (TwoLayer.s N ^ 2 * TwoLayer.x2 N * top_slope N). split.
    + apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply x2_nonneg]|apply top_slope_nonneg].
    + intro t. unfold at_step. pose proof (net_kernel_bound N _ (TwoLayer.train N eta w t) (fun _ => 1) (net_D_pos N one) (gram_one_datum N one)
        (linear_kink N L)) as B. rewrite (net_form_one N one), one, sum_one in B. lra.
Qed.
Lemma form_run (M : Quadratic.model) eta w : 0 < eta -> Quadratic.D M = 1%nat -> Quadratic.symmetric M -> Quadratic.isotropic M ->
  Quadratic.zero_targets M -> let at_step (o : Quadratic.weights -> R) t := o (Quadratic.train M eta w t) in
  closed_run eta (kappa_iso M) (at_step (fun z => Quadratic.output M z 0)) (at_step (fun z => Quadratic.kernel M z 0 0))
    (at_step (Quadratic.loss M)) (at_step (Quadratic.mean_square_output M)) (at_step (Quadratic.weight_norm M)).
Proof.
  intros He one sy iso T at_step. constructor.
  - exact (form_closed_map M eta w He one sy iso T).
  - intro t. apply (quadratic_loss_one M one T).
  - intro t. apply (quadratic_mean_one M one).
  - exists (Quadratic.zeta M ^ 2 * Quadratic.psi2_top M). split; [apply Rmult_le_pos; [apply pow2_ge_0|apply psi2_top_nonneg]|].
    intro t. unfold at_step. pose proof (quadratic_kernel_bound M _ (Quadratic.train M eta w t) (fun _ => 1) (quadratic_D_pos M one)
      (mixed_one_datum M one)) as B. rewrite (quadratic_form_one M one), (quadratic_factor M one), one, sum_one in B. lra.
Qed.
(* The run of a trajectory, from the hypotheses of a statement. *)
Ltac net_runs N eta w run := pose proof (net_run N eta w ltac:(assumption) ltac:(assumption) ltac:(assumption)
  ltac:(assumption) ltac:(assumption)) as run; cbv zeta beta in run.
Ltac form_runs M eta w run := pose proof (form_run M eta w ltac:(assumption) ltac:(assumption) ltac:(assumption)
  ltac:(assumption) ltac:(assumption)) as run; cbv zeta beta in run.
