"""Top eigenvalues of a real net as users of each library would ask for them; the lines of each function are counted.

Each gets a net, inputs and targets that are ready in its own library, and returns the k largest eigenvalues, descending.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy import ndarray

__all__ = ["PEERS", "layers_of"]

# The libraries are imported where they are used: each is timed in a process of its own.


def layers_of(sizes: tuple[int, ...], seed: int = 0) -> list[ndarray]:
    """Weight matrices (n_l, n_{l−1}) ~ N(0, 1/n_{l−1}), the same for every library."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal((above, below)) / below**0.5 for below, above in pairwise(sizes)]


def ours_kernel(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """Our Lanczos iteration on the NTK."""
    from numerics.adapters.torch_net import TorchNet
    from numerics.spectra.curvature import tangent_kernel
    from numerics.spectra.lanczos import top_eigenpairs

    return top_eigenpairs(tangent_kernel(TorchNet(net, x), normalisation="mean_square"), k).values.tolist()


def ours_hessian(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """Our Lanczos iteration on the Hessian."""
    from numerics.adapters.torch_net import TorchNet
    from numerics.spectra.curvature import hessian
    from numerics.spectra.lanczos import top_eigenpairs

    return top_eigenpairs(hessian(TorchNet(net, x), targets=y, loss="mean_square"), k).values.tolist()


def torch_kernel(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """The whole Jacobian by `torch.func`, and the eigenvalues of its Gram matrix."""
    import torch
    from torch.func import functional_call, jacrev, vmap

    weights = {name: value.detach() for name, value in net.named_parameters()}
    rows = vmap(jacrev(lambda at, datum: functional_call(net, at, (datum[None],))[0]), (None, 0))(weights, x)
    matrix = torch.cat([part.flatten(2).flatten(0, 1) for part in rows.values()], dim=1)
    return (2 / len(matrix) * torch.linalg.eigvalsh(matrix @ matrix.T)).flip(0)[:k].tolist()


def torch_hessian(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """The whole Hessian by `torch.func`."""
    import torch
    from torch.func import functional_call, hessian

    weights = {name: value.detach() for name, value in net.named_parameters()}
    blocks = hessian(lambda at: torch.nn.functional.mse_loss(functional_call(net, at, (x,)), y))(weights)
    sizes = {name: value.numel() for name, value in weights.items()}
    rows = [torch.cat([blocks[a][b].reshape(sizes[a], sizes[b]) for b in weights], dim=1) for a in weights]
    return torch.linalg.eigvalsh(torch.cat(rows)).flip(0)[:k].tolist()


def pyhessian_hessian(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """PyHessian's power iteration, one eigenvalue after the other."""
    from pyhessian import hessian
    from torch.nn import MSELoss

    return hessian(net, MSELoss(), data=(x, y), cuda=False).eigenvalues(maxIter=2000, tol=1e-10, top_n=k)[0]


def curvlinops_kernel(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """The Gauss–Newton matrix of curvlinops, and SciPy's eigenvalues."""
    from curvlinops import GGNLinearOperator
    from scipy.sparse.linalg import eigsh
    from torch.nn import MSELoss

    operator = GGNLinearOperator(net, MSELoss(), list(net.parameters()), [(x, y)], check_deterministic=False).to_scipy()
    return sorted(eigsh(operator, k, which="LA", tol=1e-8, return_eigenvectors=False).tolist(), reverse=True)


def curvlinops_hessian(net: Any, x: Any, y: Any, k: int) -> list[float]:
    """The Hessian of curvlinops, and SciPy's eigenvalues."""
    from curvlinops import HessianLinearOperator
    from scipy.sparse.linalg import eigsh
    from torch.nn import MSELoss

    operator = HessianLinearOperator(net, MSELoss(), list(net.parameters()), [(x, y)], check_deterministic=False).to_scipy()
    return sorted(eigsh(operator, k, which="LA", tol=1e-8, return_eigenvectors=False).tolist(), reverse=True)


def neural_tangents_kernel(apply: Any, params: Any, x: Any, k: int) -> list[float]:
    """The empirical NTK of neural-tangents, whole."""
    import neural_tangents

    kernel = neural_tangents.empirical_ntk_fn(apply, trace_axes=(), vmap_axes=0)(x, None, params)
    matrix = np.asarray(kernel).swapaxes(1, 2).reshape(2 * (kernel.shape[0] * kernel.shape[-1],))
    return (2 / len(matrix) * np.linalg.eigvalsh(matrix))[::-1][:k].tolist()


PEERS: dict[str, tuple[str, str, Callable[..., list[float]]]] = {
    "ours, NTK": ("ours", "kernel", ours_kernel),
    "torch.func, whole Jacobian": ("torch", "kernel", torch_kernel),
    "curvlinops, Gauss–Newton": ("curvlinops-for-pytorch", "kernel", curvlinops_kernel),
    "neural-tangents, whole NTK": ("neural-tangents", "kernel", neural_tangents_kernel),
    "ours, Hessian": ("ours", "hessian", ours_hessian),
    "torch.func, whole Hessian": ("torch", "hessian", torch_hessian),
    "PyHessian": ("PyHessian", "hessian", pyhessian_hessian),
    "curvlinops, Hessian": ("curvlinops-for-pytorch", "hessian", curvlinops_hessian),
}
"""Name → (distribution, what it computes, how it is asked)."""
