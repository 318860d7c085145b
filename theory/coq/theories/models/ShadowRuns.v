(* Heavy ball from rest on a trained model whose output is a quadratic form of its weights, with targets 0: the sequences of ShadowEnergy.v
   are those of the run, so that its outputs stay bounded by their start, and its loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Gram Losses HomogeneousPull TrainedPull Pulls Close ShadowEnergy.
Open Scope R_scope.

(* f_a(v + c m) = f_a(v) + c m . grad f_a(v) + c^2 f_a(m) *)
Definition quadratic_output (M : Trained.model) : Prop := forall v m c a, (a < Trained.data M)%nat ->
  Trained.output M (add _ v (scale _ c m)) a = Trained.output M v a + c * dot _ m (Trained.gradient M v a) + c ^ 2 * Trained.output M m a.

Section Run.
Variables (M : Trained.model) (beta eta C : R) (w : Trained.weights M).
Let E := Trained.weight_space M.
Hypothesis range : 0 <= beta < 1.
Hypothesis eta_pos : 0 < eta.
Hypothesis share_pos : 0 < Trained.share M.
Hypothesis euler : Trained.homogeneous M 2.
Hypothesis quadratic : quadratic_output M.
Hypothesis bound : Trained.kernel_at_most M C 1.
Hypothesis C_nonneg : 0 <= C.
Hypothesis targets : Trained.zero_targets M.
Let f := Trained.output M.
Let D := Trained.data M.
Let k := Trained.share M.
(* The mean product of two lists of outputs. *)
Let out (p q : vector E) : R := k * Sum D (fun a => f p a * f q a).
Let along (m v : vector E) (a : nat) : R := dot E m (Trained.gradient M v a).
Let grad (v : vector E) : vector E := squared_gradient M 0 v.

Lemma out_nonneg p : 0 <= out p p.
Proof. apply Rmult_le_pos; [unfold k; lra|]. apply sum_nonneg. intros. nra. Qed.
Lemma out_cauchy p q : out p q ^ 2 <= out p p * out q q.
Proof.
  unfold out. pose proof (cauchy D (f p) (f q)) as H. assert (0 <= k ^ 2) by apply pow2_ge_0.
  replace (k * Sum D (fun a => f p a * f p a) * (k * Sum D (fun a => f q a * f q a)))
    with (k ^ 2 * (Sum D (fun a => f p a ^ 2) * Sum D (fun a => f q a ^ 2))).
  - replace ((k * Sum D (fun a => f p a * f q a)) ^ 2) with (k ^ 2 * Sum D (fun a => f p a * f q a) ^ 2) by ring.
    apply Rmult_le_compat_l; assumption.
  - rewrite (sum_ext D (fun a => f p a ^ 2) (fun a => f p a * f p a)), (sum_ext D (fun a => f q a ^ 2) (fun a => f q a * f q a))
      by (intros; ring). ring.
Qed.
(* The bound of the kernel, seen from the weights. *)
Lemma along_bounded m v : k * Sum D (fun a => along m v a ^ 2) <= C * square_norm E v * square_norm E m.
Proof.
  set (T := Sum D (fun a => along m v a ^ 2)). set (g := combine E D (along m v) (Trained.gradient M v)).
  assert (T0 : 0 <= T) by (apply sum_sq_nonneg).
  assert (Eq : dot E m g = T).
  { unfold g, E. rewrite dot_combine. apply sum_ext. intros. unfold along, E. ring. }
  pose proof (dot_cauchy E m g) as H. rewrite Eq in H.
  pose proof (Trained.tangent_at_most M C 1 v (along m v) share_pos bound) as B. rewrite Trained.tangent_form_is, pow_1 in B.
  fold E D in B. fold g in B. fold T in B. unfold Trained.weight_norm in B. fold E in B.
  pose proof (norm_nonneg E m) as m0. pose proof (norm_nonneg E v) as v0. pose proof (norm_nonneg E g) as g0.
  assert (R0 : 0 <= C * square_norm E v * square_norm E m) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; assumption).
  destruct (Req_dec T 0) as [Z|Nz]; [rewrite Z, Rmult_0_r; exact R0|].
  assert (k * square_norm E g <= C * square_norm E v * T).
  { unfold k. apply (Rmult_le_compat_l (Trained.share M)) in B; [|lra].
    replace (Trained.share M * (/ Trained.share M * C * square_norm E v * T)) with (C * square_norm E v * T) in B by (field; lra). exact B. }
  apply Rmult_le_reg_r with T; [lra|].
  assert (k * T ^ 2 <= k * (square_norm E m * square_norm E g)) by (apply Rmult_le_compat_l; [unfold k; lra|exact H]).
  assert (square_norm E m * (k * square_norm E g) <= square_norm E m * (C * square_norm E v * T)) by (apply Rmult_le_compat_l; assumption).
  lra.
