(* Sums of squares that bound a polynomial: what is printed from a certificate is checked here, by expanding. *)
Require Import Reals Lra List.
Open Scope R_scope.

Fixpoint squares (terms : list (R * R)) : R := match terms with nil => 0 | cons (c, l) rest => c * l ^ 2 + squares rest end.
Fixpoint weights_nonneg (terms : list (R * R)) : Prop :=
  match terms with nil => True | cons (c, _) rest => 0 <= c /\ weights_nonneg rest end.
Lemma squares_nonneg terms : weights_nonneg terms -> 0 <= squares terms.
Proof.
  induction terms as [|[c l] rest IH]; cbn [squares weights_nonneg]; [lra|]. intros [A B].
  apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [exact A|apply pow2_ge_0]|exact (IH B)].
Qed.
(* P (Y - X) is a sum of squares and P > 0. *)
Lemma certified P X Y terms : 0 < P -> P * (Y - X) = squares terms -> weights_nonneg terms -> X <= Y.
Proof.
  intros HP E W. apply squares_nonneg in W. rewrite <- E in W.
  assert (0 <= Y - X) by (apply Rmult_le_reg_l with P; [exact HP|]; lra). lra.
Qed.
(* Square roots between fractions, and products of such. *)
Lemma sqrt_between a x b : 0 <= a -> 0 <= b -> a ^ 2 <= x <= b ^ 2 -> a <= sqrt x <= b.
Proof.
  intros A B [L U]. split.
  - rewrite <- (sqrt_pow2 a A). apply sqrt_le_1_alt, L.
  - rewrite <- (sqrt_pow2 b B). apply sqrt_le_1_alt, U.
Qed.
Lemma product_between a x b c y d e f : 0 <= a -> 0 <= c -> a <= x <= b -> c <= y <= d -> e <= a * c -> b * d <= f -> e <= x * y <= f.
Proof.
  intros A C [L U] [K V] E F. split.
  - apply Rle_trans with (a * c); [exact E|]. apply Rmult_le_compat; lra.
  - apply Rle_trans with (b * d); [|exact F]. apply Rmult_le_compat; lra.
Qed.
Lemma divide_le x d e : 0 <= x -> 0 < d -> d <= e -> x / e <= x / d.
Proof. intros X D E. apply Rmult_le_compat_l; [exact X|]. apply Rinv_le_contravar; assumption. Qed.
