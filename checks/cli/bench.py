"""``catapult bench``: the compiled engine beside NumPy, JAX and PyTorch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checks.cli.stopping import told_when_stopped

if TYPE_CHECKING:
    from collections.abc import Mapping


def command(
    only: Annotated[
        str | None, typer.Option(help="Only workloads whose name contains this, e.g. W3; or latency, start_up, growth.")
    ] = None,
    rounds: Annotated[int, typer.Option(min=2, help="Rounds; every implementation takes one turn in each.")] = 7,
    quick: Annotated[bool, typer.Option("--quick", help="Small problems, to see that everything runs.")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write everything measured to this file.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Write the picture of the ratios (PNG or SVG).")] = None,
    limit: Annotated[str | None, typer.Option(help="Allow every library only these vectors: avx2.")] = None,
) -> None:
    """Time the compiled engine beside NumPy, JAX and PyTorch, in turns; each must first compute the same numbers.

    Peers that are not installed are left out; this brings them:

    \b
      pip install "catapult-verify[bench]"

    \b
    Example:
      catapult bench --json bench.json --plot bench.svg
      catapult bench --limit avx2 --json narrower.json

    Exit status: 0 measured; 1 an implementation computes something else; 2 a package is missing or a file cannot be written.
    """
    from checks.cli.outputs import refuse_unwritable_file
    from checks.cli.printing import fail
    from numerics.whole_file import write_whole

    for option, path in (("--json", json_file), ("--plot", plot)):
        refuse_unwritable_file(option, path)
    if limit is not None:
        from numerics.arguments import choice
        from numerics.benchmarks.limits import LIMITS, limit_to

        try:
            limit_to(choice(limit, "--limit", LIMITS))
        except ValueError as error:
            fail(str(error))
    try:
        from numerics.benchmarks.run import run

        with told_when_stopped("nothing was written; what is printed above was measured"):
            result = run(rounds=rounds, quick=quick, only=only, say=typer.echo)
        _print(result)
        if json_file is not None:
            write_whole(json_file, json.dumps(result, indent=1) + "\n")
        if plot is not None:
            from numerics.benchmarks.plot import save_plot

            save_plot(result, plot)
    except AssertionError as error:
        typer.echo(f"catapult: implementations disagree: {error}", err=True)
        raise typer.Exit(1) from error
    except ValueError as error:
        if only is None:
            raise
        fail(f"--only: {error}")
    except (ImportError, OSError) as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(2) from error


def _print(result: Mapping[str, Any]) -> None:
    machine = result["machine"]
    vector = machine["vector"] + (f", limited to {result['limit']}" if result["limit"] else "")
    typer.echo(f"\n{machine['processor']} ({vector}), {machine['threads']} threads, float64, every step recorded")
    typer.echo(f"{'workload':26}{'against':34}{'ratio':>8}{'median':>8}{'cpu':>8}{'goal':>6}{'G units/s':>11}{'of FMA peak':>13}")
    for row in result["workloads"]:
        rate, share = f"{row['unit_updates_per_second'] / 1e9:.3f}", f"{row['fraction_of_fma_peak']:.0%}"
        for goal in row["goals"]:
            against = "best of " * (len(goal["against"]) > 1) + ", ".join(goal["against"])
            numbers = f"{goal['least_ratio']:8.1f}{goal['median_ratio']:8.1f}{goal['processor_ratio']:8.1f}{goal['goal']:6.0f}"
            typer.echo(f"{row['name']:26}{against[:33]:34}{numbers}{rate:>11}{share:>13}")
    if "latency" in result:
        found = result["latency"]
        typer.echo(f"one tiny trajectory: {found['least_us']:.1f} µs (median {found['median_us']:.1f})")
    if "start_up" in result:
        start = result["start_up"]
        typer.echo(f"catapult --help: {start['help_s']:.2f} s; first compiled result: {start['first_result_s']:.2f} s")
    for axis, rows in result.get("growth", {}).items():
        powers = ", ".join(f"{row['power']:.2f}" for row in rows if "power" in row)
        typer.echo(f"growth with {axis} {rows[0]['size']:.0f} … {rows[-1]['size']:.0f}: powers {powers}")
