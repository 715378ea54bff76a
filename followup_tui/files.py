"""The one way to write a private file: whole or not at all, durable, for its owner only; and to read one.

A file is written under a temporary name beside its place, flushed to the disk, and then given its name in one
step. Whoever reads the name, or copies it, finds the old content or the new one and never a part of either.
A folder that is missing is made, for its owner only as well.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 250_000
"""The largest file that somebody writes by hand; the settings with every line filled in take 10,000."""

UNFINISHED_SECONDS = 60.0
"""After so long without a write, a temporary file is taken for that of a killed process."""

_UNFINISHED = ".new"
_RANDOM = "[0-9a-f]{16}"
_LONGEST_NAME = 230
_MOST_LINKS = 40
_PARTS_AT_ONCE = 256
_OPEN_TO_OTHERS = 0o077
_UNSUPPORTED = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
"""What file systems without permissions answer to `chmod`."""


class NotSyncedError(OSError):
    """The file is in its place, but the disk did not confirm that it stays there after a power cut.

    Attributes:
        status: the file's status.
    """

    def __init__(self, number: int | None, reason: str | None, status: os.stat_result) -> None:
        super().__init__(number, reason)
        self.status = status


def replace(path: Path, content: bytes | Iterator[bytes]) -> os.stat_result:
    """Write a file in the place of whatever file has its name, durable when this returns.

    A link in its place is replaced, not followed: `follow_links` says what it points to. A large content may
    come in parts, which are never all in memory at once.

    Returns:
        The status of the file; `is_private` tells whether the file system took its permissions.

    Raises:
        NotSyncedError: it is written, but might not outlive a power cut.
        OSError: it could not be written. What was there before still is, and nothing else is left.
    """
    return _place(path, content, os.replace)


def create(path: Path, content: bytes | Iterator[bytes]) -> os.stat_result:
    """Write a new file; nothing that has its name already is replaced.

    Returns:
        The status of the file, as `replace` does.

    Raises:
        FileExistsError: the name is taken, be it by a link to nothing.
        NotSyncedError: it is written, but might not outlive a power cut.
        OSError: it could not be written; nothing is left.
    """
    return _place(path, content, _link)


def read_regular(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Read a file of a size that somebody could have written. A link may point to it.

    Raises:
        OSError: it cannot be read, is larger, or is not a regular file: a pipe or a device, which may never
            end.
    """
    # Looked at before it is opened, too: opening some devices does something.
    _require_regular(path.stat())
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as stream:
        _require_regular(os.fstat(stream.fileno()))
        content = stream.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes // 1000} KB")
    return content


def listed(folder: Path) -> list[Path]:
    """Return what lies in a folder, by name; nothing where there is no such folder.

    Raises:
        OSError: it cannot be looked into, which `Path.glob` would keep to itself.
    """
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def is_private(status: os.stat_result) -> bool:
    """Tell whether nobody but its owner may read or write a file or folder."""
    return not status.st_mode & _OPEN_TO_OTHERS


def unfinished(path: Path) -> list[Path]:
    """Return the temporary files of this file: of a write that is going on, or that was killed."""
    name = re.compile(re.escape(_prefix(path)) + _RANDOM + re.escape(_UNFINISHED))
    try:
        return sorted(file for file in path.parent.iterdir() if name.fullmatch(file.name))
    except OSError:  # It may not be listed; that is no reason not to write in it.
        return []


def clear_unfinished(path: Path, older_than: float = UNFINISHED_SECONDS) -> None:
    """Remove what killed processes left of this file, once it was not written to for so many seconds.

    What was written in the future, by a clock that was wrong, is as old.
    """
    _remove_older(unfinished(path), older_than)


def clear_unfinished_in(folder: Path) -> None:
    """Remove what killed processes left of any file in a folder; what is younger may still be written to."""
    _remove_older(folder.glob(f".*{_UNFINISHED}"), UNFINISHED_SECONDS)


