"""What a screen may ask of the program that shows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.signal import Signal

from followup_tui.cells import text_width
from followup_tui.domain.look import Meaning
from followup_tui.errors import FollowupError, NothingError
from followup_tui.ui.fitting import fit
from followup_tui.ui.terminal.resilient_app import ResilientApp
from followup_tui.ui.widgets.rows import BottomRow

if TYPE_CHECKING:  # The board's first paint needs neither the file nor the settings.
    from followup_tui.config import Context
    from followup_tui.domain.promises import WrittenPromise
    from followup_tui.tracker import Change
    from followup_tui.ui.board.opening import Opening
    from followup_tui.ui.terminal.first_paint import PaintedTerminal


class Program(ResilientApp[int]):
    """The program, as its screens know it; `FollowupApp` adds what it does by itself.

    Args:
        opening: the user's applications, and what is said first.
        context: where the user's files lie, and their settings.
        painted: the terminal where the board is painted on it already.

    Attributes:
        tracker: the user's applications.
        drafts: where what is half-written is kept.
        columns: the board's cards, with the advice on each as of the last full minute or its last change.
        user_keys: the keys the user changed, by the action's id.
        problems: a sentence for each setting that cannot be used.
        changed: published with the ids of the applications that changed.
        minute: published at each full minute.
        at_rest: published once, when all applications are read.
        written_promise: what was written down last and reads like a promise, until it is noted; else None.
        is_syncing: whether a sync goes on in the background.
        letters_under_way: the letters that are being sent, as `OutgoingLetter.id` has them.
        has_offered_sender: whether the user was asked for their own name and address in this run.
    """

    def __init__(self, opening: Opening, context: Context, painted: PaintedTerminal | None) -> None:
        super().__init__(painted)
        self.tracker, self.drafts, self.columns = opening.tracker, opening.drafts, opening.columns
        self.user_keys, self.problems, self.context = opening.user_keys, opening.problems, context
        self.changed: Signal[frozenset[str]] = Signal(self, "applications changed")
        self.minute: Signal[None] = Signal(self, "a full minute")
        self.at_rest: Signal[None] = Signal(self, "all applications are read")
        self.written_promise: WrittenPromise | None = None
        self.is_syncing, self.has_offered_sender = False, False
        self.letters_under_way: set[tuple[str, str]] = set()

    def call_from_another_thread(self, callback: Callable[[], None]) -> None:
        """Have the program call a function; nothing happens where the program was left meanwhile."""
        with suppress(RuntimeError):
            # By way of its own queue: what goes wrong then ends the program, and not the other thread alone.
            self.call_from_thread(self.call_later, callback)

    def do(self, act: Callable[[], Change]) -> Change | None:
        """Make a change, tell every screen and say it; where it fails, say why and return None."""
        try:
            change = act()
        except FollowupError as error:
            self.say(str(error), Meaning.QUIET if isinstance(error, NothingError) else Meaning.OVERDUE)
            return None
        self.tell(change)
        return change

    def tell(self, change: Change) -> None:
        """Tell every screen of a change that was made, and say it in the bottom row."""
        self.announce(change)
        self.acknowledge(change)

    def announce(self, change: Change) -> None:
        """Tell every screen of a change that was made."""
        if change.ids:
            self.clear_messages()
            self.changed.publish(frozenset(change.ids))

    def acknowledge(self, change: Change, then: str = "") -> None:
        """Say in the bottom row that a change was made, and what can be done then."""
        if self.tracker.warnings and change.ids:
            self.say(" ".join(self.tracker.warnings), Meaning.OVERDUE)
        elif change.ids:
            keys = f"{f' · {then}' if then else ''} · u undoes"
            # A long name is cut, and not what can be done.
            self.say(fit(change.label, max(self.size.width - 1 - text_width(keys), 0)) + keys)

    def say(self, sentence: str, meaning: Meaning = Meaning.QUIET, *, whole: bool = False) -> None:
        """Say something in the bottom row of the screen in front, as `BottomRow.show_message`.

        A question has no such row: then it is said on the screen below it.
        """
        for screen in reversed(self.screen_stack):
            for row in screen.query(BottomRow):
                row.show_message(sentence, meaning, whole=whole)
                return

    def clear_messages(self) -> None:
        """Clear what the bottom rows say of the step before: `u undoes` is no longer about that one."""
        for screen in self.screen_stack:
            for row in screen.query(BottomRow):
                row.clear_message(keep_error=True)
