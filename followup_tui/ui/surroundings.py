"""What the open board does for what is around it: the calendar file, the user's command, the notification."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from followup_tui.domain.advice.answer import Move
from followup_tui.domain.look import Meaning
from followup_tui.domain.text import clean_line
from followup_tui.ui.program import Program
from followup_tui.ui.terminal.notification import notification

if TYPE_CHECKING:
    from followup_tui.followers.hook_queue import HookQueue


class Surroundings:
    """Keeps in step what is around the board.

    Args:
        program: the program.
        hooks: runs the user's command after each change; None where there is none.
    """

    def __init__(self, program: Program, hooks: HookQueue | None) -> None:
        self._program = program
        self._hooks = hooks
        self._day: date | None = None
        self._due: frozenset[tuple[str, Move]] | None = None

    def follow_changes(self) -> None:
        """Have the user's command run after each change that is made here, and say where that fails."""
        program = self._program
        if self._hooks is not None:
            self._hooks.on_failure = lambda problem: program.call_from_another_thread(
                lambda: program.say(problem, Meaning.OVERDUE)
            )
            program.tracker.follow(self._hooks.add)

    def come_to_rest(self) -> None:
        """Take what is due at the start as seen, and write the calendar: days may have passed."""
        self._note_what_is_due()
        self._write_calendar()
        self._say_other_copies()

    def minute_passed(self) -> None:
        """Notify of what became due, once for each thing, and write the calendar of a new day."""
        due_before = self._due
        if due_before is not None:
            self._ring(len(self._note_what_is_due() - due_before))
        if self._day is not None and self._day != self._program.tracker.today().day:
            self._write_calendar()

    def changed_elsewhere(self) -> None:
        """Notify of what became due by a change of another process, and write the calendar.

        Where something was due already and now another thing is, that is the user going on with it.
        """
        due_before = self._due
        if due_before is not None:
            ids = {application_id for application_id, _ in self._note_what_is_due() - due_before}
            self._ring(len(ids - {application_id for application_id, _ in due_before}))
        if self._day is not None:
            self._write_calendar()

    def changed_here(self) -> None:
        """Take what the user just did as seen. The calendar has it already."""
        if self._due is not None:
            self._note_what_is_due()

    def _write_calendar(self) -> None:
        program = self._program
        self._day = program.tracker.today().day
        file = program.context.settings.calendar_file
        if file is None:
            return
        from followup_tui.followers.calendar_file import calendar_warning  # most have none

        if warning := calendar_warning(file, program.tracker):
            program.say(warning, Meaning.OVERDUE)

    def _say_other_copies(self) -> None:
        """Say that another program made a copy beside the file, in a line that a key takes away."""
        from followup_tui.storage.other_copies import find_other_copies  # the first paint does without

        copies = find_other_copies(self._program.tracker.path)
        if copies:
            more = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
            name = clean_line(os.fsencode(copies[0].name[:80]).decode("utf-8", "replace"), "The name")
            sentence = f"Changed in two places? {name}{more} is beside your data: followup doctor says more"
            self._program.say(sentence, Meaning.YOURS)

    def _ring(self, count: int) -> None:
        """Ring the terminal's notification where so many things became due; for none, do nothing."""
        if count:
            self._program.send_to_terminal(notification(count, os.environ))

    def _note_what_is_due(self) -> frozenset[tuple[str, Move]]:
        """Note and return what is due now, by application and move; nothing where no notice is wanted."""
        if self._program.context.settings.notify:
            due = self._program.columns.due_now()
            self._due = frozenset((each.application.id, each.advice.move) for each in due)
        return self._due or frozenset()
