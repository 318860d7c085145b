(* Spaces of weights. A weight vector is read entry by entry, and made from its entries; [over] sums over all weights. Sums,
   multiples, inner products and norms are defined from these once, and their laws are proved here for every space. *)
Require Import Reals Lra Psatz Arith FunctionalExtensionality.
From Catapult Require Import Sums.
Open Scope R_scope.

Record space := Space {
  vector : Type;
  index : Type;                                      (* the names of the weights *)
  index_eq : forall i j : index, {i = j} + {i <> j};
  inside : index -> Prop;                            (* the names in use *)
  entry : vector -> index -> R;
  vector_of : (index -> R) -> vector;
  over : (index -> R) -> R;                          (* the sum over the names in use *)
  entry_vector_of : forall f i, entry (vector_of f) i = f i;
  vector_of_entry : forall w, vector_of (entry w) = w;
  over_ext : forall f g, (forall i, inside i -> f i = g i) -> over f = over g;
  over_plus : forall f g, over (fun i => f i + g i) = over f + over g;
  over_scale : forall c f, over (fun i => c * f i) = c * over f;
  over_nonneg : forall f, (forall i, inside i -> 0 <= f i) -> 0 <= over f }.

(* n numbers. *)
Definition numbers (n : nat) : space.
Proof.
  refine (Space (nat -> R) nat Nat.eq_dec (fun i => (i < n)%nat) (fun w => w) (fun w => w) (Sum n) _ _ _ _ _ _); try reflexivity.
  - apply sum_ext.
  - apply sum_plus.
  - apply sum_scal.
  - apply sum_nonneg.
Defined.

Section Operations.
Variable E : space.
Implicit Types (p q w g : vector E) (c : R).

Definition zero_vector : vector E := vector_of E (fun _ => 0).
Definition add p q : vector E := vector_of E (fun i => entry E p i + entry E q i).
Definition scale c p : vector E := vector_of E (fun i => c * entry E p i).
(* p - c q *)
Definition advance p c q : vector E := vector_of E (fun i => entry E p i - c * entry E q i).
(* c_0 g_0 + ... + c_{n-1} g_{n-1} *)
Definition combine (n : nat) (c : nat -> R) (g : nat -> vector E) : vector E :=
  vector_of E (fun i => Sum n (fun a => c a * entry E (g a) i)).
Definition dot p q : R := over E (fun i => entry E p i * entry E q i).
Definition square_norm p : R := over E (fun i => entry E p i ^ 2).
(* The weights w with weight i at the value z. *)
Definition with_entry w (i : index E) (z : R) : vector E := vector_of E (fun j => if index_eq E j i then z else entry E w j).

Lemma vector_ext p q : (forall i, entry E p i = entry E q i) -> p = q.
Proof. intros H. rewrite <- (vector_of_entry E p), <- (vector_of_entry E q). f_equal. apply functional_extensionality, H. Qed.
Lemma entry_zero i : entry E zero_vector i = 0.
Proof. apply entry_vector_of. Qed.
Lemma entry_add p q i : entry E (add p q) i = entry E p i + entry E q i.
Proof. apply entry_vector_of. Qed.
Lemma entry_scale c p i : entry E (scale c p) i = c * entry E p i.
Proof. apply entry_vector_of. Qed.
Lemma entry_advance p c q i : entry E (advance p c q) i = entry E p i - c * entry E q i.
Proof. apply entry_vector_of. Qed.
Lemma entry_combine n (c : nat -> R) (g : nat -> vector E) i : entry E (combine n c g) i = Sum n (fun a => c a * entry E (g a) i).
Proof. apply entry_vector_of. Qed.
Lemma advance_is p c q : advance p c q = add p (scale (- c) q).
Proof. apply vector_ext. intro i. rewrite entry_advance, entry_add, entry_scale. ring. Qed.
Lemma scale_one p : scale 1 p = p.
Proof. apply vector_ext. intro i. rewrite entry_scale. ring. Qed.
Lemma with_entry_same w i : with_entry w i (entry E w i) = w.
Proof.
  apply vector_ext. intro j. unfold with_entry. rewrite entry_vector_of. destruct (index_eq E j i) as [->|]; reflexivity.
Qed.

(* ---- the inner product ---- *)
Lemma over_zero : over E (fun _ => 0) = 0.
Proof. transitivity (over E (fun _ => 0 * 0)); [apply over_ext; intros; ring|]. rewrite (over_scale E 0 (fun _ => 0)). ring. Qed.
Lemma over_sum n (f : nat -> index E -> R) : over E (fun i => Sum n (fun a => f a i)) = Sum n (fun a => over E (f a)).
Proof.
  induction n as [|n IH]; simpl; [apply over_zero|]. rewrite <- IH. apply (over_plus E (fun i => Sum n (fun a => f a i)) (f n)).
