"""The journal's pages: found as one types, read, edited, and looked back on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.widgets import Input

from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Lesson, LessonState, Reflection
from followup_tui.domain.journal import journal_entries, set_lesson_state
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.screens.dossier import DossierPage
from followup_tui.ui.screens.journal import JournalPage
from followup_tui.ui.screens.journal_entry import EntryPage
from followup_tui.ui.screens.look_back import LookBackPage
from followup_tui.ui.screens.prep import PrepPage
from followup_tui.ui.screens.reflect import ReflectForm
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board

NORTHWIND = "northwind"


def journal(app: FollowupApp) -> JournalPage:
    """Give the page in front."""
    assert isinstance(app.screen, JournalPage)
    return app.screen


def assert_reads_an_entry(app: FollowupApp) -> None:
    """Hold that an entry is in front."""
    assert isinstance(app.screen, EntryPage)


def write_down(sample: Tracker, name: str, clock: Clock, *lessons: str, well: str = "") -> None:
    """Note a reflection of the last interview of an application, as it was written at its end."""

    def written(card: Application) -> Application:
        *others, last = [held for held in card.interviews if held.moment and held.moment.utc <= clock.time]
        at = last.moment or Instant.of(clock.time)
        reflection = Reflection(at, well, lessons=tuple(map(Lesson, lessons)), looked_back=True)
        later = [held for held in card.interviews if held not in (*others, last)]
        return replace(card, interviews=(*others, replace(last, reflection=reflection), *later))

    sample.change(name, "reflected", lambda card, _: written(card))


async def test_entries_are_found_as_one_types(program: Make, sample: Tracker, clock: Clock) -> None:
    """Every letter narrows them down; escape goes to the list, then shows all again, then goes back."""
    write_down(sample, NORTHWIND, clock, well="Told the story of the zebra.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J", "slash", *"zeb")
        await pilot.pause()
        page = journal(app)
        assert [entry.application.id for entry in page.search.entries] == [NORTHWIND]
        assert "1 of" in words(app, "TopRow")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert (
            len(page.search.entries)
            == page.search.total
            == len(journal_entries(sample.applications.values()))
        )
        await pilot.press("escape")
        await pilot.pause()
        assert board(app).is_mounted


async def test_a_search_that_finds_nothing_says_so_and_shows_all_again(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """In place of an empty list stands a sentence; one escape takes the search back."""
    write_down(sample, NORTHWIND, clock, well="Told the story of the zebra.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J", "slash", *"qqq")
        await pilot.pause()
        page = journal(app)
        total = page.search.total
        assert words(app, "#nothing").strip() == f"No entry fits. escape shows all again: {total} entries."
        await pilot.press("escape")
        await pilot.pause()
        assert (len(page.search.entries), page.entries.has_focus) == (total, True)
        assert not words(app, "#nothing").strip()


async def test_filters_narrow_to_a_company_and_to_open_lessons(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Each is said in the first row, and pressed again shows all."""
    write_down(sample, NORTHWIND, clock, "Drink water.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J", "c")
        await pilot.pause()
        page = journal(app)
        assert {entry.application.company for entry in page.search.entries} == {page.search.filters.company}
        await pilot.press("c", "o")
        await pilot.pause()
        found = [lesson.state for entry in page.search.entries for lesson in entry.reflection.lessons]
        assert LessonState.OPEN in found
        assert all(
            any(lesson.state is LessonState.OPEN for lesson in entry.reflection.lessons)
            for entry in page.search.entries
        )
        assert "open lessons" in words(app, "TopRow")


async def test_an_entry_is_read_and_edited(program: Make, sample: Tracker, clock: Clock) -> None:
    """What is changed there is what the page says then; a lesson keeps what became of it."""
    write_down(sample, NORTHWIND, clock, "Drink water.", well="Told the story of the zebra.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EntryPage)
        assert "zebra" in words(app, "#text")
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ReflectForm)
        await pilot.press("end", *" Twice.", "ctrl+s")
        await pilot.pause()
        assert "Twice." in words(app, "#text")
    held = sample.applications[NORTHWIND].interviews[-1]
    assert held.reflection is not None
    assert [lesson.text for lesson in held.reflection.lessons] == ["Drink water."]


