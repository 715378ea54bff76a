"""The people of an application: right names and titles, each checked or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.application import Application, Person
from followup_tui.domain.ids import next_id
from followup_tui.domain.people import clean_address, person_details, spelling_status, split_name
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError
from followup_tui.tracker import Change
from followup_tui.ui import field_preview, routes
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, EVERYWHERE, PEOPLE, bindings, hints
from followup_tui.ui.screens.card_actions import CardPage
from followup_tui.ui.screens.form import CardForm
from followup_tui.ui.screens.page import Page
from followup_tui.ui.selection import where_now
from followup_tui.ui.widgets.field import Field, choice, line_entry
from followup_tui.ui.widgets.rows import BottomRow, TopRow


class PeoplePage(CardPage):
    """Everybody one met there, one chosen."""

    BINDINGS: ClassVar = bindings(BACK, PEOPLE, EVERYWHERE)

    def __init__(self, application: Application) -> None:
        super().__init__()
        self._application_id = application.id
        self._index = 0
        self._ids: list[str] = []

    @property
    def card(self) -> str | None:
        """The application's id."""
        return self._application_id

    def compose(self) -> ComposeResult:
        """Lay the list out."""
        yield TopRow()
        with VerticalScroll():
            yield Static(markup=False, id="people")
        yield BottomRow()

    def on_mount(self) -> None:
        """Show them, and keep them right."""
        self._show()
        self.say_hints(hints(PEOPLE, BACK, keymap=self.program.user_keys))
        self.program.changed.subscribe(self, lambda _: self._show(), immediate=True)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Go to the next person."""
        self._index = min(self._index + 1, max(len(self._ids) - 1, 0))
        self._show()

    def action_up(self) -> None:
        """Go to the person before."""
        self._index = max(self._index - 1, 0)
        self._show()

    def action_new(self) -> None:
        """Note somebody."""
        if (application := self._chosen()) is not None:
            self.app.push_screen(routes.PERSON(application, Person(id="", name="")))

    def action_edit(self) -> None:
        """Edit the chosen person; where there is nobody, note somebody."""
        application, person = self._chosen(), self._person
        if application is not None and person is not None:
            self.app.push_screen(routes.PERSON(application, person))
        else:
            self.action_new()

    def action_checked(self) -> None:
        """Say that the spelling of the name is checked, or is not."""
        person = self._person
        if person is not None:
            checked = not person.checked
            label = f"spelling of {person.name} {'checked' if checked else 'to be checked'}"
            self._change(person, label, lambda card, known: card.with_person(replace(known, checked=checked)))

    def action_remove(self) -> None:
        """Take the chosen person out, after asking."""
        person = self._person
        if person is not None:
            self.app.push_screen(
                routes.QUESTION(f"Take {person.full_name} out?", "takes them out"),
                lambda yes: self._remove(person) if yes else None,
            )

    def _remove(self, person: Person) -> None:
        label = f"{person.full_name} taken out"
        self._change(person, label, lambda card, known: card.without_person(known.id))

    def _change(
        self, asked: Person, label: str, change: Callable[[Application, Person], Application]
    ) -> None:
        def changed(card: Application) -> Application:
            known = card.person(asked.id)
            # Another board may have taken them out, and noted somebody else under the same id.
            if known is None or known.full_name != asked.full_name:
                raise CallError(f"{asked.full_name} is no longer there", "Nothing was changed")
            return change(card, known)

        tracker = self.program.tracker
        self.program.do(lambda: tracker.change(self._application_id, label, lambda card, _: changed(card)))

    @property
    def _person(self) -> Person | None:
        application = self.program.tracker.applications.get(self._application_id)
        chosen = self._ids[self._index] if self._ids else ""
        return application.person(chosen) if application else None

    def _show(self) -> None:
        application = self.program.tracker.applications.get(self._application_id)
        people = application.people if application else ()
        ids = [person.id for person in people]
        self._index, self._ids = where_now(self._ids, self._index, ids), ids
        if application is not None:
            self.say_top(application.company, "people")
        parts: list[tuple[str, str]] = []
        for index, person in enumerate(people):
            parts += _row(person, chosen=index == self._index)
        if not people:
            parts.append(
                (
                    "  Nobody is noted yet. n notes somebody: a right name and title is half a good letter.",
                    "$quiet",
                )
            )
        self.query_one("#people", Static).update(Content.assemble(*parts))


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
    def about_part(self) -> str:
        """The id of the person; empty for a new one."""
        return self._person.id

    @classmethod
    def reopened(cls, application: Application | None, part: str) -> Page[Any] | None:
        """Make the form again, about the person as noted now; a new one where nobody has this id."""
        if application is None:
            return None
        return cls(application, application.person(part) or Person(id="", name=""))

    def fields(self) -> Iterable[Field]:
        """Give the fields."""
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
            id=self._person.id or next_id("p", tuple(known.id for known in self.base.people)),
            name=name,
            form_of_address=clean_line(self["form"], "The form of address") or form_of_address,
            position=clean_line(self["position"], "The position"),
            email=clean_address(self["email"]),
            phone=clean_line(self["phone"], "The phone number"),
            checked=self["checked"] == "checked",
            family_name=clean_line(self["family"], "The family name"),
        )
        return self.edit(self.base.with_person(person), f"{person.full_name} noted")
