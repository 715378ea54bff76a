"""The people of an application: right names and titles, each checked or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.content import Content

from followup_tui.domain.application import Application, Person
from followup_tui.domain.ids import next_id
from followup_tui.domain.people import clean_address, person_details, spelling_status, split_name
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError
from followup_tui.tracker import Change
from followup_tui.ui import field_preview, routes
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, EVERYWHERE, PEOPLE, KeyGroups, bindings
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.screens.form import CardForm
from followup_tui.ui.screens.page import Page
from followup_tui.ui.selection import moved_index
from followup_tui.ui.widgets.field import Field, choice, line_entry


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
        if person is not None:
            checked = not person.checked
            label = f"spelling of {person.name} {'checked' if checked else 'to be checked'}"
            self._change(person, label, lambda card, now: card.with_person(replace(now, checked=checked)))

    def action_remove(self) -> None:
        """Remove the chosen person, after asking."""
        person = self._person
        if person is not None:
            self.ask(f"Take {person.full_name} out?", "takes them out", lambda: self._remove(person))

    def _remove(self, person: Person) -> None:
        label = f"{person.full_name} taken out"
        self._change(person, label, lambda card, now: card.without_person(now.id))

    def _change(
        self, person: Person, label: str, change: Callable[[Application, Person], Application]
    ) -> None:
        def changed(card: Application) -> Application:
            now = card.person(person.id)
            # Another board may have taken them out, and noted somebody else under the same id.
            if now is None or now.full_name != person.full_name:
                raise CallError(f"{person.full_name} is no longer there", "Nothing was changed")
            return change(card, now)

        tracker = self.program.tracker
        self.program.do(lambda: tracker.change(self.application_id, label, lambda card, _: changed(card)))

    @property
    def _chosen_id(self) -> str:
        return self._person_ids[self._index] if self._person_ids else ""

    @property
    def _person(self) -> Person | None:
        return self.application.person(self._chosen_id) if self.application else None


def _row(person: Person, *, chosen: bool) -> list[tuple[str, str]]:
    behind = " on $chosen" if chosen else ""
    details = f" {GLYPHS.dot} ".join(person_details(person))
    return [
        (GLYPHS.marker if chosen else " ", "$yours"),
        (f" {person.full_name} ", f"bold{behind}"),
        (f" {spelling_status(person)}\n", "$good" if person.checked else "$yours"),
        (GLYPHS.marker if chosen else " ", "$yours"),
        (f" {details or 'nothing else known yet'}\n\n", "$quiet"),
    ]


class PersonForm(CardForm):
    """One person: name, form of address, position, address, phone."""

    about = "somebody you met"

    def __init__(self, application: Application, person: Person) -> None:
        super().__init__(application)
        self._person = person

    @property
    def part(self) -> str:
        """The id of the person; empty for a new one."""
        return self._person.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the form again, about the person as noted now; a new one where nobody has this id."""
        if application is None:
            return None
        return cls(application, application.person(part) or Person(id="", name=""))

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        person = self._person
        yield Field(
            "name", "Name", line_entry(person.name), field_preview.one_line, "as they write it themselves"
        )
        yield Field(
            "form",
            "Form of address",
            line_entry(person.form_of_address),
            field_preview.one_line,
            "Dr., Prof., Ms, Herr",
        )
        yield Field(
            "family",
            "Family name",
            line_entry(person.family_name),
            field_preview.one_line,
            "where the name does not show it; letters greet by it",
        )
        yield Field(
            "position", "Position", line_entry(person.position), field_preview.one_line, "Head of Data"
        )
        yield Field("email", "E-mail", line_entry(person.email), field_preview.address)
        yield Field("phone", "Phone", line_entry(person.phone), field_preview.one_line)
        yield Field(
            "checked",
            "Spelling",
            choice(["unchecked", "checked"], "checked" if person.checked else "unchecked"),
        )

    def save(self) -> Change:
        """Note the person."""
        form_of_address, name = split_name(clean_line(self["name"], "The name"))
        if not name:
            raise CallError("A person needs a name", "Position and address alone are nobody")
        person = Person(
            id=self._person.id or next_id("p", tuple(other.id for other in self.base.people)),
            name=name,
            form_of_address=clean_line(self["form"], "The form of address") or form_of_address,
            position=clean_line(self["position"], "The position"),
            email=clean_address(self["email"]),
            phone=clean_line(self["phone"], "The phone number"),
            checked=self["checked"] == "checked",
            family_name=clean_line(self["family"], "The family name"),
        )
        return self.edit(self.base.with_person(person), f"{person.full_name} noted")
