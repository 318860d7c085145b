"""Builds the typer application, loading only the sub-command that is about to run."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

import typer

__all__ = ["application"]


def application(commands: Mapping[str, str], only: str | None) -> typer.Typer:
    """The application with all sub-commands, or with only one of them if it is named.

    Parameters
    ----------
    commands
        Name → one line of help.
    only
        The sub-command about to run; an unknown name loads them all, so that the error can list them.
    """
    app = typer.Typer(name="catapult", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.callback()
    def root() -> None:
        """Symbolic proofs and numeric checks of the theory of large-learning-rate training."""

    for name in [only] if only in commands else commands:
        if name is None or find_spec(f"checks.cli.{name}") is None:
            continue
        module = import_module(f"checks.cli.{name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name, short_help=commands[name])
        else:
            app.command(name, help=module.command.__doc__)(module.command)
    return app
