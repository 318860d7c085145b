"""The command ``catapult``: one small file a sub-command, found by name and loaded only when it is called."""

from __future__ import annotations

import sys
from os import environ

from checks.cli.streams import outlive_readers

__all__ = ["main"]

_COMMANDS = {
    "verify": "Verify the claims and print the ledger.",
    "prove": "Show the proofs of a claim and how to re-check them without Python.",
    "replay": "Replay a counterexample file in exact arithmetic.",
    "errata": "Print what the papers print, what refutes it, and what is true.",
    "phases": "Phase diagrams, boundaries and their pictures.",
    "sweep": "Run a declarative sweep into a store that survives being killed.",
    "reproduce": "Re-run the papers' experiments.",
    "bench": "Measure the engine against what else one would use.",
    "report": "Write the ledger as a web site that opens from disk.",
}


def _help() -> str:
    width = max(map(len, _COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {text}" for name, text in _COMMANDS.items())
    return (
        "Usage: catapult COMMAND [OPTIONS]\n\n"
        "Symbolic proofs and numeric checks of the theory of large-learning-rate training.\n\n"
        f"Commands:\n{rows}\n\n"
        "Options:\n"
        "  --version             Print the version and the provers present.\n"
        "  --help                Print this text.\n"
        "  --install-completion  Install completion for the current shell.\n\n"
        "catapult COMMAND --help explains a command.\n\n"
        "Exit status: 0 as expected, 1 a verdict or a check is not as expected, 2 wrong usage,\n"
        "130 interrupted, 143 terminated. A reader that closes its pipe early, such as head, does not change it.\n"
    )


def main() -> None:
    """Run the command line."""
    try:
        outlive_readers()
        try:
            _run(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:  # also while modules are loaded; a command that has something to say about it has said it
        print("catapult: stopped", file=sys.stderr)
        sys.exit(130)
    except (OSError, ImportError) as error:  # a disk that is full, a package that is missing: nothing a traceback would explain
        print(f"catapult: {error}", file=sys.stderr)
        sys.exit(2)


def _run(arguments: list[str]) -> None:
    completing = any(name in environ for name in ("_CATAPULT_COMPLETE", "_TYPER_COMPLETE_ARGS"))
    if not completing and (not arguments or arguments[0] in ("--help", "-h")):
        print(_help(), end="")
        return
    if arguments[:1] == ["--version"]:
        from checks.cli.version import version_text

        print(version_text())
        return
    from checks.cli.application import application
    from checks.cli.stopping import listen

    listen()
    application(_COMMANDS, None if completing or not arguments else arguments[0])()
