"""What every form about one application does, or about one interview of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace
from textual.screen import Screen

from followup_tui.domain import stages
from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.look import Meaning
from followup_tui.domain.merge_conflicts import MergeConflict, Side
from followup_tui.domain.person import Person
from followup_tui.domain.same_person import WhichPersonError, has_short_name
from followup_tui.domain.step_labels import REOPENED
from followup_tui.errors import ConflictError, FollowupError, GoneError
from followup_tui.tracker import Change
from followup_tui.ui import routes
from followup_tui.ui.offered_promise import offer_promise
from followup_tui.ui.question import Question
from followup_tui.ui.screens.form import Form
from followup_tui.ui.screens.page import Page


class CardForm(Form):
    """A form about one application.

    Args:
        application: the application as it stands when the form is opened.
        typed: as in `Form`.

    Attributes:
        base: the application as it stood then: what was changed elsewhere since is merged with it.
    """

    def __init__(self, application: Application, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(typed)
        self.base = application
        self.heading = application.company
        self._resolutions: dict[MergeConflict, Side] = {}
        self._chosen_ids: dict[Person, str] = {}

    @property
    def application_id(self) -> str:
        """The id of the application."""
        return self.base.id

    @property
    def application_uid(self) -> str:
        """The `uid` of the application."""
        return self.base.uid

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:  # noqa: ARG003 - about the whole
        """Make the form again, about the application as it stands now."""
        return None if application is None else cls(application)

    def _all_next_steps(self) -> str:
        return ", ".join(filter(None, (offer_promise(self.program, self.base), super()._all_next_steps())))

    def edit(self, edited: Application, label: str) -> Change:
        """Save the application as it was edited here; what was changed elsewhere meanwhile stays.

        Raises:
            FollowupError: as `Tracker.edit`.
        """
        return self.program.tracker.edit(self.base, edited, label, self._resolutions)

    def acts_after_saving(self) -> list[Callable[[], object]]:
        """Return what follows; where news came on a closed card, it is asked whether it lives again."""
        acts = super().acts_after_saving()
        application = self.program.tracker.applications.get(self.base.id)
        if application is not None and application.outcome is not None and self.brings_news():
            closed = f"{application.company} is closed, {application.outcome.value}."
            question = Question("Reopen it?", "reopen it", "it stays closed", (closed,))
            acts.append(partial(self.ask, question, self._reopen))
        return acts

    def brings_news(self) -> bool:
        """Return whether what was saved says that a closed application may live again."""
        return False

    def page_once_reopened(self) -> Screen[Any] | None:
        """Return the page to open once the card was reopened; None for none. The fields are gone by then."""
        return None

    def _reopen(self) -> None:
        tracker = self.program.tracker
        change = self.program.do(lambda: tracker.change(self.base.id, REOPENED, stages.reopen))
        page = self.page_once_reopened() if change is not None else None
        if page is not None:
            self.app.push_screen(page)

    def identified(self, described: Person) -> Person:
        """Return a person described here, with the id that the user chose where it was asked who it is."""
        person_id = self._chosen_ids.get(described, described.id)
        person = self.base.person(person_id)
        # Whoever says that Müller is Anna Müller does not call her by less of her name.
        name = "" if person and has_short_name(described, person) else described.name
        return replace(described, id=person_id, name=name)

    def show_error(self, error: FollowupError) -> None:
        """Ask what to save where the application was changed or removed elsewhere; else say what is wrong.

        Where somebody described may be a person noted already, ask who it is.
        """
        if isinstance(error, WhichPersonError):
            self._ask_who(error)
        elif isinstance(error, ConflictError):
            self._resolve(error)
        elif isinstance(error, GoneError):
            reasons = (f"{error.happened}.", "What you typed here is kept either way.")
            question = Question(
                "Put it back?", "put it back, with what you typed", "back to the form", reasons
            )
            self.ask(question, self._put_back_and_save)
        else:
            super().show_error(error)

    def _ask_who(self, question: WhichPersonError) -> None:
        def chosen(person_id: str | None) -> None:
            if person_id:
                self._chosen_ids[question.described] = person_id
                self.action_save()
            else:
                self.bottom.show_message("What you typed stands here", Meaning.OVERDUE, chip="Not saved")

        self.app.push_screen(routes.WHICH_PERSON(question), chosen)

    def _resolve(self, conflict: ConflictError) -> None:
        """Show what was changed in both places, and save what is chosen."""

        def resolved(resolutions: dict[MergeConflict, Side] | None) -> None:
            if resolutions is None:
                self.bottom.show_message("What you typed stands here", Meaning.OVERDUE, chip="Not saved")
                return
            self._resolutions |= resolutions
            self.action_save()

        application = self.program.tracker.applications[self.base.id]
        self.app.push_screen(routes.MERGE_CONFLICTS(application, conflict.conflicts), resolved)

    def _put_back_and_save(self) -> None:
        if self.program.do(lambda: self.program.tracker.put_back(self.base)) is not None:
            self.action_save()


class InterviewForm(CardForm):
    """A form about one interview of an application.

    Args:
        application: the application.
        interview: one of its interviews, as it stood when the form was opened.
    """

    def __init__(self, application: Application, interview: Interview) -> None:
        super().__init__(application)
        self.interview = interview

    @property
    def part(self) -> str:
        """The id of the interview."""
        return self.interview.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the form again, about the interview as it stands now."""
        interview = application.interview(part) if application else None
        return cls(application, interview) if application and interview else None
