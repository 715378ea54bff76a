"""What a rule is, the user's numbers, and the presets of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Final, NamedTuple


class Number(NamedTuple):
    """What a number of the rules may be.

    Attributes:
        least: the smallest that makes sense.
        most: the largest.
        counts: what it counts, for the settings file.
    """

    least: int
    most: int
    counts: str


def _range(least: int, most: int, counts: str) -> Mapping[str, Number]:
    return {"number": Number(least, most, counts)}


@dataclass(frozen=True, slots=True)
class Rules:
    """The user's numbers. Each is a setting of the same name, under `[rules]`."""

    thank_you_hours: int = field(
        default=24, metadata=_range(1, 336, "hours after an interview within which each person is thanked")
    )
    reflect_hours: int = field(
        default=2, metadata=_range(1, 168, "hours after an interview within which you write down how it went")
    )
    assumed_business_days: int = field(
        default=5, metadata=_range(1, 60, "business days after which an answer is assumed")
    )
    grace_told_business_days: int = field(
        default=2, metadata=_range(0, 30, "business days to hold still after a day they named")
    )
    grace_assumed_business_days: int = field(
        default=1, metadata=_range(0, 30, "business days to hold still after an assumed day")
    )
    follow_ups: int = field(default=2, metadata=_range(0, 10, "follow-ups without an answer"))
    spacing_business_days: int = field(
        default=5, metadata=_range(0, 60, "business days between two follow-ups, at the least")
    )
    spacing_days: int = field(default=7, metadata=_range(0, 90, "days between two follow-ups, at the least"))
    calls: int = field(default=1, metadata=_range(0, 10, "phone calls"))
    close_after_business_days: int = field(
        default=10, metadata=_range(1, 250, "business days after the last follow-up")
    )
    close_after_days: int = field(
        default=45, metadata=_range(1, 365, "days after the last interview, where nothing was received")
    )
    keep_looking_days: int = field(default=7, metadata=_range(1, 365, "days since the newest application"))


NUMBERS: Final[Mapping[str, Number]] = {number.name: number.metadata["number"] for number in fields(Rules)}
"""What each number may be, by its name."""

STANDARD: Final = Rules()

PRESETS: Final[Mapping[str, Rules]] = {
    "standard": STANDARD,
    "slow": replace(
        STANDARD, assumed_business_days=10, grace_told_business_days=5, grace_assumed_business_days=5
    ),
    "one-note": replace(STANDARD, follow_ups=1),
    "persistent": replace(STANDARD, follow_ups=3),
}
"""Numbers that belong together: `slow` for German-speaking countries and public service, `persistent` for
sales.
"""


class Rule(NamedTuple):
    """One rule. It stands beside the functions that give advice by it.

    Attributes:
        id: `R1`, `R2` ...: how the README, the JSON and the tests name it.
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
