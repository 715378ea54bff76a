"""The option `--unasked`, and the user's own list of questions that it takes numbers of."""

from __future__ import annotations

from collections.abc import Sequence

from followup_tui.cli.argument_parser import Parser
from followup_tui.config import Context
from followup_tui.config.questions import load_questions
from followup_tui.domain.application import Application
from followup_tui.errors import CallError


def add_unasked(parser: Parser) -> None:
    """Add `--unasked`."""
    parser.add_argument(
        "--unasked",
        metavar="QUESTION",
        action="append",
        default=[],
        help="what you did not get to ask, or its number in followup checklist: it comes back for the letter "
        "and the next interview; repeat it for each",
    )


def checklist_questions(context: Context, application: Application | None = None) -> tuple[str, ...]:
    """Return the questions of the checklist in their order: the user's own, then others noted as unasked."""
    lines = load_questions(context.paths.questions_file).lines
    return tuple(dict.fromkeys((*lines, *(application.unasked if application else ()))))


def read_questions(
    texts: Sequence[str], context: Context, application: Application | None = None
) -> list[str]:
    """Return the questions that texts mean, each the question itself or its number in the checklist.

    Raises:
        CallError: there is no question of that number.
    """
    numbers = [text.strip() for text in texts if _is_number(text)]
    # The first look at the checklist writes the shipped questions to a file.
    questions = checklist_questions(context, application) if numbers else ()
    for number in numbers:
        if not 0 < int(number[:9]) <= len(questions):
            raise CallError(
                f"There is no question {number[:20]}; the checklist has {len(questions)}",
                "followup checklist ID lists them",
            )
    return [questions[int(text) - 1] if _is_number(text) else text for text in texts]


def _is_number(text: str) -> bool:
    return text.isascii() and text.strip().isdigit()
