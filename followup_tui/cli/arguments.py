"""The arguments that several commands take."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # A call of plain words does without argparse.
    from followup_tui.cli.argument_parser import Parser


def add_data(parser: Parser, default: str | None = None) -> None:
    """Add `--data`, the user's data file."""
    parser.add_argument(
        "--data", metavar="FILE", default=default, help="use this data file instead of your usual one"
    )


def add_json(parser: Parser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def add_id(parser: Parser) -> None:
    """Add ID, the application that a command is about."""
    parser.add_argument(
        "id", metavar="ID", help="the application: its id or its company; the beginning is enough"
    )


def add_interview_details(parser: Parser) -> None:
    """Add when an interview is or was, and who held it."""
    parser.add_argument(
        "--at",
        metavar="WHEN",
        help='when the interview ended, such as 14:30, yesterday or "2026-11-20 10:00"; in the future, '
        "when it starts (default: now)",
    )
    parser.add_argument(
        "--person",
        metavar="WHO",
        action="append",
        default=[],
        help='"NAME, POSITION <mail>": somebody who held the interview; repeat it for each (only the name '
        "is needed)",
    )


def add_output(parser: Parser) -> None:
    """Add `-o`, the file that a document goes to."""
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="where to (default: print it)")


def add_yes(parser: Parser, what: str) -> None:
    """Add `--yes`, which answers the question that the command would ask."""
    parser.add_argument("--yes", action="store_true", help=f"{what} without asking")


def words_of(choices: Iterable[StrEnum]) -> str:
    """Return the words that somebody can choose from, for a help text."""
    return ", ".join(choice.value for choice in choices)
