"""`followup completion`: print a shell's completion script; for it, what could come next in a line."""

from __future__ import annotations

import shlex
from argparse import SUPPRESS, Action, ArgumentParser, Namespace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_document
from followup_tui.config import Context
from followup_tui.errors import CallError, FollowupError

SHELLS: Final = ("bash", "zsh", "fish")

_SCRIPTS: Final = Path(__file__).parents[1] / "completion"
"""The folder of the scripts, which `python -m tests.shell` makes from the commands."""

_DESCRIPTION: Final = """\
Print the script with which a shell completes commands, options and ids when you press tab.
Where followup is installed into a folder that the shell looks into, it finds the script by itself.

  in ~/.bashrc:                   eval "$(followup completion bash)"
  in ~/.zshrc, after compinit:    eval "$(followup completion zsh)"
  in ~/.config/fish/config.fish:  followup completion fish | source
"""


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="|".join(SHELLS), nargs="?", help="which shell it is for")
    # What the scripts ask for at each press of tab: a source of candidates, and the words of the line.
    parser.add_argument("--candidates", action=_Candidates, nargs="+", help=SUPPRESS)


class _Candidates(Action):
    """Takes the words of a line that is being typed, and its data file for the one of this call."""

    def __call__(
        self,
        _parser: ArgumentParser,
        namespace: Namespace,
        values: Any,  # noqa: ANN401 - argparse's own; a list of words
        _option: str | None = None,
    ) -> None:
        words = [_unquoted(word) for word in values]
        namespace.candidates = words
        for word, following in pairwise([*words, ""]):
            if word == "--data" or word.startswith("--data="):
                namespace.data = word.partition("=")[2] or following or namespace.data


def _unquoted(word: str) -> str:
    """Return a word without the quotes that it was typed with; one that is not closed yet as it is."""
    try:
        return " ".join(shlex.split(word)) if set("\\'\"") & set(word) else word
    except ValueError:
        return word


def _run(call: Call) -> None:
    options = call.options
    if options.candidates is not None:
        _print_candidates(call.context, *options.candidates)
    elif options.shell is None:
        raise CallError(
            "Something is missing: the shell", f"followup completion is followed by {', '.join(SHELLS)}"
        )
    elif options.shell not in SHELLS:
        raise CallError(f"There is no script for {options.shell[:40]!r}", f"There is {', '.join(SHELLS)}")
    else:
        write_document((_SCRIPTS / f"followup.{options.shell}").read_text("utf-8"))


def _print_candidates(context: Context, source: str, *words: str) -> None:
    """Print what could come next, a line each. Somebody is typing: whatever is wrong is not said now."""
    from followup_tui.cli.candidates import Line, candidates

    try:
        lines = [f"{word}\t{description}\n" for word, description in candidates(source, Line(words, context))]
    except FollowupError:
        return
    write_document("".join(lines))


COMMAND = Command(
    help="print the completion script of your shell",
    order=400,
    add_arguments=_add_arguments,
    run=_run,
    description=_DESCRIPTION,
    has_json=False,
    is_paged=True,
)
