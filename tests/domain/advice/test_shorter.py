"""An advice in ever fewer words: nobody and no deadline is left out silently."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.advice.shorter import shorter_reasons, shorter_sentences
from followup_tui.domain.person import Person
from tests.samples import NORTHWIND, held, received, today

NAMES = ("Dr. Jana Novák", "Petr Malý", "Eva Horáková", "Tom Reed", "Lena Fuchs")
PEOPLE = tuple(Person(f"p{number}", name) for number, name in enumerate(NAMES, start=1))


@pytest.mark.parametrize(
    ("width", "sentence"),
    [
        (200, "Thank Dr. Jana Novák, Petr Malý, Eva Horáková, Tom Reed and Lena Fuchs by 18:30."),
        (70, "Thank Dr. Jana Novák, Petr Malý, Eva Horáková and 2 more by 18:30."),
        (45, "Thank Dr. Jana Novák and 4 more by 18:30."),
        (30, "Thank 5 people by 18:30."),
    ],
)
def test_people_are_counted_before_they_are_left_out(width: int, sentence: str) -> None:
    """Five to thank by half past six are five to thank by half past six in a narrow row too."""
    card = replace(
        NORTHWIND,
        people=PEOPLE,
        interviews=(replace(held("2026-11-22 18:30"), people=tuple(person.id for person in PEOPLE)),),
    )
    advice = advise(card, today("2026-11-23 14:02"))
    assert next(words for words in shorter_reasons(advice) if len(words) <= width) == sentence


def test_a_sentence_loses_its_end_first() -> None:
    """Never behind the point of an abbreviation."""
    text = "Dr. Jana Novák called today at 15:00: it is your turn. Answering is always fine."
    assert list(shorter_sentences(text)) == [
        text,
        "Dr. Jana Novák called today at 15:00: it is your turn.",
        "Dr. Jana Novák called today at 15:00.",
    ]


def test_an_answer_that_is_owed_says_so_in_every_length() -> None:
    """What to do stands behind the colon."""
    jana = Person("p1", "Dr. Jana Novák")
    card = NORTHWIND.with_person(jana).with_contact(replace(received("2026-11-23 10:00"), person="p1"))
    for words in shorter_reasons(advise(card, today("2026-11-23 14:02"))):
        assert "your turn" in words or words == "Answer Dr. Jana Novák."
