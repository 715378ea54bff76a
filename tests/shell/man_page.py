"""The man page, made by argparse-manpage from the parsers of the commands."""

from __future__ import annotations

import argparse
import re
from functools import partial
from typing import Final

from argparse_manpage.manpage import Manpage

from followup_tui import __version__
from followup_tui.cli.commands import load_all
from followup_tui.cli.parser import full_parser
from tests.shell.completion_scripts import parsers_of

_SECTIONS: Final = {
    "FILES": r"""
.TP
.I ~/.local/share/followup/followup.json
The data: readable JSON, of which a backup is made before the first change of a day.
It lies in
.B $XDG_DATA_HOME
where that is set.
.TP
.I ~/.config/followup/config.toml
The settings, which the board writes at its first start with every key commented out.
Beside them lie your own letter templates
.RI ( letters/ )
and the questions to ask in an interview
.RI ( questions.txt ).
.TP
.I ~/.local/state/followup/
Backups, what is half-written, and letters that were copied.
""",
    "ENVIRONMENT": r"""
.TP
.B FOLLOWUP_DATA
The data file, unless
.B \-\-data
names another one.
.TP
.BR XDG_DATA_HOME ", " XDG_STATE_HOME ", " XDG_CONFIG_HOME
Where the folders above lie.
.TP
.BR VISUAL ", " EDITOR
Your editor, for notes, letters and reflections.
.TP
.B PAGER
What shows output that is longer than the terminal, as the shell would run it; less unless set, and nothing
where it is empty.
.TP
.B LESS
The options of less:
.B FRX
unless set.
.TP
.B COLUMNS
How wide the output is, wherever it goes.
.TP
.B TZ
Your zone, unless the settings name one.
""",
    "EXIT STATUS": r"""
.TP
.B 0
It is done.
.TP
.B 1
There is nothing to show
.RB ( "followup due \-\-quiet" ).
.TP
.B 2
The call is wrong: a date that is none, an id that is unknown or not clear. Nothing was done.
.TP
.B 3
The data could not be read or written. The message says what, and where the untouched file is.
.TP
.B 70
Something is wrong in followup itself.
.TP
.B 130
It was interrupted with ctrl+c.
""",
    "EXAMPLES": r"""
An hour after the interview:
.PP
.EX
followup add Northwind "Data engineer" \-\-person "Jana Novak" \-\-decision fri
followup reflect northwind \-\-well "Calm" \-\-change "Speak slower"
followup draft northwind
followup contact northwind sent thank\-you
.EE
.PP
What now, and may I write?
.PP
.EX
followup due
followup why northwind
.EE
.PP
They moved it, and then they wrote:
.PP
.EX
followup interview northwind \-\-move "mon 9:00"
followup contact northwind received invitation \-\-by phone
.EE
.PP
In a prompt or a login script, which stays silent where nothing is due:
.PP
.EX
followup due \-\-quiet
.EE
""",
}
"""What no parser knows, in the language of man pages."""

_SYNOPSIS: Final = r"""
.B followup
.RB [ \-\-version ]
.RB [ \-\-data
.IR FILE ]
.RI [ COMMAND " ...]"
"""

_EVERYWHERE: Final = "Every command also takes --data FILE and --help; those that print, --json, for scripts."


def man_page() -> str:
    """Return the man page. Nothing in it depends on the day or on the terminal."""
    parser = full_parser()
    summary, about, when_and_id = _texts(parser)
    parser.description, parser.epilog = f"{about}\n\n{_EVERYWHERE}", None
    commands = parsers_of(parser)
    for each in commands.values():
        each.formatter_class = partial(argparse.RawDescriptionHelpFormatter, width=10_000)
    for name, command in load_all().items():
        _shorten(commands[name], command.help)
    page = Manpage(
        parser,
        {
            "project_name": "followup",
            "version": __version__,
            "description": summary,
            "manual_title": "User Commands",
        },
        format="single-commands-section",
    )
    page.date = ""
    page.add_section("synopsis", "=", _SYNOPSIS.strip())
    for heading, content in {"WHEN and ID": _escaped(when_and_id), **_SECTIONS}.items():
        page.add_section(heading, "=", content.strip())
    return _tidied(str(page))


def _texts(parser: argparse.ArgumentParser) -> tuple[str, str, str]:
    """Return what the help says: what the program is for, what it does, what WHEN and ID are."""
    summary, _, about = str(parser.description).partition("\n\n")
    _, _, words = str(parser.epilog).partition("\n\n")
    return summary.strip().removesuffix("."), about.strip(), words.partition("\nYour notes")[0].strip()


def _shorten(parser: argparse.ArgumentParser, sentence: str) -> None:
    """Take out of a command what stands in the page once for all, and what its help says twice."""
    if str(parser.description).casefold() == f"{sentence}.".casefold():
        parser.description = None
    for action in [action for action in parser._actions if action.dest in ("help", "data", "json")]:
        parser._actions.remove(action)
        for group in parser._action_groups:
            if action in group._group_actions:
                group._group_actions.remove(action)


def _tidied(page: str) -> str:
    """Return a page with one indent less, and with each call as somebody would type it."""
    # Commands are copied from here: no word is broken, and no space made wider.
    page = page.replace(".SH NAME", ".nh\n.ad l\n.SH NAME").replace(".SH\nCOMMANDS", ".SH COMMANDS")
    page = re.sub(r"^(?:arguments:|options:|\.RS 7|\.RE)\n", "", page, flags=re.MULTILINE)
    page = re.sub(r"^usage: (followup [a-z]+)(.*)$", r"\\fB\1\\fR\2", page, flags=re.MULTILINE)
    page = re.sub(r"\n{2,}(?=\.)", "\n", page)
    return re.sub(r"\n{2,}", "\n.PP\n", page)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-")
