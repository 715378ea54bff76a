"""What was noted stands in a sentence of a letter as one would write it there."""

from __future__ import annotations

import pytest

from followup_tui.letters.noted_words import handed_in, without_speaker
from tests.letters.samples import JANA, TOM


@pytest.mark.parametrize(
    ("promise", "what"),
    [
        ("send two references", "two references"),
        ("Send them the slides", "the slides"),
        ("to hand in the take-home task", "the take-home task"),
        ("email over my portfolio", "my portfolio"),
        ("the portfolio", "the portfolio"),
        ("sender list", "sender list"),
        ("send", "send"),
        ("zwei Referenzen schicken", "zwei Referenzen"),
        ("Arbeitsprobe nachreichen", "Arbeitsprobe"),
        ("die Aufgabe abgeben", "die Aufgabe"),
        ("Zeugnisse", "Zeugnisse"),
        ("einreichen", "einreichen"),
    ],
)
def test_what_is_handed_in_is_named_without_the_verb(promise: str, what: str) -> None:
    """`As promised, I am sending you` has one already."""
    assert handed_in(promise) == what


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Jana: less toil", "less toil"),
        ("Dr. Novák : less toil", "less toil"),
        ("jana novák: two words: fine", "two words: fine"),
        ("Tom: on call", "Tom: on call"),
        ("They need: less toil", "They need: less toil"),
        ("Jana:", "Jana:"),
        ("less toil", "less toil"),
    ],
)
def test_nobody_is_told_who_they_are(line: str, words: str) -> None:
    """What Jana said stands in the letter to her without her name; what somebody else said is theirs."""
    assert without_speaker(line, JANA) == words
    assert without_speaker(line, None) == line
    assert without_speaker("Jana: less toil", TOM) == "Jana: less toil"
