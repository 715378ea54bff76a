"""The applications as files of commits: which differ, read and written, encrypted where they are to be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from followup_tui import files
from followup_tui.errors import CallError, DataError
from followup_tui.sync.combine import Incoming
from followup_tui.sync.documents import (
    FOLDER,
    MARKER,
    Entry,
    decode_entry,
    encode_entry,
    encode_marker,
    read_schema,
)
from followup_tui.sync.encryption import HEADER, Cipher
from followup_tui.sync.store import Store, Tree, blob_of

_PLAIN, _ENCRYPTED = ".json", ".age"
_SUFFIXES: Final = (_PLAIN, _ENCRYPTED)
_RECIPIENTS: Final = "recipients"


class Key(NamedTuple):
    """How what leaves is encrypted.

    Attributes:
        cipher: encrypts and decrypts.
        recipients: for whom; when they are others, all is encrypted anew.
    """

    cipher: Cipher
    recipients: tuple[str, ...]


class Changes(NamedTuple):
    """What is to be changed in a commit.

    Attributes:
        put: the files that are others, by their paths.
        removed: the paths of readable files whose encrypted ones take their place.
        sent: how many of those that are put are applications.
    """

    put: Mapping[str, bytes]
    removed: tuple[str, ...]
    sent: int


class ApplicationFiles:
    """The files of the applications.

    What is encrypted is another text each time. Which application an encrypted file holds is noted in a file
    here, so that nothing is decrypted, or sent anew, where nothing changed.

    Args:
        store: the repository.
        key: how what leaves is encrypted; None where it is not.
        noted_file: where is noted, by the name of each encrypted file, which application it holds.
    """

    def __init__(self, store: Store, key: Key | None, noted_file: Path) -> None:
        self._store, self._key, self._noted_file = store, key, noted_file

    def incoming(self, tree: Tree, before: Tree) -> dict[str, Incoming]:
        """Return the applications that differ between two commits, by `uid`.

        Args:
            tree: the files of the newer one.
            before: the files of the older one; empty where there is none.

        Raises:
            DataError: they are none of followup's, of a newer one, or one cannot be read.
            CallError: they are encrypted, and here nothing is set up for that.
        """
        theirs, base = _blobs_by_name(tree), _blobs_by_name(before)
        differing = {name: blob for name, blob in theirs.items() if base.get(name) != blob}
        entries = self._read(differing, tree)
        earlier_blobs = {name: base[name] for name in differing if name in base}
        earlier = self._read(earlier_blobs, before) if before else {}
        return {entry.uid: Incoming(earlier.get(name), entry) for name, entry in entries.items()}

    def changes(self, entries: Mapping[str, Entry], tree: Tree) -> Changes:
        """Return what is to be changed in a commit, so that it holds these applications.

        Args:
            entries: the applications, by the names of their files.
            tree: the files of the commit.
        """
        suffix, blobs, noted = self._suffix, _blobs_by_name(tree), self._noted()
        documents = {name: encode_entry(entry) for name, entry in entries.items()}
        is_rekeyed = _RECIPIENTS in noted and not self._is_for_recipients
        changed, unsure = [], {}
        for name, document in documents.items():
            blob = blobs.get(name)
            if blob is None or f"{name}{suffix}" not in tree or is_rekeyed:
                changed.append(name)
            elif blob != blob_of(document) and noted.get(name) != [_digest(document), blob]:
                unsure[name] = blob
        # Written by another version, or not noted here: what it says counts, not how.
        present = self._read(unsure, tree) if unsure else {}
        changed += [name for name in unsure if encode_entry(present[name]) != documents[name]]
        contents = self._encrypted([documents[name] for name in changed])
        self._note({name: documents[name] for name in changed}, map(blob_of, contents))
        put = {f"{name}{suffix}": content for name, content in zip(changed, contents, strict=True)}
        marker = encode_marker()
        if tree.get(MARKER) != blob_of(marker):
            put[MARKER] = marker
        readable = (f"{name}{_PLAIN}" for name in documents if self._key is not None)
        return Changes(put, tuple(path for path in readable if path in tree), len(changed))

    @property
    def is_encrypted(self) -> bool:
        """Whether what leaves is encrypted."""
        return self._key is not None

    def note_recipients(self) -> None:
        """Note that all that was sent is encrypted for those who are to read it now."""
        if self._key is not None and not self._is_for_recipients:
            self._write_noted({**self._noted(), _RECIPIENTS: [*self._key.recipients]})

    @property
    def _is_for_recipients(self) -> bool:
        """Whether what this machine sent last was for those who are to read it now, and for nobody else."""
        return self._key is None or self._noted().get(_RECIPIENTS) == [*self._key.recipients]

    @property
    def _suffix(self) -> str:
        return _PLAIN if self._key is None else _ENCRYPTED

    def _read(self, blobs: Mapping[str, str], tree: Tree) -> dict[str, Entry]:
        """Read some files of a commit, by their names."""
        schema = self._schema(tree)
        contents = self._decrypted(self._store.read(blobs.values()))
        entries: dict[str, Entry] = {}
        for name, blob in blobs.items():
            try:
                entries[name] = decode_entry(contents[blob], schema)
            except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
                raise DataError(
                    f"A file on the remote cannot be read ({name}): {str(error)[:200]}",
                    "Nothing was changed. Sync from a machine that has it whole",
                ) from error
        if self._key is not None:
            self._note({name: encode_entry(entry) for name, entry in entries.items()}, blobs.values())
        return entries

    def _schema(self, tree: Tree) -> int:
        if MARKER not in tree:
            raise DataError(
                "The remote holds something else than a sync of followup",
                "Nothing was changed, here or there. Use another one",
            )
        schema = read_schema(self._store.read([tree[MARKER]])[tree[MARKER]])
        if self._key is None and any(path.endswith(_ENCRYPTED) for path in tree):
            raise CallError(
                "What is on the remote is encrypted, and here nothing is set up for that",
                "Write the same [sync] recipients here as on the other machine, this one's key among them",
            )
        return schema

    def _encrypted(self, contents: list[bytes]) -> list[bytes]:
        return contents if self._key is None else self._key.cipher.encrypt(contents)

    def _decrypted(self, contents: Mapping[str, bytes]) -> dict[str, bytes]:
        encrypted = [blob for blob, content in contents.items() if content.startswith(HEADER)]
        if not encrypted or self._key is None:
            return dict(contents)
        decrypted = self._key.cipher.decrypt([contents[blob] for blob in encrypted])
        return {**contents, **dict(zip(encrypted, decrypted, strict=True))}

    def _noted(self) -> dict[str, list[str]]:
        """Return a checksum of what each encrypted file holds, with its blob; and for whom they are."""
        if self._key is None:
            return {}
        try:
            return msgspec.json.decode(self._noted_file.read_bytes(), type=dict[str, list[str]])
        except (OSError, ValueError):
            return {}

    def _note(self, documents: Mapping[str, bytes], blobs: Iterable[str]) -> None:
        if self._key is not None and documents:
            new = {
                name: [_digest(document), blob]
                for (name, document), blob in zip(documents.items(), blobs, strict=True)
            }
            self._write_noted(self._noted() | new)

    def _write_noted(self, noted: Mapping[str, list[str]]) -> None:
        with suppress(OSError):  # then the next sync reads what is there
            files.replace(self._noted_file, msgspec.json.encode(noted))


def _blobs_by_name(tree: Tree) -> dict[str, str]:
    """Return the blob of each application; of one that is there both ways, the encrypted one."""
    blobs: dict[str, str] = {}
    for path in sorted(tree, key=lambda path: path.endswith(_ENCRYPTED)):
        if path.startswith(f"{FOLDER}/") and path.endswith(_SUFFIXES):
            blobs[path.rpartition(".")[0]] = tree[path]
    return blobs


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
