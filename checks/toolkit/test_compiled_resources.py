"""What the engines may use: memory in proportion to what is asked for, and a cache folder only where there is one."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from numerics.descent import simulate
from numerics.initial import initialise
from numerics.models.two_layer import TwoLayerNet
from numerics.trajectories import Trajectories


def asked_for(runs: Trajectories) -> int:
    """Bytes of all arrays that a simulation returned."""
    arrays = [value for value in vars(runs).values() if isinstance(value, np.ndarray)]
    summary = vars(runs.measured_summary).values() if runs.measured_summary is not None else ()
    return sum(array.nbytes for array in (*arrays, *summary))


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
@pytest.mark.parametrize("every", [1, None])
def test_peak_memory_is_within_twice_the_arrays_asked_for(engine: str, every: int | None) -> None:
    if engine == "compiled":
        pytest.importorskip("numba")
    net = TwoLayerNet(np.ones((1, 1)), 8, (1.0, 0.5))
    weights = initialise("gaussian", 3, 20000, net.weight_count)
    simulate(net, weights[:9], 0.5, 0.1, 3, record_every=every, engine=engine)
    tracemalloc.start()
    runs = simulate(net, weights, 0.5, 0.1, 25, record_every=every, engine=engine)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= 2 * asked_for(runs)


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_the_worst_margin_of_a_bound_needs_no_record_of_every_step(engine: str) -> None:
    if engine == "compiled":
        pytest.importorskip("numba")
    net = TwoLayerNet(np.ones((1, 1)), 9, (1.0, 0.5))
    weights = initialise("gaussian", 3, 40, net.weight_count)
    top = simulate(net, weights, 0.5, 0.0, 0, engine="numpy").ntk[:, 0]
    rates = np.linspace(0.2, 3.5, 40) / top
    whole = simulate(net, weights, 0.5, rates, 30, engine=engine)
    brief = simulate(net, weights, 0.5, rates, 30, record_every=None, keep_outputs=False, engine=engine)
    kept = ~whole.diverged
    assert kept.sum() > 20
    norm = whole.weight_norm
    for quantity, values, bound in (("loss", whole.loss, np.full(40, 0.3)), ("weight_norm", norm, norm[:, 0])):
        margins = (bound[:, None] - values)[kept]
        margin, step = brief.summary.worst_margin(quantity, bound)
        np.testing.assert_array_equal(margin[kept], margins.min(axis=1))
        np.testing.assert_array_equal(step[kept], margins.argmin(axis=1))
        assert len(np.unique(step)) > 1
    with pytest.raises(ValueError, match="quantity must be"):
        brief.summary.worst_margin("ntk", 1.0)


def test_where_no_cache_folder_can_be_written_kernels_are_compiled_all_the_same(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    # A file in the place of every folder that a cache could be in: not even root can write there.
    for name in ("__pycache__", "home"):
        (tmp_path / name).write_text("")
    (tmp_path / "kernel.py").write_text(
        "from numerics.compiled.jit import compiled\n"
        "def double(x: float) -> float:\n    return 2 * x\n"
        "print(compiled(double)(21.0), compiled(double)._cache.__class__.__name__)\n"
    )
    blocked = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    root = str(Path(__file__).parents[2])
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    done = subprocess.run(
        [sys.executable, "kernel.py"],
        cwd=tmp_path,
        env={**environment, **blocked, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.split() == ["42.0", "NullCache"], done.stderr
