"""The sample: the same for the same seed, and with something to look back on."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui import demo
from followup_tui.domain.advice.answer import Move
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application
from followup_tui.domain.interview import LessonState
from followup_tui.domain.journal import journal_entries, lessons_of
from followup_tui.domain.sanitize import clean_reflection
from followup_tui.tracker import Tracker
from tests.samples import Clock, open_demo


def sample(folder: Path, size: int | None, seed: int = 1) -> Tracker:
    """Open the sample."""
    folder.mkdir(exist_ok=True)
    return open_demo(folder, size, seed, Clock())


def cards(folder: Path, size: int | None, seed: int = 1) -> dict[str, Application]:
    """Return the sample's applications."""
    return dict(sample(folder, size, seed).applications)


def test_the_same_seed_gives_the_same_sample(tmp_path: Path) -> None:
    """Twice the same; another seed another."""
    first = cards(tmp_path / "a", 60)
    assert first == cards(tmp_path / "b", 60)
    assert first != cards(tmp_path / "c", 60, seed=2)


def test_the_sample_is_as_it_is_once_it_was_saved(tmp_path: Path) -> None:
    """The board's first paint is taken of it before it is saved."""
    made = demo.sample(60, 1, Clock()())
    assert {application.id: application for application in made} == cards(tmp_path, 60)


def test_the_stories_have_something_for_the_journal(tmp_path: Path) -> None:
    """Feelings, what was said, lessons in each state; all as they are once sanitized."""
    found = journal_entries(cards(tmp_path, None).values())
    assert len({entry.reflection.feeling for entry in found}) == 6
    assert {lesson.state for entry in found for lesson in entry.reflection.lessons} == set(LessonState)
    assert any(entry.interview.said for entry in found)
    assert all(clean_reflection(entry.reflection) == entry.reflection for entry in found)
    assert all(entry.reflection.at.utc <= Clock()() for entry in found)


@pytest.mark.parametrize("size", [None, 400])
def test_what_is_still_to_be_reflected_on_stays_so(tmp_path: Path, size: int | None) -> None:
    """Some card says `reflect`, and none that does is reflected on already."""
    tracker = sample(tmp_path, size)
    today = tracker.today()
    applications = tracker.applications.values()
    due = [card for card in applications if advise(card, today, (card,)).move is Move.REFLECT]
    assert due
    for card in due:
        last = card.last_interview(today.now)
        assert last is not None
        assert last.reflection is None


def test_a_drawn_application_is_reflected_on_once(tmp_path: Path) -> None:
    """Its last interview has a reflection, the earlier ones do not; most have a lesson still open."""
    tracker = sample(tmp_path, 400)
    stories = cards(tmp_path / "stories", None)
    drawn = [card for name, card in tracker.applications.items() if name not in stories]
    found = [[held.reflection is not None for held in card.interviews] for card in drawn]
    assert sum(reflected == [False, True] for reflected in found) > 350
    assert not any(reflected[0] for reflected in found)
    lessons = lessons_of(journal_entries(drawn))
    assert any(each.lesson.state is LessonState.OPEN for each in lessons)