Qed.
Lemma out_of_small m : out m m <= / 4 * C * square_norm E m ^ 2.
Proof.
  pose proof (along_bounded m m) as B. unfold out.
  replace (Sum D (fun a => f m a * f m a)) with (/ 4 * Sum D (fun a => along m m a ^ 2)); [lra|].
  rewrite <- sum_scal. apply sum_ext. intros a Ha. unfold along, E. rewrite (euler m a Ha). unfold f. field.
Qed.
Lemma mean_square_is p : Trained.mean_square_output M p = out p p.
Proof. unfold Trained.mean_square_output, out, k. f_equal. apply sum_ext. intros. unfold f. ring. Qed.
Lemma outputs_below_norm p : Trained.mean_square_output M p <= / 4 * C * Trained.weight_norm M p ^ 2.
Proof. rewrite mean_square_is. apply out_of_small. Qed.
Lemma product_of_small v m : (eta ^ 2 * C * out v m) ^ 2 <= / 4 * (eta ^ 2 * C * out v v) * (eta * C * square_norm E m) ^ 2.
Proof.
  pose proof (out_cauchy v m) as H. pose proof (out_of_small m) as S. pose proof (out_nonneg v).
  assert (out v v * out m m <= out v v * (/ 4 * C * square_norm E m ^ 2)) by (apply Rmult_le_compat_l; assumption).
  assert (0 <= eta ^ 4 * C ^ 2) by (apply Rmult_le_pos; [apply pow_le; lra|apply pow2_ge_0]).
  assert (eta ^ 4 * C ^ 2 * out v m ^ 2 <= eta ^ 4 * C ^ 2 * (out v v * (/ 4 * C * square_norm E m ^ 2))) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.
Lemma gradient_dot m v : k * Sum D (fun a => f v a * along m v a) = dot E m (grad v).
Proof.
  unfold grad, squared_gradient, Trained.batch_gradient. fold E. rewrite dot_combine. unfold k. rewrite <- sum_scal.
  apply sum_ext. intros a Ha. unfold Trained.full, Trained.whole, Trained.slopes. simpl. rewrite (targets a Ha). unfold along, f, E. ring.
Qed.
Lemma gradient_small v : square_norm E (grad v) <= C * square_norm E v * out v v.
Proof.
  pose proof (full_pull M C 1 squared share_pos) as P. rewrite degree_two in P.
  pose proof (pull_steep _ _ _ _ (P euler C_nonneg targets squared_tame bound) 0%nat v) as H. rewrite pow_1 in H.
  eapply Rle_trans; [exact H|]. right. unfold out, k. do 2 f_equal. apply sum_ext. intros a Ha.
  unfold Trained.slopes. simpl. rewrite (targets a Ha). unfold f. ring.
Qed.
Lemma gradient_euler v : dot E v (grad v) = 2 * out v v.
Proof.
  rewrite <- gradient_dot. unfold out. rewrite <- (Rmult_assoc 2), (Rmult_comm 2 k), Rmult_assoc. f_equal. rewrite <- sum_scal.
  apply sum_ext. intros a Ha. unfold along, E. rewrite (euler v a Ha). unfold f. ring.
