"""The settings under `[sync]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from followup_tui.config.setting_paths import read_whole_path
from followup_tui.config.settings import SyncSettings
from followup_tui.domain.text import is_safe
from followup_tui.domain.wording import quoted
from followup_tui.errors import CallError

_KEY: Final = r"age1[0-9a-z]{20,}|ssh-(?:ed25519|rsa) [A-Za-z0-9+/=]{20,}(?: .*)?"


def read_sync_settings(
    table: Mapping[str, Any], environ: Mapping[str, str], refuse: Callable[[str, str, str], None]
) -> SyncSettings:
    """Read the section.

    Where a recipient cannot be used, all of them count as written: nothing leaves for fewer than were meant,
    and the sync says which is none.

    Args:
        table: the section.
        environ: the environment, for the home folder.
        refuse: notes that a setting cannot be used: its name, the problem, what to write.
    """
    remote, on_quit = table.get("remote", ""), table.get("on_quit", False)
    recipients, identity = table.get("recipients", []), table.get("identity", "")
    if not isinstance(remote, str) or not is_safe(remote) or "\n" in remote:
        refuse(
            "sync.remote",
            "this is no address; it does not count",
            'Write "ssh://you@your-host/~/followup.git"',
        )
        remote = ""
    if not isinstance(on_quit, bool):
        problem = f"{quoted(str(on_quit))} is neither true nor false; false is used"
        refuse("sync.on_quit", problem, "Write true, without quotation marks")
        on_quit = False
    keys = [str(key).strip() for key in recipients] if isinstance(recipients, list) else [str(recipients)]
    if wrong := [key for key in keys if not re.fullmatch(_KEY, key)]:
        problem = f"{quoted(wrong[0])} is no public key; nothing is synced until it is put right"
        refuse("sync.recipients", problem, 'Write ["age1…", "ssh-ed25519 …"]')
    path = None
    if identity != "":
        try:
            path = read_whole_path(identity, environ)
        except CallError as error:
            refuse(
                "sync.identity",
                f"{error.happened}; your ssh key is used",
                'Write "~/.config/followup/age.key"',
            )
    return SyncSettings(remote.strip(), on_quit, tuple(keys), path)
