"""What a rule is, the user's numbers, and the presets of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace


class Number(Struct, frozen=True):
    """What a number of the rules may be.

    Attributes:
        least: the smallest that makes sense.
        most: the largest.
        counts: what it counts, for the settings file.
    """

    least: int
    most: int
    counts: str


class Rules(Struct, frozen=True):
    """The user's numbers. Each is a setting of the same name, under `[rules]`."""

    thank_you_hours: int = 24
    thank_you_days: int = 7
    reflect_hours: int = 2
    assumed_business_days: int = 5
    grace_told_business_days: int = 2
    grace_assumed_business_days: int = 1
    follow_ups: int = 2
    spacing_business_days: int = 5
    spacing_days: int = 7
    calls: int = 1
    close_after_business_days: int = 10
    close_after_days: int = 45
    keep_looking_days: int = 7
    missed_business_days: int = 3
    acknowledge_hours: int = 24
    offer_remind_business_days: int = 2
    prepare_hours: int = 24
    rejection_thanks_hours: int = 48
    withdraw_business_days: int = 2


NUMBERS: Final[Mapping[str, Number]] = {
    "thank_you_hours": Number(1, 336, "hours after an interview within which each person is thanked"),
    "thank_you_days": Number(1, 30, "days after an interview up to which a late thank-you is still advised"),
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
    "missed_business_days": Number(0, 30, "business days after a missed appointment up to which you write"),
    "acknowledge_hours": Number(1, 336, "hours after an offer within which you thank them for it"),
    "offer_remind_business_days": Number(0, 30, "business days before an offer's deadline"),
    "prepare_hours": Number(1, 168, "hours before an interview from which preparing is due"),
    "rejection_thanks_hours": Number(1, 336, "hours after a rejection for a short thank-you"),
    "withdraw_business_days": Number(0, 30, "business days after you are hired to withdraw elsewhere"),
}
"""What each number may be, by its name."""

STANDARD: Final = Rules()

PRESETS: Final[Mapping[str, Rules]] = {
    "standard": STANDARD,
    "slow": replace(
        STANDARD, assumed_business_days=10, grace_told_business_days=5, grace_assumed_business_days=5, calls=0
    ),
    "japan": replace(
        STANDARD, assumed_business_days=8, grace_told_business_days=2, grace_assumed_business_days=2
    ),
    "one-note": replace(STANDARD, follow_ups=1),
    "persistent": replace(STANDARD, follow_ups=3),
}
"""Numbers that belong together: `slow` for German-speaking countries and public service, `japan` for Japan,
`persistent` for sales.
"""

COUNTRY_PRESETS: Final[Mapping[str, str]] = {**dict.fromkeys(("DE", "AT", "CH"), "slow"), "JP": "japan"}
"""The preset that is usual in a country, where it is not the standard, by the country's code."""


class Rule(Struct, frozen=True):
    """One rule. It stands beside the functions that give advice by it.

    Attributes:
        id: `R1`, `R2` ...: how docs/rules.md, the JSON and the tests name it.
        template: its text, with the names of its numbers in braces.
        source: who says so.
    """

    id: str
    title: str
    template: str
    source: str

    def text(self, rules: Rules) -> str:
        """Return the rule's text with the user's numbers."""
        return self.template.format(**{number: getattr(rules, number) for number in NUMBERS})

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of its numbers in the settings."""
        return tuple(number for number in NUMBERS if f"{{{number}}}" in self.template)
