"""Logging a contact in few keys, and correcting, settling and removing one on the open card."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.person_line import parse_person
from followup_tui.tracker import Tracker
from followup_tui.ui.screens.another_interview import PlanInterviewForm
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.close_application import CloseRejectedPage
from followup_tui.ui.screens.log_contact import EditContactForm, LogContactForm
from followup_tui.ui.widgets.field import Field
from tests.samples import Clock
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words


@pytest.fixture
def hooli(empty: Tracker, clock: Clock) -> Tracker:
    """A card with an interview yesterday, held by Jana and Bob."""
    people = (parse_person("Dr. Jana Novák"), parse_person("Bob Lee"))
    empty.add("Hooli", "Backend", at=clock() - timedelta(days=1), people=people)
    return empty


def contacts(tracker: Tracker) -> list[tuple[str, ...]]:
    """Return what is noted, in words."""
    return [
        (each.direction.value, each.kind.value, each.channel.value, each.person or "", each.note)
        for each in tracker.applications["hooli"].contacts
    ]


async def test_a_phone_answer_takes_five_keys_beside_the_words(program: Make, hooli: Tracker) -> None:
    """Which way, what for, how: a letter each, which goes on; the cursor is then where the words go."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "m", "p", *"Soon", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, BoardPage)
        assert "Dr. Jana Novák called · it is your turn · u undoes" in words(app, "BottomRow")
    assert contacts(hooli) == [("received", "message", "phone", "p1", "Soon")]


async def test_the_last_thank_you_moves_the_card_from_the_form_too(program: Make, hooli: Tracker) -> None:
    """The thank-you and whom it is owed are chosen already: two keys for each of them."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "ctrl+s")
        await pilot.pause()
        stages = [hooli.applications["hooli"].stage]
        await pilot.press("m", "ctrl+s")
        await pilot.pause()
        stages.append(hooli.applications["hooli"].stage)
    assert [contact[1:4] for contact in contacts(hooli)] == [
        ("thank-you", "email", "p1"),
        ("thank-you", "email", "p2"),
    ]
    assert stages == [Stage.INTERVIEWED, Stage.THANKED]


async def test_the_kinds_are_those_of_the_direction(program: Make, hooli: Tracker) -> None:
    """Each way has its own, the likely one chosen; the person is whom the last contact was with."""
    now = Instant.of(hooli.today().now)
    hooli.log_contact("hooli", Contact(now, Direction.SENT, person="p2"))
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        form = app.screen
        assert isinstance(form, LogContactForm)
        assert (form["direction"], form["kind"], form["person"]) == ("sent", "thank-you", "Dr. Jana Novák")
        await pilot.press("right")
        assert (form["direction"], form["kind"], form["person"]) == ("received", "message", "Bob Lee")
        await pilot.press("tab", "n")
        assert form["kind"] == "notice"
        kind = form.query_one("#field-kind", Field)
        assert "needs no answer" in words(app, "#field-kind .field--feedback")
        assert "reply" not in str(kind.entry.render())


@pytest.mark.parametrize(("key", "page"), [("i", PlanInterviewForm), ("r", CloseRejectedPage)])
async def test_what_came_leads_to_what_is_done_about_it(
    program: Make, hooli: Tracker, key: str, page: type
) -> None:
    """An invitation to planning the interview, a rejection to closing; escape leaves it at the note."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", key, "e", "ctrl+s")
        await pilot.pause()
        assert type(app.screen) is page
        await pilot.press("escape")
        assert isinstance(app.screen, BoardPage)
    card = hooli.applications["hooli"]
    assert (len(card.contacts), len(card.interviews), card.stage) == (1, 1, Stage.INTERVIEWED)


async def test_an_invitation_plans_the_interview_with_whoever_sent_it(program: Make, hooli: Tracker) -> None:
    """Only when it starts is still to be written: without that nothing is noted as held just now."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "i", "e", "ctrl+s")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert "When does it start?" in words(app, "BottomRow")
        await pilot.press(*"fri 10:00", "ctrl+s")
        await pilot.pause()
    planned = hooli.applications["hooli"].next_interview(hooli.today().now)
    assert planned is not None
    assert planned.people == ("p1",)


async def test_a_rejection_closes_with_one_more_key(program: Make, hooli: Tracker) -> None:
    """The outcome is chosen already."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "r", "l", "ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    card = hooli.applications["hooli"]
    assert (card.outcome, card.contacts[0].channel) == (Outcome.REJECTED, Channel.LETTER)


async def test_an_invitation_on_a_closed_card_asks_whether_it_lives_again(
    program: Make, hooli: Tracker
) -> None:
    """Y reopens it and goes on to planning the interview; any other key leaves it closed, with its note."""
    hooli.close("hooli", Outcome.SILENT)
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        for answer, is_closed in (("n", True), ("y", False)):
            await pilot.press("5", "m", "r", "i", "e", "ctrl+s")
            await pilot.pause()
            question = words(app, "QuestionDialog > Static")
            assert "Reopen it?" in question
            assert "closed, silent." in question
            await pilot.press(answer)
            await pilot.pause()
            assert (hooli.applications["hooli"].stage is Stage.CLOSED) is is_closed
        assert isinstance(app.screen, PlanInterviewForm)
    assert len(hooli.applications["hooli"].contacts) == 2


async def test_a_contact_is_corrected_settled_and_removed_on_the_open_card(
    program: Make, hooli: Tracker
) -> None:
    """Enter opens it filled, y says that it needs no answer, R takes it out, u brings it back."""
    now = Instant.of(hooli.today().now)
    message = Contact(now, Direction.RECEIVED, ContactKind.MESSAGE, person="p2", note="Soon")
    hooli.log_contact("hooli", message)
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        # The letter is folded: enter unfolds it, and changes it then.
        await pilot.press("enter", "k", "enter", "enter")
        form = app.screen
        assert isinstance(form, EditContactForm)
        assert [form[name] for name in ("direction", "kind", "channel", "person", "note")] == [
            *("received", "message", "email", "Bob Lee", "Soon")
        ]
        await pilot.press("tab", "tab", "p", "ctrl+s")
        await pilot.pause()
        assert contacts(hooli) == [("received", "message", "phone", "p2", "Soon")]
        assert hooli.applications["hooli"].contacts[0].at == now
        assert "y needs no answer" in words(app, "BottomRow") or "u undoes" in words(app, "BottomRow")
        await pilot.press("y")
        assert hooli.applications["hooli"].contacts[0].settled
        await pilot.press("R")
        assert contacts(hooli) == []
        assert "contact removed (they called) · u undoes" in words(app, "BottomRow")
        await pilot.press("u")
        assert contacts(hooli) == [("received", "message", "phone", "p2", "Soon")]


async def test_a_half_written_contact_comes_back_with_its_kind(program: Make, hooli: Tracker) -> None:
    """Whichever direction it belongs to."""
    app = program(hooli)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m", "r", "i", "p", *"Fri?")
        app.keep_half_written()
        await pilot.pause()
    again = program(hooli)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        form = again.screen
        assert isinstance(form, LogContactForm)
        assert [form[name] for name in ("direction", "kind", "channel", "note")] == [
            *("received", "invitation", "phone", "Fri?")
        ]
