"""The questions that the user did not get to ask."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.search import fold
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError


def with_unasked(application: Application, unasked: Sequence[str], asked: Sequence[str] = ()) -> Application:
    """Note questions that stayed unasked, and take out those that were asked after all.

    Raises:
        CallError: one is empty or too long, or one that was asked was not noted as unasked.
    """
    questions = dict.fromkeys((*application.unasked, *map(_question, unasked)))
    for text in asked:
        question = _question(text)
        same = [other for other in questions if fold(other) == fold(question)]
        if not same:
            raise CallError(
                f"{question[:60]!r} is none of the questions that stayed unasked",
                f"followup checklist {application.id} lists them",
            )
        del questions[same[0]]
    return replace(application, unasked=tuple(questions))


def _question(text: str) -> str:
    question = clean_line(text, "A question")
    if not question:
        raise CallError("The question is empty", "Write what you did not get to ask")
    return question
