"""A realistic sample to try the program on, gone when the program ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from followup_tui.demo.generator import days_ago, draw_applications, weekday_before
from followup_tui.demo.stories import STORIES, Story, StoryReflection
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.text import slug


def sample(size: int | None, seed: int, now: datetime) -> list[Application]:
    """Return the applications of the sample, as they are once they are saved at this moment.

    Args:
        size: how many applications; None for the written stories alone.
        seed: the seed for drawing the others.
        now: the present moment, aware, in the user's zone.
    """
    count = len(STORIES) if size is None else size
    stories = [_application(story, now) for story in STORIES[:count]]
    return [*stories, *draw_applications(count - len(stories), seed, now)]


def _application(story: Story, now: datetime) -> Application:
    people = tuple(
        replace(parse_person(text), id=f"p{number}") for number, text in enumerate(story.people, start=1)
    )
    everybody = tuple(person.id for person in people)
    interviews = [
        Interview(f"i{number}", ended_at=days_ago(days, now), people=everybody)
        for number, days in enumerate(sorted(story.held, reverse=True), start=1)
    ]
    for index, written in enumerate(story.reflections):
        reflection = _reflection(written, interviews[index].ended_at)
        interviews[index] = replace(interviews[index], reflection=reflection, said=written.said)
    if story.planned is not None:
        start = days_ago(-story.planned, now)
        interviews.append(Interview(f"i{len(interviews) + 1}", start, people=everybody, missed=story.missed))
    contacts = []
    for days in filter(None, (story.thanked_first, story.thanked)):
        contacts += [
            Contact(days_ago(days, now), Direction.SENT, ContactKind.THANK_YOU, person=person)
            for person in everybody
        ]
    contacts += [
        Contact(days_ago(days, now), Direction.SENT, ContactKind.FOLLOW_UP, person=everybody[0])
        for days in story.followed_up
    ]
    if story.answered is not None:
        note = "" if story.outcome else "Could you send us two references?"
        contacts.append(
            Contact(
                days_ago(story.answered, now),
                Direction.RECEIVED,
                ContactKind.REJECTION if story.outcome is Outcome.REJECTED else ContactKind.MESSAGE,
                person=everybody[0],
                note=note,
            )
        )
    began = days_ago(max(story.held, default=1.0), now)
    return Application(
        id=slug(story.company),
        company=story.company,
        role=story.role,
        created_at=began,
        updated_at=Instant.of(now),
        stage=story.stage,
        stage_since=days_ago(0, now) if story.stage is Stage.THANKED and story.thanked is None else None,
        outcome=story.outcome,
        closed_at=days_ago(story.closed, now) if story.outcome else None,
        decision_date=weekday_before(now.date() - timedelta(days=story.decision))
        if story.decision is not None
        else None,
        interviews=tuple(interviews),
        people=people,
        contacts=tuple(replace(contact, id=f"c{number}") for number, contact in enumerate(contacts, start=1)),
        tags=story.tags,
        notes=story.notes,
        revision=1,
        uid=f"sample-{slug(story.company)}",
    )


def _reflection(written: StoryReflection, ended_at: Instant | None) -> Reflection | None:
    """Return a reflection written an hour after an interview; its closed lessons were closed a week later."""
    if ended_at is None:
        return None
    at = Instant(ended_at.utc + timedelta(hours=1), ended_at.zone)
    later = Instant(at.utc + timedelta(days=6), at.zone)
    lessons = tuple(
        Lesson(text, state, None if state is LessonState.OPEN else later) for text, state in written.lessons
    )
    return Reflection(at, written.well, written.badly, lessons, written.feeling, looked_back=True)
