"""The settings file that a user begins with."""

from __future__ import annotations

import os
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.config import Settings, load_settings
from followup_tui.config.settings_template import make_settings_file
from followup_tui.domain.advice.next_move import RULES
from followup_tui.domain.advice.rules import NUMBERS, Rules
from followup_tui.domain.business_days import Weekdays
from followup_tui.errors import DataError
from followup_tui.ui.keys import GROUPS


def read(tmp_path: Path, text: str | bytes) -> Settings:
    """Settings as this file has them."""
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(file, {"TZ": "Europe/Prague"})


def test_every_number_belongs_to_a_rule() -> None:
    """Ranges, rules and numbers name the same settings."""
    assert set(NUMBERS) == set(Rules.__struct_fields__)
    assert {name for rule in RULES for name in rule.settings} == set(NUMBERS)


def test_the_made_file_holds_the_defaults(tmp_path: Path) -> None:
    """With the marker of each of its settings removed it loads without a problem and changes nothing."""
    file = tmp_path / "made" / "config.toml"
    assert make_settings_file(file)
    made = file.read_text("utf-8")
    in_force = re.sub(r"^#(?=\S)", "", made, flags=re.MULTILINE)
    settings = read(tmp_path, in_force)
    keys = {key.id: key.keys for group in GROUPS.values() for key in group}
    assert all(keys[name] == value for name, value in settings.keys.items())
    nothing_set = load_settings(tmp_path / "none.toml", {"TZ": "Europe/Prague"})
    # Two calendars are not compared, and the one key that is shown has its usual meaning.
    assert replace(settings, keys={}, calendar=nothing_set.calendar) == replace(nothing_set, keys={})
    assert isinstance(settings.calendar, Weekdays)
    assert settings.calendar.weekend == {5, 6}
    document = tomllib.loads(in_force)
    known = {
        "zone",
        "country",
        "region",
        "weekend",
        "preset",
        "theme",
        "language",
        "first_names",
        "rules",
        "mail",
        "calendar",
        "hooks",
        "board",
        "sync",
        "keys",
    }
    assert document.keys() == known
    assert document["mail"].keys() == {"from", "phone", "send"}
    assert (document["calendar"], document["hooks"]) == ({"file": ""}, {"after_change": ""})
    assert document["board"] == {"notify": False}
    assert document["sync"] == {"remote": "", "on_quit": False, "recipients": [], "identity": ""}
    assert document["rules"].keys() == set(Rules.__struct_fields__)


def test_nothing_of_the_made_file_is_in_force(tmp_path: Path) -> None:
    """Every setting is commented out, and a line says what it does."""
    file = tmp_path / "config.toml"
    assert make_settings_file(file)
    lines = file.read_text("utf-8").splitlines()
    sections = ("rules", "mail", "calendar", "hooks", "board", "sync", "keys")
    assert tomllib.loads("\n".join(lines)) == {section: {} for section in sections}
    for before, line in pairwise(lines):
        if re.match(r"#\S", line):
            assert before.startswith("# "), line


def test_the_made_file_is_its_owners_only(tmp_path: Path) -> None:
    """0600 in folders of 0700, whatever the umask, and nothing unfinished beside it."""
    file = tmp_path / "new" / "folder" / "config.toml"
    before = os.umask(0o777)
    try:
        assert make_settings_file(file)
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in (file.parent, file.parent.parent)} == {0o700}
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("kind", ["file", "folder", "link to nothing"])
def test_what_is_there_is_never_written_over(tmp_path: Path, kind: str) -> None:
    """A file of the user's stays, were it empty; so does whatever else has the name."""
    file = tmp_path / "config.toml"
    if kind == "file":
        file.touch()
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to("nothing")
    before = file.lstat()
    assert not make_settings_file(file)
    assert file.lstat() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_made_meanwhile_is_not_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who is faster between the look and the making keeps their file."""
    file = tmp_path / "config.toml"
    file.write_text("mine")
    monkeypatch.setattr("os.path.lexists", lambda _: False)
    assert not make_settings_file(file)
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


def test_without_hard_links_it_is_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system has none, the file is put in its place in one step too."""

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    file = tmp_path / "config.toml"
    assert make_settings_file(file)
    assert list(tmp_path.iterdir()) == [file]
    assert load_settings(file, {}).problems == ()


def test_where_no_file_can_be_made_a_sentence_says_so(tmp_path: Path) -> None:
    """A file in the folder's place is named, and is no traceback."""
    (tmp_path / "taken").touch()
    with pytest.raises(DataError, match="could not be made"):
        make_settings_file(tmp_path / "taken" / "config.toml")
