"""Typed moments of interviews, contacts, offers and snoozes: the hour taken, the end, both clocks."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.domain.time_defaults import (
    TypedMoment,
    parse_answer_by,
    parse_contact_moment,
    parse_interview_end,
    parse_interview_moment,
    parse_last_day,
    parse_snooze,
)
from followup_tui.errors import DateError
from followup_tui.ui import field_preview
from tests.samples import at, today

MONDAY = today("2026-11-23 14:02")
PACIFIC = "2pm PST = 23:00 your time (Europe/Berlin)"


def test_a_time_in_another_zone_says_both_clocks() -> None:
    """Whoever types their time sees their own beside it, in each field that takes a moment."""
    friday = TypedMoment(at("2026-11-27 23:00"), elsewhere=PACIFIC)
    assert parse_interview_moment("fri 2pm PST", MONDAY) == friday
    assert parse_answer_by("fri 2pm PST", MONDAY) == friday
    assert parse_snooze("fri 2pm PST", MONDAY) == friday
    assert parse_contact_moment("last mon 2pm PST", MONDAY) == TypedMoment(
        at("2026-11-16 23:00"), elsewhere=PACIFIC
    )


def test_the_hour_taken_for_a_part_of_a_day_is_said_as_taken() -> None:
    """As it is where only the day was typed."""
    assert parse_interview_moment("fri afternoon", MONDAY) == TypedMoment(
        at("2026-11-27 15:00"), assumed=True
    )
    assert parse_contact_moment("this morning", MONDAY) == TypedMoment(at("2026-11-23 09:00"), assumed=True)
    assert parse_interview_moment("fri", MONDAY) == TypedMoment(at("2026-11-27 09:00"), assumed=True)


def test_the_end_of_an_interview_is_typed_with_its_start_or_beside_it() -> None:
    """Not both, unless they are the same."""
    start = parse_interview_moment("fri 2pm - 3pm", MONDAY)
    assert (start.at, start.ends_at) == (at("2026-11-27 14:00"), at("2026-11-27 15:00"))
    assert parse_interview_end(None, start, MONDAY) == start.ends_at
    assert parse_interview_end("15:00", start, MONDAY) == start.ends_at
    assert parse_interview_end("15:30", TypedMoment(start.at), MONDAY) == at("2026-11-27 15:30")
    assert parse_interview_end(None, TypedMoment(start.at), MONDAY) is None
    for day in ("tomorrow", "yesterday"):
        begun = parse_interview_moment(f"{day} 10:00", MONDAY)
        end = parse_interview_end(f"{day} 11:30", begun, MONDAY)
        assert end == begun.at.replace(hour=11, minute=30)
    for text in ("15:30", "13:00", "fri", ""):
        with pytest.raises(DateError):
            parse_interview_end(text, start, MONDAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri 20 Nov", "2026-11-20"),
        ("20.11.", "2026-11-20"),
        ("Mitte November", "2026-11-15"),
        ("by the 17th", "2026-12-17"),
        ("Thu 1 Jul", "2027-07-01"),  # of the coming year, which its weekday tells
        ("in zwei Wochen", "2026-12-07"),
    ],
)
def test_a_decision_date_is_the_nearest(text: str, expected: str) -> None:
    """Without a year it may have passed; a weekday in front says of which year it is."""
    assert parse_last_day(text, MONDAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "preview"),
    [
        ("fri 2pm PST", f"Fri 27 Nov 2026 23:00 · in 4 days · {PACIFIC} · it lies ahead"),
        ("fri 2pm - 3pm", "Fri 27 Nov 2026 14:00 to 15:00 · in 4 days · it lies ahead"),
        ("tonight", "Mon 23 Nov 2026 19:00 · today · add the hour if you know it"),
    ],
)
def test_the_preview_says_what_was_understood(text: str, preview: str) -> None:
    """Both clocks, the end, and that the hour was taken."""
    assert field_preview.interview(text, MONDAY) == preview
