"""What all commands share: ``--color`` and ``--debug`` in any place, examples in the help, and the form of click's errors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from typing import Any

import click

from leaddata.cli.screen import COLOURS
from leaddata.errors import UsageError, nearest

__all__ = ["Command", "Commands", "meant", "usage_message"]

_NARROWEST, _WIDEST = 30, 80  # columns of a help


def _shared() -> list[click.Parameter]:
    return [
        # `leaddata.cli.run` looks at the arguments for these two, since an error may come before click has read them.
        click.Option(
            ["--color"],
            type=click.Choice(COLOURS),
            metavar="WHEN",
            expose_value=False,
            help="auto, always or never [default: auto, at a terminal].",
        ),
        click.Option(["--debug"], is_flag=True, expose_value=False, help="Show the traceback of an error."),
    ]


class _Formatter(click.HelpFormatter):
    """Help as wide as the terminal, however narrow, with headings that stand out."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        columns = min(shutil.get_terminal_size().columns, max_width or _WIDEST)
        super().__init__(indent_increment, max(columns - 2, _NARROWEST) if width is None else width)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{click.style(f'{heading}:', bold=True)}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, click.style(prefix or "Usage:", bold=True) + " ")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """
    A command that takes ``--color`` and ``--debug``, and shows how it is called.

    Attributes:
        examples: Command lines that do something, as one types them.
    """

    context_class = _Context

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params += _shared()
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments. An error always knows of which command they are."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, then what else there is to say."""
        _write_lines(formatter, "Examples", self.examples)
        super().format_epilog(ctx, formatter)


class Commands(click.Group):
    """
    A group that lists its commands by what one wants, and suggests the command meant.

    Attributes:
        sections: The commands below each heading, in the order in which a reader meets them.
        examples: As of a `Command`.
        closing: Lines below a last heading.
    """

    command_class = Command
    context_class = _Context

    def __init__(
        self,
        *arguments: Any,
        examples: Sequence[str] = (),
        closing: tuple[str, Sequence[str]] = ("", ()),
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.params += _shared()
        self.sections: dict[str, tuple[click.Command, ...]] = {}
        self.examples = tuple(examples)
        self.closing = closing

    def add_section(self, heading: str, commands: Iterable[click.Command]) -> None:
        """Add *commands* below a heading."""
        self.sections[heading] = tuple(commands)
        for command in self.sections[heading]:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the names of the commands as a reader meets them, not by alphabet."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """Write what each command does, below the headings."""
        for heading, commands in self.sections.items():
            with formatter.section(heading):
                width = max(len(str(name)) for name in self.commands)
                formatter.write_dl([(f"{command.name:{width}}", _first_sentence(command)) for command in commands])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and what comes last."""
        _write_lines(formatter, "Examples", self.examples)
        _write_lines(formatter, *self.closing)
        super().format_epilog(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name. Raises UsageError."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise self.unknown(name)
        return super().resolve_command(ctx, args)

    def unknown(self, name: str) -> UsageError:
        """Return the error for a command that is not there."""
        step = meant(name, self.commands) or "see `leaddata --help`"
        return UsageError(f"expected a command, got {name!r}", next_step=step)


def meant(name: str, known: Iterable[str]) -> str:
    """
    Return the question whether one of *known* was meant, or nothing where none is near.

    Examples:
        >>> meant("JSN", ["csv", "json"])
        "did you mean 'json'?"
    """
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else ""


def usage_message(error: click.ClickException) -> str:
    """Return place, expected, got and next step of one of click's own errors."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "leaddata"
    step = f"see `{path} --help`"
    match error:
        case click.NoSuchOption():
            options = (
                [name for one in context.command.params for name in one.opts if name.startswith("--")]
                if context
                else []
            )
            near = nearest(error.option_name, options)
            step = f"did you mean {near}?" if near else step
            told = f"expected an option of `{path}`, got {error.option_name!r}"
        case click.BadOptionUsage() if "requires an argument" in error.message:
            told = f"expected a value of {error.option_name}, got nothing"
        case click.MissingParameter() if error.param is not None:
            option = f"{error.param.opts[0]} " if isinstance(error.param, click.Option) else ""
            metavar = error.param.metavar or (error.param.name or "").upper()
            told = f"expected {option}{metavar}, got nothing"
        case click.BadParameter() if error.param is not None:
            told, near = _bad_value(error.param, error.message)
            step = near or step
        case click.UsageError() if surplus := re.match(r"Got unexpected extra arguments? \((.*)\)", error.message):
            told = f"expected no more arguments, got {surplus[1]!r}"
        case _:
            told = f"expected other arguments, got: {error.format_message().rstrip('.')}"
    place = path.removeprefix("leaddata").removeprefix("python").strip()
    return f"{place or 'arguments'}: {told}: {step}"


def _bad_value(param: click.Parameter, message: str) -> tuple[str, str]:
    """Return what was expected and got, and what was probably meant."""
    name = param.opts[0] if isinstance(param, click.Option) else param.metavar or (param.name or "").upper()
    if outside := re.fullmatch(r"(\S+) is not in the range (.+)\.", message):
        return f"expected {name} to be in the range {outside[2]}, got {outside[1]}", ""
    got = re.match(r"'(.*)' (?=is not)", message)
    near = ""
    expected = f"a {param.type.name}"
    if isinstance(param.type, click.Choice):
        expected = ", ".join(param.type.choices)
        near = meant(got[1], param.type.choices) if got else ""
    if isinstance(param.type, click.IntRange | click.FloatRange):
        expected = "a number"
    return f"expected {name} to be {expected}, got {got[0].strip() if got else message.rstrip('.')}", near


def _first_sentence(command: click.Command) -> str:
    text = " ".join((command.short_help or command.help or "").split())
    return re.split(r"(?<=[.])\s", text, maxsplit=1)[0]


def _write_lines(formatter: click.HelpFormatter, heading: str, lines: Sequence[str]) -> None:
    if lines:
        with formatter.section(heading):
            for line in lines:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n" if line else "\n")
