(* The peak of the closed map, one datum with target 0: for 2 < v_0 < 4 and u_0 > 0 some u_t is at least (v_0 - 2)^2 / 2.
   With y = v - 2: u' = u (1 + y - u)^2, y' = y - u (2 - y). While u <= y/2 the number u + G(y) does not fall; a state above that
   line steps over (v_0 - 2)^2 / 2. For v_0 near 4 the ray 4 - v <= (4 - v_0) (1 + u/d) serves instead. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import ClosedMap.
Open Scope R_scope.

Lemma never_below (x : nat -> R) (r B : R) : 0 < r -> 0 < x O -> (forall t, x (S t) >= x t * (1 + r)) -> (forall t, x t < B) -> False.
Proof.
  intros Hr H0 Hs HB.
  assert (L : forall t, x O * (1 + INR t * r) <= x t).
  { induction t as [|t I]; [simpl; lra|]. specialize (Hs t). rewrite S_INR. pose proof (pos_INR t).
    assert (x O * (1 + INR t * r) * (1 + r) <= x t * (1 + r)) by (apply Rmult_le_compat_r; lra).
    assert (0 <= x O * (INR t * r * r)) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; [apply Rmult_le_pos|]; lra]). nra. }
  destruct (archimedes B (x O * r) ltac:(apply Rmult_lt_0_compat; lra)) as [n Hn]. specialize (L n). specialize (HB n). nra.
Qed.
Definition G x := x^2/2 + x^3/8.
Lemma below_half_line x y : 0 < x -> x <= y/2 -> y < 2 -> x + G y <= x*(1+y-x)^2 + G (y - x*(2-y)).
Proof.
  intros. unfold G.
  assert (E: x*(1+y-x)^2 + ((y - x*(2-y))^2/2 + (y-x*(2-y))^3/8) - (x + (y^2/2+y^3/8)) =
     x * (let s := y/2 - x in s^2*y*(y^2/8 - 3*y/4 + 0) + 3*s^2*y/2 + s*y*(5/2 - y/2 + 3*y^2/8 - y^3/8) + y^5/32 + y^3/4)) by (simpl; field).
  simpl in E. set (s := y/2-x) in *. assert (0 <= s <= y/2) by (unfold s; lra). assert (0 < y) by lra.
  assert (0 <= s*y*(5/2 - y/2+3*(y*(y*1))/8 - y*(y*(y*1))/8 + s*(3/2 - 3*y/4 + y*(y*1)/8))).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. assert (0 <= s*(3/2-3*y/4+y*(y*1)/8)) by (apply Rmult_le_pos; nra). nra. }
  assert (0 <= y^5/32 + y^3/4) by (assert (0 < y^3) by (apply pow_lt; lra); assert (0<y^5) by (apply pow_lt; lra); lra).
  assert (0 <= x*(s*y*(5/2 - y/2+3*(y*(y*1))/8 - y*(y*(y*1))/8 + s*(3/2 - 3*y/4 + y*(y*1)/8)) + (y^5/32+y^3/4))) by (apply Rmult_le_pos; lra).
  simpl in *. lra.
