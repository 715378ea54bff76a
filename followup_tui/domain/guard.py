"""What speaks against one particular contact: the same sentences wherever it is logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from followup_tui.domain.advice import Advice, Until, Verdict, may_i
from followup_tui.domain.application import Application, Contact, Direction
from followup_tui.domain.dates import say_day, say_instant
from followup_tui.domain.rules import RuleId
from followup_tui.domain.stages import Today, expected_by

_PASSES: Final = (Verdict.ACT, Verdict.MAY)
_HOPS: Final = 8
"""How often a day on which it would be fine is asked for: each answer names the next day at most."""


def concern(application: Application, contact: Contact, company: Sequence[Application], today: Today) -> str:
    """Say what speaks against a contact, and from when nothing would; empty where nothing does.

    It is judged as of the moment of the contact: what came later could not have been known.

    Args:
        application: the application, without the contact.
        contact: the contact.
        company: all applications at the same company, for what counts per company; this one alone if empty.
        today: the moment at which it is logged, the user's numbers and calendar.
    """
    if contact.direction is Direction.RECEIVED:
        return ""
    then = replace(today, now=contact.at.utc.astimezone(today.zone))
    application = _known_by(contact, application)
    company = [_known_by(contact, card) for card in company]
    advice = may_i(application, contact.kind, contact.channel, then, company)
    if advice.verdict in _PASSES:
        return ""
    # The words for days, `tomorrow`, are those of the day of the contact.
    as_of = "" if then.day == today.day else f"As of {say_instant(then.now, today.now)}: "
    fine = _fine_from(application, contact, company, then, advice)
    return f"{as_of}{advice.reason} {_say_fine(fine, advice, then)}".rstrip()


def _known_by(contact: Contact, card: Application) -> Application:
    """Give a card without the contacts that came after this one."""
    return replace(card, contacts=tuple(known for known in card.contacts if known.at.utc <= contact.at.utc))


def _fine_from(
    application: Application, contact: Contact, company: Sequence[Application], then: Today, advice: Advice
) -> Until:
    """Give the first day or moment from which the contact would pass; None where no time changes it."""
    for _ in range(_HOPS):
        until = advice.until
        if until is None:
            return None
        expected = expected_by(application, then)
        if expected is not None and then.day <= expected < date.max:
            # What is no follow-up is held back by their date alone.
            until = min(until, expected + timedelta(days=1), key=lambda moment: _begin(moment, then))
        then = replace(then, now=_begin(until, then).astimezone(then.zone))
        advice = may_i(application, contact.kind, contact.channel, then, company)
        if advice.verdict in _PASSES:
            return until
    return None


def _begin(until: date | datetime, today: Today) -> datetime:
    moment = until if isinstance(until, datetime) else datetime.combine(until, time(), tzinfo=today.zone)
    # Two wall clocks of one zone are not compared: in the hour that comes twice they would lie.
    return moment.astimezone(UTC)


def _say_fine(fine: Until, advice: Advice, then: Today) -> str:
    """Say from when it is fine, but where the reason says so already."""
    if fine is None:
        return "No day by itself makes it fine."
    said = say_instant(fine, then.now) if isinstance(fine, datetime) else say_day(fine, then.day)
    # The day that R5 names is another: that on which closing is suggested.
    named = said in advice.reason and advice.rule is not RuleId.R5
    return "" if named else f"This would be fine from {said}."