async def test_a_reflection_of_a_line_is_enough(program: Make, sample: Tracker) -> None:
    """Everything can be skipped; the advice to reflect is gone with it."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("nakatomi")
        await pilot.press("r", *"Fine", "tab", "tab", *"Slower", "tab", "tab", "4", "ctrl+s")
        await pilot.pause()
    written = sample.applications["nakatomi"].interviews[-1].reflection
    assert written is not None
    assert (written.well, [lesson.text for lesson in written.lessons], written.feeling) == (
        "Fine",
        ["Slower"],
        4,
    )


async def test_a_reflection_of_nothing_is_none(program: Make, sample: Tracker) -> None:
    """The form stays and says so; one that is emptied is gone, and said to be."""

    def is_reflected() -> bool:
        return sample.applications["nakatomi"].interviews[-1].reflection is not None

    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("nakatomi")
        await pilot.press("r", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ReflectForm)
        assert "Nothing is written" in words(app, "BottomRow")
        assert not is_reflected()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        assert is_reflected()
        await pilot.press("escape", "r", "end", "backspace", "ctrl+s")
        await pilot.pause()
        assert "reflection removed" in words(app, "BottomRow")
        assert not is_reflected()


def forget_the_journal(sample: Tracker) -> None:
    """Take all reflections out."""
    for name in list(sample.applications):
        sample.change(
            name,
            "no journal",
            lambda card, _: replace(
                card, interviews=tuple(replace(held, reflection=None) for held in card.interviews)
            ),
        )


async def test_the_lessons_that_came_back_are_asked_about_once(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """`y` closes one, `n` leaves it open, and the same interview does not ask again."""
    forget_the_journal(sample)
    write_down(sample, "globex", clock, "Ask first.", "Drink water.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("r", "x", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, LookBackPage)
        assert "Ask first." in words(app, "#lesson")
        await pilot.press("y", "n")
        await pilot.pause()
        assert board(app).is_mounted
        await pilot.press("r", *"More", "ctrl+s")
        await pilot.pause()
        assert board(app).is_mounted
    (entry,) = [
        one for one in journal_entries(sample.applications.values()) if one.application.id == "globex"
    ]
    assert [lesson.state for lesson in entry.reflection.lessons] == [LessonState.DONE, LessonState.OPEN]


async def test_lessons_of_an_interview_that_is_gone_are_passed_over(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Another board takes it back while one is asked: that is said, and the next one is asked about."""
    forget_the_journal(sample)
    write_down(sample, "globex", clock, "Ask first.", "Drink water.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("r", "x", "ctrl+s")
        await pilot.pause()
        reopened(sample, clock).change("globex", "taken back", lambda card, _: replace(card, interviews=()))
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, LookBackPage)
        assert "Drink water." in words(app, "#lesson")
        assert "no longer there" in words(app, "BottomRow")
        await pilot.press("y")
        await pilot.pause()
        assert board(app).is_mounted
        assert "no longer there" in words(app, "BottomRow")


