"""Parts of a file overwritten so that a kill or a power cut leaves all of them old or all of them new.

What is to stand there is first noted in a file beside it, the note, and is durable; only then is the file
itself overwritten, and the note emptied. Whoever comes upon a note that is whole reads the file as it says,
and the next to write carries it out before anything else. A note that is not whole was never begun with.
"""

from __future__ import annotations

import errno
import os
import stat
import time
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from followup_tui.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from followup_tui.storage.layout import Write

READS, PAUSE_SECONDS = 20, 0.002
"""How often a file is read again that was written to meanwhile, since a read takes as long as several writes,
and by how much longer each time the writer is let go on before."""


Signature = tuple[int, int, int]
"""What tells one state of a file from another: inode, time of change in nanoseconds, size."""


class Part(NamedTuple):
    """A part of the file: where it begins, what stood there, and what is to stand there, as long."""

    offset: int
    before: bytes
    after: bytes


class HalfWrittenError(OSError):
    """The disk failed in the middle, and again when what was there was put back. The note stays."""


# Neither a link nor a pipe in the lock's place is written to.
_ANEW = os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK

_NOTE = msgspec.json.Decoder(list[Part])


def lock_beside(path: Path) -> Path:
    """Name the file that whoever writes holds. It is empty but while parts of the file are overwritten."""
    return path.with_name(f"{path.name}.lock")


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """Give what a data file or a copy of one holds, and its state at that moment.

    Raises:
        FileNotFoundError: there is none.
        DataError: it cannot be read, or is no file.
    """
    try:
        for tried in range(READS):
            time.sleep(tried * PAUSE_SECONDS)
            if (read := _read_undisturbed(path)) is not None:
                return read
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DataError(f"{path} could not be read: {error.strerror}", "Look at its permissions") from error
    raise DataError(f"{path} was written to all the time while it was read", "Try again")


def overwrite(path: Path, writes: Sequence[Write], known: Signature) -> os.stat_result:
    """Write these bytes into a file, one after the other; durable when this returns. Gives its new state.

    The file is then its owner's only, as one written anew is. The caller holds the lock, and no note is left
    from before.

    Args:
        path: the file.
        writes: what is to stand where.
        known: the state of the file that they were made for.

    Raises:
        HalfWrittenError: the writes are noted, but the disk may have some of them only.
        OSError: they could not be written, or the file is another one; it is as it was.
    """
    lock = lock_beside(path)
    with _opened(path, os.O_RDWR) as descriptor:
        status = os.fstat(descriptor)
        # A copy made by linking has a name of its own, and stays what it was.
        if signature_of(status) != known or status.st_nlink > 1:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        os.fchmod(descriptor, 0o600)
        parts = _parts(descriptor, writes)
        try:
            _note(lock, parts)
        except OSError:
            forget(lock)
            # Whoever read the note before it was taken back looks again.
            touch_after(descriptor, status.st_mtime_ns)
            raise
        try:
            status = _put(descriptor, [(part.offset, part.after) for part in parts])
        except OSError as error:
            try:
                _put(descriptor, [(part.offset, part.before) for part in parts])
                _empty(lock)
            except OSError:
                raise HalfWrittenError(error.errno, error.strerror) from error
            raise
        forget(lock)
        return status


def finish(path: Path) -> None:
    """Carry out what is noted: its writer was killed. The caller holds the file's lock.

    Raises:
        OSError: the disk failed. The note stays.
    """
    lock = lock_beside(path)
    parts = _noted(lock)
    if not parts:
        return
    try:
        with _opened(path, os.O_RDWR) as descriptor:
            if _is_about(parts, [os.pread(descriptor, len(part.after), part.offset) for part in parts]):
                _put(descriptor, [(part.offset, part.after) for part in parts])
    except FileNotFoundError:
        return  # It may come back.
    forget(lock)


