"""The letters page: written, checked, copied, sent, and never lost."""

from __future__ import annotations

import stat
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from msgspec.structs import replace

from followup_tui.domain.application import Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.person import Person
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.screens.letters.page import LettersPage
from followup_tui.ui.screens.question import QuestionDialog
from followup_tui.ui.widgets.letter_text import LetterText
from tests.samples import Clock
from tests.ui.conftest import Make, reopened
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board

NORTHWIND = "northwind"


def page(app: FollowupApp) -> LettersPage:
    """Give the page in front."""
    assert isinstance(app.screen, LettersPage)
    return app.screen


def fill_in(app: FollowupApp) -> None:
    """Write something in every open place."""
    for number, draft in enumerate(page(app).letter_drafts.drafts):
        for place in draft.letter.blanks:
            draft.body = draft.body.replace(f"[[{place}]]", f"Word {number} of my own for {draft.key}.")
    page(app).show_letter(0)


async def test_each_person_of_the_interview_has_a_letter_and_the_first_open_place_is_chosen(
    program: Make,
) -> None:
    """What is typed next stands in its stead."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Hello")
        await pilot.pause()
        assert [draft.letter.body.split("\n")[0] for draft in page(app).letter_drafts.drafts] == [
            "Dear Dr. Novák,",
            "Dear Tom Reyes,",
        ]
        assert "\nHello is close to what I did at [[where]]: [[result]].\n" in page(app).draft.body
        assert "3 blanks to fill" in words(app, "#state")
        assert "spelled right?" in words(app, "#state")


async def test_the_guard_speaks_before_a_follow_up(program: Make) -> None:
    """A follow-up that comes too early is asked about first; no leaves everything as it is."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select("acme")
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, QuestionDialog)
        await pilot.press("n")
        await pilot.pause()
        assert board(app).is_mounted
        # Who the user is, is asked first; escape leaves it open.
        await pilot.press("f", "y", "escape")
        await pilot.pause()
        assert page(app).draft.composed.kind is LetterKind.FOLLOW_UP


