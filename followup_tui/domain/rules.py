"""The rules the program gives advice by: their words, sources and numbers, and the presets.

Everything that shows a rule reads this table: `w`, `followup why`, and the section in the README.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import NamedTuple


class RuleId(StrEnum):
    """The rules by number."""

    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"
    R7 = "R7"
    R8 = "R8"
    R9 = "R9"
    R10 = "R10"
    R11 = "R11"
    R12 = "R12"


@dataclass(frozen=True, slots=True)
class Rules:
    """The user's numbers. Each is a setting of the same name; `TABLE` says where its default comes from.

    Attributes:
        thank_you_hours: R1, hours from an interview's end within which each person of it is thanked.
        reflect_hours: R2, hours from an interview's end within which one reflects on it.
        assumed_business_days: R3, business days after which an answer is assumed where no day was named.
        grace_told_business_days: R4, business days to hold still after the day they named.
        grace_assumed_business_days: R4, business days to hold still after an assumed day.
        follow_ups: R5, waves of follow-ups without an answer.
        spacing_business_days: R6, business days between two waves; the later of this and `spacing_days`.
        spacing_days: R6, calendar days between two waves.
        calls: R7, phone calls.
        close_after_business_days: R10, business days after the last wave.
        close_after_days: R10, calendar days after the last interview where nothing was received.
        keep_looking_days: R11, days since the newest application from which the header reminds.
    """

    thank_you_hours: int = 24
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


STANDARD = Rules()

PRESETS: Mapping[str, Rules] = {
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
    """One rule.

    Attributes:
        says: the rule, with the names of its numbers in braces.
        source: who says so.
    """

    id: RuleId
    title: str
    says: str
    source: str

    def text(self, rules: Rules) -> str:
        """Say the rule with the user's numbers."""
        return self.says.format(**{f.name: getattr(rules, f.name) for f in fields(rules)})

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of its numbers in the settings."""
        return tuple(f.name for f in fields(Rules) if f"{{{f.name}}}" in self.says)


TABLE: Mapping[RuleId, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            RuleId.R1,
            "thank each person",
            "A thank-you for each person of an interview is due within {thank_you_hours} hours of its end."
            " A late one is still worth sending.",
            "24 hours: Princeton, UMBC, Lawrence, WashU Law, TopResume; per interview: Ask a Manager;"
            " looser, 2 business days: UW Bothell",
        ),
        Rule(
            RuleId.R2,
            "reflect while it is fresh",
            "Write down what went well and what did not within {reflect_hours} hours of the interview;"
            " the next day it is overdue.",
            "1 to 2 hours: interview coaches; names fade in a day or two",
        ),
        Rule(
            RuleId.R3,
            "no date named",
            "Where they named no day, the thank-you asks for it; without an answer, one is assumed"
            " {assumed_business_days} business days after the last word.",
            "5 business days: Indeed; 5 to 7: journalismjobs; a week: Ask a Manager, Georgetown; 2 weeks:"
            " LiveCareer; advice in German: 10 business days and more",
        ),
        Rule(
            RuleId.R4,
            "hold still after their date",
            "After the expected day has passed, hold still before a follow-up: {grace_told_business_days}"
            " business days where they named it, {grace_assumed_business_days} where it was assumed.",
            "next day: careernetwork; 1 to 2 business days: Indeed; 2 to 3: Seattle Times; a week:"
            " Georgetown, UW Bothell",
        ),
        Rule(
            RuleId.R5,
            "not too many",
            "{follow_ups} follow-ups without an answer; one more is close to harassing. All follow-ups sent"
            " to one company on one day count once.",
            "two: careery, careernetwork, lehrcare; one: Culpwrit",
        ),
        Rule(
            RuleId.R6,
            "not too often",
            "Between two follow-ups lie {spacing_business_days} business days and {spacing_days} days,"
            " whichever ends later.",
            "about a week: careery; calling more than weekly crosses the line: Ask a Manager",
        ),
        Rule(
            RuleId.R7,
            "write before you call",
            "A phone call only after the expected day, after a follow-up in writing that nobody answered;"
            " {calls} in all.",
            "do not call more than once: UMBC; mail first, then call: Seattle Times",
        ),
        Rule(
            RuleId.R8,
            "not before their date",
            "Before the day they named, anything but a thank-you, an answer they asked for, and the question"
            " when they decide comes too early.",
            "before their date crosses the line: Ask a Manager",
        ),
        Rule(
            RuleId.R9,
            "their word, your turn",
            "Something received and not answered makes it your turn. Answering is never harassing, and the"
            " counts of follow-ups and calls begin again.",
            "the clock restarts at the last contact, either way",
        ),
        Rule(
            RuleId.R10,
            "let it go",
            "When the follow-ups are used up and {close_after_business_days} business days have passed since"
            " the last, or {close_after_days} days since the last interview with nothing received, think of"
            " closing it. It never closes by itself.",
            "6 weeks; 30 and 60 days in other trackers; Ontario's duty to inform: 45 days",
        ),
        Rule(
            RuleId.R11,
            "keep looking",
            "The first row counts the live applications and the days since the newest; from"
            " {keep_looking_days} days on it is tinted.",
            "the article behind this program: do not stop looking",
        ),
        Rule(
            RuleId.R12,
            "the call that did not come",
            "An appointment they confirmed passed without a call: write the same day, and quote the agreed"
            " time.",
            "asked for by users of other trackers",
        ),
    )
}
"""The rules, in their order."""
