"""The arguments, and the help somebody nervous reads."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from followup_tui import __version__
from followup_tui.domain.application import Channel, ContactKind, Outcome, Stage
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from enum import StrEnum

_ABOUT = """\
What now, and may I write? For the time after a job interview.

Without a command, followup opens the board. Each command below does one thing
and ends. Whatever you change can be taken back with: followup undo
"""

_EXAMPLES = """\
examples:
  followup add Northwind "Data engineer" --person "Dr. Jana Novak, Head of Data" --decision fri
  followup due
  followup why northwind
  followup draft northwind
  followup contact northwind sent thank-you
  followup reflect northwind --well "Calm" --change "Speak slower"

WHEN is what you would say: fri, "tomorrow 14:30", 27.11., "in 3 days", +5bd (business
days), 2026-11-27. ID is the short name that list shows; its beginning is enough.
Your notes stay on this machine. followup COMMAND --help says more about a command.
"""

_WHEN_HELD = (
    'when the interview ended, such as 14:30, yesterday or "2026-11-20 10:00"; in the future, when it starts '
    "(default: now)"
)
_WHO = (
    '"NAME, POSITION <mail>": somebody who held the interview; repeat it for each (only the name is needed)'
)


class Parser(argparse.ArgumentParser):
    """Arguments whose errors are a sentence, and which take `-3d` for a date and not for an option."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own, passed on
        super().__init__(**options, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter)
        # argparse takes what looks like a negative number for a value, where no option looks like one.
        self._negative_number_matcher = re.compile(r"-\d")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments.

        Raises:
            CallError: always.
        """
        if unknown := re.match(r"argument COMMAND: invalid choice: '(.*?)'", message):
            self._refuse_command(unknown[1])
        said = re.sub(r"^argument (?:-\w/)?([^:]+): ", r"\1: ", message)
        said = re.sub(r"^the following arguments are required: ", "Something is missing: ", said)
        said = re.sub(r"^unrecognized arguments: ", "This is not understood: ", said)
        raise CallError(said, f"{self.prog} --help shows how it is written")

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401 - argparse's own
        """Give what stands for an argument.

        Up to Python 3.12 argparse takes away a second `--`, which is a word like any other, and gives a
        list of nothing for it.
        """
        if action.nargs is None and arg_strings == ["--"]:
            return self._get_value(action, "--")
        return super()._get_values(action, arg_strings)

    def _refuse_command(self, word: str) -> NoReturn:
        from difflib import get_close_matches  # only a slip needs it

        near = get_close_matches(word, COMMANDS, n=1)
        advice = f"Did you mean {near[0]}?" if near else "followup --help shows the commands"
        raise CallError(f"There is no command {word[:40]!r}", advice)


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments. `command` is empty for the board; each command's options are there by name.

    Raises:
        CallError: they are wrong.
        SystemExit: help or the version was asked for, and is printed.
    """
    words = sys.argv[1:] if argv is None else argv
    if not words:
        return argparse.Namespace(command="", data=None)
    # Making the arguments of all commands takes longer than the shortest command does; only help on all of
    # them needs them all.
    asks_for_help = any(word.startswith("-h") or word == "--help" for word in words)
    all_of_them = asks_for_help and words[0] not in COMMANDS
    parser = _parser(COMMANDS if all_of_them else [name for name in COMMANDS if name in words])
    options, left = parser.parse_known_args(words)
    # `touch ID sent --by phone reply`: up to Python 3.12 argparse has given KIND up before it comes to it.
    if left and getattr(options, "kind", "") is None and not left[0].startswith("-"):
        options.kind = left.pop(0)
    # `journal python --open remote`: what stands behind an option is a word all the same.
    while left and options.command == "journal" and not left[0].startswith("-"):
        options.words.append(left.pop(0))
    if left:
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    options.command = options.command or ""
    return options


def _parser(names: Iterable[str]) -> Parser:
    """Give the parser of these commands."""
    parser = Parser(prog="followup", description=_ABOUT, epilog=_EXAMPLES)
    parser.add_argument("--version", action="version", version=f"followup {__version__}")
    _add_data(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=Parser)
    for name in names:
        about, options = COMMANDS[name]
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        options(command)
        _add_data(command, default=argparse.SUPPRESS)
    return parser


