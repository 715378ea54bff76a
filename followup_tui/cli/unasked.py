"""The option `--unasked`, and the user's own list of questions that it takes numbers of."""

from __future__ import annotations

from collections.abc import Sequence

from followup_tui.cli.arguments import Parser
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


def read_questions(texts: Sequence[str], questions: Sequence[str]) -> list[str]:
    """Return the questions that texts mean, each the question itself or its number in the checklist.

    Raises:
        CallError: there is no question of that number.
    """
    return [_read_question(text.strip(), questions) for text in texts]


def _read_question(text: str, questions: Sequence[str]) -> str:
    if not (text.isascii() and text.isdigit()):
        return text
    if not 0 < int(text[:9]) <= len(questions):
        raise CallError(
            f"There is no question {text[:20]}; the checklist has {len(questions)}",
            "followup checklist ID lists them",
        )
    return questions[int(text[:9]) - 1]
