"""What becomes of each entry of somebody's jrnl: the reflection on an interview, or nothing, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from followup_tui.domain.application import Instant
from followup_tui.domain.journal import nonempty_lines, write_reflection
from followup_tui.domain.sanitize import sanitize_application
from followup_tui.domain.text import slug
from followup_tui.domain.wording import join_with_or
from followup_tui.errors import CallError
from followup_tui.exchange.jrnl import tag_of, written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from followup_tui.domain.application import Application, Interview, Reflection
    from followup_tui.domain.stages import Today
    from followup_tui.exchange.jrnl import Jotting

_DAYS: Final = timedelta(days=3)
"""How long after an interview an entry is still taken to be about it."""


class Becomes(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    THERE = "there"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Fate:
    """An entry of somebody's jrnl, and what becomes of it.

    Attributes:
        application: the id of the application it is about; empty where it is about none.
        interview: the id of the interview it is about.
        why: why it is skipped; empty where it is not.
    """

    jotting: Jotting
    becomes: Becomes
    application: str = ""
    interview: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do.

    Attributes:
        fates: what becomes of each entry, in their order.
        changed: the applications that change, by id, as they become.
    """

    fates: tuple[Fate, ...]
    changed: Mapping[str, Application]


def plan(jottings: Iterable[Jotting], applications: Mapping[str, Application], today: Today) -> Plan:
    """Say what would become of each entry, against the applications there are. Nothing is changed.

    An entry becomes the reflection on the interview of the application that its tags or its title name, held
    that day or up to three days before. What is there already stays as it is; what was said and notes are
    added to it.
    """
    cards = dict(applications)
    fates = []
    for jotting in jottings:
        try:
            card, held = _about(jotting, cards.values(), today)
        except CallError as error:
            fates.append(Fate(jotting, Becomes.SKIPPED, why=error.happened))
            continue
        try:
            after = _with(jotting, card, held)
        except CallError as error:
            fates.append(Fate(jotting, Becomes.SKIPPED, card.id, held.id, error.happened))
            continue
        becomes = Becomes.THERE if after == card else Becomes.NEW
        fates.append(Fate(jotting, becomes, card.id, held.id))
        cards[card.id] = after
    changed = {name: card for name, card in cards.items() if card != applications[name]}
    return Plan(tuple(fates), changed)


def _about(
    jotting: Jotting, applications: Iterable[Application], today: Today
) -> tuple[Application, Interview]:
    """Find the interview that an entry is about.

    Raises:
        CallError: it is about none, or could be about more than one; the sentence says why.
    """
    at = jotting.at
    if at is None:
        raise CallError("its date cannot be read")
    cards = _named(jotting, applications)
    if not cards:
        raise CallError("no application has the name of its tags or its title")
    found = [
        (_nearness(jotting.title, at, moment, card), card, held)
        for card in cards
        for held in card.interviews
        if not held.missed
        and (moment := held.moment) is not None
        and moment.utc <= today.now
        and timedelta() <= at.date() - moment.local().date() <= _DAYS
    ]
    if not found:
        names = join_with_or([card.id for card in cards[:3]])
        raise CallError(f"{names} had no interview on that day or in the three days before")
    nearest, card, held = min(found, key=lambda one: one[0])
    # The hour tells apart two interviews of one application, and not two applications.
    rivals = {other.id for near, other, _ in found if near[:3] == nearest[:3]}
    if len(rivals) > 1:
        raise CallError(f"it could be about {join_with_or(sorted(rivals))}")
    return card, held


def _named(jotting: Jotting, applications: Iterable[Application]) -> Sequence[Application]:
    """Give the applications that an entry names: by id, else by company, else in its title."""
    cards = list(applications)
    ids = [card for card in cards if tag_of(card.id) in jotting.tags]
    numbered = [card for card in ids if card.id != slug(card.company)]
    if numbered:
        return numbered
    tagged = [card for card in cards if card in ids or slug(card.company) in jotting.tags]
    if tagged:
        return tagged
    title = jotting.title.casefold()
    titled = [
        card
        for card in cards
        if re.search(rf"(?<!\w){re.escape(card.company.casefold())}(?!\w)", title) is not None
    ]
    # `North Star` is not about `North`.
    names = {card.company.casefold() for card in titled}
    return [
        card
        for card in titled
        if not any(card.company.casefold() in name and card.company.casefold() != name for name in names)
    ]


def _nearness(
    title: str, at: datetime, moment: Instant, card: Application
) -> tuple[bool, bool, timedelta, bool, timedelta]:
    """Say how near an interview is to an entry: the least is the nearest."""
    wall = moment.local().replace(tzinfo=None, second=0)
    return (
        wall != at,
        card.role.casefold() not in title.casefold(),
        at.date() - wall.date(),
        wall > at,
        abs(at - wall),
    )


def _with(jotting: Jotting, card: Application, held: Interview) -> Application:
    """Give the application with the entry as what was thought of this interview.

    Raises:
        CallError: another reflection stands there, or the entry is too long.
    """
    written = written_in(jotting, card, held)
    reflection = written.reflection(_moment(jotting, held))
    said = _added(held.said, written.said)
    before = held.reflection
    if before is not None:
        within = _within(reflection, before)
        if not within and _has_words(before):
            raise CallError("there is a reflection already, with other words")
        notes = _added(before.notes, reflection.notes)
        reflection = replace(before if within else reflection, notes=notes)
        if reflection == before and said == held.said:
            return card
    return sanitize_application(write_reflection(card, held.id, reflection, said), card)


def _added(known: str, new: str) -> str:
    """Add lines to a text, but for those that stand there."""
    there = nonempty_lines(known)
    missing = [line for line in nonempty_lines(new) if line not in there]
    return "\n".join([known, *missing]) if known and missing else known or new


def _moment(jotting: Jotting, held: Interview) -> Instant:
    """Give when an entry was written: by the clock on the wall where the interview was."""
    assert jotting.at is not None  # noqa: S101 - it was found by its day
    assert held.moment is not None  # noqa: S101 - as was this
    return Instant.of(jotting.at.replace(tzinfo=held.moment.local().tzinfo))


def _has_words(reflection: Reflection) -> bool:
    return bool(reflection.well or reflection.badly or reflection.lessons or reflection.feeling)


def _within(new: Reflection, known: Reflection) -> bool:
    """Say whether all that a reflection says under the prompts stands in another already."""
    texts = {lesson.text for lesson in known.lessons}
    return (
        set(nonempty_lines(new.well)) <= set(nonempty_lines(known.well))
        and set(nonempty_lines(new.badly)) <= set(nonempty_lines(known.badly))
        and {lesson.text for lesson in new.lessons} <= texts
        and new.feeling in {None, known.feeling}
    )