def _add_data(parser: Parser, default: str | None) -> None:
    # A command's own default would write over what stands before the command.
    parser.add_argument(
        "--data", metavar="FILE", default=default, help="use this data file instead of your usual one"
    )


def _demo(parser: Parser) -> None:
    parser.add_argument("--size", type=_count, metavar="N", help="how many applications (default: a handful)")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another number makes another sample"
    )


def _add(parser: Parser) -> None:
    parser.add_argument("company", metavar="COMPANY", help="what they are called")
    parser.add_argument("role", metavar="ROLE", help="the job")
    _when_and_who(parser)
    parser.add_argument("--decision", metavar="WHEN", help="the day by which they said they would decide")
    takes_json(parser)


def _list(parser: Parser) -> None:
    parser.add_argument("--stage", metavar="STAGE", help=f"only those in this stage: {_words(Stage)}")
    takes_json(parser)


def takes_id(parser: Parser) -> None:
    """Add ID, and what every command about one application takes."""
    parser.add_argument("id", metavar="ID", help="the application; the beginning of its id is enough")
    takes_json(parser)


def _move(parser: Parser) -> None:
    takes_id(parser)
    parser.add_argument("stage", metavar="STAGE", help=f"where to: {_words(Stage)}")


def _interview(parser: Parser) -> None:
    takes_id(parser)
    _when_and_who(parser)


def _person(parser: Parser) -> None:
    takes_id(parser)
    parser.add_argument(
        "person", metavar='"NAME, POSITION <mail>"', help="who it is; only the name is needed"
    )
    parser.add_argument("--phone", metavar="NUMBER", help="their telephone number")
    parser.add_argument(
        "--family-name",
        metavar="NAME",
        help='the name a letter greets them by, where it is not plain which one it is ("" forgets it)',
    )
    spelling = parser.add_mutually_exclusive_group()
    spelling.add_argument(
        "--checked", action="store_true", default=None, help="you have checked how the name is spelled"
    )
    spelling.add_argument(
        "--unchecked",
        action="store_false",
        dest="checked",
        default=None,
        help="you are not sure of the spelling",
    )


def _decision(parser: Parser) -> None:
    takes_id(parser)
    parser.add_argument(
        "when", metavar="WHEN", help="the day they named, such as fri or 27.11.; unknown takes it back"
    )


def _contact(parser: Parser) -> None:
    takes_id(parser)
    parser.add_argument("direction", metavar="sent|received", help="whether you wrote, or they did")
    parser.add_argument(
        "kind", metavar="KIND", nargs="?", help=f"what for: {_words(ContactKind)} (default: other)"
    )
    parser.add_argument(
        "--by", metavar="HOW", default=Channel.EMAIL.value, help=f"{_words(Channel)} (default: email)"
    )
    parser.add_argument("--at", metavar="WHEN", help='when it was, such as "yesterday 10:00" (default: now)')
    parser.add_argument(
        "--person", metavar="NAME", help="who it went to or came from; a part of the name is enough"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="what was said, in your words")


def _draft(parser: Parser) -> None:
    from followup_tui.domain.letter import LetterKind  # only this command knows letters

    takes_id(parser)
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        help=f"what for: {_words(LetterKind)} (default: what fits now)",
    )
    parser.add_argument(
        "--person",
        metavar="NAME",
        action="append",
        default=[],
        help="to whom; a part of the name is enough; repeat it for each (default: a thank-you for each you "
        "owe one, any other letter to whoever should get it first)",
    )
    parser.add_argument(
        "--questions", action="store_true", help="put in the questions you did not get to ask (thank-you)"
    )
    parser.add_argument(
        "--eml",
        metavar="DIR",
        help="put each letter in a file there, which your mail program opens as a draft; "
        "no file of yours is written over",
    )


def _close(parser: Parser) -> None:
    takes_id(parser)
    parser.add_argument(
        "outcome",
        metavar="OUTCOME",
        help=f"how it ended: {_words(Outcome)} "
        "(declined: you said no; rejected: they did; silent: they never answered)",
    )


