"""The letters that are being written: what was typed stays, what is open is found, what is odd is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.application import Application
from followup_tui.domain.letter import MOST_WORDS, LetterKind
from followup_tui.letters.desk import Desk
from followup_tui.letters.writing import Stationery
from tests.letters.samples import JANA, MET, STATIONERY, TOM, thanked
from tests.samples import NORTHWIND, today

NOW = today("2026-11-23 14:00")
QUESTIONS = ("How big is the team?", "Who is on call?")
ASKING = replace(MET, unasked=QUESTIONS)


def desk(
    application: Application = MET,
    kind: LetterKind = LetterKind.THANK_YOU,
    stationery: Stationery = STATIONERY,
    *,
    questions: bool = False,
) -> Desk:
    """Lay the letters out."""
    return Desk(application, kind, NOW, stationery, questions=questions)


def write_in(place: Desk, *said: str) -> None:
    """Write something in the open place of each letter."""
    for sheet, text in zip(place.sheets, said, strict=True):
        sheet.body = sheet.body.replace("[[something that was said, in your own words]]", text)


def test_there_is_a_letter_for_each_person_to_be_thanked() -> None:
    """Addressed to each; one to whom it may concern where nobody is known."""
    assert [sheet.body.partition("\n")[0] for sheet in desk().sheets] == [
        "Dear Dr. Novák,",
        "Dear Tom Reyes,",
    ]
    left = desk(MET.with_contact(thanked("2026-11-23 13:00", "p1")))
    assert [sheet.key for sheet in left.sheets] == ["p2"]
    (nobody,) = desk(replace(NORTHWIND, interviews=MET.interviews)).sheets
    assert (nobody.key, nobody.person, nobody.letter.person) == ("them", None, None)
    assert nobody.body.startswith("Dear hiring team,")


typed_text = st.text(max_size=20)


@given(
    subjects=st.tuples(typed_text, typed_text),
    bodies=st.tuples(typed_text, typed_text),
    sending=st.sampled_from(["", "14:02"]),
)
def test_what_was_typed_comes_back(subjects: tuple[str, str], bodies: tuple[str, str], sending: str) -> None:
    """On a desk laid out anew, all is as it was left; what is as the template began it is not kept."""
    left = desk()
    for sheet, subject, body in zip(left.sheets, subjects, bodies, strict=True):
        sheet.subject, sheet.body, sheet.sending = subject, body, sending
    typed = left.typed()
    assert len(typed) == 4 + 2 * bool(sending)
    again = desk()
    assert again.bring_back({name: now for name, (_, now) in typed.items()})
    assert [(s.subject, s.body, s.sending) for s in again.sheets] == [
        (subject, body, sending) for subject, body in zip(subjects, bodies, strict=True)
    ]
    assert again.typed() == typed
    assert not again.bring_back({name: now for name, (_, now) in typed.items()})


def test_nothing_typed_is_nothing_kept() -> None:
    """Nor is what belongs to somebody who is not there."""
    empty = desk()
    assert empty.typed() == {}
    assert not empty.bring_back({})
    assert not empty.bring_back({"p9.body": "x", "p1.nonsense": "x", "body": "x"})
    assert empty.typed() == {}


def test_what_was_sent_is_no_longer_half_written() -> None:
    """What stands of it in the contact is enough."""
    place = desk()
    write_in(place, "about Kafka", "about on-call")
    assert place.typed().keys() == {"p1.body", "p2.body"}
    place.sheets[0].sent = thanked("2026-11-23 13:00", "p1")
    assert place.typed().keys() == {"p2.body"}


def test_letters_begun_anew_keep_what_was_typed() -> None:
    """A name put right, questions put in: the letters nobody wrote in have them, the others stay."""
    place = desk(ASKING)
    place.sheets[0].body = "My own words"
    people = (replace(JANA, name="Jana Nováková"), replace(TOM, form_of_address="Mr"))
    place.renew(replace(ASKING, people=people), NOW, questions=True)
    one, other = place.sheets
    assert one.body == "My own words"
    assert one.blank.body.startswith("Dear Dr. Nováková,")
    assert other.body.startswith("Dear Mr Reyes,")
    assert "- Who is on call?" in other.body
    assert place.typed().keys() == {"p1.body"}
    place.renew(replace(ASKING, people=()), NOW, questions=False)
    assert [sheet.key for sheet in place.sheets] == ["p1", "p2"]
    assert "Who is on call?" not in other.body


def test_the_next_open_place_is_found_around_the_end() -> None:
    """After each letter comes the other; itself where it is the only one; none where all is written."""
    place = desk()
    assert [place.next_open(index) for index in (-1, 0, 1)] == [0, 1, 0]
    place.sheets[1].body = "Thank you."
    assert [place.next_open(index) for index in (-1, 0, 1)] == [0, 0, 0]
    place.sheets[0].sent = thanked("2026-11-23 13:00", "p1")
    assert [place.next_open(index) for index in (-1, 0, 1)] == [None, None, None]
    place.sheets[1].subject = "[[about what]]"
    assert [place.next_open(index) for index in (-1, 0, 1)] == [1, 1, 1]


def test_questions_that_stand_in_a_letter_are_known() -> None:
    """Also where a line was broken in them; one that was taken out is not asked."""
    place = desk(ASKING, questions=True)
    sheet = place.sheets[0]
    assert place.asked(sheet) == QUESTIONS
    sheet.body = sheet.body.replace("big is the", "big\n  is the").replace("Who is on call?", "")
    assert place.asked(sheet) == QUESTIONS[:1]
    assert desk(ASKING).asked(desk(ASKING).sheets[0]) == ()


def test_a_letter_on_its_way_is_not_begun_anew() -> None:
    """Its words stay those that were handed over, whatever the template says by now."""
    place = desk(ASKING)
    before = place.sheets[0].body
    place.sheets[0].sending = "14:02"
    place.renew(ASKING, NOW, questions=True)
    assert place.sheets[0].body == before
    assert "- Who is on call?" in place.sheets[1].body
    place.sheets[0].sent = thanked("2026-11-23 13:00", "p1")
    assert place.typed() == {}


def test_a_letter_with_an_open_place_has_no_link() -> None:
    """A mail program would send it as it stands."""
    place = desk()
    assert place.sheets[0].link == ""
    write_in(place, "about Kafka", "about on-call")
    assert place.sheets[0].link.startswith("mailto:")


def test_while_one_writes_what_is_alike_is_as_it_was() -> None:
    """Until it is asked for: then it says whether anything is new."""
    place = desk()
    write_in(place, "Your move to Kafka stayed with me", "Your move to Kafka stayed with me")
    assert place.notes(0, writing=True) == []
    assert place.compare()
    assert place.notes(0, writing=True) == ["very like the one to Tom Reyes: they may compare"]
    assert not place.compare()


def test_letters_that_are_too_alike_point_to_each_other() -> None:
    """By the other one's name; with something else in one of them, neither does."""
    place = desk()
    assert (place.notes(0), place.notes(1)) == ([], [])
    write_in(place, "Your move to Kafka stayed with me", "Your move to Kafka stayed with me")
    assert place.notes(0) == ["very like the one to Tom Reyes: they may compare"]
    assert place.notes(1) == ["very like the one to Dr. Jana Novák: they may compare"]
    place.sheets[1].body = place.sheets[1].body.replace("Your move to Kafka", "The rota for nights")
    assert (place.notes(0), place.notes(1)) == ([], [])


