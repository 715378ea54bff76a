"""The letters that are being written: what was typed stays, what is open is found, what is odd is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.letter import LetterKind, most_words
from followup_tui.letters.compose import LetterSettings
from followup_tui.letters.drafts import LetterDrafts
from tests.letters.samples import JANA, MET, SETTINGS, TOM, thanked
from tests.samples import NORTHWIND, today

NOW = today("2026-11-23 14:00")
QUESTIONS = ("How big is the team?", "Who is on call?")
ASKING = replace(MET, unasked=QUESTIONS)


def letter_drafts(
    application: Application = MET,
    kind: LetterKind = LetterKind.THANK_YOU,
    letter_settings: LetterSettings = SETTINGS,
    *,
    questions: bool = False,
) -> LetterDrafts:
    """Lay the letters out."""
    return LetterDrafts(application, kind, NOW, letter_settings, questions=questions)


def write_in(drafts: LetterDrafts, *said: str) -> None:
    """Write something in the open drafts of each letter."""
    for draft, text in zip(drafts.drafts, said, strict=True):
        draft.body = re.sub(r"\[\[what they need\]\]|is close to .*", "", draft.body) + text


def test_there_is_a_letter_for_each_person_to_be_thanked() -> None:
    """Addressed to each; one to whom it may concern where nobody is known."""
    assert [draft.body.partition("\n")[0] for draft in letter_drafts().drafts] == [
        "Dear Dr. Novák,",
        "Dear Tom Reyes,",
    ]
    left = letter_drafts(MET.with_contact(thanked("2026-11-23 13:00", "p1")))
    assert [draft.key for draft in left.drafts] == ["p2"]
    (nobody,) = letter_drafts(replace(NORTHWIND, interviews=MET.interviews)).drafts
    assert (nobody.key, nobody.person, nobody.letter.person) == ("them", None, None)
    assert nobody.body.startswith("Dear hiring team,")


typed_text = st.text(max_size=20)


@given(
    subjects=st.tuples(typed_text, typed_text),
    bodies=st.tuples(typed_text, typed_text),
    sending=st.sampled_from(["", "14:02"]),
)
def test_what_was_typed_comes_back(subjects: tuple[str, str], bodies: tuple[str, str], sending: str) -> None:
    """Composed again, all is as it was left; what is as the template began it is not kept."""
    left = letter_drafts()
    for draft, subject, body in zip(left.drafts, subjects, bodies, strict=True):
        draft.subject, draft.body, draft.sending = subject, body, sending
    typed = left.edits()
    assert len(typed) == 4 + 2 * bool(sending)
    again = letter_drafts()
    assert again.restore({name: now for name, (_, now) in typed.items()})
    assert [(s.subject, s.body, s.sending) for s in again.drafts] == [
        (subject, body, sending) for subject, body in zip(subjects, bodies, strict=True)
    ]
    assert again.edits() == typed
    assert not again.restore({name: now for name, (_, now) in typed.items()})


def test_a_letter_that_comes_back_later_states_what_is_true_then() -> None:
    """Where its blanks alone were filled; where more was written, that stays, and is to be looked over."""
    left = LetterDrafts(MET, LetterKind.THANK_YOU, today("2026-11-19 14:00"), SETTINGS)
    first, second = left.drafts
    assert "[[what they need]]" in first.body
    first.body = first.body.replace("[[what they need]]", "Less toil").replace("[[where]]", "Lidl")
    second.body = second.body.replace("Thank you for", "Many thanks for")
    edits = left.edits()
    later = letter_drafts()
    begun_from = {name: before for name, (before, _) in edits.items()}
    assert later.restore({name: now for name, (_, now) in edits.items()}, begun_from)
    one, other = later.drafts
    assert one.body == one.composed.body.replace("[[what they need]]", "Less toil").replace(
        "[[where]]", "Lidl"
    )
    assert one.composed.body != first.composed.body  # the day has another name by now
    assert (one.begun_from, other.body) == ("", second.body)
    assert "begun earlier: are its days and facts still right?" in later.warnings(1)
    assert "begun earlier: are its days and facts still right?" not in later.warnings(0)
    assert later.edits()["p2.body"] == edits["p2.body"]  # and is so still the next time
    on_its_way = letter_drafts()
    on_its_way.restore({"p1.body": first.body, "p1.sending": "14:02"}, begun_from)
    assert on_its_way.drafts[0].body == first.body  # it may have gone out in these words


def test_a_hole_in_a_sentence_and_a_small_letter_at_its_beginning_are_told() -> None:
    """Until they are mended."""
    drafts = letter_drafts()
    draft = drafts.drafts[0]
    draft.body = draft.body.replace("[[what they need]]", "less toil").replace("[[where]]", "")
    assert drafts.warnings(0) == [
        "a hole is left where “where” stood",
        "a sentence begins with a small letter: “less”",
    ]
    draft.body = draft.body.replace("less toil", "Less toil").replace("at :", "at Lidl:")
    assert drafts.warnings(0) == []


def test_nothing_typed_is_nothing_kept() -> None:
    """Nor is what belongs to somebody who is not there."""
    empty = letter_drafts()
    assert empty.edits() == {}
    assert not empty.restore({})
    assert not empty.restore({"p9.body": "x", "p1.nonsense": "x", "body": "x"})
    assert empty.edits() == {}


def test_what_was_sent_is_no_longer_half_written() -> None:
    """What stands of it in the contact is enough."""
    drafts = letter_drafts()
    write_in(drafts, "about Kafka", "about on-call")
    assert drafts.edits().keys() == {"p1.body", "p2.body"}
    drafts.drafts[0].sent = thanked("2026-11-23 13:00", "p1")
    assert drafts.edits().keys() == {"p2.body"}


def test_letters_begun_anew_keep_what_was_typed() -> None:
    """A name put right, questions put in: the letters nobody wrote in have them, the others stay."""
    drafts = letter_drafts(ASKING)
    drafts.drafts[0].body = "My own words"
    people = (replace(JANA, name="Jana Nováková"), replace(TOM, form_of_address="Mr"))
    drafts.recompose(replace(ASKING, people=people), NOW, questions=True)
    one, other = drafts.drafts
    assert one.body == "My own words"
    assert one.composed.body.startswith("Dear Dr. Nováková,")
    assert other.body.startswith("Dear Mr Reyes,")
    assert "- Who is on call?" in other.body
    assert drafts.edits().keys() == {"p1.body"}
    drafts.recompose(replace(ASKING, people=people), NOW, questions=False)
    assert "Who is on call?" not in other.body
    drafts.recompose(replace(ASKING, people=people[:1]), NOW, questions=False)
    assert [draft.key for draft in drafts.drafts] == ["p1"]  # whoever is taken out is not written to
    drafts.recompose(replace(ASKING, people=()), NOW, questions=False)
    assert [draft.key for draft in drafts.drafts] == ["them"]


def test_the_next_open_place_is_found_around_the_end() -> None:
    """After each letter comes the other; itself where it is the only one; none where all is written."""
    drafts = letter_drafts()
    assert [drafts.next_with_blanks(index) for index in (-1, 0, 1)] == [0, 1, 0]
    drafts.drafts[1].body = "Thank you."
    assert [drafts.next_with_blanks(index) for index in (-1, 0, 1)] == [0, 0, 0]
    drafts.drafts[0].sent = thanked("2026-11-23 13:00", "p1")
    assert [drafts.next_with_blanks(index) for index in (-1, 0, 1)] == [None, None, None]
    drafts.drafts[1].subject = "[[about what]]"
    assert [drafts.next_with_blanks(index) for index in (-1, 0, 1)] == [1, 1, 1]


def test_questions_that_stand_in_a_letter_are_known() -> None:
    """Also where a line was broken in them; one that was taken out is not asked."""
    drafts = letter_drafts(ASKING, questions=True)
    draft = drafts.drafts[0]
    assert drafts.questions_in(draft) == QUESTIONS
    draft.body = draft.body.replace("big is the", "big\n  is the").replace("Who is on call?", "")
    assert drafts.questions_in(draft) == QUESTIONS[:1]
    assert letter_drafts(ASKING).questions_in(letter_drafts(ASKING).drafts[0]) == ()


def test_a_letter_on_its_way_is_not_begun_anew() -> None:
    """Its words stay those that were handed over, whatever the template says by now."""
    drafts = letter_drafts(ASKING)
    before = drafts.drafts[0].body
    drafts.drafts[0].sending = "14:02"
    drafts.recompose(ASKING, NOW, questions=True)
    assert drafts.drafts[0].body == before
    assert "- Who is on call?" in drafts.drafts[1].body
    drafts.drafts[0].sent = thanked("2026-11-23 13:00", "p1")
    assert drafts.edits() == {}


def test_a_letter_with_an_open_place_has_no_link() -> None:
    """A mail program would send it as it stands."""
    drafts = letter_drafts()
    assert drafts.drafts[0].link == ""
    write_in(drafts, "about Kafka", "about on-call")
    assert drafts.drafts[0].link.startswith("mailto:")


def test_while_one_writes_what_is_alike_is_as_it_was() -> None:
    """Until it is asked for: then it says whether anything is new."""
    drafts = letter_drafts()
    write_in(drafts, "Your move to Kafka stayed with me", "Your move to Kafka stayed with me")
    assert drafts.warnings(0, writing=True) == []
    assert drafts.find_similar()
    assert drafts.warnings(0, writing=True) == ["very like the one to Tom Reyes: they may compare"]
    assert not drafts.find_similar()


def test_letters_that_are_too_alike_point_to_each_other() -> None:
    """By the other one's name; with something else in one of them, neither does."""
    drafts = letter_drafts()
    assert (drafts.warnings(0), drafts.warnings(1)) == ([], [])
    write_in(drafts, "Your move to Kafka stayed with me", "Your move to Kafka stayed with me")
    assert drafts.warnings(0) == ["very like the one to Tom Reyes: they may compare"]
    assert drafts.warnings(1) == ["very like the one to Dr. Jana Novák: they may compare"]
    drafts.drafts[1].body = drafts.drafts[1].body.replace("Your move to Kafka", "The rota for nights")
    assert (drafts.warnings(0), drafts.warnings(1)) == ([], [])


