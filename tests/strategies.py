"""Hypothesis strategies for what a person can have in their file."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import RECEIVED_KINDS, SENT_KINDS, Channel, Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import CalendarEntry, Interview, InterviewKind, MovedFrom
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.text import clean_line, clean_text

NASTY = "\x00\x07\x1b\x7f\x85\x9b\u061c\u200e\u202e\u2028\u2029\u2066\ufeff\ufffa\ud800\t\n\r\x0b\x1f"
"""What a terminal obeys, what turns a line around, what is no text: one of each kind."""

MARKS = "\u0300\u0301\u0308\u0327\u0338\u034f\u20dd\u0489\u3099\ufe20"
"""Marks that sit on a letter; some compose with it, some keep others from doing so."""

raw_text = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from(NASTY + MARKS + " aeAE[/b]か한\xa0é👩🏽\u200d💻,;<>@"), max_size=60),
)
"""What somebody could paste."""

line = raw_text.map(lambda text: clean_line(text, "The text"))
name = line.filter(bool)
lines = raw_text.map(lambda text: clean_text(text, "The text"))
day = st.dates(date(2020, 1, 1), date(2032, 12, 31))
zone_name = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]
)


_seconds = st.integers(1_577_836_800, 1_956_528_000)  # the years 2020 to 2031
instants = st.builds(Instant, _seconds.map(lambda second: datetime.fromtimestamp(second, UTC)), zone_name)
"""A moment to the second."""


_FEW_WORDS = ("Jana Novák", "株式会社", "[/b]", "👩🏽\u200d💻", "a b")
_filled_words, _words = st.sampled_from(_FEW_WORDS), st.sampled_from(("", *_FEW_WORDS))
"""Texts for where it does not matter which: quicker to draw than any text."""


def _contact(**facts: Any) -> Contact:  # noqa: ANN401 - any field's value
    """Build a contact with an id of its own: the same facts have the same id in every application drawn."""
    direction = Direction.SENT if facts["kind"] in SENT_KINDS else Direction.RECEIVED
    number = zlib.crc32(repr(sorted(facts.items())).encode("utf-8", "replace")) % 10**8
    return Contact(direction=direction, id=f"c{number}", **facts)


class _Strategies:
    """What the parts of an application are drawn from: built once, which takes longer than to draw.

    Args:
        any_text: whether texts are all that somebody could paste.
        people: the ids of the people of the application.
    """

    def __init__(self, people: tuple[str, ...], *, any_text: bool) -> None:
        self.short = line if any_text else _words
        self.long = lines if any_text else _words
        self.filled = name if any_text else _filled_words
        moved = st.builds(MovedFrom, instants, st.sampled_from(Party), instants)
        entries = st.builds(CalendarEntry, self.filled, st.integers(0, 9), self.short, st.none() | instants)
        self.interviews = st.lists(
            st.builds(
                Interview,
                id=st.just(""),
                starts_at=st.none() | instants,
                ended_at=st.none() | instants,
                people=st.just(people),
                missed=st.booleans(),
                ends_at=st.none() | instants,
                kind=st.none() | st.sampled_from(InterviewKind),
                place=self.short,
                moved_from=st.lists(moved, max_size=1).map(tuple),
                cancelled_by=st.none() | st.sampled_from(Party),
                calendar=st.none() | entries,
            ),
            max_size=2,
        )
        contacts = st.builds(
            _contact,
            at=instants,
            kind=st.sampled_from([*SENT_KINDS, *RECEIVED_KINDS]),
            channel=st.sampled_from(Channel),
            person=st.sampled_from([None, *people]),
            note=self.long,
            settled=st.booleans(),
            message_id=self.short,
        )
        self.contacts = st.lists(contacts, max_size=2, unique_by=lambda contact: contact.id)
        self.offer = st.none() | st.builds(
            Offer,
            received_at=instants,
            answer_by=st.none() | instants,
            terms=st.lists(self.filled, max_size=2, unique=True).map(tuple),
            is_verbal=st.booleans(),
        )
        promises = st.builds(
            Promise, id=st.just("1"), text=self.filled, by=st.sampled_from(Party), due=st.none() | day
        )
        self.promises = st.lists(promises, max_size=1)
        self.tags = st.lists(self.filled, max_size=2)
        self.source_ids = st.lists(self.filled, max_size=2, unique=True)
        self.day = st.none() | day
        self.instant = st.none() | instants


_PEOPLE: tuple[tuple[str, ...], ...] = ((), ("p1",), ("p1", "p2"))
_STRATEGIES = {
    (people, any_text): _Strategies(people, any_text=any_text)
    for people in _PEOPLE
    for any_text in (False, True)
}
_people, _stages, _outcomes = st.sampled_from(_PEOPLE), st.sampled_from(Stage), st.sampled_from(Outcome)
_ids, _revisions = st.sampled_from(["northwind", "acme-2", "株式会社"]), st.integers(0, 10_000)


@st.composite
def applications(draw: st.DrawFn, *, any_text: bool = False) -> Application:
    """Draw an application with everything it can have, its ids in order."""
    people = draw(_people)
    of = _STRATEGIES[people, any_text]
    stage = draw(_stages)
    closed = stage is Stage.CLOSED
    return Application(
        id=draw(_ids),
        company=draw(of.filled),
        role=draw(of.filled),
        created_at=draw(instants),
        updated_at=draw(instants),
        stage=stage,
        outcome=draw(_outcomes) if closed else None,
        closed_at=draw(instants) if closed else None,
        decision_date=draw(of.day),
        decision_told_at=draw(of.instant),
        overdue_dismissed=draw(of.day),
        interviews=tuple(
            replace(drawn, id=f"i{number + 1}") for number, drawn in enumerate(draw(of.interviews))
        ),
        people=tuple(
            Person(number, draw(of.filled), draw(of.short), draw(of.short), checked=draw(st.booleans()))
            for number in people
        ),
        contacts=tuple(draw(of.contacts)),
        tags=tuple(draw(of.tags)),
        links=(draw(of.filled),),
        notes=draw(of.long),
        via=draw(of.short),
        offer=draw(of.offer),
        promises=tuple(draw(of.promises)),
        source_ids=tuple(draw(of.source_ids)),
        revision=draw(_revisions),
    )
