(* One datum, target 0, eta H_0 < 4, linear nets and psi^2 = c I: either f hits 0 exactly, or eta H tends to a limit below 2. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.TwoLayerModel Catapult.QuadraticModel Catapult.OneDatum
  Catapult.OneDatumUnits Catapult.ClosedMap Catapult.ClosedMapModels Catapult.Witness.
Open Scope R_scope.

Theorem UV_FINAL_1 : stmt_UV_FINAL_1.
Proof.
  intros N eta w H. unfold hyp_UV_FINAL_1 in H. decompose [and] H. clear H.
  net_closed N eta w K.
  destruct (Classical_Prop.classic (exists t, TwoLayer.output N (TwoLayer.train N eta w t) 0 = 0)) as [Z|NZ]; [tauto|].
  destruct (final_below_two _ _ _ _ K ltac:(at_start)) as [l [L B]]; [intros t Z; apply NZ; exists t; exact Z|].
  assert (G : exists limit : R, is_lim_seq (fun t => TwoLayer.kernel N (TwoLayer.train N eta w t) 0 0) limit /\ limit * eta < 2)
    by (exists l; split; [exact L|lra]).
  tauto.
Qed.
Theorem UV_FINAL_2 : stmt_UV_FINAL_2.
Proof.
  intros M eta w H. unfold hyp_UV_FINAL_2 in H. decompose [and] H. clear H.
  form_closed M eta w K.
  destruct (Classical_Prop.classic (exists t, Quadratic.output M (Quadratic.train M eta w t) 0 = 0)) as [Z|NZ]; [tauto|].
  destruct (final_below_two _ _ _ _ K ltac:(at_start)) as [l [L B]]; [intros t Z; apply NZ; exists t; exact Z|].
  assert (G : exists limit : R, is_lim_seq (fun t => Quadratic.kernel M (Quadratic.train M eta w t) 0 0) limit /\ limit * eta < 2)
    by (exists l; split; [exact L|lra]).
  tauto.
Qed.

Example UV_FINAL_1_witness : nonvacuous_UV_FINAL_1.
Proof. unit_witness hyp_UV_FINAL_1 1 (3/2) 1 1. Qed.
Example UV_FINAL_2_witness : nonvacuous_UV_FINAL_2.
Proof. form_witness hyp_UV_FINAL_2 3 1. Qed.

(* What all of these rest on. *)
Definition checked := (UV_FINAL_1, UV_FINAL_1_witness, UV_FINAL_2, UV_FINAL_2_witness).
Print Assumptions checked.
