"""The people of an application: right names and titles, each checked or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from followup_tui.domain.application import Application
from followup_tui.domain.look import Meaning
from followup_tui.domain.people import person_details
from followup_tui.domain.person import Person
from followup_tui.errors import CallError
from followup_tui.ui import routes
from followup_tui.ui.advice_keys import shown_key
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, EVERYWHERE, PEOPLE, SHIPPED_KEYS, KeyGroups, bindings
from followup_tui.ui.pieces import EMPTY, Row, row, runs_width, spread
from followup_tui.ui.question import Question
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.selection import moved_index
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.marked_rows import MarkedRows, Span
from followup_tui.ui.wrapping import MAX_WIDTH, wrap

NOBODY = "Nobody is noted yet. n notes somebody: a right name and title is half a good letter."

_BESIDE = 4
"""How many cells of a row the text does not have: the mark, the margins, and what scrolls it."""


class PeoplePage(ApplicationPage):
    """Everybody the user met there, one of them chosen."""

    BINDINGS: ClassVar = bindings(BACK, PEOPLE, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (PEOPLE, BACK)

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._rows = MarkedRows(id="text")
        self._index = 0
        self._person_ids: list[str] = []

    def beside_company(self, _: Application) -> Sequence[str]:
        """Return what the page is about."""
        return ("people",)

    def body(self) -> ComposeResult:
        """Yield the people."""
        with VerticalScroll():
            yield self._rows

    def on_mount(self) -> None:
        """Show the people."""
        self.show_text()

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        self.show_text()

    def show_text(self) -> None:
        """Show the people; the chosen one stays chosen wherever they stand now."""
        people = self.application.people if self.application else ()
        person_ids = [person.id for person in people]
        self._index = moved_index(self._person_ids, self._index, person_ids)
        self._person_ids = person_ids
        width = min(self.app.size.width - _BESIDE, MAX_WIDTH)
        if not people:
            sentence = NOBODY if self.application else self.gone
            self._rows.show_marked([row([(line, "quiet")], width) for line in wrap(sentence, width)])
            return
        rows: list[Row] = []
        spans = []
        for person in people:
            first_row = len(rows)
            rows += person_rows(person, width, self._key_of)
            spans.append(Span(person.id, first_row, len(rows)))
            rows.append(EMPTY)
        self._rows.show_marked(rows, spans, self._index)

    def action_go_down(self, people: int) -> None:
        """Go so many people down, up where negative."""
        self._choose(self._index + people)

    def on_click(self, event: events.Click) -> None:
        """Choose the person under the pointer; edit one who is chosen already."""
        index = self._rows.span_at(event.y) if event.widget is self._rows else None
        if index is not None and index == self._index:
            self.action_edit()
        elif index is not None:
            self._choose(index)

    def _choose(self, index: int) -> None:
        self._index = max(0, min(index, len(self._person_ids) - 1))
        if self._person_ids:
            self._rows.mark(self._index)
            scroll, region = self.query_one(VerticalScroll), self._rows.region_of(self._index)
            scroll.scroll_to_region(region, animate=False, immediate=True)

    def _key_of(self, key_id: str) -> str:
        return shown_key(key_id, SHIPPED_KEYS, self.program.user_keys)

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
        person, application = self._person, self.application
        if person is not None and application is not None:
            half_written = self.program.drafts.of_person(application, person.id)
            reasons = ("What is half-written to them goes, too.",) if half_written else ()
            question = Question(f"Take {person.full_name} out?", "take them out", reasons=reasons)
            self.ask(question, lambda: self._remove(application, person))

    def _remove(self, application: Application, person: Person) -> None:
        label = f"{person.full_name} taken out"
        if self._change(person, label, lambda card, now: card.without_person(now.id)):
            try:
                self.program.drafts.remove_person(application, person.id)
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


def person_rows(person: Person, width: int, key_of: Callable[[str], str]) -> list[Row]:
    """Return the rows of a person: the name, what is to be checked of it, and below it what else is known.

    Args:
        person: the person.
        width: how many cells a row has.
        key_of: returns a key by its id as a person reads it.
    """
    status: list[Run] = [("checked", Meaning.GOOD.style)]
    if not person.name:
        status = [("name not known ", Meaning.YOURS.style), (key_of("people.edit"), "key")]
    elif not person.checked:
        status = [("spelling? ", Meaning.YOURS.style), (key_of("people.checked"), "key")]
    name = fit(person.full_name, max(width - runs_width(status) - 2, 1))
    details = f" {GLYPHS.dot} ".join(person_details(person)) or "nothing else known yet"
    below = [row([(f"  {line}", Meaning.QUIET.style)], width) for line in wrap(details, width - 2)]
    return [row(spread([(name, "name")], status, width), width), *below]
