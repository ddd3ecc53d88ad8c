"""The command ``leaddata``: its commands, and what becomes of an error."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from leaddata import __version__
from leaddata.cli import building, extracting, proving, reading
from leaddata.cli.commands import Command, Commands, usage_message
from leaddata.cli.completing import COMPLETE, answer_shell, complete_commands, completion
from leaddata.cli.screen import colour_wish, is_terminal, screen
from leaddata.errors import LeadDataError, UsageError
from leaddata.widths import shown

__all__ = ["commands", "main", "run"]

_EXAMPLES = (
    "leaddata tables",
    "leaddata describe participants",
    "leaddata load participants --format csv -o participants.csv",
    "leaddata trace programmes darzi-fellowships duration_months",
    'leaddata extract report.pdf --columns "Name|Job and location|Leadership programme"',
)
_EXIT_CODES = (
    "0 done                                        3 the document cannot be read, or not fetched",
    "2 wrong usage                                 4 read, but the layout asked for is not there",
    "1 a fault of this program: please report it   5 a gate failed, nothing was published;",
    "                                                or a release is not as published",
)


# What the system says only of a write: the place that standard output leads to has no room.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@click.group(
    cls=Commands,
    examples=_EXAMPLES,
    closing=("Exit codes", _EXIT_CODES),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="leaddata", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Clinical leadership programmes as typed tables, every value traceable to the place it was printed."""
    if context.invoked_subcommand is not None:
        return
    if is_terminal(sys.stderr):
        click.echo(context.get_help(), err=True, color=context.color)
        raise click.exceptions.Exit(UsageError.exit_code)
    msg = "expected a command, got none"
    raise UsageError(msg, next_step="see `leaddata --help`")


@click.command(cls=Command, name="help", examples=("leaddata help", "leaddata help load"))
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=complete_commands)
@click.pass_context
def show_help(context: click.Context, name: str | None) -> None:
    """Say what leaddata does, or what one COMMAND does and takes."""
    whole = context.find_root()
    if name is None:
        click.echo(whole.get_help(), color=context.color)
        return
    command = commands.get_command(whole, name)
    if command is None:
        raise commands.unknown(name)
    with command.context_class(command, info_name=name, parent=whole) as of_it:
        click.echo(command.get_help(of_it), color=context.color)


commands.add_section("Look at the data", reading.COMMANDS)
commands.add_section("Prove and cite it", proving.COMMANDS)
commands.add_section("Read documents", extracting.COMMANDS)
commands.add_section("Maintain the dataset", building.COMMANDS)
commands.add_section("Find your way", (show_help, completion))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; where a shell asks what could be typed next, answer that."""
    if (instruction := os.environ.get(COMPLETE)) and arguments is None:
        return answer_shell(commands, instruction)
    return run(commands, sys.argv[1:] if arguments is None else arguments)


def run(command: click.Command, arguments: Sequence[str], program: str = "leaddata") -> int:
    """
    Run a command, that was called as *program*, and return its exit code.

    Data goes to standard output as UTF-8; an error is one line on standard error, with a traceback only for ``--debug``.
    """
    debug, wish = "--debug" in arguments, colour_wish(arguments, os.environ)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a stream that was replaced may lack it
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _code(command, list(arguments), program, wish)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        _discard_output()
        return 0
    except (KeyboardInterrupt, click.Abort):
        return 130
    except Exception as error:  # noqa: BLE001  (the process boundary: every error ends as one line and a code)
        if debug:
            traceback.print_exc()
        if _is_full(error):
            _discard_output()
        message, code = _told(error)
        at = screen(stream=sys.stderr, wish=wish)
        click.echo(f"{at.marked('leaddata:', 'bad')} {shown(message)}", err=True, color=at.is_coloured)
    return code if isinstance(code, int) else 0


def _discard_output() -> None:
    """Lead standard output nowhere: what is left in the buffer must not fail at exit once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _is_full(error: Exception) -> bool:
    # A write to a file that we opened names it, and is told where it happens.
    return isinstance(error, OSError) and error.filename is None and error.errno in _FULL


def _code(command: click.Command, arguments: list[str], program: str, wish: bool | None) -> object:
    if sys.stdout is None:
        msg = "standard output: expected to write it, got a closed one"
        raise UsageError(msg, next_step="lead it to a file or a program")
    # Not `command.main`: it ends the interpreter with 1 when the reader of a pipe has gone.
    try:
        with command.make_context(program, arguments, color=wish) as context:
            return command.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code


def _told(error: Exception) -> tuple[str, int]:
    """Return what to print of an error, and the exit code."""
    match error:
        case LeadDataError():
            return str(error), error.exit_code
        case click.ClickException():
            return usage_message(error), UsageError.exit_code
        case ModuleNotFoundError() if error.name and not error.name.startswith("leaddata"):
            step = "install it with `pip install 'leaddata[pipeline]'`"
            return (
                f"expected the extra 'pipeline', got an installation without {error.name}: {step}",
                UsageError.exit_code,
            )
        case OSError() if _is_full(error):
            step = "make room, or write to another place"
            return f"standard output: expected to write it, got {error.strerror}: {step}", UsageError.exit_code
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            return f"{place}expected a readable file or folder, got {error.strerror or error}: check the path", 3
    return f"expected no fault, got {type(error).__name__}: {error}: run again with --debug and report it", 1
