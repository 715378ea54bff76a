"""Hypothesis strategies for what a person can have in their file."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

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


_words = st.sampled_from(["", "Jana Novák", "株式会社", "[/b]", "👩🏽\u200d💻", "a b"])
"""Texts for where it does not matter which: quicker to draw than any text."""


def _contact(**facts: Any) -> Contact:  # noqa: ANN401 - any field's value
    """Build a contact with an id of its own: the same facts have the same id in every application drawn."""
    direction = Direction.SENT if facts["kind"] in SENT_KINDS else Direction.RECEIVED
    number = zlib.crc32(repr(sorted(facts.items())).encode("utf-8", "replace")) % 10**8
    return Contact(direction=direction, id=f"c{number}", **facts)


@st.composite
def applications(draw: st.DrawFn, *, any_text: bool = False) -> Application:
    """Draw an application with everything it can have, its ids in order."""
    short = line if any_text else _words
    long = lines if any_text else _words
    filled = name if any_text else _words.filter(bool)
    known = tuple(f"p{number + 1}" for number in range(draw(st.integers(0, 2))))
    one = st.sampled_from([None, *known])
    interviews = st.builds(
        Interview,
        id=st.just(""),
        starts_at=st.none() | instants,
        ended_at=st.none() | instants,
        people=st.just(known),
        missed=st.booleans(),
        ends_at=st.none() | instants,
        kind=st.none() | st.sampled_from(InterviewKind),
        place=short,
        moved_from=st.lists(st.builds(MovedFrom, instants, st.sampled_from(Party), instants), max_size=1).map(
            tuple
        ),
        cancelled_by=st.none() | st.sampled_from(Party),
        calendar=st.none() | st.builds(CalendarEntry, filled, st.integers(0, 9), short, st.none() | instants),
    )
    contacts = st.builds(
        _contact,
        at=instants,
        kind=st.sampled_from([*SENT_KINDS, *RECEIVED_KINDS]),
        channel=st.sampled_from(Channel),
        person=one,
        note=long,
        settled=st.booleans(),
        message_id=short,
    )
    offers = st.builds(
        Offer,
        received_at=instants,
        answer_by=st.none() | instants,
        terms=st.lists(filled, max_size=2, unique=True).map(tuple),
        is_verbal=st.booleans(),
    )
    promises = st.builds(
        Promise, id=st.just("1"), text=filled, by=st.sampled_from(Party), due=st.none() | day
    )
    stage = draw(st.sampled_from(Stage))
    closed = stage is Stage.CLOSED
    return Application(
        id=draw(st.sampled_from(["northwind", "acme-2", "株式会社"])),
        company=draw(filled),
        role=draw(filled),
        created_at=draw(instants),
        updated_at=draw(instants),
        stage=stage,
        outcome=draw(st.sampled_from(Outcome)) if closed else None,
        closed_at=draw(instants) if closed else None,
        decision_date=draw(st.none() | day),
        decision_told_at=draw(st.none() | instants),
        overdue_dismissed=draw(st.none() | day),
        interviews=tuple(
            replace(drawn, id=f"i{number + 1}")
            for number, drawn in enumerate(draw(st.lists(interviews, max_size=2)))
        ),
        people=tuple(
            Person(number, draw(filled), draw(short), draw(short), checked=draw(st.booleans()))
            for number in known
        ),
        contacts=tuple(draw(st.lists(contacts, max_size=2, unique_by=lambda contact: contact.id))),
        tags=tuple(draw(st.lists(filled, max_size=2))),
        links=(draw(filled),),
        notes=draw(long),
        via=draw(short),
        offer=draw(st.none() | offers),
        promises=tuple(draw(st.lists(promises, max_size=1))),
        source_ids=tuple(draw(st.lists(filled, max_size=2, unique=True))),
        revision=draw(st.integers(0, 10_000)),
    )