Qed.
(* Outputs after a move. *)
Lemma out_moved u v m c : out u (add E v (scale E c m)) = out u v + c * (k * Sum D (fun a => f u a * along m v a)) + c ^ 2 * out u m.
Proof.
  unfold out. rewrite (sum_ext D (fun a => f u a * f (add E v (scale E c m)) a)
    (fun a => f u a * f v a + c * (f u a * along m v a) + c ^ 2 * (f u a * f m a))).
  - rewrite (sum_plus D (fun a => f u a * f v a + c * (f u a * along m v a))), sum_plus, !sum_scal. ring.
  - intros a Ha. unfold f at 2, E. rewrite (quadratic v m c a Ha). unfold f, along, E. ring.
Qed.
Lemma moved_apart v m (p := advance E v 1 m) :
  out v v - 2 * out p v + out p p <= C * ((square_norm E v + square_norm E p) / 2) * square_norm E m.
Proof.
  set (middle := advance E v (/ 2) m). pose proof (along_bounded m middle) as B.
  assert (V : v = add E middle (scale E (/ 2) m)) by (apply vector_ext; intro i; unfold middle; rewrite entry_add, entry_advance, entry_scale; field).
  assert (P : p = add E middle (scale E (- / 2) m)) by (apply vector_ext; intro i; unfold p, middle; rewrite entry_add, !entry_advance, entry_scale; field).
  replace (out v v - 2 * out p v + out p p) with (k * Sum D (fun a => along m middle a ^ 2)).
  - eapply Rle_trans; [exact B|]. apply Rmult_le_compat_r; [apply norm_nonneg|]. apply Rmult_le_compat_l; [exact C_nonneg|].
    unfold middle, p. rewrite !norm_advance. pose proof (norm_nonneg E m). lra.
  - unfold out. rewrite <- (Rmult_assoc 2), (Rmult_comm 2 k), (Rmult_assoc k 2), <- Rmult_minus_distr_l, <- Rmult_plus_distr_l. f_equal.
    rewrite <- sum_scal, <- sum_minus, <- sum_plus. apply sum_ext. intros a Ha.
    assert (Fv : f v a = f middle a + / 2 * along m middle a + (/ 2) ^ 2 * f m a) by (rewrite V; apply (quadratic middle m (/ 2) a Ha)).
    assert (Fp : f p a = f middle a + - / 2 * along m middle a + (- / 2) ^ 2 * f m a) by (rewrite P; apply (quadratic middle m (- / 2) a Ha)).
    rewrite Fv, Fp. field.
Qed.

