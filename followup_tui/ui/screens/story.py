"""The open card: one page that reads as a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final, NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.card_line import card_line
from followup_tui.domain.dates import say_date, say_distance, say_instant
from followup_tui.domain.look import look_of
from followup_tui.domain.offers import offer_words
from followup_tui.domain.people import person_details, spelling_status
from followup_tui.domain.person import Person
from followup_tui.domain.promises import open_promises, promise_words
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import Today, current_decision_date, expected_by, stage_on
from followup_tui.domain.timeline import Event, timeline
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.hanging import hang
from followup_tui.ui.keys import ACTING, BACK, EVERYWHERE, SELECTED, KeyGroups, bindings
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.screens.selected import ACTS, Acts
from followup_tui.ui.selection import moved_index
from followup_tui.ui.styles import STYLES

_BESIDE: Final = 5
"""How many cells of a row the text does not have: the margins, and what scrolls it."""

Part = tuple[str, str]


class Block(NamedTuple):
    """Some lines of a story.

    Attributes:
        parts: their texts, each with its style; the last ends the line.
        event: what they tell of, where that can be selected; None otherwise.
    """

    parts: Sequence[Part]
    event: Event | None = None


class StoryPage(ApplicationPage):
    """One application, whole; one of its interviews or contacts is selected."""

    BINDINGS: ClassVar = bindings(BACK, SELECTED, ACTING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (ACTING, EVERYWHERE, BACK)

    gone = "It is no longer there. ctrl+r brings back what was undone; escape goes back."

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._blocks: Sequence[Block] = ()
        self._events: Sequence[Event] = ()
        self._index = 0
        self._hints: Sequence[str] = ()
        self._width = 0

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role and the stage."""
        stage = stage_on(application, self.program.tracker.today())
        return application.job, stage.value.title()

    def text_about(self, application: Application) -> Content:
        """Return the application's story. What is selected stays selected wherever it stands now."""
        tracker = self.program.tracker
        related = related_to(application, tracker.applications)
        self._blocks = story_blocks(application, tracker.today(), related)
        events = [block.event for block in self._blocks if block.event]
        ids_before = [event.subject_id for event in self._events]
        ids = [event.subject_id for event in events]
        self._index = moved_index(ids_before, self._index, ids) if ids_before else _first_index(events)
        self._events = events
        return self._content_of(self._blocks)

    def show(self) -> None:
        """Show the page as it is now."""
        super().show()
        self._show_hints()

    def hints(self) -> list[str]:
        """Return what the last row says: first the keys that fit what is selected."""
        acts = self._acts()
        fitting = (
            replace(key, hint=f"{key.shown} {acts[key.id].word}") for key in SELECTED if key.id in acts
        )
        return self.hints_of(tuple(fitting), *self.hint_groups)

    def action_go_down(self, entries: int) -> None:
        """Select the next entry, or the one before; go a line on where there is more to read before that."""
        scroll, (top, bottom) = self.query_one(VerticalScroll), self._selected_lines()
        first_line = scroll.scroll_target_y
        last_line = first_line + scroll.size.height
        index = self._index + entries
        is_cut_off = bottom > last_line if entries > 0 else top < first_line
        if is_cut_off or not 0 <= index < len(self._events):
            self.action_scroll(entries)
            return
        self._index = index
        self.query_one("#text", Static).update(self._content_of(self._blocks), layout=False)
        self._show_hints()
        top, bottom = self._selected_lines()
        scroll.scroll_to_region(
            Region(0, top, 1, min(bottom - top, scroll.size.height)), animate=False, immediate=True
        )

    def action_on_selected(self, key_id: str) -> None:
        """Do to what is selected what a key does to its kind."""
        if (act := self._acts().get(key_id)) is not None:
            act.act()
        else:
            self.program.say("This key does nothing to what is selected here")

    def on_resize(self) -> None:
        """Wrap the lines anew."""
        if self._width != self.app.size.width:
            self.show_text()

    def _content_of(self, blocks: Sequence[Block]) -> Content:
        self._width = self.app.size.width
        return hang(_content(blocks, self._selected), self._width - _BESIDE)

    def _show_hints(self) -> None:
        """Show the keys that fit what is selected; where they are the same as before, a message stays."""
        if (hints := self.hints()) != self._hints:
            self._hints = hints
            self.say_hints(hints)

    @property
    def _selected(self) -> Event | None:
        return self._events[self._index] if self._index < len(self._events) else None

    def _acts(self) -> Acts:
        """Return what the keys do to what is selected."""
        application, event = self.application, self._selected
        if application is None or event is None or type(event.subject) not in ACTS:
            return {}
        return ACTS[type(event.subject)](self, application, event.subject)

    def _selected_lines(self) -> tuple[int, int]:
        """Return at which line of the page what is selected begins, and at which it has ended."""
        selected = self._selected
        if selected is None:
            return 0, 0
        index = next(index for index, block in enumerate(self._blocks) if block.event is selected)
        text = self.query_one("#text", Static)
        first_line = text.virtual_region.y + text.gutter.top
        heights = (self._content_of(self._blocks[:end]).plain.count("\n") for end in (index, index + 1))
        top, bottom = (first_line + height for height in heights)
        return top, bottom


