"""`followup forget`: nothing of an application is left in any file of the program."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.config import Paths, find_paths
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.application import Application
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.instant import Instant
from followup_tui.domain.letter import LetterKind
from followup_tui.errors import CallError
from followup_tui.storage.drafts import Draft, Drafts, letters_draft_name
from followup_tui.storage.edited_text import edit_text, subject
from followup_tui.storage.late_edits import LateEdit, checksum, save_note
from followup_tui.tracker import Tracker
from tests.cli.conftest import Followup
from tests.samples import at

WORDS = ("northwind", "engineer", "novák", "nov\\u00e1k", "jana", "zebra")
"""What is typed about the application that is forgotten, everywhere."""


@pytest.fixture
def paths(home: Path) -> Paths:
    """Where everything lies."""
    return find_paths(os.environ, None)


def files_with(home: Path, *words: str) -> list[str]:
    """Return the files below a folder that have one of these words in their content or name."""
    return [
        str(file.relative_to(home))
        for file in sorted(home.rglob("*"))
        if file.is_file()
        and any(
            word.encode() in file.read_bytes().lower() or word in str(file.relative_to(home)).lower()
            for word in words
        )
    ]


def tracker_of(paths: Paths) -> Tracker:
    """Open the data file as it is."""
    return Tracker.open(
        paths.data_file, paths.backups_folder, lambda: at("2026-11-23 14:02"), STANDARD, Weekdays()
    )


def write_everywhere(paths: Paths, application: Application) -> None:
    """Put a text about an application in each place where the program may."""
    now = Instant.of(at("2026-11-23 14:02"))
    drafts = Drafts(paths.drafts_folder)
    drafts.save(
        Draft(
            *("EditApplicationForm", application.id, "", "Northwind, edit", now),
            {"notes": "zebra"},
            uid=application.uid,
        )
    )
    drafts.save_sent(letters_draft_name(application, LetterKind.THANK_YOU), now, {"p1.body": "Zebra, Jana"})
    for folder in (paths.letters_folder, paths.pages_folder):
        folder.mkdir(parents=True)
        (folder / "northwind-thank-you-jana.eml").write_text("Dear Jana, zebra")
        (folder / "other-2-letter.txt").write_text("stays")
    late = paths.edited_texts_folder / "aaa-late-bbb"
    late.mkdir(parents=True)
    (late / "notes.md").write_text("zebra")
    save_note(
        LateEdit(late, "notes.md", subject(application, "notes"), "Northwind, notes", checksum("zebra"))
    )
    failing = """sh -c 'echo zebra >> "$0"; exit 3'"""
    edit = edit_text(
        *("Jana", "notes.md"),
        about=subject(application, "notes"),
        folder=paths.edited_texts_folder,
        command=failing,
    )
    with pytest.raises(CallError, match="ended with an error"), edit:
        pass
    paths.backups_folder.mkdir(parents=True, exist_ok=True)
    content = paths.data_file.read_bytes()
    (paths.backups_folder / "2026-11-01T000000Z-0900.damaged").write_bytes(content[:-9])
    for folder in (
        paths.backups_folder,
        paths.drafts_folder,
        paths.drafts_folder / "sent",
        paths.letters_folder,
        paths.pages_folder,
        paths.edited_texts_folder,
        paths.sync_folder,
    ):
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{'x' * 10}.{'0' * 16}.new"
        unfinished.write_bytes(content)
        os.utime(unfinished, (time.time() - 999,) * 2)
    paths.data_file.with_name(f".{paths.data_file.name}.{'0' * 16}.new").write_bytes(content)


@pytest.fixture
def filled(northwind: Followup, paths: Paths, settings_file: Path) -> Followup:
    """The program with something about Northwind wherever there can be, and another application."""
    settings_file.write_text(f'[calendar]\nfile = "{settings_file.parent}/calendar.ics"\n')
    northwind("add", "Other", "Baker", "--at", "today 9:00")
    northwind("edit", "northwind", "--notes", "A zebra was there", "--tag", "zebra")
    northwind("promise", "northwind", "Send the zebra", "--due", "tomorrow")
    northwind("backup")
    northwind("edit", "other", "--same-company-as", "northwind")
    northwind("undo")
    northwind("edit", "other", "--tag", "bread")
    northwind("interview", "northwind", "--at", "tomorrow 10:00", "--place", "zebra street")
    northwind("snooze", "northwind", "fri")
    northwind("undo")
    write_everywhere(paths, tracker_of(paths).applications["northwind"])
    return northwind


def test_no_file_of_the_program_has_any_of_its_text(filled: Followup, home: Path) -> None:
    """Data, history, drafts, sent words, texts of the editor, letters, pages, calendar, all backups."""
    before = files_with(home, *WORDS)
    assert len(before) > 10
    result = filled("forget", "northwind", "--yes")
    assert result.code == 0, result.err
    assert files_with(home, *WORDS) == []
    assert "What left this program cannot be reached" in result.out
    assert filled("list", "--json").json[0]["id"] == "other"
    assert filled("doctor").code == 0
    assert len(files_with(home, "baker")) > 2  # the other one is still in the backups
    assert list((home / "state" / "followup" / "letters").glob("*/other-2-letter.txt"))


def test_what_stays_is_named(northwind: Followup, data_file: Path, settings_file: Path) -> None:
    """A copy of another program that has it, words about another application, a template."""
    northwind("add", "Other", "Baker", "--at", "today 9:00")
    northwind("edit", "other", "--notes", "Unlike Northwind they bake")
    copy = data_file.with_name("followup (conflicted copy).json")
    copy.write_bytes(data_file.read_bytes())
    template, questions = (settings_file.parent / name for name in ("letters/en/reply.txt", "questions.txt"))
    template.parent.mkdir(parents=True)
    template.write_text("Subject: About NORTHWIND\n\nHello")
    questions.write_text("Who is north of you?\n")
    result = northwind("forget", "northwind", "--yes", "--json")
    assert str(copy) in result.json["staying"][0]
    assert result.json["staying"][1].endswith("and stay: other.")
    assert result.json["staying"][2].startswith(str(template))
    assert str(questions) not in " ".join(result.json["staying"])
    assert "merge" not in northwind("merge", str(copy), "--yes").err
    assert northwind("show", "northwind").code == 2  # its tombstone keeps it out


def test_a_name_without_letters_is_in_no_other_text(northwind: Followup, settings_file: Path) -> None:
    """A search finds nothing of it, so it is named nowhere, instead of everywhere."""
    northwind("add", "\u0308", "Baker", "--at", "today 9:00")
    template = settings_file.parent / "letters" / "en" / "reply.txt"
    template.parent.mkdir(parents=True)
    template.write_text("Subject: Hello\n\nHello")
    (application_id,) = [each["id"] for each in northwind("list", "--json").json if each["id"] != "northwind"]
    (elsewhere,) = northwind("forget", application_id, "--yes", "--json").json["staying"]
    assert elsewhere.startswith("What left this program")


def test_the_other_one_can_still_be_undone_and_restored(filled: Followup) -> None:
    """What was done with it can be undone and redone step by step, and each backup is whole."""
    stamps = {"updated_at": "", "revision": 0}
    state = filled("show", "other", "--json").json
    filled("forget", "northwind", "--yes")
    labels = [step["label"] for step in filled("history", "--json").json]
    assert "Other: recorded" in labels
    while filled("undo").code == 0:
        pass
    assert filled("list", "--json").json == []
    while filled("redo").code == 0:
        pass
    again = filled("show", "other", "--json").json
    assert {**again, **stamps} == {**state, **stamps}
    assert all(copy["whole"] for copy in filled("restore", "--json").json)


def test_it_is_asked_by_its_id(filled: Followup, home: Path, answer: Callable[[bytes], None]) -> None:
    """What goes is shown first; anything but its id changes nothing."""
    before = files_with(home, *WORDS)
    answer(b"y\n")
    result = filled("forget", "northwind")
    assert "Nothing was changed" in result.out
    assert "1 application, 2 interviews, 2 people, 1 promise" in result.out
    assert files_with(home, *WORDS) == before
    answer(b"northwind\n")
    assert "Forgotten: northwind." in filled("forget", "northwind").out
    assert files_with(home, *WORDS) == []


def test_without_a_terminal_it_asks_for_yes(northwind: Followup) -> None:
    """Nothing is forgotten by a script that did not say so; nor without saying what."""
    result = northwind("forget", "northwind")
    assert (result.code, "--yes" in result.err) == (2, True)
    assert northwind("forget", "--yes").code == 2
    assert northwind("forget", "northwind", "--closed-before", "today", "--yes").code == 2
    assert northwind("forget", "nobody", "--yes").code == 2
    assert northwind("show", "northwind").code == 0


def test_what_was_removed_is_forgotten_too(filled: Followup, home: Path) -> None:
    """It is in the history, or only in a backup."""
    filled("remove", "northwind")
    assert files_with(home, *WORDS)
    assert filled("forget", "northwind", "--yes").code == 0
    assert files_with(home, *WORDS) == []


def test_all_that_ended_before_a_day(northwind: Followup, home: Path, clock: object) -> None:
    """The day itself is not before it; what is live stays."""
    northwind("add", "Other", "Baker", "--at", "today 9:00")
    northwind("close", "northwind", "rejected")
    assert "Nothing ended before" in northwind("forget", "--closed-before", "today", "--yes").out
    result = northwind("forget", "--closed-before", "tomorrow", "--yes", "--json")
    assert result.json["forgotten"] == ["northwind"]
    assert files_with(home, *WORDS[:4]) == []
    assert [each["id"] for each in northwind("list", "--json").json] == ["other"]


def test_where_a_backup_cannot_be_written_the_data_stays_and_it_can_be_done_again(
    filled: Followup, home: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is taken out of the data file before all else is clean: the next call does the rest."""
    with monkeypatch.context() as patch:
        patch.setattr("followup_tui.files.replace", _refuse)
        result = filled("forget", "northwind", "--yes")
    assert (result.code, "not all is forgotten yet" in result.err) == (3, True)
    assert filled("show", "northwind").code == 0
    assert filled("forget", "northwind", "--yes").code == 0
    assert files_with(home, *WORDS) == []


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_one_of_the_same_name_stays(northwind: Followup, home: Path) -> None:
    """Another application at the company is not touched, nor are its letters."""
    northwind("add", "Northwind", "Cook", "--at", "today 9:00")
    letters = find_paths(os.environ, None).letters_folder
    letters.mkdir(parents=True)
    (letters / "northwind-2-thank-you.eml").write_text("Dear Cook")
    assert northwind("forget", "northwind", "--yes").code == 0
    assert files_with(home, "engineer", "jana") == []
    assert northwind("show", "northwind-2", "--json").json["role"] == "Cook"
    assert (letters / "northwind-2-thank-you.eml").exists()


def test_a_new_one_that_gets_its_id_is_another_one(northwind: Followup, data_file: Path) -> None:
    """No revision is given twice: an open board would show the card that was forgotten."""
    before = tracker_of(find_paths(os.environ, None)).applications["northwind"]
    northwind("forget", "northwind", "--yes")
    northwind("add", "Northwind", "Cook")
    after = tracker_of(find_paths(os.environ, None)).applications["northwind"]
    assert after.revision > before.revision
    assert after.uid != before.uid
