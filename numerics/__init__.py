"""What happens: vectorised gradient descent on parameters, phases, boundaries, sweeps and experiments."""