def _read_undisturbed(path: Path) -> tuple[bytes, os.stat_result] | None:
    """Read a file and what is noted of it; None where somebody wrote to it meanwhile."""
    # Not blocking: a named pipe in the file's place must not stop the program.
    with _opened(path, os.O_RDONLY | os.O_NONBLOCK) as descriptor:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            kind = "a folder" if stat.S_ISDIR(before.st_mode) else "no file but a device or a pipe"
            raise DataError(f"{path} is {kind}", "Use another file with --data FILE")
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read()
        parts = _noted(lock_beside(path))
        after = os.fstat(descriptor)
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            return None
        if parts and path.stat().st_ino != after.st_ino:
            return None  # The note is about the file that took this one's place.
    stood = [content[part.offset : part.offset + len(part.after)] for part in parts]
    if parts and _is_about(parts, stood):
        whole = bytearray(content)
        for part in parts:
            whole[part.offset : part.offset + len(part.after)] = part.after
        content = bytes(whole)
    return content, after


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _parts(descriptor: int, writes: Sequence[Write]) -> list[Part]:
    """Make parts of writes, none over another."""
    stretches: list[list[int]] = []
    for offset, content in sorted(writes):
        end = offset + len(content)
        if stretches and offset <= stretches[-1][1]:
            stretches[-1][1] = max(end, stretches[-1][1])
        else:
            stretches.append([offset, end])
    parts = []
    for start, end in stretches:
        before = os.pread(descriptor, end - start, start)
        if len(before) != end - start:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        after = bytearray(before)
        for offset, content in writes:
            if start <= offset < end:
                after[offset - start : offset - start + len(content)] = content
        parts.append(Part(start, before, bytes(after)))
    # What goes is taken out last: a copy made in between has a document twice, which is seen, not one less.
    return sorted(parts, key=lambda part: part.after.isspace())


def _is_about(parts: Sequence[Part], stood: Sequence[bytes]) -> bool:
    """Say whether what stands in the file is what a note found there, or some of what it was to become."""
    return all(
        len(now) == len(part.after)
        and all(byte in either for byte, *either in zip(now, part.before, part.after, strict=True))
        for part, now in zip(parts, stood, strict=True)
    )


def _note(lock: Path, parts: Sequence[Part]) -> None:
    """Note what is to be written; durable when this returns."""
    text = msgspec.json.encode(parts)
    with _opened(lock, _ANEW) as descriptor:
        write_all(descriptor, b"%08x%b" % (zlib.crc32(text), text))
        os.fsync(descriptor)


def _noted(lock: Path) -> list[Part]:
    """Give what is noted; nothing where the note is not whole."""
    try:
        with _opened(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK) as descriptor:
            content = os.read(descriptor, os.fstat(descriptor).st_size)
        return _NOTE.decode(content[8:]) if int(content[:8], 16) == zlib.crc32(content[8:]) else []
    except (OSError, ValueError):
        return []


def forget(lock: Path) -> None:
    """Take a note back. One that stays where it was carried out says what the file says."""
    with suppress(OSError):
        _empty(lock)


def _empty(lock: Path) -> None:
    with _opened(lock, _ANEW):
        pass


def _put(descriptor: int, writes: Sequence[tuple[int, bytes]]) -> os.stat_result:
    """Overwrite parts of a file; durable when this returns. Gives its new state, unlike any before."""
    before = os.fstat(descriptor).st_mtime_ns
    for offset, content in writes:
        os.lseek(descriptor, offset, os.SEEK_SET)
        write_all(descriptor, content)
    touch_after(descriptor, before)
    os.fsync(descriptor)
    return os.fstat(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write to the end: a disk may take only some bytes at a time."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def touch_after(descriptor: int, before: int) -> None:
    """Make the time of a file's last change, in nanoseconds, later than this and than any a write has made.

    Two changes can fall into one tick of the file system's clock, and would look like one.
    """
    later = max(os.fstat(descriptor).st_mtime_ns, before) + 1
    os.utime(descriptor, ns=(later, later))


def signature_of(status: os.stat_result) -> Signature:
    """Give what tells one state of a file from another."""
    return (status.st_ino, status.st_mtime_ns, status.st_size)
