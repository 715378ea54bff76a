"""Pages that are left open: time passes, and another board changes what they show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.containers import VerticalScroll

from followup_tui.domain.application import Outcome
from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from followup_tui.ui.screens.agenda import AgendaPage
from followup_tui.ui.screens.people import PeoplePage
from followup_tui.ui.screens.question import QuestionDialog
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board

PEOPLE = (Person("p1", "Ada"), Person("p2", "Ben"), Person("p3", "Cleo"))


@pytest.mark.parametrize(
    ("key", "what"), [("enter", "#text"), ("w", "#text"), ("a", "RunRows")], ids=["story", "why", "agenda"]
)
async def test_a_page_left_open_shows_the_new_day(program: Make, clock: Clock, key: str, what: str) -> None:
    """At the next full minute it says what is true then, and has not scrolled."""
    app = program()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        scroll = app.screen.query_one(VerticalScroll)
        scroll.scroll_to(y=3, animate=False, immediate=True)
        await pilot.pause()
        before, top = words(app, what), scroll.scroll_offset.y
        assert top > 0
        clock.time += timedelta(days=2)
        app.minute.publish(None)
        await pilot.pause()
        assert words(app, what) != before
        assert scroll.scroll_offset.y == top


async def test_the_minute_is_told_when_it_is_full(program: Make, clock: Clock) -> None:
    """The wait ends at the next full minute, not a minute after the start."""
    clock.time = clock.time.replace(second=59, microsecond=900_000)
    app = program()
    told: list[None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.minute.subscribe(app.screen, told.append, immediate=True)
        await pilot.pause(0.4)
        assert told


async def test_the_agenda_keeps_its_line_when_another_board_changes_those_above(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """The chosen line stays chosen where one above it goes."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "j", "j")
        page = app.screen
        assert isinstance(page, AgendaPage)
        chosen, index = page.application_id, page._index
        assert chosen not in {None, "nakatomi"}
        reopened(sample, clock).close("nakatomi", Outcome.WITHDRAWN)
        app.refresh_from_file()
        await pilot.pause()
        assert (page.application_id, page._index) == (chosen, index - 1)


async def test_the_people_keep_the_chosen_one(program: Make, sample: Tracker, clock: Clock) -> None:
    """Somebody taken out above by another board leaves the choice on its person, and so does the question."""
    sample.change(
        "northwind", "people", lambda card, _: replace(card, people=PEOPLE, interviews=(), contacts=())
    )
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        await pilot.press("p", "j")
        page = app.screen
        assert isinstance(page, PeoplePage)
        assert page._person == PEOPLE[1]
        await pilot.press("D")
        assert isinstance(app.screen, QuestionDialog)
        reopened(sample, clock).change("northwind", "out", lambda card, _: card.without_person("p1"))
        app.refresh_from_file()
        await pilot.pause()
        assert page._person == PEOPLE[1]
        await pilot.press("y")
        await pilot.pause()
        assert sample.applications["northwind"].people == PEOPLE[2:]
        assert page._person == PEOPLE[2]


async def test_the_question_takes_nobody_else_out(program: Make, sample: Tracker, clock: Clock) -> None:
    """Where another board took the person out meanwhile, a yes says so and takes nobody out."""
    sample.change(
        "northwind", "people", lambda card, _: replace(card, people=PEOPLE, interviews=(), contacts=())
    )
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("northwind")
        await pilot.press("p", "j", "j", "D")
        other = reopened(sample, clock)
        other.change("northwind", "out", lambda card, _: card.without_person("p3"))
        other.change("northwind", "in", lambda card, _: card.with_person(Person("p3", "Dana")))
        app.refresh_from_file()
        await pilot.press("y")
        await pilot.pause()
        assert [person.name for person in sample.applications["northwind"].people] == ["Ada", "Ben", "Dana"]
        assert "Cleo is no longer there" in words(app, "BottomRow")
