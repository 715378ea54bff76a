"""Where files lie, and settings that never stand in the way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.config import Settings, find_paths, load_settings, make_settings_file
from followup_tui.domain.advice.next_move import RULES
from followup_tui.domain.advice.rules import NUMBERS, PRESETS, Rules
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.text import is_safe
from followup_tui.errors import CallError, DataError
from followup_tui.ui.keys import GROUPS

HOME = {"HOME": "/home/ada"}


def read(tmp_path: Path, text: str | bytes) -> Settings:
    """Settings as this file has them."""
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(file, {"TZ": "Europe/Prague"})


def test_without_anything_set_files_lie_where_the_specification_puts_them() -> None:
    """The three default folders are those of the XDG specification."""
    found = find_paths(HOME, None)
    assert found.data_file == Path("/home/ada/.local/share/followup/followup.json")
    assert found.state_folder == Path("/home/ada/.local/state/followup")
    assert found.config_file == Path("/home/ada/.config/followup/config.toml")


def test_the_variables_move_the_folders() -> None:
    """Absolute paths in the XDG variables count."""
    environ = {"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}
    found = find_paths(environ, None)
    assert str(found.data_file) == "/d/followup/followup.json"
    assert str(found.state_folder) == "/s/followup"
    assert str(found.config_file) == "/c/followup/config.toml"


@pytest.mark.parametrize("value", ["", "relative", "./here", "~/data"])
def test_a_variable_that_is_no_absolute_path_does_not_count(value: str) -> None:
    """Relative paths in the XDG variables are ignored."""
    assert find_paths({**HOME, "XDG_DATA_HOME": value}, None) == find_paths(HOME, None)


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}])
def test_without_home_the_users_own_folder_is_found(environ: dict[str, str]) -> None:
    """HOME unset or empty falls back to what the system knows, never to the root or the current folder."""
    import pwd

    own = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert find_paths(environ, None).data_file == own / ".local/share/followup/followup.json"


def test_without_any_home_at_all_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user the system does not know gets a sentence."""

    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)
    with pytest.raises(CallError, match="home folder"):
        find_paths({}, None)
    found = find_paths({"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}, None)
    assert found.state_folder == Path("/s/followup")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("~/jobs.json", "/home/ada/jobs.json"),
        ("~", "/home/ada"),
        ("/tmp/x.json", "/tmp/x.json"),
        ("here.json", "here.json"),
        ("~nobody-is-called-this/x", "~nobody-is-called-this/x"),
    ],
)
def test_another_data_file_may_begin_with_a_tilde(text: str, path: str) -> None:
    """The home folder is filled in, whether the argument or the variable names the file."""
    assert find_paths(HOME, text).data_file == Path(path)
    assert find_paths({**HOME, "FOLLOWUP_DATA": text}, None).data_file == Path(path)


def test_the_argument_goes_before_the_variable() -> None:
    """`--data` wins over FOLLOWUP_DATA, and an empty variable is none."""
    assert find_paths({**HOME, "FOLLOWUP_DATA": "/a"}, "/b").data_file == Path("/b")
    assert find_paths({**HOME, "FOLLOWUP_DATA": ""}, None) == find_paths(HOME, None)


def test_an_empty_argument_is_refused() -> None:
    """`--data ""` is a slip, in a script most likely, and not the default."""
    with pytest.raises(CallError, match="--data"):
        find_paths(HOME, " ")


def test_no_file_means_all_defaults(tmp_path: Path) -> None:
    """Without settings everything has its default and nothing is wrong."""
    settings = load_settings(tmp_path / "none.toml", {"TZ": "Europe/Prague"})
    assert settings.zone.key == "Europe/Prague"
    assert isinstance(settings.calendar, Weekdays)
    assert (settings.rules, settings.theme, settings.keys) == (Rules(), "auto", {})
    assert settings.problems == ()


def test_what_is_set_counts(tmp_path: Path) -> None:
    """Every setting there is now arrives."""
    settings = read(
        tmp_path,
        """
        zone = "America/New_York"
        country = "de"
        region = "Bayern"
        theme = "light"
        [rules]
        thank_you_hours = 48
        assumed_business_days = 10
        [keys]
        "card.open" = "x,ctrl+x"
        card.edit = "E"
        """,
    )
    assert settings.problems == ()
    assert settings.zone.key == "America/New_York"
    assert not settings.calendar.is_business_day(date(2026, 1, 6))
    assert settings.rules == Rules(thank_you_hours=48, assumed_business_days=10)
    assert settings.theme == "light"
    assert settings.keys == {"card.open": "x,ctrl+x", "card.edit": "E"}


