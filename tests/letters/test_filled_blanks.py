"""What was written in the blanks of a letter: found, put into the letter of today, and looked over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.letters.filled_blanks import filled_blanks, refilled, without_suggestions

TODAY = (
    "Dear Ms Lind,\n\nThank you for today.\n\n[[need]] is like what I did at [[where: Lidl]]: [[result]].\n"
)
LATER = TODAY.replace("today", "Thursday").replace(": Lidl", "")


def written(need: str = "[[need]]", where: str = "[[where: Lidl]]", result: str = "[[result]]") -> str:
    """Return the letter with words in its blanks."""
    blanks = {"[[need]]": need, "[[where: Lidl]]": where, "[[result]]": result}
    text = TODAY
    for blank, words in blanks.items():
        text = text.replace(blank, words)
    return text


words = st.text(st.characters(codec="utf-8", exclude_characters="[]:.\r"), min_size=1, max_size=30).filter(
    lambda text: text.strip() and " is like what" not in text
)


@given(need=words, where=words, result=words)
def test_what_was_written_in_the_blanks_stands_in_the_letter_of_another_day(
    need: str, where: str, result: str
) -> None:
    """Word for word; the letter's own words are those of the day."""
    blanks = filled_blanks(TODAY, written(need, where, result))
    assert blanks is not None
    assert [(blank.label, blank.text) for blank in blanks] == [
        ("need", need),
        ("where", where),
        ("result", result),
    ]
    later = refilled(TODAY, written(need, where, result), LATER)
    assert later == written(need, where, result).replace("for today", "for Thursday", 1)


@pytest.mark.parametrize(
    ("text", "of_now"),
    [
        (TODAY, LATER),
        (written(need="Less toil"), LATER.replace("[[need]]", "Less toil")),
        (written(result="two: and three"), LATER.replace("[[result]]", "two: and three")),
        (written(need="One.\n\nTwo"), LATER.replace("[[need]]", "One.\n\nTwo")),
        (written(result=""), LATER.replace("[[result]]", "")),
        (TODAY.replace("Thank you", "Thanks"), None),
        ("My own words", None),
        ("", None),
    ],
)
def test_a_letter_is_of_now_unless_its_other_words_were_changed(text: str, of_now: str | None) -> None:
    """What the user took out stays out; what they wrote anew is theirs."""
    assert refilled(TODAY, text, LATER) == of_now


def test_words_whose_blank_is_gone_are_not_lost() -> None:
    """The letter then stays as it was written."""
    assert refilled(TODAY, written(result="4 hours"), LATER.replace(": [[result]]", "")) is None


@pytest.mark.parametrize(
    ("template", "text", "holes", "small"),
    [
        ("Give it by [[the day]] then.", "Give it by  then.", ["the day"], []),
        ("Give it by [[the day]] then.", "Give it by Friday then.", [], []),
        ("Give it by [[the day]] then.", "Give it by [[the day]] then.", [], []),
        ("No. [[your reason, or take this out]]", "No. ", [], []),
        ("Nein. [[Ihr Grund, oder streichen]]", "Nein. ", [], []),
        ("Hi.\n\n[[need]] is it.", "Hi.\n\nless toil is it.", [], ["less"]),
        ("Hi.\n\n[[need]] is it.", "Hi.\n\niOS is it.", [], []),
        ("Guten Tag,\n\n[[Ihre Antwort]]", "Guten Tag,\n\ngern.", [], []),
        ("I like it: [[what]].", "I like it: less toil.", [], []),
        ("[[a]][[b]]", "x", [], []),
    ],
)
def test_a_hole_and_a_small_letter_are_found(
    template: str, text: str, holes: list[str], small: list[str]
) -> None:
    """A blank that says that it can go leaves none; behind the comma of a greeting, small is right."""
    blanks = filled_blanks(template, text) or []
    assert [blank.label for blank in blanks if blank.is_hole] == holes
    assert [blank.text.split()[0] for blank in blanks if blank.begins_small] == small


def test_what_was_noted_about_a_blank_tells_no_two_letters_apart() -> None:
    """Only what it says to write does."""
    assert without_suggestions(TODAY) == TODAY.replace(": Lidl", "")