Qed.
Lemma above_half_line d x y : 0 < d <= 7/8 -> 0 < x -> 0 < y < 2*x -> x < d^2/2 -> d^2/2 + d^3/8 <= x + G y -> d^2/2 <= x*(1+y-x)^2.
Proof.
  unfold G. intros D X Y XC H.
  assert (X2: 2*x < d*d) by nra.
  destruct (Rle_dec y x) as [C|C].
  - exfalso. assert (y^2 <= x^2) by nra. assert (y^3 <= x^3) by (apply pow_incr; lra).
    assert (x^2 <= d^4/4) by (replace (d^4/4) with ((d*d/2)^2) by field; apply pow_incr; lra).
    assert (x^3 <= d^6/8) by (replace (d^6/8) with ((d*d/2)^3) by field; apply pow_incr; lra).
    assert (d^3*(1 - d - d^3/8) <= 0) by nra.
    assert (0 < d^3) by (apply pow_lt; lra). assert (d^3 <= (7/8)^3) by (apply pow_incr; lra). 
    assert (0 < 1-d-d^3/8) by lra. nra.
  - set (s := y-x). assert (S: 0 < s < x) by (unfold s; lra). replace y with (x+s) in * by (unfold s; lra).
    replace (1+(x+s)-x) with (1+s) by ring.
    assert (x*(1+s)^2 >= x + 2*x*s) by nra.
    assert (K: (x-s)^2/2 + (x+s)^3/8 <= d^3/8).
    { assert ((x-s)^2/2 + (x+s)^3/8 <= x^2/2 + x^3/8).
      { assert (x <= 1/2) by nra. assert ((x-s)^2 <= x*(x-s)) by nra.
        assert ((x+s)^3 <= x^3 + 7*x^2*s). { assert (0 <= x*s*(x-s)) by (apply Rmult_le_pos; nra). assert (0 <= s*(x-s)*(x+s)) by (apply Rmult_le_pos; nra). nra. }
        assert (0 <= s*x*(1/2 - 7*x/8)) by (apply Rmult_le_pos; nra). nra. }
      assert (x^2 <= d^4/4) by (replace (d^4/4) with ((d*d/2)^2) by field; apply pow_incr; lra).
      assert (x^3 <= d^6/8) by (replace (d^6/8) with ((d*d/2)^3) by field; apply pow_incr; lra).
      assert (0 < d^3) by (apply pow_lt; lra). assert (d^3 <= (7/8)^3) by (apply pow_incr; lra).
      assert (d^4 <= 7/8*d^3) by nra. assert (d^6 <= (7/8)^3*d^3) by nra.
      nra. }
    nra.
Qed.
Lemma ray_bound d r : 7/8 <= d <= 2 -> 0 <= r <= 1 -> (1+d*r)^2 < 1+d+d^2*(1-r)/2 -> 0 <= 2*d-1+(d^2-2*d)*r-d^2*r^2.
Proof.
  intros D Rr H. destruct (Rle_dec 0 (2*d-1+(d^2-2*d)*r-d^2*r^2)) as [|N]; [assumption|exfalso].
  assert (3*d^2*r < d^2-2*d+2) by nra.
  (* concave in r: no less than at the ends 0 and (d^2 - 2 d + 2) / (3 d^2) *)
  set (p := d^2*r) in *. assert (0 <= p) by (unfold p; nra).
  assert (NN: d^2*(2*d-1) + (d^2-2*d)*p - p^2 < 0).
  { replace (d^2*(2*d-1) + (d^2-2*d)*p - p^2) with (d^2*(2*d-1+(d^2-2*d)*r-d^2*r^2)) by (unfold p; ring).
    assert (0 < d^2) by nra. nra. }
  assert (B: 3*p < d^2-2*d+2) by (unfold p; lra).
  assert (T: 2*d^4+10*d^3+d^2-4*d-4 > 0). { assert (d^3 >= (7/8)^3) by (apply Rle_ge, pow_incr; lra). assert (0 <= d^4) by (apply pow_le; lra). nra. }
  assert (Bn: d^2-2*d <= 0) by nra.
  assert (0 <= (p - (d^2-2*d+2)/3) * (d^2-2*d - p - (d^2-2*d+2)/3)).
  { replace ((p - (d^2-2*d+2)/3) * (d^2-2*d - p - (d^2-2*d+2)/3)) with (((d^2-2*d+2)/3 - p) * (p + (d^2-2*d+2)/3 - (d^2-2*d))) by ring.
    apply Rmult_le_pos; nra. }
  nra.
Qed.


