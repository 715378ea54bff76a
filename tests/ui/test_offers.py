"""Their offer and what was promised, on the screen: noted, answered, and what follows."""

from __future__ import annotations

import re
from datetime import date, timedelta

from textual.widgets import Static

from followup_tui.domain.application import Outcome
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import note_offer
from followup_tui.domain.people import add_people
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promises import add_promise
from followup_tui.tracker import Tracker
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.hired import HiredPage
from followup_tui.ui.screens.letters.page import LettersPage
from followup_tui.ui.screens.offer_answer import OfferAnswerPage
from followup_tui.ui.screens.promise import PromiseForm
from followup_tui.ui.screens.question import QuestionDialog
from followup_tui.ui.screens.reflect import ReflectForm
from followup_tui.ui.widgets.marked_rows import MarkedRows
from tests.samples import Clock, instant
from tests.ui.conftest import Make
from tests.ui.test_board_screen import said

OPEN = Offer(instant("2026-11-23 10:00"), instant("2026-11-27 12:00"), ("salary 72,000",), is_verbal=True)


def with_card(tracker: Tracker, clock: Clock, company: str = "Hooli") -> str:
    """Record an application with one person; return its id."""
    at = clock() - timedelta(days=2)
    return tracker.add(company, "SRE", at=at, people=(Person("", f"Ada {company}"),)).ids[0]


def with_offer(tracker: Tracker, clock: Clock) -> str:
    """Record one with an open offer."""
    application_id = with_card(tracker, clock)
    tracker.change(application_id, "offer noted", lambda card, _: note_offer(card, OPEN))
    return application_id