def follow_links(path: Path) -> Path:
    """Return the place that a path leads to, through the user's own links and never through planted ones.

    A link in a folder that others may write in is followed where it is the user's or root's, as Linux itself
    does in `/tmp`: anybody else could have it point to a file of the user's.

    Raises:
        PermissionError: a link on the way belongs to somebody else.
        OSError: there are too many links, or a folder cannot be looked into.
    """
    here, links = Path(path.absolute().anchor), 0
    parts = list(reversed(path.absolute().parts[1:]))
    while parts:
        part = parts.pop()
        if part == os.pardir:
            here = here.parent
            continue
        folder, here = here, here / part
        try:
            status = here.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not stat.S_ISLNK(status.st_mode):
            continue
        if status.st_uid not in (os.geteuid(), 0):
            around = folder.stat()
            if around.st_mode & 0o022 or around.st_uid != status.st_uid:
                raise PermissionError(errno.EPERM, f"{here} is a link that somebody else made")
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        target = here.readlink()
        here = Path(target.anchor) if target.is_absolute() else folder
        parts += reversed(target.parts[1:] if target.is_absolute() else target.parts)
    return here


def make_private_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, each open to its owner only, whatever the umask.

    A folder that is there already stays as its owner has it.

    Raises:
        OSError: it could not be made.
    """
    if not folder.is_dir():
        if folder.parent != folder:
            make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        if stat.S_IMODE(folder.stat().st_mode) != 0o700:
            with _refusal_ignored():
                folder.chmod(0o700)
        sync_folder(folder.parent)


def make_private(descriptor: int) -> os.stat_result:
    """Give an open file to its owner only, whatever the umask was. Return its status.

    Where the file system refuses that, or keeps no permissions, the file stays as open as it is: losing what
    is to be written would be worse. The status tells.

    Raises:
        OSError: the disk failed.
    """
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != 0o600:
        with _refusal_ignored():
            os.fchmod(descriptor, 0o600)
    return os.fstat(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder durable: without it a power cut can bring the old file back.

    Raises:
        OSError: the disk failed. A file system that cannot do this for a folder is not asked twice.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(descriptor)


def _remove_older(paths: Iterable[Path], seconds: float) -> None:
    with suppress(OSError):  # no folder can be called that
        for path in paths:
            with suppress(OSError):
                if abs(time.time() - path.lstat().st_mtime) >= seconds:
                    path.unlink()


def _require_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")


def _place(path: Path, content: bytes | Iterator[bytes], put: Callable[[Path, Path], None]) -> os.stat_result:
    try:
        make_private_folder(path.parent)
    except FileExistsError as error:  # `create` raises it for its own name alone
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
    temporary = path.with_name(f"{_prefix(path)}{os.urandom(8).hex()}{_UNFINISHED}")
    try:
        status = _write(temporary, content)
        put(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise NotSyncedError(error.errno, error.strerror, status) from error
    return status


def _write(new: Path, content: bytes | Iterator[bytes]) -> os.stat_result:
    # O_EXCL: what has the name already, were it a link, is not written to.
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        make_private(descriptor)
        parts = iter((content,)) if isinstance(content, bytes) else content
        while joined := b"".join(islice(parts, _PARTS_AT_ONCE)):
            view = memoryview(joined)
            while view:  # a disk may take only some bytes at a time
                view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _link(temporary: Path, path: Path) -> None:
    """Give a file its name, unless the name is taken: a rename would replace what has it."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        temporary.rename(path)  # a file system without hard links, as on memory cards
    else:
        with suppress(OSError):
            temporary.unlink()


def _prefix(path: Path) -> str:
    """Return what the names of a file's temporary files begin with; names end at 255 bytes."""
    return os.fsdecode(b".%b." % os.fsencode(path.name)[:_LONGEST_NAME])


@contextmanager
def _refusal_ignored() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