(* ---- the run ---- *)
Let path t := Trained.run M (heavy_ball (constant_rate eta) beta) squared (Trained.full M) w t.
Let th t : vector E := weights_of (path t).
Let v t : vector E := velocity_of (path t).
Let back t : vector E := advance E (th t) 1 (v t).
Lemma v_next t : v (S t) = advance E (scale E beta (v t)) eta (grad (th t)).
Proof. reflexivity. Qed.
Lemma th_next t : th (S t) = add E (th t) (scale E 1 (v (S t))).
Proof. rewrite scale_one. reflexivity. Qed.
Lemma back_next t : back (S t) = th t.
Proof. unfold back. rewrite th_next. apply vector_ext. intro i. rewrite entry_advance, entry_add, entry_scale. ring. Qed.
Lemma back_start : back 0 = th 0.
Proof. unfold back. apply vector_ext. intro i. rewrite entry_advance. change (v 0) with (zero_vector E). rewrite entry_zero. ring. Qed.
Let Mt t := eta * C * square_norm E (v t).
Let Nt t := eta * C * square_norm E (th t).
Let Ft t := eta ^ 2 * C * out (th t) (th t).
Let Xt t := eta ^ 2 * C * out (th t) (back t).
Let Gt t := eta ^ 2 * C * out (th t) (v t).
Let Kt t := eta ^ 2 * C * out (th t) (v (S t)).
Let st t := eta * C * dot E (back t) (v t).
Let EC : 0 <= eta * C.
Proof. apply Rmult_le_pos; lra. Qed.
Let EEC : 0 <= eta ^ 2 * C.
Proof. apply Rmult_le_pos; [apply pow2_ge_0|exact C_nonneg]. Qed.
Lemma before_out t : before Ft t = eta ^ 2 * C * out (back t) (back t).
Proof. destruct t; simpl; [rewrite back_start|rewrite back_next]; reflexivity. Qed.
Lemma before_norm t : before Nt t = eta * C * square_norm E (back t).
Proof. destruct t; simpl; [rewrite back_start|rewrite back_next]; reflexivity. Qed.
Lemma out_sym p q : out p q = out q p.
Proof. unfold out. f_equal. apply sum_ext. intros; ring. Qed.
Lemma out_back t : out (th t) (back t) = out (th t) (th t) - dot E (v t) (grad (th t)) + out (th t) (v t).
Proof. unfold back. rewrite advance_is, out_moved, gradient_dot. ring. Qed.
Lemma out_next t : out (th (S t)) (back (S t)) = out (th t) (th t) + dot E (v (S t)) (grad (th t)) + out (th t) (v (S t)).
Proof. rewrite back_next, out_sym, (th_next t), out_moved, gradient_dot. ring. Qed.
Let M_nonneg t : 0 <= Mt t.
Proof. apply Rmult_le_pos; [exact EC|apply norm_nonneg]. Qed.
Let N_nonneg t : 0 <= Nt t.
Proof. apply Rmult_le_pos; [exact EC|apply norm_nonneg]. Qed.
Let F_nonneg t : 0 <= Ft t.
Proof. apply Rmult_le_pos; [exact EEC|apply out_nonneg]. Qed.
Let at_rest : Mt 0 = 0 /\ Xt 0 = Ft 0 /\ st 0 = 0.
Proof.
  unfold Mt, Xt, Ft, st. change (v 0) with (zero_vector E). rewrite norm_zero, dot_zero, back_start. repeat split; ring.
Qed.
Let energy_next t : (1 + beta) / 2 * Mt (S t) + Xt (S t) = (1 + beta) / 2 * Mt t + Xt t
  - (1 - beta) / 2 * (Mt (S t) + (1 + 2 * beta) * Mt t - 2 * Ft t + 2 * Xt t - 2 * Gt t) + Kt t - Gt t.
Proof.
  unfold Xt. rewrite out_next, out_back. unfold Mt, Ft, Gt, Kt. rewrite (v_next t). expand_gram.
  rewrite ?(dot_sym E (grad (th t)) (v t)). field.
Qed.
Let moved t : Ft t - 2 * Xt t + before Ft t <= (Nt t + before Nt t) / 2 * Mt t.
Proof.
  rewrite before_out, before_norm. unfold Ft, Xt, Nt, Mt. pose proof (moved_apart (th t) (v t)) as H. cbv zeta in H. fold (back t) in H.
  rewrite (out_sym (back t) (th t)) in H. apply (Rmult_le_compat_l _ _ _ EEC) in H. lra.
Qed.
Lemma along_next t : st (S t) = beta * st t + beta * Mt t - 2 * Ft t.
Proof.
  unfold st, Mt, Ft. rewrite back_next. rewrite (v_next t). unfold back. expand_gram. rewrite gradient_euler. ring.
Qed.
Lemma norm_next t : Nt (S t) = Nt t + 2 * st (S t) + Mt (S t).
Proof. unfold Nt, st, Mt. rewrite back_next. rewrite (th_next t). rewrite scale_one, norm_add. ring. Qed.
Lemma velocity_next t : Mt (S t) <= 2 * (beta ^ 2 * Mt t + Nt t * Ft t).
Proof.
  unfold Mt, Nt, Ft. rewrite (v_next t). set (g := grad (th t)). pose proof (gradient_small (th t)) as G. fold g in G.
  pose proof (norm_nonneg E (advance E (scale E beta (v t)) (- eta) g)) as H. rewrite norm_advance in H |- *.
  rewrite norm_scale in *. assert (0 <= eta ^ 2) by apply pow2_ge_0.
  assert (eta ^ 2 * square_norm E g <= eta ^ 2 * (C * square_norm E (th t) * out (th t) (th t))) by (apply Rmult_le_compat_l; assumption).
  apply Rle_trans with (eta * C * (2 * (beta ^ 2 * square_norm E (v t) + eta ^ 2 * (C * square_norm E (th t) * out (th t) (th t))))).
  - apply Rmult_le_compat_l; [exact EC|]. lra.
  - right. ring.
