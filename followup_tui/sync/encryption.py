"""Encryption of what leaves this machine, with age: by the package pyrage, else by the program age."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol

from followup_tui.errors import CallError, DataError
from followup_tui.files import read_regular

HEADER: Final = b"age-encryption.org/v1"
"""What an encrypted file begins with."""

_SECONDS: Final = 60.0
_AT_ONCE: Final = 4
_INSTALL: Final = "pip install 'followup-tui[age]', or install the program age"


class Cipher(Protocol):
    """Encrypts files for some recipients, and decrypts what was encrypted for the user."""

    def encrypt(self, contents: Sequence[bytes]) -> list[bytes]:
        """Encrypt each."""

    def decrypt(self, contents: Sequence[bytes]) -> list[bytes]:
        """Decrypt each."""


def find_cipher(recipients: Sequence[str], identity: Path) -> Cipher:
    """Return what encrypts for these recipients, and decrypts with the key in this file.

    Raises:
        CallError: there is nothing installed that does, or a recipient is none.
    """
    if importlib.util.find_spec("pyrage") is not None:
        return _PackageCipher(recipients, identity)
    if program := shutil.which("age"):
        return _ProgramCipher(program, recipients, identity)
    raise CallError("Nothing that encrypts is installed", _INSTALL)


class _PackageCipher:
    def __init__(self, recipients: Sequence[str], identity: Path) -> None:
        # Typed nowhere, and an extra that not everybody has.
        self._age: Any = importlib.import_module("pyrage")
        self._identity = identity
        self._identities: list[Any] | None = None
        self._recipients = [self._recipient(text) for text in recipients]

    def encrypt(self, contents: Sequence[bytes]) -> list[bytes]:
        try:
            return [bytes(self._age.encrypt(content, self._recipients)) for content in contents]
        except self._age.EncryptError as error:
            raise DataError(f"What is to be sent could not be encrypted: {error}") from error

    def decrypt(self, contents: Sequence[bytes]) -> list[bytes]:
        if self._identities is None:
            self._identities = self._read_identities()
        try:
            return [bytes(self._age.decrypt(content, self._identities)) for content in contents]
        except self._age.DecryptError as error:
            raise _not_for_us(self._identity) from error

    def _recipient(self, text: str) -> Any:  # noqa: ANN401 - of the package
        kind = self._age.ssh if text.startswith("ssh-") else self._age.x25519
        try:
            return kind.Recipient.from_str(text)
        except self._age.RecipientError as error:
            raise _no_recipient(text) from error

    def _read_identities(self) -> list[Any]:
        content = _key(self._identity)
        try:
            if b"AGE-SECRET-KEY-" in content:
                lines = [line.strip() for line in content.decode().splitlines()]
                return [
                    self._age.x25519.Identity.from_str(line)
                    for line in lines
                    if line.startswith("AGE-SECRET-KEY-")
                ]
            return [self._age.ssh.Identity.from_buffer(content)]
        except (self._age.IdentityError, ValueError) as error:
            raise DataError(
                f"{self._identity} is no key that followup can use: {error}",
                "One with a passphrase is none: name an age key as [sync] identity (age-keygen makes one)",
            ) from error


class _ProgramCipher:
    def __init__(self, program: str, recipients: Sequence[str], identity: Path) -> None:
        self._program, self._identity = program, identity
        self._options = [option for recipient in recipients for option in ("-r", recipient)]
        for recipient in recipients:
            if not recipient.startswith(("age1", "ssh-")):
                raise _no_recipient(recipient)

    def encrypt(self, contents: Sequence[bytes]) -> list[bytes]:
        return self._run(("--encrypt", *self._options), contents)

    def decrypt(self, contents: Sequence[bytes]) -> list[bytes]:
        _key(self._identity)
        return self._run(("--decrypt", "-i", str(self._identity)), contents)

    def _run(self, arguments: Sequence[str], contents: Sequence[bytes]) -> list[bytes]:
        def run(content: bytes) -> bytes:
            try:
                done = subprocess.run(  # noqa: S603 - age, with arguments that were checked
                    [self._program, *arguments],
                    input=content,
                    capture_output=True,
                    timeout=_SECONDS,
                    check=False,
                    start_new_session=True,  # It must not ask for a passphrase in the background.
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise DataError("age did not end, which encrypts what is synced", "Try again") from error
            if done.returncode:
                if arguments[0] == "--decrypt":
                    raise _not_for_us(self._identity)
                raise CallError("age does not encrypt for these recipients", "Look at [sync] recipients")
            return bytes(done.stdout)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(run, contents))


def usual_identity(environ_home: Path) -> Path:
    """Return the key that counts where none is named: the user's ssh key."""
    return environ_home / ".ssh" / "id_ed25519"


def _key(identity: Path) -> bytes:
    try:
        return read_regular(identity)
    except OSError as error:
        raise DataError(
            f"The key {identity} could not be read: {error.strerror}", "Name yours as [sync] identity"
        ) from error


def _no_recipient(text: str) -> CallError:
    shown = text[:30] if text.isprintable() else "one"
    return CallError(
        f"[sync] recipients: {shown!r} is no public key of age or ssh",
        'Write "age1…", as age-keygen -y KEYFILE prints it, or "ssh-ed25519 …", as in ~/.ssh/id_ed25519.pub',
    )


def _not_for_us(identity: Path) -> DataError:
    return DataError(
        f"What is on the remote cannot be read with {os.fspath(identity)}",
        "Add the public key of this machine to [sync] recipients on the other one and sync there, or name the"
        " right key as [sync] identity",
    )
