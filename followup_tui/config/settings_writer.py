"""Writing one setting into the user's file, and leaving everything else in it as it is."""

from __future__ import annotations

import json
import os
import re
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
"""The setting, also as the file that the program made has it: commented out."""


def write_sender(file: Path, sender: str) -> None:
    """Write the user's own name and address, `Ada King <ada@example.org>`, as `from` under `[mail]`.

    What the user wrote, comments too, stays; so does a link to the file.

    Raises:
        DataError: it could not be written, or not without touching something else; it says what to write.
    """
    line = f"from = {json.dumps(sender, ensure_ascii=False)}"
    advice = f"Write {line} under [mail] in {short_path(file)} to keep it"
    untouched = "Your settings"
    try:
        is_there = os.path.lexists(file)
        before = read_regular(file).decode() if is_there else settings_template()
        after = _with_sender(before, line)
        expected = _document(before)
        expected["mail"] = {**expected.get("mail", {}), "from": sender}
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
