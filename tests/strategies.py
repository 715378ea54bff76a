"""Hypothesis strategies for what a person can have in their file."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import permutations
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
day = st.integers(date(2020, 1, 1).toordinal(), date(2032, 12, 31).toordinal()).map(date.fromordinal)
_ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")


def _instant(number: int) -> Instant:
    second, zone = divmod(number, len(_ZONES))
    return Instant(datetime.fromtimestamp(second, UTC), _ZONES[zone])


_FIRST, _LAST = 1_577_836_800, 1_956_528_000  # the years 2020 to 2031
instants = st.integers(_FIRST * len(_ZONES), _LAST * len(_ZONES)).map(_instant)
"""A moment to the second, in one of five zones: both are drawn at once."""


def one_of_each(*choices: Sequence[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw one of each of these at once.

    To draw a number takes as long whether it stands for one choice or for ten.
    """
    count = math.prod(map(len, choices))
    assert count < 1 << 24, "of larger numbers small ones are drawn more often"

    def chosen(number: int) -> tuple[Any, ...]:
        values = []
        for choice in choices:
            number, index = divmod(number, len(choice))
            values.append(choice[index])
        return tuple(values)

    return st.integers(0, count - 1).map(chosen)


_FEW_WORDS = ("Jana Novák", "株式会社", "[/b]", "👩🏽\u200d💻", "a b")
_filled_words, _words = st.sampled_from(_FEW_WORDS), st.sampled_from(("", *_FEW_WORDS))
"""Texts for where it does not matter which: quicker to draw than any text."""


def _contact(**facts: Any) -> Contact:  # noqa: ANN401 - any field's value
    """Build a contact with an id of its own: the same facts have the same id in every application drawn."""
    direction = Direction.SENT if facts["kind"] in SENT_KINDS else Direction.RECEIVED
    number = zlib.crc32(repr(sorted(facts.items())).encode("utf-8", "replace")) % 10**8
    return Contact(direction=direction, id=f"c{number}", **facts)


_BOTH = (False, True)
_PARTIES = (None, *Party)


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
        self.people = people
        self.interviews = st.lists(self._interview(), max_size=2)
        self.contacts = st.lists(self._contact(), max_size=2, unique_by=lambda contact: contact.id)
        self.offers = self._offer()
        self.terms = st.lists(self.filled, max_size=2, unique=True).map(tuple)
        self.tags = st.lists(self.filled, max_size=2)
        self.persons = tuple(self._person(person_id) for person_id in people)

    def _interview(self) -> st.SearchStrategy[Interview]:
        facts = one_of_each(*[_BOTH] * 6, (None, *InterviewKind), _PARTIES, tuple(Party), range(10))

        @st.composite
        def interview(draw: st.DrawFn) -> Interview:
            starts, ended, ends, missed, moved, noted, kind, cancelled, mover, sequence = draw(facts)
            moves = (MovedFrom(draw(instants), mover, draw(instants)),) if moved else ()
            return Interview(
                "",
                starts_at=draw(instants) if starts else None,
                ended_at=draw(instants) if ended else None,
                people=self.people,
                missed=missed,
                ends_at=draw(instants) if ends else None,
                kind=kind,
                place=draw(self.short),
                moved_from=moves,
                cancelled_by=cancelled,
                calendar=CalendarEntry(draw(self.filled), sequence, draw(self.short), draw(_perhaps_instants))
                if noted
                else None,
            )

        return interview()

    def _contact(self) -> st.SearchStrategy[Contact]:
        facts = one_of_each((*SENT_KINDS, *RECEIVED_KINDS), tuple(Channel), (None, *self.people), _BOTH)

        @st.composite
        def contact(draw: st.DrawFn) -> Contact:
            kind, channel, person, settled = draw(facts)
            return _contact(
                at=draw(instants),
                kind=kind,
                channel=channel,
                person=person,
                note=draw(self.long),
                settled=settled,
                message_id=draw(self.short),
            )

        return contact()

    def _offer(self) -> st.SearchStrategy[Offer | None]:
        facts = one_of_each(_BOTH, _BOTH, _BOTH)

        @st.composite
        def offer(draw: st.DrawFn) -> Offer | None:
            there, answered_by, is_verbal = draw(facts)
            if not there:
                return None
            return Offer(
                received_at=draw(instants),
                answer_by=draw(instants) if answered_by else None,
                terms=draw(self.terms),
                is_verbal=is_verbal,
            )

        return offer()

    def _person(self, person_id: str) -> st.SearchStrategy[Person]:
        return st.builds(
            Person, st.just(person_id), self.filled, self.short, self.short, checked=st.booleans()
        )


_PEOPLE: tuple[tuple[str, ...], ...] = ((), ("p1",), ("p1", "p2"))
_STRATEGIES = {
    (people, any_text): _Strategies(people, any_text=any_text)
    for people in _PEOPLE
    for any_text in (False, True)
}
IDS = ("northwind", "acme-2", "株式会社")
"""The ids of the applications drawn."""

_perhaps_instants = st.none() | instants
_facts = one_of_each(_PEOPLE, IDS, tuple(Stage), tuple(Outcome), *[_BOTH] * 4, tuple(Party))
_revisions = st.integers(0, 10_000)


@st.composite
def applications(
    draw: st.DrawFn, *, any_text: bool = False, application_id: str | None = None
) -> Application:
    """Draw an application with everything it can have, its ids in order; with this id, where one is named."""
    people, drawn_id, stage, outcome, decided, told, dismissed, promised, party = draw(_facts)
    of = _STRATEGIES[people, any_text]
    closed = stage is Stage.CLOSED
    return Application(
        id=application_id or drawn_id,
        company=draw(of.filled),
        role=draw(of.filled),
        created_at=draw(instants),
        updated_at=draw(instants),
        stage=stage,
        outcome=outcome if closed else None,
        closed_at=draw(instants) if closed else None,
        decision_date=draw(day) if decided else None,
        decision_told_at=draw(instants) if told else None,
        overdue_dismissed=draw(day) if dismissed else None,
        interviews=tuple(
            replace(drawn, id=f"i{number + 1}") for number, drawn in enumerate(draw(of.interviews))
        ),
        people=tuple(draw(person) for person in of.persons),
        contacts=tuple(draw(of.contacts)),
        tags=tuple(draw(of.tags)),
        links=(draw(of.filled),),
        notes=draw(of.long),
        via=draw(of.short),
        offer=draw(of.offers),
        promises=(Promise("1", draw(of.filled), party, draw(_perhaps_days)),) if promised else (),
        source_ids=tuple(draw(of.terms)),
        revision=draw(_revisions),
    )


_perhaps_days = st.none() | day


def several(
    application: Callable[[str], st.SearchStrategy[Application]], *, least: int = 0, most: int = len(IDS)
) -> st.SearchStrategy[list[Application]]:
    """Draw so many applications in any order, each with an id of its own; `application` draws that of an id.

    To draw any until their ids differ draws most of them in vain.
    """
    drawn = {one: application(one) for one in IDS}
    orders = [ids for size in range(least, most + 1) for ids in permutations(IDS, size)]
    lists = {ids: st.tuples(*(drawn[one] for one in ids)).map(list) for ids in orders}
    return st.sampled_from(orders).flatmap(lists.__getitem__)
