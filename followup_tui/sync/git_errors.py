"""What went wrong with git, in a sentence: what happened, what is untouched, what to do next."""

from __future__ import annotations

import re
from typing import Final

from followup_tui.domain.text import clean_line
from followup_tui.errors import DataError

NOTHING_LOST: Final = "Nothing is lost; the next sync goes on from here"

_UNREACHED: Final = "The remote could not be reached"

NO_ANSWER: Final = f"{_UNREACHED}: no answer came"

_LOCK: Final = re.compile("Unable to create '([^'\n]+[.]lock)': File exists")

_SAYS_LITTLE: Final = re.compile("Could not read from remote|failed to push some refs")

_NEWER_THERE: Final = re.compile(
    r"! \[rejected\]|cannot lock ref|failed to update ref|incorrect old value|reference already exists"
)

_NO_BRANCH: Final = "ouldn't find remote ref"  # older ones of git begin it with a capital

_REASONS: Final = tuple(
    (re.compile(pattern), happened, next_step)
    for pattern, happened, next_step in (
        (
            "REMOTE HOST IDENTIFICATION HAS CHANGED",
            "The remote's host shows another key than before: it was set up anew, or somebody is in between",
            "Nothing was sent. Ask whoever runs it; ssh to it in a shell says what to remove if it is right",
        ),
        (
            "Host key verification failed",
            "ssh does not know the remote's host yet",
            "Nothing was sent. Call ssh to it once in a shell, and compare the key that it shows",
        ),
        (
            r"Permission denied \(|Too many authentication failures",
            "The remote's host does not let this machine in",
            "Nothing was sent. Try ssh to it in a shell; a key with a passphrase needs ssh-agent",
        ),
        (
            "could not read Username|could not read Password|Authentication failed|returned error: 40[13]",
            "The remote asks for a name and a password, and got none that it takes",
            "Nothing was sent. Use its ssh address, with a key",
        ),
        (
            "Could not resolve host",
            f"{_UNREACHED}: there is no host of that name, or no network",
            NOTHING_LOST,
        ),
        (
            "Connection refused|Couldn't connect to server",
            f"{_UNREACHED}: nobody answers at that address and port",
            NOTHING_LOST,
        ),
        (
            "timed out|[Tt]imeout|No route to host|Network is unreachable|Operation too slow",
            NO_ANSWER,
            NOTHING_LOST,
        ),
        (
            "No space left on device|[Qq]uota exceeded",
            "The remote's disk is full",
            f"What is there stays as it was. {NOTHING_LOST}, once there is room",
        ),
        (
            "unable to create temporary object directory|insufficient permission|Read-only file system",
            "Nothing can be written to the remote",
            "Nothing is lost. Look at the permissions of its folder",
        ),
        (
            "refusing to update checked out branch|currently checked out",
            "The remote is a folder that somebody works in, not a bare repository",
            "Nothing was sent. Make one of its own: git init --bare NAME.git",
        ),
        (
            "hash algorithm|object format",
            "The remote is a repository of another kind (sha256)",
            "Nothing was sent. Make one with git init --bare --object-format=sha1 NAME.git",
        ),
        (
            "dubious ownership",
            "The remote belongs to somebody else",
            "Nothing was sent. Take one of your own",
        ),
        (
            "git-(upload|receive)-pack: (command )?not found",
            "git is not installed on the remote's host",
            "Nothing was sent. Install it there",
        ),
        (
            "(does not appear to be|not) a git repository|[Rr]epository (not|'.*' not) found",
            "There is no repository at that address",
            "Nothing was sent. Look at the address, or make it there first: git init --bare NAME.git",
        ),
        (
            "is empty|is corrupt|not our ref|(bad|missing|nonexistent) (object|blob|tree)|not send all",
            "The repository at the remote is damaged",
            "Your data is whole. Make a new one, and followup sync NEW on each machine",
        ),
        (
            "hung up unexpectedly|early EOF|Broken pipe|Connection (closed|reset)|disconnect",
            "The connection to the remote broke off",
            NOTHING_LOST,
        ),
    )
)
"""What git and ssh say where the remote is the reason, and what that means; the first that fits counts."""


class GitError(DataError):
    """Git could not do what was asked of it.

    Attributes:
        code: what it exited with; 0 where it could not be run, below where it was killed.
    """

    code = 0


class NoBranchError(GitError):
    """The remote can be reached, and nothing was sent there yet."""


class RejectedError(GitError):
    """Something newer is on the remote than what was to be pushed, or it is locked.

    Attributes:
        lock: the path of the lock, on the remote's host; empty where there is none.
    """

    def __init__(self, happened: str, next_step: str = "", *, lock: str = "") -> None:
        super().__init__(happened, next_step)
        self.lock = lock


def local_error(command: str, output: str) -> GitError:
    """Return what went wrong on this machine."""
    if "No space left on device" in output:
        return GitError("The disk is full", "Nothing is lost. Make room, then sync again")
    return GitError(f"git {command} failed: {_reason(output)}", NOTHING_LOST)


def remote_error(output: str) -> GitError:
    """Return what went wrong with the remote."""
    if _NO_BRANCH in output:
        return NoBranchError("Nothing is on the remote yet", NOTHING_LOST)
    if lock := _LOCK.search(output):
        path = clean_line(lock[1][:300], "The path", 400)
        return RejectedError(
            f"The remote is locked, by another sync or by one that was killed ({path})",
            "Nothing is lost. Where no other sync goes on, remove that file there",
            lock=lock[1],
        )
    if _NEWER_THERE.search(output):
        return RejectedError(
            "Other machines sync all the time: none of the tries came through",
            "Nothing is lost. Try again later",
        )
    for pattern, happened, next_step in _REASONS:
        if pattern.search(output):
            return GitError(happened, next_step)
    if "remote rejected" in output:
        return GitError(
            f"The remote does not take what is sent: {_reason(output)}",
            "What is there stays as it was; nothing is lost. Allow pushing to main there, or take another",
        )
    return GitError(f"{_UNREACHED}: {_reason(output)}", NOTHING_LOST)


def _reason(output: str) -> str:
    """Return the line that says most: of the remote's own words, of ssh's, or of git's."""
    lines = [line.strip() for line in output.splitlines()]
    there = [line.removeprefix("remote: ").strip() for line in lines if line.startswith("remote: ")]
    errors = [
        line for line in lines if line.startswith(("fatal: ", "error: ")) and not _SAYS_LITTLE.search(line)
    ]
    ssh = [line for line in lines if line.startswith("ssh: ")]
    line = next((line for line in (*there, *ssh, *errors, *lines) if line), "it did not say why")
    line = line.removeprefix("error: ").removeprefix("fatal: ")
    return clean_line(line[:300], "What git said", 400).rstrip(".")
