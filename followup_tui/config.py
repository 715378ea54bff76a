"""Where the user's files lie, and what their settings say.

Nothing in the settings can keep the program from starting: what is wrong there is named, with its line,
and its default counts instead.
"""

from __future__ import annotations

import os
import pwd
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from followup_tui.domain import dates
from followup_tui.domain.rules import Rules
from followup_tui.errors import CallError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from followup_tui.domain.dates import Calendar

THEMES: Final = ("auto", "dark", "light", "ansi")
"""What `theme` may say; `auto` follows the terminal."""

_LATER: Final = frozenset({"preset", "language"})
_LATER_TABLES: Final = {
    "rules": frozenset(
        {
            *("reflect_hours", "grace_told_business_days", "grace_assumed_business_days", "follow_ups"),
            *(
                "spacing_business_days",
                "spacing_days",
                "calls",
                "close_after_business_days",
                "close_after_days",
            ),
            "keep_looking_days",
        }
    ),
    "mail": frozenset({"send"}),
    "calendar": frozenset({"file"}),
}
"""Settings that are promised already and come with later features: nothing is wrong with them."""

_MOST: Final = 999


@dataclass(frozen=True, slots=True)
class Places:
    """The user's files.

    Attributes:
        data_file: the applications.
        state_folder: backups and unfinished drafts.
        config_file: the settings, which need not be there.
    """

    data_file: Path
    state_folder: Path
    config_file: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set, with a default for all that they did not.

    Attributes:
        zone: the zone their days are counted in.
        calendar: their business days.
        rules: their numbers.
        theme: one of `THEMES`.
        keys: by the id of an action, the keys it is to have, separated by commas.
        problems: a sentence for each thing in the settings that could not be used.
    """

    zone: ZoneInfo
    calendar: Calendar
    rules: Rules
    theme: str
    keys: Mapping[str, str]
    problems: tuple[str, ...]


def places(environ: Mapping[str, str], data: str | None) -> Places:
    """Say where the user's files lie. Nothing is made or looked at.

    Args:
        environ: the environment. Its `XDG_` variables count where they are absolute paths.
        data: the data file asked for on the command line; it goes before `FOLLOWUP_DATA`.

    Raises:
        CallError: `data` is empty, or there is no home folder to put a file in.
    """
    if data is not None and not data.strip():
        raise CallError("--data names no file", "Write --data FILE, or leave it out")
    chosen = data or environ.get("FOLLOWUP_DATA", "")
    if chosen:
        data_file = _expanded(chosen, environ)
    else:
        data_file = _folder(environ, "XDG_DATA_HOME", ".local/share") / "followup.json"
    return Places(
        data_file=data_file,
        state_folder=_folder(environ, "XDG_STATE_HOME", ".local/state"),
        config_file=_folder(environ, "XDG_CONFIG_HOME", ".config") / "config.toml",
    )


def load_settings(config_file: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings. This never fails: what cannot be used is in `problems`.

    Args:
        config_file: the file, which need not be there.
        environ: the environment. Its `TZ` is the zone where the settings name none.
    """
    reader = _Reader(config_file, environ)
    # In the order of the file's sections in the manual, so that the problems come in that order.
    zone = reader.zone()
    calendar = reader.calendar()
    theme, rules, keys = reader.theme(), reader.rules(), reader.keys()
    reader.check_names()
    return Settings(zone, calendar, rules, theme, MappingProxyType(keys), tuple(reader.problems))


def _folder(environ: Mapping[str, str], variable: str, default: str) -> Path:
    named = environ.get(variable, "")
    # The specification: a relative path is invalid and to be ignored.
    base = Path(named) if named.startswith("/") else _home(environ) / default
    return base / "followup"


def _home(environ: Mapping[str, str]) -> Path:
    if environ.get("HOME"):
        return Path(environ["HOME"])
    try:
        # What pathlib falls back to; it would take an empty HOME for the root folder, though.
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        raise CallError("You have no home folder here to keep your data in", "Set HOME to one") from None


def _expanded(text: str, environ: Mapping[str, str]) -> Path:
    first, slash, rest = text.partition("/")
    if first == "~":
        return _home(environ) / rest if slash else _home(environ)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~name without such a user: a file may be called that, as in the shell
        return Path(text)


