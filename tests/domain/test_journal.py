"""The journal: entries, lessons, and what comes back before the next interview."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.interview import Interview, Lesson, LessonState, Reflection
from followup_tui.domain.journal import (
    MOST_LESSONS,
    LearnedLesson,
    journal_entries,
    lessons_to_look_back_on,
    mark_looked_back,
    prepare,
    searchable_text,
    set_lesson_state,
    write_reflection,
)
from followup_tui.domain.search import has_words, search_words
from followup_tui.errors import CallError, GoneError
from tests.samples import NORTHWIND, instant

NOW = instant("2026-12-20 10:00")


def interview(day: str, *lessons: str, number: int = 1, well: str = "", said: str = "") -> Interview:
    """Return an interview of that day with a reflection."""
    written = Reflection(instant(f"{day} 17:00"), well, "", tuple(map(Lesson, lessons)))
    return Interview(f"i{number}", ended_at=instant(f"{day} 16:00"), reflection=written, said=said)


def card(name: str, *interviews: Interview) -> Application:
    """Return an application with these interviews."""
    return replace(NORTHWIND, id=name, company=name.title(), interviews=interviews, people=(), contacts=())


ACME = card(
    "acme",
    interview("2026-11-02", "Drink water.", well="Calm."),
    Interview("i2", ended_at=instant("2026-11-09")),
)
GLOBEX = card(
    "globex", interview("2026-11-20", "Ask first.", "Slower.", well="Zebra\n\nMap", said="65k to Ada")
)


def texts(found: Iterable[LearnedLesson]) -> list[str]:
    """Return the texts of some lessons."""
    return [one.lesson.text for one in found]


def test_entries_are_the_interviews_that_were_reflected_on_the_newest_first() -> None:
    """An interview nothing was written down of is none."""
    assert [(entry.application.id, entry.interview.id) for entry in journal_entries([ACME, GLOBEX])] == [
        ("globex", "i1"),
        ("acme", "i1"),
    ]


def test_a_search_looks_through_everything_that_was_written() -> None:
    """Company, role, what went well, lessons and what was said, in small letters."""
    (entry,) = journal_entries([GLOBEX])
    for word in ("globex", "zebra", "slower", "65k to ada", NORTHWIND.role.casefold()):
        assert has_words(searchable_text(entry), search_words(word))


def test_a_lesson_is_open_until_it_is_done_or_dropped() -> None:
    """Done and dropped ones no longer come back; one that was opened again does."""
    done = set_lesson_state(GLOBEX, "i1", "Slower.", LessonState.DONE, NOW)
    assert texts(prepare(done, [ACME, done], NOW).lessons) == ["Ask first.", "Drink water."]
    again = set_lesson_state(done, "i1", "Slower.", LessonState.OPEN, NOW)
    assert again == GLOBEX


def test_what_comes_back_before_an_interview() -> None:
    """The newest open lessons of all companies, what worked, and what was said to this one alone."""
    prep = prepare(GLOBEX, [ACME, GLOBEX], NOW)
    assert texts(prep.lessons) == ["Ask first.", "Slower.", "Drink water."]
    assert prep.went_well == (("Zebra", "Globex"), ("Map", "Globex"), ("Calm.", "Acme"))
    assert [said for _, said in prep.said] == ["65k to Ada"]
    assert prepare(ACME, [ACME, GLOBEX], NOW).said == ()
    assert prepare(card("new"), [card("new")], NOW).is_empty


def test_no_more_lessons_come_back_than_one_can_keep_in_mind() -> None:
    """The newest of them."""
    many = card("many", *(interview(f"2026-11-{day:02}", f"No {day}", number=day) for day in range(1, 20)))
    assert texts(prepare(many, [many], NOW).lessons) == [f"No {day}" for day in range(19, 14, -1)]
    assert len(prepare(many, [many], NOW).lessons) == MOST_LESSONS


def test_after_an_interview_the_lessons_from_before_it_are_asked_about() -> None:
    """Not those of the interview itself, none that was closed before it, and none that is closed by now."""
    later = interview("2026-11-20", "Its own.")
    assert texts(lessons_to_look_back_on(later, [ACME, card("x", later)])) == ["Drink water."]
    closed = set_lesson_state(ACME, "i1", "Drink water.", LessonState.DONE, instant("2026-11-10 10:00"))
    assert lessons_to_look_back_on(later, [closed]) == []
    closed_since = set_lesson_state(ACME, "i1", "Drink water.", LessonState.DROPPED, NOW)
    assert lessons_to_look_back_on(later, [closed_since]) == []


def test_nobody_is_asked_about_a_lesson_that_was_written_after_the_interview() -> None:
    """It could not come back before it, though its own interview was earlier."""
    first, later = ACME.interviews[0], interview("2026-11-20", "Its own.")
    assert first.reflection is not None
    late = replace(first, reflection=replace(first.reflection, at=instant("2026-11-21 09:00")))
    assert lessons_to_look_back_on(later, [card("acme", late)]) == []


def test_an_entry_edited_keeps_what_became_of_its_lessons() -> None:
    """A lesson that stands there still is the same; when it was written, and that it was asked, stay."""
    done = mark_looked_back(set_lesson_state(GLOBEX, "i1", "Slower.", LessonState.DONE, NOW), "i1")
    edited = write_reflection(
        done, "i1", Reflection(NOW, "New", lessons=(Lesson("Slower."), Lesson("Louder."))), "said"
    )
    (entry,) = journal_entries([edited])
    assert [lesson.state for lesson in entry.reflection.lessons] == [LessonState.DONE, LessonState.OPEN]
    assert (entry.reflection.at, entry.reflection.looked_back) == (instant("2026-11-20 17:00"), True)
    assert (entry.reflection.well, entry.interview.said) == ("New", "said")


def test_nothing_written_is_no_reflection() -> None:
    """Where nothing was before it is refused; else what was written is gone. What was said is something."""
    bare = replace(GLOBEX.interviews[0], reflection=None, said="")
    with pytest.raises(CallError, match="Nothing is written"):
        write_reflection(card("globex", bare), "i1", Reflection(NOW), "")
    assert write_reflection(GLOBEX, "i1", Reflection(NOW), "").interviews[0].reflection is None
    said = write_reflection(card("globex", bare), "i1", Reflection(NOW), "A laptop").interviews[0]
    assert (said.said, said.reflection) == ("A laptop", Reflection(NOW))
    felt = write_reflection(card("globex", bare), "i1", Reflection(NOW, feeling=1), "").interviews[0]
    assert felt.reflection is not None


def test_a_lesson_that_was_mended_keeps_what_became_of_it() -> None:
    """A typo is the same lesson in the same place; another lesson in its place is a new one."""
    done = set_lesson_state(GLOBEX, "i1", "Slower.", LessonState.DONE, NOW)

    def states(*lines: str) -> list[LessonState]:
        edited = write_reflection(done, "i1", Reflection(NOW, lessons=tuple(map(Lesson, lines))))
        return [lesson.state for lesson in journal_entries([edited])[0].reflection.lessons]

    assert states("Ask first.", "Slower!") == [LessonState.OPEN, LessonState.DONE]
    assert states("Slower.", "Ask first.") == [LessonState.DONE, LessonState.OPEN]
    assert states("Ask first.", "Bring a map.") == [LessonState.OPEN, LessonState.OPEN]
    assert states("Slower!") == [LessonState.OPEN]


@pytest.mark.parametrize(
    "change",
    [
        lambda card: write_reflection(card, "i7", Reflection(NOW)),
        lambda card: mark_looked_back(card, "i7"),
        lambda card: set_lesson_state(card, "i7", "Slower.", LessonState.DONE, NOW),
    ],
    ids=["reflect", "look back", "close a lesson"],
)
def test_an_interview_that_is_gone_is_said(change: Callable[[Application], Application]) -> None:
    """Another board took it back: a sentence, and nothing that ends the program."""
    with pytest.raises(GoneError, match="This interview at Globex is no longer there"):
        change(GLOBEX)


def test_notes_are_searched() -> None:
    """They are the user's own words, too."""
    held = replace(GLOBEX.interviews[0], reflection=Reflection(NOW, notes="My Diary"))
    (entry,) = journal_entries([card("globex", held)])
    assert has_words(searchable_text(entry), search_words("my diary"))
