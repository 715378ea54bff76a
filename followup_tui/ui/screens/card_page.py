"""What the keys do to one card, the same on the board and on the open card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from followup_tui import files
from followup_tui.domain.advice.contact_check import contact_warning
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.applications import outlines
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.look import Meaning
from followup_tui.domain.offers import check_takes_an_offer
from followup_tui.domain.promise import Promise
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import reopen, stage_on
from followup_tui.domain.step_labels import REOPENED
from followup_tui.errors import FollowupError
from followup_tui.ui import routes
from followup_tui.ui.board.columns import STAGES
from followup_tui.ui.question import Question
from followup_tui.ui.routes import ROUTES, Route
from followup_tui.ui.screens.page import Page

if TYPE_CHECKING:
    from followup_tui.domain.letter import LetterKind
    from followup_tui.domain.merge_conflicts import MergeConflict, Side
    from followup_tui.tracker import Change


class CardPage(Page[None]):
    """A screen on which one card is chosen, with the keys that do something to it."""

    @property
    def application_id(self) -> str | None:
        """The id of the chosen card's application; None where none is chosen."""
        raise NotImplementedError

    def action_open_screen(self, name: str) -> None:
        """Open the screen of this name, which is about all applications."""
        self.app.push_screen(ROUTES[name]())

    def action_open_for_card(self, name: str) -> None:
        """Open the screen of this name for the card; it is open already where this is that screen."""
        if name != type(self).__name__ and (application := self.chosen_application()) is not None:
            self.app.push_screen(ROUTES[name](application))

    def action_open(self) -> None:
        """Open the card."""
        if self.application_id:
            self.open_card(self.application_id)

    def action_move(self, stages: int) -> None:
        """Move the card so many stages on, back where negative."""
        application = self.chosen_application()
        if application is None:
            return
        stage = stage_on(application, self.program.tracker.today())
        if stage is Stage.CLOSED and stages < 0:
            # Not simply to Overdue, the column beside it: to where it belongs.
            tracker = self.program.tracker
            self.program.do(lambda: tracker.change(application.id, REOPENED, reopen))
            return
        target = STAGES.index(stage) + stages
        if not 0 <= target < len(STAGES):
            return
        if STAGES[target] is Stage.CLOSED:
            self.action_open_for_card(routes.CLOSE.name)
            return
        self.program.do(lambda: self.program.tracker.move(application.id, STAGES[target]))

    def action_edit(self) -> None:
        """Edit what the card says."""
        if (application := self.chosen_application()) is not None:
            self.app.push_screen(routes.EDIT(application, None))

    def action_thank(self) -> None:
        """Thank everybody of the last interview; after a rejection, or once hired, write those thanks."""
        application = self.chosen_application()
        if application is None:
            return
        from followup_tui.domain.letter import LetterKind
        from followup_tui.domain.letter_fit import why_unfitting

        today, related = self.program.tracker.today(), self._related(application)
        thanks = (LetterKind.THANK_YOU, LetterKind.AFTER_REJECTION, LetterKind.HIRED_THANKS)
        refusals = {kind: why_unfitting(kind, application, today, related) for kind in thanks}
        fitting = next((kind for kind, refusal in refusals.items() if not refusal), None)
        if fitting is not None:
            self.write_letter(fitting)
        else:
            why = advise(application, today, related).reason
            self.program.say(f"No thank-you fits now: {refusals[LetterKind.THANK_YOU]}. {why}", whole=True)

    def action_follow_up(self) -> None:
        """Write the letter that fits, thank-yous apart.

        That may be an answer, what was promised, or what fits the end of a closed card.
        """
        application = self.chosen_application()
        if application is None:
            return
        from followup_tui.domain.letter_choice import fitting_follow_up

        today, related = self.program.tracker.today(), self._related(application)
        kind = fitting_follow_up(application, related, today)
        if kind is None:
            self.program.say(f"No letter fits now. {advise(application, today, related).reason}")
        else:
            self.write_letter(kind)

    def write_letter(self, kind: LetterKind) -> None:
        """Write a letter of a kind, after asking where the contact check warns of that letter."""
        application = self.chosen_application()
        if application is None:
            return
        from followup_tui.domain.letter import CONTACT_KINDS
        from followup_tui.domain.letter_recipients import first_recipients

        today = self.program.tracker.today()
        first = next(iter(first_recipients(application, kind, today)), None)
        contact = Contact(
            Instant.of(today.now), Direction.SENT, CONTACT_KINDS[kind], person=first.id if first else None
        )
        warning = contact_warning(application, contact, self._related(application), today)
        page = routes.LETTERS(application, kind, warning)
        if warning:
            title = f"Write to {application.company} all the same?"
            question = Question(title, "write it all the same", reasons=(warning,), is_warning=True)
            self.ask(question, lambda: self.app.push_screen(page))
        else:
            self.app.push_screen(page)

    def palette_commands(self) -> Iterator[tuple[str, str, str, Callable[[], object]]]:
        """Yield what has no key, for the palette: a sync, clashes, the letters that fit, and forgetting."""
        from followup_tui.ui.background_sync import start_sync  # as below, the first paint does without

        sync = partial(start_sync, self.program)
        yield "Always", "Sync with your other machines", "in the background", sync
        applications = self.program.tracker.applications
        application = applications.get(self.application_id or "")
        # A card that is read later is closed; its clashes are offered once it is.
        cards = (application, *(each for each in outlines(applications) if isinstance(each, Application)))
        if (clashing := next((card for card in cards if card and card.clashes), None)) is not None:
            clashes = "Clashes: changed on two machines, which stays?"
            yield "Card", clashes, clashing.company, partial(self.decide_clashes, clashing)
        if application is None:
            return
        from followup_tui.domain.letter_fit import kinds_for
        from followup_tui.ui.screens.letters.shown import KIND_NAMES

        for kind in kinds_for(application, self.program.tracker.today(), self._related(application)):
            words, name = kind.value.replace("-", " "), KIND_NAMES[kind]
            is_in_name = words in name.replace("-", " ")
            yield (
                "Letter",
                name if is_in_name else f"{words}, {name}",
                application.company,
                partial(self.write_letter, kind),
            )
        yield (
            "Card",
            "Forget it for good: history and backups too",
            application.company,
            partial(self.action_open_for_card, routes.FORGET.name),
        )

    def decide_clashes(self, application: Application) -> None:
        """Ask which value stays of each that two machines changed."""
        from followup_tui.sync.clashes import decided_all, open_clashes  # most have no other machine

        pairs = open_clashes(application)
        if not pairs:
            self.program.say("There is nothing to decide on this card")
            return

        def decide(sides: dict[MergeConflict, Side] | None) -> None:
            if sides is not None:
                choices = {clash: sides[conflict] for clash, conflict in pairs}
                self.program.do(
                    lambda: self.program.tracker.change_many(
                        f"{application.company}: clashes decided",
                        lambda present: {application.id: decided_all(present.get(application.id), choices)},
                    )
                )

        conflicts = [conflict for _, conflict in pairs]
        self.app.push_screen(routes.KEPT_CLASHES(application, conflicts), decide)

    def _related(self, application: Application) -> Sequence[Application]:
        """Return the applications that the advice on this one depends on."""
        return related_to(application, self.program.tracker.applications)

    def action_remove(self) -> None:
        """Remove the card, after asking."""
        if (application := self.chosen_application()) is not None:
            title = f"Remove {application.company}, {application.job}?"
            question = Question(title, "remove it", reasons=("u brings it back.",))
            self.ask(question, lambda: self._remove_card(application))

    def _remove_card(self, application: Application) -> None:
        tracker = self.program.tracker
        label = f"{application.company}: removed"
        self.program.do(lambda: tracker.change_many(label, lambda _: {application.id: None}))

    def action_after(self) -> None:
        """Go through the checklist after the last interview."""
        if (application := self.chosen_application()) is not None:
            interview = application.last_appointment(self.program.tracker.today().now)
            self._open_about(routes.AFTER_INTERVIEW, application, interview)

    def action_reflect(self) -> None:
        """Write down how the last interview was."""
        if (application := self.chosen_application()) is not None:
            interview = application.last_interview(self.program.tracker.today().now)
            self._open_about(routes.REFLECT, application, interview)

    def action_offer(self) -> None:
        """Show their offer, to answer it; where there is none yet, note it; once hired, what to do then."""
        application = self.chosen_application()
        if application is None:
            return
        if application.outcome is Outcome.HIRED:
            self.action_open_for_card(routes.HIRED.name)
        elif application.offer is not None:
            self.action_open_for_card(routes.OFFER_ANSWER.name)
        else:
            try:
                check_takes_an_offer(application)
            except FollowupError as error:
                self.program.say(str(error), Meaning.OVERDUE)
                return
            self.action_open_for_card(routes.OFFER.name)

    def action_promise(self) -> None:
        """Note a promise: the line that was written down last, where it reads like one."""
        application, written = self.chosen_application(), self.program.written_promise
        if application is not None:
            is_here = written is not None and written.application_id == application.id
            promise = Promise("", written.text, written.by) if written and is_here else Promise("", "")
            self.program.written_promise = None
            self.app.push_screen(routes.PROMISE(application, promise))

    def action_notes(self) -> None:
        """Write the notes in the user's own editor."""
        application = self.chosen_application()
        if application is None:
            return
        from followup_tui.storage.edited_text import subject
        from followup_tui.ui.editor import write_in_editor

        try:
            notes = write_in_editor(
                self.program,
                application.notes,
                "notes.md",
                about=subject(application, "notes"),
                title=f"{application.company}, notes",
            )
        except FollowupError as error:
            self.program.say(str(error), Meaning.OVERDUE)
            return
        if notes == application.notes:
            return
        try:
            change = self.program.tracker.edit(application, replace(application, notes=notes))
        except FollowupError as error:
            # What was written is not lost: it stands in the form, where it can be mended.
            self.app.push_screen(routes.EDIT(application, {"notes": notes}))
            self.app.call_later(self.program.say, str(error), Meaning.OVERDUE)
            return
        from followup_tui.ui.offered_promise import offer_promise

        self.program.announce(change)
        self.program.acknowledge(change, offer_promise(self.program, application))

    def action_undo(self) -> None:
        """Undo the last step. A letter that was sent is gone: only its note is taken back."""
        change = self._undo_or_redo(self.program.tracker.undo, "Undone")
        if change is not None and self._is_mail_gone():
            note = f"Only the note is undone, the mail is gone: {change.label}"
            self.program.say(note, whole=True)

    def action_redo(self) -> None:
        """Redo the step that was undone last."""
        self._undo_or_redo(self.program.tracker.redo, "Done again")

    def open_card(self, application_id: str) -> None:
        """Show a card's story."""
        application = self.program.tracker.applications.get(application_id)
        if application is not None:
            self.app.push_screen(routes.STORY(application))

    def chosen_application(self) -> Application | None:
        """Return the chosen card's application; where none is chosen, say so and return None."""
        application = self.program.tracker.applications.get(self.application_id or "")
        if application is None:
            self.program.say("There is no card here. n records an interview")
        return application

    def write_file(self, file: Path, content: bytes) -> bool:
        """Write a file for the user; where that fails, say so. Return whether it was written."""
        try:
            files.replace(file, content)
        except OSError as error:
            self.program.say(f"{file} could not be written: {error.strerror}", Meaning.OVERDUE)
            return False
        return True

    def _open_about(
        self,
        route: Route[[Application, Interview], str | None],
        application: Application,
        interview: Interview | None,
    ) -> None:
        if interview is None:
            self.program.say("No interview was held yet; i records one")
        else:
            self.app.push_screen(route(application, interview))

    def _undo_or_redo(self, act: Callable[[], Change], word: str) -> Change | None:
        change = self.program.do(act)
        if change is not None and not self.program.tracker.warnings:
            self.program.say(f"{word}: {change.label}")
        return change

    def _is_mail_gone(self) -> bool:
        """Return whether the step that was just undone is the note of a letter that was really sent."""
        from followup_tui.letters.sent_words import is_mail_gone  # the first paint needs no letters

        tracker = self.program.tracker
        step = next((step for step in tracker.history() if step.undone), None)
        return step is not None and is_mail_gone(self.program.drafts, step.states, tracker.applications)
