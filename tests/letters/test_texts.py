"""What the shipped letters say: every sentence is true in the situation, and right for whoever gets it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Outcome
from followup_tui.domain.interview import InterviewKind
from followup_tui.domain.letter import LetterKind, most_words
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.stages import Today, close_application
from followup_tui.letters.compose import compose_letter
from followup_tui.letters.facts import recruits
from followup_tui.letters.template_sets import SHIPPED
from tests.letters.letters_markdown import fitting_kinds, letters_markdown, letters_of
from tests.letters.samples import JANA, MET, NOW, SETTINGS, TOM, thanked, written
from tests.letters.situations import SITUATIONS
from tests.samples import NORTHWIND, ahead, sent, today

LANGUAGES = ["en", "de"]
TOLD = replace(MET, decision_date=date(2026, 11, 27))


def test_the_printed_letters_are_those_of_today() -> None:
    """Where they are not: python -m tests.letters.letters_markdown docs/letters.md, and read what changed."""
    file = Path(__file__).parents[2] / "docs" / "letters.md"
    assert file.read_text("utf-8") == letters_markdown()


def test_every_kind_is_printed_and_no_letter_is_too_long() -> None:
    """In every shipped set; filled in, a letter may have as many words again as its blanks say."""
    printed = {kind for situation in SITUATIONS for kind in fitting_kinds(situation)}
    assert printed == set(LetterKind)
    assert len(SITUATIONS) >= 12
    for situation in SITUATIONS:
        for kind in fitting_kinds(situation):
            for template_set in SHIPPED:
                for letter in letters_of(situation, kind, template_set):
                    assert letter.words < most_words(kind)


CONVERSATION = {
    "en": r"conversation|interview|\bcall\b|spoke|talk(?:ed|ing)? with|met you|again",
    "de": r"Gespräch|Telefonat|gesprochen|kennengelernt|nochmals|wieder",
}


@pytest.mark.parametrize("letters", LANGUAGES)
@pytest.mark.parametrize(
    "kind", [LetterKind.FOLLOW_UP, LetterKind.SECOND_FOLLOW_UP, LetterKind.OTHER_OFFER, LetterKind.WITHDRAW]
)
def test_with_no_interview_held_no_letter_speaks_of_one(kind: LetterKind, letters: str) -> None:
    """Nor of anything that was done before: nothing was."""
    letter = written(replace(NORTHWIND, people=(JANA,)), kind, letters=letters)
    assert not re.search(CONVERSATION[letters], letter.subject + letter.body)


@pytest.mark.parametrize("letters", LANGUAGES)
def test_a_follow_up_quotes_their_own_date(letters: str) -> None:
    """Once it has passed as such, before it as a plan; where they named none, it asks about the timing."""
    late = written(TOLD, LetterKind.FOLLOW_UP, letters=letters, now="2026-12-01").body
    early = written(TOLD, LetterKind.FOLLOW_UP, letters=letters).body
    none = written(MET, LetterKind.FOLLOW_UP, letters=letters).body
    quoted = {
        "en": (
            "You hoped to decide by 27 November. Is there an update on the timing?",
            "Is that still the plan?",
        ),
        "de": ("Sie wollten sich bis zum 27. November entscheiden.", "Bleibt es dabei?"),
    }
    assert quoted[letters][0] in late
    assert quoted[letters][1] in early
    assert {"en": "timing", "de": "Zeitplan"}[letters] in none
    assert "27" not in none
    for body in (late, early, none):
        assert not re.search("any news|Neues|Neuigkeit", body)


@pytest.mark.parametrize(("letters", "again"), [("en", "again"), ("de", "nochmals")])
def test_again_stands_only_where_it_is_true(letters: str, again: str) -> None:
    """After a thank-you to that person; the other one gets none."""
    card = MET.with_contact(thanked("2026-11-23 14:00", "p1"))
    for kind in (LetterKind.THANK_YOU, LetterKind.ASK_DATE):
        assert again not in written(MET, kind, letters=letters).body
        assert again in written(card, kind, letters=letters).body
        assert again not in written(card, kind, TOM, letters).body


@pytest.mark.parametrize(
    ("now", "is_late"), [("2026-11-23 11:00", False), ("2026-11-24 18:00", False), ("2026-11-25 09:00", True)]
)
def test_a_late_thank_you_says_so(now: str, is_late: bool) -> None:
    """From the second day after; on the day after nobody finds it late."""
    assert ("a little late" in written(now=now, application=MET).body) == is_late
    assert ("mit etwas Verspätung" in written(now=now, application=MET, letters="de").body) == is_late


RUTH = Person("p3", "Ruth Okafor", "Ms", "Senior Recruiter", "ruth@northwind.example", checked=True)
PETRA = Person("p4", "Petra Klein", "Ms", "", "petra@agency.example", checked=True, at_agency=True)


def test_a_thank_you_to_a_recruiter_is_about_the_process() -> None:
    """No need of theirs and no proof of the user's; the question for the date goes to them alone."""
    met = (replace(MET.interviews[0], people=("p1", "p2", "p3"), said="Jana: nightly loads"),)
    card = replace(MET, people=(JANA, TOM, RUTH), interviews=met)
    body = written(card, person=RUTH).body
    assert "Could you tell me when you expect to decide?" in body
    assert "is close to what I did" not in body
    assert "nightly loads" not in body
    assert "expect to decide" not in written(card).body
    assert "nightly loads" in written(card).body


