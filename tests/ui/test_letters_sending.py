"""Letters that are being sent, by a real mail command that takes its time: once each, and always noted."""

from __future__ import annotations

import asyncio
import re
import shlex
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise
from followup_tui.errors import DataError
from followup_tui.storage.drafts import LETTERS_FORM, Draft, letters_draft_name
from followup_tui.storage.edited_text import subject
from followup_tui.storage.late_edits import LateEdit, checksum, save_note
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.screens.letters.page import LettersPage
from followup_tui.ui.widgets.rows import BottomRow
from tests.samples import instant
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board
from tests.ui.test_letters import NORTHWIND, fill_in, page

WAITS = """#!/bin/sh
cat > "$1/mail.$$"
turns=0
while [ ! -e "$1/go" ] && [ ! -e "$1/fail" ] && [ $turns -lt 400 ]; do sleep 0.05; turns=$((turns + 1)); done
[ -e "$1/go" ] || { echo no route to host; exit 75; }
"""
"""A mail command that keeps what it is given, and ends once a file says how."""

Sending = Callable[..., FollowupApp]


@pytest.fixture
def post_box(tmp_path: Path) -> Path:
    """The folder in which the mail command keeps what it is given."""
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "command").write_text(WAITS, encoding="utf-8")
    return folder


@pytest.fixture
def sending(program: Make, post_box: Path) -> Sending:
    """Make the program with that mail command."""

    def make() -> FollowupApp:
        app = program()
        command = f"sh {shlex.quote(str(post_box / 'command'))} {shlex.quote(str(post_box))}"
        settings = replace(app.context.settings, send=command, sender_text="Zoë <zoe@home.example>")
        app.context = replace(app.context, settings=settings)
        return app

    return make


