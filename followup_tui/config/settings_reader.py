"""Reading the settings. Nothing in them can keep the program from starting.

A setting that cannot be used is named, with its line, and its default counts instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from followup_tui.config.plain_toml import read_plain_toml
from followup_tui.config.settings import (
    ALL_THEMES,
    DEFAULT_LANGUAGE,
    STANDARD_PRESET,
    THEMES,
    Settings,
    SyncSettings,
)
from followup_tui.domain import business_days, dates, zones
from followup_tui.domain.advice.rules import COUNTRY_PRESETS, NUMBERS, PRESETS, Rules
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.text import TEMPLATE_SET_NAME, is_safe
from followup_tui.domain.wording import join_with_or, quoted, similar_words
from followup_tui.errors import CallError, FollowupError
from followup_tui.files import read_regular

_PHONE_LIMIT: Final = 50
_PLAIN_LIMIT: Final = 63
"""So long a part of an address may be; of the parts of a shorter text none is too long."""

_TABLES: Final = {
    "rules": frozenset(NUMBERS),
    "mail": frozenset({"send", "from", "phone"}),
    "calendar": frozenset({"file"}),
    "hooks": frozenset({"after_change"}),
    "board": frozenset({"notify"}),
    "sync": frozenset({"remote", "on_quit", "recipients", "identity"}),
}
"""The sections, each with its settings."""

_ABOVE: Final = "Write it above the first line in [brackets]"

_MOST_DOTS: Final = 100
"""The most dots in a line of settings that somebody meant to write."""

_MOST_PROBLEMS: Final = 20
"""The most problems that are named, each with its line; the others are counted."""


def load_settings(config_file: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings. This never fails: what cannot be used is in `problems`.

    Args:
        config_file: the file, which need not be there.
        environ: the environment. Its `TZ` is the zone where the settings name none.
    """
    reader = _Reader(config_file, environ)
    # In the order of the file's sections in the manual: so the problems come in that order, and are the last.
    return Settings(
        zone=reader.zone(),
        calendar=reader.calendar(),
        rules=reader.rules(),
        theme=reader.theme(),
        keys=MappingProxyType(reader.keys()),
        language=reader.language(),
        first_names=reader.first_names(),
        send=reader.send(),
        sender_text=reader.sender(),
        phone=reader.phone(),
        calendar_file=reader.calendar_file(),
        after_change=reader.after_change(),
        notify=reader.notify(),
        sync=reader.sync(),
        country=reader.country,
        usual_preset=reader.usual_preset(),
        problems=reader.problems(),
    )


