"""Where files lie, and settings that never stand in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.config import Settings, load_settings, places
from followup_tui.domain.dates import Weekdays
from followup_tui.domain.rules import Rules
from followup_tui.errors import CallError

HOME = {"HOME": "/home/ada"}


def read(tmp_path: Path, text: str | bytes) -> Settings:
    """Settings as this file has them."""
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(file, {"TZ": "Europe/Prague"})


def test_without_anything_set_files_lie_where_the_specification_puts_them() -> None:
    """The three default folders are those of the XDG specification."""
    found = places(HOME, None)
    assert found.data_file == Path("/home/ada/.local/share/followup/followup.json")
    assert found.state_folder == Path("/home/ada/.local/state/followup")
    assert found.config_file == Path("/home/ada/.config/followup/config.toml")


def test_the_variables_move_the_folders() -> None:
    """Absolute paths in the XDG variables count."""
    environ = {"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}
    found = places(environ, None)
    assert str(found.data_file) == "/d/followup/followup.json"
    assert str(found.state_folder) == "/s/followup"
    assert str(found.config_file) == "/c/followup/config.toml"


@pytest.mark.parametrize("value", ["", "relative", "./here", "~/data"])
def test_a_variable_that_is_no_absolute_path_does_not_count(value: str) -> None:
    """Relative paths in the XDG variables are ignored."""
    assert places({**HOME, "XDG_DATA_HOME": value}, None) == places(HOME, None)


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}])
def test_without_home_the_users_own_folder_is_found(environ: dict[str, str]) -> None:
    """HOME unset or empty falls back to what the system knows, never to the root or the current folder."""
    import pwd

    own = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert places(environ, None).data_file == own / ".local/share/followup/followup.json"


def test_without_any_home_at_all_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user the system does not know gets a sentence."""

    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)
    with pytest.raises(CallError, match="home folder"):
        places({}, None)
    found = places({"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}, None)
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
    assert places(HOME, text).data_file == Path(path)
    assert places({**HOME, "FOLLOWUP_DATA": text}, None).data_file == Path(path)


def test_the_argument_goes_before_the_variable() -> None:
    """`--data` wins over FOLLOWUP_DATA, and an empty variable is none."""
    assert places({**HOME, "FOLLOWUP_DATA": "/a"}, "/b").data_file == Path("/b")
    assert places({**HOME, "FOLLOWUP_DATA": ""}, None) == places(HOME, None)


def test_an_empty_argument_is_refused() -> None:
    """`--data ""` is a slip, in a script most likely, and not the default."""
    with pytest.raises(CallError, match="--data"):
        places(HOME, " ")


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
    top = 'preset = "slow"\nlanguage = "en"\n'
    sections = '[rules]\nfollow_ups = 1\ncalls = 1\n[mail]\nsend = "x"\n[calendar]\nfile = "y"'
    assert read(tmp_path, top + sections).problems == ()


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
                    ["zone", "country", "region", "theme", "rules", "keys", "[rules]", "[keys]\nx"]
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
