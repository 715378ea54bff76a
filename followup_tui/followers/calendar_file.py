"""The calendar file: written after each change, for the user's calendar to read.

Entries that were in it and are in the data no more stay for a while as cancelled: a calendar that imported
them takes them away then. The entries of applications that nothing changed for are taken from it: to ask the
rules about each of a thousand takes longer than a change should. On a new day, whose advice may be another,
each change asks about some more of them, until all are asked; the open board asks about all at once.
"""

from __future__ import annotations

import os
import re
import stat
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from followup_tui import files
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.relations import Relations
from followup_tui.domain.stages import Today
from followup_tui.errors import CallError, FollowupError
from followup_tui.exchange.ics_export import (
    BEGIN,
    END,
    HEAD,
    Written,
    application_key,
    entries,
    kept_from,
)
from followup_tui.exchange.ics_text import day_text, moment_text
from followup_tui.storage.history import Step
from followup_tui.tracker import Tracker

_MOST_BYTES: Final = 20_000_000
"""The largest file that is looked into; a calendar of 10,000 applications takes 1 MB."""

_DATA: Final = "X-FOLLOWUP-DATA:"
"""The line that says which data file the calendar is of."""

_STATE: Final = "X-FOLLOWUP-STATE:"
"""The line that says on which day, with which numbers and for which applications it was written, and how many
of these the rules were asked about that day."""

_STATE_PARTS: Final = re.compile(rf"{_STATE}(?P<day>\d{{8}})-(?P<version>\w{{8}}-\w{{8}})-(?P<asked>\d+)\r\n")

_MOST_ASKED: Final = 40
"""About so many applications the rules are asked in one change, which takes some 4 ms."""

_VERSION: Final = r"SEQUENCE:(?P<sequence>\d+)\r\nDTSTAMP:(?P<stamp>\w+)\r\n"
_TIMES: Final = _VERSION + r"(?P<start>DTSTART[^\r]*?(?P<day>\d{8})[^\r]*)\r\n"
"""The lines behind the UID of an entry."""

_GONE: Final = "STATUS:CANCELLED\r\nSUMMARY:Done or cancelled\r\n"
"""What tells an entry that is in the data no more from an interview that was cancelled."""

_END_OF_LINE: Final = "\r\n"

_ADVICE: Final = "Your change is saved. Look at the folder, or at [calendar] file in the settings"


def calendar_warning(file: Path, tracker: Tracker, step: Step | None = None) -> str:
    """Write the calendar of what a tracker has, as `write_calendar_file`.

    Returns:
        What went wrong, in a sentence; empty where nothing did.
    """
    try:
        write_calendar_file(file, tracker.path, tracker.applications, tracker.today(), step)
    except FollowupError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the change is saved, and must not look as if it were not
        return f"The calendar {file} could not be written ({type(error).__name__}). {_ADVICE}"
    return ""


def write_calendar_file(
    file: Path,
    data_file: Path,
    applications: Mapping[str, Application],
    today: Today,
    step: Step | None = None,
) -> None:
    """Write the calendar, unless it is the same as before.

    Args:
        file: where to; a link stays one.
        data_file: the data file it is of.
        applications: all applications, by id.
        today: the moment, the user's numbers and calendar.
        step: the change after which it is written; without one, the rules are asked about every application.

    Raises:
        CallError: it could not be written, or the file is another one's: then it is left as it is.
    """
    try:
        target = files.follow_links(file)
        before = _read(target)
        mark = f"{_DATA}{zlib.crc32(os.fsencode(os.path.realpath(data_file))):08x}\r\n"
        _check(file, before, mark)
        text = _text(before, mark, applications, today, step)
        if text == before:
            return
        if not target.parent.is_dir():
            raise CallError(f"The calendar was not written: there is no folder {file.parent}", _ADVICE)
        files.clear_unfinished(target)
        with suppress(files.NotSyncedError):
            files.replace(target, text.encode())
    except OSError as error:
        raise CallError(f"The calendar {file} could not be written: {error.strerror}", _ADVICE) from error


def _read(target: Path) -> str:
    """Return what the file holds; empty where it is not there.

    Raises:
        OSError: it cannot be read.
    """
    try:
        status = target.stat()
    except FileNotFoundError:
        return ""
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        return "no calendar"
    return target.read_bytes().decode("utf-8", "replace")


def _check(file: Path, before: str, mark: str) -> None:
    """Check that the file is there to be written over.

    Raises:
        CallError: followup did not write it, or not of this data file.
    """
    if before and not before.startswith(HEAD):
        happened = f"The calendar was not written: {file} is a file that followup did not make"
        raise CallError(happened, "It is left as it is. Name another under [calendar] in the settings")
    if before.startswith(HEAD + _DATA) and not before.startswith(HEAD + mark):
        happened = f"The calendar was not written: {file} is that of another data file"
        raise CallError(happened, "It is left as it is. Take it away to have it of this one")