async def test_an_offer_is_noted_and_its_page_says_what_can_be_done(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """`O` opens the form where there is none yet; saved, the page with its keys comes."""
    with_card(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("O", "tab", "p", "tab", *"fri 12:00", "tab", "o", "tab")
        await pilot.press(*"salary 72", "enter", *"start 1 March", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, OfferAnswerPage)
        text = str(app.screen.query_one("#text", Static).render())
    offer, (contact,) = empty.applications["hooli"].offer, empty.applications["hooli"].contacts
    assert offer == Offer(
        contact.at, instant("2026-11-27 12:00"), ("salary 72", "start 1 March"), is_verbal=True
    )
    assert (contact.kind, contact.channel, contact.person) == ("offer", "phone", "p1")
    assert "Do not resign from your job before it is" in text
    assert "open, answer by Fri 27 Nov at 12:00, in 4 days" in text


async def test_a_logged_offer_begins_where_nothing_is_filled_in(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """After `m r o p` the cursor is on the deadline; by phone it was only said; the note has the terms."""
    with_card(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "o", "p", *"pay 72k, start 1 March", "ctrl+s")
        await pilot.pause()
        await pilot.press(*"fri", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, OfferAnswerPage)
    offer, (contact,) = empty.applications["hooli"].offer, empty.applications["hooli"].contacts
    terms = ("pay 72k", "start 1 March")
    assert offer == Offer(contact.at, instant("2026-11-27 23:59"), terms, is_verbal=True)
    assert contact.note == "pay 72k, start 1 March"


async def test_correcting_when_an_offer_came_moves_its_contact(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """Whether it was logged before it was noted, or is corrected later: it is told once."""
    with_card(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "o", "e", "ctrl+s")
        await pilot.pause()
        for when in ("yesterday 9:00", "today 9:00"):
            await pilot.press(*["shift+tab"] * 3, "ctrl+u", *when, "ctrl+s")
            await pilot.pause()
            assert isinstance(app.screen, OfferAnswerPage)
            offer, contacts = empty.applications["hooli"].offer, empty.applications["hooli"].contacts
            assert offer is not None
            assert [contact.at for contact in contacts] == [offer.received_at]
            await pilot.press("e")
            await pilot.pause()


async def test_accepting_closes_and_shows_the_list_again_and_again(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """One key accepts; one writes the letter of a line, one closes a withdrawn card; `O` comes back."""
    with_card(empty, clock, "Acme")
    with_offer(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, BoardPage)
        app.screen.board.select("hooli")
        await pilot.press("O", "a")
        await pilot.pause()
        assert isinstance(app.screen, HiredPage)
        assert empty.applications["hooli"].outcome is Outcome.HIRED
        await pilot.press("j", "enter", "escape")  # who the user is, is left open
        await pilot.pause()
        assert isinstance(app.screen, LettersPage)
        assert (app.screen.application_id, app.screen.letter_drafts.kind) == ("acme", LetterKind.WITHDRAW)
        await pilot.press("escape", "escape", "c")
        assert empty.applications["acme"].outcome is Outcome.WITHDRAWN
        text = app.screen.query_one("#text", MarkedRows).text
        assert re.search(r"Withdraw from Acme, SRE \(to Ada Acme\) +done$", text, re.MULTILINE)
        await pilot.press("escape", "O")
        await pilot.pause()
        assert isinstance(app.screen, HiredPage)


async def test_the_list_once_hired_goes_to_its_ends_and_asks_before_a_letter_is_written_again(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """G and g; names that have no room are counted; a line that is done says so and asks."""
    with_card(empty, clock, "Acme")
    with_offer(empty, clock)
    people = tuple(Person("", f"Maximiliane Musterfrau-{word}") for word in ("Eins", "Zwei", "Drei"))
    empty.change("hooli", "people", lambda card, _: add_people(card, people)[0])
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, BoardPage)
        app.screen.board.select("hooli")
        await pilot.press("O", "a")
        await pilot.pause()
        await pilot.press("G")
        text = app.screen.query_one("#text", MarkedRows).text
        assert f"{GLYPHS.marker}If they helped you, thank Ada Hooli and 3 more" in text
        await pilot.press("g", "j", "c")
        assert empty.applications["acme"].outcome is Outcome.WITHDRAWN
        await pilot.press("enter")
        await pilot.pause()
        question = app.screen
        assert isinstance(question, QuestionDialog)
        asked = str(question.query_one(Static).render())
        assert asked.partition("\n")[0].strip() == "Write one more?"
        assert "Acme is closed as withdrawn." in asked
        await pilot.press("n")
        assert isinstance(app.screen, HiredPage)
        rows = app.screen.query_one("#text", MarkedRows)
        thanks = next(y for y, line in enumerate(rows.text.splitlines()) if "If they helped you" in line)
        await pilot.click(rows, offset=(5, rows.gutter.top + thanks))
        assert f"{GLYPHS.marker}If they helped you" in rows.text
        await pilot.click(rows, offset=(5, rows.gutter.top + thanks))
        await pilot.pause()
        assert isinstance(app.screen, LettersPage)


async def test_declined_withdrawn_and_what_does_not_fit(program: Make, empty: Tracker, clock: Clock) -> None:
    """What they withdraw leaves the card; what does not fit is said; undo takes an answer back."""
    with_offer(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("O", "w")
        offer = empty.applications["hooli"].offer
        assert offer is not None
        assert (offer.decision, empty.applications["hooli"].outcome) == (OfferState.WITHDRAWN, None)
        await pilot.press("a")
        assert said(app).strip() == "That does not fit this offer: they withdrew it today 14:02"
        await pilot.press("u", "d")
        assert empty.applications["hooli"].outcome is Outcome.DECLINED
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, LettersPage)
        assert app.screen.letter_drafts.kind is LetterKind.DECLINE
        assert len(app.screen.letter_drafts.drafts) == 1


async def test_a_promise_is_noted_moved_and_done_on_the_open_card(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """`P` notes it; on the open card it is selected, and has keys of its own."""
    with_card(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("P", *"send references", "tab", "tab", *"fri", "ctrl+s")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("k", "k", "M")
        await pilot.pause()
        await pilot.press(*"mon", "ctrl+s")
        await pilot.pause()
        (promise,) = empty.applications["hooli"].promises
        assert (promise.text, promise.by, promise.due) == ("send references", Party.ME, date(2026, 11, 30))
        await pilot.press("y")
        assert not empty.applications["hooli"].promises[0].is_open
        await pilot.press("u", "X")
        assert empty.applications["hooli"].promises[0].dropped_at is not None


async def test_a_line_that_reads_like_a_promise_is_offered_and_not_noted(
    program: Make, empty: Tracker, clock: Clock
) -> None:
    """After a reflection the last row offers one key; it opens the form with that line, and only once."""
    with_card(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, ReflectForm)
        await pilot.press("tab", "tab", "tab", *"HR will call", "ctrl+s")
        await pilot.pause()
        assert "P notes the promise “HR will call”" in said(app)
        assert empty.applications["hooli"].promises == ()
        await pilot.press("P")
        await pilot.pause()
        assert isinstance(app.screen, PromiseForm)
        assert (app.screen["text"], app.screen["whose"]) == ("HR will call", "they did")
        await pilot.press("ctrl+s")
        await pilot.press("P")
        await pilot.pause()
        assert isinstance(app.screen, PromiseForm)
        assert app.screen["text"] == ""
    assert add_promise(empty.applications["hooli"], "x", Party.ME, None).promises[0].by is Party.THEM


async def test_the_agenda_leads_to_the_offer(program: Make, empty: Tracker, clock: Clock) -> None:
    """An offer is the first line; enter goes where it is answered."""
    with_offer(empty, clock)
    app = program(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "enter")
        await pilot.pause()
        assert isinstance(app.screen, OfferAnswerPage)