Qed.
Lemma dot_sym p q : dot p q = dot q p.
Proof. apply over_ext. intros; ring. Qed.
Lemma dot_self p : dot p p = square_norm p.
Proof. apply over_ext. intros; ring. Qed.
Lemma dot_add p q w : dot p (add q w) = dot p q + dot p w.
Proof. unfold dot. rewrite <- over_plus. apply over_ext. intros i _. rewrite entry_add. ring. Qed.
Lemma dot_scale p c q : dot p (scale c q) = c * dot p q.
Proof. unfold dot. rewrite <- over_scale. apply over_ext. intros i _. rewrite entry_scale. ring. Qed.
Lemma dot_zero p : dot p zero_vector = 0.
Proof. rewrite <- over_zero. apply over_ext. intros i _. rewrite entry_zero. ring. Qed.
Lemma dot_advance p w c g : dot p (advance w c g) = dot p w - c * dot p g.
Proof. rewrite advance_is, dot_add, dot_scale. ring. Qed.
Lemma dot_combine p n (c : nat -> R) (g : nat -> vector E) : dot p (combine n c g) = Sum n (fun a => c a * dot p (g a)).
Proof.
  unfold dot. rewrite (over_ext E _ (fun i => Sum n (fun a => c a * (entry E p i * entry E (g a) i)))).
  - rewrite (over_sum n (fun a i => c a * (entry E p i * entry E (g a) i))). apply sum_ext. intros a _. apply over_scale.
  - intros i _. rewrite entry_combine, <- sum_scal. apply sum_ext. intros; ring.
Qed.

(* ---- the squared norm ---- *)
Lemma norm_nonneg p : 0 <= square_norm p.
Proof. apply over_nonneg. intros. apply pow2_ge_0. Qed.
Lemma norm_zero : square_norm zero_vector = 0.
Proof. rewrite <- dot_self. apply dot_zero. Qed.
Lemma norm_scale c p : square_norm (scale c p) = c ^ 2 * square_norm p.
Proof. rewrite <- !dot_self, dot_scale, dot_sym, dot_scale. ring. Qed.
Lemma norm_add p q : square_norm (add p q) = square_norm p + 2 * dot p q + square_norm q.
Proof. rewrite <- !dot_self, dot_add, !(dot_sym (add p q)), !dot_add, (dot_sym q p). ring. Qed.
Lemma norm_advance w c g : square_norm (advance w c g) = square_norm w - 2 * c * dot w g + c ^ 2 * square_norm g.
Proof. rewrite advance_is, norm_add, norm_scale, dot_scale. ring. Qed.
Lemma norm_combine n (c : nat -> R) (g : nat -> vector E) : square_norm (combine n c g) = Sum n (fun a => Sum n (fun b => c a * dot (g a) (g b) * c b)).
Proof.
  rewrite <- dot_self, dot_combine. apply sum_ext. intros a _. rewrite dot_sym, dot_combine, <- sum_scal.
  apply sum_ext. intros; ring.
Qed.
(* Cauchy-Schwarz. *)
Lemma dot_cauchy p q : dot p q ^ 2 <= square_norm p * square_norm q.
Proof.
  pose proof (norm_nonneg p) as P0. pose proof (norm_nonneg q) as Q0.
  destruct (Req_dec (square_norm q) 0) as [Z|N].
  - (* |p - c q|^2 = |p|^2 - 2 c p.q >= 0 for every c, so that p.q = 0 *)
    assert (D : dot p q = 0); [|rewrite D, Z; lra].
    destruct (Req_dec (dot p q) 0) as [D|D]; [exact D|exfalso].
    pose proof (norm_nonneg (advance p ((square_norm p + 1) / (2 * dot p q)) q)) as H.
    rewrite norm_advance, Z in H.
    replace (2 * ((square_norm p + 1) / (2 * dot p q)) * dot p q) with (square_norm p + 1) in H by (field; exact D). lra.
  - pose proof (norm_nonneg (advance p (dot p q / square_norm q) q)) as H. rewrite norm_advance in H.
    apply (Rmult_le_compat_l (square_norm q)) in H; [|exact Q0].
    replace (square_norm q * (square_norm p - 2 * (dot p q / square_norm q) * dot p q + (dot p q / square_norm q) ^ 2 * square_norm q))
      with (square_norm p * square_norm q - dot p q ^ 2) in H by (field; exact N). lra.
Qed.
Lemma norm_triangle p q : sqrt (square_norm (add p q)) <= sqrt (square_norm p) + sqrt (square_norm q).
Proof.
  pose proof (norm_nonneg p) as P0. pose proof (norm_nonneg q) as Q0.
  pose proof (sqrt_pos (square_norm p)) as A. pose proof (sqrt_pos (square_norm q)) as B.
  apply Rsqr_incr_0_var; [|lra]. rewrite Rsqr_sqrt by apply norm_nonneg. rewrite norm_add.
  assert (C : dot p q <= sqrt (square_norm p) * sqrt (square_norm q)).
  { apply Rsqr_incr_0_var; [|apply Rmult_le_pos; assumption]. rewrite Rsqr_mult, !Rsqr_sqrt by assumption.
    pose proof (dot_cauchy p q). unfold Rsqr. lra. }
  unfold Rsqr. pose proof (sqrt_sqrt _ P0). pose proof (sqrt_sqrt _ Q0). lra.
Qed.
End Operations.
