"""The settings file a user begins with: everything there is, explained, and nothing of it in force."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from followup_tui.config.reader import LETTERS, STANDARD_PRESET, THEMES
from followup_tui.domain.advice.next_move import RULES
from followup_tui.domain.advice.rules import NUMBERS, PRESETS, STANDARD
from followup_tui.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WIDTH: Final = 78

_UNFINISHED: Final = ".new"

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

# The colours: {", ".join(THEMES)}. auto follows the terminal, ansi takes its own sixteen.
#theme = "{THEMES[0]}"

# What letters are written in: en, de, or a folder of your own beside this file: letters/de-informal
# with thank-you.txt in it; T on a letter makes one.
#language = "{LETTERS}"
"""

_MAIL: Final = """\

[mail]
# Your name and address as letters carry them, such as "Ada King <ada@example.org>"; empty: left open.
#from = ""
# The command that sends a letter, which it reads from its standard input: "msmtp -t"; empty: none.
#send = ""
"""

_KEYS: Final = """\

[keys]
# Which keys do what, by the name of the action; ? on the board lists the names.
# Several keys for one action stand between commas: "x,ctrl+x".
#"card.close" = "c"
"""


def settings_text() -> str:
    """Give the whole file: each setting commented out, with its default and what it does."""
    return "".join([_HEAD, _FIRST, *_preset(), *_rules(), _MAIL, _KEYS])


def make_settings_file(path: Path) -> bool:
    """Make a settings file with every setting commented out, where there is none.

    It is whole or not there at all, its owner's only, and never written over another.

    Args:
        path: where the settings are looked for.

    Returns:
        Whether it was made; not where there is one already.

    Raises:
        DataError: it could not be made.
    """
    if os.path.lexists(path):
        return False
    try:
        _make_private(path.parent)
        return _place(path, settings_text())
    except OSError as error:
        raise DataError(
            f"{path} could not be made: {error.strerror}",
            "Everything works without it; look at its folder and the permissions",
        ) from error


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
            yield f"# {number.counts[0].upper()}{number.counts[1:]}; {number.least} to {number.most}.\n"
            yield f"#{name} = {getattr(STANDARD, name)}\n"


def _comment(text: str, mark: str) -> str:
    import textwrap  # only a new file needs it

    return f"{textwrap.fill(text, _WIDTH, initial_indent=mark, subsequent_indent=mark)}\n"


def _make_private(folder: Path) -> None:
    """Make a folder and what is missing above it, each open to its owner only, whatever the umask."""
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)


def _place(path: Path, text: str) -> bool:
    import tempfile  # only a new file needs it
    from contextlib import suppress
    from pathlib import Path

    prefix = f".{path.name[:100]}."
    for left in path.parent.iterdir():
        # What a process that was killed just here left. Should one be at it now, it does without a file.
        if left.name.startswith(prefix) and left.name.endswith(_UNFINISHED):
            left.unlink(missing_ok=True)
    descriptor, unfinished = tempfile.mkstemp(prefix=prefix, suffix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            os.fchmod(stream.fileno(), 0o600)  # the umask may have taken even that away
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            # A link is refused where a name is taken, and a rename would take its place.
            path.hardlink_to(unfinished)
        except FileExistsError:
            return False
        except OSError:
            if os.path.lexists(path):
                return False
            # A file system without hard links, as on memory cards.
            Path(unfinished).rename(path)
    finally:
        with suppress(FileNotFoundError):
            Path(unfinished).unlink()
    return True