Qed.
Lemma along_small t : st t ^ 2 <= before Nt t * Mt t.
Proof.
  rewrite before_norm. unfold st, Mt. pose proof (dot_cauchy E (back t) (v t)) as H.
  assert (0 <= (eta * C) ^ 2) by apply pow2_ge_0. apply (Rmult_le_compat_l ((eta * C) ^ 2)) in H; [|assumption]. lra.
Qed.
Hypothesis edge : (1 - beta) ^ 2 * (eta * C * Trained.weight_norm M w) + 9 * (eta ^ 2 * C * Trained.mean_square_output M w)
  <= (1 - beta) ^ 2 * (1 + beta).
Hypothesis small : 8 * (eta ^ 2 * C * Trained.mean_square_output M w) <= (1 - beta) ^ 2.
Let edge' : (1 - beta) ^ 2 * Nt 0 + 9 * Ft 0 <= (1 - beta) ^ 2 * (1 + beta).
Proof. rewrite mean_square_is in edge. exact edge. Qed.
Let small' : 8 * Ft 0 <= (1 - beta) ^ 2.
Proof. rewrite mean_square_is in small. exact small. Qed.
(* Without a kernel there are no outputs. *)
Let no_outputs p : C = 0 -> out p p = 0.
Proof. intros Z. pose proof (out_of_small p) as S. rewrite Z in S. pose proof (out_nonneg p). lra. Qed.
Theorem shadow_run_outputs t : Trained.mean_square_output M (weights_of (path t)) <= 2 * Trained.mean_square_output M w.
Proof.
  rewrite !mean_square_is. pose proof (shadow_outputs beta Mt Nt Ft Xt Gt Kt st range M_nonneg N_nonneg F_nonneg at_rest energy_next
    (fun t => product_of_small (th t) (v t)) (fun t => product_of_small (th t) (v (S t))) moved along_next norm_next velocity_next edge' small' t) as H.
  destruct (Req_dec C 0) as [Z|Nz]; [rewrite !no_outputs by exact Z; lra|]. unfold Ft in H.
  apply Rmult_le_reg_l with (eta ^ 2 * C); [apply Rmult_lt_0_compat; [apply pow_lt; lra|lra]|]. change (th 0) with w in H.
  change (weights_of (path t)) with (th t). lra.
Qed.
Theorem shadow_run_loss : is_lim_seq (fun t => Trained.total_loss M squared (weights_of (path t))) 0.
Proof.
  apply is_lim_seq_ext with (u := fun t => / 2 * out (th t) (th t)).
  - intro t. rewrite Trained.total_loss_squared. f_equal. unfold Trained.mean_square_residual, out, k. f_equal. apply sum_ext. intros a Ha.
    unfold Trained.residual. rewrite (targets a Ha). unfold f, th. ring.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    destruct (Req_dec C 0) as [Z|Nz].
    + apply is_lim_seq_ext with (u := fun _ => 0); [intro t; rewrite (no_outputs _ Z); reflexivity|apply is_lim_seq_const].
    + pose proof (shadow_limit beta Mt Nt Ft Xt Gt Kt st range M_nonneg N_nonneg F_nonneg at_rest energy_next
        (fun t => product_of_small (th t) (v t)) (fun t => product_of_small (th t) (v (S t))) moved along_next norm_next velocity_next along_small
        edge' small') as H.
      apply is_lim_seq_ext with (u := fun t => / (eta ^ 2 * C) * Ft t); [intro t; unfold Ft; field; split; lra|].
      replace (Finite 0) with (Finite (/ (eta ^ 2 * C) * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact H].
Qed.
End Run.