class _Reader:
    """Reads one settings file, and collects a sentence for each thing in it that cannot be used."""

    def __init__(self, file: Path, environ: Mapping[str, str]) -> None:
        self._problems: dict[str, None] = {}
        self._unnamed_problems = 0
        self._environ = environ
        self._text = ""
        self._document: dict[str, Any] = {}
        try:
            self._text = read_regular(file).decode().removeprefix("\ufeff")
        except FileNotFoundError:
            return
        except OSError as error:
            self._problems[f"{file} could not be read ({error.strerror}), so nothing in it counts"] = None
        except UnicodeDecodeError:
            self._problems[f"{file} is not UTF-8 text, so nothing in it counts"] = None
        self._parse(file)

    def _parse(self, file: Path) -> None:
        lines = self._text.replace("\r\n", "\n").split("\n")
        if (document := read_plain_toml(lines)) is not None:
            self._document = document
            return
        import tomllib  # most need none of it

        if any(line.count(".") > _MOST_DOTS for line in lines):
            reason = "a key has too many parts"  # for n of them tomllib takes n * n places in memory
        else:
            try:
                self._document = tomllib.loads("\n".join(lines))
            except tomllib.TOMLDecodeError as error:
                reason = str(error)
            except (ValueError, RecursionError):  # a huge number, endless brackets
                reason = "a value is too large"
            else:
                return
        self._problems[f"{file} is not valid TOML, so nothing in it counts: {reason}"] = None

    def problems(self) -> tuple[str, ...]:
        """Return a sentence for each problem, and one for those beyond the first twenty."""
        self._check_names()
        more = self._unnamed_problems
        rest = f"{more:,} more things in the settings cannot be used" if more else ""
        return (*self._problems, *filter(None, [rest]))

    def zone(self) -> ZoneInfo:
        """Return the zone that is set, else the machine's."""
        machine_zone = zones.zone_of_machine(self._environ)
        name = self._text_of("zone", machine_zone.key)
        try:
            return zones.find_zone(name) if name else machine_zone
        except CallError as error:
            self._refuse("zone", f"{error.happened}; {machine_zone.key} is used", error.next_step)
            return machine_zone

    def calendar(self) -> Calendar:
        """Return the business days of the country, region and weekend that are set."""
        weekend = self._weekend()
        otherwise = "Monday to Friday" if weekend is None else "every day but your weekend"
        country = self._text_of("country", otherwise)
        region = self._text_of("region", "the whole country")
        try:
            return business_days.calendar_for(country, region, weekend)
        except CallError as error:
            region_error = error
        try:
            whole = business_days.calendar_for(country, None, weekend)
        except CallError as error:
            self._refuse("country", f"{error.happened}; {otherwise} is used", error.next_step)
            return business_days.calendar_for(None, None, weekend)
        used = "the whole country" if country else otherwise
        self._refuse("region", f"{region_error.happened}; {used} is used", region_error.next_step)
        return whole

    @property
    def country(self) -> str:
        """The country that is set, `DE`, whether there is such a one or not; empty where none is."""
        country = self._document.get("country")
        return country.strip().upper() if isinstance(country, str) else ""

    def usual_preset(self) -> str:
        """Return the preset that is usual in the country; empty where it is the standard, or one is set."""
        return "" if "preset" in self._document else COUNTRY_PRESETS.get(self.country, "")

    def theme(self) -> str:
        """Return the theme that is set, else the default."""
        word = self._document.get("theme", THEMES[0])
        if word in ALL_THEMES:
            return str(word)
        advice = f"Write {_choice(THEMES)}; ctrl+p on the board shows more"
        self._refuse("theme", f"{_quoted(word)} is none; {THEMES[0]} is used", advice)
        return THEMES[0]

    def rules(self) -> Rules:
        """Return the numbers of the rules: those that are set, the others from the preset."""
        preset, table = self._preset(), self._table("rules")
        numbers = {name: self._number(name, table[name], preset) for name in NUMBERS if name in table}
        return replace(preset, **numbers)

    def keys(self) -> dict[str, str]:
        """Return the keys by the id of their action. The screens check the ids."""
        if not (table := self._table("keys")):
            return {}
        from followup_tui.config.setting_values import flatten  # most have set none

        keys = {}
        for name, value in flatten(table):
            if isinstance(value, str):
                keys[name] = value
            else:
                self._refuse(
                    f"keys.{name}", "the keys are written as text; the usual ones stay", 'Write "x,ctrl+x"'
                )
        return keys

    def language(self) -> str:
        """Return the set of templates for letters."""
        name = self._text_of("language", DEFAULT_LANGUAGE) or DEFAULT_LANGUAGE
        if name == DEFAULT_LANGUAGE or re.fullmatch(TEMPLATE_SET_NAME, name):
            return name
        problem = f"{_quoted(name)} names no set of letters; {DEFAULT_LANGUAGE} is used"
        self._refuse("language", problem, 'Write "de"')
        return DEFAULT_LANGUAGE

    def first_names(self) -> bool:
        """Return whether letters greet people by the first name."""
        return self._truth("first_names", self._document.get("first_names", False))

    def send(self) -> str:
        """Return the command that sends mail; empty where there is none."""
        command = self._table("mail").get("send", "")
        if isinstance(command, str) and is_safe(command):
            return command
        self._refuse("mail.send", "this is no command; nothing can be sent", 'Write "msmtp -t"')
        return ""

    def sender(self) -> str:
        """Return the user's own name and address; empty where they are not set."""
        text = self._table("mail").get("from", "")
        if isinstance(text, str) and (not text or is_plain_sender(text)):
            return text
        from followup_tui.config.sender import parse_sender  # it takes longer than all other settings

        try:
            if parse_sender(text).email:
                return str(text)
        except (FollowupError, TypeError, AttributeError):
            pass
        example = 'Write "Ada King <ada@example.org>"'
        self._refuse("mail.from", f"{_quoted(text)} is no name with an address", example)
        return ""

    def phone(self) -> str:
        """Return the user's phone number; empty where it is not set."""
        number = self._table("mail").get("phone", "")
        if isinstance(number, str) and is_safe(number) and len(number) <= _PHONE_LIMIT:
            return number.strip()
        self._refuse("mail.phone", "this is no phone number; it is left open", 'Write "+44 20 7946 0000"')
        return ""

    def calendar_file(self) -> Path | None:
        """Return the file that interviews and deadlines are written to; None where there is none."""
        text = self._table("calendar").get("file", "")
        if text == "":
            return None
        from followup_tui.config.setting_paths import read_whole_path  # most have set none

        try:
            return read_whole_path(text, self._environ)
        except CallError as error:
            problem = f"{error.happened}; no calendar is written"
        self._refuse("calendar.file", problem, 'Write "~/followup.ics"')
        return None

    def after_change(self) -> str:
        """Return the command that gets each change; empty where there is none."""
        command = self._table("hooks").get("after_change", "")
        problem = "this is no command"
        if command == "":
            return ""
        if isinstance(command, str) and is_safe(command):
            import shlex  # most have set none

            try:
                if shlex.split(command):
                    return command
            except ValueError as error:
                problem = f"this cannot be read as a command ({error})"
        self._refuse("hooks.after_change", f"{problem}; none is run", 'Write "~/bin/my-hook"')
        return ""

    def notify(self) -> bool:
        """Return whether the board rings the terminal's notification when something becomes due."""
        return self._truth("board.notify", self._table("board").get("notify", False))

    def sync(self) -> SyncSettings:
        """Return how the data is synced with other machines."""
        if not (table := self._table("sync")):
            return SyncSettings()
        from followup_tui.config.sync_settings import read_sync_settings  # most have set none

        return read_sync_settings(table, self._environ, self._refuse)

    def _check_names(self) -> None:
        """Refuse every setting that does not exist."""
        values = {"zone", "country", "region", "weekend", "preset", "language", "first_names", "theme"}
        top = {*values, *_TABLES, "keys"}
        for name, value in self._document.items():
            if name in NUMBERS:
                self._refuse(name, "this does not count here; write it under [rules]")
            elif name not in top:
                self._refuse_unknown(name, top)
            elif name in _TABLES and isinstance(value, dict):
                for key in value:
                    if key in values:
                        self._refuse(f"{name}.{key}", f"this does not count under [{name}]", _ABOVE)
                    elif key not in _TABLES[name]:
                        self._refuse_unknown(f"{name}.{key}", {f"{name}.{other}" for other in _TABLES[name]})

    def _preset(self) -> Rules:
        word = self._document.get("preset", STANDARD_PRESET)
        if isinstance(word, str) and word in PRESETS:
            return PRESETS[word]
        self._refuse(
            "preset",
            f"{_quoted(word)} is none; {STANDARD_PRESET} is used",
            f"Write {_choice(tuple(PRESETS))}",
        )
        return PRESETS[STANDARD_PRESET]

    def _weekend(self) -> frozenset[int] | None:
        """Return the days off that are set; None for the country's own, also for an empty list."""
        days = self._document.get("weekend", [])
        numbers = [dates.weekday_number(day) for day in days] if isinstance(days, list) else []
        weekend = frozenset(number for number in numbers if number is not None)
        if not isinstance(days, list):
            problem = f"{_quoted(days)} is no list of days"
        elif None in numbers:
            problem = f"{_quoted(days[numbers.index(None)])} is no day of the week"
        elif len(weekend) == len(dates.WEEKDAYS):
            problem = "it leaves no day to work"
        else:
            return weekend or None
        self._refuse("weekend", f"{problem}; the country's own is used", 'Write ["fri", "sat"]')
        return None

    def _number(self, name: str, value: object, preset: Rules) -> int:
        number, default = NUMBERS[name], int(getattr(preset, name))
        # Not isinstance: True is an int to Python.
        if type(value) is int and number.least <= value <= number.most:
            return value
        problem = f"{_quoted(value)} is no whole number from {number.least} to {number.most}"
        self._refuse(f"rules.{name}", f"{problem}; {default} is used")
        return default

    def _text_of(self, name: str, otherwise: str) -> str | None:
        value = self._document.get(name)
        if value is None or isinstance(value, str):
            return value
        self._refuse(name, f"{_quoted(value)} is no text; {otherwise} is used", 'Text stands in "quotes"')
        return None

    def _truth(self, name: str, value: object) -> bool:
        if isinstance(value, bool):
            return value
        problem = f"{_quoted(value)} is neither true nor false; false is used"
        self._refuse(name, problem, "Write true, without quotation marks")
        return False

    def _table(self, name: str) -> dict[str, Any]:
        value = self._document.get(name, {})
        if isinstance(value, dict):
            return value
        self._refuse(
            name, f"this is a section and not a value, so it does not count; write [{name}] above it"
        )
        return {}

    def _refuse_unknown(self, name: str, names: set[str]) -> None:
        # Looking for similar names takes long where there are many unknown ones.
        has_room = len(self._problems) < _MOST_PROBLEMS
        similar = similar_words(name, sorted(names)) if has_room else []
        self._refuse(name, "there is no such setting", f"Did you mean {similar[0]}?" if similar else "")

    def _refuse(self, name: str, problem: str, advice: str = "") -> None:
        """Note that a setting cannot be used."""
        if len(self._problems) >= _MOST_PROBLEMS:
            self._unnamed_problems += 1
            return
        from followup_tui.config.setting_values import line_of  # only a problem has a line

        line = line_of(name, self._text)
        where = f" (line {line})" if line else ""
        shown = name if re.fullmatch(r"[\w.-]{1,60}", name) else quoted(name)
        self._problems[f"{shown}{where}: {problem}" + (f". {advice}" if advice else "")] = None


def is_plain_sender(text: str) -> bool:
    """Return whether a text is a name in letters and a plain address, which `parse_sender` never refuses."""
    name, _, address = text.partition(" <")
    local, _, domain = address.removesuffix(">").partition("@")
    is_name = len(text) <= _PLAIN_LIMIT and name.replace(" ", "").isalpha() and address.endswith(">")
    return is_name and address.isascii() and all(map(str.isalnum, (local, *domain.split("."))))


def _quoted(value: object) -> str:
    return quoted(str(value))


def _choice(words: tuple[str, ...]) -> str:
    return join_with_or([f'"{word}"' for word in words])