class _Reader:
    """Reads one settings file, and collects what is wrong with it."""

    def __init__(self, file: Path, environ: Mapping[str, str]) -> None:
        self.problems: list[str] = []
        self._environ = environ
        self._text = ""
        self._document: dict[str, Any] = {}
        try:
            self._text = file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return
        except OSError as error:
            self.problems.append(f"{file} could not be read ({error.strerror}), so nothing in it counts")
            return
        except UnicodeDecodeError:
            self.problems.append(f"{file} is not UTF-8 text, so nothing in it counts")
            return
        self._parse(file)

    def _parse(self, file: Path) -> None:
        import tomllib  # nobody without settings waits for it

        try:
            self._document = tomllib.loads(self._text.replace("\r\n", "\n"))
        # Beside its own errors tomllib lets out what Python says of huge numbers and endless brackets.
        except (ValueError, RecursionError) as error:
            reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "a value is too large"
            self.problems.append(f"{file} is not valid TOML, so nothing in it counts: {reason}")

    def zone(self) -> ZoneInfo:
        """The zone that is set, else the machine's."""
        own = _machine_zone(self._environ)
        name = self._words("zone", own.key)
        try:
            return dates.zone(name) if name else own
        except CallError as error:
            self._refuse("zone", f"{error.happened}; {own.key} is used", error.next_step)
            return own

    def calendar(self) -> Calendar:
        """The business days of the country and region that are set."""
        monday_to_friday = "Monday to Friday"
        country = self._words("country", monday_to_friday)
        region = self._words("region", "the whole country")
        try:
            return dates.calendar_for(country, region)
        except CallError as error:
            wrong = error
        try:
            whole = dates.calendar_for(country, None)
        except CallError as error:
            self._refuse("country", f"{error.happened}; {monday_to_friday} is used", error.next_step)
            return dates.calendar_for(None, None)
        used = "the whole country" if country else monday_to_friday
        self._refuse("region", f"{wrong.happened}; {used} is used", wrong.next_step)
        return whole

    def theme(self) -> str:
        """The theme that is set."""
        word = self._document.get("theme", THEMES[0])
        if word in THEMES:
            return str(word)
        self._refuse("theme", f"{_said(word)} is none; {THEMES[0]} is used", f"Write {_choice(THEMES)}")
        return THEMES[0]

    def rules(self) -> Rules:
        """The numbers, each its default where it is not set."""
        table = self._table("rules")
        return Rules(
            **{field.name: self._number(field.name, table) for field in fields(Rules) if field.name in table}
        )

    def keys(self) -> dict[str, str]:
        """The keys, by the id of the action. Which ids there are is for the screens to say."""
        keys = {}
        for name, value in _flat(self._table("keys")):
            if isinstance(value, str):
                keys[name] = value
            else:
                self._refuse(
                    f"keys.{name}", "the keys are written as text; the usual ones stay", 'Write "x,ctrl+x"'
                )
        return keys

    def check_names(self) -> None:
        """Name every setting that there is not."""
        rules = {field.name for field in fields(Rules)}
        tables = {**_LATER_TABLES, "rules": _LATER_TABLES["rules"] | rules}
        top = {"zone", "country", "region", "theme", "keys", *_LATER, *tables}
        for name, value in self._document.items():
            if name not in top:
                self._unknown(name, top)
            elif name in tables and isinstance(value, dict):
                for key in value:
                    if key not in tables[name]:
                        self._unknown(f"{name}.{key}", {f"{name}.{known}" for known in tables[name]})

    def _number(self, name: str, table: dict[str, Any]) -> int:
        value, default = table[name], int(getattr(Rules(), name))
        # True is an int to Python, and no number of hours to anybody.
        if type(value) is int and 0 <= value <= _MOST:
            return value
        self._refuse(
            f"rules.{name}", f"{_said(value)} is no whole number from 0 to {_MOST}; {default} is used"
        )
        return default

    def _words(self, name: str, otherwise: str) -> str | None:
        value = self._document.get(name)
        if value is None or isinstance(value, str):
            return value
        self._refuse(name, f"{_said(value)} is no text; {otherwise} is used", 'Text stands in "quotes"')
        return None

    def _table(self, name: str) -> dict[str, Any]:
        value = self._document.get(name, {})
        if isinstance(value, dict):
            return value
        self._refuse(
            name, f"this is a section and not a value, so it does not count; write [{name}] above it"
        )
        return {}

    def _unknown(self, name: str, known: set[str]) -> None:
        from difflib import get_close_matches  # only a slip needs it

        near = get_close_matches(name, sorted(known), n=1)
        self._refuse(name, "there is no such setting", f"Did you mean {near[0]}?" if near else "")

    def _refuse(self, name: str, what: str, advice: str = "") -> None:
        line = _line_of(self._text, name)
        where = f" (line {line})" if line else ""
        said = name if re.fullmatch(r"[\w.-]{1,60}", name) else dates.quoted(name)
        self.problems.append(f"{said}{where}: {what}" + (f". {advice}" if advice else ""))


def _machine_zone(environ: Mapping[str, str]) -> ZoneInfo:
    name = environ.get("TZ", "").removeprefix(":")
    if re.fullmatch(r"[A-Za-z_]+(/[\w+-]+)+", name):
        try:
            return dates.zone(name)
        except CallError:
            pass
    return dates.machine_zone()


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """A table's values by dotted name: `card.open = "x"` is a table in a table to TOML."""
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", value))
    return found


def _line_of(text: str, name: str) -> int | None:
    """The line a setting stands on, as far as one can tell without parsing: TOML's parser does not say."""
    inside, found = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line):
            inside = header[1].replace('"', "")
            here = inside
        elif key := re.match(r"""\s*([\w."'-]+|"[^"]*")\s*=""", line):
            written = key[1].replace('"', "").replace("'", "")
            here = f"{inside}.{written}" if inside else written
        else:
            continue
        if here == name:
            return number
        # The section, or the inline table, that holds it: near enough where nothing else is found.
        if found is None and (name.startswith(f"{here}.") or here.startswith(f"{name}.")):
            found = number
    return found


def _said(value: object) -> str:
    return dates.quoted(str(value))


def _choice(words: tuple[str, ...]) -> str:
    return dates.either([f'"{word}"' for word in words])
