"""The people of an application: right names and titles, each checked or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.content import Content

from followup_tui.domain.application import Application
from followup_tui.domain.look import Meaning
from followup_tui.domain.people import person_details, spelling_status
from followup_tui.domain.person import Person
from followup_tui.errors import CallError
from followup_tui.ui import routes
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, EVERYWHERE, PEOPLE, KeyGroups, bindings
from followup_tui.ui.question import Question
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.selection import moved_index


class PeoplePage(ApplicationPage):
    """Everybody the user met there, one of them chosen."""

    BINDINGS: ClassVar = bindings(BACK, PEOPLE, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (PEOPLE, BACK)

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._index = 0
        self._person_ids: list[str] = []

    def beside_company(self, _: Application) -> Sequence[str]:
        """Return what the page is about."""
        return ("people",)

    def text_about(self, application: Application) -> Content:
        """Return the people; the chosen one stays chosen wherever they stand now."""
        person_ids = [person.id for person in application.people]
        self._index = moved_index(self._person_ids, self._index, person_ids)
        self._person_ids = person_ids
        rows = [_row(person, chosen=person.id == self._chosen_id) for person in application.people]
        if not rows:
            nobody = "Nobody is noted yet. n notes somebody: a right name and title is half a good letter."
            return Content.assemble((f"  {nobody}", "$quiet"))
        return Content.assemble(*(part for row in rows for part in row))

    def action_go_down(self, people: int) -> None:
        """Go so many people down, up where negative."""
        self._index = max(0, min(self._index + people, len(self._person_ids) - 1))
        self.show_text()

    def action_new(self) -> None:
        """Note somebody."""
        if (application := self.chosen_application()) is not None:
            self.app.push_screen(routes.PERSON(application, Person(id="", name="")))

    def action_edit(self) -> None:
        """Edit the chosen person; where there is nobody, note somebody."""
        application, person = self.chosen_application(), self._person
        if application is not None and person is not None:
            self.app.push_screen(routes.PERSON(application, person))
        else:
            self.action_new()

    def action_checked(self) -> None:
        """Mark the spelling of the name as checked, or as unchecked again."""
        person = self._person
        if person is not None and not person.name:
            self.program.say("The name is not known yet. enter notes it")
        elif person is not None:
            checked = not person.checked
            label = f"spelling of {person.full_name} {'checked' if checked else 'to be checked'}"
            self._change(person, label, lambda card, now: card.with_person(replace(now, checked=checked)))

    def action_remove(self) -> None:
        """Remove the chosen person, after asking."""
        person = self._person
        if person is not None:
            half_written = self.program.drafts.of_person(self.application_id, person.id)
            reasons = ("What is half-written to them goes, too.",) if half_written else ()
            question = Question(f"Take {person.full_name} out?", "take them out", reasons=reasons)
            self.ask(question, lambda: self._remove(person))

    def _remove(self, person: Person) -> None:
        label = f"{person.full_name} taken out"
        if self._change(person, label, lambda card, now: card.without_person(now.id)):
            try:
                self.program.drafts.remove_person(self.application_id, person.id)
            except OSError as error:
                self.program.say(
                    f"What is half-written to them could not be removed: {error.strerror}", Meaning.OVERDUE
                )

    def _change(
        self, person: Person, label: str, change: Callable[[Application, Person], Application]
    ) -> bool:
        """Change the person as noted now. Return whether that was done."""

        def changed(card: Application) -> Application:
            now = card.person(person.id)
            # Another board may have taken them out, and noted somebody else under the same id.
            if now is None or now.full_name != person.full_name:
                raise CallError(f"{person.full_name} is no longer there", "Nothing was changed")
            return change(card, now)

        tracker = self.program.tracker
        done = self.program.do(
            lambda: tracker.change(self.application_id, label, lambda card, _: changed(card))
        )
        return done is not None

    @property
    def _chosen_id(self) -> str:
        return self._person_ids[self._index] if self._person_ids else ""

    @property
    def _person(self) -> Person | None:
        return self.application.person(self._chosen_id) if self.application else None


def _row(person: Person, *, chosen: bool) -> list[tuple[str, str]]:
    behind = " $selected-name" if chosen else ""
    details = f" {GLYPHS.dot} ".join(person_details(person))
    return [
        (GLYPHS.marker if chosen else " ", "$yours"),
        (f" {person.full_name} ", f"bold{behind}"),
        (f" {spelling_status(person)}\n", "$good" if person.checked else "$yours"),
        (GLYPHS.marker if chosen else " ", "$yours"),
        (f" {details or 'nothing else known yet'}\n\n", "$quiet"),
    ]
