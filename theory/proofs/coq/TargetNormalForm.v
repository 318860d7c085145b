(* Linear net of any width on one datum with a target: the exact normal form, and the sign of e above the edge. *)
Require Import Reals Lra Psatz Arith Lia.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.OneDatumUnits Catapult.TargetMap Catapult.TargetNet
  Catapult.TargetEmbed Catapult.TargetLinear Catapult.TargetWitness Catapult.TargetPaths.
Import TwoLayer.
Open Scope R_scope.

Theorem TARGET_NORMAL : stmt_TARGET_NORMAL.
Proof. intros N eta w [He [Hs [one [X [L A]]]]]. apply normal_form; assumption. Qed.
Theorem TARGET_SIGN_ABOVE : stmt_TARGET_SIGN_ABOVE.
Proof.
  intros N eta w [He [Hs [one [X [L [A [HY H0]]]]]]] t.
  pose proof (path_P N eta w one X L A) as mP. pose proof (path_Q N eta w one X L A) as mQ.
  induction t as [|t IH]; [exact H0|].
  pose proof (E_step _ _ _ mP mQ t) as E. rewrite !path_EE, path_rr in E.
  set (r := scaled_residual N eta (train N eta w t)) in *. set (Y := scaled_target N eta) in *.
  assert (0 < 1 + r * (r + Y)) by (pose proof (pow2_ge_0 (2 * r + Y)); nra).
  assert (0 < edge_excess N eta (train N eta w t) * (1 + r * (r + Y))) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.

Example TARGET_NORMAL_witness : nonvacuous_TARGET_NORMAL.
Proof. target_witness hyp_TARGET_NORMAL (1 / 2) 1 1 2. Qed.
Example TARGET_SIGN_ABOVE_witness : nonvacuous_TARGET_SIGN_ABOVE.
Proof. target_witness hyp_TARGET_SIGN_ABOVE (1 / 2) 1 3 3. Qed.

(* What all of these rest on. *)
Definition checked := (TARGET_NORMAL, TARGET_NORMAL_witness, TARGET_SIGN_ABOVE, TARGET_SIGN_ABOVE_witness).
Print Assumptions checked.
