"""The settings file that a user begins with: every setting, explained and commented out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from followup_tui.config.settings import AUTO_THEME, DEFAULT_LANGUAGE, STANDARD_PRESET, THEMES
from followup_tui.domain.advice.next_move import RULES
from followup_tui.domain.advice.rules import NUMBERS, PRESETS, STANDARD
from followup_tui.domain.wording import capitalized
from followup_tui.errors import DataError
from followup_tui.files import clear_unfinished, create

_WIDTH: Final = 78

_HEAD: Final = """\
# Settings of followup. All of them are optional; what stands here are the defaults.
# To change one, take the # before its name away and write another value.
"""

_FIRST: Final = f"""
# The zone your days are counted in, such as "Europe/Berlin"; empty: the machine's.
#zone = ""

# The country whose holidays and weekend count, such as "DE"; empty: Monday to Friday, no holidays.
#country = ""

# Its region, such as "BY", for holidays of its own; empty: the whole country.
#region = ""

# The days off where they are others, such as ["fri", "sat"]; empty: the country's own.
#weekend = []

# The colours: {", ".join(THEMES)}. auto follows the terminal, ansi takes its own sixteen. The
# palette (ctrl+p on the board, "colours") shows these and Textual's, and writes the chosen one here.
#theme = "{AUTO_THEME}"

# What letters are written in: en, de, de-informal, or a folder of your own beside this file: letters/mine
# with thank-you.txt in it; T on a letter makes one.
#language = "{DEFAULT_LANGUAGE}"

# Whether letters greet people by the first name: true, or false. Each person can have it otherwise.
#first_names = false
"""

_MAIL: Final = """\

[mail]
# Your name and address as letters carry them, such as "Ada King <ada@example.org>"; empty: left open.
#from = ""
# Your phone number, for a letter after an appointment they missed; empty: left open.
#phone = ""
# The command that sends a letter, which it reads from its standard input: "msmtp -t"; empty: none.
#send = ""
"""

_AROUND: Final = """\

[calendar]
# The file that your interviews and deadlines are written to after each change, for your calendar to read,
# such as "~/followup.ics"; empty: none.
#file = ""

[hooks]
# The command that gets each change as JSON on its standard input, such as "~/bin/my-hook"; empty: none.
#after_change = ""

[board]
# Whether the open board rings your terminal's notification when something becomes due: true, or false.
#notify = false

[sync]
# Where followup sync meets your other machines, such as "ssh://you@your-host/~/followup.git", or the
# folder of a disk; empty: the one it was called with.
#remote = ""
# Whether leaving the board syncs: true, or false.
#on_quit = false
# The public keys that what leaves this machine is encrypted for, with age: "age1…" or "ssh-ed25519 …", this
# machine's own among them; none: it is not encrypted.
#recipients = []
# The file with this machine's own key; empty: ~/.ssh/id_ed25519.
#identity = ""
"""

_KEYS: Final = """\

[keys]
# Which keys do what, by the name of the action; ? on the board lists the names.
# Several keys for one action stand between commas: "x,ctrl+x".
#"card.close" = "c"
"""


def settings_template() -> str:
    """Return the file's content: each setting commented out, with its default and what it does."""
    return "".join([_HEAD, _FIRST, *_preset(), *_rules(), _MAIL, _AROUND, _KEYS])


def make_settings_file(path: Path) -> bool:
    """Write a settings file with every setting commented out, unless there is one.

    It is written whole or not at all, and is its owner's only.

    Returns:
        Whether it was written.

    Raises:
        DataError: it could not be made.
    """
    if os.path.lexists(path):
        return False
    try:
        clear_unfinished(path)
        create(path, settings_template().encode())
    except FileExistsError:
        return False
    except OSError as error:
        raise DataError(
            f"{path} could not be made: {error.strerror}",
            "Everything works without it; look at its folder and the permissions",
        ) from error
    return True


def _preset() -> Iterator[str]:
    yield f"\n# Numbers that belong together: {', '.join(PRESETS)}. Those under [rules] go before them.\n"
    for name, preset in PRESETS.items():
        differing = [
            f"{number} = {getattr(preset, number)}"
            for number in NUMBERS
            if getattr(preset, number) != getattr(STANDARD, number)
        ]
        if differing:
            yield _comment(f"{name}: {', '.join(differing)}", "#   ")
    yield f'#preset = "{STANDARD_PRESET}"\n'


def _rules() -> Iterator[str]:
    yield "\n[rules]\n# What the program gives advice by; w on the board says which rule, and why.\n"
    for rule in RULES:
        if not rule.settings:
            continue
        yield "\n"
        yield _comment(f"{rule.id}, {rule.title}. {rule.text(STANDARD)}", "# ")
        for name in rule.settings:
            number = NUMBERS[name]
            yield f"# {capitalized(number.counts)}; {number.least} to {number.most}.\n"
            yield f"#{name} = {getattr(STANDARD, name)}\n"


def _comment(text: str, mark: str) -> str:
    import textwrap  # only a new file needs it

    return f"{textwrap.fill(text, _WIDTH, initial_indent=mark, subsequent_indent=mark)}\n"
