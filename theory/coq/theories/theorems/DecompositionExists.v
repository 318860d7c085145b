(* Every data matrix has a singular value decomposition X = L diag(sigma) W with orthonormal columns of L and rows of W and positive
   sigma, the first the largest: top singular vectors are split off until nothing is left, at most d of them. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums Spectral TopVector.
From Catapult Require Import Spectra.
Import TwoLayer.
Open Scope R_scope.

Lemma identity_pick n (b : nat -> R) q : (q < n)%nat -> Sum n (fun p => b p * delta p q) = b q.
Proof. exact (sum_delta n b q). Qed.
Lemma zero_sum n g : (forall i, (i < n)%nat -> g i = 0) -> Sum n g = 0.
Proof. intros Z. rewrite (sum_ext n g (fun _ => 0) Z). apply sum_zero. Qed.

(* Bessel: no more than n vectors of R^n are orthonormal. *)
Definition orthonormal (n r : nat) (f : nat -> nat -> R) : Prop :=
  forall p q, (p < r)%nat -> (q < r)%nat -> Sum n (fun k => f p k * f q k) = delta p q.
Lemma bessel n r f : orthonormal n r f -> (r <= n)%nat.
Proof.
  intros O. apply INR_le. set (proj k l := Sum r (fun q => f q k * f q l)).
  assert (P2 : forall k, Sum n (fun l => proj k l ^ 2) = proj k k).
  { intro k. unfold proj. rewrite (sum_ext n _ (fun l => Sum r (fun p => Sum r (fun q => f p k * f q k * (f p l * f q l))))).
    - rewrite sum_swap. apply sum_ext. intros p Hp. rewrite sum_swap.
      rewrite (sum_ext r _ (fun q => f p k * (f q k * delta q p))).
      + rewrite sum_scal, identity_pick by exact Hp. reflexivity.
      + intros q Hq. rewrite sum_scal, (O p q Hp Hq). unfold delta.
        destruct (Nat.eq_dec p q), (Nat.eq_dec q p); subst; try contradiction; ring.
    - intros l _. rewrite <- Rsqr_pow2. unfold Rsqr. rewrite sum_product. apply sum_ext. intros p _. apply sum_ext. intros; ring. }
  assert (P1 : forall k, (k < n)%nat -> proj k k <= 1).
  { intros k Hk. pose proof (sum_sq_nonneg n (fun l => delta l k - proj k l)) as Q. cbv beta in Q.
    rewrite (sum_ext n _ (fun l => delta l k * delta l k - 2 * (proj k l * delta l k) + proj k l ^ 2)) in Q by (intros; ring).
    rewrite sum_plus, sum_minus, sum_scal, !sum_delta, delta_same, P2 in Q by exact Hk. lra. }
  replace (INR r) with (Sum n (fun k => proj k k)).
  - rewrite <- (Rmult_1_r (INR n)), <- sum_const. apply sum_le. exact P1.
  - unfold proj. rewrite sum_swap, (sum_ext r _ (fun _ => 1)); [rewrite sum_const; ring|]. intros q Hq. rewrite (O q q Hq Hq).
    unfold delta. destruct (Nat.eq_dec q q); [reflexivity|contradiction].
Qed.

Section Deflation.
Variable N : net.
Definition rest (S : decomposition) (a k : nat) : R := X N a k - Sum (r S) (fun q => left_vector S a q * sigma S q * right_vector S q k).
(* Part of a decomposition; what is left of X vanishes on its vectors, from either side. *)
Record partial (S : decomposition) : Prop := Partial {
  lefts : orthonormal (D N) (r S) (fun q a => left_vector S a q);
  rights : orthonormal (d N) (r S) (right_vector S);
  values : forall q, (q < r S)%nat -> 0 < sigma S q <= sigma S 0;
  no_right : forall q a, (q < r S)%nat -> (a < D N)%nat -> Sum (d N) (fun k => rest S a k * right_vector S q k) = 0;
  no_left : forall q k, (q < r S)%nat -> (k < d N)%nat -> Sum (D N) (fun a => left_vector S a q * rest S a k) = 0;
  first_largest : (0 < r S)%nat -> forall x, stretch (D N) (d N) (X N) x <= sigma S 0%nat ^ 2 * Sum (d N) (fun k => x k ^ 2) }.
Lemma finished S : partial S -> (forall a k, (a < D N)%nat -> (k < d N)%nat -> rest S a k = 0) -> decomposes N S.
Proof.
  intros P Z. split; [|split; [exact (lefts S P)|split; [exact (rights S P)|exact (values S P)]]].
  intros a k Ha Hk. specialize (Z a k Ha Hk). unfold rest in Z. lra.
Qed.
Definition longer (S : decomposition) (value : R) (u v : nat -> R) : decomposition := Decomposition (Datatypes.S (r S))
  (fun q => if Nat.eq_dec q (r S) then value else sigma S q) (fun a q => if Nat.eq_dec q (r S) then u a else left_vector S a q)
  (fun q k => if Nat.eq_dec q (r S) then v k else right_vector S q k).
Lemma rest_longer S value u v a k : rest (longer S value u v) a k = rest S a k - value * u a * v k.
Proof.
  unfold rest at 1. cbn [r longer Sum left_vector sigma right_vector]. destruct (Nat.eq_dec (r S) (r S)); [|contradiction].
  rewrite (sum_ext (r S) _ (fun q => left_vector S a q * sigma S q * right_vector S q k)); [unfold rest; ring|].
  intros q Hq. destruct (Nat.eq_dec q (r S)); [lia|reflexivity].
Qed.
Lemma orthonormal_longer n m f v : orthonormal n m f -> Sum n (fun k => v k ^ 2) = 1 ->
  (forall q, (q < m)%nat -> Sum n (fun k => f q k * v k) = 0) ->
  orthonormal n (Datatypes.S m) (fun q k => if Nat.eq_dec q m then v k else f q k).
Proof.
  intros O V1 Vf p q Hp Hq. unfold delta.
  destruct (Nat.eq_dec p m) as [->|Np], (Nat.eq_dec q m) as [->|Nq].
  - destruct (Nat.eq_dec m m); [|contradiction]. rewrite <- V1. apply sum_ext. intros; ring.
  - destruct (Nat.eq_dec m q); [lia|]. rewrite <- (Vf q) by lia. apply sum_ext. intros; ring.
  - destruct (Nat.eq_dec p m); [lia|]. apply Vf. lia.
  - apply O; lia.
Qed.
Lemma split_off S : (0 < d N)%nat -> partial S -> decomposes N S \/ exists L, partial L /\ r L = Datatypes.S (r S).
Proof.
  intros d_pos P. destruct (top_vector (D N) (d N) (rest S) d_pos) as [mu [v [mu0 [V1 [Top Eig]]]]].
  destruct mu0 as [mu0|mu0].
  2:{ left. apply finished; [exact P|]. intros a k Ha Hk. specialize (Top (fun l => delta l k)). rewrite <- mu0, Rmult_0_l in Top.
    assert (Z : image (D N) (d N) (rest S) (fun l => delta l k) a ^ 2 = 0).
    { apply (sum_zero_terms (D N) (fun a => image (D N) (d N) (rest S) (fun l => delta l k) a ^ 2)); [intros; apply pow2_ge_0| |exact Ha].
      apply Rle_antisym; [exact Top|apply sum_sq_nonneg]. }
    unfold image in Z. rewrite sum_delta in Z by exact Hk. nra. }
  right. set (value := sqrt mu). assert (v0 : 0 < value) by (apply sqrt_lt_R0, mu0).
  assert (vv : value * value = mu) by (apply sqrt_sqrt; lra).
  set (E v a := image (D N) (d N) (rest S) v a). set (u a := E v a / value).
  (* v is orthogonal to the right vectors found so far, u to the left ones. *)
  assert (Vr : forall q, (q < r S)%nat -> Sum (d N) (fun k => right_vector S q k * v k) = 0).
  { intros q Hq. pose proof (Eig (right_vector S q)) as Q. rewrite (zero_sum (D N)) in Q.
    - apply Rmult_eq_reg_l with mu; [|lra]. rewrite Rmult_0_r, Q. f_equal. apply sum_ext. intros; ring.
    - intros a Ha. unfold image at 2. rewrite (no_right S P q a Hq Ha). ring. }
  assert (Ul : forall q, (q < r S)%nat -> Sum (D N) (fun a => left_vector S a q * u a) = 0).
  { intros q Hq. unfold u, E, image. rewrite (sum_ext (D N) _ (fun a => Sum (d N) (fun k => / value * v k * (left_vector S a q * rest S a k)))).
    - rewrite sum_swap. apply zero_sum. intros k Hk. rewrite sum_scal, (no_left S P q k Hq Hk). ring.
    - intros a _. unfold Rdiv. rewrite (Rmult_comm _ (/ value)), <- !sum_scal. apply sum_ext. intros; ring. }
  assert (EE : stretch (D N) (d N) (rest S) v = mu).
  { pose proof (Eig v) as Q. unfold unit_sphere in V1. rewrite (sum_ext (d N) _ (fun k => v k ^ 2)) in Q by (intros; ring). rewrite V1 in Q.
    unfold stretch. rewrite (sum_ext (D N) _ (fun a => image (D N) (d N) (rest S) v a * image (D N) (d N) (rest S) v a)) by (intros; ring). lra. }
  assert (U1 : Sum (D N) (fun a => u a ^ 2) = 1).
  { rewrite (sum_ext (D N) _ (fun a => / mu * image (D N) (d N) (rest S) v a ^ 2)).
    - rewrite sum_scal. fold (stretch (D N) (d N) (rest S) v). rewrite EE. field. lra.
    - intros a _. unfold u, E. rewrite <- vv. field. lra. }
  (* On v the rest is X itself. *)
  assert (Ex : forall a, E v a = image (D N) (d N) (X N) v a).
  { intro a. unfold E, image, rest. rewrite (sum_ext (d N) _ (fun k => X N a k * v k
      - Sum (r S) (fun q => left_vector S a q * sigma S q * (right_vector S q k * v k)))).
    - rewrite sum_minus, sum_swap, (zero_sum (r S)); [ring|]. intros q Hq. rewrite sum_scal, Vr by exact Hq. ring.
    - intros k _. rewrite Rmult_minus_distr_r. f_equal. rewrite <- sum_scal_r. apply sum_ext. intros; ring. }
  exists (longer S value u v). split; [|reflexivity].
  assert (Low : (0 < r S)%nat -> value <= sigma S 0).
  { intro R0. pose proof (first_largest S P R0 v) as Q. unfold unit_sphere in V1. rewrite V1, Rmult_1_r in Q.
    destruct (values S P 0%nat R0) as [s0 _]. apply Rnot_lt_le. intro A.
    assert (stretch (D N) (d N) (X N) v = mu).
    { rewrite <- EE. apply sum_ext. intros a _. rewrite <- Ex. reflexivity. } nra. }
  assert (Sec : forall q, q <> r S -> (q < Datatypes.S (r S))%nat -> (q < r S)%nat) by (intros; lia).
  constructor; cbn [r longer].
  - intros p q Hp Hq. apply (orthonormal_longer (D N) (r S) (fun q a => left_vector S a q) u (lefts S P) U1 Ul p q Hp Hq).
  - intros p q Hp Hq. apply (orthonormal_longer (d N) (r S) (right_vector S) v (rights S P) V1 Vr p q Hp Hq).
  - intros q Hq. cbn [sigma longer]. destruct (Nat.eq_dec q (r S)) as [->|Nq], (Nat.eq_dec 0 (r S)) as [Z|Nz].
    + lra.
    + split; [exact v0|apply Low; lia].
    + exfalso. lia.
    + apply (values S P q). lia.
  - intros q a Hq Ha. cbn [right_vector longer].
    rewrite (sum_ext (d N) _ (fun k => rest S a k * (if Nat.eq_dec q (r S) then v k else right_vector S q k)
      - value * u a * ((if Nat.eq_dec q (r S) then v k else right_vector S q k) * v k))) by (intros; rewrite rest_longer; ring).
    rewrite sum_minus, sum_scal. destruct (Nat.eq_dec q (r S)) as [_|Nq].
    + unfold unit_sphere in V1. rewrite (sum_ext (d N) (fun k => v k * v k) (fun k => v k ^ 2)) by (intros; ring). rewrite V1.
      change (Sum (d N) (fun k => rest S a k * v k)) with (E v a). unfold u. field. lra.
    + rewrite (no_right S P q a), Vr by (try assumption; lia). ring.
  - intros q k Hq Hk. cbn [left_vector longer].
    rewrite (sum_ext (D N) _ (fun a => (if Nat.eq_dec q (r S) then u a else left_vector S a q) * rest S a k
      - value * v k * ((if Nat.eq_dec q (r S) then u a else left_vector S a q) * u a))) by (intros; rewrite rest_longer; ring).
    rewrite sum_minus, sum_scal. destruct (Nat.eq_dec q (r S)) as [_|Nq].
    + rewrite (sum_ext (D N) (fun a => u a * u a) (fun a => u a ^ 2)) by (intros; ring). rewrite U1.
      pose proof (Eig (fun l => delta l k)) as Q. cbv beta in Q. rewrite sum_delta in Q by exact Hk.
      rewrite (sum_ext (D N) (fun a => u a * rest S a k) (fun a => / value * (E v a * image (D N) (d N) (rest S) (fun l => delta l k) a))).
      * rewrite sum_scal. unfold E. rewrite Q, <- vv. field. lra.
      * intros a _. unfold u. unfold image at 1. rewrite sum_delta by exact Hk. field. lra.
    + rewrite (no_left S P q k), Ul by (try assumption; lia). ring.
  - intros _ x. cbn [sigma longer]. destruct (Nat.eq_dec 0 (r S)) as [Z|Nz].
    + replace (value ^ 2) with mu by (rewrite <- vv; ring). eapply Rle_trans; [|apply Top]. right. apply sum_ext. intros a _. f_equal.
      apply sum_ext. intros k _. unfold rest. rewrite <- Z. simpl. ring.
    + apply (first_largest S P). lia.
Qed.
Lemma some_length n : (0 < d N)%nat -> (exists S, decomposes N S) \/ (exists S, partial S /\ r S = n).
Proof.
  intros d_pos. induction n as [|n [IH|[S [P R]]]].
  - right. exists (Decomposition 0 (fun _ => 0) (fun _ _ => 0) (fun _ _ => 0)). split; [|reflexivity].
    constructor; unfold orthonormal; cbn [r]; intros; lia.
  - left. exact IH.
  - destruct (split_off S d_pos P) as [F|[L [PL RL]]]; [left; exists S; exact F|right]. exists L. split; [exact PL|]. rewrite RL, R. reflexivity.
Qed.
End Deflation.

Theorem DECOMPOSITION : DECOMPOSITION.statement.
Proof.
  intros N _. assert (F : exists S, decomposes N S).
  { destruct (Nat.eq_dec (d N) 0) as [Z|Nz].
    - exists (Decomposition 0 (fun _ => 0) (fun _ _ => 0) (fun _ _ => 0)). split; [|split; [|split]]; cbn [r]; intros; lia.
    - destruct (some_length N (Datatypes.S (d N)) ltac:(lia)) as [F|[S [P R]]]; [exact F|].
      exfalso. pose proof (bessel (d N) (r S) (right_vector S) (rights N S P)). lia. }
  destruct F as [S X]. exists S. split; [exact X|]. destruct X as [_ [L [W _]]]. split.
  - exact (bessel (d N) (r S) (right_vector S) W).
  - exact (bessel (D N) (r S) (fun q a => left_vector S a q) L).
Qed.

Example DECOMPOSITION_witness : DECOMPOSITION.nonvacuous.
Proof.
  exists (Net 1 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 1 1). split; [constructor|]. exists 0%nat, 0%nat. simpl. repeat split; try lia. lra.
Qed.