def test_every_number_of_the_rules_can_be_set(tmp_path: Path) -> None:
    """A number added to the rules is a setting without another line of code."""
    text = "".join(f"{field.name} = 7\n" for field in fields(Rules))
    settings = read(tmp_path, f"[rules]\n{text}")
    assert settings.problems == ()
    assert settings.rules == Rules(*(7 for _ in fields(Rules)))


def test_what_later_versions_know_is_passed_over(tmp_path: Path) -> None:
    """Settings that are promised are no mistake."""
    assert read(tmp_path, '[calendar]\nfile = "y"').problems == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('\ntheme = "blue"', ("theme", "line 2", '"blue"', "auto is used")),
        ('zone = "Mars/Base"', ("zone", "line 1", "Mars/Base", "Europe/Prague is used")),
        ("zone = 3", ("zone", "line 1", "no text")),
        ('# a\ncountry = "XX"', ("country", "line 2", "Monday to Friday is used")),
        ('country = "DE"\nregion = "ZZ"', ("region", "line 2", "the whole country is used")),
        ('region = "BY"', ("region", "line 1", "no country")),
        ("[rules]\n\nthank_you_hours = true", ("rules.thank_you_hours", "line 3", "24 is used")),
        ("[rules]\nthank_you_hours = -1", ("rules.thank_you_hours", "line 2")),
        ("[rules]\nassumed_business_days = 2.5", ("rules.assumed_business_days", "line 2", "5 is used")),
        ("rules = 3", ("rules", "line 1", "section")),
        ("[keys]\nundo = 3", ("keys.undo", "line 2", "text")),
        ('them = "dark"', ("them", "line 1", "Did you mean theme?")),
        ("[rules]\nthank_you_hour = 3", ("rules.thank_you_hour", "line 2", "thank_you_hours")),
        ('"\\u001b]0;x" = 1', ("?]0;x", "no such setting")),
        ('\npreset = "slo"', ("preset", "line 2", '"slo"', "standard is used", '"one-note"')),
        ("preset = 3", ("preset", "line 1", "standard is used")),
        ('weekend = ["fri", "caturday"]', ("weekend", "line 1", '"caturday"', "country's own is used")),
        ('weekend = "fri"', ("weekend", "line 1", "no list of days")),
        ('weekend = ["s"]', ("weekend", '"s" is no day')),
        ("weekend = [5, 6]", ("weekend", '"5" is no day')),
        (
            'weekend = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
            ("weekend", "line 1", "no day to work"),
        ),
        ('[rules]\nweekend = ["fri"]', ("rules.weekend", "line 2", "above the first line in [brackets]")),
        ("follow_ups = 1", ("follow_ups", "line 1", "write it under [rules]")),
        ("[rules]\nfollow_ups = 11", ("rules.follow_ups", "line 2", "from 0 to 10", "2 is used")),
        ("= 3", ("not valid TOML", "line 1")),
        (b"\xff\xfe", ("not UTF-8",)),
        ("x = " + "[" * 5000, ("not valid TOML",)),
        ("x = " + "9" * 5000, ("not valid TOML",)),
    ],
)
def test_what_is_wrong_is_named_and_its_default_counts(
    tmp_path: Path, text: str | bytes, named: tuple[str, ...]
) -> None:
    """One line names the key, the line and what counts instead; nothing else suffers."""
    settings = read(tmp_path, text)
    assert len(settings.problems) == 1
    assert all(word in settings.problems[0] for word in named), settings.problems
    assert "\x1b" not in settings.problems[0]
    assert settings.rules == Rules()
    assert settings.theme == "auto"
    assert settings.zone.key == "Europe/Prague"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ('language = ""', "en"),
        ('language = "de"', "de"),
        ('language = "de-informal"', "de-informal"),
        ('language = "čeština"', "čeština"),
    ],
)
def test_the_language_of_letters_is_a_set_of_templates(tmp_path: Path, text: str, language: str) -> None:
    """English where nothing is set; a set of one's own has any name that a folder can have."""
    settings = read(tmp_path, text)
    assert (settings.language, settings.problems) == (language, ())


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("", ""),
        ('[mail]\nsend = ""', ""),
        ('[mail]\nsend = "msmtp -t"', "msmtp -t"),
        ("[mail]\nsend = \"/home/ada/my tools/mail --to='a b'\"", "/home/ada/my tools/mail --to='a b'"),
    ],
)
def test_the_command_that_sends_is_taken_as_it_stands(tmp_path: Path, text: str, command: str) -> None:
    """Without one nothing can be sent, and that is nothing wrong."""
    settings = read(tmp_path, text)
    assert (settings.send, settings.problems) == (command, ())


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("", None),
        ('[mail]\nfrom = ""', None),
        ('[mail]\nfrom = "Ada King <ada@example.org>"', ("Ada King", "ada@example.org")),
        ('[mail]\nfrom = "Dr. Ada King <ada@example.org>"', ("Dr. Ada King", "ada@example.org")),
        ('[mail]\nfrom = "Žofie Nová, ada@example.org"', ("Žofie Nová", "ada@example.org")),
    ],
)
def test_the_users_own_name_and_address_are_read_as_anybodys(
    tmp_path: Path, text: str, sender: tuple[str, str] | None
) -> None:
    """Written like the people one met; without them letters leave the name open."""
    settings = read(tmp_path, text)
    found = settings.sender
    assert ((found.full_name, found.email) if found else None, settings.problems) == (sender, ())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('\nlanguage = "../de"', ("language (line 2)", '"../de"', "en is used")),
        ('language = "a/b"', ("language (line 1)", "en is used")),
        ('language = "d\\u001be"', ("language (line 1)", '"d?e"', "en is used")),
        (f'language = "{"x" * 61}"', ("language (line 1)", "en is used")),
        ("language = 3", ("language (line 1)", "no text", "en is used")),
        ('language = ["de"]', ("language (line 1)", "no text")),
        ("[mail]\nsend = 3", ("mail.send (line 2)", "no command", "nothing can be sent")),
        ('[mail]\nsend = ["msmtp", "-t"]', ("mail.send (line 2)", '"msmtp -t"')),
        ('[mail]\nsend = "ms\\u001bmtp"', ("mail.send (line 2)", "no command")),
        ("[mail]\nfrom = 3", ("mail.from (line 2)", '"3" is no name with an address')),
        ("[mail]\nfrom = true", ("mail.from (line 2)", "no name with an address")),
        ('[mail]\nfrom = ["Ada"]', ("mail.from (line 2)", "no name with an address")),
        ('[mail]\nfrom = "Ada King"', ("mail.from (line 2)", "Ada King <ada@example.org>")),
        ('[mail]\nfrom = "ada@example.org"', ("mail.from (line 2)", "no name with an address")),
        ('[mail]\nfrom = "Ada King <nowhere>"', ("mail.from (line 2)", "no name with an address")),
        ('[mail]\nform = "x"', ("mail.form (line 2)", "Did you mean mail.from?")),
        ('send = "msmtp -t"', ("send (line 1)", "no such setting")),
    ],
)
def test_what_is_wrong_about_letters_is_named_and_they_are_written_all_the_same(
    tmp_path: Path, text: str, named: tuple[str, ...]
) -> None:
    """One line names the key and the line; English, no command and no sender count instead."""
    settings = read(tmp_path, text)
    assert len(settings.problems) == 1
    assert all(word in settings.problems[0] for word in named), settings.problems
    assert "\x1b" not in settings.problems[0]
    assert (settings.language, settings.send, settings.sender) == ("en", "", None)