def _first_index(events: Sequence[Event]) -> int:
    """Return which entry is selected at first: the next interview that is planned, else the latest."""
    interviews = [index for index, event in enumerate(events) if event.interview]
    ahead = [index for index in interviews if events[index].is_ahead]
    return min(ahead, default=max(interviews, default=0))


def story_blocks(application: Application, today: Today, related: Sequence[Application]) -> list[Block]:
    """Return an application's story: what is next and why, people, interviews, contacts, notes.

    All `related` applications count for what is next.
    """
    line = card_line(application, today, related)
    closed = application.stage is Stage.CLOSED
    advice = advise(application, today, related)
    look, says = (line.look, line.wordings[0]) if closed else (look_of(advice), advice.reason)
    top: Part = (f"{GLYPHS.signs[look.sign]} {says}\n".lstrip(), STYLES[f"{look.meaning.style}-bold"])
    blocks = [Block((top, *([] if _names_their_day(says) else _expectation(application, today))))]
    events = timeline(application, today.now)
    interviews = [Block(_event(event, today), event) for event in events if event.interview]
    # The terms of an offer stand in a section of their own.
    contacts = [
        Block(_event(replace(event, note=event.contact.note), today), event)
        for event in events
        if event.contact
    ]
    blocks += _section(
        "People", [Block(_person(person)) for person in application.people], "p notes who you met"
    )
    blocks += _section("Offer", _offer(application, today), "")
    blocks += _section("Promises", _promises(application, today), "")
    blocks += _section("Interviews", interviews, "i records one")
    blocks += _section("Contacts", contacts, "m logs what you sent or heard")
    blocks += _section("Left unasked", _lines(application.unasked), "")
    blocks += _section("Notes", _lines(application.notes.splitlines()), "")
    blocks += _section("Links", _lines(application.links, "$theirs"), "")
    blocks += _section("Tags", _lines([", ".join(application.tags)] if application.tags else []), "")
    recorded = say_instant(application.created_at.utc.astimezone(today.zone), today.now)
    return [*blocks, Block([(f"\nRecorded {recorded} {GLYPHS.dot} {application.id}", "$quiet")])]


def _names_their_day(advice: str) -> bool:
    """Return whether a text says when they decide."""
    return "They decide " in advice or "The day they named" in advice


def _content(blocks: Sequence[Block], selected: Event | None) -> Content:
    """Return the text of blocks, with a mark at the one that tells of the `selected` event."""
    parts: list[Part] = []
    for block in blocks:
        if block.event is None:
            parts += block.parts
        elif block.event is selected:
            (text, style), *others = block.parts
            parts += [(f"{GLYPHS.marker} ", "$yours"), (text, f"{style} $selected-name"), *others]
        else:
            parts += [("  ", ""), *block.parts]
    return Content.assemble(*parts)


def _lines(lines: Sequence[str], style: str = "") -> list[Block]:
    return [Block([(line, style)]) for line in lines]


def _section(name: str, blocks: list[Block], empty: str) -> list[Block]:
    if not blocks and not empty:
        return []
    indented = [
        Block([*([] if block.event else [("  ", "")]), *block.parts, ("\n", "")], block.event)
        for block in blocks or [Block([(empty, "$quiet")])]
    ]
    return [Block([(f"\n{name}\n", "bold")]), *indented]


def _expectation(application: Application, today: Today) -> list[Part]:
    if application.stage is Stage.CLOSED:
        return []
    told_day, expected = current_decision_date(application, today), expected_by(application, today)
    if told_day is not None:
        words = f"They said they decide by {say_date(told_day)}, {say_distance(told_day, today.day)}."
    elif expected is None:
        words = "They have not said when they decide. d notes it."
    else:
        days = today.rules.assumed_business_days
        why = f"{days} business days after the last word"
        words = (
            f"They have not said when they decide; {say_date(expected)} is assumed, {why}. d notes their day."
        )
    return [(f"{words}\n", "$quiet")]


def _person(person: Person) -> list[Part]:
    details = [(f" {GLYPHS.dot} {detail}", "") for detail in person_details(person)]
    words = "check the spelling (p)" if person.needs_spelling_check else spelling_status(person)
    status = (f" {GLYPHS.dot} {words}", "$good" if person.checked else "$yours")
    return [(person.full_name, "bold"), *details, status]


def _offer(application: Application, today: Today) -> list[Block]:
    offer = application.offer
    if offer is None:
        return []
    parts = [(offer_words(offer, today), "bold"), *((f"\n    {term}", "") for term in offer.terms)]
    return [Block(parts, Event(offer.received_at, (), offer=offer))]


def _promises(application: Application, today: Today) -> list[Block]:
    """Return the promises, the open ones first, each where it can be selected."""
    still_open = open_promises(application)
    settled = [promise for promise in application.promises if not promise.is_open]
    return [
        Block(
            [(promise_words(promise, today), "bold" if promise.is_open else "$quiet")],
            Event(None, (), promise=promise),
        )
        for promise in [*still_open, *settled]
    ]


def _event(event: Event, today: Today) -> list[Part]:
    when = say_instant(event.at.utc, today.now) if event.at else "no time noted"
    details = f"\n    {f' {GLYPHS.dot} '.join(event.details)}" if event.details else ""
    note = f"\n{event.note}".replace("\n", "\n    ") if event.note else ""
    return [
        (when, "bold $theirs" if event.is_ahead else "bold"),
        (f" {event.sentence()}{details}", ""),
        (note, "$quiet"),
    ]
