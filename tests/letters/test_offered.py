"""Which letters are offered: every kind in every state of an application."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.letter_fit import kinds_for
from tests.letters.application_states import NOW, STATES, ApplicationState
from tests.letters.offered_table import offered_table
from tests.letters.samples import written
from tests.samples import today


def test_each_state_offers_its_letters_and_says_why_it_does_not_offer_the_others() -> None:
    """As offered.txt has it. After a change on purpose, offered_table.py writes that anew, to be read."""
    assert offered_table() == (Path(__file__).parent / "offered.txt").read_text("utf-8")


DECIDES = r"expect to decide|expects to decide|voraussichtlich"


@pytest.mark.parametrize("letters", ["en", "de", "de-informal"])
@pytest.mark.parametrize(
    "state", [state for state in STATES if state.application.next_interview(today(NOW).utc)], ids=str
)
def test_with_an_interview_ahead_no_letter_asks_when_they_decide(
    state: ApplicationState, letters: str
) -> None:
    """A thank-you looks forward to that interview."""
    for kind in kinds_for(state.application, today(NOW), (state.application, *state.related)):
        body = written(state.application, kind, state.application.people[0], letters, NOW).body
        assert not any(words in body for words in DECIDES.split("|"))
        assert kind is not LetterKind.THANK_YOU or "27" in body


@pytest.mark.parametrize(
    ("letters", "asks"), [("en", "a new time"), ("de", "neuen Termin"), ("de-informal", "neuen Termin")]
)
def test_after_a_cancelled_first_interview_a_follow_up_asks_for_a_new_time(letters: str, asks: str) -> None:
    """Nothing is to be decided yet."""
    for state in STATES:
        if "first interview was cancelled" in state.name:
            for kind in (LetterKind.FOLLOW_UP, LetterKind.SECOND_FOLLOW_UP):
                body = written(state.application, kind, state.application.people[0], letters, NOW).body
                assert asks in body
                assert not any(words in body for words in ("timing", "decision", "Zeitplan", "Entscheidung"))