async def test_nothing_is_asked_about_an_interview_that_is_gone(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Taken back elsewhere right after it was reflected on, or with its whole application."""
    card = sample.applications[NORTHWIND]
    app = program()
    async with app.run_test(size=(80, 24)):
        form = ReflectForm(card, card.interviews[0])
        await app.push_screen(form)
        sample.change(NORTHWIND, "taken back", lambda known, _: replace(known, interviews=()))
        assert form.next_page() is None


async def test_the_lessons_of_an_entry_are_closed_from_its_page(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """`x` asks about those that are open; the interview is not taken for one that was looked back on."""
    forget_the_journal(sample)
    write_down(sample, NORTHWIND, clock, "Ask first.", "Drink water.")

    def not_asked(card: Application) -> Application:
        *others, last = card.interviews
        assert last.reflection is not None
        return replace(
            card, interviews=(*others, replace(last, reflection=replace(last.reflection, looked_back=False)))
        )

    sample.change(NORTHWIND, "not asked", lambda card, _: not_asked(card))
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J", "enter", "x")
        await pilot.pause()
        assert isinstance(app.screen, LookBackPage)
        await pilot.press("y", "d")
        await pilot.pause()
        assert_reads_an_entry(app)
        assert "dropped" in words(app, "#text")
        await pilot.press("x")
        await pilot.pause()
        assert_reads_an_entry(app)
        assert "None of its lessons is open" in words(app, "BottomRow")
    (entry,) = journal_entries(sample.applications.values())
    assert [one.state for one in entry.reflection.lessons] == [LessonState.DONE, LessonState.DROPPED]
    assert not entry.reflection.looked_back


async def test_an_entry_can_be_edited_while_its_lesson_is_closed_elsewhere(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Nothing is asked: what was typed is kept, and the lesson is done."""
    forget_the_journal(sample)
    write_down(sample, NORTHWIND, clock, "Ask first.", well="Calm")
    held = sample.applications[NORTHWIND].interviews[-1].id
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("r", "end", *" and kind")
        now = Instant.of(clock.time)
        reopened(sample, clock).change(
            NORTHWIND,
            "lesson done",
            lambda card, _: set_lesson_state(card, held, "Ask first.", LessonState.DONE, now),
        )
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert board(app).is_mounted
    (entry,) = journal_entries(sample.applications.values())
    assert entry.reflection.well == "Calm and kind"
    assert [one.state for one in entry.reflection.lessons] == [LessonState.DONE]


async def test_what_was_written_in_the_editor_is_on_disk_before_its_file_is_gone(
    program: Make, sample: Tracker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands above the headings is among it; it is shown in the form, and saved as notes."""
    forget_the_journal(sample)
    kept: list[dict[str, str]] = []

    @contextmanager
    def editor(app: FollowupApp, text: str, *_: str, **__: str) -> Iterator[str]:
        yield text.replace("## What went well\n", "My diary\n## What went well\nCalm\n", 1)
        assert isinstance(app.screen, ReflectForm)
        draft = app.drafts.find(app.screen.half_written().name)
        kept.append(draft.fields if draft else {})

    monkeypatch.setattr("followup_tui.ui.editor.written_in_editor", editor)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("r")
        await pilot.pause()
        assert not app.screen.query_one("#field-notes").display
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert kept == [{"well": "Calm", "notes": "My diary"}]
        assert app.screen.query_one("#field-notes").display
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("r", "end", *" still", "ctrl+s")
        await pilot.pause()
    (entry,) = journal_entries(sample.applications.values())
    assert (entry.reflection.well, entry.reflection.notes) == ("Calm still", "My diary")
    assert "My diary" not in entry.interview.said


async def test_the_prep_page_comes_up_when_an_interview_is_scheduled(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """It shows the open lessons, `J` there the others too; escape leads back to the board."""
    write_down(sample, NORTHWIND, clock, "Drink water.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("globex")
        await pilot.press("i")
        app.screen.query_one("#field-at Input", Input).value = "tomorrow 10:00"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, PrepPage)
        assert "Drink water." in words(app, "#text")
        await pilot.press("J")
        await pilot.pause()
        assert isinstance(app.screen, JournalPage)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert board(app).is_mounted


async def test_the_dossier_is_one_key_from_the_list_that_comes_with_the_job(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Closing with hired shows what is left to do (R17), `D` there the dossier; no reflection is in it."""
    write_down(sample, NORTHWIND, clock, "Drink water.", well="A secret thought.")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("c", "h")
        await pilot.pause()
        await pilot.press("D")
        await pilot.pause()
        assert isinstance(app.screen, DossierPage)
        shown = words(app, "#text")
        assert "Jana Novák" in shown
        assert "secret" not in shown
        assert "Drink water" not in shown


async def test_a_word_beside_the_feeling_is_kept_where_it_was_written(
    program: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form has no place for it: it is said, and the editor's file stays, and is named."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "second thoughts" >> "$1"\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    # There is no terminal here to hand over; tests/pty does that with a real one.
    monkeypatch.setattr(App, "suspend", lambda _: nullcontext())
    app = program()
    async with app.run_test(size=(160, 30)) as pilot:
        board(app).select("nakatomi")
        await pilot.press("r", *"Fine", "ctrl+e")
        await pilot.pause()
        said = words(app, "BottomRow")
        assert "a number from 1 to 5" in said
        (kept,) = tmp_path.rglob("reflection.md")
        assert "second thoughts" in kept.read_text("utf-8")
        assert isinstance(app.screen, ReflectForm)
        assert app.screen["well"] == "Fine"
