"""All rows of the board's page, as runs: the first paint writes them, and the page's widgets show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from followup_tui.domain.advice.answer import Advice
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.look import Meaning
from followup_tui.domain.stages import Today
from followup_tui.ui.advice_keys import advice_key_id, shown_key
from followup_tui.ui.board.answer import answer_row
from followup_tui.ui.board.columns import STAGES, Columns
from followup_tui.ui.board.layout import MIN_SIZE, STRIP_FROM
from followup_tui.ui.board.opening import Opening
from followup_tui.ui.board.overview import answer_for, overview
from followup_tui.ui.board.top import shown_facts, standing_facts, top_rows
from followup_tui.ui.fitting import fit
from followup_tui.ui.footer import footer_runs
from followup_tui.ui.hints import hints
from followup_tui.ui.keys import BOARD, CARD, EVERYWHERE, only
from followup_tui.ui.pieces import Row, row

NAME: Final = "followup"
"""The name of the program, as its first row says it."""

HINTED: Final = (
    *only(BOARD, "board.new", "board.agenda", "board.filter"),
    *only(CARD, "card.open", "card.thank", "card.follow-up", "card.contact", "card.date", "card.reflect"),
    *only(CARD, "card.why", "card.move-right"),
    *only(EVERYWHERE, "keys"),
)
"""The keys that the last row hints at; six or so of them have room on a usual terminal."""


def rows_over_board(
    columns: Columns,
    applications: Mapping[str, Application],
    today: Today,
    half_written: int,
    size: tuple[int, int],
    user_keys: Mapping[str, str],
) -> list[Row]:
    """Return the rows over the columns.

    Args:
        columns: the cards in their columns.
        applications: the applications in them, by id.
        today: the moment, the user's rules and calendar.
        half_written: how many texts are half-written.
        size: the width and height of the terminal.
        user_keys: the keys the user changed, by the action's id.
    """
    shown = overview(columns, applications, today, looks_ahead=size[1] >= STRIP_FROM)
    count = sum(columns.count(stage) for stage in STAGES)
    facts = [*shown_facts(columns, count), *standing_facts(shown, half_written)]
    return top_rows(shown, facts, NAME, today.now, size, lambda advice: _key_of(advice, user_keys))


def row_below_board(
    columns: Columns,
    selected: Application | None,
    stage: Stage,
    today: Today,
    width: int,
    user_keys: Mapping[str, str],
) -> Row:
    """Return the answer to the selected card; `stage` is the column with the cursor."""
    answer = answer_for(columns, selected, today) if selected else None
    snooze_key = shown_key("card.snooze", user_keys)
    return answer_row(answer, stage, width, lambda advice: _key_of(advice, user_keys), snooze_key)


def page_rows(opening: Opening, size: tuple[int, int]) -> list[Row] | None:
    """Return all rows of the page before Textual draws it; None where it has more than a board, or an error.

    Args:
        opening: what the board begins with.
        size: the width and height of the terminal.
    """
    width, height = size
    columns, view, user_keys = opening.columns, opening.view, opening.user_keys
    applications, today = opening.tracker.applications, columns.today
    message, meaning = opening.message or ("", Meaning.QUIET)
    if width < MIN_SIZE[0] or height < MIN_SIZE[1] or not columns.total or today is None:
        return None
    if meaning is Meaning.OVERDUE:
        return None
    top = rows_over_board(columns, applications, today, len(opening.half_written), size, user_keys)
    view.resize(width, height - len(top) - 2)
    board = [view.row(y) for y in range(height - len(top) - 2)]
    selected = applications.get(view.selected_id or "")
    answer = row_below_board(columns, selected, view.active_stage, today, width, user_keys)
    last = footer_runs(hints(HINTED, keymap=user_keys), width)
    if message:
        last = [(fit(f" {message}", width), meaning.style)]
    return [*top, *board, answer, row(last, width)]


def _key_of(advice: Advice, user_keys: Mapping[str, str]) -> str:
    return shown_key(advice_key_id(advice), user_keys)
