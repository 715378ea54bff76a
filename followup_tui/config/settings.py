"""What the user set, with a default for all that they did not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from followup_tui.domain.advice.rules import Rules
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.person import Person

AUTO_THEME: Final = "auto"
"""The `theme` that follows the terminal."""

THEMES: Final = (AUTO_THEME, "dark", "light", "ansi")
"""The program's own words for `theme`."""

TEXTUAL_THEMES: Final = (
    "textual-dark",
    "textual-light",
    "nord",
    "gruvbox",
    "catppuccin-mocha",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "catppuccin-latte",
    "catppuccin-frappe",
    "catppuccin-macchiato",
    "solarized-light",
    "solarized-dark",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
    "ansi-dark",
    "ansi-light",
)
"""The names of Textual's own themes, which `theme` may say, too; commands do not import Textual."""

ALL_THEMES: Final = (*THEMES, *TEXTUAL_THEMES)
"""What `theme` may say."""

STANDARD_PRESET: Final = "standard"
"""The preset that counts where none is set."""

DEFAULT_LANGUAGE: Final = "en"
"""The set of templates for letters where `language` names none."""


class SyncSettings(Struct, frozen=True):
    """How the data is synced with other machines.

    Attributes:
        remote: where they meet, as git takes it; empty where it was named to the command, or nowhere.
        on_quit: whether leaving the board syncs.
        recipients: the public keys that what leaves is encrypted for; none where it is not.
        identity: the file with the user's own key; None for the ssh key.
    """

    remote: str = ""
    on_quit: bool = False
    recipients: tuple[str, ...] = ()
    identity: Path | None = None


class Settings(Struct, frozen=True):
    """The settings of one run.

    Attributes:
        zone: the zone their days are counted in.
        calendar: their business days.
        rules: their numbers.
        theme: one of `ALL_THEMES`.
        keys: by the id of an action, the keys it is to have, separated by commas.
        language: the set of templates that letters begin with, `en`.
        first_names: whether letters greet people by the first name, where the person does not say otherwise.
        send: the command that takes a message on its standard input; empty where there is none.
        sender_text: the user's own name and address, as `parse_sender` takes them; empty where not set.
        country: their country, `DE`; empty where it is not set.
        usual_preset: the preset that is usual there; empty where it is the standard, or one is set.
        phone: the user's phone number, for letters; empty where it is not set.
        calendar_file: the file that interviews and deadlines are written to after each change; None for none.
        after_change: the command that gets each change on its standard input; empty where there is none.
        notify: whether the board rings the terminal's notification when something becomes due.
        sync: how the data is synced with other machines.
        problems: a sentence for each thing in the settings that could not be used.
    """

    zone: ZoneInfo
    calendar: Calendar
    rules: Rules
    theme: str
    keys: Mapping[str, str]
    problems: tuple[str, ...]
    language: str = DEFAULT_LANGUAGE
    first_names: bool = False
    send: str = ""
    sender_text: str = ""
    country: str = ""
    usual_preset: str = ""
    phone: str = ""
    calendar_file: Path | None = None
    after_change: str = ""
    notify: bool = False
    sync: SyncSettings = SyncSettings()

    @property
    def sender(self) -> Person | None:
        """The user's own name and address; None where they are not set."""
        from followup_tui.config.sender import parse_sender  # letters alone ask for it

        return parse_sender(self.sender_text) if self.sender_text else None
