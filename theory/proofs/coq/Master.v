(* The master theorem: a model on D data whose outputs f_a and gradients g_a satisfy Euler's identity w . g_a = deg f_a.
   The weight-norm identity holds for any targets; with zero targets and lambda_max(H) <= C |w|^(2m), where deg = m + 1,
   the weight norm descends. Assumed here, and proved for each named model in its own file: Euler's identity and the kernel bound. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Descent.
Open Scope R_scope.

Section Master.
Variable V : Type.
Variable vadd : V -> V -> V.
Variable smul : R -> V -> V.
Variable vzero : V.
Variable dot : V -> V -> R.
Hypothesis dot_sym : forall a b, dot a b = dot b a.
Hypothesis dot_add : forall a b c, dot a (vadd b c) = dot a b + dot a c.
Hypothesis dot_smul : forall r a b, dot a (smul r b) = r * dot a b.
Hypothesis dot_zero : forall a, dot a vzero = 0.
Hypothesis dot_pos : forall a, 0 <= dot a a.
Fixpoint vsum (n : nat) (h : nat -> V) : V := match n with O => vzero | S m => vadd (vsum m h) (h m) end.

Variable D : nat.
Hypothesis D_pos : (0 < D)%nat.
Variable f : V -> nat -> R.
Variable g : V -> nat -> V.
Variable y : nat -> R.
Variable deg : R.
Hypothesis euler : forall w a, (a < D)%nat -> dot w (g w a) = deg * f w a.
Variable eta : R.
Definition master_residual w a := f w a - y a.
Definition master_step w := vadd w (smul (- (eta / INR D)) (vsum D (fun a => smul (master_residual w a) (g w a)))).
Definition master_kernel w a b := / INR D * dot (g w a) (g w b).
Definition master_form w z := sum D (fun a => sum D (fun b => z a * master_kernel w a b * z b)).

Lemma INR_D_pos : 0 < INR D.
Proof. apply lt_0_INR. exact D_pos. Qed.
Lemma dot_vsum n w h : dot w (vsum n h) = sum n (fun a => dot w (h a)).
Proof. induction n; simpl; [apply dot_zero|]. rewrite dot_add, IHn. reflexivity. Qed.
Lemma dot_vsum_l n w h : dot (vsum n h) w = sum n (fun a => dot (h a) w).
Proof. rewrite dot_sym, dot_vsum. apply sum_ext. intros. apply dot_sym. Qed.
Lemma dot_combination w z : dot (vsum D (fun a => smul (z a) (g w a))) (vsum D (fun a => smul (z a) (g w a)))
  = INR D * master_form w z.
Proof.
  unfold master_form. rewrite <- sum_scal, dot_vsum_l. apply sum_ext. intros a _.
  rewrite dot_vsum, <- sum_scal. apply sum_ext. intros b _.
  rewrite dot_smul, dot_sym, dot_smul, dot_sym. unfold master_kernel. field. pose proof INR_D_pos. lra.
Qed.
Theorem master_norm_identity w : dot (master_step w) (master_step w)
  = dot w w - 2 * deg * eta * (/ INR D * sum D (fun a => master_residual w a * f w a))
    + eta ^ 2 * (/ INR D * master_form w (master_residual w)).
Proof.
  pose proof INR_D_pos as P. unfold master_step.
  set (G := vsum D (fun a => smul (master_residual w a) (g w a))). set (c := - (eta / INR D)).
  assert (E : dot (vadd w (smul c G)) (vadd w (smul c G)) = dot w w + 2 * c * dot w G + c ^ 2 * dot G G).
  { rewrite dot_add, dot_smul, (dot_sym (vadd w (smul c G)) w), (dot_sym (vadd w (smul c G)) G), !dot_add, !dot_smul, (dot_sym G w). ring. }
  rewrite E. unfold G at 2 3. rewrite dot_combination. unfold G. rewrite dot_vsum.
  rewrite (sum_ext D _ (fun a => deg * (master_residual w a * f w a)))
    by (intros a Ha; rewrite dot_smul, euler by exact Ha; ring).
  rewrite sum_scal. unfold c. field. lra.
Qed.

Section ZeroTargets.
Hypothesis eta_pos : 0 < eta.
Hypothesis no_targets : forall a, (a < D)%nat -> y a = 0.
Variables (C : R) (m : nat).
Hypothesis C_nonneg : 0 <= C.
Hypothesis degree : deg = INR m + 1.
Hypothesis kernel_bound : forall w z, master_form w z <= C * dot w w ^ m * sum D (fun a => z a ^ 2).
Definition master_output w := / INR D * sum D (fun a => f w a ^ 2).
Lemma master_output_nonneg w : 0 <= master_output w.
Proof.
  apply Rmult_le_pos; [apply Rlt_le, Rinv_0_lt_compat, INR_D_pos|apply sum_sq_nonneg].
Qed.
Lemma master_update w : dot (master_step w) (master_step w)
  <= dot w w + eta * master_output w * (eta * (C * dot w w ^ m) - 2 * (INR m + 1)).
Proof.
  rewrite master_norm_identity. pose proof (kernel_bound w (master_residual w)) as B. pose proof INR_D_pos as P.
  rewrite (sum_ext D (fun a => master_residual w a ^ 2) (fun a => f w a ^ 2)) in B
    by (intros a Ha; unfold master_residual; rewrite no_targets by exact Ha; ring).
  rewrite (sum_ext D (fun a => master_residual w a * f w a) (fun a => f w a ^ 2))
    by (intros a Ha; unfold master_residual; rewrite no_targets by exact Ha; ring).
  assert (I : 0 < / INR D) by (apply Rinv_0_lt_compat, P).
  assert (K : eta ^ 2 * (/ INR D * master_form w (master_residual w))
    <= eta ^ 2 * (/ INR D * (C * dot w w ^ m * sum D (fun a => f w a ^ 2)))).
  { apply Rmult_le_compat_l; [apply pow2_ge_0|]. apply Rmult_le_compat_l; [lra|exact B]. }
  rewrite degree. unfold master_output. lra.
Qed.
Let path w t := iterate master_step w t.
Theorem master_monotone w : eta * (C * dot w w ^ m) <= 2 * (INR m + 1) ->
  forall t, dot (path w (S t)) (path w (S t)) <= dot (path w t) (path w t).
Proof.
  intros B t.
  apply (descent_monotone eta (2 * (INR m + 1)) C m (fun t => dot (path w t) (path w t)) (fun t => master_output (path w t))
    (fun t => C * dot (path w t) (path w t) ^ m)); try assumption.
  - intro; apply dot_pos.
  - intro; apply master_output_nonneg.
  - intro j. apply master_update.
  - intro; apply Rle_refl.
Qed.
Theorem master_sum w : eta * (C * dot w w ^ m) < 2 * (INR m + 1) ->
  forall T, sum T (fun j => master_output (path w j)) <= dot w w / (eta * (2 * (INR m + 1) - eta * (C * dot w w ^ m))).
Proof.
  intros B T.
  apply (descent_sum eta (2 * (INR m + 1)) C m (fun t => dot (path w t) (path w t)) (fun t => master_output (path w t))
    (fun t => C * dot (path w t) (path w t) ^ m)); try assumption.
  - intro; apply dot_pos.
  - intro; apply master_output_nonneg.
  - intro j. apply master_update.
  - intro; apply Rle_refl.
Qed.
Theorem master_limit w : eta * (C * dot w w ^ m) < 2 * (INR m + 1) -> is_lim_seq (fun t => master_output (path w t)) 0.
Proof.
  intros B.
  apply (descent_limit eta (2 * (INR m + 1)) C m (fun t => dot (path w t) (path w t)) (fun t => master_output (path w t))
    (fun t => C * dot (path w t) (path w t) ^ m)); try assumption.
  - intro; apply dot_pos.
  - intro; apply master_output_nonneg.
  - intro j. apply master_update.
  - intro; apply Rle_refl.
Qed.
End ZeroTargets.
End Master.
