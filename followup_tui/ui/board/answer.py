"""The answer line: may I write to the selected one now, and why, with the key for it."""

from __future__ import annotations

from followup_tui.cells import text_width
from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.ending import R17, YOU_ARE_HIRED
from followup_tui.domain.advice.shorter import shorter_reasons, shorter_sentences
from followup_tui.domain.advice.why import verdict_words
from followup_tui.domain.application import Stage
from followup_tui.domain.look import Meaning, look_of
from followup_tui.domain.wording import capitalized
from followup_tui.ui.board.overview import Answer
from followup_tui.ui.board.top import KeyOf
from followup_tui.ui.fitting import fit, fit_sentence, fit_words
from followup_tui.ui.pieces import Piece, Row, row, runs_width, spread
from followup_tui.ui.styles import Run

COMPANY_WIDTH = 20
"""How many cells the company has at most; a third of a narrow terminal."""

LONG_VERDICT = 24
"""From this width on a verdict explains itself, and needs no words of the card where no reason has room."""

_ROOM_FOR_DAY, _ROOM_FOR_WORDS = 28, 60
"""From so many cells beside the company on there is room for a day, and for what it is for."""


def answer_row(answer: Answer | None, stage: Stage, width: int, key_of: KeyOf, snooze_key: str) -> Row:
    """Return the answer to the selected card; what is said where none is selected.

    Args:
        answer: the answer; None where the column is empty.
        stage: the column with the cursor.
        width: how many cells there are.
        key_of: see `KeyOf`.
        snooze_key: the key that ends a snooze.
    """
    if answer is None:
        return row([(fit(f"  No card in {stage.value.title()}.", width), Meaning.QUIET.style)], width)
    look = look_of(answer.advice)
    name: Run = (
        fit_words(answer.company, min(COMPANY_WIDTH, width // 3)),
        "name-over" if answer.is_over else "name",
    )
    left: list[Run] = [(" ", "plain"), name, ("  ", "plain")]
    key = snooze_key if answer.snoozed_until else key_of(answer.advice)
    right: list[Run] = [(f" {key} ", "key")]
    room = width - 2 - runs_width(left) - runs_width(right)
    if answer.snoozed_until:
        left.append((fit(f"Snoozed until {answer.snoozed_until}.", room), Meaning.QUIET.style))
    else:
        right = [*_when(answer, room), *right]
        left += _verdict(answer, look.style, width - 2 - runs_width(left) - runs_width(right))
    ground = width - 2
    return (Piece((), 1), Piece(spread(left, right, ground), ground, is_selected=True), Piece((), 1))


def _when(answer: Answer, room: int) -> list[Run]:
    """Return from when a follow-up is fine, where the reason says so and has no room for it."""
    whole = f"{verdict_words(answer.advice)} {answer.advice.reason}"
    if not answer.follow_up_from or text_width(whole) <= room or room < _ROOM_FOR_DAY:
        return []
    words = "follow-up from" if room >= _ROOM_FOR_WORDS else "from"
    return [(f"  {words} {answer.follow_up_from} ", "plain")]


def _verdict(answer: Answer, style: str, room: int) -> list[Run]:
    """Return the verdict and the reason, in as many words as have room."""
    words, reasons = verdict_words(answer.advice), list(shorter_reasons(answer.advice))
    if answer.is_over and answer.advice.move is Move.NONE:
        how_it_ended = answer.line.wordings[0]
        words, reasons = f"{capitalized(how_it_ended)}.", ["Nothing is due."]
        if answer.advice.rule is R17:
            reasons = list(shorter_sentences(answer.advice.reason.removeprefix(YOU_ARE_HIRED)))
    elif text_width(words) < LONG_VERDICT:
        reasons += map(capitalized, answer.line.wordings)
    reason = next((each for each in reasons if text_width(f"{words} {each}") <= room), "")
    # The first sentence answers; what it is followed by explains.
    verdict, mark, more = fit_sentence(words, room).partition(". ")
    behind = f" {more} {reason}".rstrip() if more else f" {reason}"
    return [(f"{verdict}{mark.rstrip()}", style), (behind if more or reason else "", "plain")]