async def test_the_letter_that_fits_is_an_answer_or_none(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """While it is the user's turn `f` answers; before a first interview it writes nothing."""
    wrote = Contact(Instant.of(clock.time), Direction.RECEIVED, ContactKind.MESSAGE)
    sample.change(NORTHWIND, "wrote", lambda card, _: replace(card.with_contact(wrote), interviews=()))
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("f")
        await pilot.pause()
        assert page(app).draft.composed.kind is LetterKind.REPLY
        await pilot.press("escape", "escape")
        ahead = Interview("i9", starts_at=Instant.of(clock.time + timedelta(days=3)))
        sample.change(NORTHWIND, "ahead", lambda card, _: replace(card, contacts=(), interviews=(ahead,)))
        app.changed.publish(frozenset({NORTHWIND}))
        await pilot.press("f")
        await pilot.pause()
        assert board(app).is_mounted
        assert "No letter fits now. You meet them" in words(app, "BottomRow")


async def test_other_letters_are_a_key_away_and_keep_what_was_written(program: Make) -> None:
    """What was written in one kind is there again when one comes back to it."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Hi", "escape", "greater_than_sign")
        await pilot.pause()
        assert page(app).draft.composed.kind is LetterKind.FOLLOW_UP
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert "\nHi is close to" in page(app).draft.body


async def test_nothing_goes_out_with_an_open_place(program: Make, sample: Tracker) -> None:
    """Sending, noting as sent: both say what is still open. A copy can be finished elsewhere, and says so."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        for key in ("s", "S"):
            await pilot.press(key)
            await pilot.pause()
            assert "Still to fill" in words(app, "BottomRow")
        await pilot.press("y")
        await pilot.pause()
        assert "A blank in it is still to fill." in words(app, "BottomRow")
    assert sample.applications[NORTHWIND].contacts == ()


async def test_copying_is_no_contact_and_leaves_a_private_file(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """The file's path is shown, it is the user's only, and the card stays where it is."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        fill_in(app)
        await pilot.press("y")
        await pilot.pause()
        (file,) = tmp_path.rglob("northwind-thank-you-jana-novak.txt")
        assert str(file) in words(app, "BottomRow")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "Dear Dr. Novák," in file.read_text("utf-8")
        await pilot.press("M")
        await pilot.pause()
        message = message_from_bytes(file.with_suffix(".eml").read_bytes(), policy=default)
        assert (message["X-Unsent"], message["To"].addresses[0].addr_spec) == ("1", "jana@northwind.example")
    assert sample.applications[NORTHWIND].contacts == ()


async def test_sent_letters_thank_everybody_and_undo_takes_one_back(program: Make, sample: Tracker) -> None:
    """One contact a letter; with the last one the card goes to Thanked; each is one step."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        fill_in(app)
        await pilot.press("s")
        await pilot.pause()
        assert page(app).draft.key == "p2"
        assert sample.applications[NORTHWIND].stage is Stage.INTERVIEWED
        await pilot.press("s")
        await pilot.pause()
        card = sample.applications[NORTHWIND]
        assert (card.stage, [contact.person for contact in card.contacts]) == (Stage.THANKED, ["p1", "p2"])
        assert "Word 0 of my own" in card.contacts[0].note
        await pilot.press("u")
        await pilot.pause()
        card = sample.applications[NORTHWIND]
        assert (card.stage, [contact.person for contact in card.contacts]) == (Stage.INTERVIEWED, ["p1"])
        await pilot.press("t")
        await pilot.pause()
        assert [draft.key for draft in page(app).letter_drafts.drafts] == ["p2"]
        # What was written to them is there again, and can be sent once more.
        assert "of my own for p2" in page(app).draft.body


async def test_a_letter_left_is_there_again(program: Make, sample: Tracker, clock: Clock) -> None:
    """Escape keeps it without a question; `D` begins it anew, after one."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Hi", "escape", "escape", "t")
        await pilot.pause()
        assert "\nHi is close to" in page(app).draft.body
        assert "is back" in words(app, "BottomRow")
        # It opens to be read: the keys mean what they say.
        await pilot.press("D", "y")
        await pilot.pause()
        assert "\nHi is close to" not in page(app).draft.body
        # In one that nothing was written in, too: else the y after it would copy, and write a file.
        await pilot.press("D", "y")
        assert "copied" not in words(app, "BottomRow")
        assert page(app).is_mounted
        await pilot.press("escape", "o")
        await pilot.pause()
        assert board(app).is_mounted


async def test_a_name_put_right_elsewhere_is_right_in_the_letter(
    program: Make, sample: Tracker, clock: Clock
) -> None:
    """What was typed stays; a letter nothing was typed in has the new greeting."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Hi")
        tom = sample.applications[NORTHWIND].people[1]
        reopened(sample, clock).change(
            NORTHWIND, "Tom", lambda card, _: card.with_person(replace(tom, name="Tom Rhys"))
        )
        app.refresh_from_file()
        await pilot.pause()
        assert "\nHi is close to" in page(app).draft.body
        assert page(app).letter_drafts.drafts[1].body.startswith("Dear Tom Rhys,")


async def test_questions_go_in_where_the_user_wants_them_and_are_asked_then(
    program: Make, sample: Tracker
) -> None:
    """`Q` puts the unasked ones in; once that letter went out they are no longer unasked."""
    sample.change(
        NORTHWIND,
        "one",
        lambda card, _: replace(
            card, unasked=("How do you deploy?",), people=(Person("p1", "Ada"),), contacts=()
        ),
    )
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape", "Q")
        await pilot.pause()
        assert "- How do you deploy?" in page(app).draft.body
        fill_in(app)
        await pilot.press("s")
        await pilot.pause()
    assert sample.applications[NORTHWIND].unasked == ()


async def test_the_brackets_of_a_place_can_be_taken_away(program: Make, sample: Tracker) -> None:
    """What was noted of the conversation stands in the place, and can stay as it is."""
    sample.change(
        NORTHWIND,
        "said",
        lambda card, _: replace(
            card, interviews=tuple(replace(held, said="Jana wants less toil") for held in card.interviews)
        ),
    )
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t")
        assert "[[what they need: Jana wants less toil]]" in page(app).query_one(LetterText).text
        await pilot.press("ctrl+o", "X")
        await pilot.pause()
        # After it the next key adds to it.
        assert "\nJana wants less toilX is close to what I did" in page(app).draft.body


async def test_a_template_of_ones_own_that_is_wrong_is_named(program: Make, tmp_path: Path) -> None:
    """File and line are said, and the shipped one is used."""
    own = tmp_path / "settings" / "letters" / "en" / "thank-you.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: Hi\n\n{{ compny }}\n", encoding="utf-8")
    app = program()
    async with app.run_test(size=(160, 30)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t")
        await pilot.pause()
        assert "thank-you.txt, line 3" in words(app, "#state")
        assert page(app).draft.body.startswith("Dear Dr. Novák,")


async def test_taking_a_letter_back_on_the_page_leaves_it_there_and_takes_back_nothing_else(
    program: Make, sample: Tracker
) -> None:
    """The letter is one that was not sent again; a second `u` does not reach beyond the page."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        fill_in(app)
        await pilot.press("s", "u")
        await pilot.pause()
        first = page(app).letter_drafts.drafts[0]
        assert first.sent is None
        assert "Word 0 of my own for p1" in first.body
        before = len(sample.history())
        await pilot.press("u")
        await pilot.pause()
        assert "Nothing was noted here" in words(app, "BottomRow")
        assert len([step for step in sample.history() if not step.undone]) == before - 1


async def test_a_letter_to_nobody_goes_to_whoever_is_noted_then(program: Make, sample: Tracker) -> None:
    """What was written stays, and greets them."""
    sample.change(
        NORTHWIND,
        "nobody",
        lambda card, _: replace(
            card,
            people=(),
            interviews=tuple(replace(held, people=()) for held in card.interviews),
            contacts=(),
        ),
    )
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"Hi")
        await pilot.pause()
        assert page(app).draft.body.startswith("Dear hiring team,")
        sample.change(NORTHWIND, "Eva", lambda card, _: card.with_person(Person("p1", "Eva Klein", "Frau")))
        app.changed.publish(frozenset({NORTHWIND}))
        await pilot.pause()
        assert page(app).draft.body.startswith("Dear Ms Klein,\n")
        assert "\nHi is close to" in page(app).draft.body


async def test_what_says_what_to_write_never_becomes_part_of_the_letter(program: Make) -> None:
    """Where nothing was noted, ctrl+o leaves the blank, which is still selected to be typed over."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "ctrl+o")
        await pilot.pause()
        assert "in your own words" in words(app, "BottomRow")
        assert "[[what they need]]" in page(app).draft.body
        await pilot.press("X")
        await pilot.pause()
        assert "\nX is close to what I did" in page(app).draft.body