async def until(pilot: Pilot[Any], so: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + 15
    while not so():
        assert time.monotonic() < deadline, "it never was so"
        await asyncio.sleep(0.01)
    await pilot.pause()


async def begin(app: FollowupApp, pilot: Pilot[Any]) -> None:
    """Hand the first of two letters to the mail command."""
    board(app).select(NORTHWIND)
    await pilot.press("t", "escape")
    fill_in(app)
    app.keep_half_written()
    await pilot.press("S", "y")
    await pilot.pause()


def mails(post_box: Path) -> int:
    """Say how many messages the mail command was given."""
    return len(list(post_box.glob("mail.*")))


def sent_to(tracker: Tracker) -> list[str | None]:
    """Give to whom a contact is noted."""
    return [contact.person for contact in tracker.applications[NORTHWIND].contacts]


def half_written(app: FollowupApp) -> set[str]:
    """Give what is half-written of the letters."""
    known = app.drafts.find(letters_draft_name(app.tracker.applications[NORTHWIND], LetterKind.THANK_YOU))
    return set(known.fields) if known else set()


async def test_a_letter_is_noted_though_its_page_was_left(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """What was sent is a contact, said on the screen in front, and no longer half-written."""
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert board(app).is_mounted
        assert "p1.sending" in half_written(app)
        (post_box / "go").touch()
        await until(pilot, lambda: sent_to(sample))
        await until(pilot, lambda: "by email · u undoes" in words(app, "BottomRow"))
        assert (sent_to(sample), mails(post_box)) == (["p1"], 1)
        assert half_written(app) == {"p2.body"}


async def test_the_board_no_longer_offers_what_went_out(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """The draft is gone with the last letter in it, and the first row says so."""
    sample.change(
        NORTHWIND,
        "one",
        lambda card, _: replace(card, people=card.people[:1], interviews=card.interviews[:1]),
    )
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "half-written" in words(app, "#overview"))
        (post_box / "go").touch()
        await until(pilot, lambda: sent_to(sample))
        await until(pilot, lambda: "half-written" not in words(app, "#overview"))
        assert app.drafts.all() == []


async def test_a_letter_that_is_being_sent_is_not_sent_again(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """Not with S, not by noting it, not begun anew; nor on a page that was opened meanwhile."""
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        await begin(app, pilot)
        assert "Sending…" in words(app, "#state")
        for again in (False, True):
            if again:
                await pilot.press("escape", "t")
            for key in ("S", "s", "D"):
                await pilot.press(key)
                await pilot.pause()
                assert "It is being sent" in words(app, "BottomRow")
            assert "Sending…" in words(app, "#state")
        (post_box / "go").touch()
        await until(pilot, lambda: sent_to(sample))
        assert (sent_to(sample), mails(post_box)) == (["p1"], 1)
        assert page(app).letter_drafts.drafts[0].sent is not None
        # The other letter is in front now.
        assert page(app).draft.key == "p2"


async def test_what_is_noted_are_the_words_that_were_sent(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """Whatever is written in the letter while it is on its way; and nobody is taken from what they write."""
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("e", *"Later")
        await pilot.pause()
        assert "Later" in page(app).draft.body
        (post_box / "go").touch()
        await until(pilot, lambda: sent_to(sample))
        (contact,) = sample.applications[NORTHWIND].contacts
        assert "Later" not in contact.note
        assert "Word 0 of my own" in contact.note
        await pilot.press(*"qq")
        await pilot.pause()
        assert (page(app).draft.key, page(app).draft.sent) == ("p1", contact)


async def test_another_kind_of_letter_does_not_change_what_is_sent(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """It is noted as the kind it was, its draft is gone, and the other kind stays in front."""
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("greater_than_sign")
        await pilot.pause()
        (post_box / "go").touch()
        await until(pilot, lambda: sent_to(sample))
        (contact,) = sample.applications[NORTHWIND].contacts
        assert contact.kind.value == "thank-you"
        assert page(app).draft.composed.kind is LetterKind.FOLLOW_UP
        assert page(app).draft.sent is None
        assert half_written(app) == {"p2.body"}


async def test_a_letter_that_was_not_taken_is_as_before(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """On the page or away from it: no contact, its words are kept, and nothing says that it was sent."""
    app = sending()
    async with app.run_test(size=(160, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press("escape")
        (post_box / "fail").touch()
        await until(pilot, lambda: "no route to host" in words(app, "BottomRow"))
        assert "Northwind" in words(app, "BottomRow")
        assert (sent_to(sample), half_written(app)) == ([], {"p1.body", "p2.body"})
        await pilot.press("t", "S", "y")
        await until(pilot, lambda: "no route to host" in words(app, "BottomRow"))
        assert "ready" in words(app, "#state")
        assert half_written(app) == {"p1.body", "p2.body"}


async def test_a_letter_that_went_but_cannot_be_noted_says_both(
    sending: Sending, sample: Tracker, post_box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark stays; s notes it once the disk has room, and takes the mark away."""

    def refuse(*_: object, **__: object) -> None:
        raise DataError("The disk is full")

    app = sending()
    async with app.run_test(size=(160, 24)) as pilot:
        await begin(app, pilot)
        with monkeypatch.context() as full:
            full.setattr(sample, "log_contact", refuse)
            (post_box / "go").touch()
            await until(pilot, lambda: "s notes it" in words(app, "BottomRow"))
        assert "it was sent, but could not be noted: The disk is full" in words(app, "BottomRow")
        assert "p1.sending" in half_written(app)
        await pilot.press("s")
        await pilot.pause()
        assert (sent_to(sample), mails(post_box)) == (["p1"], 1)
        assert half_written(app) == {"p2.body"}


async def test_a_result_under_a_question_is_said_beneath_it(
    sending: Sending, sample: Tracker, post_box: Path
) -> None:
    """Two letters at once: the second is asked about while the first goes out."""
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        await begin(app, pilot)
        page(app).show_letter(1)
        await pilot.press("S")
        await pilot.pause()
        (post_box / "go").touch()
        beneath = app.screen_stack[-2].query_one(BottomRow)
        await until(pilot, lambda: "by email · u undoes" in str(beneath.render()))
        await pilot.press("y")
        await until(pilot, lambda: len(sent_to(sample)) == 2)
        await until(pilot, lambda: app.drafts.all() == [])
        assert (sent_to(sample), mails(post_box)) == (["p1", "p2"], 2)


@pytest.mark.parametrize("key", ["s", "D"])
async def test_a_mark_that_a_dropped_line_left_can_be_taken_away(
    sending: Sending, sample: Tracker, key: str
) -> None:
    """By noting the letter, and by beginning it anew: it is not offered for ever."""
    body = "Dear Dr. Novák,\n\nThank you."
    typed = {"p1.body": body, "p1.sending": "13:59"} if key == "s" else {"p1.sending": "13:59"}
    app = sending()
    app.drafts.save(
        Draft(
            *(LETTERS_FORM, NORTHWIND, "thank-you", "Northwind", instant("2026-11-23 14:00"), typed),
            uid=sample.applications[NORTHWIND].uid,
        )
    )
    async with app.run_test(size=(120, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t")
        page(app).show_letter(0)
        assert "It was being sent at 13:59" in words(app, "#state")
        await pilot.press(*([key] if key == "s" else [key, "y"]))  # to begin anew is asked about
        await pilot.pause()
        assert app.drafts.all() == []
        assert sent_to(sample) == (["p1"] if key == "s" else [])


async def test_what_speaks_against_sending_is_in_the_question(
    sending: Sending, sample: Tracker, tmp_path: Path
) -> None:
    """A hole in a sentence, words that the editor saved meanwhile, what would have to be attached."""
    promise = Promise("1", "send two references")
    sample.change(NORTHWIND, "promised", lambda card, _: replace(card, promises=(promise,)))
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        app.push_screen(LettersPage(sample.applications[NORTHWIND], LetterKind.HAND_IN))
        await pilot.pause()
        assert "I am sending you [[what you hand in: two references]]" in page(app).draft.body
        await pilot.press("ctrl+o", "escape")
        await pilot.pause()
        assert "nothing is attached: do that in your mail program" in words(app, "#state")
        folder = app.context.paths.edited_texts_folder / "late"
        folder.mkdir(parents=True)
        (folder / "letter.txt").write_text("Other words", encoding="utf-8")
        about = subject(sample.applications[NORTHWIND], f"hand-in/{page(app).draft.key}")
        save_note(LateEdit(folder, "letter.txt", about, "letter", checksum("before")))
        await pilot.press("S")
        await pilot.pause()
        question = " ".join(words(app, "QuestionDialog > Static").split())
        saved = "Your editor has saved other words for it: ctrl+e takes them over."
        assert question.startswith("Send it to")
        assert f"Nothing is attached. {saved}" in question
        await pilot.press("n")
        page(app).draft.body = page(app).draft.body.replace("two references", "")
        await pilot.press("S")
        await pilot.pause()
        assert "A hole is left where “what you hand in” stood." in words(app, "QuestionDialog > Static")


async def test_another_answer_on_the_same_day_is_not_the_same_letter(
    sending: Sending, sample: Tracker
) -> None:
    """Whoever asked for time accepts an hour later without being asked; the same letter again does ask."""
    offered = Offer(received_at=instant("2026-11-23 09:00"))
    sample.change(NORTHWIND, "offered", lambda card, _: replace(card, offer=offered))
    app = sending()
    async with app.run_test(size=(120, 24)) as pilot:
        for kind, again in (
            (LetterKind.ASK_FOR_TIME, False),
            (LetterKind.ACCEPT, False),
            (LetterKind.ASK_FOR_TIME, True),
        ):
            app.push_screen(LettersPage(sample.applications[NORTHWIND], kind))
            await pilot.pause()
            await pilot.press("escape")
            page(app).draft.body = re.sub(r"\[\[.*?\]\]", f"Friday {again}", page(app).draft.body)
            await pilot.press("s")
            await pilot.pause()
            asked = app.screen.query("QuestionDialog > Static")
            assert bool(asked) is again, kind
        assert "An answer to " in words(app, "QuestionDialog > Static")
        assert "is noted already" in words(app, "QuestionDialog > Static")


async def test_the_key_that_takes_a_letter_back_stands_behind_a_long_name(
    program: Make, sample: Tracker
) -> None:
    """The name is cut, and not what can be done."""
    long_name = Person("p1", "Anneke Wilhelmina van der Berg-Oosterhuizen", "Prof. Dr.", checked=True)
    sample.change(NORTHWIND, "named", lambda card, _: replace(card, people=(long_name,)))
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        fill_in(app)
        await pilot.press("s")
        await pilot.pause()
        row = words(app, "BottomRow")
        assert "Northwind: you sent a thank-you to Prof. Dr. Anneke" in row
        assert row.rstrip().endswith("… · u undoes")
