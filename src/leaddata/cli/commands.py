"""What all commands share: ``--debug`` in any place, and click's own errors in the form of ours."""

from __future__ import annotations

import difflib
import re
from typing import Any

import click

from leaddata.errors import UsageError

__all__ = ["Command", "Commands", "usage_message"]


def _debug() -> click.Option:
    return click.Option(["--debug"], is_flag=True, expose_value=False, help="Show the traceback of an error.")


class Command(click.Command):
    """A command that takes ``--debug``; `main` looks at the arguments itself."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params.append(_debug())


class Commands(click.Group):
    """A group in the order its commands were added, which suggests the command meant."""

    command_class = Command

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params.append(_debug())

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the names of the commands as a reader meets them, not by alphabet."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name. Raises UsageError."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            near = difflib.get_close_matches(name, self.commands, n=1)
            step = f"did you mean {near[0]!r}?" if near else "see `leaddata --help`"
            msg = f"expected a command, got {name!r}"
            raise UsageError(msg, next_step=step)
        return super().resolve_command(ctx, args)


def usage_message(error: click.ClickException) -> str:
    """Return place, expected, got and next step of one of click's own errors."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "leaddata"
    step = f"see `{path} --help`"
    match error:
        case click.NoSuchOption():
            if error.possibilities:
                step = f"did you mean {sorted(error.possibilities)[0]}?"
            told = f"expected an option of `{path}`, got {error.option_name!r}"
        case click.MissingParameter() if error.param is not None:
            option = f"{error.param.opts[0]} " if isinstance(error.param, click.Option) else ""
            metavar = error.param.metavar or (error.param.name or "").upper()
            told = f"expected {option}{metavar}, got nothing"
        case click.BadParameter() if error.param is not None:
            told = _bad_value(error.param, error.message)
        case _:
            told = f"expected other arguments, got: {error.format_message().rstrip('.')}"
    place = path.removeprefix("leaddata").removeprefix("python").strip()
    return f"{place or 'arguments'}: {told}: {step}"


def _bad_value(param: click.Parameter, message: str) -> str:
    if outside := re.fullmatch(r"(\S+) is not in the range (.+)\.", message):
        return f"expected {param.opts[0]} to be in the range {outside[2]}, got {outside[1]}"
    expected = ", ".join(param.type.choices) if isinstance(param.type, click.Choice) else f"a {param.type.name}"
    if isinstance(param.type, click.IntRange | click.FloatRange):
        expected = "a number"
    got = re.match(r"'.*' (?=is not)", message)
    return f"expected {param.opts[0]} to be {expected}, got {got[0].strip() if got else message.rstrip('.')}"
