"""What the keys do to one card, the same on the board and on the open card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Contact, Direction, Instant, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.card import Meaning
from followup_tui.domain.stages import stage_on
from followup_tui.errors import FollowupError
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.screens.page import Page

if TYPE_CHECKING:
    from followup_tui.tracker import Change


class CardPage(Page[None]):
    """A screen on which one card is chosen, with the keys that do something to it."""

    @property
    def card(self) -> str | None:
        """The id of the chosen card; None where there is none."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Open the card."""
        if self.card:
            self.open_card(self.card)

    def action_move(self, stages: int) -> None:
        """Move the card so many stages on, back where negative."""
        application = self._chosen()
        if application is None:
            return
        stage = stage_on(application, self.own.tracker.today())
        target = STAGES.index(stage) + stages
        if not 0 <= target < len(STAGES):
            return
        if STAGES[target] is Stage.CLOSED:
            self.action_close_card()
            return
        self.own.do(lambda: self.own.tracker.move(application.id, STAGES[target]))

    def action_edit(self) -> None:
        """Edit what the card says."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.edit_application import EditApplication

            self.app.push_screen(EditApplication(application))

    def action_thank(self) -> None:
        """Write to thank everybody of the last interview."""
        if (application := self._chosen()) is not None:
            from followup_tui.domain.letter import LetterKind
            from followup_tui.ui.screens.letters import LettersPage

            self.app.push_screen(LettersPage(application, LetterKind.THANK_YOU))

    def action_follow_up(self) -> None:
        """Write the follow-up that fits, once the guard was heard."""
        application = self._chosen()
        if application is None:
            return
        from followup_tui.domain.letter import LOGGED_AS, fitting
        from followup_tui.ui.screens.ask import Ask
        from followup_tui.ui.screens.letters import LettersPage

        tracker, today = self.own.tracker, self.own.tracker.today()
        company = at_company(application, tracker.applications.values())
        kind = fitting(application, company, today)
        contact = Contact(Instant.of(today.now), Direction.SENT, LOGGED_AS[kind])
        advice = advise(application, today, company)
        if advice.move is Move.REPLY or application.stage is Stage.CLOSED:
            # There is no template for an answer, and nothing is waited for where it is closed.
            said = f"{advice.reason} A follow-up is another letter."
        else:
            said = contact_warning(application, contact, company, today)
        page = LettersPage(application, kind, said)
        if not said:
            self.app.push_screen(page)
            return

        def heard(yes: bool | None) -> None:  # noqa: FBT001 - what the question was answered with
            if yes:
                self.app.push_screen(page)

        self.app.push_screen(Ask(said, "writes it all the same"), heard)

    def action_contact(self) -> None:
        """Log a contact."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.log_contact import LogContact

            self.app.push_screen(LogContact(application))

    def action_date(self) -> None:
        """Note the day by which they decide."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.decision_date import DecisionDate

            self.app.push_screen(DecisionDate(application))

    def action_people(self) -> None:
        """Show the people."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.people import PeopleScreen

            self.app.push_screen(PeopleScreen(application.id))

    def action_why(self) -> None:
        """Say why."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.why import WhyPage

            self.app.push_screen(WhyPage(application.id))

    def action_snooze(self) -> None:
        """Hide the card's advice until a day."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.snooze import Snooze

            self.app.push_screen(Snooze(application))

    def action_after(self) -> None:
        """Go through the checklist after the last interview."""
        application = self._chosen()
        if application is None:
            return
        held = application.last_appointment(self.own.tracker.today().now)
        if held is None:
            self.own.say("No interview was held yet; i records one")
            return
        from followup_tui.ui.screens.after_interview import AfterInterview

        self.app.push_screen(AfterInterview(application, held))

    def action_reflect(self) -> None:
        """Write down how the last interview was."""
        application = self._chosen()
        if application is None:
            return
        held = application.last_interview(self.own.tracker.today().now)
        if held is None:
            self.own.say("No interview was held yet; i records one")
            return
        from followup_tui.ui.screens.reflect import Reflect

        self.app.push_screen(Reflect(application, held))

    def action_prep(self) -> None:
        """Show what to have in mind before the next interview."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.prep import PrepPage

            self.app.push_screen(PrepPage(application.id))

    def action_dossier(self) -> None:
        """Show the dossier for day one."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.dossier import DossierPage

            self.app.push_screen(DossierPage(application.id))

    def action_interview(self) -> None:
        """Record or schedule another interview."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.another_interview import AnotherInterview

            self.app.push_screen(AnotherInterview(application))

    def action_close_card(self) -> None:
        """Close the card with how it ended."""
        if (application := self._chosen()) is not None:
            from followup_tui.ui.screens.close_application import CloseApplication

            self.app.push_screen(CloseApplication(application))

    def action_notes(self) -> None:
        """Write the notes in the user's own editor."""
        application = self._chosen()
        if application is None:
            return
        from followup_tui.ui.editor import write_in_editor

        try:
            notes = write_in_editor(
                self.app, self.own.context, application.notes, "notes.md", about=application.id
            )
        except FollowupError as error:
            self.own.say(str(error), Meaning.OVERDUE)
            return
        if notes == application.notes:
            return
        try:
            self.own.tell(self.own.tracker.edit(application, replace(application, notes=notes)))
        except FollowupError as error:
            # What was written is not lost: it stands in the form, where it can be mended.
            from followup_tui.ui.screens.edit_application import EditApplication

            self.app.push_screen(EditApplication(application, {"notes": notes}))
            self.app.call_later(self.own.say, str(error), Meaning.OVERDUE)

    def action_undo(self) -> None:
        """Take the last step back."""
        self._turn(self.own.tracker.undo, "Undone")

    def action_redo(self) -> None:
        """Do the last undone step again."""
        self._turn(self.own.tracker.redo, "Done again")

    def action_keys(self) -> None:
        """List the keys."""
        from followup_tui.ui.screens.key_list import KeyList

        self.app.push_screen(KeyList(type(self)))

    def action_quit(self) -> None:
        """Leave."""
        self.own.keep_half_written()
        self.app.exit(0)

    def open_card(self, name: str) -> None:
        """Show a card's story."""
        from followup_tui.ui.screens.story import Story

        self.app.push_screen(Story(name))

    def _chosen(self) -> Application | None:
        application = self.own.tracker.applications.get(self.card or "")
        if application is None:
            self.own.say("There is no card here. n records an interview")
        return application

    def _turn(self, act: Callable[[], Change], word: str) -> None:
        if (change := self.own.do(act)) is not None:
            self.own.say(f"{word}: {change.label}")
