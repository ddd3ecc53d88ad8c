"""The help of every command: what it does, what it takes, and examples that hold."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from conftest import REPOSITORY, Run

from leaddata.citation import STYLES
from leaddata.cli.commands import Command
from leaddata.cli.kinds import KINDS
from leaddata.cli.run import commands

COMMANDS = tuple(command for command in commands.commands.values() if isinstance(command, Command))
EXAMPLES = [(command, line) for command in COMMANDS for line in command.examples]
# What needs a document or a folder that the reader has, the network, or the extra; and what changes the repository.
NOT_RUN = {"add", "compare", "extract", "fetch", "refresh", "rollback", "site"}


def _arguments(line: str) -> list[str]:
    """Return the words behind ``leaddata`` in a line of the shell."""
    inner = re.fullmatch(r'eval "\$\((.*)\)"', line)
    words = shlex.split(inner[1] if inner else line.split(" > ")[0])
    while "=" in words[0]:
        del words[0]
    assert words.pop(0) == "leaddata", line
    return words


def test_every_command_is_one_of_ours() -> None:
    """Each command takes --color and --debug, and can hold examples."""
    assert len(COMMANDS) == len(commands.commands)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_two_examples(run: Run, command: Command) -> None:
    """--help says what it does in a sentence, and shows at least two ways to call it, below the same heading."""
    code, out, err = run(str(command.name), "--help")
    shown = out.partition("\nExamples:\n")[2]

    assert (code, err) == (0, "")
    assert re.search(r"\n\n  [A-Z][^\n]+", out)
    assert len(command.examples) >= 2
    assert [f"  {line}" for line in command.examples] == shown.splitlines()


@pytest.mark.parametrize(("command", "line"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_every_example_is_understood(command: Command, line: str) -> None:
    """Every example names its own command, with arguments and options that it takes."""
    arguments = _arguments(line)

    assert arguments[0] == command.name
    with commands.make_context("leaddata", arguments, resilient_parsing=False) as context:
        command.make_context(arguments[0], arguments[1:], parent=context).close()


@pytest.mark.parametrize(
    "line", [line for command, line in EXAMPLES if command.name not in NOT_RUN and "elsewhere" not in line]
)
def test_every_example_runs(run: Run, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs no document of the reader's works on the release that is carried."""
    (tmp_path / "data").symlink_to(REPOSITORY / "data")
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*_arguments(line))

    assert (code, err) == (0, "")
    assert out or " -o " in line


def _parameters() -> list[tuple[str, click.Parameter]]:
    return [(str(command.name), param) for command in (commands, *COMMANDS) for param in command.params]


def test_options_speak_one_language() -> None:
    """Each option has a text that is a sentence, and one that several commands take has the same one in all."""
    told: dict[str, set[str]] = {}
    for name, param in _parameters():
        if not isinstance(param, click.Option):
            continue
        assert param.help, (name, param.opts)
        assert param.help.endswith("."), (name, param.opts)
        assert param.is_flag or param.metavar, (name, param.opts)
        if param.opts[0] != "--format" and (name, param.opts[0]) not in {
            ("load", "--columns"),
            ("extract", "--columns"),
        }:
            told.setdefault(param.opts[0], set()).add(param.help)
    several = {option: texts for option, texts in told.items() if len(texts) > 1}

    # A picture of one place is a file, of pages a folder; releases go to one folder, the site to another. Documents may be
    # in a bucket, where they are kept and read for a release.
    assert set(several) <= {"--picture", "--out", "--raw"}


def test_arguments_are_the_words_of_the_field() -> None:
    """Each argument is named in capitals, as the text of its command names it."""
    metavars = {param.metavar for _, param in _parameters() if isinstance(param, click.Argument)}

    assert None not in metavars
    assert metavars == {
        "A", "DIR", "DIR_A", "DIR_B", "FILE", "FILE...", "ROW_ID", "SOURCE_ID", "TABLE", "[B]", "[COMMAND]", "[DIR]", "[FIELD]",
        "VERSION", "[SHELL]", "[SOURCE_ID]...", "[TABLE]",
    }  # fmt: skip


def test_lists_in_texts_are_whole(run: Run) -> None:
    """A text that lists what an option takes leaves nothing out."""
    assert all(style in run("cite", "--help")[1] for style in STYLES)
    assert all(kind in run("extract", "--help")[1] for kind in KINDS)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("tabels",), "did you mean 'tables'?"),
        (("help", "exprot"), "did you mean 'export'?"),
        (("load", "participants", "--colums", "x"), "did you mean --columns?"),
        (("verify", "--rw", "x"), "did you mean --raw?"),
        (("describe", "partic"), "did you mean 'participants'?"),
        (("load", "Participants"), "did you mean 'participants'?"),
        (("load", "participants", "--columns", "nme"), "did you mean 'name'?"),
        (("trace", "participants", "p.001", "jobs"), "did you mean 'job'?"),
        (("trace", "participants", "p.01"), "did you mean 'p.001'?"),
        (("load", "participants", "--format", "jsn"), "did you mean 'json'?"),
        (("tables", "--color", "alway"), "did you mean 'always'?"),
        (("cite", "--style", "bibtx"), "did you mean 'bibtex'?"),
        (("export", "there", "--format", "excel"), "did you mean 'xlsx'?"),
        (("extract", "x", "--as", "outlin"), "did you mean 'outline'?"),
        (("add", "kings_fund_2021", "x"), "did you mean 'kings_fund_2012'?"),
        (("completion", "bahs"), "did you mean 'bash'?"),
    ],
)
def test_the_one_meant_is_suggested(releases: Path, run: Run, arguments: tuple[str, ...], meant: str) -> None:
    """Of a command, option, table, field, row, format, style, kind, source and shell; the error is one line."""
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err.endswith(f"{meant}\n")
    assert len(err.splitlines()) == 1


def test_a_format_may_be_written_in_capitals(releases: Path, run: Run) -> None:
    """CSV is csv."""
    assert run("load", "sources", "--format", "CSV") == run("load", "sources", "--format", "csv")
