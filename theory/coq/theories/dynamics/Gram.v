(* Norms and inner products of linear combinations of weights, velocity and gradient, in those of the three. *)
Require Import Reals Lra.
From Catapult Require Import Sums WeightSpace.
Open Scope R_scope.

Section Left.
Variable E : space.
Implicit Types p q w g : vector E.
Lemma add_dot p q w : dot E (add E p q) w = dot E p w + dot E q w.
Proof. rewrite dot_sym, dot_add, (dot_sym E w p), (dot_sym E w q). reflexivity. Qed.
Lemma scale_dot c p w : dot E (scale E c p) w = c * dot E p w.
Proof. rewrite dot_sym, dot_scale, (dot_sym E w p). reflexivity. Qed.
Lemma advance_dot p c q w : dot E (advance E p c q) w = dot E p w - c * dot E q w.
Proof. rewrite dot_sym, dot_advance, (dot_sym E w p), (dot_sym E w q). reflexivity. Qed.
(* |p + c q|^2 >= 0 *)
Lemma square_completed p q c : 0 <= square_norm E p + 2 * c * dot E p q + c ^ 2 * square_norm E q.
Proof. pose proof (norm_nonneg E (advance E p (- c) q)) as H. rewrite norm_advance in H. lra. Qed.
End Left.
Ltac expand_gram := repeat rewrite ?norm_add, ?norm_advance, ?norm_scale, ?dot_add, ?dot_advance, ?dot_scale, ?add_dot, ?scale_dot,
  ?advance_dot, ?dot_self.
