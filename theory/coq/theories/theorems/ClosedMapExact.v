(* One datum, target 0, linear nets and psi^2 = c I: below v_0 = 4 the limit of v is an infinite product, and at v_0 = 4 the map is
   Chebyshev's: u_t = 4 sin^2(3^t phi). *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums ClosedMap ClosedMapFate ClosedMapModels ClosedMapRuns Witness.
From Catapult Require Import ClosedMapLimits.
Open Scope R_scope.

Lemma product_ext n g h : (forall i, g i = h i) -> product n g = product n h.
Proof. intros E. induction n as [|n IH]; [reflexivity|]. simpl. rewrite IH, E. reflexivity. Qed.
Lemma sin_thrice a : sin (3 * a) = 3 * sin a - 4 * sin a ^ 3.
Proof.
  replace (3 * a) with (2 * a + a) by ring. rewrite sin_plus, sin_2a, cos_2a_sin. pose proof (sin2_cos2 a) as E. unfold Rsqr in E.
  replace (2 * sin a * cos a * cos a) with (2 * sin a * (1 - sin a * sin a)) by (replace (1 - sin a * sin a) with (cos a * cos a) by lra; ring).
  ring.
Qed.

Section Exact.
Variables (eta kappa : R) (f h : nat -> R).
Hypothesis K : closed_map eta kappa f h.
Let u t := kappa * eta ^ 2 * f t ^ 2.
Lemma invariant_product T : (eta * h T) ^ 2 - 4 * u T = ((eta * h 0%nat) ^ 2 - 4 * u 0%nat) * product T (fun j => (1 - u j) ^ 2).
Proof.
  induction T as [|T IH]; [simpl; ring|]. pose proof (uv_invariant _ _ _ _ K T) as I. unfold ClosedMap.u, v in I. fold (u T) (u (S T)) in I.
  rewrite I, IH. simpl. ring.
Qed.
Lemma limit_product : eta * h 0%nat < 4 -> exists limit : R, is_lim_seq (fun t => eta * h t) limit /\
  is_lim_seq (fun t => ((eta * h 0%nat) ^ 2 - 4 * u 0%nat) * product t (fun j => (1 - u j) ^ 2)) (limit ^ 2).
Proof.
  intros B. destruct (ex_finite_lim_seq_decr (v eta h) 0) as [l L].
  - intro t. apply (v_decreases _ _ _ _ K). unfold v. lra.
  - intro t. apply (v_nonneg _ _ _ _ K).
  - exists l. split; [exact L|]. apply is_lim_seq_ext with (fun t => v eta h t * v eta h t - 4 * ClosedMap.u eta kappa f t).
    + intro t. rewrite <- invariant_product. unfold v, ClosedMap.u, u. ring.
    + replace (Finite (l ^ 2)) with (Finite (l * l - 4 * 0)) by (f_equal; ring).
      apply is_lim_seq_minus'; [apply is_lim_seq_mult'; exact L|].
      apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply (u_limit _ _ _ _ K). unfold v. exact B.
Qed.
Lemma sines : eta * h 0%nat = 4 -> exists phi, forall t, u t = 4 * sin (3 ^ t * phi) ^ 2.
Proof.
  intros B. assert (V : forall t, v eta h t = 4) by (apply (edge _ _ _ _ K); exact B).
  assert (U0 : 0 <= u 0%nat) by apply (u_nonneg _ _ _ _ K).
  assert (U4 : u 0%nat <= 4) by (pose proof (uv_region _ _ _ _ K 0) as R; rewrite V in R; unfold ClosedMap.u in R; unfold u; lra).
  pose proof (sqrt_pos (u 0%nat)) as S0. pose proof (sqrt_sqrt _ U0) as SS.
  exists (asin (sqrt (u 0%nat) / 2)). induction t as [|t IH].
  - simpl. rewrite Rmult_1_l, sin_asin by (split; nra). rewrite <- SS at 1. field.
  - pose proof (u_next _ _ _ _ K t) as N. rewrite V in N. unfold ClosedMap.u in N. fold (u t) (u (S t)) in N. rewrite N, IH.
    replace (3 ^ S t * asin (sqrt (u 0%nat) / 2)) with (3 * (3 ^ t * asin (sqrt (u 0%nat) / 2))) by (simpl; ring).
    rewrite sin_thrice. ring.
Qed.
End Exact.

Theorem UV_PRODUCT_NET : UV_PRODUCT_NET.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  destruct (limit_product _ _ _ _ (run_map _ _ _ _ _ _ _ run) ltac:(assumption)) as [l [L P]]. exists l. split; [exact L|].
  eapply is_lim_seq_ext; [|exact P]. intro t. cbv beta. unfold kappa. f_equal; [Trained.first_states TwoLayer.train; ring|].
  apply product_ext. intro j. ring.
Qed.
Theorem UV_SINE_NET : UV_SINE_NET.statement.
Proof.
  intros N eta w []. net_runs N eta w run.
  destruct (sines _ _ _ _ (run_map _ _ _ _ _ _ _ run) ltac:(assumption)) as [phi P]. exists phi. intro t. rewrite <- P. unfold kappa. ring.
Qed.
Theorem UV_PRODUCT_FORM : UV_PRODUCT_FORM.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  destruct (limit_product _ _ _ _ (run_map _ _ _ _ _ _ _ run) ltac:(assumption)) as [l [L P]]. exists l. split; [exact L|exact P].
Qed.
Theorem UV_SINE_FORM : UV_SINE_FORM.statement.
Proof.
  intros M eta w []. form_runs M eta w run.
  exact (sines _ _ _ _ (run_map _ _ _ _ _ _ _ run) ltac:(assumption)).
Qed.

Example UV_PRODUCT_NET_witness : UV_PRODUCT_NET.nonvacuous. Proof. unit_witness 1 (3 / 2) 1 1. Qed.
Example UV_SINE_NET_witness : UV_SINE_NET.nonvacuous. Proof. unit_witness 1 2 1 1. Qed.
Example UV_PRODUCT_FORM_witness : UV_PRODUCT_FORM.nonvacuous. Proof. form_witness 3 1. Qed.
Example UV_SINE_FORM_witness : UV_SINE_FORM.nonvacuous. Proof. form_witness 4 1. Qed.
