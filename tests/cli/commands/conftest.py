"""What the tests of several commands begin with."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from followup_tui.config import find_paths
from followup_tui.storage.drafts import LETTERS_FORM, Draft, Drafts
from tests.samples import instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import time_machine

    from tests.cli.conftest import Followup


DAY = 86_400


@pytest.fixture
def thanked(northwind: Followup) -> Followup:
    """The program, with one interview that was thanked for; they decide on Friday."""
    northwind("contact", "northwind", "sent", "thank-you", "--at", "13:00")
    northwind("move", "northwind", "waiting")
    return northwind


@pytest.fixture
def overdue(thanked: Followup, clock: time_machine.Traveller) -> Followup:
    """The same, nine days later, when a follow-up is due: a Wednesday."""
    clock.shift(9 * DAY)
    return thanked


@pytest.fixture
def copies(home: Path) -> Callable[[], list[Path]]:
    """Return the copies, the oldest first."""
    return lambda: sorted((home / "state" / "followup" / "backups").glob("*/*"))


@pytest.fixture
def two_days(northwind: Followup, clock: time_machine.Traveller) -> Followup:
    """The program with a copy of yesterday, since when Acme came and Northwind changed."""
    northwind("backup")
    clock.shift(DAY)
    northwind("add", "Acme", "Backend")
    northwind("move", "northwind", "thanked")
    return northwind


@pytest.fixture
def reflected(northwind: Followup) -> Followup:
    """The program, with two interviews at two companies that were reflected on."""
    northwind("add", "Acme", "Backend", "--at", "2026-11-12 10:00", "--person", "Ann Lee")
    northwind(
        *("reflect", "acme", "--well", "Calm", "--well", "Good *questions*", "--badly", "Late"),
        *(
            "--change",
            "Speak slower",
            "--change",
            "Ask about pay",
            "--said",
            "A laptop, $95,000",
            "--feeling",
            "4",
        ),
    )
    northwind("reflect", "northwind", "--well", "Prepared", "--said", "They need engineers")
    return northwind


@pytest.fixture
def own_template(settings_file: Path) -> Callable[[str, str], Path]:
    """Write a template of the user's own, by set and kind; give the file."""

    def write(name: str, text: str) -> Path:
        file = settings_file.parent / "letters" / f"{name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def half_written(followup: Followup) -> Callable[..., None]:
    """Keep what was written in the app about one kind of letter, by the names of `LetterDrafts.edits`."""

    def keep(kind: str, **fields: str) -> None:
        named = {name.replace("_", "."): text for name, text in fields.items()}
        (application,) = json.loads(followup("list", "--json").out)
        draft = Draft(
            LETTERS_FORM, "northwind", kind, "", instant("2026-11-23"), named, uid=application["uid"]
        )
        Drafts(find_paths(os.environ, None).drafts_folder).save(draft)

    return keep
