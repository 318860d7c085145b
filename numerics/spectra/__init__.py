"""Top eigenvalues of symmetric operators that are known by their products only: kernels, Gauss–Newton matrices, Hessians."""
