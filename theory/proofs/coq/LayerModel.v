(* The net of k layers as an instance of the master theorem: its weights form a vector space, its gradient satisfies Euler's
   identity of degree k, its step is the master step. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Master.
Import Layered.
Open Scope R_scope.

Definition add_w (p q : weights) : weights := Weights (fun l i j => W p l i j + W q l i j) (fun j => V p j + V q j).
Definition scale_w (c : R) (p : weights) : weights := Weights (fun l i j => c * W p l i j) (fun j => c * V p j).
Definition zero_w : weights := Weights (fun _ _ _ => 0) (fun _ => 0).
Definition dot_w (N : net) (p q : weights) : R := over_weights N (fun l i j => W p l i j * W q l i j) (fun j => V p j * V q j).
Definition grad_w (N : net) (w : weights) (a : nat) : weights := Weights (grad_W N w a) (grad_V N w a).

(* ---- sums over all weights ---- *)
Lemma over_ext N f g f' g' : (forall l i j, f l i j = f' l i j) -> (forall j, g j = g' j) -> over_weights N f g = over_weights N f' g'.
Proof.
  intros F G. unfold over_weights. f_equal; [|apply sum_ext; intros; apply G].
  apply sum_ext; intros; apply sum_ext; intros; apply sum_ext; intros; apply F.
Qed.
Lemma over_plus N f g f' g' :
  over_weights N (fun l i j => f l i j + f' l i j) (fun j => g j + g' j) = over_weights N f g + over_weights N f' g'.
Proof.
  unfold over_weights. rewrite sum_plus.
  rewrite (sum_ext (hidden N) _ (fun l => sum (width N (S l)) (fun i => sum (width N l) (f l i))
    + sum (width N (S l)) (fun i => sum (width N l) (f' l i)))); [rewrite sum_plus; ring|].
  intros l _. rewrite <- sum_plus. apply sum_ext. intros i _. rewrite <- sum_plus. reflexivity.
Qed.
Lemma over_scal N c f g : over_weights N (fun l i j => c * f l i j) (fun j => c * g j) = c * over_weights N f g.
Proof.
  unfold over_weights. rewrite sum_scal, Rmult_plus_distr_l. f_equal. rewrite <- sum_scal. apply sum_ext. intros l _.
  rewrite <- sum_scal. apply sum_ext. intros i _. apply sum_scal.
Qed.
Lemma over_nonneg N f g : (forall l i j, 0 <= f l i j) -> (forall j, 0 <= g j) -> 0 <= over_weights N f g.
Proof.
  intros F G. unfold over_weights. apply Rplus_le_le_0_compat; [|apply sum_nonneg; intros; apply G].
  apply sum_nonneg; intros; apply sum_nonneg; intros; apply sum_nonneg; intros; apply F.
Qed.
Lemma dot_w_sym N a b : dot_w N a b = dot_w N b a.
Proof. apply over_ext; intros; ring. Qed.
Lemma dot_w_add N a b c : dot_w N a (add_w b c) = dot_w N a b + dot_w N a c.
Proof. unfold dot_w. rewrite <- over_plus. apply over_ext; intros; simpl; ring. Qed.
Lemma dot_w_scale N r a b : dot_w N a (scale_w r b) = r * dot_w N a b.
Proof. unfold dot_w. rewrite <- over_scal. apply over_ext; intros; simpl; ring. Qed.
Lemma dot_w_zero N a : dot_w N a zero_w = 0.
Proof.
  transitivity (0 * dot_w N a a); [|ring]. unfold dot_w. rewrite <- over_scal. apply over_ext; intros; simpl; ring.
Qed.
Lemma dot_w_self N w : dot_w N w w = weight_norm N w.
Proof. apply over_ext; intros; ring. Qed.
Lemma weight_norm_nonneg N w : 0 <= weight_norm N w.
Proof. apply over_nonneg; intros; apply pow2_ge_0. Qed.
Lemma dot_w_pos N w : 0 <= dot_w N w w.
Proof. rewrite dot_w_self. apply weight_norm_nonneg. Qed.

(* ---- Euler's identity ---- *)
Lemma sent_step N w a l p j : hidden N = (l + S p)%nat -> sent N w a (S p) j
  = sum (width N (S l)) (fun i => sent N w a p i * slope N (preactivation N w a l i) * W w l i j).
Proof. intros H. simpl. replace (hidden N - S p)%nat with l by lia. reflexivity. Qed.
(* Whatever a layer reads, times the derivative in it, is the output. *)
Lemma sent_reads N w a m : forall l, hidden N = (l + m)%nat ->
  sum (width N l) (fun j => sent N w a m j * reads N w a l j) = output N w a.
Proof.
  induction m as [|m IH]; intros l H.
  - replace l with (hidden N) by lia. unfold output. rewrite <- sum_scal. apply sum_ext. intros; simpl; ring.
  - rewrite <- (IH (S l)) by lia.
    rewrite (sum_ext (width N l) _ (fun j => sum (width N (S l)) (fun i =>
      (sent N w a m i * slope N (preactivation N w a l i)) * (W w l i j * reads N w a l j)))).
    + rewrite sum_swap. apply sum_ext. intros i _. rewrite sum_scal. fold (enters N w l (reads N w a l) i).
      change (reads N w a (S l) i) with (slope N (preactivation N w a l i) * preactivation N w a l i).
      unfold preactivation. ring.
    + intros j _. rewrite (sent_step N w a l m j H), <- sum_scal_r. apply sum_ext. intros; ring.
Qed.
Lemma layer_euler N w a l : (l < hidden N)%nat ->
  sum (width N (S l)) (fun i => sum (width N l) (fun j => W w l i j * grad_W N w a l i j)) = output N w a.
Proof.
  intros Hl. rewrite <- (sent_reads N w a (hidden N - S l) (S l)) by lia. apply sum_ext. intros i _. unfold grad_W.
  rewrite (sum_ext (width N l) _ (fun j => (sent N w a (hidden N - S l) i * slope N (preactivation N w a l i))
    * (W w l i j * reads N w a l j))) by (intros; ring).
  rewrite sum_scal. fold (enters N w l (reads N w a l) i).
  change (reads N w a (S l) i) with (slope N (preactivation N w a l i) * preactivation N w a l i). unfold preactivation. ring.
Qed.
Lemma layered_euler N w a : dot_w N w (grad_w N w a) = INR (depth N) * output N w a.
Proof.
  unfold dot_w, over_weights, depth. rewrite S_INR. simpl.
  rewrite (sum_ext (hidden N) _ (fun _ => output N w a)) by (intros; apply layer_euler; assumption). rewrite sum_const.
  unfold grad_V. rewrite (sum_ext (width N (hidden N)) _ (fun j => s N * (V w j * reads N w a (hidden N) j))) by (intros; ring).
  rewrite sum_scal. fold (output N w a). ring.
Qed.

(* ---- the gradient step ---- *)
Lemma vsum_parts m (h : nat -> weights) :
  (forall l i j, W (vsum weights add_w zero_w m h) l i j = sum m (fun a => W (h a) l i j)) /\
  (forall j, V (vsum weights add_w zero_w m h) j = sum m (fun a => V (h a) j)).
Proof. induction m as [|m [A B]]; simpl; split; intros; [reflexivity|reflexivity|rewrite A|rewrite B]; reflexivity. Qed.
Lemma layered_step N eta :
  step N eta = master_step weights add_w scale_w zero_w (D N) (output N) (grad_w N) (y N) eta.
Proof.
  apply functional_extensionality. intro w.
  set (h := fun a => scale_w (master_residual weights (output N) (y N) w a) (grad_w N w a)).
  transitivity (Weights
    (fun l i j => W w l i j + - (eta / INR (D N)) * W (vsum weights add_w zero_w (D N) h) l i j)
    (fun j => V w j + - (eta / INR (D N)) * V (vsum weights add_w zero_w (D N) h) j)); [|reflexivity].
  destruct (vsum_parts (D N) h) as [A B]. unfold step. f_equal.
  - do 3 (apply functional_extensionality; intro). rewrite A.
    unfold h, scale_w, grad_w, master_residual, residual; simpl. ring.
  - apply functional_extensionality. intro j. rewrite B. unfold h, scale_w, grad_w, master_residual, residual; simpl. ring.
Qed.
Lemma layered_form N w z : kernel_form N w z = master_form weights (dot_w N) (D N) (grad_w N) w z.
Proof. reflexivity. Qed.
Lemma layered_norm_step N eta w : (0 < D N)%nat -> weight_norm N (step N eta w)
  = weight_norm N w - 2 * INR (depth N) * eta * residual_output N w + eta ^ 2 * residual_kernel N w.
Proof.
  intros P. rewrite layered_step, <- !dot_w_self.
  rewrite (master_norm_identity weights add_w scale_w zero_w (dot_w N) (dot_w_sym N) (dot_w_add N) (dot_w_scale N) (dot_w_zero N)
    (D N) P (output N) (grad_w N) (y N) (INR (depth N)) (fun w a _ => layered_euler N w a) eta w).
  unfold residual_output, residual_kernel. rewrite layered_form. unfold master_residual, residual. ring.
Qed.
