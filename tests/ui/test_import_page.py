"""Importing on the board: files named, questions answered, all of it shown, one step that undo takes back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from followup_tui.importing import plan_contents
from followup_tui.ui import import_run
from followup_tui.ui.screens.board import BoardPage
from followup_tui.ui.screens.import_files import ImportPage
from followup_tui.ui.widgets.import_list import ImportList
from tests.ui.test_advice_screens import words
from tests.ui.test_palette import until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from followup_tui.tracker import Tracker
    from followup_tui.ui.app import FollowupApp
    from tests.ui.conftest import Make

TABLE = "Firm,Job title,Status,Applied on\nAcme,Baker,Interview,13/10/2026\nGlobex,Cook,Applied,1/10/2026\n"


def page(app: FollowupApp) -> ImportPage:
    """Return the page in front."""
    assert isinstance(app.screen, ImportPage)
    return app.screen


def rows(app: FollowupApp) -> list[tuple[str, str]]:
    """Return the rows that are shown."""
    return [(row.word, row.text) for row in page(app).query_one(ImportList)._items]


async def read(pilot: Pilot[int], *files: Path) -> None:
    """Name files, and wait until they are read."""
    app = pilot.app
    await pilot.press("I")
    await pilot.pause()
    app.screen.query_one("#files", Input).value = " ".join(f"'{file}'" for file in files)
    await pilot.press("enter")
    await wait(pilot)


async def wait(pilot: Pilot[int]) -> None:
    """Wait until nothing is read any more."""
    assert isinstance(pilot.app.screen, ImportPage)
    while pilot.app.screen._run is not None:
        await pilot.pause()
    await pilot.pause()


async def test_a_file_is_shown_first_imported_as_one_step_and_taken_back(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """With a backup before; what is skipped says why, and can be taken all the same."""
    file = tmp_path / "my jobs.csv"
    file.write_text(TABLE)
    before = dict(sample.applications)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        assert "1 new · 0 changed · 0 already there · 1 skipped" in words(app, "TopRow")
        assert ("column", "Firm is taken for: company") in rows(app)
        assert rows(app)[-1] == ("skipped", "line 3: Globex, Cook: Applied: no interview yet")
        assert dict(sample.applications) == before
        await pilot.press("g", "enter")
        await wait(pilot)
        assert "2 new" in words(app, "TopRow")
        await pilot.press("g", "ctrl+s")  # wherever the selection is
        await pilot.pause()
        assert isinstance(app.screen, BoardPage)
        assert "Imported from a table" in words(app, "BottomRow")
        assert {"acme-2", "globex-2"} <= set(sample.applications) - set(before)
        assert list((tmp_path / "state").rglob("backups/**/*.json"))
        await pilot.press("u")
        await pilot.pause()
        assert set(sample.applications) == set(before)


async def test_escape_leaves_nothing_changed(program: Make, sample: Tracker, tmp_path: Path) -> None:
    """Not in the data file, and not on the board."""
    file = tmp_path / "jobs.csv"
    file.write_text(TABLE)
    before = sample.path.read_bytes()
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, BoardPage)
        assert sample.path.read_bytes() == before


async def test_what_a_column_holds_can_be_changed(program: Make, tmp_path: Path) -> None:
    """Escape goes back to what would be; a choice plans it anew."""
    file = tmp_path / "jobs.csv"
    file.write_text("Firm,Job title,Status,Extra\nAcme,Baker,Interview,Hays\n")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        at = rows(app).index(("column", "Extra is left out"))
        await pilot.press("g", *["j"] * at, "enter")
        await pilot.pause()
        assert "What does the column “Extra” hold?" in words(app, "#about")
        await pilot.press("escape")
        await pilot.pause()
        assert ("column", "Extra is left out") in rows(app)
        await pilot.press("g", *["j"] * at, "enter", "j", "j", "enter")
        await wait(pilot)
        assert ("column", "Extra is taken for: via") in rows(app)


@pytest.mark.parametrize(
    ("content", "question", "key", "result"),
    [
        pytest.param(
            "Firm,Role,Status,Interview\nAcme,Baker,Interview,4/10/2026\n",
            "whether it begins with the day or the month",
            "enter",
            "1 new",
            id="one of several",
        ),
        pytest.param(
            "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u1@globex.example\n"
            "DTSTAMP:20261101T100000Z\nSUMMARY:Interview\nDTSTART;VALUE=DATE:20261210\n"
            "ORGANIZER:mailto:rosa@nobody-yet.example\nEND:VEVENT\nEND:VCALENDAR\n",
            "At what time",
            "1",
            "1 new",
            id="typed",
        ),
    ],
)
async def test_questions_are_asked_first(
    program: Make, tmp_path: Path, content: str, question: str, key: str, result: str
) -> None:
    """One of several is chosen in the list, anything else is typed."""
    file = tmp_path / "file"
    file.write_text(content)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        if "Which application" in words(app, "#about"):
            await pilot.press("G", "enter")
            await wait(pilot)
        assert question in words(app, "#about")
        await pilot.press(*([key, "0", "enter"] if key == "1" else [key]))
        await wait(pilot)
        assert result in words(app, "TopRow")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.csv", "could not be read: No such file"),
        ("", "it is a folder; name the files in it"),
        ("empty.csv", "is empty"),
        ("binary", "does not know what kind of file"),
    ],
)
async def test_what_cannot_be_imported_is_a_sentence(
    program: Make, sample: Tracker, tmp_path: Path, name: str, sentence: str
) -> None:
    """The names stay, to be mended."""
    (tmp_path / "empty.csv").touch()
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 40)
    before = sample.path.read_bytes()
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, tmp_path / name)
        assert sentence in " ".join(words(app, "BottomRow").split())
        assert str(tmp_path / name) in page(app).query_one("#files", Input).value
        assert page(app).query_one("#files", Input).has_focus
        assert sample.path.read_bytes() == before


async def test_a_file_of_no_kind_is_asked_about(program: Make, tmp_path: Path) -> None:
    """It does not look like what it is, or is of a kind that there is not."""
    file = tmp_path / "file"
    file.write_text("Dear diary,\nit rained.\n")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        assert "does not know what kind of file" in words(app, "#about")
        assert ("1", "calendar files (ics)") in rows(app)
        await pilot.press("G", "enter")
        await wait(pilot)
        assert "is no table" in " ".join(words(app, "BottomRow").split())


async def test_columns_without_a_known_heading_are_asked_about(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """Each in turn, among those that hold nothing else; what was said of the first stays said."""
    file = tmp_path / "jobs.csv"
    file.write_text("Entreprise,Poste,Status\nAcme,Baker,Interview\n")
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        assert "which column holds the company?" in " ".join(words(app, "#about").split())
        assert rows(app) == [("1", "Entreprise"), ("2", "Poste")]
        await pilot.press("enter")
        await wait(pilot)
        assert "which column holds the role?" in " ".join(words(app, "#about").split())
        assert rows(app) == [("1", "Poste")]
        await pilot.press("enter")
        await wait(pilot)
        assert rows(app)[-1] == ("new", "line 2: Acme, Baker (acme-2): interviewed")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BoardPage))
    assert sample.applications["acme-2"].role == "Baker"


async def test_what_was_changed_meanwhile_is_shown_anew(
    program: Make, sample: Tracker, tmp_path: Path
) -> None:
    """What is imported is what was shown."""
    file = tmp_path / "jobs.csv"
    file.write_text(TABLE)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, file)
        sample.change("northwind", "edited", lambda card, _: replace(card, company="Acme", role="Baker"))
        await pilot.press("ctrl+s")
        await wait(pilot)
        assert "0 new" in words(app, "TopRow")
        assert "changed elsewhere" in words(app, "#about")


async def test_reading_is_stopped_by_escape(
    program: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen goes on while it reads, and nothing of it comes later."""
    file = tmp_path / "jobs.csv"
    file.write_text(TABLE)
    reading, going_on, ended = threading.Event(), threading.Event(), threading.Event()
    plan = plan_contents

    def slowly(*arguments: object) -> object:
        reading.set()
        going_on.wait()
        try:
            return plan(*arguments)  # type: ignore[arg-type]
        finally:
            ended.set()

    monkeypatch.setattr("followup_tui.ui.screens.import_files.plan_contents", slowly)
    monkeypatch.setattr(import_run, "_AGAIN_AFTER", 0.0)
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("I", *str(file), "enter")
        reading.wait()
        await pilot.press("escape")
        await pilot.pause()
        assert "Stopped. Nothing was changed." in words(app, "BottomRow")
        going_on.set()
        ended.wait()
        await pilot.pause()
        assert rows(app) == []
