"""What now, and why: the rows over the board, the agenda, the guard, the checklist."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace
from textual.containers import VerticalScroll
from textual.widgets import Static

from followup_tui.domain.application import Outcome
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.letter import LetterKind
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.screens.agenda import AgendaPage
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.letters.page import LettersPage
from followup_tui.ui.screens.log_contact import LogContactForm
from followup_tui.ui.screens.question import QuestionDialog
from followup_tui.ui.widgets.field import Field
from followup_tui.ui.widgets.run_rows import RunRows
from tests.samples import Clock
from tests.ui.conftest import Make
from tests.ui.test_board_screen import board


def words(app: FollowupApp, what: str) -> str:
    """Give what a part of the screen in front says."""
    widget = app.screen.query_one(what)
    if isinstance(widget, RunRows):
        return widget.text
    assert isinstance(widget, Static)
    return str(widget.render())


async def test_what_now_is_answered_with_no_key_pressed(program: Make) -> None:
    """The two most urgent things stand over the board: a deadline of today comes before what is late."""
    app = program()
    async with app.run_test(size=(120, 36)):
        rows = words(app, "#overview").splitlines()[2:4]
    assert re.match(" ▶ Nakatomi +Write down what went well .* 33 min left +r $", rows[0])
    assert re.match("   Northwind +Thank .* 4 h left +t $", rows[1])


async def test_nothing_to_do_says_what_comes_next(program: Make, empty: Tracker, clock: Clock) -> None:
    """Where nothing is due the row says so, and names the next thing to come."""
    from datetime import timedelta

    empty.add("Hooli", "Backend", at=clock() + timedelta(days=2))
    app = program(empty)
    async with app.run_test(size=(80, 24)):
        assert "Nothing to do now. Next, Wed 25 Nov 14:02: Hooli, interview." in words(app, "#overview")


async def test_w_says_why(program: Make) -> None:
    """Why names the answer, the rule with its numbers, what was counted, and who says so."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        said = words(app, "#text")
    for part in ("Yes, now.", "R1", "within 24 hours", "The last interview was", "0 of 2", "Princeton"):
        assert part in said


async def test_w_names_no_rule_where_none_applies(program: Make, empty: Tracker, clock: Clock) -> None:
    """Of a closed card there is an answer, and no rule or source under it."""
    empty.add("Hooli", "Backend", at=clock())
    empty.close("hooli", Outcome.SILENT)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        said = words(app, "#text")
    assert "It is closed" in said
    assert "What was counted" in said
    assert not re.search(r"\bR8\b|Who says so", said)


async def test_the_agenda_goes_from_a_line_to_its_act(program: Make) -> None:
    """Enter does what the key at the right of the line does: on an owed answer it opens that letter."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        page = app.screen
        assert isinstance(page, AgendaPage)
        while page.application_id != "tyrell":
            await pilot.press("j")
        await pilot.press("enter")
        letters = app.screen
        assert isinstance(letters, LettersPage)
        assert letters.draft.composed.kind is LetterKind.REPLY


async def test_the_agenda_has_the_time_at_the_left_and_the_key_at_the_right(program: Make) -> None:
    """Now first, then each day by its date; an interview has its hour; what asks nothing has no key."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        rows = app.screen.query_one("#text", RunRows).text.splitlines()
    assert rows[0].strip() == "Now"
    assert re.fullmatch(r" +4 h +Northwind +Thank Dr\. Jana Novák and Tom Reyes by .*\.  +t ", rows[2])
    day = next(number for number, row in enumerate(rows) if row.startswith(" Fri 27 Nov"))
    assert rows[day].strip() == "Fri 27 Nov  in 4 days"
    assert [row.split()[1:] for row in rows if "interview" in row] == [["Hooli", "interview", "v"]]
    assert all(row.rstrip().endswith("they decide") for row in rows if "decide" in row)