def _due(parser: Parser) -> None:
    parser.add_argument(
        "--quiet", action="store_true", help="print nothing and exit with 1 where nothing is due"
    )
    parser.add_argument(
        "--notify",
        action="store_true",
        help="ring the terminal's own notification too, with nothing in it but how many there are",
    )
    takes_json(parser)


def _snooze(parser: Parser) -> None:
    takes_id(parser)
    parser.add_argument(
        "when",
        metavar="WHEN",
        help="until when, such as mon or +5bd; a day means its beginning; off shows the advice again",
    )


def _export(parser: Parser) -> None:
    from followup_tui.exchange.formats import EXPORTS  # only this command needs the writers

    parser.add_argument("format", metavar="|".join(EXPORTS), help="what to write")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="where to (default: print it)")


def _restore(parser: Parser) -> None:
    parser.add_argument(
        "copy",
        metavar="COPY",
        nargs="?",
        help="its number in the list, the beginning of its date, or a file (default: list the copies)",
    )
    parser.add_argument("--yes", action="store_true", help="restore without asking")
    takes_json(parser)


def _doctor(parser: Parser) -> None:
    parser.add_argument(
        "--mend",
        action="store_true",
        help="mend what loses nothing: close files to others, take away what a killed save left over",
    )
    takes_json(parser)


def _when_and_who(parser: Parser) -> None:
    parser.add_argument("--at", metavar="WHEN", help=_WHEN_HELD)
    parser.add_argument("--person", metavar="WHO", action="append", default=[], help=_WHO)


def takes_json(parser: Parser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def _of_the_journal(name: str) -> Callable[[Parser], None]:
    def options(parser: Parser) -> None:
        from followup_tui.cli.journal_options import OPTIONS  # `due` has none of them

        OPTIONS[name](parser)

    return options


def _count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", text) or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no number from 1 to 100,000")
    return int(text)


def _words(kind: Iterable[StrEnum]) -> str:
    return ", ".join(choice.value for choice in kind)


COMMANDS = {
    "demo": ("open the board on a throwaway sample; nothing of yours is touched", _demo),
    "add": ("record an interview you had, or will have, at a new application", _add),
    "list": ("show your applications, stage by stage", _list),
    "show": ("tell one application's whole story", takes_id),
    "move": ("move an application to another stage", _move),
    "interview": ("record another interview of an application, or plan it", _interview),
    "person": ("add somebody you spoke to, or change what is known of them", _person),
    "decision": ("note the day by which they said they would decide", _decision),
    "contact": ("note that you wrote to them, or heard from them", _contact),
    "draft": ("write the letters about it, for you to finish; nothing is sent or noted as sent", _draft),
    "close": ("close an application with how it ended", _close),
    "due": ("show what to do now, most urgent first", _due),
    "why": ("say whether you may write or call now, and why", takes_id),
    "reflect": ("write down how an interview was, in your journal", _of_the_journal("reflect")),
    "journal": ("read and search your journal, or write it to a file", _of_the_journal("journal")),
    "lessons": ("show what you want to change next time, or say what came of it", _of_the_journal("lessons")),
    "prep": ("show what to have in mind before the next interview", _of_the_journal("prep")),
    "dossier": ("write down what to know on the first day there", _of_the_journal("dossier")),
    "stats": ("show the figures of your search", takes_json),
    "snooze": ("hide the advice for an application for a while", _snooze),
    "undo": ("take back the last thing that was done", takes_json),
    "redo": ("do again what undo took back", takes_json),
    "history": ("show what was done, the latest first", takes_json),
    "export": ("write all your applications in another program's format", _export),
    "import": ("bring in what another program has; it shows first what would be", _of_the_journal("import")),
    "backup": ("make a copy of your data now", takes_json),
    "restore": ("list and compare the copies of your data, or put one back", _restore),
    "doctor": ("say whether your data is well, and what is wrong where it is not", _doctor),
}
"""The commands by name: what each does, and what adds its arguments."""
