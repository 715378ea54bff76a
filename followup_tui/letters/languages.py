"""The words that a letter needs beside its template, in each language that has shipped templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.contact import Channel, Contact, ContactKind
from followup_tui.domain.dates import format_in_language
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import InterviewKind
from followup_tui.domain.letter import is_informal, language_code
from followup_tui.domain.time_defaults import END_OF_DAY
from followup_tui.domain.wording import ordinal


class Language(Struct, frozen=True):
    """How a language writes days, times and numbers.

    Attributes:
        code: `en`, `de`.
        near: the words for today and yesterday.
        weekday: the format of a day within the last week, in arrow's tokens.
        full: the format of any other day, in arrow's tokens.
        agreed: the format of an agreed time, in arrow's tokens.
        zone: how the zone of a time is written, with the city that names it: `{} time`.
        cities: how cities are written, where it is not the name of the zone.
        decision: the format of a day behind `by`, `bis zum`, in arrow's tokens.
        conversation: what an interview is called, by its kind; by None where its kind is unknown.
        received: what they sent or did is called, by its kind, else by its channel, else by None.
        conjunction: joins the last two names of a list.
        deadline: the format of a deadline, and of one at the end of a day, in arrow's tokens.
        which: writes which of several it was, counted from 1, as it stands behind `in the`, `im`: `second`.
    """

    code: str
    near: tuple[str, str]
    weekday: str
    full: str
    agreed: str
    zone: str
    cities: Mapping[str, str]
    decision: str
    deadline: tuple[str, str]
    conversation: Mapping[InterviewKind | None, str]
    received: Mapping[ContactKind | Channel | None, str]
    conjunction: str
    which: Callable[[int], str]

    def day(self, day: date, today: date) -> str:
        """Write a past day as a part of a sentence: `yesterday`, `on Thursday`, `on 12 November`."""
        ago = (today - day).days
        if ago in (0, 1):
            return self.near[ago]
        return format_in_language(day, self.weekday if 0 < ago < 7 else self.full, self.code)

    def moment(self, at: datetime) -> str:
        """Write a time as it stands behind `on`, `am`: `Friday 20 November at 15:00`."""
        return format_in_language(at, self.agreed, self.code)

    def agreed_time(self, at: Instant) -> str:
        """Write an agreed time with its zone: `Friday 20 November at 15:00 (Berlin time)`.

        By the clock it was agreed by: they may be in another zone than the user is in now.
        """
        return f"{self.moment(at.local())} ({self.zone_of(at)})"

    def zone_of(self, at: Instant) -> str:
        """Write the zone of a moment: `Berlin time`, `UTC`."""
        area, _, city = at.zone.rpartition("/")
        if not area or area == "Etc":
            return city
        name = city.replace("_", " ")
        return self.zone.format(self.cities.get(name, name))

    def by_day(self, day: date) -> str:
        """Write a day as it stands behind `by`, `bis zum`: `6 November`."""
        return format_in_language(day, self.decision, self.code)

    def names(self, names: Sequence[str]) -> str:
        """Join names: `Ada, Bea and Cy`."""
        return f" {self.conjunction} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def contact(self, contact: Contact) -> str:
        """Write what they sent or did, behind `thank you for`: `your invitation`."""
        words = self.received
        return words.get(contact.kind) or words.get(contact.channel) or words[None]

    def until(self, at: datetime) -> str:
        """Write a deadline as it stands behind `by`, `bis`: `Friday 20 November`, or with the time."""
        return format_in_language(at, self.deadline[at.time() == END_OF_DAY], self.code)


def _german_ordinal(number: int) -> str:
    words = ("ersten", "zweiten", "dritten", "vierten", "fünften")
    return words[number - 1] if 1 <= number <= len(words) else f"{number}."


ENGLISH: Final = Language(
    code="en",
    near=("today", "yesterday"),
    weekday="[on] dddd",
    full="[on] D MMMM",
    agreed="dddd D MMMM [at] HH:mm",
    zone="{} time",
    cities={},
    decision="D MMMM",
    deadline=("dddd D MMMM[,] HH:mm", "dddd D MMMM"),
    conversation={
        None: "conversation",
        InterviewKind.PHONE: "phone call",
        InterviewKind.VIDEO: "video call",
    },
    received={
        ContactKind.INVITATION: "your invitation",
        Channel.PHONE: "your call",
        Channel.LETTER: "your letter",
        None: "your message",
    },
    conjunction="and",
    which=ordinal,
)

GERMAN: Final = Language(
    code="de",
    near=("heute", "gestern"),
    weekday="[am] dddd",
    full="[am] D. MMMM",
    agreed="dddd, [den] D. MMMM[, um] HH:mm [Uhr]",
    zone="Ortszeit {}",
    cities={"Vienna": "Wien", "Zurich": "Zürich", "Brussels": "Brüssel", "Warsaw": "Warschau"},
    decision="D. MMMM",
    deadline=("dddd, [den] D. MMMM[,] HH:mm [Uhr]", "dddd, [den] D. MMMM"),
    conversation={
        None: "Gespräch",
        InterviewKind.PHONE: "Telefonat",
        InterviewKind.VIDEO: "Videogespräch",
    },
    received={
        ContactKind.INVITATION: "Ihre Einladung",
        Channel.PHONE: "Ihren Anruf",
        Channel.LETTER: "Ihren Brief",
        None: "Ihre Nachricht",
    },
    conjunction="und",
    which=_german_ordinal,
)


GERMAN_INFORMAL: Final = replace(
    GERMAN,
    received={
        ContactKind.INVITATION: "deine Einladung",
        Channel.PHONE: "deinen Anruf",
        Channel.LETTER: "deinen Brief",
        None: "deine Nachricht",
    },
)
"""German between people who call each other by the first name."""


def language_of(template_set: str) -> Language:
    """Return the language of a template set, as `language_code` tells it."""
    if language_code(template_set) != GERMAN.code:
        return ENGLISH
    return GERMAN_INFORMAL if is_informal(template_set) else GERMAN
