"""From an application to a letter: every shipped template, whatever is known and whatever is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview
from followup_tui.domain.letter import LetterKind, most_words
from followup_tui.domain.letter_choice import fitting_follow_up
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.domain.text import TEXT_LIMIT, is_safe
from followup_tui.letters.compose import LetterSettings, compose_letter
from followup_tui.letters.facts import LINES_LIMIT, SAID_LIMIT
from followup_tui.letters.languages import ENGLISH, GERMAN, Language
from followup_tui.letters.role import role_in_letters
from followup_tui.letters.templates import SUBJECT_LIMIT
from tests.letters.samples import JANA, MET, NOW, NOWHERE, SETTINGS, TOM, written
from tests.samples import NORTHWIND, ahead, held, instant, received, today
from tests.strategies import applications

KINDS = list(LetterKind)
LANGUAGES = ["en", "de"]
TOLD = replace(MET, decision_date=date(2026, 11, 27))
TWICE = replace(MET, interviews=(held("2026-11-10"), replace(MET.interviews[0], id="i2")))
QUESTIONS = ("How big is the team?", "Who is on call?", "What would the first month look like?")
MISSED = replace(
    MET, interviews=(*MET.interviews, replace(ahead("2026-11-24 10:00", 2), missed=True, people=("p1",)))
)
SITUATIONS = {
    "they named no day": MET,
    "they named a day": TOLD,
    "a second interview": TWICE,
    "notes of what was said": replace(
        MET, interviews=(replace(MET.interviews[0], said="They move to Kafka"),)
    ),
    "questions left": replace(MET, unasked=QUESTIONS),
    "nobody known": replace(MET, people=()),
    "no interview held": NORTHWIND,
    "long ago": replace(MET, interviews=(replace(held("2026-08-03"), people=("p1",)),)),
    "a call that did not come": MISSED,
    "a form of address": replace(MET, people=(replace(JANA, form_of_address="Frau Dr."), TOM)),
    "a long role": replace(MET, role="Senior Staff Data Platform Engineer, Streaming and Storage (m/f/d)"),
}
OFFERED = Offer(instant("2026-11-23 10:00"), None, ("salary 72,000", "start 1 March"), is_verbal=True)
SITUATIONS |= {
    "an offer without a deadline": replace(MET, offer=OFFERED),
    "an offer until a day": replace(MET, offer=replace(OFFERED, answer_by=instant("2026-11-27 23:59"))),
    "an offer until an hour": replace(
        MET, offer=replace(OFFERED, answer_by=instant("2026-11-25 12:00"), is_verbal=False)
    ),
    "an offer that lapsed": replace(MET, offer=replace(OFFERED, answer_by=instant("2026-11-24 10:00"))),
}
ASKS = {"en": "expect to decide", "de": "bis wann"}


@pytest.mark.parametrize("letters", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_shipped_letter_reads_well(situation: str, kind: LetterKind, letters: str) -> None:
    """Short, with the open places it should have, greeted and signed, no gap where something is unknown."""
    application = SITUATIONS[situation]
    person = application.people[0] if application.people else None
    letter = written(application, kind, person, letters, questions=True)
    assert (letter.kind, letter.person) == (kind, person)
    assert letter.words < most_words(kind)
    first, *_, last = letter.body.split("\n")
    assert re.fullmatch(r"(Dear|Sehr geehrte|Sehr geehrter|Guten Tag) \S.*,", first)
    assert last == "Ada King"
    for text in (letter.subject, letter.body):
        assert "  " not in text
        assert not re.search(r" [.,:;?!]|\(\)|[{}%]|\n\n\n|[ \t]\n|,,|\.\.|None|True|False", text)
    about_time = (LetterKind.MISSED_CALL, LetterKind.RESCHEDULE)
    thanks = (LetterKind.HIRED_THANKS, LetterKind.REFERENCE_THANKS)
    role = role_in_letters(application.role)
    assert role in letter.subject or kind in (*about_time, *thanks)
    in_subject = (LetterKind.REPLY,)
    assert role in (letter.subject if kind in in_subject else letter.body)
    assert application.company in (letter.subject if kind in in_subject else letter.body)


@pytest.mark.parametrize("letters", LANGUAGES)
@pytest.mark.parametrize(
    ("application", "asks"),
    [
        (MET, True),
        (TOLD, False),
        (replace(TOLD, decision_date=date(2026, 11, 20)), True),  # said before the interview: spent
        (TOLD.with_contact(received("2026-11-28")), True),  # they wrote after it: spent
    ],
    ids=["unknown", "known", "spent by an interview", "spent by an answer"],
)
def test_the_thank_you_asks_when_they_decide_where_that_is_unknown(
    application: Application, asks: bool, letters: str
) -> None:
    """And nowhere else; no follow-up asks it."""
    body = written(application, letters=letters, now="2026-11-28 14:00").body
    assert (ASKS[letters] in body.casefold()) == asks
    for kind in (LetterKind.FOLLOW_UP, LetterKind.SECOND_FOLLOW_UP):
        assert ASKS[letters] not in written(application, kind, letters=letters).body.casefold()
    assert ASKS[letters] in written(MET, LetterKind.ASK_DATE, letters=letters).body.casefold()


def test_a_thank_you_word_by_word() -> None:
    """In English, after a second interview, with a question."""
    card = replace(TWICE, unasked=QUESTIONS[:1])
    letter = written(card, questions=True)
    assert letter.subject == "Thank you for our conversation: Data engineer"
    assert letter.body == (
        "Dear Dr. Novák,\n"
        "\n"
        "Thank you for taking the time yesterday to talk with me in the second interview"
        " about the role of Data engineer at Northwind.\n"
        "\n"
        "[[what they need]] is close to what I did at [[where]]: [[result]].\n"
        "\n"
        "I left our conversation even more interested in the role.\n"
        "\n"
        "May I ask when you expect to decide?\n"
        "\n"
        "I would still like to ask:\n"
        "- How big is the team?\n"
        "\n"
        "Kind regards,\n"
        "Ada King"
    )


def test_a_thank_you_word_by_word_in_german() -> None:
    """To somebody with a title, four days after."""
    people = (replace(JANA, form_of_address="Frau Dr."), TOM)
    letter = written(replace(TWICE, people=people), person=people[0], letters="de", now="2026-11-27")
    assert letter.subject == "Vielen Dank für unser Gespräch: Data engineer"
    assert letter.body == (
        "Sehr geehrte Frau Dr. Novák,\n"
        "\n"
        "mit etwas Verspätung vielen Dank, dass Sie sich am Montag die Zeit genommen haben,"
        " mit mir im zweiten Gespräch"
        " über die Stelle als Data engineer bei Northwind zu sprechen.\n"
        "\n"
        "[[was sie brauchen]] kommt dem nahe, was ich bei [[wo]] gemacht habe: [[Ergebnis]].\n"
        "\n"
        "Nach unserem Gespräch reizt mich die Aufgabe noch mehr.\n"
        "\n"
        "Darf ich fragen, bis wann Sie sich voraussichtlich entscheiden?\n"
        "\n"
        "Mit freundlichen Grüßen\n"
        "Ada King"
    )


@pytest.mark.parametrize(
    ("letters", "agreed", "unknown"),
    [
        ("en", "on Tuesday 24 November at 10:00 (Berlin time)", "[[the agreed time, with its zone]]"),
        (
            "de",
            "am Dienstag, den 24. November, um 10:00 Uhr (Ortszeit Berlin)",
            "[[die vereinbarte Zeit, mit ihrer Zeitzone]]",
        ),
    ],
)
def test_the_agreed_time_is_quoted(letters: str, agreed: str, unknown: str) -> None:
    """By the clock it was agreed by; where none is known, it is a blank; so is a number to call."""
    assert fitting_follow_up(MISSED, (), today(NOW)) is LetterKind.MISSED_CALL
    letter = written(MISSED, LetterKind.MISSED_CALL, letters=letters)
    assert letter.subject.endswith(agreed)
    assert agreed.partition(" ")[2] in letter.body
    number = {"en": "your phone number", "de": "Ihre Telefonnummer"}[letters]
    assert number in letter.blanks
    with_number = replace(SETTINGS, template_set=letters, my_phone="+49 30 901820")
    reached, _ = compose_letter(MISSED, LetterKind.MISSED_CALL, JANA, today(NOW), with_number)
    assert "+49 30 901820" in reached.body
    nothing = written(NORTHWIND, LetterKind.MISSED_CALL, None, letters)
    assert unknown in nothing.subject
    assert unknown in nothing.body


@pytest.mark.parametrize(
    ("language", "days"),
    [
        (ENGLISH, ["today", "yesterday", "on Saturday", "on Tuesday", "on 16 November", "on 2 March"]),
        (GERMAN, ["heute", "gestern", "am Samstag", "am Dienstag", "am 16. November", "am 2. März"]),
    ],
    ids=["English", "German"],
)
def test_a_day_is_said_as_people_say_it(language: Language, days: list[str]) -> None:
    """Near ones by their weekday, others by their date, each as it stands in a sentence."""
    past = [date(2026, 11, day) for day in (23, 22, 21, 17, 16)] + [date(2026, 3, 2)]
    assert [language.day(day, date(2026, 11, 23)) for day in past] == days


@pytest.mark.parametrize(
    ("language", "ordinals"),
    [
        (ENGLISH, ["first", "second", "third", "fourth", "fifth", "6th", "11th"]),
        (GERMAN, ["ersten", "zweiten", "dritten", "vierten", "fünften", "6.", "11."]),
    ],
    ids=["English", "German"],
)
def test_interviews_are_counted(language: Language, ordinals: list[str]) -> None:
    """As they stand behind `in the`, `im`."""
    assert [language.which(number) for number in (1, 2, 3, 4, 5, 6, 11)] == ordinals


def test_each_is_thanked_for_the_interview_they_held() -> None:
    """Somebody of the first interview is not thanked for the second; missed and coming ones do not count."""
    interviews = (
        replace(held("2026-11-17 10:00"), people=("p2",)),
        replace(held("2026-11-18 10:00", 2), missed=True, people=("p2",)),
        replace(held("2026-11-23 10:00", 3), people=("p1",)),
        replace(ahead("2026-11-30 10:00", 4), people=("p1", "p2")),
    )
    card = replace(MET, interviews=interviews[::-1])
    assert "yesterday to talk with me in the second interview" in written(card).body
    assert "17 November to talk with me about" in written(card, person=TOM).body
    assert "yesterday to talk with me in the second interview" in written(card, person=None).body


def said_in(said: str, person: Person | None = JANA, people: Sequence[Person] = (JANA, TOM)) -> str:
    """Return what a letter suggests where this was noted of the interview."""
    card = replace(MET, people=tuple(people), interviews=(replace(MET.interviews[0], said=said),))
    place, *_ = written(card, person=person).blanks
    return place


NOTHING = "what they need"
LI, BO = Person("p3", "Li Wei"), Person("p4", "Bo Berg")
TARO = Person("p5", "山田 太郎")


@pytest.mark.parametrize(
    ("said", "person", "place"),
    [
        ("", JANA, NOTHING),
        ("  \n\n ", JANA, NOTHING),
        ("They move to Kafka", JANA, "They move to Kafka"),
        ("They move to Kafka\n\nTeam of six", JANA, "They move to Kafka / Team of six"),
        ("Jana: Kafka\nTom: on call\nTeam of six", JANA, "Kafka"),
        ("Jana: Kafka\nTom: on call\nTeam of six", TOM, "on call"),
        ("Jana: Kafka\nTeam of six", TOM, "Team of six"),
        ("jana's team uses Kafka", TOM, NOTHING),
        ("(Novák) likes hiking", JANA, "(Novák) likes hiking"),
        ("Jana and Tom disagree", TOM, "Jana and Tom disagree"),
        ("Jana: Kafka\nTom: on call", None, NOTHING),
        ("Li: budget\nlittle time", JANA, "little time"),
        ("Bo: bonus\nBook club", BO, "bonus"),
        ("山田さん: 予算\nTeam of six", JANA, "Team of six"),
        ("山田さん: 予算\nTeam of six", TARO, "山田さん: 予算"),
        ("{{ 7*7 }} {% x", JANA, "{{ 7*7 }} {% x"),
        ("see [1]", JANA, "see [1]"),
        ("[[a]] [[[b]]]]", JANA, "[a] [b]"),
        ("]", JANA, "]"),
    ],
)
def test_what_was_said_fills_the_open_place(said: str, person: Person | None, place: str) -> None:
    """What names this person, else what names nobody else; never anything that was not noted.

    Their own name in front of what they said stays out: it is said to them.
    """
    expected = place if place == NOTHING else f"{NOTHING}: {place}"
    assert said_in(said, person, (JANA, TOM, LI, BO, TARO)) == expected


def test_much_that_was_said_is_cut() -> None:
    """The rest is in the story; the place stays open."""
    place = said_in("so " * 1_000)
    assert len(place) <= len(f"{NOTHING}: ") + SAID_LIMIT
    assert place.endswith("so…")


@given(said=st.text(st.sampled_from("[]ab \n"), max_size=30))
def test_brackets_in_the_notes_leave_one_place_open(said: str) -> None:
    """The place ends where it ends: nothing of the notes stands outside of it."""
    card = replace(MET, interviews=(replace(MET.interviews[0], said=said),))
    letter = written(card)
    assert not any("[[" in blank for blank in letter.blanks)
    assert [blank.partition(":")[0] for blank in letter.blanks] == ["what they need", "where", "result"]
    assert letter.body.count("]] is close to what I did at [[where]]: [[result]].") == 1


def test_questions_go_in_where_the_user_wants_them() -> None:
    """Each on a line of its own, ten at most; else not one of them."""
    card = replace(MET, unasked=tuple(f"Question {number}?" for number in range(1, 31)))
    assert "Question" not in written(card).body
    for letters in LANGUAGES:
        lines = written(card, letters=letters, questions=True).body.split("\n")
        assert [line for line in lines if "Question" in line] == [
            f"- Question {number}?" for number in range(1, LINES_LIMIT + 1)
        ]


@pytest.mark.parametrize(("letters", "place"), [("en", "your name"), ("de", "Ihr Name")])
def test_a_name_nobody_set_is_left_open(letters: str, place: str) -> None:
    """It is not guessed."""
    letter, _ = compose_letter(MET, LetterKind.ASK_DATE, JANA, today(NOW), LetterSettings(NOWHERE, letters))
    assert letter.blanks == (place,)


def test_an_application_has_its_own_language() -> None:
    """What it names counts before what the settings say."""
    assert written(replace(MET, letters="de")).body.startswith("Guten Tag Dr. Jana Novák,")
    assert written(replace(MET, letters="en"), letters="de").body.startswith("Dear Dr. Novák,")


def test_a_mistake_in_a_template_comes_with_the_letter(tmp_path: Path) -> None:
    """The letter is the shipped one; the sentence says which file and line."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "thank-you.txt").write_text("Subject: x\n\n{{ rol }}", "utf-8")
    letter, problem = compose_letter(
        MET, LetterKind.THANK_YOU, JANA, today(NOW), replace(SETTINGS, folder=tmp_path)
    )
    assert letter == written(MET)
    assert 'thank-you.txt, line 3: there is no "rol"; did you mean role?' in problem


@settings(max_examples=50)
@given(
    application=applications(any_text=True),
    kind=st.sampled_from(KINDS),
    letters=st.sampled_from([*LANGUAGES, "fr"]),
    questions=st.booleans(),
    times=st.sampled_from([1, 1, 2_000]),
)
def test_anything_in_a_file_gives_a_letter(
    application: Application, kind: LetterKind, letters: str, questions: bool, times: int
) -> None:
    """Also a file by hand, with texts of any length in it: safe to show, and short enough to keep."""
    long = replace(
        application,
        company=application.company * times,
        role=application.role * times,
        unasked=(application.role * times,) * 20,
        people=tuple(
            replace(person, name=person.name * times, form_of_address=person.form_of_address * times)
            for person in application.people
        ),
        interviews=tuple(_saying(known, application.notes * times) for known in application.interviews),
    )
    for person in (*long.people, None):
        letter = written(long, kind, person, letters, questions=questions)
        assert 0 < len(letter.subject) <= SUBJECT_LIMIT
        assert 0 < len(letter.body) <= TEXT_LIMIT
        assert is_safe(letter.subject + letter.body)


def _saying(known: Interview, said: str) -> Interview:
    return replace(known, said=said)
