"""The numbers the program gives advice by. Each is a default that the settings can change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The user's numbers.

    Attributes:
        thank_you_hours: R1, hours from a round's end within which each person of it is thanked. 24 hours:
            Princeton, UMBC, Lawrence, WashU Law, TopResume; per round: Ask a Manager.
        assumed_business_days: R3, business days after which an answer is expected where they named no day.
            5 business days: Indeed; a week: Ask a Manager, Georgetown.
    """

    thank_you_hours: int = 24
    assumed_business_days: int = 5


STANDARD = Rules()
