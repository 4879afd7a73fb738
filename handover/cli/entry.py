"""The entry point: find the verb, run it, turn whatever it raises into an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from handover.faults import ExitCode, HandoverError
from handover.version import __version__

# Verb -> (module, what `handover --help` says). Modules are imported when called, so that
# --help stays fast and needs no extra.
VERBS = {
    "init": ("draft", "Draft a contract from a fitted model and its data."),
    "check": ("check", "Check contracts: every fault at once, with its place and its fix."),
    "export": ("export", "Export a model with its test vectors into one bundle."),
    "show": ("show", "Show what a bundle promises and what it can prove."),
    "verify": ("verify", "Play a bundle's vectors against a backend; name the side that is wrong."),
    "strength": ("strength", "Say how much a bundle's vectors can find, and what they cannot."),
    "fuzz": ("fuzz", "Look for rows on which a backend differs, and shrink them."),
    "explain": ("explain", "Show what every node of the model makes of one vector."),
    "status": ("status", "Say what the definition of done still lacks, and who owns it."),
    "doctor": ("doctor", "Look for everything handover needs on this machine."),
}


class Verbs(click.Group):
    """The verbs, resolved lazily."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which they are used."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a verb."""
        if cmd_name not in VERBS:
            return None
        module = import_module(f"handover.cli.{VERBS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, text) for verb, (_, text) in VERBS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest verb for an unknown one."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit codes: 0 all holds, 1 contract broken, 2 usage, 3 contract or bundle invalid, "
    "4 environment missing.",
)
@click.version_option(__version__, prog_name="handover", message="%(prog)s %(version)s")
def cli() -> None:
    """Hand a model from Python to Scala, and prove that both sides agree."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; `sys.exit` is left to the console script.

    Anything that is not a `HandoverError` is a defect of handover itself and is said to be one;
    HANDOVER_TRACEBACK=1 shows its traceback.
    """
    try:
        outcome: Any = cli.main(arguments, prog_name="handover", standalone_mode=False)
        sys.stdout.flush()
        return int(outcome or 0)
    except HandoverError as error:
        from handover.report import render_faults

        click.echo(render_faults(error), err=True)
        return int(error.exit_code)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except (KeyboardInterrupt, click.exceptions.Abort):
        click.echo("interrupted", err=True)
        return 130
    except BrokenPipeError:
        _point_stdout_away()  # the reader (head, less) has gone
        return 141
    except Exception as defect:
        if isinstance(defect, OSError) and _stdout_fails():
            click.echo(
                "HB502 standard output cannot be written\n"
                f"    found: {type(defect).__name__}: {defect.strerror}\n"
                "    owner: environment\n"
                "    next: Free space, or send it elsewhere; --json and --junit write files.",
                err=True,
            )
            _point_stdout_away()
            return int(ExitCode.ENVIRONMENT)
        if os.environ.get("HANDOVER_TRACEBACK"):
            raise
        click.echo(
            f"HU900 handover itself failed: {type(defect).__name__}: {defect}\n"
            "  owner: handover\n"
            "  next: run it again with HANDOVER_TRACEBACK=1 and report what it prints.",
            err=True,
        )
        return 70


def _stdout_fails() -> bool:
    """Tell whether standard output takes no more, by a line break: the disk behind it is full."""
    try:
        sys.stdout.write("\n")
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _point_stdout_away() -> None:
    """Send what is still to be printed nowhere, so that the end of the process is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
