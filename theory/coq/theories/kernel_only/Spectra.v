(* Singular values of the data and the spectrum of Omega. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

(* Linear net on D data in d dimensions, targets 0, in the spectral norm: it never increases. *)
Module SPECTRAL_MONO.
Import TwoLayer.
Record hypotheses (N : net) (S : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D N)%nat;
  gates_linear : linear_net N;
  targets_zero : zero_targets N;
  data_decomposed : decomposes N S;
  up_to_edge : eta * (spectral_constant N S * spectral_norm N S w) <= 4 }.
Definition statement : Prop := forall (N : net) (S : decomposition) (eta : R) (w : weights), hypotheses N S eta w ->
  forall t, spectral_norm N S (train N eta w (Datatypes.S t)) <= spectral_norm N S (train N eta w t).
Definition nonvacuous : Prop := exists (N : net) (S : decomposition) (eta : R) (w : weights), hypotheses N S eta w /\ 0 < loss N w.
End SPECTRAL_MONO.

(* Linear net on D data in d dimensions, targets 0, in the spectral norm: the outputs are square-summable. *)
Module SPECTRAL_SUM.
Import TwoLayer.
Record hypotheses (N : net) (S : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D N)%nat;
  gates_linear : linear_net N;
  targets_zero : zero_targets N;
  data_decomposed : decomposes N S;
  below_edge : eta * (spectral_constant N S * spectral_norm N S w) < 4 }.
Definition statement : Prop := forall (N : net) (S : decomposition) (eta : R) (w : weights), hypotheses N S eta w ->
  forall t, Sum t (fun j => mean_square_output N (train N eta w j)) <= 2 * spectral_norm N S w / (eta * (4 - eta * (spectral_constant N S * spectral_norm N S w))).
Definition nonvacuous : Prop := exists (N : net) (S : decomposition) (eta : R) (w : weights), hypotheses N S eta w /\ 0 < loss N w.
End SPECTRAL_SUM.

(* Linear net on D data in d dimensions, targets 0, in the spectral norm: the loss tends to 0. *)
Module SPECTRAL_LIMIT.
Import TwoLayer.
Record hypotheses (N : net) (S : decomposition) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D N)%nat;
  gates_linear : linear_net N;
  targets_zero : zero_targets N;
  data_decomposed : decomposes N S;
  below_edge : eta * (spectral_constant N S * spectral_norm N S w) < 4 }.
Definition statement : Prop := forall (N : net) (S : decomposition) (eta : R) (w : weights), hypotheses N S eta w ->
  is_lim_seq (fun t => loss N (train N eta w t)) 0.
Definition nonvacuous : Prop := exists (N : net) (S : decomposition) (eta : R) (w : weights), hypotheses N S eta w /\ 0 < loss N w.
End SPECTRAL_LIMIT.

(* All data have a singular value decomposition as in the statements about it: those are never empty. *)
Module DECOMPOSITION.
Import TwoLayer.
Record hypotheses (N : net) : Prop := Hypotheses { }.
Definition statement : Prop := forall (N : net), hypotheses N ->
  exists S : decomposition, decomposes N S /\ (r S <= d N)%nat /\ (r S <= D N)%nat.
Definition nonvacuous : Prop := exists (N : net), hypotheses N /\ exists a k, (a < D N)%nat /\ (k < d N)%nat /\ X N a k <> 0.
End DECOMPOSITION.

(* Omega is positive semidefinite, and its top eigenvalue is (zeta^2/D) times that of sum_a psi_a^2. *)
Module OMEGA_SPECTRUM.
Import Quadratic.
Record hypotheses (M : model) : Prop := Hypotheses {
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model), hypotheses M ->
  (forall x, 0 <= omega_form M x) /\ omega_top M = zeta M ^ 2 / INR (D M) * sum_psi2_top M.
Definition nonvacuous : Prop := exists (M : model), hypotheses M /\ 0 < omega_top M.
End OMEGA_SPECTRUM.