@pytest.mark.parametrize(("checked", "said"), [(True, []), (False, ["is Tom Reyes spelled right?"])])
def test_a_name_whose_spelling_nobody_checked_is_flagged(checked: bool, said: list[str]) -> None:
    """Until the user says that it is right."""
    drafts = letter_drafts(replace(MET, people=(JANA, replace(TOM, checked=checked))))
    assert (drafts.warnings(0), drafts.warnings(1)) == ([], said)


def test_a_letter_that_is_too_long_is_told() -> None:
    """From the first word over; the subject does not count."""
    drafts = letter_drafts()
    draft = drafts.drafts[0]
    draft.subject = "word " * 200
    draft.body = "word " * most_words(LetterKind.THANK_YOU)
    assert drafts.warnings(0) == []
    draft.body += "word"
    assert drafts.warnings(0) == ["151 words: over 150, it is hardly read to its end"]
    follow_up = letter_drafts(kind=LetterKind.FOLLOW_UP)
    follow_up.drafts[0].body = "word " * 121
    assert follow_up.warnings(0) == ["121 words: over 120, it is hardly read to its end"]


def test_accepting_is_no_reason_to_resign_yet() -> None:
    """That is said to the user, and stands nowhere in the letter."""
    drafts = letter_drafts(kind=LetterKind.ACCEPT)
    assert drafts.warnings(0) == ["do not resign from your job before you have it in writing"]
    assert not any(word in drafts.drafts[0].body for word in ("resign", "contract", "in writing"))


def test_a_mistake_in_the_users_own_template_is_told_with_each_letter(tmp_path: Path) -> None:
    """The letters are there all the same."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "thank-you.txt").write_text("no subject", "utf-8")
    drafts = letter_drafts(letter_settings=replace(SETTINGS, folder=tmp_path))
    assert [draft.body for draft in drafts.drafts] == [draft.body for draft in letter_drafts().drafts]
    for index in (0, 1):
        (said,) = drafts.warnings(index)
        assert said.endswith(
            "thank-you.txt, line 1: a template begins with Subject: and what it is about"
            "; the shipped one is used"
        )
