"""One person of an application: name, form of address, position, address, phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from followup_tui.domain.application import Application
from followup_tui.domain.mail_address import clean_address, clean_noted_address
from followup_tui.domain.people import add_person
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError
from followup_tui.tracker import Change
from followup_tui.ui import field_preview
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.screens.page import Page
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry

_EMPLOYERS = ("company", "agency")
"""The choices whom somebody works for: by whether that is the agency."""

_GREETINGS = {"as in the settings": None, "first name": True, "formal": False}
"""The choices how letters greet somebody, with whether that is by the first name."""


class PersonForm(CardForm):
    """One person: name, form of address, position, address, phone."""

    about = "person"

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
            "name",
            "Name",
            line_entry(person.name),
            self._name_preview,
            "as they write it themselves; empty where you know the position alone",
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
        yield Field("employer", "Works for", Choice(_EMPLOYERS, _EMPLOYERS[person.at_agency]))
        greeting = next(word for word, value in _GREETINGS.items() if value is person.by_first_name)
        yield Field("greeting", "Greeting", Choice(list(_GREETINGS), greeting))
        yield Field(
            "checked",
            "Spelling",
            Choice(["unchecked", "checked"], "checked" if person.checked else "unchecked"),
        )

    def _name_preview(self, text: str) -> str:
        """Return how a name was understood, where it was not taken as it stands."""
        described = self._described(text)
        if described.name == text.strip() or not (described.name or described.position):
            return field_preview.one_line(text)
        return ", ".join(filter(None, (described.full_name, described.name and described.position)))

    def _described(self, name: str) -> Person:
        """Return who a name is, as somebody who pastes it from a mail program writes it.

        Raises:
            CallError: it can be read in two ways.
        """
        if not clean_line(name, "The name") or name == self._person.name:
            return Person("", clean_line(name, "The name"))
        return parse_person(name)

    def _email(self) -> str:
        """Return the address; one that was noted before stays as it is."""
        same = self["email"] == self._person.email
        return clean_noted_address(self["email"]) if same else clean_address(self["email"])

    def save(self) -> Change:
        """Note the person."""
        described = self._described(self["name"])
        position = clean_line(self["position"], "The position")
        if not (described.name or described.position or position):
            raise CallError("A person needs a name, or at least a position", "An address alone is not enough")
        person = Person(
            id=self._person.id,
            name=described.name,
            form_of_address=clean_line(self["form"], "The form of address") or described.form_of_address,
            position=position or described.position,
            email=self._email() or described.email,
            phone=clean_line(self["phone"], "The phone number"),
            checked=self["checked"] == "checked",
            family_name=clean_line(self["family"], "The family name") or described.family_name,
            at_agency=self["employer"] == _EMPLOYERS[True],
            by_first_name=_GREETINGS[self["greeting"]],
        )
        if person.id:
            edited = self.base.with_person(person)
        else:
            edited, _ = add_person(self.base, self.identified(person))
        return self.edit(edited, f"{person.full_name} noted")
