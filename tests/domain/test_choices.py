"""Choices as somebody types them."""

from __future__ import annotations

from enum import StrEnum

import pytest

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.choices import parse_choice
from followup_tui.errors import CallError


class _Alike(StrEnum):
    REPLY = "reply"
    REJECT = "reject"


@pytest.mark.parametrize(("word", "stage"), [("waiting", "waiting"), ("W", "waiting"), (" over ", "overdue")])
def test_a_choice_is_understood_by_its_beginning(word: str, stage: str) -> None:
    """An unambiguous beginning of a word is enough, in any case."""
    assert parse_choice(Stage, word, "a stage") is Stage(stage)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        (
            "won",
            "'won' is not an outcome. It is one of hired, declined, rejected, withdrawn, cancelled, silent",
        ),
        ("", "'' is not an outcome. It is one of hired, declined, rejected, withdrawn, cancelled, silent"),
    ],
)
def test_a_word_that_is_none_is_refused_with_those_that_are(word: str, sentence: str) -> None:
    """The sentence lists what could have been meant."""
    with pytest.raises(CallError) as refused:
        parse_choice(Outcome, word, "an outcome")
    assert str(refused.value) == sentence


def test_a_beginning_of_two_choices_is_refused_with_both() -> None:
    """Where two choices begin alike, the sentence names both."""
    with pytest.raises(CallError, match="'re' could be") as refused:
        parse_choice(_Alike, "re", "a word")
    assert str(refused.value) == "'re' could be reply, reject"
