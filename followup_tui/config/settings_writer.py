"""Writing one setting into the user's file, and leaving everything else in it as it is."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from followup_tui import files
from followup_tui.config.paths import short_path
from followup_tui.config.settings_template import settings_template
from followup_tui.errors import DataError
from followup_tui.files import read_regular

_MAIL = re.compile(r"^[ \t]*\[[ \t]*mail[ \t]*\][ \t]*(?:#[^\r\n]*)?(?=\r?$)", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*from[ \t]*=[^\r\n]*|^#from = \"\"(?=\r?$)", re.MULTILINE)
"""The sender, set or, as in the file that the program made, commented out."""
_THEME = re.compile(
    r"""^[ \t]*theme[ \t]*=[ \t]*("[^"\r\n]*"|'[^'\r\n]*')|^#theme = "[^"\r\n]*"(?=\r?$)""", re.MULTILINE
)
"""The theme, set or commented out; what the user wrote behind its value stays."""


def write_sender(file: Path, sender: str) -> None:
    """Write the user's own name and address, `Ada King <ada@example.org>`, as `from` under `[mail]`.

    What the user wrote, comments too, stays; so does a link to the file.

    Raises:
        DataError: it could not be written, or not without touching something else; it says what to write.
    """
    line = f"from = {json.dumps(sender, ensure_ascii=False)}"
    expected = {"mail": {"from": sender}}
    _write(file, lambda text: _with_sender(text, line), expected, f"{line} under [mail]")


def write_theme(file: Path, theme: str) -> None:
    """Write the theme that the user chose; what else they wrote stays, and so does a link to the file.

    Raises:
        DataError: as `write_sender`.
    """
    line = f'theme = "{theme}"'
    _write(file, lambda text: _with_theme(text, line), {"theme": theme}, line)


def _write(file: Path, change: Callable[[str], str], values: Mapping[str, Any], to_write: str) -> None:
    """Change the settings, where nothing else in them changes with it.

    Args:
        file: the settings.
        change: returns the changed text.
        values: the values that are other ones then, or sections with such values.
        to_write: what the user is told to write where it cannot be done.
    """
    advice = f"Write {to_write} in {short_path(file)} to keep it"
    untouched = "Your settings"
    try:
        is_there = os.path.lexists(file)
        before = read_regular(file).decode() if is_there else settings_template()
        after = change(before)
        expected = _document(before)
        for name, value in values.items():
            expected[name] = {**expected.get(name, {}), **value} if isinstance(value, dict) else value
        if _document(after) == expected:
            with suppress(files.NotSyncedError):
                files.replace(files.follow_links(file), after.encode())
            return
        reason: Exception | None = None
    except OSError as error:
        happened = f"{short_path(file)} could not be changed: {error.strerror}. {advice}"
        raise DataError(happened, untouched) from error
    except (ValueError, RecursionError, TypeError) as error:  # no TOML, or no table
        reason = error
    raise DataError(f"Your settings are left as you wrote them. {advice}", untouched) from reason


def _with_theme(text: str, line: str) -> str:
    """Return the settings with this line before the first table, in the place of the one that is there."""
    first_table = _NEXT_TABLE.search(text)
    end_of_values = first_table.start() if first_table else len(text)
    if (set_before := _THEME.search(text, 0, end_of_values)) is not None:
        return text[: set_before.start()] + line + text[set_before.end() :]
    end = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    # At the top, where nothing before it can make it part of something else.
    return f"{mark}{line}{end}{text.removeprefix(mark)}"


def _with_sender(text: str, line: str) -> str:
    """Return the settings with this line under `[mail]`, in the place of the one that is there."""
    end = "\r\n" if "\r\n" in text else "\n"
    table = _MAIL.search(text)
    if table is None:
        before = f"{text.rstrip()}{end}{end}" if text.strip() else text
        return f"{before}[mail]{end}{line}{end}"
    next_table = _NEXT_TABLE.search(text, table.end())
    set_before = _FROM.search(text, table.end(), next_table.start() if next_table else len(text))
    if set_before is not None:
        return text[: set_before.start()] + line + text[set_before.end() :]
    return f"{text[: table.end()]}{end}{line}{text[table.end() :]}"


def _document(text: str) -> dict[str, Any]:
    import tomllib  # few write their settings here

    return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
