"""The facts that a letter can state: a value for each word of `template_words.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NamedTuple

from followup_tui.domain.advice.following_up import other_offer
from followup_tui.domain.advice.promising import their_broken_promise
from followup_tui.domain.advice.sent_count import last_heard_from
from followup_tui.domain.advice.situation import Situation
from followup_tui.domain.advice.thanking import thanks_owed
from followup_tui.domain.application import UNKNOWN_ROLE, Application, Outcome, Stage
from followup_tui.domain.contact import Channel, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offer import OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promises import open_promises
from followup_tui.domain.salutation import family_name, first_name, name_in_letters, salutation
from followup_tui.domain.stages import Today
from followup_tui.domain.text import LINE_LIMIT
from followup_tui.domain.turn import last_heard, offer_on_table, unanswered
from followup_tui.letters.languages import Language
from followup_tui.letters.noted_words import handed_in, without_speaker
from followup_tui.letters.role import role_in_letters
from followup_tui.letters.said_lines import said_to
from followup_tui.letters.template_words import ShownPerson

SAID_LIMIT: Final = 300
"""The most characters that a blank suggests: the rest is in the story."""

LINES_LIMIT: Final = 10
"""The most lines of a list that go into a letter: nobody answers more questions."""

_MOST_NAMES: Final = 3
"""The most names in one sentence of a letter."""

_RECRUITS: Final = re.compile(
    r"\b(?:recruit\w*|sourc(?:er|ing)|talent\w*|headhunter\w*|hr|hrbp|human resources|personnel"
    r"|people (?:partner|operations|ops|team|(?:and|&) culture)|personal\w+|bewerber\w*)\b",
    re.IGNORECASE,
)
"""What a position says of somebody who looks after applications, not the work."""


class Blanks(NamedTuple):
    """What the blanks of a language say."""

    need: str
    my_name: str
    my_phone: str
    terms: str
    agreed: str
    promise: str
    their_promise: str
    role: str
    to_nobody: str


_BLANKS: Final = {
    "en": Blanks(
        need="what they need",
        my_name="your name",
        my_phone="your phone number",
        terms="the terms, as they said them",
        agreed="the agreed time, with its zone",
        promise="what you hand in",
        their_promise="what they would do",
        role="the role",
        to_nobody="Dear [[their name]],",
    ),
    "de": Blanks(
        need="was sie brauchen",
        my_name="Ihr Name",
        my_phone="Ihre Telefonnummer",
        terms="die Bedingungen, wie sie es gesagt haben",
        agreed="die vereinbarte Zeit, mit ihrer Zeitzone",
        promise="was Sie einreichen",
        their_promise="was sie tun wollten",
        role="Stelle",
        to_nobody="Guten Tag [[Name]],",
    ),
}


@dataclass(frozen=True, slots=True)
class LetterAbout:
    """What one letter is about.

    Attributes:
        application: what it is about.
        kind: what it is for.
        person: the recipient; None where nobody of the company is known.
        today: the moment, in the user's zone.
        language: the language it is written in.
        related: the applications that the advice on this one depends on, as in `advise`.
        by_first_name: whether it greets them by the first name.
    """

    application: Application
    kind: LetterKind
    person: Person | None
    today: Today
    language: Language
    related: Sequence[Application] = ()
    by_first_name: bool = False

    @property
    def interview(self) -> Interview | None:
        """The last interview held with the person; where there was none, the last held at all."""
        interviews = [interview for _, interview in self.application.held_interviews(self.today.now)]
        theirs = [each for each in interviews if self.person is not None and self.person.id in each.people]
        return next(reversed(theirs or interviews), None)

    @property
    def situation(self) -> Situation:
        """The application's situation, as the rules look at it."""
        return Situation(self.application, self.today, self.related)

    @property
    def blanks(self) -> Blanks:
        """What its blanks say."""
        return _BLANKS[self.language.code]


def letter_facts(about: LetterAbout, my_name: str, my_phone: str, *, questions: bool) -> dict[str, Any]:
    """Return a value for each word that a template can show.

    Args:
        about: what the letter is about.
        my_name: the user's name; empty where the settings do not say it.
        my_phone: the user's number; empty where the settings do not say it.
        questions: whether the questions that stayed unasked go in.
    """
    application = about.application
    unasked = application.unasked if questions else ()
    return {
        "company": shorten(application.company),
        "role": f"[[{about.blanks.role}]]"
        if application.role == UNKNOWN_ROLE
        else shorten(role_in_letters(application.role)),
        "via": shorten(application.via),
        "my_name": shorten(my_name) or f"[[{about.blanks.my_name}]]",
        "my_phone": shorten(my_phone) or f"[[{about.blanks.my_phone}]]",
        "questions": _lines(unasked),
        **_person_facts(about),
        **_interview_facts(about),
        **_decision_facts(about),
        **_appointment_facts(about),
        **_promise_facts(about),
        **_offer_facts(about),
    }


