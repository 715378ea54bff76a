"""Things many tests begin with: a clock that stands still, an application, a day in Berlin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from followup_tui.demo import sample
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Reflection
from followup_tui.domain.interviews import Details, add_interview
from followup_tui.domain.stages import Today
from followup_tui.tracker import Change, Tracker

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    """Read `2026-11-23` (noon) or `2026-11-23 14:02` as Berlin's wall clock shows it."""
    return datetime.fromisoformat(text if ":" in text else f"{text} 12:00").replace(tzinfo=ZONE)


def instant(text: str) -> Instant:
    """Return the moment that `at` reads."""
    return Instant.of(at(text))


NOW = at("2026-11-23 14:02")
"""A Monday."""


def today(text: str) -> Today:
    """Return a moment with the standard numbers and Monday to Friday as business days."""
    return Today(at(text), STANDARD, Weekdays())


def held(text: str, number: int = 1) -> Interview:
    """Return an interview that ended then."""
    return Interview(f"i{number}", ended_at=instant(text))


REFLECTION = Reflection(instant("2026-11-12 16:00"))
"""What was written down by somebody who had nothing to say."""


def ahead(text: str, number: int = 1) -> Interview:
    """Return an interview that starts then."""
    return Interview(f"i{number}", starts_at=instant(text))


def sent(text: str, kind: ContactKind = ContactKind.FOLLOW_UP) -> Contact:
    """Return a mail that was sent then."""
    return Contact(instant(text), Direction.SENT, kind)


def received(text: str, channel: Channel = Channel.EMAIL) -> Contact:
    """Return a message that came then."""
    return Contact(instant(text), Direction.RECEIVED, ContactKind.MESSAGE, channel)


NORTHWIND = Application(
    id="northwind",
    company="Northwind",
    role="Data engineer",
    created_at=instant("2026-11-02"),
    updated_at=instant("2026-11-02"),
)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.time

    def pass_by(self, **span: float) -> None:
        """Let time pass."""
        self.time += timedelta(**span)


def record(tracker: Tracker, application_id: str, moment: datetime, details: Details = Details()) -> Change:  # noqa: B008
    """Record another interview, held or planned."""
    return tracker.change(
        application_id,
        "another interview",
        lambda card, today: add_interview(card, moment, today, details=details),
    )


def open_demo(folder: Path, size: int | None, seed: int, now: Clock) -> Tracker:
    """Open the demo's sample, as `sample` makes it, in a folder."""
    tracker = open_tracker(folder / "demo", now)
    tracker.fill(_sample(size, seed, now()))
    return tracker


@cache
def _sample(size: int | None, seed: int, now: datetime) -> tuple[Application, ...]:
    return tuple(sample(size, seed, now))


def open_tracker(folder: Path, clock: Clock | None = None) -> Tracker:
    """Open the tracker on the data file in this folder."""
    return Tracker.open(
        folder / "data" / "followup.json", folder / "state", clock or Clock(), STANDARD, Weekdays()
    )
