"""What the board begins with, computed before Textual is loaded: the first paint and the widgets show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from followup_tui.domain.look import Meaning
from followup_tui.ui.board.columns import Columns
from followup_tui.ui.board.view import BoardView
from followup_tui.ui.keymap import check_keymap

if TYPE_CHECKING:
    from followup_tui.config import Context
    from followup_tui.storage.drafts import Drafts
    from followup_tui.tracker import Tracker


class Opening(Struct):
    """The user's applications, and what is said first.

    Attributes:
        drafts: where what is half-written is kept.
        columns: all cards, with the advice on each.
        view: which of them are shown, and which is selected.
        half_written: the titles of what is half-written, the newest first.
        user_keys: the keys the user changed, by the action's id.
        problems: a sentence for each setting that cannot be used.
        message: what the last row says in place of the keys, and its colour; None for nothing.
    """

    tracker: Tracker
    drafts: Drafts
    columns: Columns
    view: BoardView
    half_written: tuple[str, ...]
    user_keys: Mapping[str, str]
    problems: tuple[str, ...]
    message: tuple[str, Meaning] | None


def open_board(tracker: Tracker, drafts: Drafts, context: Context) -> Opening:
    """Compute what the board begins with.

    Raises:
        DataError: an application that was to be read late cannot be read.
    """
    columns = Columns()
    columns.show(tracker.applications, tracker.today())
    half_written = tuple(draft.title for draft in drafts.offered(tracker.applications))
    user_keys, key_problems = check_keymap(context.settings.keys)
    problems = (*context.settings.problems, *key_problems)
    message = _first_message(half_written, problems, context)
    view = BoardView(columns)
    view.settle_selection()
    return Opening(tracker, drafts, columns, view, half_written, user_keys, problems, message)


def _first_message(
    half_written: tuple[str, ...], problems: tuple[str, ...], context: Context
) -> tuple[str, Meaning] | None:
    """Return what matters most; the offer of the country's preset is made once, and only alone."""
    if problems:
        more = f" · and {len(problems) - 1} more" if len(problems) > 1 else ""
        return f"Settings: {problems[0]}{more}", Meaning.OVERDUE
    if half_written:
        rest = f" · and {len(half_written) - 1} more" if len(half_written) > 1 else ""
        return f"Half-written: {half_written[0]}{rest}. o goes on with it", Meaning.YOURS
    if not context.settings.usual_preset:
        return None
    from followup_tui.config.preset_offer import offer_preset_once  # most have none, or had it

    offer = offer_preset_once(context.settings, context.paths)
    return (offer, Meaning.YOURS) if offer else None
