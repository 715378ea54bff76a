"""Settings: each one counts, and none that is wrong keeps the program from starting."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.config import Settings, load_settings
from followup_tui.config.sender import parse_sender
from followup_tui.config.settings import SyncSettings
from followup_tui.config.settings_reader import is_plain_sender
from followup_tui.domain.advice.rules import NUMBERS, PRESETS, Rules
from followup_tui.domain.business_days import Weekdays
from followup_tui.domain.text import is_safe


def read(tmp_path: Path, text: str | bytes) -> Settings:
    """Settings as this file has them."""
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(file, {"TZ": "Europe/Prague"})


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
    text = "".join(f"{name} = 7\n" for name in Rules.__struct_fields__)
    settings = read(tmp_path, f"[rules]\n{text}")
    assert settings.problems == ()
    assert settings.rules == Rules(*(7 for _ in Rules.__struct_fields__))


def test_what_is_around_the_board_can_be_set(tmp_path: Path) -> None:
    """The calendar file, with the home folder as in a shell; the command after a change; the notification."""
    file = tmp_path / "config.toml"
    file.write_text(
        """
        [calendar]
        file = "~/calendars/followup.ics"
        [hooks]
        after_change = "~/bin/hook 'two words'"
        [board]
        notify = true
        """
    )
    settings = load_settings(file, {"TZ": "Europe/Prague", "HOME": "/home/ada"})
    assert settings.problems == ()
    assert settings.calendar_file == Path("/home/ada/calendars/followup.ics")
    assert (settings.after_change, settings.notify) == ("~/bin/hook 'two words'", True)


KEY = "age1" + "q" * 58


def test_the_sync_can_be_set(tmp_path: Path) -> None:
    """Where the machines meet, when, for whom it is encrypted, and with which key it is read."""
    file = tmp_path / "config.toml"
    file.write_text(
        f"""
        [sync]
        remote = "ssh://me@box/~/followup.git"
        on_quit = true
        recipients = ["{KEY}", "ssh-ed25519 {"A" * 60} me@laptop"]
        identity = "~/age.key"
        """
    )
    settings = load_settings(file, {"HOME": "/home/ada"})
    assert settings.problems == ()
    keys = (KEY, f"ssh-ed25519 {'A' * 60} me@laptop")
    assert settings.sync == SyncSettings(
        "ssh://me@box/~/followup.git", on_quit=True, recipients=keys, identity=Path("/home/ada/age.key")
    )
    assert read(tmp_path, "").sync == SyncSettings()


def test_a_recipient_that_is_none_is_no_reason_to_encrypt_for_fewer(tmp_path: Path) -> None:
    """All of them count as written: the sync refuses, and sends nothing readable."""
    settings = read(tmp_path, f'[sync]\nrecipients = ["{KEY}", "bob"]')
    assert settings.sync.recipients == (KEY, "bob")
    assert "nothing is synced" in settings.problems[0]
    assert read(tmp_path, '[sync]\nrecipients = "bob"').sync.recipients == ("bob",)


def test_nothing_around_the_board_is_set_by_itself(tmp_path: Path) -> None:
    """Unset or empty, no file is written, no command run, and nothing rings."""
    for text in ("", '[calendar]\nfile = ""\n[hooks]\nafter_change = ""\n[board]\nnotify = false'):
        settings = read(tmp_path, text)
        assert (settings.calendar_file, settings.after_change, settings.notify) == (None, "", False)
        assert settings.problems == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[sync]\nremote = 3", ("sync.remote", "line 2", "no address")),
        ("[sync]\non_quit = 1", ("sync.on_quit", "line 2", "false is used")),
        ('[sync]\nidentity = "key"', ("sync.identity", "line 2", "your ssh key is used")),
        ('[calendar]\nfile = "cal.ics"', ("calendar.file", "line 2", '"cal.ics"', "no calendar is written")),
        ("[calendar]\nfile = 3", ("calendar.file", "line 2", "no whole path", '"~/followup.ics"')),
        ('[calendar]\nfile = "/tmp/"', ("calendar.file", "no whole path")),
        ('[calendar]\nfiel = "/tmp/x.ics"', ("calendar.fiel", "no such setting", "calendar.file")),
        ("[hooks]\nafter_change = 3", ("hooks.after_change", "line 2", "no command", "none is run")),
        ('[hooks]\nafter_change = "it\'s"', ("hooks.after_change", "cannot be read", "none is run")),
        ("[hooks]\nafter_change = ' '", ("hooks.after_change", "no command")),
        ('[board]\nnotify = "yes"', ("board.notify", "line 2", "neither true nor false", "false is used")),
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
        ('[mail]\nfrom = "King, Ada <ada@example.org>"', ("Ada King", "ada@example.org")),
        ("[mail]\nfrom = '\"King, Ada\" <ada@example.org>'", ("Ada King", "ada@example.org")),
        ('[mail]\nfrom = "King, Dr. Ada <ada@example.org>"', ("Dr. Ada King", "ada@example.org")),
        ('[mail]\nfrom = "Ada King, PhD <ada@example.org>"', ("Ada King, PhD", "ada@example.org")),
        ('[mail]\nfrom = "ada@example.org (Ada King)"', ("Ada King", "ada@example.org")),
    ],
)
def test_the_users_own_name_and_address_are_read_as_anybodys(
    tmp_path: Path, text: str, sender: tuple[str, str] | None
) -> None:
    """Written like the people one met; without them letters leave the name open."""
    settings = read(tmp_path, text)
    sender_set = settings.sender
    assert ((sender_set.full_name, sender_set.email) if sender_set else None, settings.problems) == (
        sender,
        (),
    )


@given(
    st.lists(st.sampled_from(["Ada", "King", "Frau", "Doktor", "Dr.", "PhD", "Ř", "x1"]), max_size=3),
    st.from_regex(r"\A[aZ9ß.]{0,3}@[aZ9ß.-]{0,6}\Z"),
)
def test_a_sender_that_is_told_by_its_letters_is_parsed(words: list[str], address: str) -> None:
    """Whatever is not looked at any closer at the start is a name with an address when letters ask."""
    text = f"{' '.join(words)} <{address}>"
    if is_plain_sender(text):
        sender = parse_sender(text)
        assert (sender.full_name, sender.email) == (" ".join(words), address)


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
        ('first_names = "yes"', ("first_names (line 1)", "neither true nor false", "false is used")),
        ('[mail]\nfrom = "Ada King <ada..k@example.org>"', ("mail.from (line 2)", "no name with an address")),
        ("[mail]\nfrom = 3", ("mail.from (line 2)", '"3" is no name with an address')),
        ("[mail]\nfrom = true", ("mail.from (line 2)", "no name with an address")),
        ('[mail]\nfrom = ["Ada"]', ("mail.from (line 2)", "no name with an address")),
        ("[mail]\nphone = 30", ("mail.phone (line 2)", "this is no phone number")),
        (f'[mail]\nphone = "{"1" * 51}"', ("mail.phone (line 2)", "this is no phone number")),
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


@pytest.mark.parametrize("name", Rules.__struct_fields__)
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