Section Peak.
Variables u v : nat -> R.
Hypothesis mu : forall t, u (S t) = u t * (1 - v t + u t)^2.
Hypothesis mv : forall t, v (S t) = v t - u t * (4 - v t).
Hypothesis u0 : 0 < u O. Hypothesis v0 : 2 < v O < 4.
Let d := v O - 2.
Section Below.
Hypothesis below : forall t, u t < d^2/2.
Lemma mw t : v (S t) - 2 = (v t - 2) - u t * (2 - (v t - 2)). Proof. rewrite mv; ring. Qed.
Lemma mq t : u (S t) = u t * (1 + (v t - 2) - u t)^2. Proof. rewrite mu; ring. Qed.
Lemma small_d : d <= 7/8 -> False.
Proof.
  intro Hd.
  assert (I: forall t, 0 < u t <= (v t - 2)/2 /\ v t - 2 < 2 /\ d^2/2 + d^3/8 <= u t + G (v t - 2)).
  { induction t as [|t [[A1 A2] [A3 A4]]].
    - assert (Ph: d^2/2 + d^3/8 <= u O + G (v O - 2)) by (unfold G; fold d; lra).
      destruct (Rle_dec (u O) ((v O - 2)/2)) as [L|L]; [repeat split; lra|exfalso].
      pose proof (below 0) as B0. pose proof (below 1) as B1. rewrite mq in B1.
      assert (d^2/2 <= u O * (1 + (v O - 2) - u O)^2) by (apply above_half_line; unfold d in *; try lra). lra.
    - pose proof (below_half_line (u t) (v t - 2) A1 A2 A3) as LA. rewrite <- mq, <- mw in LA.
      assert (up: 0 < u (S t)). { rewrite mq. apply Rmult_lt_0_compat; [lra|]. apply pow_lt; lra. }
      assert (yp: 0 < v (S t) - 2). { rewrite mw. assert (u t*(2-(v t-2)) <= (v t-2)/2*(2-(v t-2))) by (apply Rmult_le_compat_r; lra). nra. }
      assert (yl: v (S t) - 2 < 2). { rewrite mw. assert (0 <= u t*(2-(v t - 2))) by (apply Rmult_le_pos; lra). lra. }
      destruct (Rle_dec (u (S t)) ((v (S t) - 2)/2)) as [L|L]; [repeat split; lra|exfalso].
      pose proof (below (S t)) as B0. pose proof (below (S (S t))) as B1. rewrite mq in B1.
      assert (d^2/2 <= u (S t) * (1 + (v (S t) - 2) - u (S t))^2) by (apply above_half_line; unfold d in *; try lra). lra. }
  assert (M: forall t, u O <= u t). { induction t; [lra|]. destruct (I t) as [[A1 A2] _]. rewrite mq. assert (1 <= (1+(v t-2)-u t)^2) by nra. nra. }
  apply (never_below u (u O) (d^2/2)); try lra; [|exact below].
  intro t. destruct (I t) as [[A1 A2] _]. pose proof (M t). rewrite mq. assert (1+(v t - 2) - u t >= 1 + u O) by lra.
  assert ((1+(v t-2)-u t)^2 >= 1 + u O) by nra. apply Rle_ge, Rmult_le_compat_l; lra.
