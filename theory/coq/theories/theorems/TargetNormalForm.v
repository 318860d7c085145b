(* Linear net of any width on one datum with a target: the exact normal form, and the sign of e above the edge. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatumUnits TargetMap TargetNet TargetEmbed TargetLinear TargetWitness
  TargetPaths.
From Catapult Require Import Targets.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_NORMAL : TARGET_NORMAL.statement.
Proof. intros N eta w []. apply normal_form; assumption. Qed.
Theorem TARGET_SIGN_ABOVE : TARGET_SIGN_ABOVE.statement.
Proof.
  intros N eta w [] t.
  pose proof (path_P N eta w one_datum input_positive gates_linear slope_positive) as mP. pose proof (path_Q N eta w one_datum input_positive gates_linear slope_positive) as mQ.
  induction t as [|t IH]; [exact above_edge|].
  pose proof (E_step _ _ _ mP mQ t) as E. rewrite !path_EE, path_rr in E.
  set (r := scaled_residual N eta (train N eta w t)) in *. set (Y := scaled_target N eta) in *.
  assert (0 < 1 + r * (r + Y)) by (pose proof (pow2_ge_0 (2 * r + Y)); nra).
  assert (0 < edge_excess N eta (train N eta w t) * (1 + r * (r + Y))) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.

Example TARGET_NORMAL_witness : TARGET_NORMAL.nonvacuous.
Proof. target_witness (1 / 2) 1 1 2. Qed.
Example TARGET_SIGN_ABOVE_witness : TARGET_SIGN_ABOVE.nonvacuous.
Proof. target_witness (1 / 2) 1 3 3. Qed.
