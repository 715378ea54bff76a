"""What stands below a field while the user types: how the text was understood."""

from __future__ import annotations

from followup_tui.domain.date_parser import ParsedDate
from followup_tui.domain.mail_address import clean_address
from followup_tui.domain.person_line import parse_people
from followup_tui.domain.sanitize import LESSON_LIMIT, clean_links, clean_person, clean_tags, clean_terms
from followup_tui.domain.stages import Today
from followup_tui.domain.text import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text
from followup_tui.domain.time_defaults import (
    TypedMoment,
    parse_answer_by,
    parse_contact_moment,
    parse_interview_moment,
    parse_last_day,
    parse_snooze,
)
from followup_tui.ui.glyphs import GLYPHS

_MOST_NAMED = 5
"""How many people are said by name."""


def interview(text: str, today: Today) -> str:
    """Return when the interview was, or will be."""
    moment = parse_interview_moment(text, today)
    words = _moment(moment, today)
    if moment.assumed:
        return f"{words} {GLYPHS.dot} add the hour if you know it"
    return f"{words} {GLYPHS.dot} it lies ahead" if moment.at > today.now else words


def contact(text: str, today: Today) -> str:
    """Return when the contact was."""
    return _moment(parse_contact_moment(text, today), today)


def decision(text: str, today: Today) -> str:
    """Return by which day they decide."""
    return _last_day(text, today) or "not known"


def answer_by(text: str, today: Today) -> str:
    """Return until when they want an answer, and whether that has passed."""
    moment = parse_answer_by(text, today)
    if moment is None:
        return "no deadline"
    past = f" {GLYPHS.dot} that has passed" if moment.at <= today.now else ""
    return _moment(moment, today) + past


def due(text: str, today: Today) -> str:
    """Return by which day something is due."""
    return _last_day(text, today) or "no day"


def _last_day(text: str, today: Today) -> str:
    """Return by which day something is to come, and whether that has passed; empty where there is none."""
    day = parse_last_day(text, today)
    if day is None:
        return ""
    past = f" {GLYPHS.dot} that day has passed" if day < today.day else ""
    return ParsedDate(day, None).preview(today.now) + past


def terms(text: str) -> str:
    """Return nothing for terms that are short enough."""
    clean_terms(text)
    return ""


def snoozed(text: str, today: Today) -> str:
    """Return until when a card is snoozed."""
    moment = parse_snooze(text, today)
    return _moment(moment, today) if moment else "not snoozed"


def _moment(moment: TypedMoment, today: Today) -> str:
    """Return a moment, and how it was understood where it was typed in another zone."""
    parsed = ParsedDate(moment.at.date(), moment.at, moment.ends_at, moment.assumed, moment.elsewhere)
    return parsed.preview(today.now)


def people(text: str) -> str:
    """Return the people that were written down."""
    words = []
    for person in map(clean_person, parse_people(text)):
        # Without a name they are called by their position, which is not said twice.
        position = person.position if person.name else ""
        details = ", ".join(part for part in (position, person.email) if part)
        words.append(f"{person.full_name} ({details})" if details else person.full_name)
    more = [f"and {len(words) - _MOST_NAMED} more"] if len(words) > _MOST_NAMED else []
    return f" {GLYPHS.dot} ".join([*words[:_MOST_NAMED], *more])


def address(text: str) -> str:
    """Return nothing for a valid address."""
    clean_address(text)
    return ""


def one_line(text: str) -> str:
    """Return how many characters still fit, once there are few."""
    left = LINE_LIMIT - len(clean_line(text, "This"))
    return f"{left} more characters fit" if left < 40 else ""


def many_lines(text: str) -> str:
    """Return how many characters still fit, once there are few."""
    left = TEXT_LIMIT - len(clean_text(text, "This"))
    return f"{left:,} more characters fit" if left < 2_000 else ""


def lessons(text: str) -> str:
    """Return how many things to change next time these are."""
    texts = [clean_line(line, "What to change", LESSON_LIMIT) for line in text.splitlines() if line.strip()]
    return f"{len(texts)} to change next time" if len(texts) > 1 else ""


def tags(text: str) -> str:
    """Return nothing for tags that are short enough."""
    clean_tags(text)
    return ""


def links(text: str) -> str:
    """Return nothing for links that are short enough."""
    clean_links(text)
    return ""