async def test_two_planned_interviews_of_a_card_are_two_lines(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """Each can be chosen, and is chosen still once another line is gone."""
    hooli = sample.applications["hooli"]
    first = hooli.planned_interviews(clock())[0]
    assert first.starts_at is not None
    second = replace(first, id="i9", starts_at=Instant.of(first.starts_at.utc + timedelta(days=1)))
    sample.edit(hooli, replace(hooli, interviews=(*hooli.interviews, second)))
    app = program()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("a")
        page = app.screen
        assert isinstance(page, AgendaPage)
        assert page.query_one("#text", RunRows).text.count("interview ") == 2
        await pilot.press(*["j"] * 30)
        while page.application_id != "hooli":
            await pilot.press("k")
        index = page._index
        sample.close("nakatomi", Outcome.WITHDRAWN)
        app.changed.publish(frozenset({"nakatomi"}))
        await pilot.pause()
        assert (page.application_id, page._index) == ("hooli", index - 1)


async def test_a_click_chooses_a_line_and_another_does_what_it_says(program: Make) -> None:
    """The mouse can do what the keys can; a heading is no line."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        page = app.screen
        assert isinstance(page, AgendaPage)
        await pilot.click("#text", offset=(20, 0))
        assert page.application_id == "nakatomi"
        await pilot.click("#text", offset=(20, 2))
        assert page.application_id == "northwind"
        await pilot.click("#text", offset=(20, 2))
        await pilot.pause()
        assert isinstance(app.screen, LettersPage)


async def test_the_key_of_a_line_stays_beside_it_in_a_wide_terminal(program: Make) -> None:
    """At 200 cells nobody would see which key belongs to which line, were they at the edges."""
    app = program()
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("a")
        line = next(row for row in words(app, "RunRows").splitlines() if "Nakatomi" in row)
        assert (line.rstrip()[-1], len(line.rstrip())) == ("r", 118)


async def test_an_agenda_with_nothing_says_so_in_one_line(program: Make, empty: Tracker) -> None:
    """And no key fails."""
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "j", "k", "enter")
        said = app.screen.query_one("#text", RunRows).text
    assert said.strip() == "Nothing to do now, and nothing in the next 7 days. Breathe."


async def test_the_agenda_keeps_the_chosen_line_in_view(program: Make) -> None:
    """However low the window, the chosen line is on the screen."""
    app = program()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("a", *["j"] * 12)
        assert app.screen.query_one(VerticalScroll).scroll_offset.y > 0


async def test_the_guard_asks_before_a_follow_up_comes_too_early(program: Make, sample: Tracker) -> None:
    """A follow-up within the grace asks first, with the date; y logs it, any other key goes back."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("acme")
        await pilot.press("m", "tab", "f", "ctrl+s")
        assert isinstance(app.screen, QuestionDialog)
        assert "from tomorrow it is fine" in words(app, "QuestionDialog > Static")
        await pilot.press("n")
        assert isinstance(app.screen, LogContactForm)
        await pilot.press("ctrl+s", "y")
        assert isinstance(app.screen, BoardPage)
    contact = sample.applications["acme"].last_contact(Direction.SENT)
    assert contact is not None
    assert contact.kind is ContactKind.FOLLOW_UP


async def test_the_guard_asks_as_of_the_contact_and_as_the_card_stands_now(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """What came after the contact does not count; what came in while the form was open does."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("acme")
        await pilot.press("m", "tab", "f")
        form = app.screen
        assert isinstance(form, LogContactForm)
        asked = form.warning()
        assert asked.count("from tomorrow it is fine") == 1
        answer = Contact(Instant.of(clock()), Direction.RECEIVED, ContactKind.REPLY)
        sample.log_contact("acme", answer)
        assert form.warning() == ""
        form.query_one("#field-at", Field).value = "yesterday"
        assert form.warning() == "That was early: from tomorrow it would have been fine."


async def test_a_thank_you_and_an_owed_answer_never_ask(program: Make, sample: Tracker) -> None:
    """The guard keeps still for a thank-you and for an answer they wait for."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("acme")
        await pilot.press("m", "ctrl+s")
        assert isinstance(app.screen, BoardPage)
        board(app).select("tyrell")
        await pilot.press("m", "tab", "r", "ctrl+s")
        assert isinstance(app.screen, BoardPage)
    assert sample.applications["tyrell"].contacts[-1].kind is ContactKind.REPLY


async def test_a_snoozed_card_is_quiet_and_shown_again_by_an_empty_field(program: Make) -> None:
    """Snoozing takes the card off what is to do; emptying the field brings it back."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z", *"mon", "enter")
        assert board(app).columns.line("northwind").wordings[0] == "snoozed until Mon 30 Nov"
        assert "northwind" not in board(app).columns.due(9)
        await pilot.press("z", "end", *["backspace"] * 16, "enter")
        assert "northwind" in board(app).columns.due(9)


async def test_overdue_is_never_snoozed_away(program: Make) -> None:
    """A snoozed card stays in Overdue and says so."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "z", *"mon", "enter")
        assert board(app).active_stage == "overdue"
        assert board(app).columns.line("cyberdyne").wordings[0] == "17 d overdue · snoozed"


async def test_the_checklist_keeps_what_was_said_and_what_stayed_unasked(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """The checklist fills in the date, the words and the questions; the list of questions is the user's."""
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "questions.txt").write_text("# mine\nWho leads?\nWhy now?\n", encoding="utf-8")
    app = program()
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("j", "x", *"fri", "tab", "tab", *"They need help", "tab", "down", "space", "ctrl+s")
        await pilot.pause()
    card = sample.applications["aperture"]
    assert card.unasked == ("Why now?",)
    assert card.interviews[-1].said == "They need help"
    assert str(card.decision_date) == "2026-11-27"


async def test_an_appointment_that_passed_without_a_call(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """A scheduled interview that did not happen is said with one letter, and then R12 is due."""
    clock.pass_by(days=1, hours=3)
    app = program()
    async with app.run_test(size=(80, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, BoardPage)
        screen.board.select("hooli")
        await pilot.press("x", "n", "ctrl+s")
        await pilot.pause()
        assert board(app).columns.line("hooli").wordings[0] == "did not take place · write"
    assert sample.applications["hooli"].interviews[-1].missed
