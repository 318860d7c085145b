"""From LLVM's language to machine code of this processor, once a process for each text."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir

__all__ = ["addresses"]

_lock = Lock()


def addresses(module: ir.Module, names: tuple[str, ...]) -> tuple[int, ...]:
    """Where the functions of a module are, compiled; they stay for as long as the process."""
    with _lock:
        engine = _engine(str(module))
    return tuple(int(engine.get_function_address(name)) for name in names)


@cache
def _machine() -> Any:
    from numba.core import config
    from numba.core.codegen import initialize_llvm

    initialize_llvm()
    # Numba's variables say for which processor kernels are compiled: passes are for the same.
    cpu, features = config.CPU_NAME, config.CPU_FEATURES
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name() if cpu is None else cpu,
        features=llvm.get_host_cpu_features().flatten() if features is None else features,
        opt=3,
        jit=True,
    )


@cache
def _engine(text: str) -> Any:
    machine = _machine()
    module = llvm.parse_assembly(text)
    module.triple, module.data_layout = llvm.get_default_triple(), str(machine.target_data)
    module.verify()
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    builder.getModulePassManager().run(module, builder)
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    return engine
