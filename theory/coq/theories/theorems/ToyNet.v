(* Phases of the linear net f = n^(-1/2) v.u on one datum x = 1 with target 0: lazy below 2, catapult between 2 and 4, divergent
   above 4; the peak is of order sqrt n, and below 4 the kernel ends below 2 unless the output hits 0 exactly. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Defined Sums TwoLayerModel ClosedMap ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import LW_2.
Import TwoLayer.
Open Scope R_scope.

Lemma toy_kappa (N : net) : (0 < n N)%nat -> a_plus N = 1 -> x2 N = 1 -> s N = / sqrt (INR (n N)) -> kappa N = / INR (n N).
Proof.
  intros n0 A X S. assert (P : 0 < INR (n N)) by (apply lt_0_INR; exact n0). unfold kappa. rewrite A, X, S, pow_inv, pow2_sqrt by lra. ring.
Qed.
Ltac toy N eta w run Ka P :=
  net_runs N eta w run; pose proof (toy_kappa N ltac:(assumption) ltac:(assumption) ltac:(assumption) ltac:(assumption)) as Ka;
  assert (P : 0 < INR (n N)) by (apply lt_0_INR; assumption).

Theorem LW_2_1 : LW_2_1.statement.
Proof.
  intros N eta w []. toy N eta w run Ka P. intro t.
  exact (subcritical _ _ _ _ (run_map _ _ _ _ _ _ _ run) ltac:(unfold v; Trained.first_states train; lra) t).
Qed.
Theorem LW_2_2 : LW_2_2.statement.
Proof. intros N eta w []. net_runs N eta w run. exact (loss_vanishes _ _ _ _ _ _ _ run ltac:(assumption)). Qed.
Theorem LW_2_3 : LW_2_3.statement.
Proof.
  intros N eta w []. toy N eta w run Ka P.
  pose proof (proj2 (grows_iff _ _ _ _ (run_map _ _ _ _ _ _ _ run) 0 ltac:(unfold v; Trained.first_states train; lra))) as G.
  unfold u, v in G; Trained.first_states train. apply G. split; [|assumption]. rewrite Ka. unfold Rdiv in *. lra.
Qed.
Theorem LW_2_3_defined : LW_2_3.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem LW_2_4 : LW_2_4.statement.
Proof.
  intros N eta w []. toy N eta w run Ka P.
  destruct (loss_peaks _ _ _ _ _ _ _ run ltac:(assumption) ltac:(split; assumption)) as [t Q]. exists t. cbv beta in Q.
  rewrite Ka in Q. Trained.first_states train. set (l := loss N (train N eta w t)) in *.
  apply Rle_ge. apply (Rmult_le_compat_l (INR (n N))) in Q; [|lra].
  replace (INR (n N) * (4 * (/ INR (n N) * eta ^ 2 * l))) with (4 * l * eta ^ 2) in Q by (field; lra). exact Q.
Qed.
Theorem LW_2_4_defined : LW_2_4.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem LW_2_5 : LW_2_5.statement.
Proof.
  intros N eta w []. toy N eta w run Ka P. intro t. pose proof (run_map _ _ _ _ _ _ _ run) as K.
  pose proof (uv_region _ _ _ _ K t) as B. pose proof (v_nonneg _ _ _ _ K t) as V0.
  destruct (v_decreases _ _ _ _ K ltac:(unfold v; Trained.first_states train; lra) t) as [V _].
  assert (V4 : v eta (fun j => kernel N (train N eta w j) 0 0) t < 4) by (eapply Rle_lt_trans; [exact V|unfold v; Trained.first_states train; lra]).
  assert (U : u eta (kappa N) (fun j => output N (train N eta w j) 0) t < 4) by nra.
  unfold u in U. rewrite Ka in U. apply (Rmult_lt_compat_l (INR (n N))) in U; [|exact P].
  replace (INR (n N) * (/ INR (n N) * eta ^ 2 * output N (train N eta w t) 0 ^ 2)) with (eta ^ 2 * output N (train N eta w t) 0 ^ 2) in U by (field; lra).
  lra.
Qed.
Theorem LW_2_6 : LW_2_6.statement.
Proof. intros N eta w []. net_runs N eta w run. exact (ends_below_two _ _ _ _ _ _ _ run ltac:(assumption)). Qed.
Theorem LW_2_6_defined : LW_2_6.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem LW_2_7 : LW_2_7.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  destruct (everything_escapes _ _ _ _ _ _ _ run ltac:(assumption)) as [[L _]|Z]; [right; exact L|left; exact Z].
Qed.

(* One unit: 1 = 1/sqrt 1. *)
Ltac toy_witness eta u v := assert (s1 : 1 = / sqrt 1) by (rewrite sqrt_1; field); unit_witness 1 eta u v.
Example LW_2_1_witness : LW_2_1.nonvacuous.
Proof. toy_witness (1/2) 1 1. Qed.
Example LW_2_2_witness : LW_2_2.nonvacuous.
Proof. toy_witness 1 1 1. Qed.
Example LW_2_3_witness : LW_2_3.nonvacuous.
Proof. toy_witness (5/2) 1 (1/10). Qed.
Example LW_2_4_witness : LW_2_4.nonvacuous.
Proof. toy_witness (3/2) 1 1. Qed.
Example LW_2_5_witness : LW_2_5.nonvacuous.
Proof. toy_witness 1 1 1. Qed.
Example LW_2_6_witness : LW_2_6.nonvacuous.
Proof. toy_witness 1 1 1. Qed.
Example LW_2_7_witness : LW_2_7.nonvacuous.
Proof. toy_witness 3 1 1. Qed.