Qed.
Lemma large_d : 7/8 <= d -> False.
Proof.
  intro Hd. assert (D2: d < 2) by (unfold d; lra).
  assert (I: forall t, 0 < u t /\ 0 < 4 - v t <= (2-d)*(1 + u t/d) /\ 1 + d + u t <= (1+(v t-2)-u t)^2).
  { assert (V: forall t, 0 < u t -> 0 < 4 - v t <= (2-d)*(1+u t/d) -> 1 + d + u t <= (1+(v t-2)-u t)^2).
    { intros t U [Z1 Z2]. pose proof (below t) as Bt. pose proof (below (S t)) as B1. rewrite mq in B1.
      set (q := 1+(v t-2)-u t) in *.
      set (r := 1 - 2*u t/(d*d)).
      assert (Ux: u t = d^2*(1-r)/2) by (unfold r; field; lra).
      assert (r1: 0 <= r <= 1). { split; [|]; nra. }
      assert (qg: 1 + d*r <= q). { assert (q = 3 - (4 - v t) - u t) by (unfold q; ring).
         assert ((2-d)*(1+u t/d) = (2-d)*(1 + d*(1-r)/2)) by (rewrite Ux at 1; field; lra). nra. }
      destruct (Rle_dec (1+d+u t) (q^2)) as [|N]; [assumption|exfalso].
      assert (Q2: (1+d*r)^2 <= q^2) by (apply pow_incr; nra).
      assert (0 <= 2*d-1+(d^2-2*d)*r-d^2*r^2) by (apply ray_bound; lra).
      assert (d^2/2 <= u t * (1+d*r)^2). { rewrite Ux. assert (0 <= d^2/2 * (r*(2*d-1+(d^2-2*d)*r-d^2*r^2))) by (apply Rmult_le_pos; [nra|apply Rmult_le_pos; lra]). nra. }
      assert (u t * (1+d*r)^2 <= u t * q^2) by (apply Rmult_le_compat_l; lra). lra. }
    induction t as [|t [A [[B1 B2] C]]].
    - assert (0 < 4 - v O <= (2-d)*(1+u O/d)). { assert (0 < u O/d) by (apply Rdiv_lt_0_compat; lra). replace (4 - v O) with (2-d) by (unfold d; ring). split; [lra|nra]. }
      repeat split; try lra. apply V; assumption.
    - assert (P: 0 < u (S t)). { rewrite mq. apply Rmult_lt_0_compat; [lra|]. lra. }
      assert (Z: 0 < 4 - v (S t) <= (2-d)*(1+u (S t)/d)).
      { replace (4 - v (S t)) with ((4 - v t)*(1+u t)) by (rewrite mv; ring). split; [apply Rmult_lt_0_compat; lra|].
        apply Rle_trans with ((2-d)*(1+u t/d)*(1+u t)); [apply Rmult_le_compat_r; lra|].
        rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. rewrite mq.
        apply Rmult_le_reg_l with d; [lra|].
        replace (d*((1+u t/d)*(1+u t))) with ((d+u t)*(1+u t)) by (field; lra).
        replace (d*(1+u t*(1+(v t-2)-u t)^2/d)) with (d + u t*(1+(v t-2)-u t)^2) by (field; lra).
        assert (u t*(1+d+u t) <= u t*(1+(v t-2)-u t)^2) by (apply Rmult_le_compat_l; lra). nra. }
      repeat split; try lra; apply V; assumption. }
  apply (never_below u d (d^2/2)); try lra; [|exact below].
  intro t. destruct (I t) as [A [_ C]]. rewrite mq. apply Rle_ge, Rmult_le_compat_l; lra.
Qed.
End Below.

Theorem not_all_below : ~ (forall t, u t < (v O - 2)^2/2).
Proof. intro B. destruct (Rle_dec d (7/8)) as [H|H]; [exact (small_d B H)|apply (large_d B); lra]. Qed.
End Peak.

Theorem peak eta kappa f h : closed_map eta kappa f h -> f 0%nat <> 0 -> 2 < v eta h 0 < 4 ->
  exists t, (v eta h 0 - 2) ^ 2 / 2 <= u eta kappa f t.
Proof.
  intros K N B. destruct (Classical_Prop.classic (exists t, (v eta h 0 - 2) ^ 2 / 2 <= u eta kappa f t)) as [Y|No]; [exact Y|exfalso].
  apply (not_all_below (u eta kappa f) (v eta h)); [intro t; apply (u_next _ _ _ _ K)|intro t; apply (v_next _ _ _ _ K)|..].
  - apply (u_pos _ _ _ _ K 0 N).
  - exact B.
  - intro t. apply Rnot_le_lt. intro H. apply No. exists t. exact H.
Qed.
