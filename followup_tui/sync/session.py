"""One sync: fetch, merge into the data file, commit, push, and again where somebody else was faster."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from followup_tui import files
from followup_tui.domain.application import Application
from followup_tui.domain.instant import Instant
from followup_tui.errors import CallError, DataError
from followup_tui.storage.forgetting import FORGOTTEN_MARK
from followup_tui.storage.history import States, Step
from followup_tui.storage.synced_repository import Merged, SyncedRepository
from followup_tui.storage.tombstones import Tombstone
from followup_tui.sync.combine import Combined, Incoming, combine
from followup_tui.sync.documents import (
    MARKER,
    Entry,
    decode_entry,
    encode_entry,
    encode_marker,
    entries_by_name,
    read_schema,
)
from followup_tui.sync.encryption import HEADER, Cipher
from followup_tui.sync.git import GitError, RejectedError
from followup_tui.sync.remote import Remote
from followup_tui.sync.store import Store, blob_of

_MOST_ATTEMPTS: Final = 8
"""How often somebody else may be faster with their push."""

_PLAIN, _ENCRYPTED = ".json", ".age"

Confirm = Callable[[Combined], bool]
"""Shown what a first sync of two files would do, returns whether to do it."""


class Key(NamedTuple):
    """How what leaves is encrypted.

    Attributes:
        cipher: encrypts and decrypts.
        recipients: for whom; when they are others, all is encrypted anew.
    """

    cipher: Cipher
    recipients: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What a sync did.

    Attributes:
        sent: how many applications the remote has now that it had otherwise before.
        steps: the steps it made in the history here.
        combined: what came, for each time that something did.
        backup: the copy that was made before a first sync; None where none was.
        is_refused: whether the user said no to what a first sync would do: nothing was done.
        notes: what else the user should know, a sentence each.
    """

    sent: int = 0
    steps: list[Step] = field(default_factory=list)
    combined: list[Combined] = field(default_factory=list)
    backup: Path | None = None
    is_refused: bool = False
    notes: list[str] = field(default_factory=list)