@pytest.mark.parametrize(("checked", "said"), [(True, []), (False, ["is Tom Reyes spelled right?"])])
def test_a_name_whose_spelling_nobody_checked_is_flagged(checked: bool, said: list[str]) -> None:
    """Until the user says that it is right."""
    place = desk(replace(MET, people=(JANA, replace(TOM, checked=checked))))
    assert (place.notes(0), place.notes(1)) == ([], said)


def test_a_letter_that_is_too_long_is_told() -> None:
    """From the first word over; the subject does not count."""
    place = desk()
    sheet = place.sheets[0]
    sheet.subject = "word " * 200
    sheet.body = "word " * MOST_WORDS
    assert place.notes(0) == []
    sheet.body += "word"
    assert place.notes(0) == ["121 words: over 120, it is hardly read to its end"]


def test_a_mistake_in_the_users_own_template_is_told_with_each_letter(tmp_path: Path) -> None:
    """The letters are there all the same."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "thank-you.txt").write_text("no subject", "utf-8")
    place = desk(stationery=replace(STATIONERY, folder=tmp_path))
    assert [sheet.body for sheet in place.sheets] == [sheet.body for sheet in desk().sheets]
    for index in (0, 1):
        (said,) = place.notes(index)
        assert said.endswith(
            "thank-you.txt, line 1: a template begins with Subject: and what it is about"
            "; the shipped one is used"
        )
