"""The people of an application: right names and titles, each checked or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.look import Meaning
from followup_tui.domain.people import person_details
from followup_tui.domain.person import Person
from followup_tui.errors import CallError
from followup_tui.ui import routes
from followup_tui.ui.advice_keys import shown_key
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, EVERYWHERE, PEOPLE, KeyGroups, bindings
from followup_tui.ui.pieces import EMPTY, Row, row, runs_width, spread
from followup_tui.ui.question import Question
from followup_tui.ui.screens.selection_page import SelectionPage
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.marked_rows import Span
from followup_tui.ui.wrapping import wrap

NOBODY = "Nobody is noted yet. n notes somebody: a right name and title is half a good letter."


class PeoplePage(SelectionPage):
    """Everybody the user met there, one of them chosen."""

    BINDINGS: ClassVar = bindings(BACK, PEOPLE, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (PEOPLE, BACK)

    def beside_company(self, _: Application) -> Sequence[str]:
        """Return what the page is about."""
        return ("people",)

    def show_text(self) -> None:
        """Show the people."""
        people = self.application.people if self.application else ()
        if not people:
            self.show_sentence(NOBODY if self.application else self.gone)
            return
        rows: list[Row] = []
        spans = []
        for person in people:
            first_row = len(rows)
            rows += person_rows(person, self.row_width, self._key_of)
            spans.append(Span(person.id, first_row, len(rows)))
            rows.append(EMPTY)
        self.show_spans(rows, spans)

    def open_selected(self) -> None:
        """Edit the chosen person."""
        self.action_edit()

    def _key_of(self, key_id: str) -> str:
        return shown_key(key_id, self.program.user_keys)

    def action_new(self) -> None:
        """Note somebody, who is chosen then: the next key is about them."""
        if (application := self.chosen_application()) is None:
            return
        count = len(application.people)

        def choose(_: str | None) -> None:
            if len(self.view.spans) > count:
                self.select(count)

        self.app.push_screen(routes.PERSON(application, Person(id="", name="")), choose)

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
    def _person(self) -> Person | None:
        application, spans = self.application, self.view.spans
        return application.person(spans[self.index].id) if application and spans else None


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
