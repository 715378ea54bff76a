"""A sync as the command line makes it: the remote, the key, the question, and what it says of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from followup_tui.cli.command import Call
from followup_tui.config import Context
from followup_tui.domain.instant import Instant
from followup_tui.errors import CallError, DataError
from followup_tui.storage.backups import Backups
from followup_tui.storage.left_behind import rename_files
from followup_tui.storage.synced_repository import SyncedRepository
from followup_tui.sync.application_files import Key
from followup_tui.sync.combine import Combined
from followup_tui.sync.encryption import find_cipher, usual_identity
from followup_tui.sync.git import Git
from followup_tui.sync.lock import only_sync
from followup_tui.sync.remote import Remote, read_remote
from followup_tui.sync.session import Report, Session
from followup_tui.sync.store import Store

PLAIN_REASON = (
    "Nothing is encrypted, and on that host other people's names, and what they said, can be read by whoever"
    " runs it or gets in. [sync] recipients in the settings encrypts it: docs/sync.md"
)
"""Why a remote on somebody else's host is asked about."""


def sync(
    call: Call,
    address: str,
    *,
    is_watched: bool,
    may_send_readable: Callable[[Remote], bool],
    confirm: Callable[[Combined], bool],
    begin: Callable[[Remote], None],
) -> Report:
    """Sync the data file of a call.

    Args:
        call: the call.
        address: the remote as it was typed; empty for the one in the settings, or the last one.
        is_watched: whether somebody can answer what ssh asks.
        may_send_readable: asked once for a remote on somebody else's host, where nothing is encrypted.
        confirm: asked before two files that were both in use are joined.
        begin: called before anything goes to the remote, which may be slow.

    Raises:
        FollowupError: it could not be done; nothing is lost.
    """
    paths, settings = call.context.paths, call.context.settings.sync
    folder = paths.sync_folder
    with only_sync(folder / "lock") as lock:
        store = Store(Git(folder / "repository.git", os.environ, is_watched=is_watched, lock=lock))
        store.make()
        last = store.notes.remote
        # The remote in the settings is that of the usual file: a sample beside it is not sent there.
        text = address or (settings.remote if paths.is_usual else "") or last
        if not text:
            raise CallError(
                "No remote is named yet", "followup sync ssh://you@your-host/~/followup.git: docs/sync.md"
            )
        remote = read_remote(text)
        key = _key(call.context)
        if key is None and not remote.is_own and store.notes.readable != remote.address:
            if not may_send_readable(remote):
                raise CallError(f"Nothing was sent to {remote.host}", PLAIN_REASON)
            store.accept(remote)
        _check_folder(store, remote, is_new=remote.address != last)
        repository = SyncedRepository(
            paths.data_file,
            Backups(paths.backups_folder, call.now),
            lambda: "followup doctor says what is wrong",
        )
        session = Session(repository, store, remote, key, folder, lambda: Instant.of(call.now()), confirm)
        begin(remote)
        report = session.run()
        if not report.is_refused:
            store.remember(remote)
    _follow(call, report)
    return report


def _key(context: Context) -> Key | None:
    settings = context.settings.sync
    if not settings.recipients:
        return None
    identity = settings.identity or usual_identity(Path(os.path.expanduser("~")))  # noqa: PTH111 - as ssh does
    return Key(find_cipher(settings.recipients, identity), settings.recipients)


def _check_folder(store: Store, remote: Remote, *, is_new: bool) -> None:
    """Make the repository of a folder that is named for the first time; else it has to be there."""
    folder = remote.folder
    if folder is None or (folder / "HEAD").exists() or (folder / ".git").exists():
        return
    if not is_new:
        raise DataError(f"There is no repository in {folder} now", "Is its disk connected? Nothing is lost")
    if not folder.parent.is_dir() or (folder.exists() and any(folder.iterdir())):
        raise CallError(f"{folder} cannot be made a repository", "Name a new folder in one that is there")
    store.make_remote(remote)


def _follow(call: Call, report: Report) -> None:
    """Have letters in files follow their applications to other ids, and tell the followers."""
    paths, applications = call.context.paths, call.tracker.applications
    for combined in report.combined:
        rename_files((paths.letters_folder, paths.pages_folder), combined.renamed, applications)
    call.tracker.refresh()
    for step in report.steps:
        call.tracker.tell_followers(step)