class Session:
    """A sync of one data file with one remote.

    Args:
        repository: the data file.
        store: the repository on this machine.
        remote: where the machines meet.
        key: how what leaves is encrypted; None where it is not.
        known_file: where is noted which file of the remote holds what this machine has, for encrypted ones.
        now: returns the present moment.
        confirm: asked before two files that were both in use are joined.
    """

    def __init__(
        self,
        repository: SyncedRepository,
        store: Store,
        remote: Remote,
        key: Key | None,
        known_file: Path,
        now: Callable[[], Instant],
        confirm: Confirm,
    ) -> None:
        self._repository, self._store, self._remote = repository, store, remote
        self._key, self._known_file = key, known_file
        self._now, self._confirm = now, confirm
        self._is_confirmed = False
        self.report = Report()

    def run(self) -> Report:
        """Sync.

        Raises:
            FollowupError: it could not be done to its end; nothing is lost, the next sync goes on from there.
        """
        self._repository.refresh()
        self._give_uids()
        for _ in range(_MOST_ATTEMPTS):
            theirs = self._store.fetch(self._remote)
            if theirs and not self._take(theirs):
                self.report.is_refused = True
                return self.report
            ours = self._write(is_first=not theirs)
            if not ours or ours == theirs:
                break
            try:
                self._store.push(self._remote, ours)
                break
            except RejectedError:
                continue
        else:
            raise DataError(
                "Other machines sync all the time: none of the tries came through", "Try again later"
            )
        with suppress(GitError):
            self._store.tidy()
        self._clear_forgotten(ours)
        return self.report

    def _clear_forgotten(self, ours: str) -> None:
        """Clear away the commits that hold what was forgotten here, once its removal was sent."""
        mark = self._known_file.with_name(FORGOTTEN_MARK)
        if not mark.exists() or not ours:
            return
        self._store.cut_off(ours)
        mark.unlink(missing_ok=True)
        self.report.notes.append(
            "What was forgotten is in no commit here any more. The remote still has it in older ones, and"
            " your other machines in their history: followup forget there, docs/your-data.md for the remote"
        )

    def _give_uids(self) -> None:
        """Identify what somebody wrote into the file by hand."""
        lacking = [each for each in self._repository.applications.values() if not each.uid]
        if lacking:
            states: States = {each.id: replace(each, uid=_made_uid(each)) for each in lacking}
            self._repository.commit(self._now(), lambda _: ("Identified for the sync", states))

    def _take(self, theirs: str) -> bool:
        """Bring what is on the remote into the data file. Return whether that may be done."""
        synced = self._synced()
        base = self._store.merge_base(synced, theirs) if synced else ""
        if base == theirs:
            return True
        tree, before = self._store.tree(theirs), self._store.tree(base) if base else {}
        schema = self._check(tree)
        incoming = self._incoming(tree, before, schema, self._check(before) if before else schema)
        if not base and self._repository.applications and not self._is_confirmed:
            here = self._repository
            preview = combine(here.applications, here.tombstones, incoming, self._now())
            if preview.states and not self._confirm(preview):
                return False
            self._is_confirmed = True
            self.report.backup = self._repository.back_up()
        self._merge(theirs, incoming)
        return True

    def _synced(self) -> str:
        """Return the commit that is in the data file, where this machine still has it."""
        synced = self._repository.synced
        return synced if synced and self._store.has(synced) else ""

    def _check(self, tree: Mapping[str, str]) -> int:
        """Return the schema of a commit.

        Raises:
            DataError: it is none of followup's, or of a newer one.
            CallError: it is encrypted, and here nothing is set up for that.
        """
        if MARKER not in tree:
            raise DataError("The remote holds something else than a sync of followup", "Use another one")
        schema = read_schema(self._store.read([tree[MARKER]])[tree[MARKER]])
        if self._key is None and any(path.endswith(_ENCRYPTED) for path in tree):
            raise CallError(
                "What is on the remote is encrypted, and here nothing is set up for that",
                "Write the same [sync] recipients here as on the other machine, this one's key among them",
            )
        return schema

    def _incoming(
        self, tree: Mapping[str, str], before: Mapping[str, str], schema: int, schema_before: int
    ) -> dict[str, Incoming]:
        theirs, base = _blobs_by_name(tree), _blobs_by_name(before)
        differing = {name: blob for name, blob in theirs.items() if base.get(name) != blob}
        entries = self._entries(differing, schema)
        earlier = self._entries({name: base[name] for name in differing if name in base}, schema_before)
        return {entry.uid: Incoming(earlier.get(name), entry) for name, entry in entries.items()}

    def _entries(self, blobs: Mapping[str, str], schema: int) -> dict[str, Entry]:
        """Read files, by their names.

        Raises:
            DataError: one cannot be read.
        """
        contents = self._store.read(blobs.values())
        plain = self._decrypted(contents)
        entries: dict[str, Entry] = {}
        known = self._known()
        for name, blob in blobs.items():
            try:
                entries[name] = decode_entry(plain[blob], schema)
            except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
                raise DataError(
                    f"A file on the remote cannot be read ({name}): {str(error)[:200]}",
                    "Nothing was changed. Sync from a machine that has it whole",
                ) from error
            if self._key is not None:
                known[name] = [_digest(encode_entry(entries[name])), blob]
        self._note_known(known)
        return entries

    def _decrypted(self, contents: Mapping[str, bytes]) -> dict[str, bytes]:
        encrypted = [blob for blob, content in contents.items() if content.startswith(HEADER)]
        if not encrypted or self._key is None:
            return dict(contents)
        decrypted = self._key.cipher.decrypt([contents[blob] for blob in encrypted])
        return {**contents, **dict(zip(encrypted, decrypted, strict=True))}

    def _merge(self, theirs: str, incoming: Mapping[str, Incoming]) -> None:
        at = self._now()
        found: list[Combined] = []

        def build(applications: Mapping[str, Application], tombstones: Mapping[str, Tombstone]) -> Merged:
            combined = combine(applications, tombstones, incoming, at)
            found.append(combined)
            return Merged(_label(combined), combined.states, combined.removed, theirs)

        step = self._repository.merge(at, build)
        self._store.keep(theirs)
        if step is not None:
            self.report.steps.append(step)
        self.report.combined += found

    def _write(self, *, is_first: bool) -> str:
        """Commit what is in the data file. Return the commit that holds it; empty where there is nothing.

        Args:
            is_first: whether nothing is on the remote yet.
        """
        self._repository.refresh()
        entries = entries_by_name(self._repository.applications, self._repository.tombstones)
        synced = self._repository.synced
        # What was readable before this machine encrypted does not go to a new remote as its past.
        is_anew = is_first and (self._is_rekeyed() or self._store.is_cut_off)
        parent = "" if is_anew else self._synced()
        tree = self._store.tree(parent) if parent else {}
        if not entries and not parent:
            return ""
        put, removed = self._changes(entries, tree)
        marker = encode_marker()
        if tree.get(MARKER) != blob_of(marker):
            put[MARKER] = marker
        if not put and not removed:
            return parent
        commit = self._store.write(parent, put, removed, int(self._now().utc.timestamp()))
        if self._key is not None:
            self._note_known({**self._known(), "recipients": [*self._key.recipients]})
        self._repository.note_synced(synced, commit)
        self.report.sent += len(put) - (MARKER in put)
        return commit

    def _changes(
        self, entries: Mapping[str, Entry], tree: Mapping[str, str]
    ) -> tuple[dict[str, bytes], list[str]]:
        """Return the files that differ from those of a commit, by their paths, and the paths to remove."""
        suffix = _PLAIN if self._key is None else _ENCRYPTED
        blobs, known = _blobs_by_name(tree), self._known()
        is_rekeyed = self._is_rekeyed()
        documents = {name: encode_entry(entry) for name, entry in entries.items()}
        unsure, changed = {}, []
        for name, document in documents.items():
            blob = blobs.get(name)
            if blob is None or f"{name}{suffix}" not in tree or is_rekeyed:
                changed.append(name)
            elif blob != blob_of(document) and known.get(name) != [_digest(document), blob]:
                unsure[name] = blob
        # Written by another version, or not noted here: what it says counts, not how.
        present = self._entries(unsure, self._check(tree)) if unsure else {}
        changed += [name for name in unsure if encode_entry(present[name]) != documents[name]]
        removed = [
            path
            for path in tree
            if path.endswith((_PLAIN, _ENCRYPTED))
            and path != MARKER
            and not path.endswith(suffix)
            and path.rpartition(".")[0] in documents
        ]
        contents = [documents[name] for name in changed]
        if self._key is not None:
            contents = self._key.cipher.encrypt(contents)
            known = self._known()
            known |= {
                name: [_digest(documents[name]), blob_of(content)]
                for name, content in zip(changed, contents, strict=True)
            }
            self._note_known(known)
            if removed:
                self.report.notes.append(
                    "What was sent before is still readable in older commits on the remote. Remove it, and"
                    " sync with a new one, where nobody is to read it"
                )
        return {f"{name}{suffix}": content for name, content in zip(changed, contents, strict=True)}, removed

    def _is_rekeyed(self) -> bool:
        """Tell whether what was sent last was encrypted for others, or not at all."""
        return self._key is not None and self._known().get("recipients") != [*self._key.recipients]

    def _known(self) -> dict[str, list[str]]:
        """Return what each encrypted file holds, as a checksum, with its blob; and for whom they are."""
        if self._key is None:
            return {}
        try:
            return msgspec.json.decode(self._known_file.read_bytes(), type=dict[str, list[str]])
        except (OSError, ValueError):
            return {}

    def _note_known(self, known: Mapping[str, list[str]]) -> None:
        if self._key is not None:
            files.replace(self._known_file, msgspec.json.encode(known))


