"""The arguments of the commands about the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup_tui.cli.parser import takes_id, takes_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from followup_tui.cli.parser import Parser


def _reflect(parser: Parser) -> None:
    parser.description = (
        "Write down how an interview was, in your journal. What you give here is added to what\n"
        "stands there; a line that stands there already is not added again. Without any of it,\n"
        "$EDITOR opens on all of it."
    )
    takes_id(parser)
    for name, about in (
        ("well", "what went well"),
        ("badly", "what did not"),
        ("change", "what to change next time: it comes back before your next interview"),
        ("said", "what was said: promises, numbers, names; what you told them"),
    ):
        parser.add_argument(
            f"--{name}", metavar="LINE", action="append", default=[], help=f"{about}; repeat it for each line"
        )
    parser.add_argument("--feeling", metavar="1..5", help="how it felt: 1 bad, 5 good")
    parser.add_argument(
        "--interview", metavar="N", help="which interview, such as 2 (default: the last that was held)"
    )


def _journal(parser: Parser) -> None:
    parser.add_argument("words", metavar="WORDS", nargs="*", help="only entries in which all of these occur")
    parser.add_argument("--company", metavar="NAME", help="only entries of companies with this in the name")
    parser.add_argument("--tag", metavar="TAG", help="only entries of applications with this tag")
    parser.add_argument("--open", action="store_true", help="only entries with open lessons")
    parser.add_argument(
        "--export",
        metavar="markdown|jrnl",
        help="write them as Markdown, or as what jrnl --import reads",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="where to: a file, or for Markdown a folder, which gets a file a day (default: print it)",
    )
    takes_json(parser)


def _lessons(parser: Parser) -> None:
    parser.add_argument("--all", action="store_true", help="also those that are done or dropped")
    became = parser.add_mutually_exclusive_group()
    for name, about in (
        ("done", "you did it in an interview: it comes back no more"),
        ("drop", "it is not worth keeping in mind"),
        ("reopen", "it is open again"),
    ):
        became.add_argument(f"--{name}", metavar="ID", help=about)
    takes_json(parser)


def _prep(parser: Parser) -> None:
    takes_id(parser)
    _output(parser)


def _dossier(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the application; the beginning of its id is enough")
    parser.add_argument(
        "--with-reflections", action="store_true", help="what you thought of the interviews goes in too"
    )
    _output(parser)


def _import(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="what jrnl --export json wrote")
    parser.add_argument("--yes", action="store_true", help="import without asking")
    parser.add_argument("--dry-run", action="store_true", help="only show what would be; change nothing")
    takes_json(parser)


def _output(parser: Parser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: print it)")


OPTIONS: Final[Mapping[str, Callable[[Parser], None]]] = {
    "reflect": _reflect,
    "journal": _journal,
    "lessons": _lessons,
    "prep": _prep,
    "dossier": _dossier,
    "import": _import,
}
"""What adds a command's arguments, by its name."""