def _text(
    before: str, mark: str, applications: Mapping[str, Application], today: Today, step: Step | None
) -> str:
    """Return the calendar as it is to be, given what the file holds."""
    texts_by_uid = _entries_by_uid(before)
    checksum = _checksum(applications.values())
    relations: Relations | None = None
    written: Written = _nothing
    keys = {uid.replace("\r\n ", "").partition("+")[0] for uid in texts_by_uid}
    # An interview may lie ahead, or have passed, of one that is closed.
    live = [
        application.id
        for application in applications.values()
        if application.stage is not Stage.CLOSED or application_key(application) in keys
    ]
    asked_count = len(live)
    written_for = _STATE_PARTS.match(before, len(HEAD) + len(mark))
    if step is not None and written_for is not None:
        after = [applications[changed] for changed in step.states if changed in applications]
        checksum_before = checksum ^ _checksum(after) ^ _checksum(filter(None, step.states.values()))
        if written_for["version"] == _version(checksum_before, today):
            # Nothing but this step was made since.
            is_new_day = written_for["day"] != day_text(today.day)
            if is_new_day:
                texts_by_uid = _kept(texts_by_uid, today)
            begin = 0 if is_new_day else max(0, int(written_for["asked"]) - len(step.states))
            asked_count = min(begin + _MOST_ASKED, len(live))
            relations = Relations(_before_step(applications, step))
            asked_ids = {*relations.update(applications, step.states), *live[begin:asked_count]}
            written = _unchanged(texts_by_uid, asked_ids)
    texts = entries(applications, today, relations or Relations(applications), written)
    present = _entries_by_uid("".join(texts))
    for uid, text in present.items():
        if text != (old_text := texts_by_uid.get(uid, text)):
            present[uid] = _renewed(text, old_text, today)
    gone = _cancelled({uid: text for uid, text in texts_by_uid.items() if uid not in present}, today)
    line = f"{_STATE}{day_text(today.day)}-{_version(checksum, today)}-{asked_count}\r\n"
    return "".join((HEAD, mark, line, *present.values(), *gone, END))


def _before_step(applications: Mapping[str, Application], step: Step) -> dict[str, Application]:
    """Return the applications as they were before a step."""
    before = {key: application for key, application in applications.items() if key not in step.states}
    return before | {key: state for key, state in step.states.items() if state is not None}


def _renewed(text: str, old_text: str, today: Today) -> str:
    """Return an entry with a SEQUENCE above that of the old one, or the old one where it says the same.

    The revision of the application alone may not do: days pass, and a restored backup has an older one.
    """
    version, old_version = re.search(_VERSION, text), re.search(_VERSION, old_text)
    if version is None or old_version is None:
        return text
    if text[version.end() :] == old_text[old_version.end() :]:
        return old_text
    if int(version["sequence"]) > int(old_version["sequence"]):
        return text
    sequence = int(old_version["sequence"]) + 1
    stamp = moment_text(today.utc)
    return f"{text[: version.start()]}SEQUENCE:{sequence}\r\nDTSTAMP:{stamp}\r\n{text[version.end() :]}"


def _checksum(applications: Iterable[Application]) -> int:
    """Return a number for the applications in the state they are in, whatever their order."""
    checksum = 0
    for application in applications:
        state = f"{application.id} {application.revision} {application.updated_at.utc.timestamp()}"
        checksum ^= zlib.crc32(state.encode("utf-8", "replace"))
    return checksum


def _version(checksum: int, today: Today) -> str:
    """Return what tells other applications than those with this checksum, and other numbers of the user."""
    settings = zlib.crc32(repr((today.rules, today.zone.key)).encode())
    return f"{settings:08x}-{checksum:08x}"


def _entries_by_uid(calendar: str) -> dict[str, str]:
    """Return the entries of a calendar that followup wrote, by their UIDs as they are written."""
    # With the end of the line before: a text may end in these words, too.
    parts = f"\r\n{calendar.removesuffix(END).removesuffix(_END_OF_LINE)}".split(f"\r\n{BEGIN}")[1:]
    return {
        part[len("UID:") :].partition("\r\nSEQUENCE:")[0]: f"{BEGIN}{part}{_END_OF_LINE}" for part in parts
    }


def _nothing(_: Application) -> None:
    """Say of no application that it is written already."""


def _unchanged(texts_by_uid: Mapping[str, str], changed_ids: Container[str]) -> Written:
    """Return a function for the entries that are there, of applications that nothing changed for."""
    texts_by_key: dict[str, list[str]] = defaultdict(list)
    for uid, text in texts_by_uid.items():
        if _GONE not in text:
            texts_by_key[uid.replace("\r\n ", "").partition("+")[0]].append(text)

    def written(application: Application) -> list[str] | None:
        return None if application.id in changed_ids else texts_by_key.get(application_key(application), [])

    return written


def _kept(texts_by_uid: Mapping[str, str], today: Today) -> dict[str, str]:
    """Return the entries that are not over for too long."""
    first = day_text(kept_from(today))
    times_by_uid = {uid: re.search(_TIMES, text) for uid, text in texts_by_uid.items()}
    return {uid: texts_by_uid[uid] for uid, times in times_by_uid.items() if times and times["day"] >= first}


def _cancelled(texts_by_uid: Mapping[str, str], today: Today) -> Iterator[str]:
    """Yield entries that are in the data no more as cancelled ones."""
    for uid, text in _kept(texts_by_uid, today).items():
        times = re.search(_TIMES, text)
        if times is None:
            continue
        is_new = _GONE not in text
        sequence = int(times["sequence"]) + is_new
        stamp = moment_text(today.utc) if is_new else times["stamp"]
        # Nothing of what it said: the user may have had a reason to take it out.
        yield (
            f"{BEGIN}UID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{stamp}\r\n{times['start']}\r\n"
            f"{_GONE}TRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
        )