def shorten(text: str, most: int = LINE_LIMIT) -> str:
    """Cut a text to what a letter shows of it: in a file edited by hand it can be of any length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def recruits(person: Person | None) -> bool:
    """Return whether somebody looks after applications: at the agency, or as their position says."""
    return person is not None and (person.at_agency or _RECRUITS.search(person.position) is not None)


def _person_facts(about: LetterAbout) -> dict[str, Any]:
    person, code = about.person, about.language.code
    shown = Person(id="", name="")
    if person is not None:
        shown = Person(
            id="",
            name=shorten(person.name),
            form_of_address=shorten(person.form_of_address),
            position=shorten(person.position),
            family_name=shorten(person.family_name),
        )
    greeting = salutation(shown if person else None, code, by_first_name=about.by_first_name)
    if person is None and about.kind is LetterKind.REFERENCE_THANKS:
        greeting = about.blanks.to_nobody
    return {
        "greeting": greeting,
        "person": ShownPerson(
            name_in_letters(shown),
            first_name(shown),
            family_name(shown),
            shown.form_of_address,
            shown.position,
        ),
        "at_agency": person is not None and person.at_agency,
        "recruiter": recruits(person),
    }


def _interview_facts(about: LetterAbout) -> dict[str, Any]:
    application, today, language = about.application, about.today, about.language
    interview, person = about.interview, about.person
    moment = interview.moment if interview else None
    kind = interview.kind if interview else None
    numbers = [each.id for _, each in application.held_interviews(today.now)]
    number = numbers.index(interview.id) + 1 if interview else 1
    others = [
        name_in_letters(each)
        for each in application.people_of(interview)
        if person is None or each.id != person.id
    ]
    is_listed = all(others) and len(others) <= _MOST_NAMES
    owed = thanks_owed(application, today)
    due = moment.utc + timedelta(hours=today.rules.thank_you_hours) if moment else today.utc
    # The day after is late for nobody who gets it, whatever the hour.
    is_days_ago = moment is not None and (today.day - moment.day(today.zone)).days > 1
    said = said_to(about.person, about.interview, about.application.people)
    return {
        "day": language.day(moment.day(today.zone), today.day) if moment else "",
        "which": language.which(number) if number > 1 else "",
        "conversation": language.conversation.get(kind) or language.conversation[None],
        "interview_kind": kind.value if kind else "",
        "met_them": interview is not None and (person is None or person.id in interview.people),
        "met": language.names([shorten(name) for name in others]) if is_listed else "",
        "late": is_days_ago and due < today.utc,
        "thanked": _was_thanked(about, moment),
        "owed": _lines(each.full_name for each in owed[1]) if owed else (),
        "said": _lines(said),
        "need": _blank(about.blanks.need, " / ".join(without_speaker(line, person) for line in said)),
    }


def _was_thanked(about: LetterAbout, moment: Instant | None) -> bool:
    """Return whether the person was thanked since the interview; through an agency, whoever was."""
    ids = {about.person.id, None} if about.person and not about.application.via else None
    return moment is not None and any(
        contact.direction is Direction.SENT
        and contact.kind is ContactKind.THANK_YOU
        and contact.at.utc >= moment.utc
        and (ids is None or contact.person in ids)
        for contact in about.application.contacts
    )


def _decision_facts(about: LetterAbout) -> dict[str, Any]:
    application, today, language = about.application, about.today, about.language
    situation = about.situation
    decision_date, wrote_at = situation.decision_date, _last_follow_up(situation)
    is_open = application.outcome is None and offer_on_table(application, today.utc) is None
    # Who meets them soon asks them then.
    is_open = is_open and application.next_interview(today.utc) is None
    message = unanswered(application, today.utc) or last_heard(application)
    return {
        "decision_day": language.by_day(decision_date) if decision_date else "",
        "day_passed": decision_date is not None and decision_date < today.day,
        "ask_date": is_open and decision_date is None and _is_asked(about),
        "wrote_day": language.day(wrote_at.day(today.zone), today.day) if wrote_at else "",
        "last_follow_up": len(situation.count.waves) + 1 >= today.rules.follow_ups,
        "message": language.contact(message) if message else "",
        "message_day": language.day(message.at.day(today.zone), today.day) if message else "",
        "invited": message is not None and message.kind is ContactKind.INVITATION,
        "cancelled": application.outcome is Outcome.CANCELLED,
        "hired": application.outcome is Outcome.HIRED,
        "hired_elsewhere": _was_hired_elsewhere(situation),
    }


def _last_follow_up(situation: Situation) -> Instant | None:
    """Return when the user followed up last, in writing and about this application, without an answer."""
    heard = last_heard_from(situation.company, situation.today)
    moments = [
        contact.at
        for contact in situation.application.contacts
        if contact.direction is Direction.SENT
        and contact.kind is ContactKind.FOLLOW_UP
        and contact.channel not in (Channel.PHONE, Channel.IN_PERSON)
        and (heard is None or contact.at.utc > heard[0])
    ]
    return max(moments, key=lambda at: at.utc, default=None)


def _is_asked(about: LetterAbout) -> bool:
    """Return whether the person is the one to ask when they decide, so that not everybody is asked.

    That is the recruiter of the interview, else the first who held it; whoever it is where nobody is known.
    """
    application, person = about.application, about.person
    people = application.people_of(about.interview) or application.people
    if person is None or person.at_agency or all(person.id != each.id for each in people):
        return True
    return person.id == next(filter(recruits, people), people[0]).id


def _was_hired_elsewhere(situation: Situation) -> bool:
    application = situation.application
    return any(
        other.outcome is Outcome.HIRED
        and other.closed_at is not None
        and other.closed_at.utc >= application.created_at.utc
        for other in situation.elsewhere
    )


def _appointment_facts(about: LetterAbout) -> dict[str, Any]:
    application, today, language = about.application, about.today, about.language
    passed, ahead = application.last_appointment(today.utc), application.upcoming_interview(today.utc)
    agreed = (passed.starts_at or passed.moment) if passed else None
    planned = ahead.starts_at if ahead else None
    earlier = ahead.moved_from[-1].starts_at if ahead and ahead.moved_from else None
    moment = planned or agreed
    return {
        "agreed": language.agreed_time(agreed) if agreed else f"[[{about.blanks.agreed}]]",
        "called_off": _is_called_off(about),
        "planned": language.agreed_time(planned) if planned else "",
        "earlier_time": language.agreed_time(earlier) if earlier else "",
        "zone": language.zone_of(moment) if moment else "",
        "place": shorten(ahead.place) if ahead else "",
    }


def _is_called_off(about: LetterAbout) -> bool:
    """Return whether interviews were cancelled or missed, and there is nothing else to ask about.

    No longer once one was held or is planned, or they named a day.
    """
    application, today = about.application, about.today
    is_other = about.interview is not None or application.next_interview(today.utc) is not None
    if is_other or about.situation.decision_date is not None:
        return False
    states = (InterviewState.CANCELLED, InterviewState.MISSED)
    return any(each.state(today.utc) in states for each in application.interviews)


def _promise_facts(about: LetterAbout) -> dict[str, Any]:
    application, today, language = about.application, about.today, about.language
    mine = [promise for promise in open_promises(application) if promise.by is Party.ME]
    due = mine[0].due if mine else None
    broken = their_broken_promise(about.situation)
    theirs = _blank(about.blanks.their_promise, broken[1].text) if broken else ""
    return {
        "promise": _blank(about.blanks.promise, handed_in(mine[0].text) if mine else ""),
        "promise_day": language.by_day(due) if due else "",
        "promise_late": due is not None and due < today.day,
        "promises": _lines(promise.text for promise in mine),
        "their_promise": theirs,
        "their_promise_day": language.by_day(broken[0]) if broken else "",
    }


def _offer_facts(about: LetterAbout) -> dict[str, Any]:
    application, today, language = about.application, about.today, about.language
    offer = application.offer
    answer_by = offer.answer_by if offer else None
    terms = offer.terms if offer else ()
    news = other_offer(about.situation)
    is_live = application.stage is not Stage.CLOSED
    return {
        "offer_day": language.day(offer.received_at.day(today.zone), today.day) if offer else "",
        "answer_by": language.until(answer_by.seen_from(today.zone)) if answer_by else "",
        "lapsed": offer is not None and offer.state(today.utc) is OfferState.LAPSED,
        "verbal": offer is not None and offer.is_verbal,
        "terms": _blank(about.blanks.terms, "; ".join(terms)),
        "offer_terms": _lines(terms),
        "other_deadline": language.until(news[1].seen_from(today.zone)) if news and is_live else "",
    }


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(shorten, texts))[:LINES_LIMIT]


def _blank(instruction: str, suggestion: str) -> str:
    """Return a blank: what to write, and what was noted on it, so that `suggestion_in` finds it.

    It ends with two brackets: no two stand side by side in it.
    """
    text = shorten(re.sub(r"([\[\]])\1+", r"\1", suggestion), SAID_LIMIT)
    end = " " if text.endswith("]") else ""
    return f"[[{instruction}: {text}{end}]]" if text else f"[[{instruction}]]"