@contextmanager
def alone(lock_file: Path) -> Iterator[None]:
    """Hold the lock that a sync of a data file needs: one at a time.

    Raises:
        CallError: another one goes on.
        DataError: it cannot be locked.
    """
    try:
        files.make_private_folder(lock_file.parent)
        descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DataError(f"{lock_file} could not be made: {error.strerror}", "Look at its folder") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except OSError as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN):
            raise
        raise CallError("Another sync of this file goes on", "Wait for it") from error
    finally:
        os.close(descriptor)


def _blobs_by_name(tree: Mapping[str, str]) -> dict[str, str]:
    """Return the blob of each application; of one that is there both ways, the encrypted one."""
    blobs: dict[str, str] = {}
    for path in sorted(tree, key=lambda path: path.endswith(_ENCRYPTED)):
        name, dot, suffix = path.rpartition(".")
        if path != MARKER and dot + suffix in (_PLAIN, _ENCRYPTED):
            blobs[name] = tree[path]
    return blobs


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _made_uid(application: Application) -> str:
    origin = f"{application.id} {application.created_at.utc.isoformat()}"
    return hashlib.sha256(origin.encode()).hexdigest()[:32]


def _label(combined: Combined) -> str:
    parts = [
        f"{len(ids)} {word}"
        for word, ids in (("new", combined.new), ("changed", combined.changed), ("removed", combined.gone))
        if ids
    ]
    return f"Synced: {', '.join(parts)}" if parts else "Synced"