def test_a_settings_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A folder in the file's place is a problem, and no error."""
    settings = load_settings(tmp_path, {})
    assert str(tmp_path) in settings.problems[0]


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    """What some editors put in is no mistake of the user's."""
    settings = read(tmp_path, b'\xef\xbb\xbftheme = "dark"\r\n')
    assert (settings.theme, settings.problems) == ("dark", ())


_VALUES = st.one_of(st.integers(), st.booleans(), st.text(max_size=5).map(repr), st.just("[1]"))


@given(
    content=st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(str.encode),
        st.lists(
            st.tuples(
                st.sampled_from(
                    [
                        "zone",
                        "country",
                        "region",
                        "weekend",
                        "preset",
                        "theme",
                        "language",
                        "rules",
                        "mail",
                        "keys",
                        "[rules]",
                        "[mail]\nfrom",
                        "[mail]\nsend",
                        "[keys]\nx",
                    ]
                ),
                _VALUES,
            ),
            max_size=4,
        ).map(lambda lines: "\n".join(f"{key} = {value}" for key, value in lines).encode()),
    )
)
def test_no_settings_file_is_too_strange(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the file holds, settings come out, and problems are lines that a terminal can be sent."""
    file = tmp_path_factory.getbasetemp() / "strange.toml"
    file.write_bytes(content)
    settings = load_settings(file, {"TZ": "Europe/Prague"})
    assert settings.theme in {"auto", "dark", "light", "ansi"}
    assert all(isinstance(keys, str) for keys in settings.keys.values())
    assert is_safe(settings.language + settings.send)
    assert "/" not in settings.language
    assert settings.sender is None or "@" in settings.sender.email


def test_holidays_are_loaded_only_for_a_country(tmp_path: Path) -> None:
    """Nobody without a country waits for the holidays of all."""
    code = (
        "import sys; from pathlib import Path; from followup_tui.config import load_settings;"
        "load_settings(Path(sys.argv[1]), {});"
        "print(sorted({'holidays', 'arrow', 'tomllib', 'textual'} & set(sys.modules)))"
    )
    call = [sys.executable, "-c", code]
    assert subprocess.check_output([*call, str(tmp_path / "none")], text=True) == "[]\n"
    (tmp_path / "c.toml").write_text('country = "CZ"')
    assert "holidays" in subprocess.check_output([*call, str(tmp_path / "c.toml")], text=True)


@pytest.mark.parametrize("name", list(PRESETS))
def test_a_preset_is_numbers_that_belong_together(tmp_path: Path, name: str) -> None:
    """All of its numbers count, and a number that is set goes before it."""
    assert read(tmp_path, f'preset = "{name}"').rules == PRESETS[name]
    settings = read(tmp_path, f'preset = "{name}"\n[rules]\nassumed_business_days = 7\ncalls = "x"')
    assert settings.rules == replace(PRESETS[name], assumed_business_days=7)
    assert len(settings.problems) == 1


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ('weekend = ["fri", "sat"]', {4, 5}),
        ('weekend = ["Friday"]', {4}),
        ('country = "DE"\nweekend = ["sun", "MON"]', {6, 0}),
        ("weekend = []", {5, 6}),
        ('country = "IL"\nweekend = []', {4, 5}),
    ],
)
def test_the_weekend_is_the_users(tmp_path: Path, text: str, free: set[int]) -> None:
    """The days off are those that are named; none named are the country's own."""
    settings = read(tmp_path, text)
    assert settings.problems == ()
    week = [date(2026, 11, 2 + weekday) for weekday in range(7)]
    assert {day.weekday() for day in week if not settings.calendar.is_business_day(day)} == free


@pytest.mark.parametrize("name", [field.name for field in fields(Rules)])
def test_every_number_has_a_range(tmp_path: Path, name: str) -> None:
    """The default lies in it; its ends count; beyond them the default does, and the line says the range."""
    number, default = NUMBERS[name], getattr(Rules(), name)
    assert number.least <= default <= number.most
    for value in (number.least, number.most):
        settings = read(tmp_path, f"[rules]\n{name} = {value}")
        assert (getattr(settings.rules, name), settings.problems) == (value, ())
    for value in (number.least - 1, number.most + 1):
        settings = read(tmp_path, f"[rules]\n{name} = {value}")
        assert settings.rules == Rules()
        assert f"rules.{name} (line 2)" in settings.problems[0]
        assert f"from {number.least} to {number.most}; {default} is used" in settings.problems[0]


def test_every_number_belongs_to_a_rule() -> None:
    """Ranges, rules and numbers name the same settings."""
    assert set(NUMBERS) == {field.name for field in fields(Rules)}
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
    known = {"zone", "country", "region", "weekend", "preset", "theme", "language", "rules", "mail", "keys"}
    assert document.keys() == known
    assert document["mail"].keys() == {"from", "send"}
    assert document["rules"].keys() == {field.name for field in fields(Rules)}


def test_nothing_of_the_made_file_is_in_force(tmp_path: Path) -> None:
    """Every setting is commented out, and a line says what it does."""
    file = tmp_path / "config.toml"
    assert make_settings_file(file)
    lines = file.read_text("utf-8").splitlines()
    assert tomllib.loads("\n".join(lines)) == {"rules": {}, "mail": {}, "keys": {}}
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
