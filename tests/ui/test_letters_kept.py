"""The letters page: what is written stays, in the editor too, and leads on to what is still to be written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from followup_tui.domain.letter import Letter, LetterKind, similar_pairs
from followup_tui.storage.drafts import Draft
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.screens.letters.page import LettersPage
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board
from tests.ui.test_letters import NORTHWIND, fill_in, page


async def test_letters_of_two_visits_come_back_when_both_are_taken_back(
    program: Make, sample: Tracker
) -> None:
    """What was sent on one page is not forgotten for what was sent on the next."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        fill_in(app)
        await pilot.press("s", "escape", "t", "s", "u", "u", "t")
        await pilot.pause()
        assert sample.applications[NORTHWIND].contacts == ()
        first, second = page(app).letter_drafts.drafts
        assert "Word 0 of my own for p1" in first.body
        assert "Word 1 of my own for p2" in second.body


async def test_an_open_place_in_the_subject_is_where_writing_begins(program: Make, tmp_path: Path) -> None:
    """It is chosen there, to be typed over; ctrl+o takes what it suggests."""
    own = tmp_path / "settings" / "letters" / "en" / "thank-you.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Subject: Thank you: [[what for: the talk]]!\n\n{{ greeting }}\n", encoding="utf-8")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", *"All")
        await pilot.pause()
        assert page(app).draft.subject == "Thank you: All!"
        await pilot.press("ctrl+s", "ctrl+o", "X")
        await pilot.pause()
        assert page(app).letter_drafts.drafts[1].subject == "Thank you: the talkX!"


async def test_a_draft_file_with_an_open_place_says_so(program: Make) -> None:
    """As a copy does."""
    app = program()
    async with app.run_test(size=(160, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape", "M")
        await pilot.pause()
        assert "A blank in it is still to fill." in words(app, "BottomRow")
        fill_in(app)
        await pilot.press("M")
        await pilot.pause()
        assert "still to fill" not in words(app, "BottomRow")


async def test_a_kind_that_no_longer_fits_can_be_left(program: Make, sample: Tracker) -> None:
    """A call that was missed, and then was not: the kinds beside it are a key away."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        for key, kind in (
            ("greater_than_sign", LetterKind.WITHDRAW),
            ("less_than_sign", LetterKind.FOLLOW_UP),
        ):
            app.push_screen(LettersPage(sample.applications[NORTHWIND], LetterKind.MISSED_CALL))
            await pilot.pause()
            await pilot.press("escape", key)
            await pilot.pause()
            assert page(app).draft.composed.kind is kind


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an editor that adds a line."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "From the editor." >> "$1"\n', encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(FollowupApp, "suspend", lambda _: nullcontext())


def left_by_the_editor(tmp_path: Path) -> list[Path]:
    """Give the files of edits that are kept."""
    return [file for file in (tmp_path / "state" / "editor").rglob("*.txt") if file.is_file()]


async def test_what_the_editor_gives_back_is_on_disk_before_its_file_goes(
    program: Make, editor: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the draft; where that cannot be written, the editor's file stays and is named."""
    app = program()
    async with app.run_test(size=(200, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        kept: list[tuple[dict[str, str], int]] = []
        keep = app.drafts.save

        def watch(draft: Draft) -> None:
            keep(draft)
            kept.append((draft.fields, len(left_by_the_editor(tmp_path))))

        monkeypatch.setattr(app.drafts, "save", watch)
        page(app).action_editor()
        fields, files = kept[0]
        assert "From the editor." in fields["p1.body"]
        assert files == 1
        assert left_by_the_editor(tmp_path) == []

        def refuse(_: Draft) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(app.drafts, "save", refuse)
        page(app).action_editor()
        await pilot.pause()
        (file,) = left_by_the_editor(tmp_path)
        assert str(file) in " ".join(words(app, "BottomRow").split())
        assert file.read_text("utf-8").count("From the editor.") == 2


async def test_a_template_that_cannot_be_written_stays_where_it_was_edited(
    program: Make, editor: None, tmp_path: Path
) -> None:
    """Its file is named."""
    (tmp_path / "settings").write_text("in the way of the folder", encoding="utf-8")
    app = program()
    async with app.run_test(size=(200, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape", "T")
        await pilot.pause()
        (file,) = left_by_the_editor(tmp_path)
        assert str(file) in words(app, "BottomRow")
        assert "From the editor." in file.read_text("utf-8")


async def test_letters_are_compared_when_writing_pauses_and_not_at_each_key(
    program: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many long letters it takes longer than a key may; after it nothing is missing."""
    from followup_tui.letters import drafts

    asked: list[int] = []

    def count(letters: Sequence[Letter], composed: Sequence[Letter]) -> list[tuple[int, int]]:
        asked.append(len(letters))
        return similar_pairs(letters, composed)

    monkeypatch.setattr(drafts, "similar_pairs", count)
    app = program()
    async with app.run_test(size=(120, 24)) as pilot:
        board(app).select(NORTHWIND)
        await pilot.press("t", "escape")
        for draft in page(app).letter_drafts.drafts:
            for place in draft.letter.blanks:
                draft.body = draft.body.replace(f"[[{place}]]", "The very same of both.")
        page(app).show_letter(0)
        assert "very like the one to" in words(app, "#state")
        await pilot.press("enter")
        monkeypatch.setattr("followup_tui.ui.screens.letters.page.KEEP_SECONDS", 3600.0)
        asked.clear()
        await pilot.press(*"abc def")
        await pilot.pause()
        assert asked == []
        await pilot.press("escape")
        await pilot.pause()
        assert asked == [2]