def test_the_consultant_of_an_agency_is_thanked_for_arranging() -> None:
    """They were not in the room: nobody tells them of a conversation with them."""
    card = replace(MET, people=(JANA, TOM, PETRA), via="Agency")
    body = written(card, person=PETRA).body
    assert "for arranging the conversation with Jana Novák and Tom Reyes yesterday" in body
    assert "Do you know when Northwind expects to decide?" in body
    assert "our conversation" not in body
    for letters, thanks in (("en", "for arranging the conversation"), ("de", "möglich gemacht haben")):
        assert thanks in written(card, LetterKind.ASK_DATE, PETRA, letters=letters).body
    follow_up = written(
        replace(card, decision_date=date(2026, 11, 27)), LetterKind.FOLLOW_UP, PETRA, now="2026-12-01"
    )
    assert "Northwind hoped to decide by 27 November. Have you heard anything" in follow_up.body


@pytest.mark.parametrize("position", ["Recruiter", "HR Manager", "Talent Acquisition", "Personalreferentin"])
def test_recruiters_are_known_by_their_position(position: str) -> None:
    """In both languages."""
    assert recruits(replace(JANA, position=position))


@pytest.mark.parametrize("position", ["", "Head of Data", "Personal Trainer", "Chrome Engineer", "CTO"])
def test_nobody_else_is_taken_for_a_recruiter(position: str) -> None:
    """Not by half a word."""
    assert not recruits(replace(JANA, position=position))


def test_another_interview_is_called_what_it_was() -> None:
    """A call was a call."""
    kinds = {InterviewKind.PHONE: "phone call", InterviewKind.VIDEO: "video call", None: "conversation"}
    for kind, words in kinds.items():
        card = replace(MET, interviews=(replace(MET.interviews[0], kind=kind),))
        assert written(card).subject.startswith(f"Thank you for our {words}")


def test_what_they_promised_is_quoted_for_ones_own_words() -> None:
    """Once its day is over; a promise kept by their word is none."""
    card = replace(MET, promises=(Promise("1", "they call on Monday", Party.THEM, date(2026, 11, 27)),))
    body = written(card, LetterKind.FOLLOW_UP, now="2026-12-01").body
    assert "You had meant to [[what they would do: they call on Monday]] by 27 November." in body
    assert "had meant to" not in written(card, LetterKind.FOLLOW_UP, now="2026-11-27").body


@pytest.mark.parametrize(("allowed", "is_last"), [(1, True), (2, True), (3, False)])
def test_the_last_follow_up_says_that_it_is(allowed: int, is_last: bool) -> None:
    """By the user's own rules; and it names the day of the one before."""
    card = MET.with_contact(sent("2026-11-25"))
    day = today("2026-12-07")
    now = Today(day.now, replace(STANDARD, follow_ups=allowed), day.calendar)
    letter, _ = compose_letter(card, LetterKind.SECOND_FOLLOW_UP, JANA, now, SETTINGS, (card,))
    assert letter.body.startswith("Dear Dr. Novák,\n\nI wrote on 25 November about")
    assert ("I will leave it at that." in letter.body) == is_last


def test_withdrawing_says_so_where_another_job_was_taken() -> None:
    """Without a name, and with no reason to be thought of; an appointment ahead is called off."""
    solvex = replace(NORTHWIND, id="solvex", company="Solvex")
    hired = close_application(solvex, Outcome.HIRED, today("2026-11-23"))
    card = replace(MET, interviews=(*MET.interviews, ahead("2026-11-30 10:00", 2)))
    letter, _ = compose_letter(card, LetterKind.WITHDRAW, JANA, today(NOW), SETTINGS, (card, hired))
    assert "I have accepted another position, and am therefore withdrawing" in letter.body
    assert (
        "The appointment on Monday 30 November at 10:00 (Berlin time) is then no longer needed."
        in letter.body
    )
    assert "Solvex" not in letter.body
    assert letter.blanks == ()
    assert len(written(card, LetterKind.WITHDRAW).blanks) == 1


def test_one_question_follows_a_rejection_only_after_an_interview() -> None:
    """Who never met them has nothing to ask."""
    assert "?" not in written(replace(NORTHWIND, people=(JANA,)), LetterKind.AFTER_REJECTION).body
    assert written(MET, LetterKind.AFTER_REJECTION).body.count("?") == 2
