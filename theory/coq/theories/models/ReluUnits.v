(* ReLU net on one datum with target 0: active units turn, inactive units are frozen, so the kernel itself descends. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatum OneDatumUnits.
Import TwoLayer.
Open Scope R_scope.

Section Relu.
Variables (N : net) (eta : R).
Hypothesis one : D N = 1%nat.
Hypothesis targets : zero_targets N.
Hypothesis relu : relu_net N.
Notation a := (a_plus N).
Definition energy (p v : R) : R := p ^ 2 + x2 N * v ^ 2.
Lemma energy_nonneg p v : 0 <= energy p v.
Proof.
  unfold energy. pose proof (x2_nonneg N). assert (0 <= x2 N * v ^ 2) by (apply Rmult_le_pos; [assumption|apply pow2_ge_0]).
  pose proof (pow2_ge_0 p). lra.
Qed.
Lemma relu_slope p : (slope N p = a /\ 0 <= p) \/ (slope N p = 0 /\ p <= 0).
Proof.
  destruct relu as [A [B C]]. unfold slope. destruct (Rlt_dec 0 p); [left; lra|]. destruct (Rlt_dec p 0); [right; lra|].
  destruct C as [C|C]; [right|left]; lra.
Qed.
Lemma relu_next w i (c := eta * output N w 0 * s N) :
  pre N (step N eta w) i = pre N w i - c * x2 N * (slope N (pre N w i) * V w i) /\
  V (step N eta w) i = V w i - c * (slope N (pre N w i) * pre N w i).
Proof. rewrite (pre_next N one), (outer_next N one), (net_residual_one N one targets). unfold c. split; ring. Qed.
Definition kappa_relu : R := s N ^ 2 * a ^ 2 * x2 N.
Lemma kappa_relu_nonneg : 0 <= kappa_relu.
Proof. apply Rmult_le_pos; [apply Rmult_le_pos; apply pow2_ge_0|apply x2_nonneg]. Qed.
Lemma relu_kernel_next w : kernel N (step N eta w) 0 0
  <= kernel N w 0 0 + eta * (kappa_relu * output N w 0 ^ 2) * (eta * kernel N w 0 0 - 4).
Proof.
  set (f := output N w 0). set (c := eta * f * s N).
  set (S := Sum (n N) (fun i => slope N (pre N w i) ^ 2 * energy (pre N w i) (V w i))).
  set (F := Sum (n N) (fun i => slope N (pre N w i) * pre N w i * V w i)).
  assert (EH : kernel N w 0 0 = s N ^ 2 * S) by apply (kernel_units N one).
  assert (EF : f = s N * F) by reflexivity.
  assert (E : Sum (n N) (fun i => slope N (pre N (step N eta w) i) ^ 2 * energy (pre N (step N eta w) i) (V (step N eta w) i))
    <= S * (1 + c ^ 2 * a ^ 2 * x2 N) - 4 * c * a ^ 2 * x2 N * F).
  { unfold S, F. rewrite <- sum_scal_r, <- sum_scal. rewrite <- sum_minus. apply sum_le. intros i _.
    destruct (relu_next w i) as [-> ->]. fold f c. set (p := pre N w i). set (v := V w i).
    pose proof (relu_slope p) as Hp. pose proof (energy_nonneg p v) as E0.
    destruct Hp as [[Hs Hq]|[Hs Hq]]; rewrite !Hs.
    - set (p' := p - c * x2 N * (a * v)). set (v' := v - c * (a * p)).
      assert (X : a ^ 2 * energy p v * (1 + c ^ 2 * a ^ 2 * x2 N) - 4 * c * a ^ 2 * x2 N * (a * p * v) = a ^ 2 * energy p' v')
        by (unfold energy, p', v'; ring).
      rewrite X. apply Rmult_le_compat_r; [apply energy_nonneg|].
      destruct (relu_slope p') as [[-> _]|[-> _]]; [lra|]. rewrite pow_ne_zero by lia. apply pow2_ge_0.
    - replace (p - c * x2 N * (0 * v)) with p by ring. replace (v - c * (0 * p)) with v by ring. rewrite Hs. right. ring. }
  apply (Rmult_le_compat_l (s N ^ 2)) in E; [|apply pow2_ge_0].
  rewrite (kernel_units N one). change (fun i => slope N (pre N (step N eta w) i) ^ 2 * (pre N (step N eta w) i ^ 2 + x2 N * V (step N eta w) i ^ 2))
    with (fun i => slope N (pre N (step N eta w) i) ^ 2 * energy (pre N (step N eta w) i) (V (step N eta w) i)).
  eapply Rle_trans; [exact E|]. right. rewrite EH. unfold kappa_relu, c.
  replace (s N ^ 2 * (S * (1 + (eta * f * s N) ^ 2 * a ^ 2 * x2 N) - 4 * (eta * f * s N) * a ^ 2 * x2 N * F))
    with (s N ^ 2 * S * (1 + (eta * f * s N) ^ 2 * a ^ 2 * x2 N) - 4 * eta * f * s N ^ 2 * a ^ 2 * x2 N * (s N * F)) by ring.
  rewrite <- EF. ring.
Qed.
Hypothesis eta_pos : 0 < eta.
Lemma relu_kernel_falls w : eta * kernel N w 0 0 <= 4 -> kernel N (step N eta w) 0 0 <= kernel N w 0 0.
Proof.
  intros B. pose proof (relu_kernel_next w) as Q. pose proof kappa_relu_nonneg.
  assert (0 <= eta * (kappa_relu * output N w 0 ^ 2)) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; [assumption|apply pow2_ge_0]]).
  assert (0 <= eta * (kappa_relu * output N w 0 ^ 2) * (4 - eta * kernel N w 0 0)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma relu_kernel_monotone w : eta * kernel N w 0 0 <= 4 -> forall t,
  kernel N (train N eta w t) 0 0 <= kernel N w 0 0 /\ kernel N (train N eta w (S t)) 0 0 <= kernel N (train N eta w t) 0 0.
Proof.
  intros B. assert (K : forall z, kernel N z 0 0 <= kernel N w 0 0 -> kernel N (step N eta z) 0 0 <= kernel N z 0 0).
  { intros z Hz. apply relu_kernel_falls. assert (eta * kernel N z 0 0 <= eta * kernel N w 0 0) by (apply Rmult_le_compat_l; lra). lra. }
  induction t as [|t [A C]]; [split; [apply Rle_refl|apply K, Rle_refl]|].
  assert (L : kernel N (train N eta w (S t)) 0 0 <= kernel N w 0 0) by lra. split; [exact L|exact (K _ L)].
Qed.
End Relu.
