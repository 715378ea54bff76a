"""The ids and companies in a data file, and nothing else of it: for somebody who waits between two keys."""

from __future__ import annotations

from pathlib import Path

import msgspec

from followup_tui.errors import DataError
from followup_tui.storage.file_state import read_file


class _Name(msgspec.Struct):
    id: str
    company: str


class _File(msgspec.Struct):
    applications: dict[str, _Name] = {}  # msgspec copies it


_FILE = msgspec.json.Decoder(_File)


def read_application_names(path: Path) -> dict[str, str]:
    """Return the company of each application by its id, as they stand in a data file of any schema.

    Nothing is cleaned: what somebody wrote into the file is in there. Where there is no file it is empty.

    Raises:
        DataError: the file cannot be read.
    """
    try:
        content, _ = read_file(path)
        names = _FILE.decode(content).applications.values()
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is damaged", "followup doctor says what is wrong") from error
    return {name.id: name.company for name in names}
