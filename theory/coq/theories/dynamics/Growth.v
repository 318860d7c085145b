(* If f' = f (1 - v + rho) with |rho| <= B < v - 2, then the output grows. *)
Require Import Reals Lra Psatz.
Open Scope R_scope.
Lemma output_grows (f f' v rho B : R) : f <> 0 -> f' = f * (1 - v + rho) -> Rabs rho <= B -> B < v - 2 -> Rabs f' > Rabs f.
Proof.
  intros Nz -> Hr HB. pose proof (Rle_abs rho). rewrite Rabs_mult. apply Rlt_gt.
  assert (0 < Rabs f) by (apply Rabs_pos_lt, Nz).
  rewrite <- (Rmult_1_r (Rabs f)) at 1. apply Rmult_lt_compat_l; [assumption|]. rewrite Rabs_left; lra.
Qed.
