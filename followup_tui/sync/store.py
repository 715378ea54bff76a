"""The repository on this machine: commits of files, read and written many at once."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from followup_tui import files
from followup_tui.errors import DataError
from followup_tui.sync.git import Git
from followup_tui.sync.git_errors import GitError, NoBranchError
from followup_tui.sync.notes import read_notes, write_notes
from followup_tui.sync.remote import Remote

_OURS: Final = "refs/heads/main"
_THEIRS: Final = "refs/followup/theirs"
_BRANCH: Final = "refs/heads/main"
_IDENTITY: Final = "followup <followup@localhost>"
_FROM: Final = "goes on from "
_GOES_ON_FROM: Final = re.compile(f"^{_FROM}([0-9a-f]{{40}})$", re.MULTILINE)
_MOST_BYTES: Final = 20_000_000
"""The largest file that is read from the remote; an application of years takes some 100 KB."""

Tree = Mapping[str, str]
"""The files of a commit: their blobs by their paths."""


class Store:
    """The repository, with what is noted beside it.

    Args:
        git: runs git on it.

    Attributes:
        notes: what is noted.
    """

    def __init__(self, git: Git) -> None:
        self._git = git
        self._notes_file = git.folder.with_name("notes.json")
        self.notes = read_notes(self._notes_file)

    def fetch(self, remote: Remote) -> str:
        """Fetch what is on the remote. Return its newest commit; empty where there is none yet.

        Raises:
            GitError: it cannot be reached.
        """
        # To ask first what is there, as ls-remote does, would take another connection.
        with suppress(NoBranchError):
            self._git.run(
                *(
                    "fetch",
                    "--quiet",
                    "--no-tags",
                    "--no-write-fetch-head",
                    "--no-auto-gc",
                    "--no-recurse-submodules",
                ),
                *("--", remote.address, f"+{_BRANCH}:{_THEIRS}"),
                is_remote=True,
            )
            return self._commit(_THEIRS)
        return ""

    def push(self, remote: Remote, commit: str) -> None:
        """Push a commit. What is newer on the remote is never written over.

        Raises:
            RejectedError: something newer is there.
            GitError: it cannot be reached.
        """
        self._git.run(
            *("push", "--quiet", "--no-verify", "--", remote.address, f"{commit}:{_BRANCH}"), is_remote=True
        )
        self._git.run("update-ref", _THEIRS, commit)

    def has(self, commit: str) -> bool:
        """Tell whether a commit is here."""
        if not re.fullmatch("[0-9a-f]{40}", commit):
            return False
        # One that is damaged is an error, and not missing: the repository is made anew then, and has it.
        output = self._git.run("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", codes=(0, 1))
        return bool(output.strip())

    def merge_base(self, one: str, other: str) -> str:
        """Return the newest commit that both came from; empty where there is none.

        What was begun anew says which commit it goes on from, and so which one both came from.
        """
        bases = self._git.run("merge-base", one, other, codes=(0, 1)).decode().split()
        if bases:
            return bases[0]
        roots = self._git.run("log", "--format=%B", "--max-parents=0", other).decode()
        goes_on_from = next((commit for commit in _GOES_ON_FROM.findall(roots) if self.has(commit)), "")
        return self.merge_base(one, goes_on_from) if goes_on_from else ""

    def tree(self, commit: str) -> dict[str, str]:
        """Return the files of a commit."""
        listed = self._git.run("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "replace")
        files = {}
        for line in listed.split("\0"):
            about, _, path = line.partition("\t")
            words = about.split(" ")
            if len(words) == 3 and words[1] == "blob" and words[0] == "100644":
                files[path] = words[2]
        return files

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of files, by their blobs.

        Raises:
            DataError: one is not there, or too large.
        """
        wanted = list(dict.fromkeys(blobs))
        if not wanted:
            return {}
        output = self._git.run(
            "cat-file", "--batch", content="".join(f"{blob}\n" for blob in wanted).encode()
        )
        contents: dict[str, bytes] = {}
        place = 0
        for blob in wanted:
            end = output.index(b"\n", place)
            words = output[place:end].split()
            if len(words) != 3 or int(words[2]) > _MOST_BYTES:
                raise DataError("A file is missing on the remote, or is too large", "Sync with a new one")
            size = int(words[2])
            contents[blob] = output[end + 1 : end + 1 + size]
            place = end + size + 2
        return contents

    def write(
        self,
        parent: str,
        put: Mapping[str, bytes],
        removed: Iterable[str],
        when: int,
        *,
        goes_on_from: str = "",
    ) -> str:
        """Write a commit, whose files are those of its parent but for some. Return it.

        Args:
            parent: the commit it follows; empty for the first.
            put: the files that are others, by their paths.
            removed: the paths of those that are gone.
            when: the moment, in seconds since 1970.
            goes_on_from: the commit whose content is in it, though it does not follow it.
        """
        message = (f"followup\n\n{_FROM}{goes_on_from}" if goes_on_from else "followup").encode()
        parts = [
            f"commit {_OURS}\ncommitter {_IDENTITY} {when} +0000\ndata {len(message)}\n".encode(),
            message,
            b"\n",
            f"from {parent}\n".encode() if parent else b"",
        ]
        parts += [f"D {path}\n".encode() for path in sorted(removed)]
        for path in sorted(put):
            parts += [f"M 100644 inline {path}\ndata {len(put[path])}\n".encode(), put[path], b"\n"]
        if not parent:
            # The branch of an earlier remote is no parent of this one.
            self._git.run("update-ref", "-d", _OURS)
            self._note(begins_with="")
        self._git.run("fast-import", "--quiet", "--force", "--date-format=raw", content=b"".join(parts))
        return self._commit(_OURS)

    def keep(self, commit: str) -> None:
        """Keep a commit, and what it came from, from being cleared away."""
        self._git.run("update-ref", _OURS, commit)

    def tidy(self) -> None:
        """Pack the repository, where there is much loose in it."""
        self._git.run("gc", "--auto", "--quiet")

    def cut_off(self, commit: str) -> None:
        """Clear away all that was before a commit: what was removed since can be read here no longer.

        A fetch brings none of it back, since the repository says that it begins with this commit.
        """
        self._git.run("update-ref", _OURS, commit)
        self._git.run("update-ref", _THEIRS, commit)
        self._note(begins_with=commit)
        self._begin()
        self._git.run("gc", "--prune=now", "--quiet")

    @property
    def is_cut_off(self) -> bool:
        """Whether what was before some commit was cleared away: then no new remote can be given it."""
        return bool(self.notes.begins_with)

    def is_whole(self) -> bool:
        """Tell whether all that git needs of the repository is there, and can be read."""
        try:
            self._git.run("fsck", "--no-dangling", "--no-progress")
        except GitError as error:
            return error.code <= 0  # it did not get as far as looking
        return True

    def make(self) -> None:
        """Make the repository, where it is not there yet.

        Raises:
            GitError: it could not be made.
        """
        self._git.make()
        self._begin()

    def make_anew(self) -> None:
        """Make another repository in the place of one that is damaged; a fetch fills it.

        Raises:
            GitError: it could not be made.
        """
        try:
            shutil.rmtree(self._git.folder)
        except OSError as error:
            raise _not_written(self._git.folder, error) from error
        self.make()

    def remember(self, remote: Remote) -> None:
        """Take a remote for the one to sync with from now on."""
        if self.notes.remote != remote.address:
            self._note(remote=remote.address)

    def accept(self, remote: Remote) -> None:
        """Note that everything may be sent readable to this remote."""
        self._note(readable=remote.address)

    def _note(self, **values: str) -> None:
        self.notes = replace(self.notes, **values)
        try:
            write_notes(self._notes_file, self.notes)
        except OSError as error:
            raise _not_written(self._notes_file, error) from error

    def _begin(self) -> None:
        """Have git know which commit the repository begins with, where what was before was cleared away."""
        shallow = self._git.folder / "shallow"
        if self.notes.begins_with and not shallow.exists():
            try:
                files.replace(shallow, f"{self.notes.begins_with}\n".encode())
            except OSError as error:
                raise _not_written(shallow, error) from error

    def make_remote(self, remote: Remote) -> None:
        """Make a repository in a folder, where there is nothing yet."""
        if remote.folder is not None:
            self._git.init(remote.folder)

    def _commit(self, name: str) -> str:
        return self._git.run("rev-parse", "--verify", f"{name}^{{commit}}").decode().strip()


def _not_written(path: Path, error: OSError) -> GitError:
    return GitError(f"{error.filename or path} could not be written: {error.strerror}", "Look at its folder")


def blob_of(content: bytes) -> str:
    """Return what git calls a file with this content."""
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()
