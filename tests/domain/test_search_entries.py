"""The search over everything finds each text of the user's, and says where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.interview import Interview, Lesson, Reflection
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.search import has_words, search_words
from followup_tui.domain.search_entries import all_text, entries_of, hits_in, search_everything
from tests.samples import NORTHWIND, ZONE, instant
from tests.strategies import applications

LODZ = replace(
    NORTHWIND,
    id="łodz",
    company="Łódź Power",
    via="Müller Personal",
    people=(Person("p1", "Diana Novák", "Dr.", "Head of Data", "novak@lodz.example", "+48 12 345"),),
    tags=("remote",),
    links=("https://lodz.example/jobs/7",),
    notes="Calm office.\nGroßraum, though.",
    unasked=("Who is on call?",),
    interviews=(
        Interview(
            "i1",
            starts_at=instant("2026-11-16"),
            people=("p1",),
            place="Fabryczna 17",
            said="They pay 72,000.\nThirty days off.",
            reflection=Reflection(
                instant("2026-11-16"), "Calm.", "Rushed the café story.", (Lesson("Bring water."),)
            ),
        ),
    ),
    contacts=(
        Contact(
            instant("2026-11-18"),
            Direction.RECEIVED,
            ContactKind.MESSAGE,
            person="p1",
            note="The budget\nis approved.",
            id="c1",
        ),
    ),
    promises=(Promise("1", "Send references", due=date(2026, 11, 30)),),
    offer=Offer(instant("2026-11-20"), terms=("salary 72,000", "start in March")),
)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("engineer", ["application: Łódź Power, Data engineer"]),
        ("lodz jobs", ["link: https://lodz.example/jobs/7"]),
        ("muller", ["application: via Müller Personal"]),
        ("novak", ["person p1: Dr. Diana Novák, Head of Data, novak@lodz.example, +48 12 345"]),
        ("ana", []),
        ("REMOTE", ["tag: remote"]),
        ("grossraum", ["note: Großraum, though."]),
        ("on call", ["question: Who is on call?"]),
        ("fabryczna", ["interview i1: Fabryczna 17"]),
        ("thirty", ["said i1: Thirty days off."]),
        ("cafe", ["journal i1: Rushed the café story."]),
        ("water", ["journal i1: Bring water."]),
        ("calm", ["journal i1: Calm.", "note: Calm office."]),
        ("approved budget", ["contact c1: The budget"]),
        ("refer", ["promise 1: Send references"]),
        ("march", ["offer: start in March"]),
        ("72,000", ["offer: salary 72,000", "said i1: They pay 72,000."]),
        ("novak thirty", ["said i1: Thirty days off."]),
        ("novak budget", ["contact c1: The budget"]),
        ("lodz budget", ["contact c1: The budget"]),
        ("remote budget", []),
        ("thirty refer", []),
    ],
)
def test_each_text_is_found_with_its_line(words: str, hits: list[str]) -> None:
    """All words must be in one entry, whose people and company count; the line that matches is given."""
    found = sorted(
        f"{hit.entry.kind} {hit.entry.id}".strip() + f": {hit.line}"
        for hit in search_everything([LODZ], search_words(words), ZONE)
    )
    assert found == hits


def test_names_come_first_then_the_newest() -> None:
    """Whoever types a name means the company or the person; of the rest the newest matters most."""
    hits = search_everything([LODZ], search_words("lodz"), ZONE)
    assert [hit.entry.kind.value for hit in hits] == ["application", "person", "link"]
    days = [hit.day for hit in search_everything([LODZ], search_words("72,000"), ZONE)]
    assert days == [date(2026, 11, 20), date(2026, 11, 16)]


@given(applications(any_text=True))
def test_every_line_is_found_by_its_own_words(application: Application) -> None:
    """Whatever an application holds: the words of a line find that line's entry, and are in all its text."""
    for entry in entries_of(application):
        for line in entry.lines:
            words = search_words(line)
            if words:
                assert has_words(all_text(application), words)
                assert entry in [hit.entry for hit in hits_in(application, words, ZONE)]
