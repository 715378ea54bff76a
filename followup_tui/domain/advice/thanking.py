"""Thanking the people of an interview (R1)."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.advice.answer import Advice, Move
from followup_tui.domain.advice.rules import Rule
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.application import CLOSED, INTERVIEWED, Application
from followup_tui.domain.contact import FOLLOW_UP, SENT, THANK_YOU
from followup_tui.domain.dates import hours, say_deadline, say_time
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Facts, Today, facts_of
from followup_tui.domain.turn import is_offer_settled
from followup_tui.domain.wording import join_with_and

R1: Final = Rule(
    "R1",
    "thank each person",
    "A thank-you for each person of an interview is due within {thank_you_hours} hours of its end. A late one"
    " is still worth sending for {thank_you_days} days, or until the day by which they decide; then the"
    " thanks go into the follow-up. Through an agency, one letter goes to the consultant, who passes it on.",
    "24 hours: Princeton, UMBC, Lawrence, WashU Law, TopResume; never later than a week: Monster; per"
    " interview: Ask a Manager; agency: appoint.co.uk",
)

_LONGEST_DAY: Final = hours(48)
"""No day is longer, whatever the clocks do: of what is further apart no days need be worked out."""


def thank_them(situation: Situation) -> Advice | None:
    """Advise to thank the people of the last interview who were not thanked yet."""
    today = situation.today
    owed = thanks_owed(situation.application, today)
    if owed is None or owed[0].moment is None:
        return None
    ended, people = owed[0].moment, owed[1]
    due = ended.utc + hours(today.rules.thank_you_hours)
    until = situation.if_ahead(due)
    names = join_with_and([person.full_name for person in people]) or "them"
    if until is None:
        reason = f"Thank {names}: late, and still worth sending."
    else:
        by = say_time(until) if until.date() == today.day else say_deadline(until, today.now)
        reason = f"Thank {names} by {by}."
    return situation.to_do(Move.THANK_YOU, R1, due, reason, people)


def thanks_owed(application: Application, today: Today) -> tuple[Interview, tuple[Person, ...]] | None:
    """Return the interview whose people are to be thanked now, and those of them still to be, as `unthanked`.

    None once the application is closed, they said no or an offer is settled, and once it is too late for
    thanks alone.
    """
    facts = facts_of(application, today)
    last = facts.last_interview
    if last is None or application.stage is CLOSED or facts.rejection is not None:
        return None
    # Where it is too late for the last one it is for all of its day, and nobody need be looked for.
    if _is_too_late(last, facts, today):
        return None
    owed = unthanked(application, today)
    if owed is None or (owed[0] is not last and _is_too_late(owed[0], facts, today)):
        return None
    return None if is_offer_settled(application, today.utc) else owed


def _is_too_late(interview: Interview, facts: Facts, today: Today) -> bool:
    """Return whether it is too late to thank for an interview on the day of the last one."""
    moment, day = interview.moment, facts.interviewed_on
    if moment is None or day is None:
        return False
    is_past_expected_day = facts.expected_by is not None and today.day > facts.expected_by
    if not is_past_expected_day and (today.day - day).days <= today.rules.thank_you_days:
        return False
    return moment.utc + hours(today.rules.thank_you_hours) <= today.utc


def unthanked(application: Application, today: Today) -> tuple[Interview, tuple[Person, ...]] | None:
    """Return the last interview held and its people who were not thanked yet; None where all were.

    Interviews of one day are thanked for together: the interview is then the first of them that is not
    settled, the people those of all. Putting a card beyond Interviewed by hand says that the interviews
    before were thanked for. An interview without known people still deserves one letter: the people are
    then empty. Through an agency it is one letter to the consultant, whoever was met.
    """
    facts = facts_of(application, today)
    last, day = facts.last_interview, facts.interviewed_on
    if last is None or last.moment is None:
        return None
    first: Interview | None = None
    to_thank: dict[str, Person] = {}  # in the order in which they were met, each once
    for moment, interview in application.held_interviews(today.utc, last.moment.utc - _LONGEST_DAY):
        is_on_that_day = interview is last or moment.day(today.zone) == day
        people = _people_to_thank(application, interview, moment) if is_on_that_day else None
        if people is not None:
            first = first or interview
            for person in people:
                to_thank[person.id] = person
    return (first, tuple(to_thank.values())) if first is not None else None


def _people_to_thank(
    application: Application, interview: Interview, moment: Instant
) -> tuple[Person, ...] | None:
    """Return the people of an interview who were not thanked since; None where it is settled."""
    moved_at = application.stage_since
    if application.stage is not INTERVIEWED and moved_at is not None and moved_at.utc >= moment.utc:
        return None
    since = moment.utc
    thanked_ids: set[str | None] = set()
    for contact in application.contacts:
        if contact.direction is SENT and contact.at.utc >= since:
            if contact.kind is FOLLOW_UP:
                return None
            if contact.kind is THANK_YOU:
                thanked_ids.add(contact.person)
    if application.via:
        consultant = application.consultant
        return None if thanked_ids else (consultant,) if consultant else ()
    if not thanked_ids:
        return application.people_of(interview)
    if None in thanked_ids or thanked_ids.issuperset(interview.people):
        return None
    people = application.people_of(interview)
    return tuple([person for person in people if person.id not in thanked_ids]) or None
