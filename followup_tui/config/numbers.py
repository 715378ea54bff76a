"""The numbers under `[rules]`: what each is, and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Number(NamedTuple):
    """What a number may be.

    Attributes:
        least: the smallest that makes sense.
        most: the largest.
        says: what it counts, for the settings file.
    """

    least: int
    most: int
    says: str


NUMBERS: Final[Mapping[str, Number]] = {
    "thank_you_hours": Number(1, 336, "hours after an interview within which each person is thanked"),
    "reflect_hours": Number(1, 168, "hours after an interview within which you write down how it went"),
    "assumed_business_days": Number(1, 60, "business days after which an answer is assumed"),
    "grace_told_business_days": Number(0, 30, "business days to hold still after a day they named"),
    "grace_assumed_business_days": Number(0, 30, "business days to hold still after an assumed day"),
    "follow_ups": Number(0, 10, "follow-ups without an answer"),
    "spacing_business_days": Number(0, 60, "business days between two follow-ups, at the least"),
    "spacing_days": Number(0, 90, "days between two follow-ups, at the least"),
    "calls": Number(0, 10, "phone calls"),
    "close_after_business_days": Number(1, 250, "business days after the last follow-up"),
    "close_after_days": Number(1, 365, "days after the last interview, where nothing was received"),
    "keep_looking_days": Number(1, 365, "days since the newest application"),
}
"""The numbers by name, each field of `Rules` once."""
